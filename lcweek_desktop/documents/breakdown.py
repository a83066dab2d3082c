"""The sums unit by unit, as tables with a line for each unit: all that count, then those of each level."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lcweek_desktop.domain.form import Cell, CellState, Form
from lcweek_desktop.domain.report import Figures, Report
from lcweek_desktop.domain.rollup import MemberPath, own_figures_by_path, walk_members
from lcweek_desktop.domain.totals import add_figures, displayed_value
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.domain.values import sum_filled


@dataclass(frozen=True)
class Group:
    """A row of the form as a head above its measures that are not closed."""

    title: str
    measures: tuple[str, ...]


@dataclass(frozen=True)
class UnitLine:
    """A unit and its numbers, one for each column; None prints nothing. `depth`: under how many others it
    stands in the list."""

    code: str
    name: str
    numbers: tuple[int | None, ...]
    depth: int = 0


@dataclass(frozen=True)
class UnitTable:
    """`name` is short, `title` stands above. `sums` of the columns; None where lines hold one another."""

    name: str
    title: tuple[str, ...]
    groups: tuple[Group, ...]
    lines: tuple[UnitLine, ...]
    sums: tuple[int | None, ...] | None


def unit_tables(form: Form, report: Report) -> tuple[UnitTable, ...]:
    """The tables of `report`, a roll-up; none for a report without members. Units that are not counted have
    no line."""
    if not report.members:
        return ()
    own = own_figures_by_path(form, report)
    units = {path: member.unit for path, member in walk_members(report.members)} | {(): report.unit}
    lines = {path: figures for path, figures in own.items() if path or figures}
    every = _table(form, "Theo đơn vị", _EVERY, units, lines, is_tree=True, is_summed=True)
    return (every, *_by_level(form, units, _with_those_below(form, own)))


_EVERY = (
    "SỐ LIỆU THEO TỪNG ĐƠN VỊ",
    "Mỗi dòng là số liệu của riêng đơn vị, không gồm các đơn vị bên dưới; cộng các dòng bằng bảng tổng hợp.",
)
_LEVEL = "Mỗi dòng gồm cả số liệu của các đơn vị bên dưới đã được tính."


def _by_level(
    form: Form, units: Mapping[MemberPath, Unit], sums: Mapping[MemberPath, Figures]
) -> Iterator[UnitTable]:
    for level in form.levels:
        lines = {path: sums[path] for path in sums if path and units[path].level == level.key}
        if lines:
            title = (f"SỐ LIỆU THEO CẤP: {level.name.upper()}", _LEVEL)
            nested = _hold_one_another(lines)
            yield _table(form, level.name, title, units, lines, is_tree=False, is_summed=not nested)


def _hold_one_another(paths: Collection[MemberPath]) -> bool:
    return any(path[:depth] in paths for path in paths for depth in range(1, len(path)))


def _with_those_below(form: Form, own: Mapping[MemberPath, Figures]) -> Mapping[MemberPath, Figures]:
    """The figures of each unit and of all that count below it."""
    below: dict[MemberPath, list[Figures]] = {}
    sums: dict[MemberPath, Figures] = {}
    for path in reversed([*own]):  # children before their parents
        inner = below.get(path, [])
        sums[path] = add_figures(form, [own[path], *inner]) if inner else own[path]
        below.setdefault(path[:-1], []).append(sums[path])
    return {path: sums[path] for path in own}


def _table(
    form: Form,
    name: str,
    title: tuple[str, str],
    units: Mapping[MemberPath, Unit],
    figures: Mapping[MemberPath, Figures],
    *,
    is_tree: bool,
    is_summed: bool,
) -> UnitTable:
    cells = [cell for cell in form.cells if form.state(cell) is not CellState.CLOSED]
    lines = tuple(
        UnitLine(
            units[path].code,
            units[path].name,
            tuple(displayed_value(form, filled, cell) for cell in cells),
            depth=len(path) if is_tree else 0,
        )
        for path, filled in figures.items()
    )
    columns = zip(*(line.numbers for line in lines), strict=True)
    return UnitTable(
        name=name,
        title=(title[0], form.campaign.name, title[1]),
        groups=tuple(_groups(form, cells)),
        lines=lines,
        sums=tuple(map(sum_filled, columns)) if is_summed else None,
    )


def _groups(form: Form, cells: Sequence[Cell]) -> Iterator[Group]:
    labels = {measure.key: measure.label for measure in form.measures}
    for key, inside in groupby(cells, lambda cell: cell.row):
        row = form.row_by_key[key]
        title = " ".join(filter(None, (f"{row.tt}." if row.tt else "", row.label)))
        unit = f" ({row.unit.lower()})" if row.unit else ""
        yield Group(title + unit, tuple(labels[cell.measure] for cell in inside))
