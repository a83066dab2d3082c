"""A file made by hand on its way into the sums: read, its unit proposed, confirmed by a person, kept.

Source: docs/adr/0152-files-made-by-hand.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lcweek_desktop.domain.foreign_table import ForeignFile
from lcweek_desktop.domain.form import Form, LevelKey
from lcweek_desktop.domain.handmade import HandmadeCell, HandmadeReading, read_handmade
from lcweek_desktop.domain.handmade_number import Confidence
from lcweek_desktop.domain.report import Content
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.domain.unit_proposal import UnitProposal, evidence_of, propose_unit
from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.jobs import foreign_tables
from lcweek_desktop.services.receiving.arrival import Arrival
from lcweek_desktop.services.receiving.on_behalf import Typed, TypedFile, keep_on_behalf
from lcweek_desktop.services.receiving.parcel import opened_member
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.report.entry_plan import (
    ENTERED,
    LABEL,
    NOTE,
    SILENT,
    UNIT,
    Entry,
    EntryPlan,
    Target,
    plan_entries,
    target_place,
)
from lcweek_desktop.services.workspace.user_files import kept_name, read_file
from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass(frozen=True)
class HandmadeDraft:
    """A file made by hand, not taken in yet: its bytes, the `unit` for whose level it was read, and what it
    says. It is called `path`, and lies in `file` at the end of the way `inside`, which is empty for `file`
    itself."""

    path: Path
    file: Path
    inside: tuple[str, ...]
    data: bytes
    proposal: UnitProposal
    unit: Unit | None
    reading: HandmadeReading

    @property
    def without_unit(self) -> HandmadeDraft:
        """This draft without a unit, which somebody has to name first."""
        return replace(self, unit=None)

    def place_of(self, cell: HandmadeCell) -> str:
        """What names `cell` among all: the place of findings, with the column of the words of an own line
        ("own_lines/0:label"), or where it stands if it has no place here."""
        if cell.target is None:
            return cell.place
        place, column = target_place(cell.target), cell.target.column
        is_own_words = isinstance(cell.target.row, int) and column in (LABEL, UNIT, NOTE)
        return f"{place}:{column}" if is_own_words else place


def read_draft(
    workspace: Workspace,
    file: Path,
    unit_code: str | None = None,
    sender: str = "",
    inside: Sequence[str] = (),
) -> HandmadeDraft:
    """What `file`, or what is in that archive or mail at the end of the way `inside`, reports and of which
    unit it is: that with `unit_code`, or as proposed for None. `sender` is who sent the mail that it came
    with, empty for none. Nothing is changed.

    Without a unit it is read for the lowest level. Raises KnownError `file-…`, `unit-unknown`,
    `received-not-below`, `handmade-…` or `foreign-locked` for what cannot be read, `intake-…`, and
    as `opened_member`.
    """
    with opened_member(file, inside) as lying:
        data, tables = read_file(lying), foreign_tables(lying)
    path, form = named_path(file, inside), workspace.form
    reading = _reading(form, form.levels[0].key, tables, path)
    proposal = _proposal(workspace, reading, path, sender)
    unit = proposal.unit if unit_code is None else workspace.directory.get(unit_code)
    if unit is not None and not workspace.directory.is_below(unit.code, workspace.unit.code):
        raise KnownError("received-not-below", unit=unit.code)
    if unit is not None and unit.level != form.levels[0].key:
        reading = _reading(form, unit.level, tables, path)
    return HandmadeDraft(path, file, tuple(inside), data, proposal, unit, reading)


def named_path(file: Path, inside: Sequence[str]) -> Path:
    """What the file is called that is in `file` at the end of the way `inside`, and in which folder it was
    there; `file` itself for no way. Nothing lies there."""
    return file.parent.joinpath(*inside[-1:] or [file.name])


def units_below(workspace: Workspace) -> tuple[Unit, ...]:
    """The units that a file made by hand may be of, by name."""
    directory, me = workspace.directory, workspace.unit.code
    below = (unit for unit in directory.units.values() if directory.is_below(unit.code, me))
    return tuple(sorted(below, key=lambda unit: (unit.name, unit.code)))


def open_cells(
    draft: HandmadeDraft, settled: Mapping[str, str], *, likely: bool = False
) -> tuple[HandmadeCell, ...]:
    """The cells that a person still has to look at: those that are not sure, nor `settled` by their places,
    nor, with `likely`, likely."""
    taken = (Confidence.SURE, Confidence.LIKELY) if likely else (Confidence.SURE,)
    cells = draft.reading.cells
    return tuple(
        cell for cell in cells if cell.confidence not in taken and draft.place_of(cell) not in settled
    )


def accept(
    workspace: Workspace,
    draft: HandmadeDraft,
    settled: Mapping[str, str],
    *,
    likely: bool = False,
    leave_rest: bool = False,
) -> ReceiveResult:
    """Keep what `draft` says as the report of its unit, signed by this unit on its behalf.

    `settled` has what a person says of cells by their places, a blank text for none; with `likely` those
    that are likely count as they were read, and with `leave_rest` those still open stay blank. Raises
    KnownError `handmade-no-unit`, `handmade-open`, `handmade-cell`, `handmade-empty` and what
    `keep_on_behalf` raises; nothing is changed then.
    """
    return keep_on_behalf(*confirmed(workspace, draft, settled, likely=likely, leave_rest=leave_rest))


def confirmed(
    workspace: Workspace,
    draft: HandmadeDraft,
    settled: Mapping[str, str],
    *,
    likely: bool = False,
    leave_rest: bool = False,
) -> Typed:
    """What `accept` keeps; nothing is changed. Raises as it."""
    name = kept_name(draft.path)
    if draft.unit is None:
        raise KnownError("handmade-no-unit", file=name)
    left = open_cells(draft, settled, likely=likely)
    if left and not leave_rest:
        places = "; ".join(f"{draft.place_of(cell)} ({cell.given})" for cell in left[:8])
        raise KnownError("handmade-open", file=name, count=len(left), cells=places)
    content = _content(workspace.form, draft.unit.level, draft, {**settled, **_left_blank(draft, left)})
    if content == Content():
        raise KnownError("handmade-empty", file=name)
    place = Arrival(draft.file, None, draft.inside).place
    file = TypedFile(workspace, draft.path, draft.data, confirm_keys=False, place=place)
    return Typed(file, draft.unit, content)


def planned_content(plan: EntryPlan) -> Content:
    """What the report becomes. Raises KnownError `handmade-cell` for the first value that is not taken."""
    for cell in plan.cells:
        if cell.effect not in (*SILENT, *ENTERED):
            place = cell.line if cell.target is None else target_place(cell.target)
            raise KnownError("handmade-cell", cell=place, text=cell.given)
    return plan.content


def settled_entries(form: Form, settled: Mapping[str, str]) -> Iterator[Entry]:
    """The values that a person gave of cells by their places, "1.1.count"."""
    cells = {str(cell): Target(cell.row, cell.measure) for cell in form.cells}
    for place, value in settled.items():
        yield Entry(cells.get(place), value, line=place)


def _reading(form: Form, level: LevelKey, file: ForeignFile, path: Path) -> HandmadeReading:
    reading = read_handmade(form, level, file)
    if reading is None:
        raise KnownError("handmade-no-table", file=kept_name(path))
    return reading


def _proposal(workspace: Workspace, reading: HandmadeReading, path: Path, sender: str) -> UnitProposal:
    folder = path.absolute().parent.name
    found = evidence_of(reading.names, reading.template_name, sender, kept_name(path), folder)
    return propose_unit(workspace.form.campaign, workspace.directory, units_below(workspace), found)


def _left_blank(draft: HandmadeDraft, left: tuple[HandmadeCell, ...]) -> Mapping[str, str]:
    return {draft.place_of(cell): "" for cell in left}


def _content(form: Form, level: LevelKey, draft: HandmadeDraft, settled: Mapping[str, str]) -> Content:
    """What the report says. Raises KnownError `handmade-cell` for a value that its cell does not take."""
    plan = plan_entries(form, level, Content(), _entries(form, draft, settled), dash_is_zero=False)
    content = planned_content(plan)
    for heading, text in draft.reading.narrative.items():
        content = content.with_text(heading, text)
    return content


def _entries(form: Form, draft: HandmadeDraft, settled: Mapping[str, str]) -> Iterator[Entry]:
    """The values of all cells, then those that a person gave of cells that the file does not have; lines of
    the unit's own without a value are closed up."""
    known = {draft.place_of(cell) for cell in draft.reading.cells}
    own: dict[int, int] = {}
    for cell in draft.reading.cells:
        value = settled.get(draft.place_of(cell), cell.value)
        if cell.target is None or not value:
            continue
        row = cell.target.row
        at = own.setdefault(row, len(own)) if isinstance(row, int) else row
        yield Entry(Target(at, cell.target.column), value)
    others = {place: value for place, value in settled.items() if place not in known and value}
    yield from settled_entries(form, others)
