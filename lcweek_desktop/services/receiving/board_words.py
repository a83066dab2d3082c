"""How the states and marks of the board are told to people, on the screen, in workbooks and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lcweek_desktop.domain.values import format_count
from lcweek_desktop.services.summing.reporting_status import ReportingStatus

if TYPE_CHECKING:
    from datetime import date

    from lcweek_desktop.domain.form import Campaign
    from lcweek_desktop.services.receiving.board import Board, BoardUnit

_NAMES: Final = {
    ReportingStatus.RECEIVED: "Đúng hạn",
    ReportingStatus.LATE: "Gửi muộn",
    ReportingStatus.PROVISIONAL: "Khóa chưa đối chiếu",
    ReportingStatus.WAITING: "Cần xem",
    ReportingStatus.DAMAGED: "Bị hỏng",
    ReportingStatus.MISSING: "Chưa nộp",
    ReportingStatus.OVERDUE: "Quá hạn",
}
_SOURCES: Final = {
    "paper": "chỉ có bản giấy",
    "behalf": "nhập thay",
    "unlisted": "chờ thêm vào danh mục",
}


def status_name(status: ReportingStatus, campaign: Campaign) -> str:
    """The name of `status`; while nobody knows the deadline, nothing is told of being in time."""
    if status is ReportingStatus.RECEIVED and campaign.deadline is None:
        return "Đã nhận"
    return _NAMES[status]


def marks(each: BoardUnit) -> Iterator[str]:
    """What is told of a unit beside its state, each in a few words in small letters."""
    if each.is_empty:
        yield "báo cáo không có số liệu"
    if each.is_late and each.status is not ReportingStatus.LATE:
        yield "gửi muộn"
    if each.holder:
        yield f"trong báo cáo của {each.holder}"
    if each.source in _SOURCES:
        yield _SOURCES[each.source]
    elif not each.is_listed:
        yield "ngoài danh mục"
    if each.is_typing:
        yield "đang nhập thay"
    if each.is_earlier:
        yield "theo lần ban hành cũ"


def unread_lines(shown: Board) -> Iterator[str]:
    """What is told of what could not be read: how much it is, then a line for each sender whose mail brought
    some of it; nothing where all was read."""
    if shown.unread:
        yield f"Có {format_count(shown.unread)} tệp không đọc được, chưa rõ của đơn vị nào."
    for sender, count in shown.senders:
        yield f"Thư của {sender}: {format_count(count)} tệp không đọc được."


def day_text(day: date | None) -> str:
    """`day` as people write it ("05/10/2024"); empty for None."""
    return "" if day is None else f"{day:%d/%m/%Y}"


def sent_text(sent: int, expected: int) -> str:
    """How many of the units expected have sent, with the share of them in whole per cent, rounded down."""
    share = f" ({100 * sent // expected} %)" if expected else ""
    return f"Đã nhận {format_count(sent)}/{format_count(expected)} đơn vị{share}"
