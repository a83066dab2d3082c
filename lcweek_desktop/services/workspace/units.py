"""The units of this installation: setting one up, and choosing the one to work with."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lcweek_desktop.domain.codec import unit_from_json
from lcweek_desktop.domain.form import CampaignId, Form, LevelKey
from lcweek_desktop.domain.lengths import name_excesses
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import Directory, Unit, UnitId, unit_code, unlisted_unit
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.assignments import unit_form
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.directory import DirectoryPreview, preview_units, read_units
from lcweek_desktop.services.workspace.keys import make_key
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Restore


@dataclass(frozen=True)
class UnitSetup:
    """What a person says of a unit to set up; nothing of it is checked yet.

    `code` is None for a unit that no directory lists, which is given a provisional one. `level` is a key of
    the form; `parent` the code of the unit that it reports to, None for the one that the directory names.
    """

    code: str | None
    name: str
    level: str
    parent: str | None = None


def set_up(
    context: AppContext,
    campaign: str | None,
    setup: UnitSetup,
    listed: Path | None = None,
    *,
    restore_zeros: bool = False,
) -> Workspace:
    """Make a unit one of this installation, with a key, or change its name, level and parent.

    A `campaign` of None is the newest whose form is here. The units in the CSV file `listed` join the
    directory first, with `restore_zeros` as `read_units` takes it. A unit that is new to the data but has a
    key was here before, and may have sent what they do not know of: a person is asked before its first
    revision (services/backup/revision_numbers.py), unless what it froze is here, as after it was removed.
    Raises KnownError `form-missing`, `unit-code`, `unit-code-or-parent`, `unit-name`, `text-too-long` (the
    name), `unit-level`, `unit-unknown` (the parent), `unit-loop`, `directory-…` or `key-…`; nothing is
    changed then.
    """
    form = context.form(campaign)
    directory = context.directory(form)
    added = () if listed is None else read_units(listed, form, directory, restore_zeros=restore_zeros)
    directory = directory.extended(added)
    unit = checked_unit(form, directory, setup)
    directory.extended([unit])  # refuses a loop
    with context.store.transaction():
        is_new = unit.id not in context.store.own_units.of_all_campaigns()
        context.store.units.add([*added, unit])
        context.store.own_units.add(unit.id, form.campaign.id)
        has_history = context.store.revisions.head(unit.id, form.campaign.id) is not None
        if not make_key(context, unit.id) and is_new and not has_history:
            day = context.today().isoformat()
            context.store.restores.add(Restore(unit.id, form.campaign.id, 1, 0, is_certain=False, day=day))
    return Workspace(context, unit, unit_form(context, unit.id, form))


def checked_unit(form: Form, directory: Directory, setup: UnitSetup) -> Unit:
    """The unit that `setup` describes in `directory`, which need not list it. Raises as `set_up`, but for a
    loop."""
    if LevelKey(setup.level) not in form.level_by_key:
        levels = ", ".join(form.level_by_key)
        raise KnownError("unit-level", level=setup.level, campaign=form.campaign.id, levels=levels)
    level, name = LevelKey(setup.level), clean_line(setup.name)
    if not name:
        raise KnownError("unit-name")
    for excess in name_excesses(name):
        length, limit = format_count(excess.length), format_count(excess.limit)
        raise KnownError("text-too-long", length=length, limit=limit)
    parent = None if setup.parent is None else directory.get(setup.parent).code
    if setup.code is not None:
        code = unit_code(setup.code)
        known = directory.units.get(code)
        above = known.parent if parent is None and known is not None else parent
        return Unit(UnitId(form.campaign.edition, code), name, level, above)
    if parent is None:
        raise KnownError("unit-code-or-parent")
    return unlisted_unit(form.campaign.edition, name, level, parent)


def preview_listed(context: AppContext, campaign: str | None, listed: Path) -> DirectoryPreview:
    """What the units in the CSV file `listed` would be in the directory of `campaign`, None for the newest;
    nothing is changed. Raises KnownError `form-missing` or `directory-file`."""
    form = context.form(campaign)
    return preview_units(listed, form, context.directory(form))


def open_workspace(context: AppContext, code: str | None = None, campaign: str | None = None) -> Workspace:
    """The workspace of the unit `code`, None for the only one of this installation, in `campaign`, None for
    the newest in which it takes part.

    Raises KnownError `unit-none`, `unit-choose`, `unit-not-here`, `unit-damaged`, `form-missing` or
    `campaign-damaged`.
    """
    if campaign is not None:
        context.form(campaign)
    campaigns = begun_campaigns(context) if campaign is None else (CampaignId(campaign),)
    for name in campaigns:
        own = context.store.own_units.of(CampaignId(name))
        if code is None and len(own) > 1:
            raise KnownError("unit-choose", units=", ".join(unit.code for unit in own))
        for unit in own:
            if code in (None, unit.code):
                form = context.form(name)
                return _workspace(context, form, unit)
    here = sorted({unit.code for name in campaigns for unit in context.store.own_units.of(name)})
    if here:
        raise KnownError("unit-not-here", unit=code, units=", ".join(here))
    raise KnownError("unit-none")


def begun_campaigns(context: AppContext) -> tuple[CampaignId, ...]:
    """The campaigns in which this installation has a unit, the latest year first, and last those whose form
    is not here."""

    def year(campaign: CampaignId) -> int:
        form = context.forms.get(campaign)
        return 0 if form is None else form.campaign.year

    return tuple(sorted(context.store.own_units.campaigns(), key=year, reverse=True))


def own_workspaces(context: AppContext) -> tuple[Workspace, ...]:
    """A workspace for every unit of this installation in every campaign in which it takes part, the latest
    year first, and within a year by code. `lost_units` are left out."""
    found = []
    for name in begun_campaigns(context):
        for unit in sorted(context.store.own_units.of(name)):
            with suppress(KnownError):
                form = context.form(name)
                found.append(_workspace(context, form, unit))
    return tuple(found)


def lost_units(context: AppContext) -> tuple[KnownError, ...]:
    """Why units of this installation have no workspace in a campaign in which they take part: what is stored
    of them is damaged, and they are to be set up again under the same code; or the campaign cannot be worked
    on."""
    found: dict[str, KnownError] = {}
    for name in begun_campaigns(context):
        for unit in sorted(context.store.own_units.of(name)):
            try:
                _own_unit(context, context.form(name), unit)
            except KnownError as error:
                found.setdefault(error.message, error)
    return tuple(found.values())


def _workspace(context: AppContext, form: Form, unit: UnitId) -> Workspace:
    return Workspace(context, _own_unit(context, form, unit), unit_form(context, unit, form))


def _own_unit(context: AppContext, form: Form, unit: UnitId) -> Unit:
    """The unit as the directory has it or, when its entry is damaged, as its last frozen report does.

    Raises KnownError `unit-damaged` when neither tells.
    """
    listed = context.directory(form).units.get(unit.code)
    if listed is not None:
        return listed
    with suppress(KnownError):
        frozen = context.store.revisions.latest(unit, form.campaign.id)
        if frozen is not None:
            return unit_from_json(json.loads(frozen.report)["unit"])
    raise _lost(unit)


def _lost(unit: UnitId) -> KnownError:
    return KnownError("unit-damaged", unit=unit.code)
