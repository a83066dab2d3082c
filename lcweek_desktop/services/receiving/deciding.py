"""What a person settles about received reports: whose key is whose, and which of two reports counts.

Source: docs/merging.md, Keys and Merging; docs/adr/0011-merging.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.domain.decisions import DecisionsInForce, Waiting
from lcweek_desktop.domain.merge import (
    Decision,
    Fingerprint,
    KeyConfirmation,
    Version,
    VersionStatus,
    accepted_versions,
    confirm,
    refused_by_choosing,
)
from lcweek_desktop.domain.report import Counted
from lcweek_desktop.domain.rollup import walk_members
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.journal import record, record_together
from lcweek_desktop.services.summing.listed_units import Told, reports_under
from lcweek_desktop.services.summing.newer import newer_reports
from lcweek_desktop.services.summing.rollup import listed_unit, rollup
from lcweek_desktop.services.summing.unit_reports import (
    UnitReports,
    all_reports,
    held_reports,
    held_units,
    told,
    unit_reports,
)
from lcweek_desktop.services.workspace.keys import own_keys
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import StoredData, StoredReport

_UNCONFIRMED: Final = (VersionStatus.KEY_PENDING, VersionStatus.KEY_SUPERSEDED)
_KEYS_EACH: Final = 50
"""So many keys are looked at in one step."""
_FINGERPRINT_DIGITS: Final = 8
"""The least number of its first digits by which a fingerprint may be given."""


def confirm_key(workspace: Workspace, unit_code: str, chosen: str | None = None, reason: str = "") -> str:
    """Confirm a key of `unit_code` that nobody has compared: under which reports wait, or count
    provisionally; its public key (`RW…`).

    `chosen`, a whole public key or its 4 × 4 letters, says which when there are several. Raises KnownError
    `unit-unknown`, `key-none-waiting`, `key-choose`, `one-code-open` while it has to be said whose reports
    they are, or `received-key-bound`; nothing is changed then.
    """
    unit = listed_unit(workspace, unit_code).id
    key = _compared_key(unit_reports(workspace, unit), unit_code, chosen)
    bind_key(workspace, unit, key, reason)
    return key


def confirm_keys(workspace: Workspace, compared: Sequence[tuple[str, str]], reason: str = "") -> int:
    """Confirm keys that a person compared with the paper: unit code and public key (`RW…`) or its letters,
    one of each unit.

    It is one answer, which one undo takes back. What is held is read once for all of them. Returns how many
    of their units have a report of their own in the sums now; others are in dispute, or count inside another
    unit's report. All are confirmed or none: raises as `confirm_key`, and nothing is changed then.
    """
    steps = confirming_keys(workspace, compared, reason)
    return next(step.counted for step in steps if isinstance(step, ConfirmedKeys))


class ConfirmedKeys(NamedTuple):
    """Keys were confirmed; `counted` is what `confirm_keys` returns."""

    counted: int


def confirming_keys(
    workspace: Workspace, compared: Sequence[tuple[str, str]], reason: str = ""
) -> Iterator[int | ConfirmedKeys]:
    """The same in steps: how many keys were looked at so far, and at last that they are confirmed. Stopped
    before that, it confirms none. What comes or is decided between two steps is regarded, too."""
    confirmed, seen = dict[UnitId, KeyConfirmation](), None
    while seen != (now := workspace.store.version(StoredData.RECEIVED)):
        seen, confirmed = now, {}
        for place, (unit, confirmation) in enumerate(_confirmations_of(workspace, compared), 1):
            confirmed[unit] = confirmation
            if place % _KEYS_EACH == 0 and place < len(compared):
                yield place
    if confirmed:
        record_together(workspace, [*confirmed.items()], reason)
    counted = {member.unit.id for member in rollup(workspace).members if member.counted is Counted.COUNTED}
    yield ConfirmedKeys(len(counted & confirmed.keys()))


def _confirmations_of(
    workspace: Workspace, compared: Sequence[tuple[str, str]]
) -> Iterator[tuple[UnitId, KeyConfirmation]]:
    """What confirming each of the keys says of its unit, as all of it stands now."""
    reports, owners = all_reports(workspace), KeyOwners.of(workspace)
    held = [held_units(workspace, campaign) for campaign in workspace.store.own_units.campaigns()]
    for unit_code, chosen in compared:
        unit = listed_unit(workspace, unit_code).id
        of_unit = reports.get(unit) or unit_reports(workspace, unit)
        key = _compared_key(of_unit, unit_code, chosen)
        owners.refuse(unit, key)
        owners.add(unit, key)
        campaigns = [_regarded(workspace, unit, key, each.get(unit, ())) for each in held]
        yield unit, confirm(key, campaigns, of_unit.confirmations)


def _compared_key(reports: UnitReports, unit_code: str, chosen: str | None) -> str:
    """The key that `chosen` names among those of the unit that nobody compared; one that was taken back only
    when it is named. Raises as `confirm_key`."""

    def named(*kinds: VersionStatus) -> list[str]:
        keys = unconfirmed_keys(reports, *kinds)
        if chosen is None:
            return [key for key in keys if key not in reports.taken_back]
        return [key for key in keys if chosen in (key, letters(key))]

    matching = named(*_UNCONFIRMED)
    if not matching:
        code = "one-code-open" if named(VersionStatus.ONE_CODE) else "key-none-waiting"
        raise KnownError(code, unit=unit_code)
    if len(matching) > 1:
        raise KnownError("key-choose", unit=unit_code, keys=", ".join(map(letters, matching)))
    return matching[0]


def bind_key(workspace: Workspace, unit: UnitId, key: str, reason: str = "") -> None:
    """Make `key` the key of `unit` from now on; reports accepted under earlier keys stay.

    Raises KnownError `received-key-bound` when it is another unit's.
    """
    refuse_bound_key(workspace, unit, key)
    with workspace.store.transaction():
        confirmations = unit_reports(workspace, unit).confirmations
        confirmed = confirm(key, held_by_campaign(workspace, unit, key), confirmations)
        record(workspace, unit, confirmed, reason)


@dataclass(frozen=True)
class KeyOwners:
    """Whose each key is: of the units for which it was confirmed, and of those in `beside` by the key, which
    are first the units of this installation."""

    decisions: DecisionsInForce
    told: Told
    beside: defaultdict[str, set[UnitId]]

    @classmethod
    def of(cls, workspace: Workspace) -> KeyOwners:
        """The owners now."""
        beside: defaultdict[str, set[UnitId]] = defaultdict(set)
        for unit, own in own_keys(workspace.context).items():
            beside[own.base64].add(unit)
        return cls(workspace.decisions, told(workspace), beside)

    def add(self, unit: UnitId, key: str) -> None:
        """Regard `key` as that of `unit`, too."""
        self.beside[key].add(unit)

    def refuse(self, unit: UnitId, key: str, *same: UnitId) -> None:
        """Raise KnownError `received-key-bound` when `key` is another unit's than that of `unit`. Units that
        report under one code may have one key; so may those in `same`, which are the unit itself."""
        codes = self._codes_of(unit, *same)
        for other in sorted({*self.decisions.owners.get(key, ()), *self.beside.get(key, ())}):
            if not codes & self._codes_of(other):
                raise KnownError("received-key-bound", unit=unit.code, other=other.code)

    def _codes_of(self, *units: UnitId) -> set[UnitId]:
        under = ((each, *reports_under(self.decisions, each, self.told)) for each in units)
        return {self.decisions.listed(code) for codes in under for code in codes}


def refuse_bound_key(workspace: Workspace, unit: UnitId, key: str, *same: UnitId) -> None:
    """Raise as `KeyOwners.refuse`."""
    KeyOwners.of(workspace).refuse(unit, key, *same)


def held_by_campaign(workspace: Workspace, unit: UnitId, key: str = "") -> list[list[Version]]:
    """The reports that are held of `unit`, those of each campaign apart, without those under keys that were
    taken back; those under `key` are not left out."""
    return [
        _regarded(workspace, unit, key, held_reports(workspace, campaign, unit))
        for campaign in workspace.store.own_units.campaigns()
    ]


def _regarded(workspace: Workspace, unit: UnitId, key: str, held: Iterable[StoredReport]) -> list[Version]:
    out = workspace.decisions.taken_back.get(unit, frozenset()) - {key}
    versions = (report.version for report in held)
    return [each for each in versions if each.on_behalf or each.id.key not in out]


def decide(workspace: Workspace, unit_code: str, fingerprint: str, reason: str = "") -> str:
    """Let one report of `unit_code` count, and refuse the unit's other accepted reports at its position and
    above (`VersionPosition`); the whole fingerprint.

    `fingerprint` is given whole, by its first digits (8 or more), or as its 4 × 4 letters. It may also be
    that of the unit's copy inside another unit's report, which then counts there. Raises KnownError
    `unit-unknown`, `decide-unknown`, `decide-ambiguous`, `decide-key`, or `one-code-open` while it has to be
    said whose report it is; nothing is changed then.
    """
    unit = listed_unit(workspace, unit_code).id
    reports = unit_reports(workspace, unit)
    direct = {report.version.id.fingerprint for report in reports.reports}
    chosen = only_match(unit_code, fingerprint, direct | _fingerprints_inside(workspace, unit.code))
    refused = _refused_by_choosing(reports, chosen) if chosen in direct else frozenset()
    record(workspace, unit, Decision(chosen, refused), reason)
    return chosen


def wait(workspace: Workspace, unit_code: str, fingerprint: str, reason: str = "") -> str:
    """Let a newer report of `unit_code` wait for the new report of the unit through which an older one
    counts; the whole fingerprint of the newer one, which is given as to `decide`.

    Raises KnownError `unit-unknown`, `decide-unknown` or `decide-ambiguous` for another report than a newer
    one that does not count; nothing is changed then.
    """
    unit = listed_unit(workspace, unit_code).id
    newer = [each for each in newer_reports(workspace) if each.unit.id == unit]
    chosen = only_match(unit_code, fingerprint, {each.newer.fingerprint for each in newer})
    record(workspace, unit, Waiting(chosen), reason)
    return chosen


def unconfirmed_keys(reports: UnitReports, *kinds: VersionStatus) -> tuple[str, ...]:
    """The keys under which reports of the unit have one of the statuses `kinds`, ordered; with KEY_PENDING
    also the key that counts provisionally."""
    status, provisional = reports.resolution.status, reports.resolution.provisional
    found = {held_id.key for held_id in status if status[held_id] in kinds}
    if provisional is not None and VersionStatus.KEY_PENDING in kinds:
        found.add(provisional)
    return tuple(sorted(found))


def _fingerprints_inside(workspace: Workspace, unit: UnitCode) -> set[Fingerprint]:
    """Those of the unit's reports that stand in the roll-up, by themselves or inside another's."""
    members = walk_members(rollup(workspace).members)
    return {member.fingerprint for path, member in members if path[-1] == unit}


def _refused_by_choosing(reports: UnitReports, chosen: Fingerprint) -> frozenset[Fingerprint]:
    versions = reports.regarded
    if all(
        status is VersionStatus.ONE_CODE
        for held_id, status in reports.resolution.status.items()
        if held_id.fingerprint == chosen
    ):
        raise KnownError("one-code-open", unit=reports.unit.code)
    for version in versions:
        is_accepted = version.id in accepted_versions(versions, reports.standing)
        if version.id.fingerprint == chosen and is_accepted:
            return refused_by_choosing(version, versions, reports.standing)
    raise KnownError("decide-key", unit=reports.unit.code)


def only_match(unit_code: str, given: str, fingerprints: Collection[Fingerprint]) -> Fingerprint:
    """The one of `fingerprints` that `given` is: whole, its first digits (8 or more), or its 4 × 4 letters.

    Raises KnownError `decide-unknown` or `decide-ambiguous`.
    """
    digits = given.lower()
    if digits in fingerprints:  # a paper-only report's is the beginning of its file's
        return digits
    is_long = len(digits) >= _FINGERPRINT_DIGITS
    matching = [
        each
        for each in fingerprints
        if (is_long and each.startswith(digits)) or short_code(each) == given.upper()
    ]
    if not matching:
        raise KnownError("decide-unknown", unit=unit_code, fingerprint=given)
    if len(matching) > 1:
        raise KnownError("decide-ambiguous", unit=unit_code, fingerprint=given)
    return matching[0]


def letters(key: str) -> str:
    """The 4 × 4 letters of a public key."""
    return PublicKey.from_base64(key).short
