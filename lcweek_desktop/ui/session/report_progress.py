"""How far a report has come: frozen, signed paper attached, sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lcweek_desktop.services.report.change import ChangeSinceSending
from lcweek_desktop.services.workspace.workspace import Workspace

if TYPE_CHECKING:
    from lcweek_desktop.services.report.sendings import LastSending

_AFTER: Final = {
    ChangeSinceSending.SAME: "",
    ChangeSinceSending.SIGNED: " Sau đó thông tin ký hoặc bản quét đã đổi: hãy gửi lại.",
    ChangeSinceSending.EDITED: " Sau đó báo cáo đã sửa: hãy chốt, in và gửi lại.",
}


@dataclass(frozen=True)
class ReportProgress:
    """How far a report has come. `sent`: what is said of the last file sent, empty before; `is_sent`: it is
    the report as it stands."""

    frozen: bool = False
    scanned: bool = False
    is_sent: bool = False
    sent: str = ""


def read_report_progress(workspace: Workspace) -> ReportProgress:
    """Quick, as nothing is drawn; nothing is changed."""
    if workspace.store.revisions.latest(workspace.unit.id, workspace.campaign) is None:
        return ReportProgress()
    from lcweek_desktop.services.report.freezing import report_state
    from lcweek_desktop.services.report.sendings import last_sending

    now = report_state(workspace)
    last = last_sending(workspace, now)
    return ReportProgress(
        now.frozen,
        bool(now.draft.scans),
        last is not None and last.since is ChangeSinceSending.SAME,
        "" if last is None else sent_words(last),
    )


def sent_words(last: LastSending) -> str:
    """ "Đã gửi ngày 15/10/2024: bản số 2, lần 1.", and what was changed since."""
    sending = last.sending
    which = f"bản số {sending.revision}, lần {sending.issue}"
    return f"Đã gửi ngày {last.day}: {which}.{_AFTER[last.since]}"
