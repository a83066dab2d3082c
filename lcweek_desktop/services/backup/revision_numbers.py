"""The number of the next revision after a unit's data were put back, by a restore or from another machine.

Source: docs/merging.md, After a restore; docs/adr/0048.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import RECEIPT, Restore, Store

MAX_SENT: Final = 9_999
"""The highest number that a person may give for the last revision that was sent."""


@dataclass(frozen=True)
class RevisionNumbers:
    """What is known of the numbers of a unit's revisions in one campaign.

    `highest` is the highest that was frozen, 0 for none, and `restored` how often the data were put back.
    While `is_certain` is false, a higher revision may have been frozen elsewhere, and a person is asked.
    """

    highest: int = 0
    restored: int = 0
    is_certain: bool = True

    @property
    def next(self) -> int:
        """The number of the next revision."""
        return self.highest + 1


_UNKNOWN: Final = RevisionNumbers(is_certain=False)

KnownNumbers: TypeAlias = Mapping[tuple[UnitId, CampaignId], RevisionNumbers]
"""What a data folder knows of the revisions of its own units."""


def highest_of(*known: RevisionNumbers) -> RevisionNumbers:
    """The highest numbers of several sources that know of one unit: the data being replaced and those put in
    their place, a file that was opened, a receipt or an assignment. Certain if the first, the latest state
    known, is certain and none knows of a higher revision."""
    highest = max(numbers.highest for numbers in known)
    return RevisionNumbers(
        highest,
        max(numbers.restored for numbers in known),
        known[0].is_certain and known[0].highest == highest,
    )


def revision_numbers(store: Store, unit: UnitId, campaign: CampaignId) -> RevisionNumbers:
    """What `store` knows of the revisions of `unit`, one of its own units, also from the receipts that it
    took."""
    last = store.revisions.head(unit, campaign)
    held = max(0 if last is None else last.revision, _highest_told(store, unit, campaign))
    restores = store.restores.of(unit, campaign)
    if store.restores.is_damaged(unit, campaign):  # whoever has to know is asked, which notes it anew
        highest = max((held, *(each.highest for each in restores)))
        return RevisionNumbers(highest, store.restores.count(unit, campaign), is_certain=False)
    if not restores:
        return RevisionNumbers(held)
    noted = restores[-1]
    return RevisionNumbers(max(held, noted.highest), noted.count, noted.is_certain)


def _highest_told(store: Store, unit: UnitId, campaign: CampaignId) -> int:
    """The highest revision that a receiver of the unit's reports has seen, 0 where no receipt says one."""
    told = (each.fields for each in store.received.of(unit, RECEIPT) if each.fields["campaign"] == campaign)
    return max((int(str(fields["highest"])) for fields in told), default=0)


def known_numbers(store: Store) -> KnownNumbers:
    """What `store` knows of the revisions of all its own units, those too that were removed from the list: to
    be read before its data are replaced."""
    return {
        (unit, campaign): revision_numbers(store, unit, campaign) for unit, campaign in store.own_units.ever()
    }


def note_restored(store: Store, replaced: KnownNumbers, day: date) -> None:
    """Note in `store`, whose data were put back on `day`, what that means for each of its own units.

    `replaced` is what the data that they replace knew: nothing on another machine, or where they cannot be
    read. For a unit that is not in it the person is asked before the next revision is frozen, and also where
    the data that were put back know of a later revision than those that they replace.
    """
    with store.transaction():
        for (unit, campaign), own in known_numbers(store).items():
            numbers = highest_of(replaced.get((unit, campaign), _UNKNOWN), own)
            store.restores.add(_restore(unit, campaign, numbers, numbers.restored + 1, day.isoformat()))


def note_reopened(workspace: Workspace, before: RevisionNumbers, opened: RevisionNumbers) -> None:
    """Note that the workspace's unit goes on from a report that was sent: `opened` is its revision and how
    often the data had been put back when it was frozen, `before` what was known here."""
    store, unit, campaign = workspace.store, workspace.unit.id, workspace.campaign
    day = workspace.today().isoformat()
    if opened.restored > before.restored:  # so that every further issue of the revision says the same
        earlier = RevisionNumbers(opened.highest - 1)
        store.restores.add(_restore(unit, campaign, earlier, opened.restored, day))
    numbers = highest_of(before, opened)
    store.restores.add(_restore(unit, campaign, numbers, numbers.restored + 1, day))


def note_last_sent(workspace: Workspace, revision: int) -> None:
    """Note that a person said that `revision`, at most MAX_SENT, is the last that was sent; 0 for none after
    those that are here. The next revision goes above it."""
    store, unit, campaign = workspace.store, workspace.unit.id, workspace.campaign
    now = revision_numbers(store, unit, campaign)
    if now.is_certain and revision <= now.highest:
        return
    numbers = RevisionNumbers(max(now.highest, revision), now.restored)
    store.restores.add(_restore(unit, campaign, numbers, numbers.restored, workspace.today().isoformat()))


@dataclass(frozen=True)
class RestoreQuestion:
    """What a person has to be asked: was a later revision sent than `highest`, the last that is known here, 0
    for none? `day` is when the data were put back, as people write it ("12/10/2024", or "không rõ")."""

    highest: int
    day: str


def restore_question(workspace: Workspace) -> RestoreQuestion | None:
    """What has to be asked before the next revision of the workspace's unit; None when all is known."""
    numbers = revision_numbers(workspace.store, workspace.unit.id, workspace.campaign)
    if numbers.is_certain:
        return None
    restores = workspace.store.restores.of(workspace.unit.id, workspace.campaign)
    if workspace.store.restores.is_damaged(workspace.unit.id, workspace.campaign):
        return RestoreQuestion(numbers.highest, "không rõ")
    return RestoreQuestion(numbers.highest, date.fromisoformat(restores[-1].day).strftime("%d/%m/%Y"))


def refuse_unasked(workspace: Workspace) -> None:
    """Raise KnownError `restored-ask` while a person has to say which revision of the unit was sent last."""
    question = restore_question(workspace)
    if question is not None:
        raise KnownError(
            "restored-ask", unit=workspace.unit.name, revision=question.highest, day=question.day
        )


def restored_before(workspace: Workspace, revision: int) -> int:
    """How often the unit's data had been put back when `revision` was frozen."""
    restores = workspace.store.restores.of(workspace.unit.id, workspace.campaign)
    return max((restore.count for restore in restores if restore.highest < revision), default=0)


def _restore(unit: UnitId, campaign: CampaignId, numbers: RevisionNumbers, count: int, day: str) -> Restore:
    return Restore(unit, campaign, count, numbers.highest, numbers.is_certain, day)
