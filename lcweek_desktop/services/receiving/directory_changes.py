"""The units below are added, renamed, moved, merged, split, closed: each a decision in the journal.

Every function here says what would be, in a `DirectoryPlan`, and changes nothing; `carry_out` does it. What
was received stays as it is. Source: docs/merging.md, Units below; docs/adr/0155-a-directory-is-decided.md.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from lcweek_desktop.domain.directory_changes import ChangeKind, Contact, DirectoryChange
from lcweek_desktop.domain.rollup import walk_members
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs.directory import MAX_ABOVE
from lcweek_desktop.services.receiving.change_lines import lines_of_change, same_name_lines
from lcweek_desktop.services.receiving.journal import record
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.units import UnitSetup, checked_unit
from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass(frozen=True)
class DirectoryPlan:
    """A `change` of the directory of `workspace` that would be decided about `unit`, and what follows from
    it, as sentences."""

    workspace: Workspace
    unit: UnitId
    change: DirectoryChange
    lines: tuple[str, ...] = ()


def carry_out(plan: DirectoryPlan, reason: str = "") -> DirectoryChange:
    """Decide what is planned, with the time and `reason`; `journal.undo` takes it back."""
    record(plan.workspace, plan.unit, plan.change, reason)
    return plan.change


def add_unit(
    workspace: Workspace,
    name: str,
    level: str,
    parent: str | None = None,
    code: str | None = None,
    contact: Contact | None = None,
) -> DirectoryPlan:
    """List a unit below `parent`, None for the workspace's unit itself. A `code` of None is made of parent,
    name and level, as the unit makes it itself.

    Raises KnownError `unit-name`, `text-too-long`, `unit-level`, `unit-code`, `unit-unknown` or
    `unit-not-below` (the parent), `unit-too-deep`, or `unit-listed` for a code that is listed already.
    """
    above = _receiver(workspace, parent)
    setup = UnitSetup(code, name, level, above.code)
    unit = checked_unit(workspace.form, workspace.directory, setup)
    if unit.code in workspace.directory.units:
        raise KnownError("unit-listed", unit=unit.code, name=workspace.directory.get(unit.code).name)
    contacts = ((unit.code, contact),) if contact else ()
    change = DirectoryChange(ChangeKind.ADDED, (unit,), contacts=contacts)
    return DirectoryPlan(workspace, unit.id, change, tuple(same_name_lines(workspace, [unit])))


def rename_unit(workspace: Workspace, code: str, name: str) -> DirectoryPlan:
    """List the unit under another `name`; its code and key stay.

    Raises KnownError as `open_unit`, `unit-name`, `text-too-long`, or `unit-same` when nothing changes.
    """
    before = open_unit(workspace, code)
    setup = UnitSetup(before.code, name, before.level, before.parent)
    unit = replace(before, name=checked_unit(workspace.form, workspace.directory, setup).name)
    if unit == before:
        raise KnownError("unit-same", name=before.name)
    change = DirectoryChange(ChangeKind.RENAMED, (unit,), (before,))
    return DirectoryPlan(workspace, unit.id, change, tuple(lines_of_change(workspace, change)))


def move_unit(workspace: Workspace, code: str, parent: str) -> DirectoryPlan:
    """List the unit below `parent`, with all that is below it.

    Raises KnownError as `open_unit`, `unit-unknown` or `unit-not-below` (the parent), `unit-below-itself`,
    `unit-too-deep`, or `unit-same` when nothing changes.
    """
    before, above = open_unit(workspace, code), _receiver(workspace, parent)
    if above.code == before.code or workspace.directory.is_below(above.code, before.code):
        raise KnownError("unit-below-itself", name=before.name, parent=above.name)
    unit = replace(before, parent=above.code)
    if unit == before:
        raise KnownError("unit-same", name=before.name)
    change = DirectoryChange(ChangeKind.MOVED, (unit,), (before,))
    return DirectoryPlan(workspace, unit.id, change, tuple(lines_of_change(workspace, change)))


def merge_units(
    workspace: Workspace, codes: Collection[str], into: str | None = None, name: str = ""
) -> DirectoryPlan:
    """Let the units `codes` go on as one: the listed unit `into`, which may be among them, or for None a new
    one called `name`, at the place of the first. What is below them is below that one; they are closed.

    Raises KnownError as `open_unit`, `unit-merge-few`, `unit-merge-inside` when `into` is below one of
    them, `unit-name`, `text-too-long`, or `unit-listed`.
    """
    merged = [open_unit(workspace, code) for code in dict.fromkeys(codes)]
    if len({*(unit.code for unit in merged), *([] if into is None else [into])}) < 2:
        raise KnownError("unit-merge-few")
    if into is None:
        (target,) = add_unit(workspace, name, merged[0].level, merged[0].parent).change.units
    else:
        target = open_unit(workspace, into)
    old = [unit for unit in merged if unit.code != target.code]
    for unit in old:
        if workspace.directory.is_below(target.code, unit.code):
            raise KnownError("unit-merge-inside", name=unit.name, into=target.name)
    below = [child for unit in old for child in workspace.directory.children(unit.code)]
    change = DirectoryChange(
        ChangeKind.MERGED,
        units=(target, *(replace(child, parent=target.code) for child in below)),
        before=(*old, *below),
        closed=tuple(unit.code for unit in old),
        went_to=tuple((unit.code, target.code) for unit in old),
    )
    return DirectoryPlan(workspace, target.id, change, tuple(lines_of_change(workspace, change)))


def split_unit(
    workspace: Workspace, code: str, names: Sequence[str], *, stays: bool = False
) -> DirectoryPlan:
    """Let the unit go on as new ones called `names`, at its level and place; it is closed unless it `stays`
    beside them.

    Raises KnownError as `open_unit` and `close_unit`, `unit-split-few` for fewer than two units
    afterwards, `unit-name`, `text-too-long`, `unit-listed`, or `unit-twice` for two of one name.
    """
    unit = open_unit(workspace, code)
    if len(names) + stays < 2:
        raise KnownError("unit-split-few", name=unit.name)
    plans = [add_unit(workspace, name, unit.level, unit.parent) for name in names]
    new = tuple(each for plan in plans for each in plan.change.units)
    if len({each.code for each in new}) < len(new):
        raise KnownError("unit-twice", name=clean_line(names[-1]))
    if not stays:
        _refuse_units_below(workspace, unit)
    change = DirectoryChange(
        ChangeKind.SPLIT,
        units=new,
        before=(unit,),
        closed=() if stays else (unit.code,),
        went_to=tuple((unit.code, each.code) for each in new),
    )
    said = (line for plan in plans for line in plan.lines)
    return DirectoryPlan(workspace, unit.id, change, (*lines_of_change(workspace, change), *said))


def close_unit(workspace: Workspace, code: str) -> DirectoryPlan:
    """Expect no report of the unit any more; what was received of it stays and counts.

    Raises KnownError as `open_unit`, or `unit-has-below` while units report to it.
    """
    unit = open_unit(workspace, code)
    _refuse_units_below(workspace, unit)
    change = DirectoryChange(ChangeKind.CLOSED, before=(unit,), closed=(unit.code,))
    return DirectoryPlan(workspace, unit.id, change, tuple(lines_of_change(workspace, change)))


def reopen_unit(workspace: Workspace, code: str) -> DirectoryPlan:
    """Expect reports of a closed unit again. Raises KnownError as `changeable_unit`, or `unit-open`."""
    unit = changeable_unit(workspace, code)
    if unit.code not in workspace.directory.closed:
        raise KnownError("unit-open", name=unit.name)
    return DirectoryPlan(workspace, unit.id, DirectoryChange(ChangeKind.REOPENED, (unit,), (unit,)))


def set_contact(workspace: Workspace, code: str, contact: Contact) -> DirectoryPlan:
    """Note who answers for the unit; an empty contact takes it away. Raises KnownError `unit-unknown`,
    `unit-only-reported`, `unit-not-below`, `text-too-long`, or `unit-same` when nothing changes."""
    unit = _unit_below(workspace, code)
    given = Contact(clean_line(contact.name), clean_line(contact.phone))
    if given == workspace.decisions.directory.contacts.get(unit.code, Contact()):
        raise KnownError("contact-same", name=unit.name)
    change = DirectoryChange(ChangeKind.CONTACT, before=(unit,), contacts=((unit.code, given),))
    return DirectoryPlan(workspace, unit.id, change)


def placed_unit(workspace: Workspace, unit: Unit, parent: str) -> DirectoryPlan:
    """List `unit`, as its report names it, below `parent`, whatever its report says of that.

    Raises KnownError `unit-unknown`, `unit-not-below` or `unit-too-deep` (the parent), `unit-below-itself`,
    or `unit-of-machine`.
    """
    above = _receiver(workspace, parent)
    before = workspace.directory.units.get(unit.code)
    if unit.id in workspace.store.own_units.of_all_campaigns():
        raise KnownError("unit-of-machine", name=unit.name)
    if above.code == unit.code or workspace.directory.is_below(above.code, unit.code):
        raise KnownError("unit-below-itself", name=unit.name, parent=above.name)
    placed = replace(before or unit, parent=above.code)
    kind = ChangeKind.ADDED if before is None else ChangeKind.MOVED
    change = DirectoryChange(kind, (placed,), () if before is None else (before,))
    return DirectoryPlan(workspace, placed.id, change)


def changeable_unit(workspace: Workspace, code: str) -> Unit:
    """The listed unit `code`, which may be changed here.

    Raises KnownError `unit-unknown`, `unit-only-reported` for one that only reports of others list,
    `unit-not-below`, or `unit-of-machine` for a unit of this installation, which is changed as such
    (docs/adr/0141-units-renamed-moved-removed.md).
    """
    unit = _unit_below(workspace, code)
    if unit.id in workspace.store.own_units.of_all_campaigns():
        raise KnownError("unit-of-machine", name=unit.name)
    return unit


def open_unit(workspace: Workspace, code: str) -> Unit:
    """The same, when reports of it are expected. Raises KnownError as `changeable_unit`, or `unit-closed`."""
    unit = changeable_unit(workspace, code)
    if unit.code in workspace.directory.closed:
        raise KnownError("unit-closed", name=unit.name)
    return unit


def _unit_below(workspace: Workspace, code: str) -> Unit:
    known = workspace.directory
    if UnitCode(code) not in known.units:
        for path, member in walk_members(rollup(workspace).members):
            if member.unit.code == code:
                holder = known.units.get(UnitCode(path[0]))
                name = path[0] if holder is None else holder.name
                raise KnownError("unit-only-reported", name=member.unit.name, holder=name)
    unit = known.get(code)
    if not known.is_below(unit.code, workspace.unit.code):
        raise KnownError("unit-not-below", name=unit.name, receiver=workspace.unit.name)
    return unit


def _receiver(workspace: Workspace, code: str | None) -> Unit:
    """The unit `code`, below which a unit is put: the workspace's own, or one below it that is not too
    deep."""
    if code in (None, workspace.unit.code):
        return workspace.unit
    unit = _unit_below(workspace, str(code))
    if len(workspace.directory.ancestors(unit.code)) >= MAX_ABOVE:
        raise KnownError("unit-too-deep", name=unit.name, count=MAX_ABOVE)
    return unit


def _refuse_units_below(workspace: Workspace, unit: Unit) -> None:
    below = workspace.directory.children(unit.code)
    if below:
        raise KnownError("unit-has-below", name=unit.name, count=len(below))
