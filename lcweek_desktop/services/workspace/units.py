"""The units of this installation and the directory they stand in."""

from __future__ import annotations

from pathlib import Path

from lcweek_desktop.domain.form import CampaignId, Form, LevelKey
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, UnitId, unit_code
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.directory import read_units
from lcweek_desktop.services.workspace.keys import make_key
from lcweek_desktop.services.workspace.workspace import Workspace


def set_up(
    context: AppContext,
    campaign: str | None,
    *,
    code: str,
    name: str,
    level: str,
    parent: str | None = None,
    listed: Path | None = None,
) -> Workspace:
    """Make `code` a unit of this installation, with a key, or change its name, level and parent.

    `campaign` None: the newest there is a form of. `parent` None: as the directory has it. `listed`: a CSV
    file whose units join the directory first.
    Raises KnownError `form-missing`, `unit-code`, `unit-level`, `unit-unknown` (the parent), `unit-loop`,
    `directory-file`, `key-…`; nothing is changed then.
    """
    form = context.form(campaign)
    known = context.directory(form)
    added = read_units(listed, form, known) if listed is not None else ()
    known = known.extended(added)
    unit = _unit(form, known, code, name, level, parent)
    known.extended([unit])
    with context.store.transaction():
        context.store.units.add([*added, unit])
        context.store.own_units.add(unit.id, form.campaign.id)
        make_key(context, unit.id)
    return Workspace(context, unit, form)


def open_workspace(context: AppContext, code: str | None = None, campaign: str | None = None) -> Workspace:
    """The unit to work with: the one of `code`, or the only one there is; the newest campaign it takes part
    in unless `campaign` is given. Raises KnownError `unit-none`, `unit-choose`, `unit-not-here`."""
    campaigns = [campaign] if campaign is not None else [*reversed(context.store.own_units.campaigns())]
    for name in campaigns:
        form = context.form(name)
        own = context.store.own_units.of(form.campaign.id)
        if code is None and len(own) > 1:
            raise KnownError("unit-choose", units=", ".join(unit.code for unit in own))
        for unit in own:
            if code in (None, unit.code):
                return Workspace(context, context.directory(form).get(unit.code), form)
    here = sorted({unit.code for name in campaigns for unit in context.store.own_units.of(CampaignId(name))})
    if here:
        raise KnownError("unit-not-here", unit=code, units=", ".join(here))
    raise KnownError("unit-none")


def own_workspaces(context: AppContext) -> tuple[Workspace, ...]:
    """Every unit of this installation, each at the newest campaign it takes part in, ordered by code."""
    newest: dict[UnitId, Workspace] = {}
    for name in context.store.own_units.campaigns():
        form = context.form(name)
        known = context.directory(form)
        for unit in context.store.own_units.of(form.campaign.id):
            newest[unit] = Workspace(context, known.get(unit.code), form)
    return tuple(sorted(newest.values(), key=lambda workspace: workspace.unit.id))


def _unit(form: Form, known: Directory, code: str, name: str, level: str, parent: str | None) -> Unit:
    if LevelKey(level) not in form.level_by_key:
        levels = ", ".join(form.level_by_key)
        raise KnownError("unit-level", level=level, campaign=form.campaign.id, levels=levels)
    unit_id = UnitId(form.campaign.edition, unit_code(code))
    listed = known.units.get(unit_id.code)
    above: UnitCode | None = listed.parent if listed is not None else None
    if parent is not None:
        above = known.get(parent).code
    if not clean_line(name):
        raise KnownError("unit-name")
    return Unit(unit_id, clean_line(name), LevelKey(level), above)
