"""What is said of many files at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from lcweek_desktop.errors import sentence
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.result import ReceiveResult

_VERDICTS: Final = {
    ReceiveVerdict.ACCEPTED: "mới",
    ReceiveVerdict.SUPERSEDED_PREVIOUS: "thay bản cũ",
    ReceiveVerdict.KNOWN: "đã có",
    ReceiveVerdict.OLD: "bản cũ",
    ReceiveVerdict.NEEDS_DECISION: "cần xem",
    ReceiveVerdict.CONFLICT: "trùng bản số",
    ReceiveVerdict.SET_ASIDE: "để riêng",
    ReceiveVerdict.PAPER: "bản giấy cần xem",
    ReceiveVerdict.UNREADABLE: "không đọc được",
}


def summary(receipts: Sequence[ReceiveResult], *, stopped: bool) -> str:
    """ "Đã đọc 3 tệp: 2 mới, 1 không đọc được."; of a single file the reason instead."""
    if len(receipts) == 1 and not stopped:
        return " ".join(_told(receipts[0]))
    counts = Counter(receipt.verdict for receipt in receipts)
    parts = [f"{counts[verdict]} {words}" for verdict, words in _VERDICTS.items() if counts[verdict]]
    if doubted := sum(bool(receipt.doubts) for receipt in receipts):
        parts.append(f"{doubted} có bản quét cần xem")
    listed = f": {', '.join(parts)}" if parts else ""
    begun = "Đã dừng theo yêu cầu; đã đọc" if stopped else "Đã đọc"
    return f"{begun} {len(receipts)} tệp{listed}."


def _told(receipt: ReceiveResult) -> Iterator[str]:
    yield receipt.message
    yield from map(sentence, receipt.notes)
    if receipt.doubts:
        yield "Bản quét kèm theo cần xem."
