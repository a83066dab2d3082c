"""How far the report has come: frozen, its signed paper attached, sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.change import ChangeSinceSending
from lcweek_desktop.ui.session import services

if TYPE_CHECKING:
    from lcweek_desktop.services.report.sendings import LastSending
    from lcweek_desktop.services.workspace.workspace import Workspace

_SINCE_TEXT: Final = {
    ChangeSinceSending.SAME: "",
    ChangeSinceSending.SIGNED: " Sau đó thông tin ký, bản quét hoặc chữ ký số đã đổi: hãy gửi lại.",
    ChangeSinceSending.EDITED: " Sau đó báo cáo đã sửa: hãy chốt, in và gửi lại.",
}
_FROZEN_SINCE: Final = " Sau đó báo cáo đã sửa và chốt lại: hãy gửi lại."


@dataclass(frozen=True)
class ReportProgress:
    """How far a report has come."""

    frozen: bool = False
    """Whether it is frozen as it stands."""
    printed: bool = False
    """Whether it went to a printer of this machine."""
    signed: bool = False
    """Whether a scan of its signed paper is attached, or the file to send came back with a digital
    signature."""
    is_sent: bool = False
    """Whether the last file sent holds the report as it stands."""
    sent: str = ""
    """The sentence about the last file sent; empty before the first."""


def read_report_progress(workspace: Workspace) -> ReportProgress:
    """How far the report of `workspace` has come. Quick, as nothing is laid out."""
    if workspace.store.revisions.head(workspace.unit.id, workspace.campaign) is None:
        return ReportProgress()
    now = services.freezing.report_state(workspace)
    last = services.sendings.last_sending(workspace, now)
    sent = "" if last is None else sending_text(last, frozen=now.frozen)
    is_sent = last is not None and last.since is ChangeSinceSending.SAME
    if not now.frozen:  # scans of a draft show the paper of the revision before
        return ReportProgress(is_sent=is_sent, sent=sent)
    issue = services.freezing.next_issue(workspace, now)
    return ReportProgress(
        frozen=True,
        printed=services.printings.was_printed(workspace, now.report.revision),
        signed=bool(now.scans) or services.signed_files.kept_signed_file(workspace, issue) is not None,
        is_sent=is_sent,
        sent=sent,
    )


def known_progress(workspace: Workspace) -> ReportProgress:
    """As `read_report_progress`; where something is damaged as if nothing had been frozen, which the page
    that reads it again then tells."""
    try:
        return read_report_progress(workspace)
    except KnownError:
        return ReportProgress()


def sending_text(last: LastSending, *, frozen: bool) -> str:
    """ "Đã gửi ngày 15/10/2024: bản số 2.", and what was changed since. `frozen` says whether the
    report is frozen as it stands."""
    sending = last.sending
    issue = f", lần {sending.issue}" if sending.issue > 1 else ""
    which = f"bản số {sending.revision}{issue}"
    since = _SINCE_TEXT[last.since]
    if frozen and last.since is ChangeSinceSending.EDITED:
        since = _FROZEN_SINCE
    return f"Đã gửi ngày {last.day}: {which}.{since}"
