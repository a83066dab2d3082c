"""Charts of a unit's sums: by section of the form and by unit, beside last year's where it is held here.

Source: docs/adr/0071-charts.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from lcweek_desktop.documents.chart import Bar, Chart, Panel, chart_bytes
from lcweek_desktop.domain.form import (
    Cell,
    CellState,
    Form,
    Measure,
    MeasureKey,
    RollUpKind,
    Row,
    RowKey,
)
from lcweek_desktop.domain.letterhead import letterhead
from lcweek_desktop.domain.report import Content, Counted, Figures
from lcweek_desktop.domain.rules.rule import cell_name
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.summing.contributions import Contribution, RollupInputs, rollup_inputs
from lcweek_desktop.services.summing.remarks import sums_remark
from lcweek_desktop.services.summing.roll_up_words import roll_up_words
from lcweek_desktop.services.workspace.export import file_kind, write_file
from lcweek_desktop.services.workspace.predecessors import predecessors
from lcweek_desktop.services.workspace.workspace import Workspace

_MAX_BARS: Final = 30
"""The number of units, the largest ones, that have a bar each; all others share one bar."""

_NOT_ADDED: Final = {RollUpKind.GREATEST: ", số lớn nhất", RollUpKind.NONE: ", số đơn vị tự nhập"}
"""What follows the name of a bar whose number is no sum."""


@dataclass(frozen=True)
class _Year:
    """The sums of a campaign, and what they are made of."""

    inputs: RollupInputs
    own: Content
    sums: Figures

    @property
    def form(self) -> Form:
        return self.inputs.form

    def number(self, cell: Cell) -> int | None:
        """The number of `cell` in the sums; None for a blank, and for a cell that the form does not have."""
        return displayed_value(self.form, self.sums, cell) if _has(self.form, cell) else None

    def contributions(self, cell: Cell) -> tuple[Contribution, ...]:
        """The contributions to `cell` that are numbers."""
        found = self.inputs.contributions(self.own, cell) if _has(self.form, cell) else ()
        return tuple(each for each in found if each.counted is Counted.COUNTED and each.number is not None)


def chart_pdf(workspace: Workspace, cells: Sequence[Cell] = ()) -> bytes:
    """The sums of the workspace's unit as a chart: each of `cells` by unit, then all cells by section.

    Without `cells` it is the sections first, then the cells of the first row that has numbers by unit. Last
    year's numbers are beside them when the unit's reports of the nearest earlier campaign are in this data
    folder.
    """
    now, before = _year(workspace), _last_year(workspace)
    by_section = tuple(_by_section(now, before))
    by_unit = tuple(_by_unit(now, before, cell) for cell in cells or _first_cells(workspace.form))
    head = letterhead(workspace.form, workspace.unit, workspace.units_above, current_draft(workspace).signoff)
    progress = now.inputs.progress
    chart = Chart(
        issuer=head.issuer or workspace.unit.name,
        title=f"BIỂU ĐỒ SỐ LIỆU, NĂM {workspace.form.campaign.year}",
        remark=f"{workspace.form.campaign.name}. "
        f"Đã tính {len(progress.received)}/{len(progress.expected)} đơn vị trực thuộc. "
        f"{sums_remark(workspace)}".strip(),
        panels=by_unit + by_section if cells else by_section + by_unit,
        year=f"Năm {workspace.form.campaign.year}",
        last_year="" if before is None else f"Năm {before.form.campaign.year}",
    )
    return chart_bytes(chart)


def write_chart(workspace: Workspace, target: Path, cells: Sequence[Cell] = ()) -> None:
    """Write the chart, a PDF, to `target`. Raises KnownError `export-…`; the old file stays then."""
    file_kind(target, (".pdf",))
    write_file(target, chart_pdf(workspace, cells))


def charted_cell(form: Form, name: str) -> Cell:
    """The cell named `name` ("1.1.count"). Raises KnownError `chart-cell` when it takes no numbers."""
    row, _, measure = name.rpartition(".")
    cell = Cell(RowKey(row), MeasureKey(measure))
    if not _has(form, cell) or form.state(cell) is CellState.CLOSED:
        raise KnownError("chart-cell", cell=name)
    return cell


def _has(form: Form, cell: Cell) -> bool:
    return cell.row in form.row_by_key and cell.measure in form.row_by_key[cell.row].cells


def _first_cells(form: Form) -> tuple[Cell, ...]:
    """The cells of the first row that has numbers; the first section may be a title alone."""
    return next((cells for row in form.rows if (cells := tuple(_open(form, [row])))), ())


def _open(form: Form, rows: Sequence[Row]) -> Iterator[Cell]:
    cells = (Cell(row.key, measure.key) for row in rows for measure in form.measures)
    return (cell for cell in cells if form.state(cell) is not CellState.CLOSED)


def _year(workspace: Workspace) -> _Year:
    inputs, own = rollup_inputs(workspace), current_draft(workspace).content
    return _Year(inputs, own, inputs.sums(own.figures))


def _last_year(workspace: Workspace) -> _Year | None:
    """The nearest earlier campaign in which this installation has the unit, or the one that it was before the
    directories changed; None when the data folder has no number of it from then. A unit that was made of
    several has none: their sums are not those of one unit."""
    for form in workspace.context.earlier_forms(workspace.form):
        own = workspace.store.own_units.of(form.campaign.id)
        before = predecessors(workspace.unit.id, form.campaign.edition)
        if len(before) == 1 and before[0] in own:
            listed = workspace.context.directory(form).units.get(before[0].code)
            unit = listed or replace(workspace.unit, id=before[0])
            year = _year(Workspace(workspace.context, unit, form))
            return year if year.sums else None
    return None


def _by_section(now: _Year, before: _Year | None) -> Iterator[Panel]:
    """A panel for each measure, and one for each section that counts money, whose numbers have another
    scale."""
    form = now.form
    money = [section for section in form.children[None] if _is_money(form, section)]
    counted = [section for section in form.children[None] if section not in money]
    for measure in form.measures:
        title = f"{form.columns.amount}: {measure.label}"
        yield Panel(title, tuple(_section_bars(now, before, counted, measure)))
    for section in money:
        cells = [*_open(form, form.children[section.key])]
        unit = form.row_by_key[cells[0].row].unit
        bars = _bars(now, before, cells, with_unit=False)
        yield Panel(f"{section.tt}. {section.label} ({unit})", tuple(bars))


def _is_money(form: Form, section: Row) -> bool:
    """Whether all rows of the section that have numbers count in one unit with a limit of its own (đồng)."""
    units = {row.unit.strip().casefold() for row in form.children[section.key] if any(_open(form, [row]))}
    return len(units) == 1 and units <= form.limits.by_unit.keys()


def _section_bars(
    now: _Year, before: _Year | None, sections: Sequence[Row], measure: Measure
) -> Iterator[Bar]:
    """A bar for each section, or for each of its rows where the section has no number of its own because its
    rows count different things."""
    form = now.form
    for section in sections:
        cells = [cell for cell in _open(form, [section]) if cell.measure == measure.key] or [
            cell for cell in _open(form, form.children[section.key]) if cell.measure == measure.key
        ]
        yield from _bars(now, before, cells, with_unit=True)


def _bars(now: _Year, before: _Year | None, cells: Sequence[Cell], *, with_unit: bool) -> Iterator[Bar]:
    """A bar for each of `cells` with a number. `with_unit` says that the title of the panel does not name
    the unit of measurement."""
    for cell in cells:
        earlier = _comparable(now, before, cell)
        value, last = now.number(cell), None if earlier is None else earlier.number(cell)
        if value is not None or last is not None:
            row = now.form.row_by_key[cell.row]
            rule, unit = now.form.rule(cell), _unit(now.form, cell) if with_unit else ""
            name = f"{row.tt}. {row.label}{unit}{_NOT_ADDED.get(rule.roll_up, '')}"
            yield Bar(name, value, last, rule.decimals)


def _unit(form: Form, cell: Cell) -> str:
    """What follows the name of a bar: the row's unit in brackets, for the row's first open measure; the name
    of another measure, which is in the panel's title, says what it counts."""
    row = form.row_by_key[cell.row]
    return f" ({row.unit.lower()})" if row.unit and cell == next(_open(form, [row])) else ""


def _by_unit(now: _Year, before: _Year | None, cell: Cell) -> Panel:
    form, rule = now.form, now.form.rule(cell)
    year = _comparable(now, before, cell)
    earlier = {} if year is None else _by_contributor(year, cell)
    parts = now.contributions(cell)
    last = [_value_before(each, year, earlier, rule.roll_up) for each in parts]
    bars = [
        Bar(_name(each), each.number, value, rule.decimals)
        for each, value in zip(parts[:_MAX_BARS], last, strict=False)
    ]
    if rest := parts[_MAX_BARS:]:
        both = rule.roll_up.together(each.number for each in rest)
        rest_last = rule.roll_up.together(last[_MAX_BARS:])
        bars.append(Bar(f"{len(rest)} đơn vị còn lại", both, rest_last, rule.decimals))
    title = f"Theo đơn vị: {cell_name(form, cell)}. {roll_up_words(form, cell)}".removesuffix(". ")
    return Panel(title, tuple(bars))


def _comparable(now: _Year, before: _Year | None, cell: Cell) -> _Year | None:
    """`before`, unless `cell` counted otherwise then."""
    return before if before is not None and now.form.counts_alike(cell, before.form) else None


def _by_contributor(year: _Year, cell: Cell) -> Mapping[tuple[UnitId, bool], int]:
    found = ((_contributor(each), each.number) for each in year.contributions(cell))
    return {contributor: value for contributor, value in found if value is not None}


def _value_before(
    contribution: Contribution,
    before: _Year | None,
    earlier: Mapping[tuple[UnitId, bool], int],
    roll_up: RollUpKind,
) -> int | None:
    """What the contributor, or all units that it was made of together, contributed in the year `before`; None
    when that of one of them is not known."""
    if before is None:
        return None
    unit, own = _contributor(contribution)
    units = predecessors(unit, before.form.campaign.edition)
    values = [earlier.get((each, own)) for each in units]
    if None in values:
        return None
    return values[0] if len(values) == 1 else roll_up.together(values)


def _contributor(contribution: Contribution) -> tuple[UnitId, bool]:
    """What identifies a contributor in both years: the unit, and whether only its own entry is meant."""
    return contribution.unit.id, contribution.own


def _name(contribution: Contribution) -> str:
    name = contribution.unit.name
    return f"{name} (đơn vị tự nhập)" if contribution.own else name
