"""What a unit reported without the program, kept as a report that its receiver signs on its behalf.

Such a report has revision 0; any signed report of the unit outweighs it. Source: docs/merging.md, Merging;
docs/adr/0153-reports-on-behalf.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.bundle.writer import FrozenReport, freeze
from lcweek_desktop.domain.decisions import Entered
from lcweek_desktop.domain.merge import Version, VersionId, VersionStatus
from lcweek_desktop.domain.report import Content, Report, SignOff
from lcweek_desktop.domain.rollup import report_sums
from lcweek_desktop.domain.unit import Unit, UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.holding import held_result, hold, record_held
from lcweek_desktop.services.receiving.incoming_file import IncomingFile
from lcweek_desktop.services.receiving.journal import record_together
from lcweek_desktop.services.receiving.outcome import Outcome, outcome_now
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.summing.held_member import read_report
from lcweek_desktop.services.summing.unit_reports import reports_with, unit_reports
from lcweek_desktop.services.workspace.keys import make_key, signing_key
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import StoredReport

HANDMADE_NOTE: Final = "received-handmade"
"""Code of the note that a report was entered from a file made by hand."""


class TypedFrom(StrEnum):
    """What a report was typed from; the value is the code of the note that says so."""

    FILE = HANDMADE_NOTE
    PAPER = "received-from-paper"


@dataclass(frozen=True)
class TypedFile(IncomingFile):
    """What figures were typed from that a person confirmed: a file made by hand, or with PAPER the figures
    themselves, as somebody typed them. `place` is that of the file on the list of what could not be read,
    empty for none."""

    source: TypedFrom = TypedFrom.FILE
    place: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """What the report was typed from."""
        return (self.source.value,)


class Typed(NamedTuple):
    """`content`, typed from `file`, as the report of `unit`."""

    file: TypedFile
    unit: Unit
    content: Content


def keep_on_behalf(file: TypedFile, unit: Unit, content: Content) -> ReceiveResult:
    """Hold `content` as the report of `unit` that this unit typed on its behalf from `file`, which is kept.

    It takes the place of what was typed for the unit before, and `file` goes off the list of what could not
    be read. Raises KnownError `received-not-below`, `key-…` or `bundle-write-…`; nothing is changed then.
    """
    return keep_together(file.workspace, [Typed(file, unit, content)])[0]


def keep_together(workspace: Workspace, entries: Sequence[Typed]) -> tuple[ReceiveResult, ...]:
    """The same for `entries`, each of another unit, as one answer, which one undo takes back; all or none."""
    for entry in entries:
        if not workspace.directory.is_below(entry.unit.code, workspace.unit.code):
            raise KnownError("received-not-below", unit=entry.unit.code)
    with workspace.store.transaction():
        make_key(workspace.context, workspace.unit.id)
        key = signing_key(workspace.context, workspace.unit.id)
        kept = [_held(entry, key) for entry in entries]
        answers = [(held.unit, entered) for held, _, entered in kept if entered is not None]
        if answers:
            record_together(workspace, answers, "")
        return tuple(_result(entry, *each) for entry, each in zip(entries, kept, strict=True))


def typed_content(workspace: Workspace, unit: UnitId) -> Content:
    """What was typed for `unit` last by the present form and not taken back; nothing where nothing was."""
    reports = unit_reports(workspace, unit)
    status = reports.resolution.status
    typed = [each for each in reports.reports if each.version.on_behalf]
    standing = [each for each in typed if status[each.version.id] is not VersionStatus.REFUSED]
    if len(standing) != 1:
        return Content()
    body = workspace.store.stored_reports.body(standing[0])
    report = read_report(workspace.context, workspace.form, body)
    return report.content if report.form_hash == workspace.form.hash else Content()


def _held(entry: Typed, key: SigningKey) -> tuple[StoredReport, Outcome, Entered | None]:
    """Hold the report of `entry`; what its arrival meant, and what is to be decided of it. That is nothing
    where it was typed before and not taken back."""
    file, workspace = entry.file, entry.file.workspace
    report = Report(entry.unit, workspace.campaign, workspace.form.hash, 0, None, entry.content)
    frozen = freeze(workspace.form, report, key)
    held = _stored(file, frozen, key.public.base64)
    before = unit_reports(workspace, held.unit)
    outcome = hold(file, held, frozen.report_bytes, confirm_key=False)
    if before.resolution.status.get(held.version.id) in (VersionStatus.COUNTED, VersionStatus.OLD):
        return held, outcome, None
    typed = frozenset(each.version.id.fingerprint for each in before.reports if each.version.on_behalf)
    fingerprint = held.version.id.fingerprint
    return held, outcome, Entered(fingerprint, typed - {fingerprint})


def _result(entry: Typed, held: StoredReport, outcome: Outcome, entered: Entered | None) -> ReceiveResult:
    """What is said of `entry` once all is decided; what it came from is off the list of the unread."""
    file, store = entry.file, entry.file.workspace.store
    if entered is not None:
        is_compared = bool(entered.before)
        outcome = outcome_now(reports_with(file.workspace, held), held, is_compared=is_compared)
        record_held(file, held, outcome)
    receiver = file.workspace.unit.id
    store.unread.remove(receiver, file.place)
    store.unread.remove_content(receiver, held.file or "")
    return held_result(file, entry.unit, held, outcome)


def _stored(file: TypedFile, frozen: FrozenReport, key: str) -> StoredReport:
    """The report as it is held; the file is among the blobs from now on."""
    workspace, report = file.workspace, frozen.report
    return StoredReport(
        receiver=workspace.unit.id,
        campaign=workspace.campaign,
        unit=report.unit.id,
        version=Version(
            VersionId(frozen.fingerprint, key),
            revision=0,
            previous=None,
            filled=len(report_sums(workspace.form, report)),
            on_behalf=True,
            name=report.unit.name,
        ),
        issue=1,
        paper=frozen.paper,
        signoff=SignOff(),
        file=workspace.store.blobs.put(file.data),
    )
