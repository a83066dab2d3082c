"""What differs between two forms, in sentences for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lcweek_desktop.domain.form_changes import ChangeKind, Effect, FormChange, FormChanges, Part
from lcweek_desktop.domain.text import inside_quotes

_PARTS: Final = {
    Part.ROW: "Dòng",
    Part.CELL: "Ô",
    Part.MEASURE: "Cột",
    Part.HEADING: "Mục",
    Part.LEVEL: "Cấp",
    Part.CHECK: "Kiểm tra",
    Part.CAMPAIGN: "Thông tin chung",
}
_EFFECTS: Final = {
    Effect.LOSES: "Mất chỗ cho số liệu, nội dung đã nhập:",
    Effect.INCOMPARABLE: "Không còn so sánh được với lần trước:",
    Effect.HARMLESS: "Không ảnh hưởng số liệu đã nhập:",
}


def change_lines(found: FormChanges) -> Iterator[str]:
    """What stays, then every change under what it means, the gravest first; one sentence each.

    Of two years the texts and dates of the campaign are other ones anyway, so that only their names are said.
    """
    yield f"Giữ nguyên {found.kept} dòng."
    for effect, heading in _EFFECTS.items():
        changes = found.of(effect)
        texts = [each.key for each in changes if found.are_years and each.part is Part.CAMPAIGN]
        if changes:
            yield heading
            yield from (f"- {_line(change)}" for change in changes if change.key not in texts)
        if texts:
            yield f"- {_PARTS[Part.CAMPAIGN]}: {', '.join(texts)}."


def _line(change: FormChange) -> str:
    named = f"{_PARTS[change.part]} {change.key}"
    before, after = inside_quotes(change.before), inside_quotes(change.after)
    match change.kind:
        case ChangeKind.NEW:
            return f"{named}: thêm “{after}”."
        case ChangeKind.GONE:
            return f"{named}: bỏ “{before}”."
    return f"{named}: “{before}” thành “{after}”."
