"""What a person settles about received reports: whose key is whose, and which of two reports counts.

Source: docs/merging.md, Keys and Merging; docs/adr/0011-merging.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.domain.merge import (
    Decision,
    Fingerprint,
    KeyConfirmation,
    Version,
    VersionStatus,
    accepted_versions,
    key_epoch,
    refused_by_choosing,
)
from lcweek_desktop.domain.report import Counted
from lcweek_desktop.domain.rollup import walk_members
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.summing.rollup import UnitReports, rollup, unit_reports
from lcweek_desktop.services.workspace.keys import own_keys
from lcweek_desktop.services.workspace.workspace import Workspace

_UNCONFIRMED: Final = (VersionStatus.KEY_PENDING, VersionStatus.KEY_SUPERSEDED)
_FINGERPRINT_DIGITS: Final = 8
"""The least number of its first digits by which a fingerprint may be given."""


def confirm_key(workspace: Workspace, unit_code: str, chosen: str | None = None) -> str:
    """Confirm a key under which reports of `unit_code` wait; its public key (`RW…`).

    `chosen`, a whole public key or its 4 × 4 letters, says which when several wait. Raises KnownError
    `unit-unknown`, `key-none-waiting`, `key-choose` or `received-key-bound`; nothing is changed then.
    """
    unit = workspace.directory.get(unit_code).id
    waiting = _unconfirmed_keys(unit_reports(workspace, unit))
    matching = [key for key in waiting if chosen in (None, key, _letters(key))]
    if not matching:
        raise KnownError("key-none-waiting", unit=unit_code)
    if len(matching) > 1:
        raise KnownError("key-choose", unit=unit_code, keys=", ".join(map(_letters, matching)))
    bind_key(workspace, unit, matching[0])
    return matching[0]


def confirm_keys(workspace: Workspace, compared: Sequence[tuple[str, str]]) -> int:
    """Confirm keys that a person compared with the paper: unit code and public key (`RW…`) or its letters.

    Returns how many of their units have a report of their own in the sums now; others are in dispute, or
    count inside another unit's report. All are confirmed or none: raises as `confirm_key`, and nothing is
    changed then.
    """
    with workspace.store.transaction():
        for unit_code, key in compared:
            confirm_key(workspace, unit_code, key)
    counted = {member.unit.code for member in rollup(workspace).members if member.counted is Counted.COUNTED}
    return len(counted & {unit_code for unit_code, _key in compared})


def bind_key(workspace: Workspace, unit: UnitId, key: str) -> None:
    """Make `key` the key of `unit` from now on; reports accepted under earlier keys stay.

    Raises KnownError `received-key-bound` when it is another unit's.
    """
    refuse_bound_key(workspace, unit, key)
    store, receiver = workspace.store, workspace.unit.id
    with store.transaction():
        confirmations = store.confirmations.of_unit(receiver, unit)
        kept = accepted_versions([*_versions_of_all_campaigns(workspace, unit)], confirmations)
        store.confirmations.add(receiver, unit, KeyConfirmation(key, kept))


def refuse_bound_key(workspace: Workspace, unit: UnitId, key: str) -> None:
    """Raise KnownError `received-key-bound` when `key` is confirmed for another unit than `unit`, or is that
    of another unit of this installation."""
    owners = workspace.store.confirmations.owners(workspace.unit.id, key)
    owners |= {other for other, own in own_keys(workspace.context).items() if own.base64 == key}
    for other in sorted(owners - {unit}):
        raise KnownError("received-key-bound", unit=unit.code, other=other.code)


def decide(workspace: Workspace, unit_code: str, fingerprint: str) -> str:
    """Let one report of `unit_code` count, and refuse the unit's other confirmed reports at its position and
    above (`VersionPosition`); the whole fingerprint.

    `fingerprint` is given whole, by its first digits (8 or more), or as its 4 × 4 letters. It may also be
    that of the unit's copy inside another unit's report, which then counts there. Raises KnownError
    `unit-unknown`, `decide-unknown`, `decide-ambiguous` or `decide-key`; nothing is changed then.
    """
    unit = workspace.directory.get(unit_code).id
    reports = unit_reports(workspace, unit)
    direct = {report.version.id.fingerprint for report in reports.reports}
    chosen = _only_match(unit_code, fingerprint, direct | _fingerprints_inside(workspace, unit.code))
    refused = _refused_by_choosing(reports, chosen) if chosen in direct else frozenset()
    workspace.store.decisions.add(workspace.unit.id, workspace.campaign, unit, Decision(chosen, refused))
    return chosen


def _unconfirmed_keys(reports: UnitReports) -> tuple[str, ...]:
    """The keys under which reports of the unit wait, or were set aside, ordered; all when it cannot be known
    which was confirmed last."""
    status = reports.resolution.status
    lost = any(damage.code == "damaged-confirmation" for damage in reports.damaged)
    return tuple(sorted({held_id.key for held_id in status if lost or status[held_id] in _UNCONFIRMED}))


def _versions_of_all_campaigns(workspace: Workspace, unit: UnitId) -> Iterator[Version]:
    store = workspace.store
    for campaign in store.own_units.campaigns():
        for report in store.stored_reports.of_unit(workspace.unit.id, campaign, unit):
            yield report.version


def _fingerprints_inside(workspace: Workspace, unit: UnitCode) -> set[Fingerprint]:
    """Those of the unit's reports that stand in the roll-up, by themselves or inside another's."""
    members = walk_members(rollup(workspace).members)
    return {member.fingerprint for path, member in members if path[-1] == unit}


def _refused_by_choosing(reports: UnitReports, chosen: Fingerprint) -> frozenset[Fingerprint]:
    versions = [report.version for report in reports.reports]
    for version in versions:
        is_confirmed = key_epoch(version, reports.confirmations) is not None
        if version.id.fingerprint == chosen and is_confirmed:
            return refused_by_choosing(version, versions, reports.confirmations)
    raise KnownError("decide-key", unit=reports.unit.code)


def _only_match(unit_code: str, given: str, fingerprints: Collection[Fingerprint]) -> Fingerprint:
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


def _letters(key: str) -> str:
    return PublicKey.from_base64(key).short
