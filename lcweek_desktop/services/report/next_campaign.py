"""The next campaign of a unit of this machine: as which unit it reports there, and what it takes along.

Source: docs/form-and-rules.md, Years side by side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.unit import Unit, UnitCode, unlisted_unit
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.workspace.predecessors import predecessors, successor
from lcweek_desktop.services.workspace.units import UnitSetup, own_workspaces, set_up
from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass(frozen=True)
class NextCampaign:
    """A later campaign that a unit has not begun.

    `unit` is as which it would report there, and `receiver` the unit that it would report to. Both are None
    where nothing says so, as of a unit whose level or receiver is no more: a person chooses then.
    """

    form: Form
    unit: Unit | None
    receiver: Unit | None


def next_campaigns(workspace: Workspace) -> tuple[NextCampaign, ...]:
    """The campaigns of later years that the workspace's unit has not begun, the earliest first."""
    context, year = workspace.context, workspace.form.campaign.year
    later = [form for form in context.forms.values() if form.campaign.year > year]
    found = (_next(workspace, form) for form in sorted(later, key=lambda form: form.campaign.year))
    return tuple(each for each in found if not _is_begun(workspace, each))


def begin_campaign(workspace: Workspace, following: NextCampaign) -> Workspace:
    """Let the unit report in the campaign of `following`, which names it, signed as before.

    The report of the year before stays as it is. Raises what `set_up` raises.
    """
    unit = following.unit
    assert unit is not None, "a person has to choose it"
    context = workspace.context
    with context.store.transaction():
        setup = UnitSetup(unit.code, unit.name, unit.level, unit.parent)
        begun = set_up(context, following.form.campaign.id, setup)
        draft = current_draft(begun)
        if draft.signoff == SignOff():
            save_draft(begun, replace(draft, signoff=taken_over(begun)))
    return begun


def taken_over(workspace: Workspace) -> SignOff:
    """What the unit's sign-off of the nearest year before says that holds for this one, too: who signs, and
    for a unit of the same name what was typed of it, of its receiver only where that has its name still."""
    before = next(_of_earlier_years(workspace), None)
    if before is None:
        return SignOff()
    signed = current_draft(before).signoff
    taken = SignOff(title=signed.title, name=signed.name)
    if before.unit.name == workspace.unit.name:
        taken = replace(taken, issuer=signed.issuer, abbreviation=signed.abbreviation, place=signed.place)
        if _receiver_name(before) == _receiver_name(workspace):
            taken = replace(taken, superior=signed.superior, recipients=signed.recipients)
    return taken


def _next(workspace: Workspace, form: Form) -> NextCampaign:
    unit = _unit_in(workspace, form)
    directory = workspace.context.directory(form)
    receiver = None if unit is None or unit.parent is None else directory.units.get(unit.parent)
    return NextCampaign(form, unit, receiver)


def _unit_in(workspace: Workspace, form: Form) -> Unit | None:
    """As which unit the workspace's reports in the campaign of `form`; None where nothing says so."""
    unit, context, edition = workspace.unit, workspace.context, form.campaign.edition
    directory = context.directory(form)
    found = directory.units.get(_code_in(unit.code, unit.id.edition, edition) or UnitCode(""))
    if found is not None:
        return found if found.level == unit.level else None
    is_listed = unit.code in context.campaigns.directory(workspace.form).units
    if is_listed or unit.parent is None or unit.level not in form.level_by_key:
        return None
    receiver = directory.units.get(_code_in(unit.parent, unit.id.edition, edition) or UnitCode(""))
    if receiver is None:
        return None
    same = (each for each in directory.children(receiver.code) if each.name == unit.name)
    return next(same, unlisted_unit(edition, unit.name, unit.level, receiver.code))


def _code_in(code: UnitCode, edition: str, later: str) -> UnitCode | None:
    return code if edition == later else successor(code, edition, later)


def _is_begun(workspace: Workspace, following: NextCampaign) -> bool:
    begun = (
        each.unit for each in own_workspaces(workspace.context) if each.campaign == following.form.campaign.id
    )
    if following.unit is None:
        return any(unit.name == workspace.unit.name for unit in begun)
    return following.unit.id in {unit.id for unit in begun}


def _of_earlier_years(workspace: Workspace) -> Iterator[Workspace]:
    """What the unit did on this machine in earlier years, the nearest first."""
    unit, year = workspace.unit, workspace.form.campaign.year
    for each in own_workspaces(workspace.context):
        is_same = (each.unit.name, each.unit.level) == (unit.name, unit.level)
        if each.form.campaign.year < year and (
            is_same or each.unit.id in predecessors(unit.id, each.unit.id.edition)
        ):
            yield each


def _receiver_name(workspace: Workspace) -> str:
    return next((above.name for above in workspace.units_above), "")
