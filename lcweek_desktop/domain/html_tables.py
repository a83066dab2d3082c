"""The tables of a page of HTML, as programs put it on the clipboard or save it in place of a document."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final, TypeAlias

Lines: TypeAlias = tuple[tuple[str, ...], ...]
"""The texts of a table: a line for each of its rows, a text for each cell; merged cells are blank but one."""

MOST_LINES: Final = 2_000
MOST_COLUMNS: Final = 64
_NOWHERE: Final = (-1, -1)
_BREAKS: Final = frozenset(("br", "p", "div", "li"))
_BLOCKS: Final = frozenset((*_BREAKS, "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "table"))
_UNSEEN: Final = frozenset(("style", "script", "title"))


def html_tables(html: str) -> tuple[Lines, ...]:
    """The tables of `html`, each as a rectangle of texts of one line; a table inside a cell of another is
    text of that cell, and one without cells is left out."""
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    reader.end_table()
    return tuple(reader.tables)


def html_words(html: str) -> tuple[str, ...]:
    """The texts of `html` in their order, those in tables too, each in one line; none is blank."""
    reader = _WordReader()
    reader.feed(html)
    reader.close()
    return tuple(filter(None, (" ".join(text.split()) for text in reader.texts)))


class _TableReader(HTMLParser):
    """Reads one table after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Lines] = []
        self._depth = 0
        self._cells: dict[tuple[int, int], str] = {}
        self._row, self._at = -1, _NOWHERE

    def end_table(self) -> None:
        """Keep the table that was read last, if it has cells."""
        if self._cells:
            self.tables.append(self._lines())
        self._cells, self._row, self._at = {}, -1, _NOWHERE

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        elif self._depth == 1 and tag == "tr":
            self._row += 1
        elif self._depth == 1 and tag in ("td", "th"):
            self._begin_cell(dict(attrs))
        elif tag in _BREAKS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._depth = max(0, self._depth - 1)
            if self._depth == 0:
                self.end_table()
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._at = _NOWHERE

    def handle_data(self, data: str) -> None:
        if self._at != _NOWHERE:
            self._cells[self._at] += data

    def _lines(self) -> Lines:
        height = max(row for row, _ in self._cells) + 1
        width = max(column for _, column in self._cells) + 1
        return tuple(
            tuple(" ".join(self._cells.get((row, column), "").split()) for column in range(width))
            for row in range(height)
        )

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        """Take the next free place of the row, and those beside and below that the cell covers."""
        row, column = max(self._row, 0), 0
        while (row, column) in self._cells:
            column += 1
        self._at = _NOWHERE
        if row >= MOST_LINES or column >= MOST_COLUMNS:
            return
        for below in range(min(_span(attributes.get("rowspan")), MOST_LINES - row)):
            for beside in range(min(_span(attributes.get("colspan")), MOST_COLUMNS - column)):
                self._cells.setdefault((row + below, column + beside), "")
        self._at = row, column


class _WordReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts = [""]
        self._unseen = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if tag in _BLOCKS:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.texts[-1] += data


def _span(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 5 and int(value) else 1
