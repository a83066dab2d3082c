"""What a person settles about received reports: whose key is whose, and which of two reports counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.domain.merge import (
    Decision,
    KeyConfirmation,
    VersionStatus,
    accepted,
    epoch,
    refused_by_choosing,
)
from lcweek_desktop.domain.rollup import walk
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.summing.rollup import UnitReports, rollup, unit_reports
from lcweek_desktop.services.workspace.keys import own_keys
from lcweek_desktop.services.workspace.workspace import Workspace

_KEY_OPEN = (VersionStatus.KEY_PENDING, VersionStatus.KEY_SUPERSEDED)


def confirm_key(workspace: Workspace, unit_code: str, chosen: str | None = None) -> str:
    """Confirm a key whose reports of `unit_code` wait for it; its public key (`RW…`).

    `chosen`, a whole public key or its 4 × 4 letters, says which when several wait. Raises KnownError
    `unit-unknown`, `key-none-waiting`, `key-choose` or `received-key-bound`; nothing is changed then.
    """
    unit = workspace.directory.get(unit_code).id
    reports = unit_reports(workspace, unit)
    matching = [key for key in waiting_keys(reports) if chosen in (None, key, _letters(key))]
    if not matching:
        raise KnownError("key-none-waiting", unit=unit_code)
    if len(matching) > 1:
        raise KnownError("key-choose", unit=unit_code, keys=", ".join(map(_letters, matching)))
    confirm(workspace, unit, matching[0])
    return matching[0]


def confirm_keys(workspace: Workspace, compared: Iterable[tuple[str, str]]) -> None:
    """Confirm keys that a person compared with the paper: unit code and public key (`RW…`) or its letters.

    All or none: raises as `confirm_key`, and nothing is changed then.
    """
    with workspace.store.transaction():
        for unit_code, key in compared:
            confirm_key(workspace, unit_code, key)


def confirm(workspace: Workspace, unit: UnitId, key: str) -> None:
    """Make `key` the key of `unit` from now on; reports accepted under earlier keys stay.

    Raises KnownError `received-key-bound` when it is another unit's.
    """
    refuse_bound_key(workspace, unit, key)
    store, receiver = workspace.store, workspace.unit.id
    with store.transaction():
        confirmations = store.confirmations.of_unit(receiver, unit)
        held = [
            report.version
            for campaign in store.own_units.campaigns()
            for report in store.stored_reports.of_unit(receiver, campaign, unit)
        ]
        store.confirmations.add(receiver, unit, KeyConfirmation(key, accepted(held, confirmations)))


def refuse_bound_key(workspace: Workspace, unit: UnitId, key: str) -> None:
    """KnownError `received-key-bound` when `key` is confirmed for another unit, or is one of our own."""
    owners = workspace.store.confirmations.owners(workspace.unit.id, key)
    owners |= {other for other, own in own_keys(workspace.context).items() if own.base64 == key}
    for other in sorted(owners - {unit}):
        raise KnownError("received-key-bound", unit=unit.code, other=other.code)


def decide(workspace: Workspace, unit_code: str, fingerprint: str) -> str:
    """Let one report of `unit_code` count and refuse the unit's others at its place and above.

    `fingerprint`: whole, its first digits (8 or more), or its 4 × 4 letters; also that of the unit's copy
    inside another's report, which then counts there. The whole fingerprint. Raises KnownError
    `unit-unknown`, `decide-unknown`, `decide-ambiguous` or `decide-key`; nothing is changed then.
    """
    unit = workspace.directory.get(unit_code).id
    reports = unit_reports(workspace, unit)
    inside = {m.fingerprint for path, m in walk(rollup(workspace).members) if path[-1] == unit.code}
    direct = {report.version.id.fingerprint for report in reports.reports}
    chosen = _only_match(unit_code, fingerprint, direct | inside)
    refused = _refused(reports, chosen) if chosen in direct else frozenset()
    workspace.store.decisions.add(workspace.unit.id, workspace.campaign, unit, Decision(chosen, refused))
    return chosen


def waiting_keys(reports: UnitReports) -> tuple[str, ...]:
    """The keys under which reports of the unit wait, or were set aside, ordered."""
    status = reports.resolution.status
    return tuple(sorted({held_id.key for held_id in status if status[held_id] in _KEY_OPEN}))


def _refused(reports: UnitReports, chosen: str) -> frozenset[str]:
    held = [report.version for report in reports.reports]
    confirmed = [
        report
        for report in held
        if report.id.fingerprint == chosen and epoch(report, reports.confirmations) is not None
    ]
    if not confirmed:
        raise KnownError("decide-key", unit=reports.unit.code)
    return refused_by_choosing(confirmed[0], held, reports.confirmations)


def _only_match(unit_code: str, given: str, fingerprints: Collection[str]) -> str:
    digits = given.lower()
    if digits in fingerprints:  # of a report known from paper it is the beginning of its file's
        return digits
    whole = len(digits) >= 8
    matching = [
        each
        for each in fingerprints
        if (whole and each.startswith(digits)) or short_code(each) == given.upper()
    ]
    if not matching:
        raise KnownError("decide-unknown", unit=unit_code, fingerprint=given)
    if len(matching) > 1:
        raise KnownError("decide-ambiguous", unit=unit_code, fingerprint=given)
    return matching[0]


def _letters(key: str) -> str:
    return PublicKey.from_base64(key).short
