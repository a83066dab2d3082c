"""Receiving files: each is read, judged, checked for whether it is for us, held or set aside, and reported.

Source: docs/bundle-format.md, Reading; docs/merging.md, Merging.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, cast

from lcweek_desktop.domain.canonical import Json, sha256_hex
from lcweek_desktop.domain.merge import Version, VersionId
from lcweek_desktop.domain.report import Report
from lcweek_desktop.domain.rollup import report_sums
from lcweek_desktop.domain.unit import Unit, UnitCode
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.backup.backing_up import back_up_before_receiving
from lcweek_desktop.services.paper.scans import check_received
from lcweek_desktop.services.receiving.addressing import addressed_report
from lcweek_desktop.services.receiving.arrival import Arrival
from lcweek_desktop.services.receiving.foreign_file import Parcel, foreign_refusal
from lcweek_desktop.services.receiving.found_files import files_below
from lcweek_desktop.services.receiving.holding import held_result, hold, record_held
from lcweek_desktop.services.receiving.incoming_file import IncomingBundle, IncomingFile
from lcweek_desktop.services.receiving.on_behalf import HANDMADE_NOTE
from lcweek_desktop.services.receiving.parcel import Room, opened_parcel
from lcweek_desktop.services.receiving.result import ReceiveResult, not_received
from lcweek_desktop.services.receiving.signed_paper import receive_paper
from lcweek_desktop.services.receiving.unread import UnreadList
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.workspace.user_files import keep_scan, kept_name, read_file
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import ReceivedFile, StoredReport

_NEWLY_HELD: Final = frozenset(
    {
        ReceiveVerdict.ACCEPTED,
        ReceiveVerdict.SUPERSEDED_PREVIOUS,
        ReceiveVerdict.OLD,
        ReceiveVerdict.NEEDS_DECISION,
        ReceiveVerdict.CONFLICT,
    }
)
"""What is said of a report that was not held before, and of some that still wait."""


def receive(
    workspace: Workspace,
    paths: Iterable[Path],
    *,
    confirm_keys: bool = False,
    passwords: Sequence[str] = (),
) -> Iterator[ReceiveResult]:
    """Receive files, every file below folders, and every file in archives and mails; each is settled before
    the next is read. `passwords` are tried where an archive has one.

    With `confirm_keys` a key that was not seen before is confirmed on arrival. A picture of signed paper
    gives a result for each paper code on it: it is compared with what is held, and figures whose file is not
    here count until it comes. The scans that come with a report are compared with it, too. A file that cannot
    be read, or that this machine cannot take, changes nothing and keeps no other from being received; the
    former is listed until it is dismissed (`unread`). The files themselves are never written to. Before many
    files a backup is made.
    """
    found = [(path, files_below(path)) for path in paths]
    back_up_before_receiving(workspace.context, sum(len(files) for _, files in found))
    reception = _Reception(workspace, confirm_keys, passwords)
    for path, files in found:
        if not files:
            yield from reception.refuse(
                Arrival(path, path), KnownError("received-folder-empty", file=path.name)
            )
        for file in files:
            yield from reception.receive(Arrival(file, file), Room())


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


class _Reception:
    """Receives one thing after the other for the unit of `workspace`, and keeps its list of what could not be
    read."""

    def __init__(self, workspace: Workspace, confirm_keys: bool, passwords: Sequence[str]) -> None:
        self._workspace = workspace
        self._confirm_keys = confirm_keys
        self._passwords = passwords
        self._unread = UnreadList(workspace)
        self._is_comparing = False
        received = workspace.store.received.of(workspace.unit.id)
        undone = frozenset().union(*workspace.decisions.withdrawn.values())
        self._typed = {
            file.sha256 for file in received if HANDMADE_NOTE in file.notes and file.report not in undone
        }

    def receive(self, arrival: Arrival, room: Room) -> Iterator[ReceiveResult]:
        """Receive `arrival` and all that is in it, of which no more than `room` is taken out."""
        reason = arrival.passed_over()
        kind = None if reason else arrival.parcel()
        if reason is not None:
            yield from self.refuse(arrival, KnownError(reason, file=arrival.name))
        elif kind is not None:
            yield from self._receive_parcel(arrival, kind, room)
        else:
            yield from self._receive_file(arrival)

    def refuse(self, arrival: Arrival, error: KnownError) -> Sequence[ReceiveResult]:
        """Say that `error` keeps `arrival` from being received."""
        return self._settled(arrival, [_refused(arrival, error)])

    def _receive_parcel(self, arrival: Arrival, kind: Parcel, room: Room) -> Iterator[ReceiveResult]:
        try:
            with opened_parcel(arrival, kind, room, self._passwords) as (parcel, members):
                if not members:
                    yield from self.refuse(parcel, KnownError("mail-empty", file=arrival.name))
                    return
                said = sentence("parcel-opened", file=arrival.name, count=len(members))
                opened = ReceiveResult(arrival.file, ReceiveVerdict.OPENED, "parcel-opened", said)
                yield from self._settled(arrival, [opened])
                for member in members:
                    yield from self.receive(member, room)
        except KnownError as error:
            yield from self.refuse(arrival, error)

    def _receive_file(self, arrival: Arrival) -> Iterator[ReceiveResult]:
        sha256 = ""
        try:
            if arrival.refusal is not None or arrival.path is None:
                raise arrival.refusal or KnownError("file-missing", file=arrival.name)
            file = IncomingFile.read(self._workspace, arrival.path, confirm_keys=self._confirm_keys)
            sha256 = sha256_hex(file.data)
            results = [*_receive_file(file)]
        except KnownError as error:
            results = [_refused(arrival, error)]
        yield from self._settled(arrival, results, sha256)
        self._compare_early_papers(results)

    def _compare_early_papers(self, results: Sequence[ReceiveResult]) -> None:
        """Receive once more the signed paper that came before the reports which `results` newly hold, so that
        it does not matter which of them came first."""
        units = [UnitCode(each.unit) for each in results if each.unit and each.verdict in _NEWLY_HELD]
        if self._is_comparing or not units:
            return
        self._is_comparing = True
        for file in dict.fromkeys(file for unit in units for file in self._unread.papers_of(unit)):
            for _ in self.receive(Arrival(file, file), Room()):
                pass
        self._is_comparing = False

    def _settled(
        self, arrival: Arrival, results: Sequence[ReceiveResult], sha256: str = ""
    ) -> list[ReceiveResult]:
        """`results` as those of `arrival`, once the list of what could not be read says the same."""
        if arrival.is_inline and all(result.code == "paper-no-code" for result in results):
            results = [_refused(arrival, KnownError("passed-inline", file=arrival.name))]
        if self._was_typed(arrival, results):
            said = sentence("received-typed-known", file=arrival.name)
            results = [ReceiveResult(arrival.file, ReceiveVerdict.KNOWN, "received-typed-known", said)]
        try:
            self._unread.settle(arrival, results, sha256)
        except KnownError as error:
            if any(result.verdict is ReceiveVerdict.UNREADABLE for result in results):
                results = [_refused(arrival, error)]
        return [arrival.named(result) for result in results]

    def _was_typed(self, arrival: Arrival, results: Sequence[ReceiveResult]) -> bool:
        """Whether `arrival`, which is no report, is a file made by hand from which figures were entered."""
        is_other = all(result.verdict is ReceiveVerdict.UNREADABLE for result in results)
        if not self._typed or not is_other or arrival.path is None:
            return False
        try:
            return sha256_hex(read_file(arrival.path)) in self._typed
        except KnownError:
            return False


def _refused(arrival: Arrival, error: KnownError) -> ReceiveResult:
    return not_received(arrival.file, error)


def _receive_file(file: IncomingFile) -> Iterable[ReceiveResult]:
    try:
        bundle = file.judged()
    except KnownError as error:
        if error.code == "draft-not-report":
            return [_set_draft_aside(file)]
        return receive_paper(file, foreign_refusal(error, file.data, kept_name(file.path)))
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
    check = check_received(file.workspace, report.unit.code, report.revision, scans)
    if check.doubts or check.has_code:
        record_held(file, held, outcome, check)
    return replace(held_result(file, report.unit, held, outcome), doubts=check.doubts)


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
