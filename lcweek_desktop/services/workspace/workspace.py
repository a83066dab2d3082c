"""A unit of this installation at work on a campaign: almost every use case is called with one.

Source: docs/adr/0043-workspace-and-derived-values.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import TypeVar

from lcweek_desktop.domain.decisions import DecisionsInForce
from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.domain.unit import CampaignUnit, Directory, Unit
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.storage import Store, StoredData

_T = TypeVar("_T")


@dataclass(frozen=True)
class Workspace:
    """A unit and a campaign in the data folder of `context`.

    Two workspaces of one unit and campaign are equal and share what is derived from stored data. The window's
    thread may read `unit`, `form`, `campaign` and `id`, and where the data folder is; everything else belongs
    to the thread that opened it.
    """

    context: AppContext = field(compare=False, repr=False)
    unit: Unit
    form: Form

    @property
    def campaign(self) -> CampaignId:
        """The campaign of the form."""
        return self.form.campaign.id

    @property
    def id(self) -> CampaignUnit:
        """The campaign and the code of the unit, which name the workspace within an installation."""
        return CampaignUnit(self.campaign, self.unit.code)

    @property
    def store(self) -> Store:
        """What the data folder keeps."""
        return self.context.store

    @property
    def decisions(self) -> DecisionsInForce:
        """What the unit decided about received reports and did not take back."""

        def read() -> DecisionsInForce:
            entries = self.store.decisions.of(self.unit.id)
            in_force = [entry for entry in entries if not entry.undone]
            return DecisionsInForce(self.campaign, in_force, [entry for entry in entries if entry.undone])

        version = self.store.version(StoredData.DECISIONS)
        return self.context.derived.get(("decisions", self.unit.id, self.campaign), version, read)

    @property
    def directory(self) -> Directory:
        """The units of the campaign's edition, as this unit's decisions change them, and those that it
        separated from others; read again only after they were changed."""

        def read() -> Directory:
            listed = self.context.directory(self.form)
            separated = [unit for unit, _ in self.decisions.separated.values()]
            return self.decisions.directory.of(listed.extended(separated) if separated else listed)

        version = self.store.version(StoredData.LISTED)
        return self.context.derived.get(("listed", self.unit.id, self.campaign), version, read)

    @property
    def units_above(self) -> tuple[Unit, ...]:
        """The units that this one reports to, directly and through others, the nearest first, as far as the
        directory lists them."""
        return self.directory.above(self.unit)

    @property
    def receives(self) -> bool:
        """Whether other units report to this one, or may."""
        return self.form.receives(self.unit.level) or bool(self.directory.children(self.unit.code))

    def today(self) -> date:
        """The date of this computer, for deadlines and for people. Nothing is ordered by it."""
        return self.context.today()


def derived(compute: Callable[[Workspace], _T]) -> Callable[[Workspace], _T]:
    """Make `compute` run once per workspace until the directory, the received reports, the confirmed keys,
    the decisions or the assignments that were opened may have changed.

    Apart from the workspace's unit and form, `compute` may read nothing but these: neither drafts nor the
    date. All callers share its value, which therefore has to be immutable. Nothing is kept when it raises.
    """

    @wraps(compute)
    def read(workspace: Workspace) -> _T:
        key = (compute, workspace.unit, workspace.campaign, workspace.form.hash)
        version = tuple(map(workspace.store.version, (StoredData.RECEIVED, StoredData.ASSIGNMENTS)))
        return workspace.context.derived.get(key, version, lambda: compute(workspace))

    return read
