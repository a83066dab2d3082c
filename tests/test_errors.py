"""The catalogue as a whole.

Every code has words, is raised with the context that its words need, and is reached by a test.
"""

from __future__ import annotations

import ast
import re
import string
import unicodedata
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.catalogue import CATALOGUE
from lcweek_desktop.errors import KnownError, on_command_line, sentence, system_reason

PACKAGE = ROOT / "lcweek_desktop"
GUIDE = (ROOT / "docs" / "huong-dan.md").read_text(encoding="utf-8")
CODE_FUNCTIONS = {"KnownError", "BugError", "sentence"}
PLACEHOLDERS = string.Formatter()


def fields(template: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in PLACEHOLDERS.parse(template) if name}


def coded_calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call that names a code, with its file and line."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in CODE_FUNCTIONS
            ):
                yield f"{file.relative_to(ROOT)}:{node.lineno}", node


def test_a_call_that_names_a_code_gives_just_what_its_words_need() -> None:
    wrong = []
    for where, call in coded_calls():
        code = call.args[0] if call.args else None
        if not isinstance(code, ast.Constant) or any(keyword.arg is None for keyword in call.keywords):
            continue  # code or context are chosen at run time
        problem = CATALOGUE.get(str(code.value))
        given = {keyword.arg for keyword in call.keywords if keyword.arg is not None}
        needed = set().union(*map(fields, problem)) if problem else set()
        # `reason` may go along for a log where the sentence spares people the detail.
        if problem is None or needed - given or given - needed - {"reason"}:
            wrong.append((where, code.value, needed ^ given))
    assert wrong == []


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_code_is_worded_for_people(code: str) -> None:
    problem = CATALOGUE[code]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", code) or code == "bug"
    for words in problem:
        assert unicodedata.is_normalized("NFC", words)
        assert words == words.strip()
        assert not words or words.endswith((".", "}"))
    assert problem.sentence[0].isupper() or problem.sentence[0] in "“{"
    for step in (problem.next_step, problem.next_step_cli):
        assert not step or step.startswith(("Hãy ", "Nếu "))


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_a_next_step_in_the_window_names_no_command_and_one_of_a_command_no_button(code: str) -> None:
    problem = CATALOGUE[code]
    assert not re.search(r"lệnh lcweek|dùng lệnh|--[a-z]", problem.next_step)
    step = problem.next_step_cli or problem.next_step
    assert not re.search(r"\bbấm\b|\bthả\b|\bnút\b|trang (?:Tiếp nhận|Tổng hợp)|chọn Tệp,", step)


def test_only_the_next_step_differs_between_window_and_command_line() -> None:
    window = sentence("unit-choose", units="A, B")
    with on_command_line():
        command, error = sentence("unit-choose", units="A, B"), KnownError("unit-choose", units="A, B")
    assert window.endswith(" Hãy chọn một đơn vị.")
    assert command.endswith(" Hãy chọn một đơn vị bằng --unit MÃ.") and error.message == command
    assert sentence("unit-choose", units="A, B") == window


def test_every_code_is_raised_and_reached_by_a_test() -> None:
    said = _strings(PACKAGE, skip=PACKAGE / "catalogue")
    tested = _strings(ROOT / "tests", skip=Path(__file__))
    unsaid = [code for code in CATALOGUE if not re.search(rf"^{code}$", said, re.M)]
    untested = [code for code in CATALOGUE if not re.search(rf"(?<![\w-]){code}(?![\w-])", tested)]
    assert (unsaid, untested) == ([], [])


def test_what_the_guide_for_users_quotes_is_what_the_program_says() -> None:
    troubles = GUIDE.partition("\n## Khi có trục trặc\n")[2].partition("\n## ")[0]
    quoted = re.findall(r"^- “(.+?)”:", troubles, re.M)
    said = [re.sub(r"\{\w+\}", "…", problem.sentence) for problem in CATALOGUE.values()]
    assert quoted
    assert [words for words in quoted if not any(each.startswith(words) for each in said)] == []


def _strings(folder: Path, skip: Path) -> str:
    """The strings in Python and TOML files below `folder`, one a line, without comments and docstrings."""
    files = sorted(file for file in folder.rglob("*") if not file.is_relative_to(skip))
    python = (text for file in files if file.suffix == ".py" for text in _strings_in(file))
    toml = (
        text
        for file in files
        if file.suffix == ".toml"
        for text in re.findall(r'"(.+?)"', file.read_text("utf-8"))
    )
    return "\n".join(chain(python, toml))


def _strings_in(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    unused = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unused:
            yield node.value


def test_a_reason_of_the_system_is_said_in_vietnamese_where_it_is_known(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as missing:
        (tmp_path / "khong-co").read_bytes()
    assert system_reason(missing.value) == "không có tệp hoặc thư mục này"
    assert system_reason(OSError(99_999, "strange")) == "strange"
    assert system_reason(OSError("only words")) == "only words"
