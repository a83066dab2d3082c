"""Charts of a unit's sums: by section of the form, by unit, last year's beside them where it is held here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lcweek_desktop.documents.chart import Bar, Chart, Panel, chart_bytes
from lcweek_desktop.domain.form import Cell, CellState, Form, Measure, MeasureKey, Row, RowKey
from lcweek_desktop.domain.letterhead import letterhead
from lcweek_desktop.domain.report import Content, Figures
from lcweek_desktop.domain.rules.rule import cell_name
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.summing.contributions import Contribution, RollupInputs, rollup_inputs
from lcweek_desktop.services.workspace.export import export_kind, write_file
from lcweek_desktop.services.workspace.workspace import Workspace

_MOST: Final = 30
"""Units with a bar of their own; the smaller ones share one."""


@dataclass(frozen=True)
class _Year:
    """A campaign's sums, with who gave them."""

    read: RollupInputs
    own: Content
    sums: Figures

    @property
    def form(self) -> Form:
        return self.read.form

    def number(self, cell: Cell) -> int | None:
        """None also for a cell that this year's form does not have."""
        return displayed_value(self.form, self.sums, cell) if _has(self.form, cell) else None

    def contributions(self, cell: Cell) -> tuple[Contribution, ...]:
        """Those that gave a number."""
        found = self.read.contributions(self.own, cell) if _has(self.form, cell) else ()
        return tuple(giver for giver in found if giver.value is not None)


def chart_pdf(workspace: Workspace, cells: Sequence[Cell] = ()) -> bytes:
    """The sums of `desk` as a chart: each of `cells` by unit, then all by section; no `cells`: by section,
    then those of the first section by unit. Last year's numbers stand beside them where this unit's reports
    of the nearest earlier campaign are on this machine."""
    now, before = _year(workspace), _last_year(workspace)
    by_section = tuple(_by_section(now, before))
    by_unit = tuple(_by_unit(now, before, cell) for cell in cells or _first_cells(workspace.form))
    head = letterhead(workspace.form, workspace.unit, workspace.units_above, current_draft(workspace).signoff)
    progress = now.read.progress
    chart = Chart(
        issuer=head.issuer or workspace.unit.name,
        title=f"BIỂU ĐỒ SỐ LIỆU, NĂM {workspace.form.campaign.year}",
        remark=f"{workspace.form.campaign.name}. "
        f"Đã tính {len(progress.received)}/{len(progress.expected)} đơn vị trực thuộc.",
        panels=by_unit + by_section if cells else by_section + by_unit,
        year=f"Năm {workspace.form.campaign.year}",
        last_year="" if before is None else f"Năm {before.form.campaign.year}",
    )
    return chart_bytes(chart)


def write_chart(workspace: Workspace, target: Path, cells: Sequence[Cell] = ()) -> None:
    """Write `chart_pdf` to `target`. Raises KnownError `export-…`; the old file stays then."""
    export_kind(target, [".pdf"])
    write_file(target, chart_pdf(workspace, cells))


def charted_cell(form: Form, name: str) -> Cell:
    """The cell that is called `name` ("1.1.count"); KnownError `chart-cell` when it has no numbers."""
    row, _, measure = name.rpartition(".")
    cell = Cell(RowKey(row), MeasureKey(measure))
    if not _has(form, cell) or form.state(cell) is CellState.CLOSED:
        raise KnownError("chart-cell", cell=name)
    return cell


def _has(form: Form, cell: Cell) -> bool:
    return cell.row in form.row_by_key and cell.measure in form.row_by_key[cell.row].cells


def _first_cells(form: Form) -> tuple[Cell, ...]:
    return tuple(cell for row in form.children[None][:1] for cell in _open(form, [row]))


def _open(form: Form, rows: Sequence[Row]) -> Iterator[Cell]:
    cells = (Cell(row.key, measure.key) for row in rows for measure in form.measures)
    return (cell for cell in cells if form.state(cell) is not CellState.CLOSED)


def _year(workspace: Workspace) -> _Year:
    read, own = rollup_inputs(workspace), current_draft(workspace).content
    return _Year(read, own, read.sums(own.figures))


def _last_year(workspace: Workspace) -> _Year | None:
    """The nearest campaign before; None when this machine holds no number of the unit's from then. A unit is
    the same only within one edition of the directory."""
    earlier = [
        form
        for form in workspace.context.forms.values()
        if form.campaign.year < workspace.form.campaign.year
        and workspace.unit.id in workspace.store.own_units.of(form.campaign.id)
    ]
    if not earlier:
        return None
    year = _year(
        Workspace(workspace.context, workspace.unit, max(earlier, key=lambda form: form.campaign.year))
    )
    return year if year.sums else None


def _by_section(now: _Year, before: _Year | None) -> Iterator[Panel]:
    """One panel for each measure, and one for each section that counts in a unit with limits of its own
    (đồng): its numbers have another scale."""
    form = now.form
    money = [section for section in form.children[None] if _is_money(form, section)]
    counted = [section for section in form.children[None] if section not in money]
    for measure in form.measures:
        title = f"{form.columns.amount}: {measure.label}"
        yield Panel(title, tuple(_section_bars(now, before, counted, measure)))
    for section in money:
        cells = [*_open(form, form.children[section.key])]
        unit = form.row_by_key[cells[0].row].unit
        yield Panel(f"{section.tt}. {section.label} ({unit})", tuple(_bars(now, before, cells)))


def _is_money(form: Form, section: Row) -> bool:
    return any(row.unit.strip().casefold() in form.limits.by_unit for row in form.children[section.key])


def _section_bars(
    now: _Year, before: _Year | None, sections: Sequence[Row], measure: Measure
) -> Iterator[Bar]:
    """A section's own number; where it has none because its rows count different things, theirs."""
    form = now.form
    for section in sections:
        cells = [cell for cell in _open(form, [section]) if cell.measure == measure.key] or [
            cell for cell in _open(form, form.children[section.key]) if cell.measure == measure.key
        ]
        yield from _bars(now, before, cells)


def _bars(now: _Year, before: _Year | None, cells: Sequence[Cell]) -> Iterator[Bar]:
    for cell in cells:
        value, last = now.number(cell), None if before is None else before.number(cell)
        if value is not None or last is not None:
            row = now.form.row_by_key[cell.row]
            yield Bar(f"{row.tt}. {row.label}{_unit(now.form, cell)}", value, last)


def _unit(form: Form, cell: Cell) -> str:
    """What the row counts, in its first open measure; a further one is named by the panel, as money is."""
    row, first = form.row_by_key[cell.row], next(_open(form, [form.row_by_key[cell.row]]))
    is_said = cell != first or not row.unit or row.unit.strip().casefold() in form.limits.by_unit
    return "" if is_said else f" ({row.unit.lower()})"


def _by_unit(now: _Year, before: _Year | None, cell: Cell) -> Panel:
    last = {} if before is None else {_place(giver): giver.value for giver in before.contributions(cell)}
    givers = now.contributions(cell)
    bars = [Bar(_name(giver), giver.value, last.get(_place(giver))) for giver in givers[:_MOST]]
    if rest := givers[_MOST:]:
        earlier = [last[_place(giver)] or 0 for giver in rest if _place(giver) in last]
        total = sum(giver.value or 0 for giver in rest)
        bars.append(Bar(f"{len(rest)} đơn vị còn lại", total, sum(earlier) if earlier else None))
    return Panel(f"Theo đơn vị: {cell_name(now.form, cell)}", tuple(bars))


def _place(giver: Contribution) -> tuple[UnitId, bool]:
    return giver.unit.id, giver.own


def _name(giver: Contribution) -> str:
    return f"{giver.unit.name} (đơn vị tự nhập)" if giver.own else giver.unit.name
