"""Rebuilds a table from cells that are read one by one, some of which span several columns or rows."""

from __future__ import annotations

from typing import Final

from lcweek_desktop.domain.narrative import Block, Line, Paragraph, Table, TextRun

MAX_COLUMNS: Final = 50
"""The text of columns further right is joined to the last one."""
_MAX_ROW_SPAN: Final = 200


class TableGrid:
    """The cells read so far. A cell that spans others leaves them blank, so that columns stay aligned."""

    def __init__(self, keeps_form: bool = False) -> None:
        """A table that `keeps_form` is one with a single cell, and without any text, too."""
        self._keeps_form = keeps_form
        self._rows: list[list[Line]] = []
        self._row_spans: dict[int, int] = {}
        """The number of further rows that a cell reaches into, by column."""
        self._column: int | None = None
        """The column of the cell being read; None between cells."""

    def start_row(self) -> None:
        """Begin the next row."""
        self._rows.append([])
        self._column = None
        self._skip_spanned()

    def start_cell(self, columns: int, rows: int) -> None:
        """Begin a cell that spans so many `columns` and `rows`, both at least 1."""
        if not self._rows:
            self.start_row()
        row = self._rows[-1]
        self._column = min(len(row), MAX_COLUMNS - 1)
        for _ in range(min(columns, MAX_COLUMNS - len(row))):
            self._row_spans[len(row)] = min(rows, _MAX_ROW_SPAN) - 1
            row.append(())
        self._skip_spanned()

    def append(self, line: Line) -> None:
        """Append `line` to the cell being read; between cells it becomes a cell of its own."""
        if self._column is None:
            self.start_cell(1, 1)
        assert self._column is not None
        row = self._rows[-1]
        row[self._column] = (*row[self._column], TextRun(" "), *line) if row[self._column] else line

    def to_block(self) -> Block | None:
        """The table; a paragraph for a single cell, and None for a table without any text."""
        if self._keeps_form and any(self._rows):
            return Table(tuple(tuple(row) for row in self._rows if row))
        texts = [cell for row in self._rows for cell in row if cell]
        if not texts:
            return None
        if len(texts) == 1 and len(self._rows) == len(self._rows[0]) == 1:
            return Paragraph(texts[0])
        return Table(tuple(tuple(row) for row in self._rows if row))

    def _skip_spanned(self) -> None:
        """Add blank cells where a cell above reaches into this row."""
        row = self._rows[-1]
        while self._row_spans.get(len(row), 0) > 0 and len(row) < MAX_COLUMNS:
            self._row_spans[len(row)] -= 1
            row.append(())
