"""Receiving files: each is read, judged, checked for whether it is for us, held or set aside, and reported.

Source: docs/bundle-format.md, Reading; docs/merging.md, Merging.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.merge import Version, VersionId
from lcweek_desktop.domain.report import Report
from lcweek_desktop.domain.rollup import report_sums
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.backing_up import back_up_before_receiving
from lcweek_desktop.services.paper.scans import received_doubts
from lcweek_desktop.services.receiving.addressing import addressed_report
from lcweek_desktop.services.receiving.found_files import files_below
from lcweek_desktop.services.receiving.holding import held_result, hold, record_held
from lcweek_desktop.services.receiving.incoming_file import IncomingBundle, IncomingFile
from lcweek_desktop.services.receiving.result import ReceiveResult, not_received
from lcweek_desktop.services.receiving.signed_paper import receive_paper
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.workspace.user_files import keep_scan
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import ReceivedFile, StoredReport


def receive(
    workspace: Workspace, paths: Iterable[Path], *, confirm_keys: bool = False
) -> Iterator[ReceiveResult]:
    """Receive files, and every file below folders; each is settled before the next is read.

    With `confirm_keys` a key that was not seen before is confirmed on arrival. A picture of signed paper
    gives a result for each paper code on it: it is compared with what is held, and figures whose file is not
    here count until it comes. The scans that come with a report are compared with it, too. A file that cannot
    be read, or that this machine cannot take, changes nothing and keeps no other from being received; the
    files themselves are never written to. Before many files a backup is made.
    """
    found = [(path, files_below(path)) for path in paths]
    back_up_before_receiving(workspace.context, sum(len(files) for _, files in found))
    for path, files in found:
        if not files:
            yield not_received(path, KnownError("received-folder-empty", file=path.name))
        for file in files:
            try:
                yield from _receive_file(workspace, file, confirm_keys=confirm_keys)
            except KnownError as error:
                yield not_received(file, error)


def receive_again(workspace: Workspace, file: ReceivedFile) -> ReceiveResult:
    """Receive a file that was set aside once more, from its kept bytes, now that something else is known.

    Raises KnownError `store-blob-missing` or `store-blob-damaged`; nothing is changed then.
    """
    data = workspace.store.blobs.get(file.sha256)
    again = IncomingFile(workspace, Path(file.name), data, confirm_keys=False)
    try:
        bundle = again.judged()
    except KnownError as error:
        return not_received(again.path, error)
    return _receive_bundle(bundle)


def _receive_file(workspace: Workspace, path: Path, *, confirm_keys: bool) -> Iterable[ReceiveResult]:
    try:
        file = IncomingFile.read(workspace, path, confirm_keys=confirm_keys)
    except KnownError as error:
        return [not_received(path, error)]
    try:
        bundle = file.judged()
    except KnownError as error:
        return [_set_draft_aside(file)] if error.code == "draft-not-report" else receive_paper(file, error)
    return [_receive_bundle(bundle)]


def _receive_bundle(file: IncomingBundle) -> ReceiveResult:
    try:
        report = addressed_report(file.workspace, file.bundle)
    except KnownError as error:
        return _set_report_aside(file, error)
    return _hold_report(file, report)


def _set_report_aside(file: IncomingBundle, reason: KnownError) -> ReceiveResult:
    """Keep the file without holding its report, so that it can be received again later."""
    manifest, report = file.bundle.manifest, file.bundle.report
    result = _set_aside(file, reason, None if report is None else report.unit)
    return replace(
        result,
        unit=manifest.unit.code,
        revision=manifest.revision,
        fingerprint=manifest.fingerprint,
    )


def _set_draft_aside(file: IncomingFile) -> ReceiveResult:
    """Keep a draft that came in place of a report, so that its unit can be asked for that."""
    try:
        draft = file.draft()
    except KnownError as error:
        return not_received(file.path, error)
    unit = draft.unit
    names = {"name": unit.name, "unit": unit.id.code, "campaign": draft.manifest.campaign}
    return replace(_set_aside(file, KnownError("received-draft", **names), unit), unit=unit.id.code)


def _set_aside(file: IncomingFile, reason: KnownError, sender: Unit | None) -> ReceiveResult:
    """Keep the bytes of `file`, which `sender` made, under its name and with the `reason`."""
    store = file.workspace.store
    store.blobs.put(file.data)
    entry = file.entry(ReceiveVerdict.SET_ASIDE, reason.code)
    store.received.record(replace(entry, fields=cast(dict[str, Json], reason.context), sender=sender))
    return ReceiveResult(file.path, ReceiveVerdict.SET_ASIDE, reason.code, reason.message, notes=file.notes)


def _hold_report(file: IncomingBundle, report: Report) -> ReceiveResult:
    held = _stored_report(file, report)
    outcome = hold(file, held, file.bundle.report_bytes, confirm_key=file.confirm_keys)
    # Only now: scans are compared with what is held, and the report is safe if looking at them fails.
    scans = [*map(bytes, file.bundle.scans)]
    doubts = received_doubts(file.workspace, report.unit.code, report.revision, scans)
    if doubts:
        record_held(file, held, outcome, doubts)
    return replace(held_result(file, report.unit, held, outcome), doubts=doubts)


def _stored_report(file: IncomingBundle, report: Report) -> StoredReport:
    """`report` as it is held; its scans and the file itself are among the blobs from now on."""
    workspace, bundle = file.workspace, file.bundle
    form = bundle.form or workspace.form
    scans = tuple(keep_scan(workspace.context, bytes(scan)) for scan in bundle.scans)
    return StoredReport(
        receiver=workspace.unit.id,
        campaign=workspace.campaign,
        unit=report.unit.id,
        version=Version(
            VersionId(bundle.manifest.fingerprint, bundle.key.base64),
            report.revision,
            report.previous,
            filled=len(report_sums(form, report)),
            on_behalf=report.revision == 0,
            name=report.unit.name,
            restored=bundle.manifest.restored,
        ),
        issue=bundle.manifest.issue,
        paper=bundle.manifest.paper,
        signoff=bundle.signoff,
        scans=scans,
        file=workspace.store.blobs.put(file.data),
    )
