"""What was received and how it stands now, read from what is stored, so that a restart changes nothing.

Source: docs/adr/0073-received-as-stored.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeAlias, cast

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.domain.form import Cell
from lcweek_desktop.domain.merge import VersionId, VersionStatus
from lcweek_desktop.domain.name_order import NameOrder, name_order
from lcweek_desktop.domain.receipt import ReceiptVerdict
from lcweek_desktop.domain.unit import Unit, UnitCode
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.paper.reading import PaperReading
from lcweek_desktop.services.paper.verdict import PaperVerdict
from lcweek_desktop.services.receiving.disputes import differences
from lcweek_desktop.services.receiving.holding import (
    KEY_ON_PAPER_NOTE,
    earlier_note,
    provisional_note,
    renaming,
)
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.outcome import NEWER, NEWER_WAITS, outcome_now, said_of_key
from lcweek_desktop.services.receiving.placing import misplaced_unit
from lcweek_desktop.services.receiving.remark_standings import is_about, judgement_lines, last_judgement
from lcweek_desktop.services.receiving.result import ReceiveResult, shown_way
from lcweek_desktop.services.receiving.signed_paper import PAPER_ONLY_NOTE
from lcweek_desktop.services.receiving.unknown_units import UNLISTED, unknown_unit
from lcweek_desktop.services.receiving.unread import unread
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.summing.held_member import as_member, member_in_form
from lcweek_desktop.services.summing.newer import NewerReport, newer_report
from lcweek_desktop.services.summing.rollup import double_units, rollup
from lcweek_desktop.services.summing.sudden_changes import sudden_changes
from lcweek_desktop.services.summing.unit_reports import UnitReports, all_reports, damages
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import ReceivedFile, StoredReport, UnreadItem

_UNKEPT_NEEDS: Final = {
    ReceiveVerdict.PAPER: Need.PAPER,
    ReceiveVerdict.UNREADABLE: Need.UNREADABLE,
    ReceiveVerdict.NOT_TAKEN: Need.NOT_TAKEN,
    ReceiveVerdict.OPENED: Need.OPENED,
    ReceiveVerdict.PASSED_OVER: Need.PASSED_OVER,
}
"""What a file needs of which nothing is kept."""

_HANDMADE: Final = ("foreign-workbook", "foreign-document", "foreign-template")
_HANDMADE_PAGES: Final = (".xls", ".doc", ".rtf", ".htm", ".html")
"""The codes of files that people made by hand, and the names of some that are pages or older texts."""

Changes: TypeAlias = tuple[tuple[Cell, int | None, int | None], ...]
"""Cells in the form's order, each with the number of the other report and of this one; None for a blank."""


@dataclass(frozen=True)
class ReceivedItem:
    """A received report as it stands now, or a file that was set aside or could not be read.

    `file` is the name of the file that brought it, empty for a report typed on behalf of its unit. `sentence`
    says how it stands and, on further lines, what other programs did to its PDF. `unit` is None when neither
    the directory nor the file names it. `held_id` is None unless a report is held; then `key` are the 4 × 4
    letters of its key. `changes` are the cells in which it differs from the unit's report `other_revision`,
    which is None when there is none to compare it with; for paper whose file is not here they are then all
    its figures. `other_id` is that report where it came by itself, so that its words can be compared. `at` is
    the local time to the minute at which the file first came, None where that is not known. `place` names
    what could not be read, so that it can be dismissed; it is empty for all else. `sender` is who sent the
    mail that this came with. `handmade` is the file from which figures may be entered by hand, or the
    archive or mail in which that is at the end of the way in `place`; None for any other. `scans` counts the
    scans that came along.
    `is_paper_only` says that the report is known from its signed paper only, `is_on_paper` that a scan or
    photo shows paper whose code its key signed. `doubts` are sentences on its scans that do not show the
    paper of this report. `judged` is what the unit was told of this very report, None until then.
    `misplaced` is the unit of a file that was set aside
    because of where that unit reports, which a person may say (`placing.place_unit`).
    """

    need: Need
    file: str
    sentence: str
    unit: Unit | None = None
    held_id: VersionId | None = None
    revision: int | None = None
    key: str = ""
    other_revision: int | None = None
    changes: Changes = ()
    scans: int = 0
    is_paper_only: bool = False
    is_on_paper: bool = False
    doubts: tuple[str, ...] = ()
    at: str | None = None
    place: str = ""
    sender: str = ""
    other_id: VersionId | None = None
    judged: ReceiptVerdict | None = None
    misplaced: Unit | None = None
    handmade: Path | None = None


def received_items(workspace: Workspace) -> tuple[ReceivedItem, ...]:
    """All that was received here and is held, set aside or could not be read, by need, then by unit as
    people count ("số 2" before "số 10") and by revision."""
    items = [
        *_damaged_items(workspace),
        *_held_items(workspace),
        *_set_aside_items(workspace),
        *_unread_items(workspace),
    ]
    return tuple(sorted(items, key=_display_order))


def unkept_items(results: Iterable[ReceiveResult]) -> tuple[ReceivedItem, ...]:
    """The items of what was not kept among `results` and of which more is known than is stored, one for each:
    of a picture with several paper codes, all that is said, and the figures of the first."""
    items: dict[str, ReceivedItem] = {}
    for result in results:
        is_stored = result.verdict is ReceiveVerdict.UNREADABLE and result.place
        if result.verdict in _UNKEPT_NEEDS and not is_stored:
            item = _unkept_item(result)
            first = items.setdefault(item.place, item)
            if first is not item:
                items[item.place] = replace(first, sentence=f"{first.sentence}\n{item.sentence}")
    return tuple(items.values())


def _unkept_item(result: ReceiveResult) -> ReceivedItem:
    item = ReceivedItem(
        _UNKEPT_NEEDS[result.verdict],
        result.name,
        result.message,
        revision=result.revision,
        place=result.place or result.name,
    )
    return item if result.reading is None else _with_reading(item, result.reading)


def _with_reading(item: ReceivedItem, reading: PaperReading) -> ReceivedItem:
    """`item` with the unit and the figures that its paper names."""
    item = replace(item, unit=reading.unit)
    if reading.verdict is PaperVerdict.DIFFERS:
        changes = tuple((each.cell, each.file, each.paper) for each in reading.differences)
        return replace(item, changes=changes, other_revision=reading.revision)
    if reading.verdict in (PaperVerdict.NO_FILE, PaperVerdict.KEY_UNKNOWN) and reading.figures is not None:
        return replace(item, changes=tuple((cell, None, n) for cell, n in reading.figures.items()))
    return item


def _display_order(item: ReceivedItem) -> tuple[int, NameOrder, str, int, str]:
    name, code = ("", "") if item.unit is None else (item.unit.name, item.unit.code)
    return [*Need].index(item.need), name_order(name), code, item.revision or 0, item.file


def _damaged_items(workspace: Workspace) -> Iterator[ReceivedItem]:
    """What is damaged; where a decision is, the unit's reports say so themselves."""
    received = workspace.store.received
    names = {file.report: file.name for file in received.of(workspace.unit.id) if file.report is not None}
    held = all_reports(workspace)
    for damage in damages(workspace):
        unit = workspace.directory.units.get(damage.unit.code)
        file = names.get(damage.report or "", "" if unit else damage.unit.code)
        asks_itself = damage.code == "damaged-decision" and held[damage.unit].reports
        if not asks_itself:
            yield ReceivedItem(Need.DAMAGED, file, damage.message, unit)
    for place in workspace.store.unread.damaged(workspace.unit.id):
        name = _way(place)
        yield ReceivedItem(Need.DAMAGED, name, sentence("damaged-unread", place=name), place=place)
    for sha256 in received.damaged(workspace.unit.id):
        yield ReceivedItem(Need.DAMAGED, sha256, sentence("damaged-file", file=sha256))


def _held_items(workspace: Workspace) -> Iterator[ReceivedItem]:
    received = workspace.store.received.of(workspace.unit.id)
    files = {file.sha256: file for file in received}
    copies: defaultdict[str | None, list[ReceivedFile]] = defaultdict(list)
    for each in received:
        copies[each.report].append(each)
    left_out = double_units(rollup(workspace))
    for reports in all_reports(workspace).values():
        for report in (*reports.reports, *reports.passed_over):
            item = _held_item(workspace, reports, report, is_double=reports.unit in left_out)
            yield _with_files(item, files.get(report.file or ""), copies[report.version.id.fingerprint])


def _held_item(
    workspace: Workspace, reports: UnitReports, report: StoredReport, *, is_double: bool
) -> ReceivedItem:
    unit, revision = as_member(workspace, reports.unit, report).unit, report.version.revision
    other = _other_report(reports, report)
    outcome = outcome_now(reports, report, is_compared=other is not None)
    newer = newer_report(workspace, reports.unit) if outcome.is_counting and is_double else None
    if newer is not None:
        outcome = NEWER_WAITS if newer.is_waiting else NEWER
    elif outcome.is_counting and is_double:
        outcome = outcome.as_double
    said = {
        "unit": unit.code,
        "name": unit.name,
        "revision": revision,
        "holder": "" if newer is None else newer.holder_name,
        **said_of_key(workspace, reports.unit, report.version.id.key),
    }
    key = PublicKey.from_base64(report.version.id.key).short
    words = sentence(outcome.code, **said, key=key)
    editions = earlier_note(workspace, reports, report) if outcome.is_counting else ()
    provisional = provisional_note(reports, report) if outcome.is_counting else ()
    told = judgement_lines(workspace, reports, report)
    is_sudden = outcome.is_counting and reports.unit in sudden_changes(workspace)
    sudden = (sentence("received-sudden"),) if is_sudden else ()
    lines = (words, renaming(reports, report), *provisional, *sudden, *editions, *told)
    need = Need.SUDDEN if is_sudden else outcome.need
    judgement = last_judgement(workspace, reports.unit)
    return ReceivedItem(
        need=Need.PROVISIONAL if provisional else need,
        file="",
        sentence="\n".join(filter(None, lines)),
        unit=unit,
        held_id=report.version.id,
        revision=revision,
        key=key,
        other_revision=_other_revision(other, newer),
        changes=_changes(workspace, reports, report, other, newer),
        scans=len(report.scans),
        is_paper_only=report.is_paper_only,
        other_id=None if newer is not None or other is None else other.version.id,
        judged=judgement.verdict if judgement is not None and is_about(judgement, report) else None,
    )


def _with_files(
    item: ReceivedItem, shown: ReceivedFile | None, copies: Sequence[ReceivedFile]
) -> ReceivedItem:
    """`item` with the name and doubts of the file `shown`, and the notes on all `copies` of it.

    `copies` are the files that brought the report. A note on another copy than `shown` begins with its name.
    """
    lines = [item.sentence]
    if item.is_paper_only:
        lines.append(sentence(PAPER_ONLY_NOTE))
    for file in copies:
        name = "" if file == shown else f"{file.name}: "
        lines += [f"{name}{sentence(note)}" for note in file.notes]
    is_on_paper = any(KEY_ON_PAPER_NOTE in file.notes for file in copies)
    item = replace(item, sentence="\n".join(lines), is_on_paper=is_on_paper)
    return item if shown is None else replace(item, file=shown.name, doubts=shown.doubts, at=shown.at)


def _other_revision(other: StoredReport | None, newer: NewerReport | None) -> int | None:
    if newer is not None:
        return newer.older.revision
    return None if other is None else other.version.revision


def _changes(
    workspace: Workspace,
    reports: UnitReports,
    report: StoredReport,
    other: StoredReport | None,
    newer: NewerReport | None,
) -> Changes:
    """Where `report` differs from the one that counts inside another unit's, or else from `other`."""
    if newer is not None:
        before = newer.older.figures
    elif other is not None:
        before = member_in_form(workspace, reports.unit, other).figures
    else:
        return ()
    after = member_in_form(workspace, reports.unit, report).figures
    return tuple((cell, *numbers) for cell, numbers in differences(workspace.form, before, after).items())


def _other_report(reports: UnitReports, report: StoredReport) -> StoredReport | None:
    """What `report` is compared with: its rival of the same revision number, the report that counts in its
    place, or the one whose place it took."""
    if report in reports.passed_over:
        return None
    if reports.resolution.status[report.version.id] is VersionStatus.CONFLICT:
        return _rival(reports, report)
    counted = reports.resolution.counted
    if report.version.id != counted:
        return _other_in_question(reports, report) if counted is None else reports.report(counted)
    return _replaced(reports, report)


def _other_in_question(reports: UnitReports, report: StoredReport) -> StoredReport | None:
    """The highest report that may be of another unit than `report`, when neither counts."""
    status = reports.resolution.status
    if status[report.version.id] is not VersionStatus.ONE_CODE:
        return None
    others = (
        each
        for each in reports.reports
        if status[each.version.id] is VersionStatus.ONE_CODE and each.version.signer != report.version.signer
    )
    return max(others, key=lambda each: each.version.revision, default=None)


def _rival(reports: UnitReports, report: StoredReport) -> StoredReport | None:
    status, revision = reports.resolution.status, report.version.revision
    rivals = (
        each
        for each in reports.reports
        if each is not report
        and each.version.revision == revision
        and status[each.version.id] is VersionStatus.CONFLICT
    )
    return next(rivals, None)


def _replaced(reports: UnitReports, counted: StoredReport) -> StoredReport | None:
    """The highest of the earlier reports that do not count any more."""
    status, version = reports.resolution.status, counted.version
    earlier = (
        each
        for each in reports.reports
        if each.version.revision <= version.revision
        and each.version.id.fingerprint != version.id.fingerprint
        and status[each.version.id] in (VersionStatus.OLD, VersionStatus.REFUSED)
    )
    return max(earlier, key=lambda each: each.version.revision, default=None)


def _set_aside_items(workspace: Workspace) -> Iterator[ReceivedItem]:
    """The items of files that were set aside without their report being held.

    A held report has an item of its own, which says why it does not count.
    """
    for file in workspace.store.received.of(workspace.unit.id, ReceiveVerdict.SET_ASIDE.value):
        if file.report is None:
            yield _set_aside_item(workspace, file)


def _set_aside_item(workspace: Workspace, file: ReceivedFile) -> ReceivedItem:
    unknown = unknown_unit(workspace, file)
    code = file.code if file.code not in UNLISTED else UNLISTED[unknown is None]
    lines = "\n".join((sentence(code, **file.fields), *map(sentence, file.notes)))
    if unknown is not None:
        return ReceivedItem(Need.UNKNOWN_UNIT, file.name, lines, unknown)
    sender = UnitCode(cast(str, file.fields.get("unit", "")))
    misplaced = misplaced_unit(workspace, file)
    listed = workspace.directory.units.get(sender)
    return ReceivedItem(Need.SET_ASIDE, file.name, lines, listed or misplaced, misplaced=misplaced)


def unread_items(workspace: Workspace) -> tuple[ReceivedItem, ...]:
    """What came and could not be read, in the order in which it came, with whom to ask where it is known."""
    return tuple(_unread_items(workspace))


def _unread_items(workspace: Workspace) -> Iterator[ReceivedItem]:
    for item in unread(workspace):
        lines = [sentence(said.code, **said.fields) for said in item.said]
        lines.append(sentence("unread-folder", folder=str(Path(item.place.partition("\n")[0]).parent)))
        if item.sender:
            lines.append(sentence("unread-sender", sender=item.sender))
        handmade = _handmade(item)
        yield ReceivedItem(
            _UNKEPT_NEEDS[ReceiveVerdict(item.verdict)] if handmade is None else Need.HANDMADE,
            shown_way(item.name, item.inside),
            "\n".join(lines),
            at=item.at,
            place=item.place,
            sender=item.sender,
            handmade=handmade,
        )


def _handmade(item: UnreadItem) -> Path | None:
    name = (item.inside or (item.name,))[-1]
    is_one = any(said.code in _HANDMADE for said in item.said) or name.lower().endswith(_HANDMADE_PAGES)
    return Path(item.place.partition("\n")[0]) if is_one else None


def _way(place: str) -> str:
    """How what lies at `place` is named."""
    file, *inside = place.split("\n")
    return shown_way(Path(file).name, inside)
