"""What a person settles about received reports: whose key is whose, and which of two reports counts.

Source: docs/merging.md, Keys and Merging; docs/adr/0011-merging.md.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.domain.decisions import Waiting
from lcweek_desktop.domain.merge import (
    Decision,
    Fingerprint,
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
from lcweek_desktop.services.receiving.journal import record
from lcweek_desktop.services.summing.listed_units import reports_under
from lcweek_desktop.services.summing.newer import newer_reports
from lcweek_desktop.services.summing.rollup import listed_unit, rollup
from lcweek_desktop.services.summing.unit_reports import (
    UnitReports,
    held_reports,
    told,
    unit_reports,
)
from lcweek_desktop.services.workspace.keys import own_keys
from lcweek_desktop.services.workspace.workspace import Workspace

_UNCONFIRMED: Final = (VersionStatus.KEY_PENDING, VersionStatus.KEY_SUPERSEDED)
_FINGERPRINT_DIGITS: Final = 8
"""The least number of its first digits by which a fingerprint may be given."""


def confirm_key(workspace: Workspace, unit_code: str, chosen: str | None = None, reason: str = "") -> str:
    """Confirm a key under which reports of `unit_code` wait; its public key (`RW…`).

    `chosen`, a whole public key or its 4 × 4 letters, says which when several wait. Raises KnownError
    `unit-unknown`, `key-none-waiting`, `key-choose`, `one-code-open` while it has to be said whose reports
    they are, or `received-key-bound`; nothing is changed then.
    """
    unit = listed_unit(workspace, unit_code).id
    reports = unit_reports(workspace, unit)
    matching = [
        key for key in unconfirmed_keys(reports, *_UNCONFIRMED) if chosen in (None, key, letters(key))
    ]
    if not matching:
        if any(
            chosen in (None, key, letters(key)) for key in unconfirmed_keys(reports, VersionStatus.ONE_CODE)
        ):
            raise KnownError("one-code-open", unit=unit_code)
        raise KnownError("key-none-waiting", unit=unit_code)
    if len(matching) > 1:
        raise KnownError("key-choose", unit=unit_code, keys=", ".join(map(letters, matching)))
    bind_key(workspace, unit, matching[0], reason)
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


def bind_key(workspace: Workspace, unit: UnitId, key: str, reason: str = "") -> None:
    """Make `key` the key of `unit` from now on; reports accepted under earlier keys stay.

    Raises KnownError `received-key-bound` when it is another unit's.
    """
    refuse_bound_key(workspace, unit, key)
    with workspace.store.transaction():
        confirmations = unit_reports(workspace, unit).confirmations
        confirmed = confirm(key, held_by_campaign(workspace, unit), confirmations)
        record(workspace, unit, confirmed, reason)


def refuse_bound_key(workspace: Workspace, unit: UnitId, key: str, *same: UnitId) -> None:
    """Raise KnownError `received-key-bound` when `key` is confirmed for another unit than `unit`, or is that
    of another unit of this installation. Units that report under one code may have one key; so may those in
    `same`, which are the unit itself."""
    decisions = workspace.decisions

    def codes_of(*units: UnitId) -> set[UnitId]:
        under = (reports_under(decisions, each, told(workspace)) for each in units)
        return {
            decisions.listed(code)
            for each, codes in zip(units, under, strict=True)
            for code in (each, *codes)
        }

    owners = decisions.owners(key)
    owners |= {other for other, own in own_keys(workspace.context).items() if own.base64 == key}
    codes = codes_of(unit, *same)
    for other in sorted(owners):
        if not codes & codes_of(other):
            raise KnownError("received-key-bound", unit=unit.code, other=other.code)


def held_by_campaign(workspace: Workspace, unit: UnitId) -> list[list[Version]]:
    """The reports that are held of `unit`, those of each campaign apart."""
    return [
        [report.version for report in held_reports(workspace, campaign, unit)]
        for campaign in workspace.store.own_units.campaigns()
    ]


def decide(workspace: Workspace, unit_code: str, fingerprint: str, reason: str = "") -> str:
    """Let one report of `unit_code` count, and refuse the unit's other confirmed reports at its position and
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
    """The keys under which reports of the unit have one of the statuses `kinds`, ordered."""
    status = reports.resolution.status
    return tuple(sorted({held_id.key for held_id in status if status[held_id] in kinds}))


def _fingerprints_inside(workspace: Workspace, unit: UnitCode) -> set[Fingerprint]:
    """Those of the unit's reports that stand in the roll-up, by themselves or inside another's."""
    members = walk_members(rollup(workspace).members)
    return {member.fingerprint for path, member in members if path[-1] == unit}


def _refused_by_choosing(reports: UnitReports, chosen: Fingerprint) -> frozenset[Fingerprint]:
    versions = [report.version for report in reports.reports]
    if all(
        status is VersionStatus.ONE_CODE
        for held_id, status in reports.resolution.status.items()
        if held_id.fingerprint == chosen
    ):
        raise KnownError("one-code-open", unit=reports.unit.code)
    for version in versions:
        is_confirmed = version.id in accepted_versions(versions, reports.confirmations)
        if version.id.fingerprint == chosen and is_confirmed:
            return refused_by_choosing(version, versions, reports.confirmations)
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
