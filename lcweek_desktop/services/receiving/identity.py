"""What a person says of who reports: one unit under a code or two, one unit under two codes, or two alike.

Source: docs/merging.md, One code, two units; docs/adr/0084-identity-is-a-question.md.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from lcweek_desktop.domain.decisions import KeptApart, SameUnit, TwoUnits
from lcweek_desktop.domain.identity import Separation
from lcweek_desktop.domain.merge import (
    KeyConfirmation,
    Version,
    VersionId,
    accepted_versions,
    confirm,
    key_epoch,
    question_groups,
    unite,
    versions_in_question,
)
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId, separated_code
from lcweek_desktop.domain.version import Signer
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.deciding import held_by_campaign, letters, refuse_bound_key
from lcweek_desktop.services.receiving.journal import record
from lcweek_desktop.services.summing.held_member import as_member
from lcweek_desktop.services.summing.rollup import listed_unit
from lcweek_desktop.services.summing.unit_reports import UnitReports, unit_reports
from lcweek_desktop.services.workspace.workspace import Workspace


def one_unit(
    workspace: Workspace, unit_code: str, key: str, name: str | None = None, reason: str = ""
) -> KeyConfirmation:
    """Say that all that is held under the code `unit_code` is of one unit, which uses `key` now.

    Reports under the other keys are set aside. `key` is a whole public key or its 4 × 4 letters; `name` is
    the one of its names that is shown, None for the newest that the key signed. Raises KnownError
    `unit-unknown`, `one-code-none` when there is no such question, `one-code-key`, `one-code-name` or
    `received-key-bound`; nothing is changed then.
    """
    unit = listed_unit(workspace, unit_code).id
    reports = unit_reports(workspace, unit)
    versions = _in_question(reports)
    signed = [each for each in _signed(reports) if key in (each.id.key, letters(each.id.key))]
    if not signed:
        raise KnownError("one-code-key", unit=unit_code, keys=_listed_keys(_signed(reports)))
    if name not in (None, *(each.name for each in (*versions, *_signed(reports)))):
        raise KnownError("one-code-name", unit=unit_code, names=_listed_names(_signed(reports)))
    chosen = max(signed, key=_height)
    refuse_bound_key(workspace, unit, chosen.id.key)
    campaigns = held_by_campaign(workspace, unit)
    confirmed = unite(chosen.id.key, name or chosen.name or "", campaigns, reports.confirmations)
    record(workspace, unit, confirmed, reason)
    return confirmed


def two_units(
    workspace: Workspace, unit_code: str, key: str, name: str | None = None, reason: str = ""
) -> Unit:
    """Say that what `key` signs under the code `unit_code` is of another unit, which is listed beside it from
    now on; the new unit, with its new code.

    `key` is a whole public key or its 4 × 4 letters; `name` says which, where it signed under several names.
    The new unit's key is confirmed, and that of the reports that stay, too, when it is the only one. Raises
    KnownError `unit-unknown`, `one-code-none` when there is no such question, `one-code-key` when it is not
    about that key, `one-code-name` or `received-key-bound`; nothing is changed then.
    """
    unit = listed_unit(workspace, unit_code)
    reports = unit_reports(workspace, unit.id)
    asked = _in_question(reports)
    signed = [each for each in asked if key in (each.id.key, letters(each.id.key))]
    if not signed:
        raise KnownError("one-code-key", unit=unit_code, keys=_listed_keys(asked))
    named = [each for each in signed if name in (None, each.name)]
    groups = [
        group
        for group in question_groups(_signed(reports), reports.confirmations)
        if any(each.id in group for each in named)
    ]
    if len(groups) != 1:
        raise KnownError("one-code-name", unit=unit_code, names=_listed_names(signed))
    taken = _separation(workspace, unit, reports, max(named, key=_height), groups[0])
    for confirmed in filter(None, (taken.moved, taken.stays)):
        refuse_bound_key(workspace, unit.id, confirmed.key)
    record(workspace, unit.id, taken, reason)
    return taken.unit


def same_unit(
    workspace: Workspace, unit_code: str, other_code: str, key: str | None = None, reason: str = ""
) -> UnitCode:
    """Say that the units `unit_code` and `other_code` are one, which is listed under the first code as far as
    that is possible: one whose reports came only inside others' keeps its code. The code that it keeps.

    `key`, a whole public key or its 4 × 4 letters, is the one that the unit uses now; None for the one whose
    report counts, of both the one of the unit that keeps its code. Raises KnownError `unit-unknown`,
    `same-unit-itself`, `same-unit-inside` when no report of either came directly, `one-code-key` or
    `received-key-bound`; nothing is changed then.
    """
    kept, other = (_listed(workspace, code) for code in (unit_code, other_code))
    if kept == other:
        raise KnownError("same-unit-itself", unit=unit_code)
    if not unit_reports(workspace, other).reports:
        kept, other = other, kept
    of_kept, of_other = (unit_reports(workspace, each) for each in (kept, other))
    if not of_other.reports:
        raise KnownError("same-unit-inside", unit=unit_code, other=other_code)
    signed = [*_signed(of_kept), *_signed(of_other)]
    chosen = [each for each in signed if key in (None, each.id.key, letters(each.id.key))]
    if not chosen:
        raise KnownError("one-code-key", unit=unit_code, keys=_listed_keys(signed))
    counting = (of_kept.resolution.counted, of_other.resolution.counted)
    used = next((each for held_id in counting for each in chosen if each.id == held_id), chosen[0]).id.key
    refuse_bound_key(workspace, kept, used, other)
    confirmed = _joined(workspace, kept, other, used)
    record(workspace, kept, SameUnit(other, confirmed), reason)
    return kept.code


def keep_apart(workspace: Workspace, unit_codes: Collection[str], reason: str = "") -> None:
    """Say that the units `unit_codes`, which look alike, are different ones.

    Raises KnownError `unit-unknown`, or `same-unit-itself` for fewer than two; nothing is changed then. A
    unit that only another unit's report lists need not be in the directory.
    """
    units = frozenset(_listed(workspace, code).code for code in unit_codes)
    if len(units) < 2:
        raise KnownError("same-unit-itself", unit=", ".join(unit_codes))
    first = UnitId(workspace.unit.id.edition, min(units))
    record(workspace, first, KeptApart(units), reason)


def _listed(workspace: Workspace, code: str) -> UnitId:
    """The unit `code`, or the one that it was found to be. Raises KnownError `unit-unknown`."""
    return workspace.decisions.listed(listed_unit(workspace, code).id)


def _separation(
    workspace: Workspace, unit: Unit, reports: UnitReports, newest: Version, group: Collection[VersionId]
) -> TwoUnits:
    """The reports in `group`, of which `newest` is the highest, as those of another unit than `unit`."""
    signers = frozenset(each.signer for each in _signed(reports) if each.id in group and each.signer)
    stay = [
        [each for each in held if each.signer not in signers] for held in held_by_campaign(workspace, unit.id)
    ]
    key, confirmations = newest.id.key, reports.confirmations
    member = as_member(workspace, reports.unit, reports.report(newest.id))
    code = separated_code(unit.parent or unit.code, member.unit.name, member.unit.level, key)
    listed = Unit(UnitId(unit.id.edition, code), member.unit.name, member.unit.level, unit.parent)
    by_name = any(each.id.key == key for held in stay for each in held)
    return TwoUnits(
        Separation(key, listed.id, signers, by_name),
        listed,
        KeyConfirmation(key, seen=signers),
        _stays(stay, confirmations),
    )


def _stays(
    campaigns: Sequence[Sequence[Version]], confirmations: Sequence[KeyConfirmation]
) -> KeyConfirmation | None:
    """The confirmation of the only key of the reports that stay; None when there are several, or it is
    confirmed, or it is still to be said whose those reports are."""
    signed = [each for held in campaigns for each in held if each.signer is not None]
    keys = {each.id.key for each in signed}
    if len(keys) != 1 or all(key_epoch(each, confirmations) is not None for each in signed):
        return None
    if any(versions_in_question(held, confirmations) for held in campaigns):
        return None
    return confirm(keys.pop(), campaigns, confirmations)


def _joined(workspace: Workspace, kept: UnitId, other: UnitId, key: str) -> KeyConfirmation:
    """The confirmation of `key` for both units in one; of the unit whose key it is earlier reports stay."""
    decisions = workspace.decisions
    seen: set[Signer] = set()
    stay: frozenset[VersionId] = frozenset()
    accepted = KeyConfirmation(key)
    for unit in (kept, other):
        campaigns = held_by_campaign(workspace, unit)
        signed = [each for held in campaigns for each in held if each.signer is not None]
        seen.update(each.signer for each in signed if each.signer is not None)
        if any(each.id.key == key for each in signed):
            confirmations = decisions.confirmations.get(unit, ())
            stay = frozenset().union(*(accepted_versions(held, confirmations) for held in campaigns))
            accepted = replace(
                accepted, kept=frozenset(each.id for each in signed if each.id in stay and each.id.key != key)
            )
    others = frozenset(signer.key for signer in seen if signer.key != key)
    return replace(accepted, seen=frozenset(seen), instead_of=others)


def _in_question(reports: UnitReports) -> Sequence[Version]:
    """The reports of which it has to be said whose they are. Raises KnownError `one-code-none` for none."""
    asked = versions_in_question(_signed(reports), reports.confirmations)
    if not asked:
        raise KnownError("one-code-none", unit=reports.unit.code)
    return [each for each in _signed(reports) if each.id in asked]


def _signed(reports: UnitReports) -> list[Version]:
    return [each for each in reports.regarded if each.signer is not None]


def _height(version: Version) -> tuple[int, str]:
    return version.revision, version.id.fingerprint


def _listed_keys(versions: Sequence[Version]) -> str:
    return ", ".join(sorted({letters(each.id.key) for each in versions}))


def _listed_names(versions: Sequence[Version]) -> str:
    return ", ".join(sorted({f"“{each.name}”" for each in versions}))
