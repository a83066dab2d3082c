"""What a person decides about received reports, as a journal keeps it and as it is in force.

Source: docs/merging.md, Decisions; docs/adr/0085-one-journal.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from lcweek_desktop.domain.directory_changes import ChangedDirectory, DirectoryChange, changed_directory
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.identity import Separation
from lcweek_desktop.domain.merge import Decision, Fingerprint, KeyConfirmation
from lcweek_desktop.domain.receipt import Judgement
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId


@dataclass(frozen=True)
class TwoUnits:
    """Under the code of a unit another one reports too, which is listed as `unit` from now on.

    `moved` confirms the key of the reports that are now of `unit`, and `stays` that of the reports that stay;
    it is None when that key was confirmed before, or still has to be.
    """

    separation: Separation
    unit: Unit
    moved: KeyConfirmation
    stays: KeyConfirmation | None = None


@dataclass(frozen=True)
class SameUnit:
    """What is reported under the code of `other` is of the unit itself; `confirmed` says which key counts."""

    other: UnitId
    confirmed: KeyConfirmation


@dataclass(frozen=True)
class KeptApart:
    """Units that look alike, the unit itself among them, are different ones."""

    units: frozenset[UnitCode]


@dataclass(frozen=True)
class Waiting:
    """The newer report `fingerprint` is not counted here until it comes inside the other unit's report."""

    fingerprint: Fingerprint


@dataclass(frozen=True)
class KeyTakenBack:
    """`key` is not the unit's, or may not be used any more: what it signed is set aside, also what was
    accepted, until the key is confirmed again."""

    key: str


@dataclass(frozen=True)
class Entered:
    """What was typed on behalf of the unit is its report `fingerprint`, in the place of `before`, which was
    typed earlier. Taken back, it counts no more, and what was typed earlier does again."""

    fingerprint: Fingerprint
    before: frozenset[Fingerprint] = frozenset()


Taken: TypeAlias = (
    KeyConfirmation
    | KeyTakenBack
    | Decision
    | Entered
    | TwoUnits
    | SameUnit
    | KeptApart
    | Waiting
    | DirectoryChange
    | Judgement
)
"""What a person can decide about a unit."""


@dataclass(frozen=True)
class JournalEntry:
    """A decision `taken` about `unit`, the one at `place` in its receiver's journal, counted from 1.

    `campaign` is that of the reports that were chosen between or judged; None for what holds in every
    campaign. `at` is the local time to the minute (2024-10-15T08:30), None for a decision that is older than
    the journal; only people read it. `reason` is empty where none was given. `undone` says that it was taken
    back. `together` is the place of the first of several entries that were one answer, None for one that was
    given alone.
    """

    place: int
    campaign: CampaignId | None
    unit: UnitId
    taken: Taken
    at: str | None = None
    reason: str = ""
    undone: bool = False
    together: int | None = None


@dataclass(frozen=True)
class DecisionsInForce:
    """The decisions of one receiver that hold in `campaign`, in the order in which they were taken; `undone`
    are those that it took back."""

    campaign: CampaignId
    entries: Sequence[JournalEntry]
    undone: Sequence[JournalEntry] = ()

    @cached_property
    def merged(self) -> Mapping[UnitId, UnitId]:
        """Units of which a person said that they are the other one."""
        return {each.taken.other: each.unit for each in self.entries if isinstance(each.taken, SameUnit)}

    @cached_property
    def separations(self) -> Mapping[UnitId, Sequence[Separation]]:
        """What was separated from the reports of each listed unit."""
        found: defaultdict[UnitId, list[Separation]] = defaultdict(list)
        for entry in self.entries:
            if isinstance(entry.taken, TwoUnits):
                found[self.listed(entry.unit)].append(entry.taken.separation)
        return found

    @cached_property
    def separated(self) -> Mapping[UnitId, tuple[Unit, UnitId]]:
        """The units that were separated, each with the unit under whose code it reports."""
        return {
            each.taken.unit.id: (each.taken.unit, each.unit)
            for each in self.entries
            if isinstance(each.taken, TwoUnits)
        }

    @cached_property
    def directory(self) -> ChangedDirectory:
        """What was decided about the directory."""
        return changed_directory(
            each.taken for each in self.entries if isinstance(each.taken, DirectoryChange)
        )

    def listed(self, unit: UnitId) -> UnitId:
        """The unit as which `unit` is listed; itself unless it was merged into another."""
        seen = {unit}
        while (into := self.merged.get(unit)) is not None and into not in seen:
            unit = into
            seen.add(unit)
        return unit

    @cached_property
    def confirmations(self) -> Mapping[UnitId, tuple[KeyConfirmation, ...]]:
        """The confirmed keys of each listed unit that were not taken back; the n-th opens epoch n."""
        found: defaultdict[UnitId, list[KeyConfirmation]] = defaultdict(list)
        for entry in self.entries:
            for unit, confirmation in _confirmations(entry):
                found[self.listed(unit)].append(confirmation)
            if isinstance(entry.taken, KeyTakenBack):
                unit = self.listed(entry.unit)
                found[unit] = [each for each in found[unit] if each.key != entry.taken.key]
        return {unit: tuple(confirmations) for unit, confirmations in found.items() if confirmations}

    @cached_property
    def taken_back(self) -> Mapping[UnitId, frozenset[str]]:
        """The keys of each listed unit that were taken back and not confirmed since."""
        found: defaultdict[UnitId, set[str]] = defaultdict(set)
        for entry in self.entries:
            for unit, confirmation in _confirmations(entry):
                found[self.listed(unit)].discard(confirmation.key)
            if isinstance(entry.taken, KeyTakenBack):
                found[self.listed(entry.unit)].add(entry.taken.key)
        return {unit: frozenset(keys) for unit, keys in found.items() if keys}

    @cached_property
    def choices(self) -> Mapping[UnitId, tuple[Decision, ...]]:
        """The choices between the reports of each listed unit in the campaign. The first refuses what was
        typed and taken back; each report that was typed is then chosen in the place of the earlier ones."""
        found: defaultdict[UnitId, list[Decision]] = defaultdict(list)
        for unit, fingerprints in self.withdrawn.items():
            found[unit].append(Decision("", fingerprints))
        for entry in self.entries:
            if entry.campaign != self.campaign:
                continue
            match entry.taken:
                case Decision() as choice:
                    found[self.listed(entry.unit)].append(choice)
                case Entered(fingerprint=typed, before=before):
                    found[self.listed(entry.unit)].append(Decision(typed, before))
        return {unit: tuple(choices) for unit, choices in found.items()}

    @cached_property
    def withdrawn(self) -> Mapping[UnitId, frozenset[Fingerprint]]:
        """What was typed on behalf of each listed unit and taken back since, in whatever campaign."""
        standing = {each.taken.fingerprint for each in self.entries if isinstance(each.taken, Entered)}
        found: defaultdict[UnitId, set[Fingerprint]] = defaultdict(set)
        for entry in self.undone:
            if isinstance(entry.taken, Entered) and entry.taken.fingerprint not in standing:
                found[self.listed(entry.unit)].add(entry.taken.fingerprint)
        return {unit: frozenset(fingerprints) for unit, fingerprints in found.items()}

    @cached_property
    def apart(self) -> frozenset[frozenset[UnitCode]]:
        """The sets of units that were kept apart."""
        return frozenset(each.taken.units for each in self.entries if isinstance(each.taken, KeptApart))

    @cached_property
    def waiting(self) -> frozenset[Fingerprint]:
        """The newer reports of the campaign that are not counted here for now."""
        return frozenset(
            each.taken.fingerprint
            for each in self.entries
            if isinstance(each.taken, Waiting) and each.campaign == self.campaign
        )

    @cached_property
    def judgements(self) -> Mapping[UnitId, tuple[Judgement, ...]]:
        """What each listed unit was told of its reports of the campaign."""
        found: defaultdict[UnitId, list[Judgement]] = defaultdict(list)
        for entry in self.entries:
            if isinstance(entry.taken, Judgement) and entry.campaign == self.campaign:
                found[self.listed(entry.unit)].append(entry.taken)
        return {unit: tuple(judgements) for unit, judgements in found.items()}

    def units_under(self, unit: UnitId) -> frozenset[UnitId]:
        """The listed units whose reports come under the code of `unit`."""
        separated = (to for to, (_, origin) in self.separated.items() if origin == unit)
        return frozenset(map(self.listed, (unit, *separated)))

    @cached_property
    def owners(self) -> Mapping[str, frozenset[UnitId]]:
        """The listed units for which each key was confirmed."""
        found: defaultdict[str, set[UnitId]] = defaultdict(set)
        for unit, confirmations in self.confirmations.items():
            for confirmation in confirmations:
                found[confirmation.key].add(unit)
        return {key: frozenset(units) for key, units in found.items()}


def _confirmations(entry: JournalEntry) -> Iterator[tuple[UnitId, KeyConfirmation]]:
    match entry.taken:
        case KeyConfirmation() as confirmation:
            yield entry.unit, confirmation
        case SameUnit(confirmed=confirmation):
            yield entry.unit, confirmation
        case TwoUnits(unit=unit, moved=moved, stays=stays):
            yield unit.id, moved
            if stays is not None:
                yield entry.unit, stays
