"""The sentence that says what became of many received files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from lcweek_desktop.catalogue.verbs import Verb, stopped
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.receiving.result import verdicts
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
    ReceiveVerdict.NOT_TAKEN: "máy chưa nhận được",
    ReceiveVerdict.OPENED: "tệp nén hoặc thư đã mở",
    ReceiveVerdict.PASSED_OVER: "bỏ qua",
}


def receive_summary(results: Sequence[ReceiveResult], *, was_stopped: bool) -> str:
    """A sentence about all files, those in archives and mails too: "Đã đọc 3 tệp: 2 mới, 1 không đọc được."

    Each is counted once. For a single file it is the file's own message. `was_stopped` says that the user
    stopped before all files were read; then it is a sentence about all files in any case.
    """
    if len(results) == 1 and not was_stopped:
        return " ".join(_single_file_text(results[0]))
    items = verdicts(results)
    counts = Counter(items)
    parts = [f"{counts[verdict]} {text}" for verdict, text in _VERDICTS.items() if counts[verdict]]
    if doubted := sum(bool(result.doubts) for result in results):
        parts.append(f"{doubted} có bản quét cần xem")
    told = f": {', '.join(parts)}" if parts else ""
    done = Verb.RECEIVE.done(count=len(items), verdicts=told)
    return stopped(done) if was_stopped else done


def _single_file_text(result: ReceiveResult) -> Iterator[str]:
    yield result.message
    yield from map(sentence, result.notes)
    if result.doubts:
        yield "Bản quét kèm theo cần xem."
