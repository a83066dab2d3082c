"""Which unit a report is of, where one code may stand for two units.

A pure function of the reports held and the decisions taken, as is what counts of a unit (`domain.merge`).
Source: docs/merging.md, One code, two units; docs/adr/0084-identity-is-a-question.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.domain.version import KeyConfirmation, Signer, Version, VersionId


@dataclass(frozen=True)
class Separation:
    """What is reported under one code by `key` is of another unit, which is listed as `to`.

    It takes the reports of `signers` and, unless `by_name`, all that `key` signs under the code. `by_name` is
    for a key that both units have.
    """

    key: str
    to: UnitId
    signers: frozenset[Signer] = frozenset()
    by_name: bool = False

    def takes(self, version: Version) -> bool:
        """Whether `version`, which was reported under the separated code, is of the other unit."""
        if version.signer in self.signers:
            return True
        return version.id.key == self.key and not (self.by_name or version.on_behalf)


def listed_units(
    unit: UnitId,
    held: Collection[Version],
    separations: Sequence[Separation],
    confirmations: Sequence[KeyConfirmation],
) -> Mapping[VersionId, UnitId]:
    """The unit of each report in `held`, all of which were reported under the code of `unit`.

    Of several `separations` that take a report the last decides. A report that none takes goes along with one
    that it follows or that follows it, unless one of the `confirmations` of `unit` has seen its signer.
    """
    taken = {
        version.id: separation.to
        for separation in separations
        for version in held
        if separation.takes(version)
    }
    of_signer = {version.signer: taken[version.id] for version in held if version.id in taken}
    stay = _seen_signers(held, confirmations)
    for group in _signer_groups([each for each in held if each.signer not in stay], frozenset()):
        along = min((of_signer[signer] for signer in group if signer in of_signer), default=unit)
        of_signer.update({signer: along for signer in group if signer not in of_signer})
    return {
        version.id: taken.get(version.id)
        or (unit if version.signer is None else of_signer.get(version.signer, unit))
        for version in held
    }


def groups_in_question(
    held: Collection[Version], confirmations: Sequence[KeyConfirmation]
) -> Sequence[frozenset[VersionId]]:
    """The reports held under one code in groups, of each of which a person has to say whose it is; no group
    when there is nothing to ask.

    Two reports are in one group when one names the other as its previous, when one key signed both under one
    name, when they have one name and one comes from data that were put back more often, when the key of one
    is told to have replaced that of the other, or when confirmations have seen both of their signers. Nothing
    is asked while there is one group, nor of the group that confirmations have seen. Reports without a signer
    are in no group.
    """
    seen = _seen_signers(held, confirmations)
    groups = _signer_groups(held, seen)
    if len(groups) == 1:
        return ()
    asked = sorted((group for group in groups if not group & seen), key=min)
    return [frozenset(version.id for version in held if version.signer in group) for group in asked]


def followed_keys(held: Collection[Version], keys: Collection[str]) -> frozenset[str]:
    """The keys that `keys` follow, directly or through others, and that are not among `keys`.

    A key follows another when a report that it signed names a report held under the other as its previous, or
    has the name of one that comes from data that were put back less often.
    """
    following = set(keys)
    if all(version.id.key in following for version in held):
        return frozenset()
    while True:
        later = [version for version in held if version.id.key in following]
        previous = {version.previous for version in later}
        restored = {version.name: version.restored for version in sorted(later, key=_times_restored)}
        found = {
            version.id.key
            for version in held
            if version.id.fingerprint in previous or version.restored < restored.get(version.name, 0)
        }
        if found <= following:
            return frozenset(following.difference(keys))
        following |= found


def _times_restored(version: Version) -> int:
    return version.restored


def _seen_signers(held: Collection[Version], confirmations: Sequence[KeyConfirmation]) -> frozenset[Signer]:
    """The signers of `held` whom a confirmation has seen, or of whom one kept a report."""
    seen = {signer for confirmation in confirmations for signer in confirmation.seen}
    kept = {version_id for confirmation in confirmations for version_id in confirmation.kept}
    return frozenset(
        version.signer
        for version in held
        if version.signer is not None and (version.signer in seen or version.id in kept)
    )


def _signer_groups(held: Collection[Version], together: frozenset[Signer]) -> Sequence[frozenset[Signer]]:
    """The signers of `held` in groups that belong together, as all of `together` do."""
    groups: list[frozenset[Signer]] = []
    for linked in _links(held, together):
        joined = [group for group in groups if group & linked]
        groups = [group for group in groups if not group & linked]
        groups.append(linked.union(*joined))
    return groups


def _links(held: Collection[Version], together: frozenset[Signer]) -> Iterator[frozenset[Signer]]:
    """All of `together`; and every signer of `held` with those whose reports it names as previous, with
    those of its name who signed from data that were put back less often, and with those who signed with the
    key that replaced its own."""
    signers: defaultdict[str | None, set[Signer]] = defaultdict(set)
    of_key: defaultdict[str | None, set[Signer]] = defaultdict(set)
    named: defaultdict[str, list[tuple[int, Signer]]] = defaultdict(list)
    for version in held:
        if version.signer is not None:
            signers[version.id.fingerprint].add(version.signer)
            of_key[version.id.key].add(version.signer)
            named[version.signer.name].append((version.restored, version.signer))
    yield from [together] if together else []
    for version in held:
        if version.signer is not None:
            earlier = (other for times, other in named[version.signer.name] if times < version.restored)
            later = of_key.get(version.replaced_by, ())
            yield frozenset({version.signer, *signers.get(version.previous, ()), *later, *earlier})
