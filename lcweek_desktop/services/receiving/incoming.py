"""Receiving files: judged, kept as they came, held, and what each means for the sums (bundle.md, Merging)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Final, cast

from lcweek_desktop.bundle.bundle import Bundle
from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.pdf_alterations import alteration_notes
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.bundle.source import bundle_in
from lcweek_desktop.domain.canonical import Json, sha256_hex
from lcweek_desktop.domain.codec import unit_json
from lcweek_desktop.domain.merge import Version, VersionId, VersionStatus
from lcweek_desktop.domain.report import Report
from lcweek_desktop.domain.rollup import report_sums, walk
from lcweek_desktop.domain.unit import Directory, UnitId
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.paper.paper_only import paper_only_report
from lcweek_desktop.services.paper.reading import PaperReading, read_papers
from lcweek_desktop.services.paper.scans import received_doubts
from lcweek_desktop.services.paper.verdict import PaperVerdict
from lcweek_desktop.services.receiving.deciding import confirm, refuse_bound
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.summing.rollup import UnitReports, double_units, rollup, unit_reports
from lcweek_desktop.services.workspace.files import keep_scan, kept_name, read_file
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import ReceivedFile, Scan, StoredReport

NOTES: Final = "notes"
"""Under this name a received file keeps the codes of what other programs did to its PDF,"""
REPORT: Final = "report"
"""under this one the fingerprint of the report that it brought,"""
DOUBTS: Final = "doubts"
"""and under this one what is said of its scans that are not of the report's paper."""

SENDER: Final = "sender"
"""A file that was set aside keeps under this name what its report says of the unit that sent it."""

COUNTING: Final = frozenset({"received-accepted", "received-superseded", "received-gap"})
"""What is said of a report that counts now,"""
DOUBLE: Final = "received-double"
"""and in place of it when the unit counts inside another's report."""

UNFILED: Final = "received-unfiled"
"""The note that a report is known from its paper code alone."""

_PICTURE: Final = "bundle-picture"
_PICTURED: Final = frozenset({_PICTURE, "bundle-pdf-plain"})
_PAPERS: Final = {"paper-matches": ReceiveVerdict.KNOWN}


@dataclass(frozen=True)
class ReceiveResult:
    """What is said of one file; `code` and `message` name the reason. Unit code, revision and fingerprint are
    None for a file that could not be read as a bundle. `notes`: codes of what other programs did to its PDF
    (`pdf-…`). `doubts`: where its scans are not of this report's paper. `reading`: what a code on a picture
    of paper says."""

    file: Path
    verdict: ReceiveVerdict
    code: str
    message: str
    unit: str | None = None
    revision: int | None = None
    fingerprint: str | None = None
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    reading: PaperReading | None = None


def receive(
    workspace: Workspace, paths: Iterable[Path], *, confirm_keys: bool = False
) -> Iterator[ReceiveResult]:
    """Take in files, and every file below folders, one by one; each is settled before the next is read.

    `confirm_keys`: a key not seen before is confirmed on arrival. A picture of signed paper is compared with
    what is held, once for each code on it, and so are the scans that come with a report; figures of paper
    whose file is not here count until it comes (`unfiled`). What cannot be read changes nothing, and the
    files themselves are only ever read.
    """
    known = workspace.directory
    for path in paths:
        files = _files(path)
        if not files:
            yield _unreadable(path, KnownError("received-folder-empty", file=path.name))
        for file in files:
            receipt = _received(workspace, known, file, confirm_keys)
            pictured = receipt.code in _PICTURED
            yield from _on_paper(workspace, known, receipt) if pictured else [receipt]


def receive_again(workspace: Workspace, file: ReceivedFile) -> ReceiveResult:
    """Judge anew a file that was set aside, from its kept bytes, now that something else is known.

    Raises KnownError `store-blob-missing` or `store-blob-damaged`; nothing is changed then.
    """
    data = workspace.store.blobs.get(file.sha256)
    return _judged(workspace, workspace.directory, Path(file.name), data)


def listed_files(paths: Iterable[Path]) -> list[Path]:
    """What `receive` would read: every file below folders, sorted; an empty folder stands for itself."""
    return [file for path in paths for file in _files(path) or [path]]


def _files(path: Path) -> list[Path]:
    """Every file below a folder, sorted; a file by itself, also one that is not there."""
    with suppress(OSError):  # a name that no system takes: reading the file will say so
        if path.is_dir():
            return sorted(filter(_is_file, path.rglob("*")))
    return [path]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # locked away: reading it will say so, and hide no other
        return True


def _received(workspace: Workspace, known: Directory, file: Path, confirm_keys: bool) -> ReceiveResult:
    try:
        data = read_file(file)
    except KnownError as error:
        return _unreadable(file, error)
    return _judged(workspace, known, file, data, confirm_keys=confirm_keys)


def _judged(
    workspace: Workspace, known: Directory, file: Path, data: bytes, *, confirm_keys: bool = False
) -> ReceiveResult:
    try:
        bundle = read_bundle(bundle_in(data), workspace.context.forms)
    except KnownError as error:
        return _unreadable(file, error)
    notes = alteration_notes(data)
    try:
        report = _meant_for(workspace, known, bundle)
    except KnownError as error:
        return _set_aside(workspace, file, data, bundle, notes, error)
    return _held(workspace, known, file, data, bundle, report, notes, confirm_keys)


def _unreadable(file: Path, error: KnownError) -> ReceiveResult:
    return ReceiveResult(file, ReceiveVerdict.UNREADABLE, error.code, error.message)


def _on_paper(workspace: Workspace, known: Directory, receipt: ReceiveResult) -> Iterator[ReceiveResult]:
    """What the codes in a picture of signed paper say; when a photo shows none, how it should be taken, and
    of any other file what is said anyway."""
    readings = list(read_papers(workspace, [receipt.file]))
    first = readings[0]
    if first.verdict is PaperVerdict.UNREADABLE and (receipt.code, first.code) != (_PICTURE, "paper-no-code"):
        yield receipt
        return
    for reading in readings:
        try:
            yield _unfiled(workspace, known, reading) or _of_paper(reading)
        except KnownError as error:
            yield _unreadable(reading.file, error)


def _of_paper(reading: PaperReading) -> ReceiveResult:
    readable = reading.verdict is not PaperVerdict.UNREADABLE
    verdict = _PAPERS.get(reading.code, ReceiveVerdict.PAPER) if readable else ReceiveVerdict.UNREADABLE
    unit = None if reading.unit is None else reading.unit.code
    return ReceiveResult(
        reading.file, verdict, reading.code, reading.message, unit, reading.revision, reading=reading
    )


def _unfiled(workspace: Workspace, known: Directory, reading: PaperReading) -> ReceiveResult | None:
    """What taking in the figures of paper without its file meant; None when there is nothing to take in."""
    if reading.verdict is not PaperVerdict.NO_FILE:
        return None
    unit, data = reading.unit, read_file(reading.file)
    held = paper_only_report(workspace, known, reading, keep_scan(workspace.context, data))
    if held is None or unit is None:
        return None
    received = _taken(workspace, reading.file, data, held, None, (), confirm_keys=True)
    key = PublicKey.from_base64(reading.key).short
    code = _told(workspace, known, received.code, unit.id)
    message = sentence(code, unit=unit.code, name=unit.name, revision=reading.revision, key=key)
    return ReceiveResult(
        reading.file,
        ReceiveVerdict(received.verdict),
        code,
        message,
        unit.code,
        reading.revision,
        held.version.id.fingerprint,
        (UNFILED,),
    )


def _set_aside(
    workspace: Workspace,
    file: Path,
    data: bytes,
    bundle: Bundle,
    notes: tuple[str, ...],
    error: KnownError,
) -> ReceiveResult:
    sha256 = workspace.store.blobs.put(data)
    told = cast(dict[str, Json], error.context) | {NOTES: [*notes]}
    if bundle.report is not None:
        told[SENDER] = unit_json(bundle.report.unit)
    workspace.store.received.record(
        ReceivedFile(
            workspace.unit.id,
            sha256,
            kept_name(file),
            len(data),
            ReceiveVerdict.SET_ASIDE.value,
            error.code,
            told,
        )
    )
    return _about(
        bundle, ReceiveResult(file, ReceiveVerdict.SET_ASIDE, error.code, error.message, notes=notes)
    )


def _meant_for(workspace: Workspace, known: Directory, bundle: Bundle) -> Report:
    """The bundle's report when it is for `desk`; KnownError `received-…` saying why it is set aside."""
    manifest, sender, me = bundle.manifest, bundle.manifest.unit, workspace.unit.code
    if manifest.campaign != workspace.campaign:
        raise KnownError("received-campaign", theirs=manifest.campaign, ours=workspace.campaign)
    if bundle.report is None:
        raise KnownError("received-form", campaign=manifest.campaign)
    if manifest.kind != "report":
        raise KnownError("received-practice", unit=sender.code)
    if sender.edition != workspace.unit.id.edition or sender.code not in known.units:
        unit = bundle.report.unit
        raise KnownError("received-unit", unit=unit.code, name=unit.name)
    if not known.is_below(sender.code, me):
        raise KnownError("received-not-below", unit=sender.code)
    if manifest.recipient != me and not known.is_below(manifest.recipient, me):
        raise KnownError("received-recipient", unit=sender.code, recipient=manifest.recipient)
    _refuse_unsummable(workspace, known, bundle.report)
    refuse_bound(workspace, sender, bundle.key.base64)
    return bundle.report


def _refuse_unsummable(workspace: Workspace, known: Directory, report: Report) -> None:
    """KnownError for a report that could not be printed here, or that nobody from `desk` upward could sum."""
    sender, holders = report.unit, {workspace.unit.code, *known.ancestors(workspace.unit.code)}
    if sender.level not in workspace.form.level_by_key:
        raise KnownError("received-level", unit=sender.code, name=sender.name, level=sender.level)
    for _, member in walk(report.members):
        held = member.unit
        if held.code in holders:
            raise KnownError("received-circle", unit=sender.code, above=held.code, name=held.name)


def _held(
    workspace: Workspace,
    known: Directory,
    file: Path,
    data: bytes,
    bundle: Bundle,
    report: Report,
    notes: tuple[str, ...],
    confirm_keys: bool,
) -> ReceiveResult:
    store, unit = workspace.store, report.unit.id
    held_id = VersionId(bundle.manifest.fingerprint, bundle.key.base64)
    sha256 = store.blobs.put(data)
    scans = tuple(keep_scan(workspace.context, bytes(scan)) for scan in bundle.scans)
    record = _record(workspace, bundle, report, held_id, scans, sha256)
    received = _taken(workspace, file, data, record, bundle.report_bytes, notes, confirm_keys)
    doubts = received_doubts(workspace, unit.code, report.revision, map(bytes, bundle.scans))
    if doubts:
        store.received.record(replace(received, context={**received.context, DOUBTS: [*doubts]}))
    code = _told(workspace, known, received.code, unit)
    message = sentence(
        code, unit=unit.code, name=report.unit.name, revision=report.revision, key=bundle.key.short
    )
    receipt = ReceiveResult(file, ReceiveVerdict(received.verdict), code, message, notes=notes, doubts=doubts)
    return _about(bundle, receipt)


def _told(workspace: Workspace, known: Directory, code: str, unit: UnitId) -> str:
    """`code`, what became of a report of `unit`, unless the unit counts inside that of one above it. What is
    stored of others may be damaged: that is told where it is looked at, and stops no receiving."""
    between = takewhile(lambda above: above != workspace.unit.code, known.ancestors(unit.code))
    above = (UnitId(unit.edition, each) for each in between)
    held = workspace.store.stored_reports
    with suppress(KnownError):
        if code in COUNTING and any(
            held.of_unit(workspace.unit.id, workspace.campaign, each) for each in above
        ):
            return DOUBLE if unit in double_units(rollup(workspace)) else code
    return code


def _taken(
    workspace: Workspace,
    file: Path,
    data: bytes,
    held: StoredReport,
    report: bytes | None,
    notes: tuple[str, ...],
    confirm_keys: bool,
) -> ReceivedFile:
    """`file` as it stands in the store once `held` is held; `report` is its `report.json`, None for a report
    known from paper alone."""
    store, held_id = workspace.store, held.version.id
    before = unit_reports(workspace, held.unit)
    with store.transaction():
        if report is None:
            store.stored_reports.put_paper(held)
        else:
            store.stored_reports.put(held, report)
        arrived = unit_reports(workspace, held.unit).resolution.status.get(held_id)
        if confirm_keys and arrived is VersionStatus.KEY_PENDING:
            confirm(workspace, held.unit, held_id.key)
        verdict, code = _verdict(held, before, unit_reports(workspace, held.unit))
        told: dict[str, Json] = {NOTES: [*notes], REPORT: held_id.fingerprint}
        sha256, name = sha256_hex(data), kept_name(file)
        received = ReceivedFile(workspace.unit.id, sha256, name, len(data), verdict.value, code, told)
        store.received.record(received)
    return received


def _record(
    workspace: Workspace,
    bundle: Bundle,
    report: Report,
    held_id: VersionId,
    scans: tuple[Scan, ...],
    sha256: str,
) -> StoredReport:
    filled = len(report_sums(workspace.form, report))
    return StoredReport(
        receiver=workspace.unit.id,
        campaign=workspace.campaign,
        unit=report.unit.id,
        version=Version(held_id, report.revision, report.previous, filled, on_behalf=report.revision == 0),
        issue=bundle.manifest.issue,
        paper=bundle.manifest.paper,
        signoff=bundle.signoff,
        scans=scans,
        file=sha256,
    )


_OUTCOMES: Final = {
    VersionStatus.OLD: (ReceiveVerdict.OLD, "received-old"),
    VersionStatus.REFUSED: (ReceiveVerdict.OLD, "received-refused"),
    VersionStatus.FEWER_CELLS: (ReceiveVerdict.NEEDS_DECISION, "received-fewer-cells"),
    VersionStatus.CONFLICT: (ReceiveVerdict.CONFLICT, "received-conflict"),
    VersionStatus.KEY_PENDING: (ReceiveVerdict.NEEDS_DECISION, "received-key-pending"),
    VersionStatus.KEY_SUPERSEDED: (ReceiveVerdict.SET_ASIDE, "received-key-superseded"),
}


def _verdict(held: StoredReport, before: UnitReports, after: UnitReports) -> tuple[ReceiveVerdict, str]:
    """What the arrival of `held` meant: its status, and what it did to the unit's other reports."""
    held_id, was, now = held.version.id, before.resolution.status, after.resolution.status
    if held_id not in now:
        return ReceiveVerdict.SET_ASIDE, "received-paper-overlap"
    status = now[held_id]
    verdict, code = _OUTCOMES.get(status, (ReceiveVerdict.ACCEPTED, "received-accepted"))
    if not verdict.is_settled:
        return verdict, code
    if was.get(held_id) is status:
        same = before.report(held_id).issue == after.report(held_id).issue
        return ReceiveVerdict.KNOWN, "received-known" if same else "received-reissued"
    if any(each.paper == held.paper and was[each.version.id] is status for each in before.reports):
        return ReceiveVerdict.ACCEPTED, "received-paper-filed"
    if any(
        now[other] is VersionStatus.FEWER_CELLS and was.get(other) is not VersionStatus.FEWER_CELLS
        for other in now
    ):
        return ReceiveVerdict.NEEDS_DECISION, "received-more-cells"
    if status is VersionStatus.COUNTED and before.resolution.counted is not None:
        return ReceiveVerdict.SUPERSEDED_PREVIOUS, "received-superseded"
    if status is VersionStatus.COUNTED and after.resolution.gap:
        return ReceiveVerdict.ACCEPTED, "received-gap"
    return verdict, code


def _about(bundle: Bundle, receipt: ReceiveResult) -> ReceiveResult:
    manifest = bundle.manifest
    return replace(
        receipt, unit=manifest.unit.code, revision=manifest.revision, fingerprint=manifest.fingerprint
    )
