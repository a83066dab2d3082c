"""Merging said again, straight from the sentences of bundle.md and ADR 11: slow, and unlike the program.

The program computes a standing from held files and recorded decisions. This model knows nothing of records:
it has the history of what happened, looks at each moment of it, and asks what was held then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from lcweek_desktop.domain.merge import Version, VersionId, VersionStatus


@dataclass(frozen=True)
class Arrived:
    report: Version


@dataclass(frozen=True)
class Confirmed:
    key: str


@dataclass(frozen=True)
class Chose:
    report: Version


History: TypeAlias = Sequence[Arrived | Confirmed | Chose]
Placed: TypeAlias = dict[VersionId, tuple[int, int]]


def held(history: History) -> list[Version]:
    """The different files that arrived, first seen first."""
    return list(dict.fromkeys(event.report for event in history if isinstance(event, Arrived)))


def epochs(history: History, report: Version) -> list[int]:
    """Every epoch in which `report` was held while its key was the unit's current one."""
    if report.on_behalf:
        return [0]
    turns = [n for n, event in enumerate(history) if isinstance(event, Confirmed)]
    return [
        number
        for number, (turn, following) in enumerate(pairwise([*turns, len(history)]), start=1)
        if history[turn] == Confirmed(report.id.key) and report in held(history[:following])
    ]


def places(history: History) -> Placed:
    """Where each confirmed report stands; a report accepted once stays where it was accepted."""
    return {
        report.id: (min(numbers), report.revision)
        for report in held(history)
        if (numbers := epochs(history, report))
    }


def originals(history: History) -> dict[str, tuple[tuple[int, int], VersionId]]:
    """By fingerprint where a report stands, and under which signature: of several the latest."""
    found = sorted((place, id_) for id_, place in places(history).items())
    return {id_.fingerprint: (place, id_) for place, id_ in found}


def refused(history: History) -> set[str]:
    """The fingerprints about which a person's last word was no."""
    out: set[str] = set()
    for moment, event in enumerate(history):
        if isinstance(event, Chose):
            then = history[:moment]
            chosen = event.report.id.fingerprint
            line = originals(then)
            out |= {other for other, (place, _) in line.items() if place >= line[chosen][0]}
            out -= {chosen}
    return out


def chosen(history: History) -> set[str]:
    return {event.report.id.fingerprint for event in history if isinstance(event, Chose)} - refused(history)


def candidates(history: History) -> dict[str, tuple[tuple[int, int], Version]]:
    """By fingerprint what may count at all: confirmed and not refused."""
    by_id = {report.id: report for report in held(history)}
    return {
        name: (place, by_id[id_])
        for name, (place, id_) in originals(history).items()
        if name not in refused(history)
    }


def named(history: History, fingerprint: str) -> bool:
    """Later revisions name it, and no other of its place, as their previous."""
    line = candidates(history)
    here = line[fingerprint][0]
    previous = {report.previous for place, report in line.values() if place > here}
    return [name for name in rivals(history, fingerprint) if name in previous] == [fingerprint]


def rivals(history: History, fingerprint: str) -> list[str]:
    """What stands at its place, itself included."""
    line = candidates(history)
    return [name for name, (place, _) in line.items() if place == line[fingerprint][0]]


def undisputed(history: History, fingerprint: str) -> bool:
    return rivals(history, fingerprint) == [fingerprint] or named(history, fingerprint)


def counted(history: History) -> VersionId | None:
    """The highest undisputed report that no undisputed report below it outweighs.

    A chosen report is outweighed by nothing below it, and shields what stands above it from what stands
    below; what was typed from paper outweighs no signed report.
    """
    line = [entry for name, entry in candidates(history).items() if undisputed(history, name)]
    picked = chosen(history)

    def outweighed(place: tuple[int, int], report: Version) -> bool:
        floor = max((p for p, r in line if p <= place and r.id.fingerprint in picked), default=(0, 0))
        below = [r for p, r in line if floor <= p < place and not r.on_behalf]
        return any(r.filled > report.filled for r in below)

    standing = [(place, report.id) for place, report in line if not outweighed(place, report)]
    return max(standing, default=(None, None))[1]


def status(history: History, report: Version) -> VersionStatus:
    place = places(history).get(report.id)
    winner = counted(history)
    if place is None:
        known = Confirmed(report.id.key) in history
        return VersionStatus.KEY_SUPERSEDED if known else VersionStatus.KEY_PENDING
    if report.id == winner:
        return VersionStatus.COUNTED
    if report.id != originals(history)[report.id.fingerprint][1]:
        return VersionStatus.OLD
    if report.id.fingerprint in refused(history):
        return VersionStatus.REFUSED
    if winner is not None and place <= places(history)[winner]:
        return VersionStatus.OLD
    if undisputed(history, report.id.fingerprint):
        return VersionStatus.FEWER_CELLS
    settled = any(named(history, rival) for rival in rivals(history, report.id.fingerprint))
    return VersionStatus.OLD if settled else VersionStatus.CONFLICT


def gap(history: History) -> bool:
    winner = counted(history)
    names = {report.id.fingerprint for report in held(history)}
    previous = next((report.previous for report in held(history) if report.id == winner), None)
    return previous is not None and previous not in names
