"""What restoring a backup would change, in the sentences that both faces of the program show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lcweek_desktop.domain.values import format_number
from lcweek_desktop.services.backup.differences import (
    CellDifference,
    Differences,
    ReportDifference,
    UnitDifference,
)

_NAMED: Final = 8
"""How many cells, headings or reports are named one by one."""


def difference_lines(found: Differences) -> tuple[str, ...]:
    """`found` as sentences, at least one."""
    return tuple(_lines(found))


def _lines(found: Differences) -> Iterator[str]:
    if not found.is_complete:
        yield "Dữ liệu hiện có không đọc được đầy đủ nên chỉ so sánh được một phần."
    elif found.are_none:
        yield "Báo cáo, danh mục đơn vị, tệp đã nhận và quyết định trong bản sao lưu giống hiện nay."
    if not found.is_complete and found.none_found:
        yield "Trong phần đọc được không thấy chỗ nào khác."
    for each in found.campaigns:
        editions = (_edition_text(each.now), _edition_text(each.then))
        yield f"Kỳ báo cáo {each.campaign}: hiện {editions[0]}, trong bản sao lưu {editions[1]}."
    for report in found.reports:
        for line in report_lines(report, "bản sao lưu"):
            yield f"{report.name}, kỳ {report.campaign}: {line}."
    lost = [f"{each.name} (bản số {each.revision})" for each in found.received if each.only_now]
    if lost:
        yield f"{len(lost)} báo cáo đã nhận không có trong bản sao lưu, cần nhận lại: {_named(lost)}."
    regained = [f"{each.name} (bản số {each.revision})" for each in found.received if not each.only_now]
    if regained:
        yield f"{len(regained)} báo cáo đã nhận chỉ có trong bản sao lưu: {_named(regained)}."
    yield from _unit_lines(found)
    for only_now, said in ((True, "không có"), (False, "chỉ có")):
        files = [each.name for each in found.set_aside if each.only_now is only_now]
        if files:
            yield f"{len(files)} tệp để riêng {said} trong bản sao lưu: {_named(files)}."
    now, then = found.decisions
    if now != then:
        yield f"Quyết định và xác nhận khóa: hiện có {now}, trong bản sao lưu có {then}."


def _unit_lines(found: Differences) -> Iterator[str]:
    added = [each.now.name for each in found.units if each.now is not None and each.then is None]
    if added:
        yield f"{len(added)} đơn vị trong danh mục không có trong bản sao lưu: {_named(added)}."
    removed = [each.then.name for each in found.units if each.then is not None and each.now is None]
    if removed:
        yield f"{len(removed)} đơn vị trong danh mục chỉ có trong bản sao lưu: {_named(removed)}."
    changed = [_change_text(each) for each in found.units if each.now is not None and each.then is not None]
    if changed:
        yield f"{len(changed)} đơn vị trong danh mục có thông tin khác: {_named(changed)}."


def _change_text(difference: UnitDifference) -> str:
    now, then = difference.now, difference.then
    assert now is not None and then is not None, "it is listed on both sides"
    changes = []
    if now.name != then.name:
        changes.append(f"trong bản sao lưu tên là {then.name}")
    if now.parent != then.parent:
        above, before = difference.parent_now or "không có", difference.parent_then or "không có"
        changes.append(f"đơn vị cấp trên hiện nay: {above}, trong bản sao lưu: {before}")
    if now.level != then.level:
        changes.append("khác cấp")
    return f"{now.name}: {', '.join(changes)}"


def report_lines(report: ReportDifference, other: str) -> Iterator[str]:
    """How `report` differs, in clauses without a full stop; `other` names what it is compared with."""
    if report.cells:
        cells = [_cell_text(each, other) for each in report.cells]
        yield f"{len(cells)} ô số liệu khác: {_named(cells)}"
    if report.headings:
        yield f"lời văn khác ở mục {_named(report.headings)}"
    for what, (now, then) in (
        ("ảnh", report.photos),
        ("lần gửi", report.sendings),
    ):
        if now != then:
            yield f"hiện có {now} {what}, trong {other} có {then}"
    if report.has_others:
        yield "ghi chú, dòng tự thêm, ảnh, phần ký hoặc lưu ý đã chấp nhận có chỗ khác"
    now, then = report.revisions
    if now != then:
        yield f"hiện đã chốt {_revision_text(now)}, trong {other} {_revision_text(then)}"


def _cell_text(difference: CellDifference, other: str) -> str:
    values = (difference.now, difference.then)
    now, then = (format_number(value, difference.decimals) or "để trống" for value in values)
    return f"{difference.name} hiện {now}, {other} {then}"


def _edition_text(edition: int | None) -> str:
    return "chưa cài" if edition is None else f"lần ban hành {edition}"


def _revision_text(revision: int) -> str:
    return f"đến bản số {revision}" if revision else "chưa chốt bản nào"


def _named(names: Sequence[str]) -> str:
    rest = len(names) - _NAMED
    return "; ".join(names[:_NAMED]) + (f"; và {rest} chỗ khác" if rest > 0 else "")
