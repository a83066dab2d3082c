"""As which unit a held report is listed: that of its code, or another one that a person recognised in it.

Source: docs/merging.md, One code, two units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from lcweek_desktop.domain.decisions import DecisionsInForce
from lcweek_desktop.domain.identity import Separation, listed_units
from lcweek_desktop.domain.report import Member
from lcweek_desktop.domain.rollup import walk_members
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.domain.version import Signer
from lcweek_desktop.storage import StoredReport

Separations: TypeAlias = Mapping[UnitId, Sequence[Separation]]
"""What is to be separated from the reports under a unit's code."""


def by_listed_unit(
    decisions: DecisionsInForce, held: Iterable[StoredReport], told: Separations
) -> Mapping[UnitId, list[StoredReport]]:
    """The reports `held` by the unit as which each is listed, in their order.

    `told` are separations that units below made; what was decided here comes after them and prevails.
    """
    merged: defaultdict[UnitId, list[StoredReport]] = defaultdict(list)
    for report in held:
        merged[decisions.listed(report.unit)].append(report)
    found: defaultdict[UnitId, list[StoredReport]] = defaultdict(list)
    for unit, reports in merged.items():
        separations = (*told.get(unit, ()), *decisions.separations.get(unit, ()))
        units = listed_units(
            unit,
            [report.version for report in reports],
            separations,
            decisions.confirmations.get(unit, ()) if separations else (),
        )
        for report in reports:
            found[decisions.listed(units[report.version.id])].append(report)
    return found


def reported_codes(decisions: DecisionsInForce, unit: UnitId, told: Separations) -> Sequence[UnitId]:
    """The units under whose codes reports of `unit` may have come, sorted."""
    listed = {unit, decisions.listed(reports_under(decisions, unit, told))}
    return sorted({*listed, *(other for other in decisions.merged if decisions.listed(other) in listed)})


def reports_under(decisions: DecisionsInForce, unit: UnitId, told: Separations) -> UnitId:
    """The unit under whose code the listed unit `unit` reports: another one if it was separated from that."""
    if unit in decisions.separated:
        return decisions.separated[unit][1]
    origins = (origin for origin, separated in told.items() if any(each.to == unit for each in separated))
    return next(origins, unit)


def separations_in(members: Sequence[Member]) -> Separations:
    """What the receivers of `members` separated from the reports under a code: the members at every depth
    that are listed under another code than they carry."""
    every = [member for _, member in walk_members(members)]
    codes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for member in every:
        codes[member.reported_code, member.key].add(member.unit.code)
    found: defaultdict[UnitId, set[Separation]] = defaultdict(set)
    for member in every:
        if member.signed_code is not None:
            origin = UnitId(member.unit.id.edition, member.signed_code)
            signers = frozenset({Signer(member.key, member.unit.name)})
            by_name = len(codes[member.signed_code, member.key]) > 1
            found[origin].add(Separation(member.key, member.unit.id, signers, by_name))
    return {unit: sorted(each, key=lambda one: (one.to, one.key)) for unit, each in found.items()}
