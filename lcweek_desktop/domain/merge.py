"""Which of a unit's reports counts: a pure function of the reports held and the decisions taken.

Neither the order of arrival nor a clock is an input. Source: docs/merging.md, Merging;
docs/adr/0011-merging.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from lcweek_desktop.domain.identity import followed_keys, groups_in_question
from lcweek_desktop.domain.version import Decision as Decision
from lcweek_desktop.domain.version import Fingerprint as Fingerprint
from lcweek_desktop.domain.version import KeyConfirmation as KeyConfirmation
from lcweek_desktop.domain.version import Signer
from lcweek_desktop.domain.version import Version as Version
from lcweek_desktop.domain.version import VersionId as VersionId


class VersionStatus(StrEnum):
    """What became of a report that is held.

    OLD: a later report counts. FEWER_CELLS: it has fewer filled cells than the report that counts without it.
    CONFLICT: another report has the same revision. KEY_PENDING: its key was never confirmed for the unit, and
    does not count provisionally. KEY_SUPERSEDED: another key was confirmed after its own or instead of it, or
    one that follows it, or is told to have replaced it; or its own was taken back. REFUSED: a person chose
    another report. ONE_CODE: it may be of another unit than others under its code.
    """

    COUNTED = "counted"
    OLD = "old"
    FEWER_CELLS = "fewer_cells"
    CONFLICT = "conflict"
    KEY_PENDING = "key_pending"
    KEY_SUPERSEDED = "key_superseded"
    REFUSED = "refused"
    ONE_CODE = "one_code"


WAITING = frozenset(
    {
        VersionStatus.FEWER_CELLS,
        VersionStatus.CONFLICT,
        VersionStatus.KEY_PENDING,
        VersionStatus.ONE_CODE,
    }
)
"""The statuses of reports that wait for a person."""


@dataclass(frozen=True)
class Resolution:
    """What becomes of the reports of one unit.

    `counted` is the report that counts, None while there is none. `gap` says that the counted report names a
    previous revision that is not held. `provisional` is the key whose reports count although nobody compared
    it with paper (`provisional_key`), None where there is none.
    """

    counted: VersionId | None
    status: Mapping[VersionId, VersionStatus]
    gap: bool = False
    provisional: str | None = None

    @property
    def waiting(self) -> bool:
        """Whether at least one report waits for a person."""
        return any(status in WAITING for status in self.status.values())


class VersionPosition(NamedTuple):
    """Where a report stands in the line of its unit's reports: later epochs are higher, then revisions."""

    epoch: int
    revision: int


def resolve_versions(
    held: Collection[Version],
    confirmations: Sequence[KeyConfirmation] = (),
    decisions: Sequence[Decision] = (),
    of_others: Collection[str] = (),
    taken_back: Collection[str] = (),
    *,
    is_decided: bool = False,
) -> Resolution:
    """Decide which of the reports of one unit counts, and what becomes of the others.

    `confirmations` and `decisions` are given in the order in which they were taken, without confirmations of
    keys that were taken back since. `of_others` are the keys that were confirmed for other units, of which
    none counts provisionally. `taken_back` are the keys that are not the unit's any more; what they signed
    is set aside and has no part in anything else, and no other key counts before it is confirmed. So it is
    with `is_decided`, which says that something was decided that is lost.
    """
    out = {each.id for each in held if each.id.key in taken_back and not each.on_behalf}
    held = [each for each in held if each.id not in out]
    provisional = None if is_decided or taken_back else provisional_key(held, confirmations, of_others)
    confirmations = standing_confirmations(confirmations, provisional)
    status = _statuses_by_key(held, confirmations)
    asked = versions_in_question(held, confirmations)
    status.update(dict.fromkeys(asked, VersionStatus.ONE_CODE))
    by_position = _by_position(held, confirmations)
    refused = _refused_fingerprints(decisions)
    chosen = {decision.chosen for decision in decisions} - refused
    line = {position: _not_refused(versions, refused) for position, versions in by_position.items()}
    counted, open_questions = _pick_counted(line, chosen)
    top = max((position for position, versions in line.items() if counted in versions), default=None)
    for position, versions in by_position.items():
        for version in versions:
            if version.id.fingerprint in refused:
                status[version.id] = VersionStatus.REFUSED
            elif top is None or position > top:
                status[version.id] = open_questions.get(version.id, VersionStatus.OLD)
    if counted is not None:
        status[counted.id] = VersionStatus.COUNTED
    status.update(dict.fromkeys(out, VersionStatus.KEY_SUPERSEDED))
    counted_id = None if counted is None else counted.id
    return Resolution(counted_id, status, _has_gap(counted, held), provisional)


def provisional_key(
    held: Collection[Version],
    confirmations: Sequence[KeyConfirmation] = (),
    of_others: Collection[str] = (),
) -> str | None:
    """The key whose reports count although nobody compared it with paper; None where there is no such key.

    There is one only while nobody confirmed a key of the unit: the only one under which reports are held, or
    the one that every other follows and that follows none itself. Keys that are told to be replaced are not
    regarded. There is none while it is asked whose reports they are, while two keys signed one report, as who
    copies another's report does, and where the key is among `of_others`, those of other units.
    """
    if confirmations or versions_in_question(held, ()):
        return None
    replaced = replaced_keys(held, ())
    regarded = [each for each in held if not each.on_behalf and each.id.key not in replaced]
    keys = {each.id.key for each in regarded}
    if len({each.id for each in regarded}) != len({each.id.fingerprint for each in regarded}):
        return None
    followed = {key: followed_keys(held, {key}) for key in keys} if len(keys) > 1 else {}
    first = [key for key in keys if all(key in followed[other] for other in keys - {key})]
    if len(first) != 1 or first[0] in of_others or followed.get(first[0], frozenset()) & keys:
        return None
    return first[0]


def standing_confirmations(
    confirmations: Sequence[KeyConfirmation], provisional: str | None
) -> Sequence[KeyConfirmation]:
    """`confirmations`; while there are none, a confirmation of the key `provisional`, if there is one, that
    has kept and seen nothing. What counts is what would count if that key had been confirmed."""
    if confirmations or provisional is None:
        return confirmations
    return (KeyConfirmation(provisional),)


def versions_in_question(
    held: Collection[Version], confirmations: Sequence[KeyConfirmation]
) -> frozenset[VersionId]:
    """The reports of which a person has to say whether they are of the unit under whose code they came."""
    return frozenset().union(*question_groups(held, confirmations))


def question_groups(
    held: Collection[Version], confirmations: Sequence[KeyConfirmation]
) -> Sequence[frozenset[VersionId]]:
    """The same reports in groups that belong together (`identity.groups_in_question`). What is set aside
    because of its key is not asked about."""
    if len({each.signer for each in held} - {None}) < 2:
        return ()
    status = _statuses_by_key(held, confirmations)
    open_to_ask = [each for each in held if status[each.id] is not VersionStatus.KEY_SUPERSEDED]
    return groups_in_question(open_to_ask, confirmations)


def key_epoch(version: Version, confirmations: Sequence[KeyConfirmation]) -> int | None:
    """The epoch of the key that signed `version`: 0 if it was typed on behalf of the unit.

    It is None while the key is pending, and when the key is superseded and the report was not kept.
    """
    if version.on_behalf:
        return 0
    own = [n for n, confirmed in enumerate(confirmations, 1) if confirmed.key == version.id.key]
    for n, later in enumerate(confirmations, 1):
        if version.id in later.kept and any(before < n for before in own):
            return max(before for before in own if before < n)
    return own[-1] if own and own[-1] == len(confirmations) else None


def refused_by_choosing(
    chosen: Version, held: Collection[Version], confirmations: Sequence[KeyConfirmation]
) -> frozenset[Fingerprint]:
    """What a decision for `chosen` refuses: the other accepted reports at its position and above.

    `confirmations` are those that stand (`standing_confirmations`), as a report may be chosen that counts
    provisionally. Raises KeyError when `chosen` is not among the accepted reports of `held`.
    """
    by_position = _by_position(held, confirmations)
    position_of = {
        version.id.fingerprint: position for position, versions in by_position.items() for version in versions
    }
    own = position_of.pop(chosen.id.fingerprint)
    return frozenset(fingerprint for fingerprint, position in position_of.items() if position >= own)


def accepted_versions(
    held: Collection[Version], confirmations: Sequence[KeyConfirmation]
) -> frozenset[VersionId]:
    """The reports held under confirmed keys that are not in question: what the confirmation of another key
    keeps."""
    accepted = frozenset(version.id for version in held if key_epoch(version, confirmations) is not None)
    return accepted - versions_in_question(held, confirmations)


def confirm(
    key: str, campaigns: Iterable[Collection[Version]], confirmations: Sequence[KeyConfirmation]
) -> KeyConfirmation:
    """The confirmation of `key` after `confirmations`; it has seen every report that is not in question.

    `campaigns` are the reports held of the unit, those of each campaign apart.
    """
    kept: set[VersionId] = set()
    seen: set[Signer] = set()
    for held in campaigns:
        asked = versions_in_question(held, confirmations)
        kept |= accepted_versions(held, confirmations)
        seen |= {each.signer for each in held if each.signer is not None and each.id not in asked}
    return KeyConfirmation(key, frozenset(kept), frozenset(seen))


def unite(
    key: str,
    name: str,
    campaigns: Iterable[Collection[Version]],
    confirmations: Sequence[KeyConfirmation],
) -> KeyConfirmation:
    """As `confirm`, by a person who says that all that is held is of one unit, which is called `name` and
    uses `key` now and none of the other keys."""
    campaigns = [*campaigns]
    seen = frozenset(each.signer for held in campaigns for each in held if each.signer is not None)
    others = frozenset(signer.key for signer in seen if signer.key != key)
    return replace(confirm(key, campaigns, confirmations), seen=seen, instead_of=others, name=name)


def replaced_keys(held: Collection[Version], confirmations: Sequence[KeyConfirmation]) -> frozenset[str]:
    """The keys that a person, or a report from below, took for the unit's and that it does not use now, and
    those that such a key or the present one follows."""
    told = frozenset(version.id.key for version in held if version.replaced_by is not None)
    its_own = told.union(*({each.key, *each.instead_of} for each in confirmations))
    present = {each.key for each in confirmations[-1:]}
    return (its_own | followed_keys(held, its_own)) - present


def _statuses_by_key(
    held: Collection[Version], confirmations: Sequence[KeyConfirmation]
) -> dict[VersionId, VersionStatus]:
    """What each report is worth by its key alone: OLD stands for an accepted one."""
    replaced = replaced_keys(held, confirmations)

    def status(version: Version) -> VersionStatus:
        if key_epoch(version, confirmations) is not None:
            return VersionStatus.OLD
        is_replaced = version.id.key in replaced
        return VersionStatus.KEY_SUPERSEDED if is_replaced else VersionStatus.KEY_PENDING

    return {version.id: status(version) for version in held}


def _position(version: Version, confirmations: Sequence[KeyConfirmation]) -> VersionPosition | None:
    epoch = key_epoch(version, confirmations)
    return None if epoch is None else VersionPosition(epoch, version.revision)


def _by_position(
    held: Collection[Version], confirmations: Sequence[KeyConfirmation]
) -> Mapping[VersionPosition, Sequence[Version]]:
    """The accepted reports that are not in question by position, lowest first, each fingerprint once.

    Of a report with two signatures, the one of the later epoch is taken. In one epoch (typed on behalf of the
    unit before and after the receiver changed its own key) it is the one with the higher key.
    """
    asked = versions_in_question(held, confirmations)
    at = [
        (position, version)
        for version in held
        if version.id not in asked and (position := _position(version, confirmations)) is not None
    ]
    at.sort(key=lambda entry: (entry[0], entry[1].id))
    last = {version.id.fingerprint: (position, version) for position, version in at}
    grouped: dict[VersionPosition, list[Version]] = {}
    for position, version in sorted(last.values(), key=lambda entry: entry[0]):
        grouped.setdefault(position, []).append(version)
    return grouped


def _refused_fingerprints(decisions: Sequence[Decision]) -> frozenset[Fingerprint]:
    """The fingerprints that the last decision about them refused."""
    refused: set[Fingerprint] = set()
    for decision in decisions:
        refused |= decision.refused
        refused.discard(decision.chosen)
    return frozenset(refused)


def _not_refused(versions: Sequence[Version], refused: Collection[Fingerprint]) -> Sequence[Version]:
    return [version for version in versions if version.id.fingerprint not in refused]


def _pick_counted(
    line: Mapping[VersionPosition, Sequence[Version]], chosen: Collection[Fingerprint]
) -> tuple[Version | None, Mapping[VersionId, VersionStatus]]:
    """The report that counts, found from the lowest position up, and the reports that wait for a person.

    These are the reports at a disputed position, and those with fewer cells than what counts below them.
    """
    counted: Version | None = None
    questions: dict[VersionId, VersionStatus] = {}
    for position, versions in line.items():
        version = _undisputed_version(position, line)
        if version is None:
            questions.update((disputed.id, VersionStatus.CONFLICT) for disputed in versions)
        elif version.id.fingerprint in chosen or _supersedes(version, counted):
            counted = version
        else:
            questions[version.id] = VersionStatus.FEWER_CELLS
    return counted, questions


def _supersedes(version: Version, lower: Version | None) -> bool:
    """Whether `version` counts in place of `lower` without a person having to decide."""
    return lower is None or lower.on_behalf or version.filled >= lower.filled


def _undisputed_version(
    position: VersionPosition, line: Mapping[VersionPosition, Sequence[Version]]
) -> Version | None:
    """The only report at `position`, or the only one there that later revisions name as their previous."""
    versions = line[position]
    if len(versions) == 1:
        return versions[0]
    later = [version for above, group in line.items() if above > position for version in group]
    named = [version for version in versions if any(_names_as_previous(above, version) for above in later)]
    return named[0] if len(named) == 1 else None


def _has_gap(counted: Version | None, held: Collection[Version]) -> bool:
    if counted is None or counted.previous is None:
        return False
    return not any(_names_as_previous(counted, version) for version in held)


def _names_as_previous(later: Version, version: Version) -> bool:
    """Whether `later` names `version` as its previous revision.

    A fingerprint known from paper is the beginning of the whole one, so only the beginning is compared.
    """
    return later.previous is not None and later.previous.startswith(version.id.fingerprint)
