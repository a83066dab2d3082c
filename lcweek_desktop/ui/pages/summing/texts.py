"""What is said of a contribution to a sum, and of the reports that a unit has several of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lcweek_desktop.domain.form import Cell, Form, RollUpKind
from lcweek_desktop.domain.report import Counted, OwnLine
from lcweek_desktop.domain.values import format_count, format_number
from lcweek_desktop.services.receiving.disputes import Candidate, Dispute, DisputeReason
from lcweek_desktop.services.summing.contributions import Contribution
from lcweek_desktop.services.summing.earlier_reports import EarlierReport, told_numbers

_NOT_COUNTED: Final = {
    Counted.CONFLICT: "Chưa tính: có nhiều báo cáo, chưa biết tính báo cáo nào.",
    Counted.DECISION: "Chưa tính: chờ quyết định.",
}
_REASONS: Final = {
    DisputeReason.DOUBLE: "có báo cáo trùng",
    DisputeReason.CONFLICT: "có nhiều báo cáo cùng bản số, cần chọn một",
    DisputeReason.FEWER_CELLS: "báo cáo mới bỏ trống số đã có, cần chọn một",
}


def contribution_remarks(contribution: Contribution, form: Form, cell: Cell) -> tuple[str, ...]:
    """Sentences about `contribution` to `cell`, the most important first; none for a plain number."""
    return tuple(_remarks(contribution, form, cell))


def share(contribution: Contribution, total: int | None) -> float:
    """The part of `total` that `contribution` makes up, 0 to 1; 0 when there is no total."""
    return min(max((contribution.value or 0) / total, 0.0), 1.0) if total else 0.0


def percent_text(part: float) -> str:
    """A share as a percentage: "12,5%" for 0.125."""
    return f"{100 * part:.1f}%".replace(".", ",")


def dispute_title(dispute: Dispute) -> str:
    """The unit, and why it has several reports."""
    return f"{dispute.unit.name}: {_REASONS[dispute.reason]}"


def candidate_text(candidate: Candidate) -> str:
    """Two lines: which revision and whether it counts; how it came here."""
    where = "Gửi riêng" if candidate.holder is None else f"Trong báo cáo của {candidate.holder.name}"
    state = "đang được tính" if candidate.counted else "không được tính"
    return f"Bản số {candidate.revision}, {state}\n{where}"


def _remarks(contribution: Contribution, form: Form, cell: Cell) -> Iterator[str]:
    if contribution.counted is Counted.DOUBLE:
        yield f"Không tính ở đây: đã tính {_where_counted(contribution)}."
    elif contribution.counted in _NOT_COUNTED:
        yield _NOT_COUNTED[contribution.counted]
    if contribution.provisional:
        yield "Khóa chưa đối chiếu."
    if contribution.earlier is not None:
        yield _earlier_text(contribution.earlier)
    if contribution.outlier is not None:
        times = format_count(contribution.outlier.times)
        median = form.text_of(cell, contribution.outlier.median)
        yield f"Gấp từ {times} lần trở lên mức giữa của các đơn vị cùng cấp ({median})."
    if contribution.own:
        yield "Số đơn vị tự nhập."
    elif contribution.reported is None and not contribution.lines:
        yield "Để trống."
    elif contribution.value is not None and contribution.value != contribution.reported:
        reported = form.text_of(cell, contribution.reported)
        yield f"Báo cáo ghi {reported}; phần đã tính ở nơi khác được {_taken_out(form, cell)}."
    if contribution.note:
        yield f"Ghi chú: {contribution.note}"
    yield from (_own_line_text(line, form) for line in contribution.lines)


def _earlier_text(report: EarlierReport) -> str:
    """That the report is of another edition, and which of its numbers have no place in the sums."""
    if not report.left:
        return "Theo lần ban hành cũ."
    return f"Theo lần ban hành cũ; không còn chỗ nên không cộng {told_numbers(report.left)}."


def _taken_out(form: Form, cell: Cell) -> str:
    """What is done with a part that counts elsewhere: nothing can be subtracted from a greatest number."""
    return "trừ ra" if form.rule(cell).roll_up is RollUpKind.SUM else "bỏ qua"


def _where_counted(contribution: Contribution) -> str:
    if contribution.elsewhere is None:
        return "ở báo cáo gửi riêng"
    return f"trong báo cáo của {contribution.elsewhere.name}"


def _own_line_text(line: OwnLine, form: Form) -> str:
    numbers = [
        f"{measure.label}: {format_number(line.values[measure.key], measure.decimals)}"
        for measure in form.measures
        if measure.key in line.values
    ]
    unit = f" ({line.unit})" if line.unit else ""
    note = f". {line.note}" if line.note else ""
    return f"– {line.label}{unit}: {'; '.join(numbers) or 'để trống'}{note}"
