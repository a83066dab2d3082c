"""The cells of a table that was copied in Excel, LibreOffice, Word or Zalo, line by line."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from typing import Final, TypeAlias

Lines: TypeAlias = tuple[tuple[str, ...], ...]
"""The texts of a block: a line for each of its rows, a text for each cell; merged cells are blank but one."""

_MOST_LINES, _MOST_COLUMNS = 2_000, 64
_BREAKS: Final = frozenset(("br", "p", "div", "li"))


def pasted_lines(plain: str, html: str) -> Lines:
    """The block on the clipboard: the first table of `html`, or else the tabs and line ends of `plain`.

    Empty lines at the end are left out, since programs end the last line, too.
    """
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    lines = reader.lines() or _split(plain)
    while lines and not any(text.strip() for text in lines[-1]):
        lines = lines[:-1]
    return lines[:_MOST_LINES]


def _split(plain: str) -> Lines:
    """The cells of tab-separated text, of which some may be in quotes and then hold line ends."""
    if plain.count('"') % 2 == 0:
        try:
            rows = csv.reader(io.StringIO(plain, newline=""), delimiter="\t")
            return tuple(tuple(row[:_MOST_COLUMNS]) for row in rows)
        except csv.Error:
            pass  # a cell longer than any that a spreadsheet has
    return tuple(tuple(line.split("\t")[:_MOST_COLUMNS]) for line in plain.splitlines())


class _TableReader(HTMLParser):
    """Reads the first table; a table inside one of its cells is text of that cell."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: dict[tuple[int, int], str] = {}
        self._row, self._depth, self._is_over = -1, 0, False
        self._at: tuple[int, int] | None = None

    def lines(self) -> Lines:
        """The table as a rectangle of texts; empty where there was none."""
        height = max((row for row, _ in self._cells), default=-1) + 1
        width = max((column for _, column in self._cells), default=-1) + 1
        return tuple(
            tuple(" ".join(self._cells.get((row, column), "").split()) for column in range(width))
            for row in range(height)
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        elif self._depth == 1 and not self._is_over and tag == "tr":
            self._row += 1
        elif self._depth == 1 and not self._is_over and tag in ("td", "th"):
            self._begin_cell(dict(attrs))
        elif tag in _BREAKS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._depth = max(0, self._depth - 1)
            self._is_over = self._is_over or (self._depth == 0 and bool(self._cells))
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._at = None

    def handle_data(self, data: str) -> None:
        if self._at is not None:
            self._cells[self._at] += data

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        """Take the next free place of the row, and those beside and below that the cell covers."""
        row, column = max(self._row, 0), 0
        while (row, column) in self._cells:
            column += 1
        self._at = None
        if row >= _MOST_LINES or column >= _MOST_COLUMNS:
            return
        for below in range(min(_span(attributes.get("rowspan")), _MOST_LINES - row)):
            for beside in range(min(_span(attributes.get("colspan")), _MOST_COLUMNS - column)):
                self._cells.setdefault((row + below, column + beside), "")
        self._at = row, column


def _span(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 5 and int(value) else 1
