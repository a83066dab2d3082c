"""What is said of a giver and of a report that could count."""

from __future__ import annotations

from collections.abc import Iterator

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.report import Counted, OwnLine
from lcweek_desktop.domain.values import format_number
from lcweek_desktop.services.receiving.disputes import Candidate, Dispute, DisputeReason
from lcweek_desktop.services.summing.contributions import Contribution

_NOT_COUNTED = {
    Counted.CONFLICT: "Chưa tính: có nhiều báo cáo cùng bản số, cần chọn một.",
    Counted.DECISION: "Chưa tính: chờ quyết định.",
}
_ASKED = {
    DisputeReason.DOUBLE: "có báo cáo trùng",
    DisputeReason.CONFLICT: "có nhiều báo cáo cùng bản số, cần chọn một",
    DisputeReason.FEWER_CELLS: "báo cáo mới bỏ trống số đã có, cần chọn một",
}


def remarks(giver: Contribution, form: Form) -> tuple[str, ...]:
    """Sentences about `giver`, the weightiest first; none for a plain number."""
    return tuple(_remarks(giver, form))


def share(giver: Contribution, total: int | None) -> float:
    """Its part of `total`, 0 to 1."""
    return min(max((giver.value or 0) / total, 0.0), 1.0) if total else 0.0


def percent(part: float) -> str:
    return f"{100 * part:.1f}%".replace(".", ",")


def asked(dispute: Dispute) -> str:
    return f"{dispute.unit.name}: {_ASKED[dispute.reason]}"


def described(candidate: Candidate) -> str:
    """Two lines: which report and whether it counts; how it came."""
    where = "Gửi riêng" if candidate.holder is None else f"Trong báo cáo của {candidate.holder.name}"
    state = "đang được tính" if candidate.counted else "không được tính"
    return f"Bản số {candidate.revision}, {state}\n{where}"


def _remarks(giver: Contribution, form: Form) -> Iterator[str]:
    if giver.counted is Counted.DOUBLE:
        yield f"Không tính ở đây: đã tính {_where(giver)}."
    elif giver.counted in _NOT_COUNTED:
        yield _NOT_COUNTED[giver.counted]
    if giver.outlier is not None:
        times, median = format_number(giver.outlier.times), format_number(giver.outlier.median)
        yield f"Gấp từ {times} lần trở lên mức giữa của các đơn vị cùng cấp ({median})."
    if giver.own:
        yield "Số đơn vị tự nhập."
    elif giver.reported is None and not giver.lines:
        yield "Để trống."
    elif giver.value is not None and giver.value != giver.reported:
        yield f"Báo cáo ghi {format_number(giver.reported)}; phần đã tính ở nơi khác được trừ ra."
    if giver.note:
        yield f"Ghi chú: {giver.note}"
    yield from (_line(line, form) for line in giver.lines)


def _where(giver: Contribution) -> str:
    return "ở báo cáo gửi riêng" if giver.elsewhere is None else f"trong báo cáo của {giver.elsewhere.name}"


def _line(line: OwnLine, form: Form) -> str:
    numbers = [
        f"{measure.label}: {format_number(line.values[measure.key])}"
        for measure in form.measures
        if measure.key in line.values
    ]
    unit = f" ({line.unit})" if line.unit else ""
    note = f". {line.note}" if line.note else ""
    return f"– {line.label}{unit}: {'; '.join(numbers) or 'để trống'}{note}"
