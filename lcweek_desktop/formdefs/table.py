"""Reading phu-luc-2.toml: the columns, measures, limits and rows of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from types import MappingProxyType

from lcweek_desktop.domain.form import (
    CellRule,
    CellState,
    Columns,
    Level,
    LevelKey,
    Limits,
    Measure,
    MeasureKey,
    Row,
    RowKey,
)
from lcweek_desktop.formdefs.toml_table import TomlTable


def read_columns(top: TomlTable) -> Columns:
    """The headings of the columns."""
    table = top.table("columns")
    keys = [column.name for column in fields(Columns)]
    table.check_keys(keys)
    return Columns(**{key: table.nonempty_text(key) for key in keys})


def read_measures(top: TomlTable) -> tuple[Measure, ...]:
    """The measures, from left to right."""
    entries = top.tables("measure")
    for entry in entries:
        entry.check_keys(("key", "label"))
    return tuple(Measure(MeasureKey(entry.text("key")), entry.nonempty_text("label")) for entry in entries)


def read_limits(top: TomlTable) -> Limits:
    """The limits of own entries; units of measurement must be in lower case."""
    table = top.table("limits")
    table.check_keys(("default",), ("by_unit",))
    by_unit = table.table("by_unit")
    for unit in by_unit.values:
        if unit != unit.casefold():
            by_unit.refuse(unit, "đơn vị tính phải viết thường")
    return Limits(table.integer("default", 1), {unit: by_unit.integer(unit, 1) for unit in by_unit.values})


def read_rows(
    top: TomlTable, measures: Sequence[Measure], levels: Sequence[Level], limits: Limits
) -> tuple[Row, ...]:
    """The rows, in the order in which they are printed.

    A row must stand below its parent, at most one row takes own lines, and every sum must have parts.
    """
    entries = top.tables("row")
    above: list[str] = []
    rows: list[Row] = []
    for entry in entries:
        rows.append(_row(entry, above, measures, levels, limits))
        above.append(rows[-1].key)
    _check_sums(entries, rows)
    for entry in [entry for entry, row in zip(entries, rows, strict=True) if row.own_lines][1:]:
        entry.refuse("own_lines", "chỉ một dòng được nhận dòng tự thêm")
    return tuple(rows)


def _row(
    entry: TomlTable,
    above: Sequence[str],
    measures: Sequence[Measure],
    levels: Sequence[Level],
    limits: Limits,
) -> Row:
    entry.check_keys(("key", "tt", "label", "unit", "cells"), ("parent", "source_label", "bold", "own_lines"))
    cells = entry.table("cells")
    cells.check_keys(measure.key for measure in measures)
    limit = limits.of(entry.text("unit"))
    return Row(
        key=RowKey(entry.text("key")),
        tt=entry.text("tt"),
        label=entry.nonempty_text("label"),
        unit=entry.text("unit"),
        cells=MappingProxyType({m.key: _cell(cells, m.key, levels, limit) for m in measures}),
        parent=_parent(entry, above),
        source_label=entry.nonempty_text("source_label") if "source_label" in entry.values else None,
        own_lines=entry.boolean("own_lines", default=False),
        bold=entry.boolean("bold", default=False),
    )


def _parent(entry: TomlTable, above: Sequence[str]) -> RowKey | None:
    if "parent" not in entry.values:
        return None
    if entry.text("parent") not in above:
        entry.refuse("parent", f"không có dòng “{entry.text('parent')}” ở phía trên")
    return RowKey(entry.text("parent"))


def _cell(cells: TomlTable, measure: str, levels: Sequence[Level], limit: int) -> CellRule:
    """The rule of a cell, which is written as a state, or as a table of a state and levels."""
    if isinstance(cells.values[measure], str):
        state, open_at = CellState(cells.choice(measure, CellState)), None
    else:
        cell = cells.table(measure)
        cell.check_keys(("state", "levels"))
        state = CellState(cell.choice("state", CellState))
        if state is not CellState.OPEN:
            cell.refuse("levels", "chỉ ô mở mới giới hạn theo cấp")
        open_at = frozenset(LevelKey(key) for key in cell.choices("levels", [level.key for level in levels]))
    stored = state in (CellState.OPEN, CellState.TOTAL)
    return CellRule(state, limit if stored else 0, open_at)


def _check_sums(entries: Sequence[TomlTable], rows: Sequence[Row]) -> None:
    for entry, row in zip(entries, rows, strict=True):
        for measure, rule in row.cells.items():
            parts = [child for child in rows if child.parent == row.key]
            has_parts = any(part.cells[measure].state is not CellState.CLOSED for part in parts)
            if rule.state in (CellState.COMPUTED, CellState.TOTAL) and not has_parts:
                entry.table("cells").refuse(measure, "ô tự cộng nhưng không có dòng chi tiết nào để cộng")
