"""What would change if a backup were restored: the reports of this installation, what it received, its
directory of units, and what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from lcweek_desktop.domain.form import CampaignId, Cell, Form, HeadingKey
from lcweek_desktop.domain.merge import VersionId
from lcweek_desktop.domain.report import Content
from lcweek_desktop.domain.unit import Unit, UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import load_forms
from lcweek_desktop.services.workspace.context import AppContext, holds_data, open_context
from lcweek_desktop.storage import Backup, Draft, locked, opened_backup

_T = TypeVar("_T")

_SET_ASIDE: Final = "set_aside"
"""The verdict on a file that is kept and does not count, as ReceiveVerdict of services/receiving has it."""


@dataclass(frozen=True)
class CellDifference:
    """A cell whose number is `now` and would be `then`, in steps of 10^-`decimals`; None for blank. `name` is
    that of its row and column for people."""

    cell: Cell
    name: str
    now: int | None
    then: int | None
    decimals: int


@dataclass(frozen=True)
class ReportDifference:
    """How the report of the unit `name` of this installation differs.

    The pairs are what is now and what would be: the number of photos, and the highest numbers of revisions
    and sendings, 0 for none. `has_others` says that notes, own lines, accepted warnings, photos of the same
    number or the sign-off differ.
    """

    name: str
    campaign: CampaignId
    cells: tuple[CellDifference, ...]
    headings: tuple[HeadingKey, ...]
    photos: tuple[int, int]
    revisions: tuple[int, int]
    sendings: tuple[int, int]
    has_others: bool

    @property
    def is_none(self) -> bool:
        """Whether nothing differs."""
        pairs = (self.photos, self.revisions, self.sendings)
        return not (self.cells or self.headings or self.has_others or any(now != then for now, then in pairs))


@dataclass(frozen=True)
class ReceivedDifference:
    """A report of the unit `name` that is held now and not in the backup, or only there."""

    name: str
    revision: int
    only_now: bool


@dataclass(frozen=True)
class UnitDifference:
    """An entry of the directory of units that is `now` and would be `then`; None where it is not listed. The
    names of the units above it are beside, None where there is none."""

    now: Unit | None
    then: Unit | None
    parent_now: str | None
    parent_then: str | None


@dataclass(frozen=True)
class SetAsideDifference:
    """A file called `name` that was set aside and is here now and not in the backup, or only there."""

    name: str
    only_now: bool


@dataclass(frozen=True)
class CampaignDifference:
    """A campaign of which the edition that was installed last is `now` and would be `then`; None for none."""

    campaign: CampaignId
    now: int | None
    then: int | None


@dataclass(frozen=True)
class Differences:
    """What differs between the data as they are now and a backup.

    `units` are the entries that this installation added to the directory or changed. `decisions` is how many
    decisions about reports and confirmed keys there are now and how many there would be. `is_complete` is
    False when the present data, or a part of either side, cannot be read.
    """

    reports: tuple[ReportDifference, ...]
    received: tuple[ReceivedDifference, ...]
    units: tuple[UnitDifference, ...]
    set_aside: tuple[SetAsideDifference, ...]
    decisions: tuple[int, int]
    is_complete: bool
    campaigns: tuple[CampaignDifference, ...] = ()

    @property
    def are_none(self) -> bool:
        """Whether nothing of what is compared differs."""
        return self.is_complete and self.none_found

    @property
    def none_found(self) -> bool:
        """Whether nothing differs in what could be read."""
        now, then = self.decisions
        found = (self.reports, self.received, self.units, self.set_aside, self.campaigns)
        return not any(found) and now == then


def differences(context: AppContext, backup: Backup) -> Differences:
    """What would change in the open data folder of `context` if `backup` were restored; nothing is changed.

    Raises KnownError `backup-missing`, `backup-damaged`, `backup-file`, `store-newer`, `store-full`,
    `store-readonly` or `store-io`.
    """
    return _compare(_read(context), _read_backup(context.home, context.shipped, backup))


def differences_closed(home: Path, forms_folder: Path, backup: Backup) -> Differences:
    """As `differences`, for the data folder `home` that is not open. Where it cannot be opened, or is not
    there, everything that the backup holds is a difference.

    Raises as `differences`, `open_store` and `load_forms`.
    """
    if holds_data(home):
        try:
            with open_context(home, forms_folder) as context:
                return differences(context, backup)
        except KnownError as error:
            if error.code not in ("store-damaged", "store-foreign"):
                raise
    with locked(home):
        unread = _Contents(is_complete=not holds_data(home))
        return _compare(unread, _read_backup(home, load_forms(forms_folder), backup))


def differences_between(home: Path, forms_folder: Path, now: Backup, then: Backup) -> Differences:
    """What differs between two backups of the data folder `home`, which is not open: `now` is what could be
    salvaged of the data as they are.

    Raises as `differences` and `load_forms`, and KnownError `store-busy`.
    """
    with locked(home):
        forms = load_forms(forms_folder)
        return _compare(
            replace(_read_backup(home, forms, now), is_complete=False),
            _read_backup(home, forms, then),
        )


@dataclass
class _Report:
    draft: Draft | None = None
    revision: int = 0
    sendings: int = 0


@dataclass
class _Contents:
    """What a data folder holds, as far as it can be read; `forms` are those of its campaigns. `units` are all
    that its directories list, of which `own_entries` were added or changed there."""

    forms: Mapping[CampaignId, Form] = field(default_factory=dict)
    reports: dict[tuple[CampaignId, UnitId], _Report] = field(default_factory=dict)
    held: dict[tuple[CampaignId, UnitId, UnitId, VersionId], int] = field(default_factory=dict)
    set_aside: dict[tuple[UnitId, str], str] = field(default_factory=dict)
    units: dict[UnitId, Unit] = field(default_factory=dict)
    own_entries: set[UnitId] = field(default_factory=set)
    decisions: int = 0
    editions: Mapping[CampaignId, int] = field(default_factory=dict)
    is_complete: bool = True

    def readable(self, read: Callable[[], _T]) -> _T | None:
        """What `read` gives; None where a row is damaged or its form is not here."""
        try:
            return read()
        except KnownError:
            self.is_complete = False
            return None


def _read_backup(home: Path, shipped: Mapping[CampaignId, Form], backup: Backup) -> _Contents:
    with opened_backup(home, backup) as store:
        return _read(AppContext(home, store, shipped))


def _read(context: AppContext) -> _Contents:
    contents, own = _Contents(context.forms), context.store.own_units
    latest = contents.readable(context.store.campaigns.latest) or {}
    contents.editions = {campaign: installed.edition for campaign, installed in latest.items()}
    contents.is_complete &= not context.store.campaigns.damaged()
    for campaign in contents.readable(own.campaigns) or ():
        for unit in contents.readable(partial(own.of, campaign)) or ():
            _read_unit(context, contents, unit, campaign)
    return contents


def _read_unit(context: AppContext, contents: _Contents, unit: UnitId, campaign: CampaignId) -> None:
    store = context.store

    def draft() -> Draft | None:
        return store.drafts.get(unit, campaign, context.form(campaign))

    def directory() -> dict[UnitId, Unit]:
        return {each.id: each for each in context.directory(context.form(campaign)).units.values()}

    def own_entries() -> set[UnitId]:
        edition = context.form(campaign).campaign.edition
        return {each.id for each in store.units.directory(edition).units.values()}

    latest = contents.readable(lambda: store.revisions.latest(unit, campaign))
    contents.units.update(contents.readable(directory) or {})
    contents.own_entries.update(contents.readable(own_entries) or ())
    contents.reports[campaign, unit] = _Report(
        draft=contents.readable(draft),
        revision=0 if latest is None else latest.revision,
        sendings=len(contents.readable(lambda: store.sendings.of(unit, campaign)) or ()),
    )
    contents.is_complete &= not any(
        (
            store.drafts.damaged(unit, campaign),
            store.revisions.damaged(unit, campaign),
            store.sendings.damaged(unit, campaign),
            store.stored_reports.damaged(unit, campaign),
            store.decisions.damaged(unit),
            store.received.damaged(unit),
            store.units.damaged(unit.edition),
        )
    )
    for held in contents.readable(lambda: store.stored_reports.of(unit, campaign)) or ():
        contents.held[campaign, unit, held.unit, held.version.id] = held.version.revision
    for file in contents.readable(lambda: store.received.of(unit, _SET_ASIDE)) or ():
        if file.report is None:  # a held report is compared as one
            contents.set_aside[unit, file.sha256] = file.name
    decisions = contents.readable(lambda: store.decisions.of(unit)) or ()
    contents.decisions += sum(not taken.undone and taken.campaign in (None, campaign) for taken in decisions)


def _compare(now: _Contents, then: _Contents) -> Differences:
    listed = {**then.units, **now.units}

    def name(unit: UnitId) -> str:
        return listed[unit].name if unit in listed else unit.code

    def forms(campaign: CampaignId) -> tuple[Form, ...]:
        """Two where the campaign has another edition in the backup."""
        return tuple(each.forms[campaign] for each in (now, then) if campaign in each.forms)

    keys = sorted({*now.reports, *then.reports})
    reports = (
        _unit_report_difference(
            name(unit), campaign, forms(campaign), now.reports.get(key), then.reports.get(key)
        )
        for key in keys
        for campaign, unit in [key]
    )
    received = (
        ReceivedDifference(name(key[2]), {**now.held, **then.held}[key], only_now=key in now.held)
        for key in sorted(now.held.keys() ^ then.held.keys())
    )
    return Differences(
        reports=tuple(report for report in reports if not report.is_none),
        received=tuple(received),
        units=tuple(_unit_differences(now, then)),
        set_aside=tuple(
            SetAsideDifference({**now.set_aside, **then.set_aside}[key], only_now=key in now.set_aside)
            for key in sorted(now.set_aside.keys() ^ then.set_aside.keys())
        ),
        decisions=(now.decisions, then.decisions),
        is_complete=now.is_complete and then.is_complete,
        campaigns=tuple(
            CampaignDifference(campaign, now.editions.get(campaign), then.editions.get(campaign))
            for campaign in sorted(now.editions.keys() | then.editions.keys())
            if now.editions.get(campaign) != then.editions.get(campaign)
        ),
    )


def _unit_differences(now: _Contents, then: _Contents) -> Iterator[UnitDifference]:
    def parent(contents: _Contents, unit: Unit | None) -> str | None:
        if unit is None or unit.parent is None:
            return None
        above = contents.units.get(UnitId(unit.id.edition, unit.parent))
        return unit.parent if above is None else above.name

    for unit in sorted(now.own_entries | then.own_entries):
        here, there = now.units.get(unit), then.units.get(unit)
        if here != there:
            yield UnitDifference(here, there, parent(now, here), parent(then, there))


def _unit_report_difference(
    name: str,
    campaign: CampaignId,
    forms: Sequence[Form],
    now: _Report | None,
    then: _Report | None,
) -> ReportDifference:
    now, then = now or _Report(), then or _Report()
    found = draft_difference(name, campaign, forms, now.draft, then.draft)
    return replace(found, revisions=(now.revision, then.revision), sendings=(now.sendings, then.sendings))


def draft_difference(
    name: str, campaign: CampaignId, forms: Sequence[Form], now: Draft | None, then: Draft | None
) -> ReportDifference:
    """How two drafts of the unit `name` differ, None being an empty one; nothing is said of revisions and
    sendings. `forms` are those by which the two were written, the first one that of people."""
    is_draft, was_draft = now or Draft(Content()), then or Draft(Content())
    content, before = is_draft.content, was_draft.content
    cells = sorted({cell for cell, _ in content.figures.items() ^ before.figures.items()})
    texts = {*content.narrative, *before.narrative}
    same_listed = replace(before, figures=content.figures, narrative=content.narrative)
    return ReportDifference(
        name=name,
        campaign=campaign,
        cells=tuple(
            _cell_difference(cell, forms, content.figures.get(cell), before.figures.get(cell))
            for cell in cells
        ),
        headings=tuple(sorted(h for h in texts if content.narrative.get(h) != before.narrative.get(h))),
        photos=(len(content.photos), len(before.photos)),
        revisions=(0, 0),
        sendings=(0, 0),
        has_others=same_listed != content or is_draft.signoff != was_draft.signoff,
    )


def _cell_difference(
    cell: Cell, forms: Sequence[Form], now: int | None, before: int | None
) -> CellDifference:
    """The difference in `cell`, which is named by the first of `forms` that has it, as that of its draft."""
    form = next(each for each in forms if cell in each.cells)
    row = form.row_by_key[cell.row]
    measure = next(each for each in form.measures if each.key == cell.measure)
    name = f"{row.tt or row.label} ({measure.label})"
    return CellDifference(cell, name, now, before, form.rule(cell).decimals)
