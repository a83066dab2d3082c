"""As which unit a held report is listed: that of its code, or another one that a person recognised in it.

Source: docs/merging.md, One code, two units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lcweek_desktop.domain.decisions import DecisionsInForce
from lcweek_desktop.domain.identity import Separation, listed_units
from lcweek_desktop.domain.report import FormerKey, Member
from lcweek_desktop.domain.rollup import walk_members
from lcweek_desktop.domain.unit import Unit, UnitId
from lcweek_desktop.domain.version import Signer
from lcweek_desktop.storage import StoredReport


class Replacement(NamedTuple):
    """The key that a unit uses in place of another one, as the report of `holder` says."""

    key: str
    holder: Unit


@dataclass(frozen=True)
class Told:
    """What the reports of units below say of who reports, as persons decided it there.

    `separations` are what is of another unit than the one under whose code it is reported, `replaced` the
    keys of each listed unit that it does not use any more.
    """

    separations: Mapping[UnitId, Sequence[Separation]] = field(default_factory=dict)
    replaced: Mapping[UnitId, Mapping[str, Replacement]] = field(default_factory=dict)

    def replacement(self, unit: UnitId, key: str) -> Replacement | None:
        """What `unit` is said to use in place of `key`; None where nothing is said."""
        return self.replaced.get(unit, {}).get(key)

    def origins(self, unit: UnitId) -> Iterator[UnitId]:
        """The units under whose codes something is reported that is of `unit`."""
        return (
            origin
            for origin, separated in self.separations.items()
            if any(each.to == unit for each in separated)
        )


def by_listed_unit(
    decisions: DecisionsInForce, held: Iterable[StoredReport], told: Told
) -> Mapping[UnitId, list[StoredReport]]:
    """The reports `held` by the unit as which each is listed, in their order.

    What was decided here comes after what was `told` and prevails. What a confirmation of a separated unit
    has seen is of that unit, too.
    """
    merged: defaultdict[UnitId, list[StoredReport]] = defaultdict(list)
    for report in held:
        merged[decisions.listed(report.unit)].append(report)
    found: defaultdict[UnitId, list[StoredReport]] = defaultdict(list)
    for unit, reports in merged.items():
        separations = [
            replace(
                each,
                signers=each.signers.union(*(one.seen for one in decisions.confirmations.get(each.to, ()))),
            )
            for each in (*told.separations.get(unit, ()), *decisions.separations.get(unit, ()))
        ]
        units = listed_units(
            unit,
            [report.version for report in reports],
            separations,
            decisions.confirmations.get(unit, ()) if separations else (),
        )
        for report in reports:
            listed = decisions.listed(units[report.version.id])
            used = told.replacement(listed, report.version.id.key)
            version = replace(report.version, replaced_by=used and used.key)
            found[listed].append(replace(report, version=version) if used else report)
    return found


def reported_codes(decisions: DecisionsInForce, unit: UnitId, told: Told) -> Sequence[UnitId]:
    """The units under whose codes reports of `unit` may have come, sorted."""
    listed = {unit, *map(decisions.listed, reports_under(decisions, unit, told))}
    return sorted({*listed, *(other for other in decisions.merged if decisions.listed(other) in listed)})


def reports_under(decisions: DecisionsInForce, unit: UnitId, told: Told) -> Sequence[UnitId]:
    """The units under whose codes the listed unit `unit` reports: others if it was separated from those, or
    is told to be one with them, else its own."""
    if unit in decisions.separated:
        return [decisions.separated[unit][1]]
    return sorted(told.origins(unit)) or [unit]


def told_by(senders: Sequence[Member]) -> Told:
    """What the reports of `senders` say, of their members at every depth.

    Members that are listed under another code than they carry, or whose key replaced one under another code,
    are separated from that code. Of keys that are said to have replaced each other nothing is told.
    """
    members = dict(walk_members(senders))
    telling = [path for path, member in members.items() if member.signed_code or member.replaced]
    if not telling:
        return Told()
    units: defaultdict[FormerKey, set[UnitId]] = defaultdict(set)
    for member in members.values():
        for signed in (_signed(member), *member.replaced):
            units[signed].add(member.unit.id)
    separations: defaultdict[UnitId, set[Separation]] = defaultdict(set)
    replaced: defaultdict[UnitId, dict[str, Replacement]] = defaultdict(dict)
    for path in telling:
        member = members[path]
        unit, signer = member.unit.id, Signer(member.key, member.unit.name)
        for signed in (_signed(member), *member.replaced):
            if signed.code != unit.code:
                signers = frozenset({signer} if signed == _signed(member) else ())
                by_name = len(units[signed]) > 1
                separation = Separation(signed.key, unit, signers, by_name)
                separations[UnitId(unit.edition, signed.code)].add(separation)
            if signed.key != member.key:
                replaced[unit].setdefault(signed.key, Replacement(member.key, members[path[:-1]].unit))
    return Told(
        {unit: sorted(each, key=lambda one: (one.to, one.key)) for unit, each in separations.items()},
        {unit: _agreed(each) for unit, each in replaced.items()},
    )


def _signed(member: Member) -> FormerKey:
    return FormerKey(member.reported_code, member.key)


def _agreed(replaced: Mapping[str, Replacement]) -> Mapping[str, Replacement]:
    """`replaced` without the keys that are said to have replaced each other."""

    def ends(key: str) -> bool:
        seen = {key}
        while key in replaced and (key := replaced[key].key) not in seen:
            seen.add(key)
        return key not in replaced

    return {key: each for key, each in replaced.items() if ends(key)}
