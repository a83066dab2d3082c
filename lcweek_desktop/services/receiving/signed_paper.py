"""Signed paper that is received: compared with what is held, or held itself until its file comes.

Source: docs/paper-code.md, What a reader says; docs/adr/0083-figures-from-paper.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lcweek_desktop.bundle.members import validate_own_share
from lcweek_desktop.bundle.paper import decode_head
from lcweek_desktop.domain.merge import Version, VersionId
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.paper.reading import PaperReading, read_papers
from lcweek_desktop.services.paper.verdict import PaperVerdict
from lcweek_desktop.services.receiving.holding import KEY_ON_PAPER_NOTE, held_result, hold
from lcweek_desktop.services.receiving.incoming_file import IncomingFile
from lcweek_desktop.services.receiving.result import ReceiveResult, not_received, storable_fields
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.workspace.user_files import keep_scan
from lcweek_desktop.storage import StoredReport

PAPER_ONLY_NOTE: Final = "received-unfiled"
"""Code of the note that a report is known from its signed paper only."""

_PICTURE: Final = "bundle-picture"
_MAY_BE_PAPER: Final = frozenset({_PICTURE, "bundle-pdf-plain"})
"""The codes with which `sent_bundle` refuses files that may show signed paper."""


def receive_paper(file: IncomingFile, no_bundle: KnownError) -> Iterator[ReceiveResult]:
    """Receive `file`, which has no bundle, as signed paper. Yields a result for each paper code on it.

    `no_bundle` is the error that says that there is no bundle. When no code can be read, there is one result:
    for a picture the advice how to photograph the paper, for a file that stopped the reading the reason, and
    for any other file `no_bundle`.
    """
    readings = _readings(file, no_bundle)
    if not readings:
        yield not_received(file.path, no_bundle)
    for reading in readings:
        try:
            yield _receive_reading(file, reading)
        except KnownError as error:
            yield not_received(file.path, error)


def _readings(file: IncomingFile, no_bundle: KnownError) -> list[PaperReading]:
    if no_bundle.code not in _MAY_BE_PAPER:
        return []
    readings = list(read_papers(file.workspace, [file.path]))
    is_read = readings[0].verdict is not PaperVerdict.UNREADABLE
    is_advised = (no_bundle.code, readings[0].code) == (_PICTURE, "paper-no-code")
    return readings if is_read or is_advised or readings[0].was_stopped else []


def _receive_reading(file: IncomingFile, reading: PaperReading) -> ReceiveResult:
    """Hold the report that `reading` alone tells of, or say how it compares with what is held."""
    unit = reading.unit
    if unit is not None and (report := _paper_only_report(file, unit, reading)) is not None:
        # The key is trusted already; one of this machine may still have to be confirmed for the unit.
        outcome = hold(file, report, None, confirm_key=True)
        return replace(held_result(file, unit, report, outcome), notes=(PAPER_ONLY_NOTE,))
    if reading.verdict is PaperVerdict.MATCHES and not reading.verified:
        _keep_beside_report(file, reading)
    return ReceiveResult(
        file=file.path,
        verdict=_verdict(reading),
        code=reading.code,
        message=reading.message,
        unit=None if unit is None else unit.code,
        revision=reading.revision,
        reading=reading,
        fields=storable_fields(reading.fields),
    )


def _verdict(reading: PaperReading) -> ReceiveVerdict:
    if reading.verdict is PaperVerdict.UNREADABLE:
        return ReceiveVerdict.UNREADABLE
    return ReceiveVerdict.KNOWN if reading.verdict is PaperVerdict.MATCHES else ReceiveVerdict.PAPER


def _keep_beside_report(file: IncomingFile, reading: PaperReading) -> None:
    """Keep `file`, a picture of the paper of a report that is held under a key that nobody compared, and note
    with the report that its key signed the code on the paper."""
    workspace, unit = file.workspace, reading.unit
    if unit is None:
        return
    held = workspace.store.stored_reports.of_unit(workspace.unit.id, workspace.campaign, unit.id)
    for report in held:
        if report.paper == reading.payload:
            workspace.store.blobs.put(file.data)
            entry = file.entry(ReceiveVerdict.KNOWN, reading.code)
            fingerprint = report.version.id.fingerprint
            notes = (KEY_ON_PAPER_NOTE,)
            said = storable_fields(reading.fields)
            entry = replace(entry, report=fingerprint, notes=notes, fields=said)
            workspace.store.received.record(entry)


def _paper_only_report(file: IncomingFile, unit: Unit, reading: PaperReading) -> StoredReport | None:
    """The report of `unit` as `reading` alone tells of it, with `file` as its scan; None unless its signature
    is right under a trusted key and no file of that revision is held.

    Raises KnownError `received-not-below`, or `bundle-sum` for figures that no report can have.
    """
    workspace, figures, revision = file.workspace, reading.figures, reading.revision
    if reading.verdict is not PaperVerdict.NO_FILE or figures is None or not revision:
        return None
    if not workspace.directory.is_below(unit.code, workspace.unit.code):
        raise KnownError("received-not-below", unit=unit.code)
    validate_own_share(workspace.form, unit, figures, {})
    held_id = VersionId(decode_head(reading.payload).fingerprint.hex(), reading.key)
    scan = keep_scan(workspace.context, file.data)
    return StoredReport(
        receiver=workspace.unit.id,
        campaign=workspace.campaign,
        unit=unit.id,
        version=Version(held_id, revision, None, len(figures)),
        issue=0,
        paper=reading.payload,
        signoff=SignOff(),
        scans=(scan,),
        file=scan.sha256,
    )
