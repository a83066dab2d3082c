"""What the pages under docs/ name is there: files, functions, sections, decisions, caps."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.bundle import caps

DOCS = ROOT / "docs"
DECISIONS = DOCS / "adr"
PACKAGE = ROOT / "lcweek_desktop"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
"""CHANGELOG.md is left out: it speaks to people who use the program and names no file of it."""
CITING = [
    *PAGES,
    ROOT / "pyproject.toml",
    *sorted((ROOT / "forms").rglob("*.toml")),
    *sorted(PACKAGE.rglob("*.py")),
    *sorted((ROOT / "tests").rglob("*.py")),
]
"""The files whose references are followed."""

_MADE = {".venv", "build"}
"""Folders that dev.py makes."""
_PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)+/?|\w+\.py)`")
_FUNCTION = re.compile(r"`([a-z_0-9.]+):([A-Za-z_.]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PAGE = re.compile(r"(?<![\w/.<-])((?:docs/)?(?:adr/)?[\w-]+\.md)[`)]?(?:, ([^\W\d_][^\n]*))?")
_DECISION = re.compile(r"docs/adr/(\d{4})|ADRs? (\d+)")
_LINE_BREAK = re.compile(r"\s*\n[ \t]*(?:# )?")


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def headings(page: Path) -> list[str]:
    """The words of every heading of a page, whatever its depth."""
    return re.findall(r"^#+ (.+)$", text(page), re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """What a link may have behind its `#`: a heading in small letters with hyphens for spaces, no marks."""
    return {re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-") for words in headings(page)}


@cache
def defined(module: Path) -> frozenset[str]:
    """The names that `module` defines, methods as `Class.method`; the module is read and not imported."""
    found: set[str] = set()
    for node in ast.parse(text(module)).body:
        found |= {*_names(node)}
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{each}" for inner in node.body for each in _names(inner)}
    return frozenset(found)


def _names(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name
        case ast.Assign(targets=targets):
            yield from (target.id for target in targets if isinstance(target, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=assigned)):
            yield assigned


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_function_that_a_page_names_is_in_its_module(page: Path) -> None:
    """A page writes `domain.totals:displayed_value` for that function in lcweek_desktop/domain/totals.py."""
    missing = []
    for module, inner in _FUNCTION.findall(text(page)):
        file = PACKAGE.joinpath(*module.split(".")).with_suffix(".py")
        if not file.is_file() or inner not in defined(file):
            missing.append(f"{module}:{inner}")
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    """A page names files from the root or from lcweek_desktop/; any other first folder is none of ours."""
    missing = []
    for path in _PATH.findall(text(page)):
        first = path.split("/")[0]
        bases = [base for base in (ROOT, PACKAGE) if (base / first).exists()]
        is_ours = first not in _MADE and (bool(bases) or path.endswith(".py"))
        if is_ours and not any((base / path).exists() for base in bases):
            missing.append(path)
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    broken = []
    for target in _LINK.findall(text(page)):
        path, _, anchor = target.partition("#")
        linked = page.parent / path if path else page
        if not linked.exists() or (anchor and anchor not in anchors(linked)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("file", CITING, ids=name)
def test_every_page_and_section_that_is_cited_is_there(file: Path) -> None:
    """A section follows its page after a comma, further ones after a comma or "and"; each begins with a
    capital letter or is a file's name."""
    unknown = []
    for cited, section in _PAGE.findall(_LINE_BREAK.sub(" ", text(file))):
        page = next((base / cited for base in (ROOT, DOCS, DECISIONS) if (base / cited).is_file()), None)
        if page is None:
            unknown.append(cited)
        else:
            unknown += [f"{cited}, {words[:40]}" for words in _unknown_sections(section, headings(page))]
    assert unknown == []


def _unknown_sections(words: str, known: list[str]) -> Iterator[str]:
    """The beginning of `words` if it is a section that is not among `known`, and so on behind it."""
    if _is_section(words) and not _DECISION.match(words):
        heading = max(
            (each for each in known if re.match(rf"{re.escape(each)}(?!\w)", words)), key=len, default=""
        )
        if not heading:
            yield words
        elif further := re.match(r"(?:,| and|, and) (.+)", words[len(heading) :]):
            yield from _unknown_sections(further[1], known)


def _is_section(words: str) -> bool:
    return words[:1].isupper() or bool(re.match(r"\w+\.\w", words))


@pytest.mark.parametrize("file", CITING, ids=name)
def test_every_decision_that_is_cited_was_taken(file: Path) -> None:
    taken = {int(path.name[:4]) for path in DECISIONS.glob("[0-9]*.md")}
    cited = {int(path or number) for path, number in _DECISION.findall(text(file))}
    assert cited <= taken


def test_every_decision_is_in_the_index() -> None:
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", text(DECISIONS / "README.md"))
    assert {*listed} == {path.name for path in DECISIONS.glob("[0-9]*.md")}


def test_the_table_of_caps_is_that_of_the_program() -> None:
    sizes = {"": 1, "KiB": 1 << 10, "MiB": 1 << 20}
    rows = re.findall(
        r"^\| `([A-Z_]+)` \| ([\d,^]+) ?(\w*) \|", text(DOCS / "bundle-format.md"), re.MULTILINE
    )
    listed = {cap: _number(number) * sizes[unit] for cap, number, unit in rows}
    program = defined(PACKAGE / "bundle" / "caps.py")
    assert listed == {cap: getattr(caps, cap) for cap in program if not cap.startswith("_")}


def _number(written: str) -> int:
    """The number written as "40,000,000" or "10^18"."""
    base, _, power = written.replace(",", "").partition("^")
    value: int = int(base) ** int(power or 1)
    return value
