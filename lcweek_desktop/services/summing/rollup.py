"""What a unit sums: the reports that count, each unit once.

Source: docs/merging.md, A unit once; docs/form-and-rules.md, Roll-up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from lcweek_desktop.domain.merge import Version, VersionId, replaced_keys
from lcweek_desktop.domain.peers import Peers
from lcweek_desktop.domain.report import Counted, FormerKey, Member
from lcweek_desktop.domain.rollup import MemberPath, Rollup, build_rollup, counted_paths, walk_members
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.services.summing.held_member import as_member
from lcweek_desktop.services.summing.unit_reports import UnitReports, all_reports
from lcweek_desktop.services.workspace.workspace import Workspace, derived


@derived
def rollup(workspace: Workspace) -> Rollup:
    """The members that the workspace's unit sums, each unit once, with their numbers in cells of the present
    form; none when it holds nothing."""
    return signed_rollup(workspace).in_form(workspace.form)


@derived
def signed_rollup(workspace: Workspace) -> Rollup:
    """The same members with the numbers that they signed, each in cells of its own edition's form."""
    reports = all_reports(workspace)
    listed = [(each, *each.listed) for each in reports.values() if each.listed is not None]
    members = [_member(workspace, each, version, counted) for each, version, counted in listed]
    return build_rollup(workspace.unit.code, members, _preferred(workspace, members, reports))


def is_newer(one: Member, other: Member, held: Collection[Version]) -> bool:
    """Whether the report `one` of a unit is a later one than `other`: one key signed both, or the reports
    `held` of the unit lead from `one` to `other`, each naming the next as its previous."""
    if one.key == other.key:
        return one.revision > other.revision
    previous = {version.id.fingerprint: version.previous for version in held}
    seen, at = {one.fingerprint}, previous.get(one.fingerprint)
    while at is not None and at not in seen:
        if at == other.fingerprint:
            return True
        seen.add(at)
        at = previous.get(at)
    return False


def _member(workspace: Workspace, reports: UnitReports, version: VersionId, counted: Counted) -> Member:
    member = as_member(workspace, reports.unit, reports.report(version), reports.shown_name)
    former = _former_keys(workspace, reports, member)
    return replace(member, counted=counted, replaced=former, provisional=reports.is_provisional)


def _former_keys(workspace: Workspace, reports: UnitReports, member: Member) -> tuple[FormerKey, ...]:
    """The keys that the unit of `member` was found to use no more, and the codes that it was found to have
    beside the one that `member` carries; none where another key than the present one signed it."""
    if [each.key for each in reports.confirmations[-1:]] != [member.key]:
        return ()
    decisions = workspace.decisions
    keys = {member.key, *replaced_keys(reports.regarded, reports.confirmations)}
    merged = {other.code for other in decisions.merged if decisions.listed(other) == reports.unit}
    codes = merged.union(each.unit.code for each in reports.reports)
    found = {FormerKey(code, key) for code in codes for key in keys}
    return tuple(sorted(found - {FormerKey(member.reported_code, member.key)}))


def _preferred(
    workspace: Workspace, members: Sequence[Member], reports: Mapping[UnitId, UnitReports]
) -> Mapping[str, Collection[str]]:
    """The report that a person chose of each unit, by its code; but for a choice that was made before a
    newer report came at another place. In the stead of a direct one that another direct one replaced it
    is that one, while the chosen one is at no other place."""
    choices = {**workspace.decisions.choices, **{unit: each.decisions for unit, each in reports.items()}}
    chosen = {unit: made[-1].chosen for unit, made in choices.items() if made}
    places: defaultdict[UnitId, list[Member]] = defaultdict(list)
    for _, member in walk_members(members) if chosen else ():
        if member.unit.id in chosen:
            places[member.unit.id].append(member)
    for unit in chosen.keys() & reports.keys():
        counted, in_sums = reports[unit].counted, {each.fingerprint for each in places[unit]}
        if counted is not None and chosen[unit] in reports[unit].fingerprints - in_sums:
            chosen[unit] = counted.fingerprint

    def is_outdated(unit: UnitId) -> bool:
        held = [each.version for each in reports[unit].reports] if unit in reports else []
        own = [each for each in places[unit] if each.fingerprint == chosen[unit]]
        return any(is_newer(each, own[0], held) for each in places[unit] if own and each not in own)

    return {unit.code: {fingerprint} for unit, fingerprint in chosen.items() if not is_outdated(unit)}


@derived
def kept_apart(workspace: Workspace) -> tuple[tuple[str, ...], ...]:
    """The sets of codes of units that look alike and are different ones, as this unit decided and as the
    reports that count here say; sorted, as a report carries them."""
    found: set[tuple[str, ...]] = {tuple(sorted(units)) for units in workspace.decisions.apart}
    for each in all_reports(workspace).values():
        if each.counted is not None:
            counted = each.report(each.counted)
            as_member(workspace, each.unit, counted)
            found.update(workspace.context.apart.get(counted.version.id, ()))
    return tuple(sorted(found))


@derived
def peers(workspace: Workspace) -> Peers:
    """The reports that the unit sums, each unit once where it counts, for comparing them with each other."""
    gathered = rollup(workspace)
    members = dict(walk_members(gathered.members))
    counted = counted_paths(gathered.members, gathered.deducted)
    return Peers(workspace.form, [(members[path].unit, members[path].figures) for path in counted])


def left_out_paths(rollup: Rollup) -> Sequence[MemberPath]:
    """Where the reports are that count elsewhere in `rollup`."""
    return [
        *((each.unit.code,) for each in rollup.members if each.counted is Counted.DOUBLE),
        *rollup.deducted,
    ]


@derived
def units_of_one_key(workspace: Workspace) -> tuple[tuple[Member, Member], ...]:
    """The reports that are left out because their key signs under another code too, each behind the one that
    counts."""
    gathered = rollup(workspace)
    left_out, members = left_out_paths(gathered), dict(walk_members(gathered.members))
    paths = [*counted_paths(gathered.members, gathered.deducted)] if left_out else []
    units, by_key = {path[-1] for path in paths}, {members[path].key: members[path] for path in paths}
    alone = (members[path] for path in left_out if path[-1] not in units)
    return tuple((by_key[each.key], each) for each in alone if each.key in by_key)


def double_units(rollup: Rollup) -> frozenset[UnitId]:
    """The units whose own reports are left out because they count inside another's."""
    return frozenset(each.unit.id for each in rollup.members if each.counted is Counted.DOUBLE)


def listed_unit(workspace: Workspace, code: str) -> Unit:
    """The unit `code`: one of the directory, or one that only the report of another unit lists.

    Raises KnownError `unit-unknown`.
    """
    if UnitCode(code) not in workspace.directory.units:
        for _, member in walk_members(rollup(workspace).members):
            if member.unit.code == code:
                return member.unit
    return workspace.directory.get(code)
