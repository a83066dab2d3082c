"""The table on the clipboard, as Word or Excel put it there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from lcweek_desktop.domain.narrative import Line, Table, TextRun
from lcweek_desktop.ui.pasting.pasted_text import pasted_html


def clipboard_table(source: QMimeData) -> Sequence[Sequence[str]]:
    """The texts of the table of `source`, a line for each of its rows.

    Of HTML it is the largest table, in which cells that span others leave them empty and the lines of a cell
    are one; without one, every line of plain text is a row with its cells between tabs.
    """
    tables = [block for block in pasted_html(source.html()).text if isinstance(block, Table)]
    if tables:
        largest = max(tables, key=lambda table: sum(map(len, table.rows)))
        return [[_text(cell) for cell in row] for row in largest.rows]
    return [line.split("\t") for line in source.text().splitlines()]


def _text(line: Line) -> str:
    return "".join(run.text for run in line if isinstance(run, TextRun))
