"""Where the report stands, as the page of printing and sending shows it."""

from __future__ import annotations

from dataclasses import dataclass

from lcweek_desktop.services.context import AppContext
from lcweek_desktop.services.units import Desk, directory


@dataclass(frozen=True)
class Attached:
    """A scan of the signed paper; `size` in bytes."""

    sha256: str
    kind: str
    size: int


@dataclass(frozen=True)
class Status:
    """`pdf`: what would be printed now. `recipient`: the name of the unit reported to, empty without one.
    `sent`: what is said of the last file sent, empty before; `is_sent`: it is the report as it stands."""

    pdf: bytes
    revision: int
    frozen: bool
    scans: tuple[Attached, ...]
    recipient: str
    sent: str
    is_sent: bool


def status(context: AppContext, desk: Desk, *, table_only: bool) -> Status:
    """Nothing is changed."""
    from lcweek_desktop.services.freezing import state
    from lcweek_desktop.services.printing import report_pdf
    from lcweek_desktop.services.scans import scan_size
    from lcweek_desktop.services.sent import Since, last_sent

    now = state(context, desk)
    last = last_sent(context, desk, now)
    return Status(
        pdf=report_pdf(context, desk, table_only=table_only),
        revision=now.report.revision,
        frozen=now.frozen,
        scans=tuple(
            Attached(scan.sha256, str(scan.kind), scan_size(context, scan)) for scan in now.draft.scans
        ),
        recipient=_recipient(context, desk),
        sent="" if last is None else _sent_words(last.day, last.sending.revision, last.since),
        is_sent=last is not None and last.since is Since.SAME,
    )


def _recipient(context: AppContext, desk: Desk) -> str:
    parent = desk.unit.parent
    return "" if parent is None else directory(context, desk.form).get(parent).name


def _sent_words(day: str, revision: int, since: str) -> str:
    after = {
        "same": "",
        "signed": " Sau đó thông tin ký hoặc bản quét đã đổi: hãy gửi lại.",
        "edited": " Sau đó báo cáo đã sửa: hãy chốt và gửi lại.",
    }
    return f"Đã ghi tệp gửi ngày {day}, báo cáo số {revision}.{after[since]}"
