"""Reading phu-luc-2.toml: the columns, measures, limits and rows of the table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import Final

from lcweek_desktop.domain.figures_in_words import PART, PARTS
from lcweek_desktop.domain.form import (
    MAX_DECIMALS,
    CellRule,
    CellState,
    Columns,
    Level,
    LevelKey,
    Limits,
    Measure,
    MeasureKey,
    RollUpKind,
    Row,
    RowKey,
)
from lcweek_desktop.domain.letterhead import placeholders
from lcweek_desktop.domain.text import inside_quotes
from lcweek_desktop.domain.values import MAX_NUMBER
from lcweek_desktop.formdefs.toml_table import TomlTable, read_each

_MAX_LIMIT: Final = MAX_NUMBER // 10**MAX_DECIMALS
"""The largest limit, which as a number of steps fits into stored data whatever the decimals."""
_RATIO: Final = re.compile(r"%|t[ỷỉ] lệ|bình quân|trung bình", re.IGNORECASE)
_ROLL_UP_MISSING: Final = (
    "số thập phân, tỷ lệ (%) hoặc số bình quân phải ghi cách gộp: "
    'roll_up = "sum" (cộng), "greatest" (lấy số lớn nhất) hoặc "none" (mỗi đơn vị tự nhập)'
)


def read_columns(top: TomlTable) -> Columns:
    """The headings of the columns."""
    table = top.table("columns")
    keys = [column.name for column in fields(Columns)]
    table.check_keys(keys)
    return Columns(**{key: table.nonempty_text(key) for key in keys})


def read_measures(top: TomlTable) -> tuple[Measure, ...]:
    """The measures, from left to right."""
    return read_each(top.tables("measure"), _measure)


def _measure(entry: TomlTable) -> Measure:
    entry.check_keys(("key", "label"), ("decimals", "roll_up"))
    label = entry.nonempty_text("label")
    decimals = _decimals(entry, default=0)
    roll_up = _roll_up(entry, default=None)
    if roll_up is None and (decimals or _is_ratio(label)):
        entry.refuse("roll_up", _ROLL_UP_MISSING)
    return Measure(MeasureKey(entry.text("key")), label, decimals, roll_up or RollUpKind.SUM)


def read_limits(top: TomlTable, measures: Sequence[Measure]) -> Limits:
    """The limits of own entries; units of measurement must be in lower case, columns those of the form."""
    table = top.table("limits")
    table.check_keys(("default",), ("by_unit", "by_measure"))
    by_measure = table.table("by_measure")
    by_measure.check_keys((), [measure.key for measure in measures])
    by_unit = table.table("by_unit")
    for unit in by_unit.values:
        if unit != unit.casefold():
            by_unit.refuse(unit, "đơn vị tính phải viết thường")
    return Limits(
        _limit(table, "default"),
        {unit: _limit(by_unit, unit) for unit in by_unit.values},
        {measure: _limit(by_measure, measure) for measure in by_measure.values},
    )


def _limit(table: TomlTable, key: str) -> int:
    limit = table.integer(key, 1)
    if limit > _MAX_LIMIT:
        table.refuse(key, f"mức tối đa không được quá {_MAX_LIMIT:_}")
    return limit


def read_rows(
    top: TomlTable, measures: Sequence[Measure], levels: Sequence[Level], limits: Limits
) -> tuple[Row, ...]:
    """The rows, in the order in which they are printed.

    A row must stand below its parent, at most one row takes own lines, and every sum must have parts.
    """
    entries = top.tables("row")
    above: list[str] = []

    def read(entry: TomlTable) -> Row:
        try:
            return _row(entry, above, measures, levels, limits)
        finally:
            above.append(entry.text("key"))

    rows = read_each(entries, read)
    _check_sums(entries, rows)
    for entry in [entry for entry, row in zip(entries, rows, strict=True) if row.own_lines][1:]:
        entry.refuse("own_lines", "chỉ một dòng được nhận dòng tự thêm")
    return rows


def _row(
    entry: TomlTable,
    above: Sequence[str],
    measures: Sequence[Measure],
    levels: Sequence[Level],
    limits: Limits,
) -> Row:
    optional = ("parent", "source_label", "bold", "own_lines", "in_words", "zero_in_words")
    entry.check_keys(("key", "tt", "label", "unit", "cells"), optional)
    cells = entry.table("cells")
    cells.check_keys(measure.key for measure in measures)
    unit = entry.text("unit")
    is_ratio = _is_ratio(unit, entry.text("label"))
    return Row(
        key=RowKey(entry.text("key")),
        tt=entry.text("tt"),
        label=entry.nonempty_text("label"),
        unit=unit,
        cells=MappingProxyType(
            {m.key: _cell(cells, m, levels, limits.of(unit, m.key), is_ratio=is_ratio) for m in measures}
        ),
        parent=_parent(entry, above),
        source_label=entry.nonempty_text("source_label") if "source_label" in entry.values else None,
        own_lines=entry.boolean("own_lines", default=False),
        bold=entry.boolean("bold", default=False),
        in_words=_in_words(entry, measures),
        zero_in_words=entry.nonempty_text("zero_in_words") if "zero_in_words" in entry.values else "",
    )


def _in_words(entry: TomlTable, measures: Sequence[Measure]) -> tuple[str, ...]:
    """The templates of a row, each with some name, none of them twice: a text could double row by row."""
    names = (*(measure.key for measure in measures), PART, PARTS)
    templates = entry.templates("in_words", names)
    for template in templates:
        if not placeholders(template):
            entry.refuse("in_words", f"câu “{inside_quotes(template)}” không có chỗ điền nào")
        if template.count("{") > len(placeholders(template)) or {PART, PARTS} <= placeholders(template):
            entry.refuse("in_words", f"câu “{inside_quotes(template)}” có chỗ điền ghi hai lần")
    return templates


def _parent(entry: TomlTable, above: Sequence[str]) -> RowKey | None:
    if "parent" not in entry.values:
        return None
    if entry.text("parent") not in above:
        entry.refuse("parent", f"không có dòng “{entry.text('parent')}” ở phía trên")
    return RowKey(entry.text("parent"))


def _cell(
    cells: TomlTable, measure: Measure, levels: Sequence[Level], limit: int, *, is_ratio: bool
) -> CellRule:
    """The rule of a cell, which is written as a state, or as a table of a state and what else is said of it.

    `is_ratio` says that the row counts something that cannot simply be added.
    """
    if isinstance(cells.values[measure.key], str):
        cell = TomlTable(cells.file, cells.name, {"state": cells.values[measure.key]})
        state = CellState(cells.choice(measure.key, CellState))
    else:
        cell = cells.table(measure.key)
        cell.check_keys(("state",), ("levels", "decimals", "roll_up"))
        state = CellState(cell.choice("state", CellState))
    if state is CellState.CLOSED:
        if extra := next((key for key in cell.values if key != "state"), None):
            cell.refuse(extra, "ô đóng không nhận số")
        return CellRule(state)
    if "levels" in cell.values and state is not CellState.OPEN:
        cell.refuse("levels", "chỉ ô mở mới giới hạn theo cấp")
    open_at = None
    if "levels" in cell.values:
        open_at = frozenset(LevelKey(key) for key in cell.choices("levels", [level.key for level in levels]))
    decimals = _decimals(cell, default=measure.decimals)
    named = _roll_up(cell, default=None)
    if named is None and (is_ratio or decimals != measure.decimals) and measure.roll_up is RollUpKind.SUM:
        cells.refuse(measure.key, _ROLL_UP_MISSING)
    roll_up = named or measure.roll_up
    if state is not CellState.OPEN and roll_up is not RollUpKind.SUM:
        cells.refuse(measure.key, "ô tự cộng chỉ có ở số liệu được cộng dồn (sum)")
    stored = state in (CellState.OPEN, CellState.TOTAL)
    return CellRule(state, limit * 10**decimals if stored else 0, open_at, decimals, roll_up)


def _decimals(entry: TomlTable, default: int) -> int:
    if "decimals" not in entry.values:
        return default
    decimals = entry.integer("decimals")
    if decimals > MAX_DECIMALS:
        entry.refuse("decimals", f"nhiều nhất {MAX_DECIMALS} chữ số thập phân")
    return decimals


def _roll_up(entry: TomlTable, default: RollUpKind | None) -> RollUpKind | None:
    if "roll_up" not in entry.values:
        return default
    return RollUpKind(entry.choice("roll_up", RollUpKind))


def _is_ratio(*texts: str) -> bool:
    """Whether one of `texts` names a share or an average."""
    return any(_RATIO.search(text) for text in texts)


def _check_sums(entries: Sequence[TomlTable], rows: Sequence[Row]) -> None:
    below: defaultdict[RowKey | None, list[Row]] = defaultdict(list)
    for child in rows:
        below[child.parent].append(child)

    def check(pair: tuple[TomlTable, Row]) -> None:
        entry, row = pair
        parts = below[row.key]
        for measure, rule in row.cells.items():
            added = [
                part.cells[measure] for part in parts if part.cells[measure].state is not CellState.CLOSED
            ]
            if rule.state not in (CellState.COMPUTED, CellState.TOTAL):
                continue
            if not added:
                entry.table("cells").refuse(measure, "ô tự cộng nhưng không có dòng chi tiết nào để cộng")
            if any(part.decimals != rule.decimals for part in added):
                reason = "ô tự cộng và các dòng chi tiết phải có cùng số chữ số thập phân"
                entry.table("cells").refuse(measure, reason)
            if any(part.roll_up is not RollUpKind.SUM for part in added):
                reason = "ô tự cộng không cộng được dòng chi tiết không được cộng dồn (greatest, none)"
                entry.table("cells").refuse(measure, reason)

    read_each(zip(entries, rows, strict=True), check)
