"""Everything that a person can do has its words in one list, which both faces use."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.catalogue.verbs import Change, Verb

FACES = [*(ROOT / "lcweek_desktop" / "ui").rglob("*.py"), *(ROOT / "lcweek_desktop" / "cli").rglob("*.py")]


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def nodes(file: Path) -> Iterator[ast.AST]:
    yield from ast.walk(tree(file))


def calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of a method `name` in the two faces."""
    for file in FACES:
        for node in nodes(file):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name:
                yield file, node


def named_verbs(node: ast.AST) -> set[str]:
    """The members of Verb that `node` names."""
    return {
        each.attr
        for each in ast.walk(node)
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == "Verb"
    }


@cache
def verbs_of_the_faces() -> set[str]:
    """The members of Verb that the two faces name anywhere."""
    return set().union(*(named_verbs(tree(file)) for file in FACES))


@pytest.mark.parametrize("verb", Verb)
def test_every_verb_is_used_and_its_texts_can_be_filled_in(verb: Verb) -> None:
    assert verb.name in verbs_of_the_faces()
    texts = (verb.value.phrase, verb.value.done, verb.value.done_cli)
    fields = {field for text in texts for _, field, _, _ in string.Formatter().parse(text) if field}
    names = dict.fromkeys(fields, "x")
    assert verb.phrase(**names) and verb.label[0].isupper()
    assert "{" not in verb.done(**names) + verb.done_cli(**names)


def test_every_edit_that_can_be_undone_names_its_verb() -> None:
    """Commands are all made by one class, which takes a verb; a macro has the phrase of one."""
    for file in FACES:
        if any(
            isinstance(node, ast.ClassDef) and "QUndoCommand" in map(ast.unparse, node.bases)
            for node in nodes(file)
        ):
            assert file.relative_to(ROOT / "lcweek_desktop").as_posix() == "ui/session/commands.py"
    for file, call in calls("beginMacro"):
        assert named_verbs(call), f"{file.name}:{call.lineno}"


def test_every_operation_that_changes_data_names_its_verb() -> None:
    """`run` takes a verb by its type; a walk that takes None says that it only reads."""
    changing = {verb.name for verb in Verb if verb.changes not in (None, Change.REPORT)}
    used: set[str] = set()
    for _file, call in (*calls("run"), *calls("run_steps"), *calls("_run_steps"), *calls("_change")):
        used |= named_verbs(call)
    assert changing <= used


def test_nobody_calls_the_worker_but_operations_the_session_and_the_window() -> None:
    callers = {
        file.relative_to(ROOT / "lcweek_desktop" / "ui").as_posix()
        for name in ("submit", "submit_steps")
        for file, _call in calls(name)
    }
    assert callers == {
        "session/cell_recorder.py",
        "session/draft_saver.py",
        "session/idle_checkpoint.py",
        "session/operation.py",
        "session/report_checks.py",
        "shell/data_change.py",  # what the window waits for, whatever unit is at work
        "shell/menu_commands.py",  # for what concerns the data folder, whatever unit is at work
        "shell/page_views.py",
        "shell/rescue_panel.py",  # with a worker of its own, as the data folder is not open
        "shell/window.py",
    }
