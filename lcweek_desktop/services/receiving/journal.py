"""The journal of what was decided here about received reports: writing it, taking back, reading it.

Source: docs/merging.md, Decisions; docs/adr/0085-one-journal.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.domain.decisions import (
    JournalEntry,
    KeptApart,
    SameUnit,
    Taken,
    TwoUnits,
    Waiting,
)
from lcweek_desktop.domain.merge import Decision, KeyConfirmation, VersionId
from lcweek_desktop.domain.receipt import Judgement, ReceiptVerdict
from lcweek_desktop.domain.report import Member
from lcweek_desktop.domain.rollup import walk_members
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.errors import KnownError, sentence
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
    campaign = workspace.campaign if isinstance(taken, Decision | Waiting | Judgement) else None
    entry = JournalEntry(0, campaign, unit, taken, workspace.context.minute(), clean_line(reason))
    damaged = workspace.store.decisions.damaged(workspace.unit.id)
    mended = [each for each in damaged if workspace.decisions.listed(each) == unit]
    workspace.store.decisions.add(workspace.unit.id, entry, mended)


def undo(workspace: Workspace, reason: str = "") -> PastDecision:
    """Take back the last decision that is in force, whatever campaign it was taken in.

    Raises KnownError `undo-none` when there is none; nothing is changed then.
    """
    undone = workspace.store.decisions.undo(workspace.unit.id, workspace.context.minute(), clean_line(reason))
    if undone is None:
        raise KnownError("undo-none")
    return _past(workspace, replace(undone, undone=True))


def next_undo(workspace: Workspace) -> PastDecision | None:
    """The decision that `undo` would take back; None when there is none."""
    entries = reversed(workspace.store.decisions.of(workspace.unit.id))
    last = next((entry for entry in entries if not entry.undone), None)
    return None if last is None else _past(workspace, last)


def past_decisions(workspace: Workspace) -> tuple[PastDecision, ...]:
    """All that was decided here, the last first."""
    return tuple(
        _past(workspace, entry) for entry in reversed(workspace.store.decisions.of(workspace.unit.id))
    )


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


def _past(workspace: Workspace, entry: JournalEntry) -> PastDecision:
    return PastDecision(entry.place, entry.at, _words(workspace, entry), entry.reason, entry.undone)


def _words(workspace: Workspace, entry: JournalEntry) -> str:
    unit = _named(workspace, entry.unit.code)
    match entry.taken:
        case KeyConfirmation(key=key, name=None):
            return sentence("decided-key", unit=unit, key=_letters(key))
        case KeyConfirmation(key=key, name=name):
            return sentence("decided-one-unit", unit=unit, key=_letters(key), name=name)
        case Decision(chosen=fingerprint):
            return sentence("decided-report", unit=unit, report=short_code(fingerprint))
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
