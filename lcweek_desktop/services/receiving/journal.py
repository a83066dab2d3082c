"""The journal of what was decided here about received reports: writing it, taking back, reading it.

Source: docs/merging.md, Decisions; docs/adr/0085-one-journal.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.domain.decisions import (
    Entered,
    JournalEntry,
    KeptApart,
    KeyTakenBack,
    SameUnit,
    Taken,
    TwoUnits,
    Waiting,
)
from lcweek_desktop.domain.directory_changes import DirectoryChange
from lcweek_desktop.domain.merge import Decision, KeyConfirmation, VersionId
from lcweek_desktop.domain.receipt import Judgement, ReceiptVerdict
from lcweek_desktop.domain.report import Member
from lcweek_desktop.domain.rollup import walk_members
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.receiving.change_words import change_words
from lcweek_desktop.services.summing.open_questions import joined
from lcweek_desktop.services.summing.unit_reports import telling_reports
from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass(frozen=True)
class PastDecision:
    """A decision as people read it.

    `at` is the local time to the minute (2024-10-15T08:30), None for one that an older program recorded.
    `words` is a sentence that says what was decided, `reason` what was given as the reason, perhaps empty.
    `undone` says that it was taken back.
    """

    place: int
    at: str | None
    words: str
    reason: str
    undone: bool


@dataclass(frozen=True)
class ToldDecision:
    """What `teller`, a unit below, found of who reports, as its report says; `words` is a sentence."""

    teller: Unit
    words: str


def record(workspace: Workspace, unit: UnitId, taken: Taken, reason: str) -> None:
    """Put what was decided about `unit` into the journal, with the time and, in one line, `reason`; what is
    damaged about the unit, it takes the place of."""
    record_together(workspace, [(unit, taken)], reason)


def record_together(workspace: Workspace, answers: Sequence[tuple[UnitId, Taken]], reason: str) -> None:
    """The same for what was decided about several units in one answer; one undo takes all of it back."""
    at, said = workspace.context.minute(), clean_line(reason)
    decisions = workspace.decisions
    damaged = workspace.store.decisions.damaged(workspace.unit.id)
    entries: list[tuple[JournalEntry, Collection[UnitId]]] = []
    for unit, taken in answers:
        campaign = workspace.campaign if isinstance(taken, Decision | Entered | Waiting | Judgement) else None
        is_choice = not isinstance(taken, Entered)  # of what was lost it says nothing
        mended = [each for each in damaged if is_choice and decisions.listed(each) == unit]
        entries.append((JournalEntry(0, campaign, unit, taken, at, said), mended))
    workspace.store.decisions.add_together(workspace.unit.id, entries)


def undo(workspace: Workspace, reason: str = "") -> PastDecision:
    """Take back the last decision that is in force, whatever campaign it was taken in; of keys that were
    confirmed together all.

    Raises KnownError `undo-none` when there is none; nothing is changed then.
    """
    undone = workspace.store.decisions.undo(workspace.unit.id, workspace.context.minute(), clean_line(reason))
    if not undone:
        raise KnownError("undo-none")
    return replace(_past(workspace, undone), undone=True)


def next_undo(workspace: Workspace) -> PastDecision | None:
    """The decision that `undo` would take back; None when there is none."""
    return next((past for past in past_decisions(workspace) if not past.undone), None)


def past_decisions(workspace: Workspace, about: str | None = None) -> tuple[PastDecision, ...]:
    """All that was decided here, the last first; what was one answer is one decision. `about` is the code of
    the unit that it is to name, None for any."""
    entries = workspace.store.decisions.of(workspace.unit.id)
    answers = [[*answer] for _, answer in groupby(entries, key=lambda entry: entry.together or entry.place)]
    named = (answer for answer in answers if about is None or any(about in _codes(each) for each in answer))
    return tuple(reversed([_past(workspace, answer) for answer in named]))


def told_decisions(workspace: Workspace) -> tuple[ToldDecision, ...]:
    """What units below decided of who reports, as the reports that count here say, by unit."""
    found: dict[tuple[Unit, str], None] = {}
    for sender in telling_reports(workspace):
        members = dict(walk_members((sender,)))
        for path, member in members.items():
            teller = members[path[:-1] or path].unit
            found.update(dict.fromkeys((teller, words) for words in _told_words(workspace, member)))
        for units in workspace.context.apart.get(VersionId(sender.fingerprint, sender.key), ()):
            found[sender.unit, _apart_words(workspace, units)] = None
    return tuple(ToldDecision(*each) for each in sorted(found, key=lambda each: (each[0].code, each[1])))


def _told_words(workspace: Workspace, member: Member) -> Iterator[str]:
    unit, key = f"{member.unit.name} ({member.unit.code})", _letters(member.key)
    codes = {member.reported_code, *(former.code for former in member.replaced)}
    for code in sorted(codes - {member.unit.code}):
        if member.unit.code in codes:
            yield sentence("decided-same-unit", other=_named(workspace, code), unit=unit, key=key)
        else:
            yield sentence("decided-two-units", unit=_named(workspace, code), key=key, new=unit)
    for former in sorted({each.key for each in member.replaced} - {member.key}):
        yield sentence("told-replaced", unit=unit, key=key, former=_letters(former))


def _codes(entry: JournalEntry) -> Iterator[str]:
    """The codes of the units that `entry` is about."""
    yield entry.unit.code
    match entry.taken:
        case TwoUnits(unit=new):
            yield new.code
        case SameUnit(other=other):
            yield other.code
        case KeptApart(units=units):
            yield from units
        case DirectoryChange() as change:
            yield from (unit.code for unit in (*change.units, *change.before))
            yield from (code for code, _ in change.contacts)


def _past(workspace: Workspace, answer: Sequence[JournalEntry]) -> PastDecision:
    """What the entries `answer`, which were one answer, are to people."""
    first = answer[0]
    words = _words(workspace, first)
    if len(answer) > 1:
        units = joined([_named(workspace, entry.unit.code) for entry in answer])
        words = sentence(_code_of_all(first.taken), count=len(answer), units=units)
    return PastDecision(first.place, first.at, words, first.reason, first.undone)


def _code_of_all(taken: Taken) -> str:
    """The code of the sentence for several decisions of the kind of `taken` that were one answer."""
    match taken:
        case Judgement():
            return "decided-accepted-all"
        case Entered():
            return "decided-entered-all"
    return "decided-keys"


def _words(workspace: Workspace, entry: JournalEntry) -> str:
    unit = _named(workspace, entry.unit.code)
    match entry.taken:
        case KeyConfirmation(key=key, name=None):
            return sentence("decided-key", unit=unit, key=_letters(key))
        case KeyTakenBack(key=key):
            return sentence("decided-take-back", unit=unit, key=_letters(key))
        case KeyConfirmation(key=key, name=name):
            return sentence("decided-one-unit", unit=unit, key=_letters(key), name=name)
        case Decision(chosen=fingerprint):
            return sentence("decided-report", unit=unit, report=short_code(fingerprint))
        case Entered(before=before):
            return sentence("decided-entered-again" if before else "decided-entered", unit=unit)
        case TwoUnits(separation=separation, unit=new):
            named = f"{new.name} ({new.code})"
            return sentence("decided-two-units", unit=unit, key=_letters(separation.key), new=named)
        case SameUnit(other=other, confirmed=confirmed):
            named = _named(workspace, other.code)
            return sentence("decided-same-unit", unit=unit, other=named, key=_letters(confirmed.key))
        case KeptApart(units=units):
            return _apart_words(workspace, units)
        case Waiting(fingerprint=fingerprint):
            return sentence("decided-wait", unit=unit, report=short_code(fingerprint))
        case DirectoryChange() as change:
            return change_words(workspace.directory, change)
        case Judgement(verdict=ReceiptVerdict.ACCEPTED, revision=revision):
            return sentence("decided-accepted", unit=unit, revision=revision)
        case Judgement(revision=revision, remarks=remarks):
            return sentence("decided-returned", unit=unit, revision=revision, count=len(remarks))


def _apart_words(workspace: Workspace, units: Iterable[str]) -> str:
    others = ", ".join(_named(workspace, UnitCode(code)) for code in sorted(units))
    return sentence("decided-apart", units=others)


def _named(workspace: Workspace, code: UnitCode) -> str:
    unit = workspace.directory.units.get(code)
    return code if unit is None else f"{unit.name} ({code})"


def _letters(key: str) -> str:
    return PublicKey.from_base64(key).short
