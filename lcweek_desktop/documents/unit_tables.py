"""A roll-up unit by unit: a table with a line for every unit that counts, and one for each level."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lcweek_desktop.domain.form import Cell, CellState, Form, RollUpKind
from lcweek_desktop.domain.report import Figures, Member, Report
from lcweek_desktop.domain.rollup import MemberPath, own_figures_by_path, walk_members
from lcweek_desktop.domain.totals import displayed_value, roll_up_figures
from lcweek_desktop.domain.unit import Unit


@dataclass(frozen=True)
class UnitColumn:
    """A column of numbers in steps of 10^-`decimals`, and how they roll up. `title` is that of the measure,
    with the roll-up where the numbers are not added."""

    title: str
    decimals: int
    roll_up: RollUpKind


@dataclass(frozen=True)
class ColumnGroup:
    """A row of the form as a heading over the columns of its measures that are not closed."""

    title: str
    columns: tuple[UnitColumn, ...]


@dataclass(frozen=True)
class UnitLine:
    """A unit with one number for each column; None prints nothing. `depth` counts the units of the list that
    it is below."""

    code: str
    name: str
    numbers: tuple[int | None, ...]
    depth: int = 0


@dataclass(frozen=True)
class UnitTable:
    """A table of units under the lines of its `title`; `name` is a short one, for a sheet of a workbook.

    `sums` has the number below each column: all of its numbers added or the greatest of them, and where they
    are not put together the number that the unit of the report entered itself. It is None when that would
    count a unit twice, because one line's numbers are part of another's.
    """

    name: str
    title: tuple[str, ...]
    groups: tuple[ColumnGroup, ...]
    lines: tuple[UnitLine, ...]
    sums: tuple[int | None, ...] | None

    @property
    def columns(self) -> tuple[UnitColumn, ...]:
        """The columns of numbers from left to right."""
        return tuple(column for group in self.groups for column in group.columns)


_EVERY_UNIT = (
    "SỐ LIỆU THEO TỪNG ĐƠN VỊ",
    "Mỗi dòng là số liệu của riêng đơn vị, không gồm các đơn vị bên dưới; cộng các dòng bằng bảng tổng hợp.",
)
_REMARKS = {RollUpKind.GREATEST: " (lấy số lớn nhất)", RollUpKind.NONE: " (không cộng)"}
_PROVISIONAL = "(khóa chưa đối chiếu)"
_LEVEL = "Mỗi dòng gồm cả số liệu của các đơn vị bên dưới đã được tính."


def unit_tables(form: Form, report: Report) -> tuple[UnitTable, ...]:
    """The tables of the roll-up `report`, none for a report without members. Units that do not count have no
    line."""
    if not report.members:
        return ()
    own, columns = own_figures_by_path(form, report), _columns(form)
    units = {path: _marked(member) for path, member in walk_members(report.members)} | {(): report.unit}
    lines = [
        _line(form, columns, units[path], figures, depth=len(path))
        for path, figures in own.items()
        if path or figures
    ]
    every_unit = _table(form, "Theo đơn vị", _EVERY_UNIT, lines, own[()], is_summed=True)
    return (every_unit, *_by_level(form, units, _with_those_below(form, own)))


def _marked(member: Member) -> Unit:
    """The unit of `member`, with a mark behind its name where nobody compared its key with paper."""
    unit = member.unit
    return replace(unit, name=f"{unit.name} {_PROVISIONAL}") if member.provisional else unit


def _by_level(
    form: Form, units: Mapping[MemberPath, Unit], sums: Mapping[MemberPath, Figures]
) -> Iterator[UnitTable]:
    columns = _columns(form)
    for level in form.levels:
        paths = [path for path in sums if path and units[path].level == level.key]
        if paths:
            title = (f"SỐ LIỆU THEO CẤP: {level.name.upper()}", _LEVEL)
            lines = [_line(form, columns, units[path], sums[path]) for path in paths]
            yield _table(form, level.name, title, lines, {}, is_summed=not _are_nested(paths))


def _are_nested(paths: Collection[MemberPath]) -> bool:
    """Whether one of the units is below another of them."""
    return any(path[:depth] in paths for path in paths for depth in range(1, len(path)))


def _with_those_below(form: Form, own: Mapping[MemberPath, Figures]) -> Mapping[MemberPath, Figures]:
    """The figures of each unit together with those of all that count below it."""
    below: dict[MemberPath, list[Figures]] = {}
    sums: dict[MemberPath, Figures] = {}
    for path in reversed([*own]):  # children before their parents
        inner = below.get(path, [])
        sums[path] = roll_up_figures(form, own[path], inner) if inner else own[path]
        below.setdefault(path[:-1], []).append(sums[path])
    return {path: sums[path] for path in own}


def _line(form: Form, columns: Sequence[Cell], unit: Unit, figures: Figures, depth: int = 0) -> UnitLine:
    numbers = tuple(displayed_value(form, figures, cell) for cell in columns)
    return UnitLine(unit.code, unit.name, numbers, depth)


def _table(
    form: Form, name: str, title: tuple[str, str], lines: Sequence[UnitLine], own: Figures, *, is_summed: bool
) -> UnitTable:
    """The table of `lines`; `own` are the numbers below columns whose numbers are not put together."""
    numbers = zip(*(line.numbers for line in lines), strict=True)
    return UnitTable(
        name=name,
        title=(title[0], form.campaign.name, title[1]),
        groups=tuple(_groups(form)),
        lines=tuple(lines),
        sums=tuple(
            _together(form, cell, values, own) for cell, values in zip(_columns(form), numbers, strict=True)
        )
        if is_summed
        else None,
    )


def _together(form: Form, cell: Cell, values: Iterable[int | None], own: Figures) -> int | None:
    roll_up = form.rule(cell).roll_up
    return own.get(cell) if roll_up is RollUpKind.NONE else roll_up.together(values)


def _columns(form: Form) -> Sequence[Cell]:
    return [cell for cell in form.cells if form.state(cell) is not CellState.CLOSED]


def _groups(form: Form) -> Iterator[ColumnGroup]:
    labels = {measure.key: measure.label for measure in form.measures}
    for key, cells in groupby(_columns(form), lambda cell: cell.row):
        row = form.row_by_key[key]
        title = " ".join(filter(None, (f"{row.tt}." if row.tt else "", row.label)))
        unit = f" ({row.unit.lower()})" if row.unit else ""
        yield ColumnGroup(title + unit, tuple(_column(form, labels[cell.measure], cell) for cell in cells))


def _column(form: Form, label: str, cell: Cell) -> UnitColumn:
    rule = form.rule(cell)
    return UnitColumn(label + _REMARKS.get(rule.roll_up, ""), rule.decimals, rule.roll_up)
