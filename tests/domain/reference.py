"""A second implementation of merging, written from the sentences of docs/merging.md, Merging, and ADR 11
and ADR 154.

It is slow and unlike the program. The program decides from the files that are held and the decisions that are
recorded; this model knows no records. It has the history of what happened, looks at every moment of it, and
asks what was held then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from lcweek_desktop.domain.merge import Version, VersionId, VersionStatus


@dataclass(frozen=True)
class Arrived:
    """A file came in."""

    version: Version


@dataclass(frozen=True)
class Confirmed:
    """A person confirmed a key for the unit."""

    key: str


@dataclass(frozen=True)
class United:
    """A person said that all that is held is of one unit, which uses this key and none of the others."""

    key: str


@dataclass(frozen=True)
class Chose:
    """A person chose one report of the unit."""

    version: Version


@dataclass(frozen=True)
class Undone:
    """A person took back the last decision that had not been taken back."""


Event: TypeAlias = Arrived | Confirmed | United | Chose | Undone
History: TypeAlias = Sequence[Event]
Position: TypeAlias = tuple[int, int]
"""The position of a report: its epoch and its revision."""


def held_versions(history: History) -> list[Version]:
    """The different files that arrived, in the order in which they were first seen."""
    return list(dict.fromkeys(event.version for event in history if isinstance(event, Arrived)))


def decisions(history: History) -> list[int]:
    """The moments of the decisions that nobody took back."""
    found: list[int] = []
    for moment, event in enumerate(history):
        if isinstance(event, Undone):
            found.pop()
        elif not isinstance(event, Arrived):
            found.append(moment)
    return found


def turns(history: History) -> list[int]:
    """The moments at which a key became the unit's."""
    return [n for n in decisions(history) if isinstance(history[n], Confirmed | United)]


def choices(history: History) -> list[tuple[int, Version]]:
    """The reports that were chosen, each with the moment."""
    made = ((moment, history[moment]) for moment in decisions(history))
    return [(moment, event.version) for moment, event in made if isinstance(event, Chose)]


def current_key(history: History, turn: int) -> str:
    event = history[turn]
    assert isinstance(event, Confirmed | United)
    return event.key


def epochs(history: History, version: Version) -> list[int]:
    """Every epoch in which `version` was held while its key was the current one of the unit; a past one only
    if nobody asked at its end whose report it is."""
    if version.on_behalf:
        return [0]
    if not turns(history):
        return [1] if version.id.key == provisional_key(history) else []
    return [
        number
        for number, (turn, following) in enumerate(pairwise([*turns(history), len(history)]), start=1)
        if current_key(history, turn) == version.id.key
        and version in held_versions(history[:following])
        and (following == len(history) or not is_in_question(history[:following], version))
    ]


def provisional_key(history: History) -> str | None:
    """The key that counts although nobody compared it: nobody decided whose key is the unit's, and every
    other key that is not told to be replaced follows it, while it follows none.

    There is none while it is asked whose reports they are, or while one report has two signatures.
    """
    told = told_keys(history)
    signed = [each for each in held_versions(history) if not each.on_behalf and each.id.key not in told]
    asked = any(is_in_question(history, each) for each in signed)
    copied = any(
        one.id.fingerprint == two.id.fingerprint and one.id.key != two.id.key
        for one in signed
        for two in signed
    )
    if turns(history) or asked or copied:
        return None
    keys = {each.id.key for each in signed}
    first = [
        key
        for key in keys
        if all(leads_to(history, other, key) and not leads_to(history, key, other) for other in keys - {key})
    ]
    return first[0] if first else None


def told_keys(history: History) -> set[str]:
    """The keys that are told to have been replaced, and those that they follow."""
    keys = {held.id.key for held in held_versions(history) if held.replaced_by}
    for _ in history:
        keys |= {key for key in keys_of(history) if any(follows(history, other, key) for other in keys)}
    return keys


def leads_to(history: History, key: str, other: str) -> bool:
    """Whether `key` follows `other`, directly or through others."""
    found = {key}
    for _ in history:
        found |= {each for each in keys_of(history) if any(follows(history, one, each) for one in found)}
    return other in found


def are_linked(one: Version, other: Version) -> bool:
    """Whether two reports are of one unit without anybody having said so."""
    names_the_other = other.id.fingerprint == one.previous or one.id.fingerprint == other.previous
    is_restored = one.name == other.name and one.restored != other.restored
    is_told = one.replaced_by == other.id.key or other.replaced_by == one.id.key
    same_signer = (one.id.key, one.name) == (other.id.key, other.name)
    return names_the_other or is_restored or is_told or same_signer


def seen_pairs(history: History) -> set[tuple[str, str | None]]:
    """The keys with the names under which they signed that people saw and took for the unit's."""
    return {
        (version.id.key, version.name)
        for turn in turns(history)
        for version in held_versions(history[:turn])
        if isinstance(history[turn], United) or not is_in_question(history[:turn], version)
    }


def is_replaced(history: History, version: Version) -> bool:
    """Whether its key was the unit's or was taken for it and is not now, is told to have been replaced, or is
    followed by such a key."""
    keys = {current_key(history, turn) for turn in turns(history)}
    keys |= told_keys(history)
    for turn in turns(history):
        if isinstance(history[turn], United):
            keys |= {held.id.key for held in held_versions(history[:turn]) if is_signed(held)}
    for _ in history:
        keys |= {key for key in keys_of(history) if any(follows(history, other, key) for other in keys)}
    if not turns(history):
        return version.id.key in keys
    return version.id.key in keys and not epochs(history, version)


def keys_of(history: History) -> set[str]:
    return {version.id.key for version in held_versions(history)}


def follows(history: History, key: str, other: str) -> bool:
    """Whether a report under `key` names one under `other` as its previous, or comes from data that were put
    back more often under the same name."""
    held = held_versions(history)
    later = [version for version in held if version.id.key == key]
    earlier = [version for version in held if version.id.key == other]
    return any(
        two.id.fingerprint == one.previous or (one.name == two.name and two.restored < one.restored)
        for one in later
        for two in earlier
    )


def is_signed(version: Version) -> bool:
    """Whether the unit itself signed it under a name."""
    return version.name is not None and not version.on_behalf


def is_in_question(history: History, version: Version) -> bool:
    """Whether a person has to say whose report `version` is."""
    return version in _in_question(tuple(history))


@cache
def _in_question(history: tuple[Event, ...]) -> frozenset[Version]:
    open_ = [each for each in held_versions(history) if is_signed(each) and not is_replaced(history, each)]
    seen = seen_pairs(history)
    known = [each for each in open_ if (each.id.key, each.name) in seen]

    def together(found: list[Version]) -> list[Version]:
        for _ in open_:
            found = [each for each in open_ if each in found or any(are_linked(each, one) for one in found)]
        return found

    if known:
        return frozenset(open_) - frozenset(together(known))
    return frozenset() if not open_ or len(together(open_[:1])) == len(open_) else frozenset(open_)


def positions(history: History) -> dict[VersionId, Position]:
    """The position of every accepted report of which nobody asks whose it is; it stays where it was first
    accepted."""
    return {
        version.id: (min(numbers), version.revision)
        for version in held_versions(history)
        if (numbers := epochs(history, version)) and not is_in_question(history, version)
    }


def originals(history: History) -> dict[str, tuple[Position, VersionId]]:
    """The position of each report and its signature there, by fingerprint; of several, the latest."""
    found = sorted((position, id_) for id_, position in positions(history).items())
    return {id_.fingerprint: (position, id_) for position, id_ in found}


def refused_fingerprints(history: History) -> set[str]:
    """The fingerprints that the last choice about them refused."""
    out: set[str] = set()
    for moment, version in choices(history):
        chosen, line = version.id.fingerprint, originals(history[:moment])
        out |= {other for other, (position, _) in line.items() if position >= line[chosen][0]}
        out -= {chosen}
    return out


def chosen_fingerprints(history: History) -> set[str]:
    """The fingerprints that were chosen and not refused by a later choice."""
    chosen = {version.id.fingerprint for _, version in choices(history)}
    return chosen - refused_fingerprints(history)


def candidates(history: History) -> dict[str, tuple[Position, Version]]:
    """The reports that may count, by fingerprint: those that are accepted and not refused."""
    by_id = {version.id: version for version in held_versions(history)}
    return {
        name: (position, by_id[id_])
        for name, (position, id_) in originals(history).items()
        if name not in refused_fingerprints(history)
    }


def rivals(history: History, fingerprint: str) -> list[str]:
    """The candidates at the position of `fingerprint`, itself included."""
    line = candidates(history)
    return [name for name, (position, _) in line.items() if position == line[fingerprint][0]]


def is_named(history: History, fingerprint: str) -> bool:
    """Whether later revisions name it, and no other one at its position, as their previous revision."""
    line = candidates(history)
    here = line[fingerprint][0]
    previous = {version.previous for position, version in line.values() if position > here}
    return [name for name in rivals(history, fingerprint) if name in previous] == [fingerprint]


def is_undisputed(history: History, fingerprint: str) -> bool:
    """Whether it is alone at its position, or later revisions settle the conflict there in its favour."""
    return rivals(history, fingerprint) == [fingerprint] or is_named(history, fingerprint)


def counted(history: History) -> VersionId | None:
    """The highest undisputed report that no undisputed report below it outweighs.

    A report outweighs a higher one with fewer filled cells. Nothing below a chosen report outweighs it or
    anything above it, and what was typed from paper outweighs no signed report.
    """
    line = [entry for name, entry in candidates(history).items() if is_undisputed(history, name)]
    chosen = chosen_fingerprints(history)

    def outweighed(position: Position, version: Version) -> bool:
        floor = max((p for p, v in line if p <= position and v.id.fingerprint in chosen), default=(0, 0))
        below = [v for p, v in line if floor <= p < position and not v.on_behalf]
        return any(v.filled > version.filled for v in below)

    remaining = [(position, version.id) for position, version in line if not outweighed(position, version)]
    return max(remaining, default=(None, None))[1]


def status(history: History, version: Version) -> VersionStatus:
    """What became of `version`, which is held."""
    position = positions(history).get(version.id)
    winner = counted(history)
    if is_in_question(history, version):
        return VersionStatus.ONE_CODE
    if position is None:
        is_old = is_replaced(history, version)
        return VersionStatus.KEY_SUPERSEDED if is_old else VersionStatus.KEY_PENDING
    if version.id == winner:
        return VersionStatus.COUNTED
    if version.id != originals(history)[version.id.fingerprint][1]:
        return VersionStatus.OLD
    if version.id.fingerprint in refused_fingerprints(history):
        return VersionStatus.REFUSED
    if winner is not None and position <= positions(history)[winner]:
        return VersionStatus.OLD
    if is_undisputed(history, version.id.fingerprint):
        return VersionStatus.FEWER_CELLS
    settled = any(is_named(history, rival) for rival in rivals(history, version.id.fingerprint))
    return VersionStatus.OLD if settled else VersionStatus.CONFLICT


def has_gap(history: History) -> bool:
    """Whether the report that counts names a previous revision that is not held."""
    winner = counted(history)
    held = held_versions(history)
    fingerprints = {version.id.fingerprint for version in held}
    previous = next((version.previous for version in held if version.id == winner), None)
    return previous is not None and previous not in fingerprints
