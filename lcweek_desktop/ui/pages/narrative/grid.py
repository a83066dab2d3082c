"""A table as it is read cell by cell: cells that span others keep the columns below them in line."""

from __future__ import annotations

from typing import Final

from lcweek_desktop.domain.narrative import Block, Line, Paragraph, Table, TextRun

MOST_COLUMNS: Final = 50
"""What stands further right is joined to the last of them."""
_LONGEST_SPAN: Final = 200


class Grid:
    def __init__(self) -> None:
        self._rows: list[list[Line]] = []
        self._spans: dict[int, int] = {}
        """By column: how many more rows a cell above reaches down into."""
        self._at: int | None = None
        """The column being read; None between cells."""

    def start_row(self) -> None:
        self._rows.append([])
        self._at = None
        self._pass_spans()

    def start_cell(self, columns: int, rows: int) -> None:
        """A cell over so many `columns` and `rows`; both at least 1."""
        if not self._rows:
            self.start_row()
        row = self._rows[-1]
        self._at = min(len(row), MOST_COLUMNS - 1)
        for _ in range(min(columns, MOST_COLUMNS - len(row))):
            self._spans[len(row)] = min(rows, _LONGEST_SPAN) - 1
            row.append(())
        self._pass_spans()

    def add(self, line: Line) -> None:
        """Put `line` at the end of the cell being read; between cells, into one of its own."""
        if self._at is None:
            self.start_cell(1, 1)
        assert self._at is not None
        row = self._rows[-1]
        row[self._at] = (*row[self._at], TextRun(" "), *line) if row[self._at] else line

    def block(self) -> Block | None:
        """The table; a table of one cell is a paragraph, one without any text is None."""
        texts = [cell for row in self._rows for cell in row if cell]
        if not texts:
            return None
        if len(texts) == 1 and len(self._rows) == len(self._rows[0]) == 1:
            return Paragraph(texts[0])
        return Table(tuple(tuple(row) for row in self._rows if row))

    def _pass_spans(self) -> None:
        """Leave the cells blank that one above reaches down into."""
        row = self._rows[-1]
        while self._spans.get(len(row), 0) > 0 and len(row) < MOST_COLUMNS:
            self._spans[len(row)] -= 1
            row.append(())
