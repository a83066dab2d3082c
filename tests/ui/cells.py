"""Cells of the form, written shortly."""

from __future__ import annotations

from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey


def cell(row: str, measure: str = "count") -> Cell:
    """The cell of `row`, such as "1.1", in the column of `measure`."""
    return Cell(RowKey(row), MeasureKey(measure))
