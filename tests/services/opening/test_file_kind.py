"""The table of what becomes of files, in the program and in docs/files.md."""

from __future__ import annotations

import re

from dev import ROOT
from lcweek_desktop.services.opening.file_kind import ACTIONS, Action, FileKind, Place

PAGE = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")
COLUMNS = (Place.NO_UNIT, Place.OWN, Place.RECEIVER, Place.OTHER)


def rows(cells: int) -> list[list[str]]:
    """The rows of the page's tables with so many cells, words in backquotes without them."""
    lines = re.findall(r"^\| (`[\w-]+` \|.+) \|$", PAGE, re.MULTILINE)
    split = ([cell.strip("` ") for cell in line.split("|")] for line in lines)
    return [row for row in split if len(row) == cells]


def test_the_table_of_the_page_is_that_of_the_program() -> None:
    program = [[kind, *(str(ACTIONS[kind].get(place, "–")) for place in COLUMNS)] for kind in FileKind]
    assert rows(5) == program


def test_the_page_explains_every_kind_and_every_action() -> None:
    assert [row[0] for row in rows(2)] == [*FileKind, *Action]
