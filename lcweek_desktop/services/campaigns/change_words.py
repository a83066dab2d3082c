"""What differs between two forms, in sentences for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lcweek_desktop.domain.form_changes import ChangeKind, Effect, FormChange, FormChanges, Part
from lcweek_desktop.domain.text import inside_quotes
from lcweek_desktop.services.campaigns.check_words import campaign_text, check_text
from lcweek_desktop.services.campaigns.text_names import TEXT_NAMES

_PARTS: Final = {
    Part.ROW: "Dòng",
    Part.CELL: "Ô dòng",
    Part.MEASURE: "Cột",
    Part.HEADING: "Mục",
    Part.LEVEL: "Cấp",
    Part.CHECK: "Kiểm tra",
}
"""What the parts of a form are called, but for the texts of the campaign, which have names of their own."""
_KEYLESS: Final = (Part.MEASURE, Part.LEVEL, Part.CHECK)
"""The parts whose keys are for the program alone."""
_EFFECTS: Final = {
    Effect.LOSES: "Mất chỗ cho số liệu, nội dung đã nhập:",
    Effect.INCOMPARABLE: "Không còn so sánh được với lần trước:",
    Effect.HARMLESS: "Không ảnh hưởng số liệu đã nhập:",
}


EFFECT_NAMES: Final = {
    Effect.LOSES: "Mất chỗ cho số liệu, nội dung đã nhập",
    Effect.INCOMPARABLE: "Không so sánh được với kỳ trước",
    Effect.HARMLESS: "Không ảnh hưởng số liệu",
}
"""What effects are called in a list of what differs from the year before, the gravest first."""
KIND_NAMES: Final = {
    ChangeKind.NEW: "mới",
    ChangeKind.GONE: "bỏ",
    ChangeKind.RENAMED: "đổi lời",
    ChangeKind.CHANGED: "thay đổi",
}
"""What became of something, in such a list."""


def change_lines(found: FormChanges) -> Iterator[str]:
    """What stays, then every change under what it means, the gravest first; one sentence each.

    Of two years the texts and dates of the campaign are other ones anyway, so that only their names are said.
    """
    yield f"Giữ nguyên {found.kept} dòng."
    for effect, heading in _EFFECTS.items():
        changes = found.of(effect)
        texts = [TEXT_NAMES[each.key] for each in changes if found.are_years and each.part is Part.CAMPAIGN]
        if changes:
            yield heading
            yield from (f"- {_line(change)}" for change in changes if change_name(change) not in texts)
        if texts:
            yield f"- Thông tin chung: {', '.join(texts)}."


def _line(change: FormChange) -> str:
    named = change_name(change)
    before, after = map(inside_quotes, change_texts(change))
    match change.kind:
        case ChangeKind.NEW:
            return f"{named}: thêm “{after}”."
        case ChangeKind.GONE:
            return f"{named}: bỏ “{before}”."
    return f"{named}: “{before}” thành “{after}”."


def change_name(change: FormChange) -> str:
    """What a change is about: a row or cell by its name, a heading by its key, a text of the campaign by its
    name, and what has a key that people never see by its kind alone."""
    if change.part is Part.CAMPAIGN:
        return TEXT_NAMES[change.key]
    kind = _PARTS[change.part]
    return kind if change.part in _KEYLESS else f"{kind} {change.name or change.key}"


def change_texts(change: FormChange) -> tuple[str, str]:
    """What stood there before and what stands there after, with words for names in braces."""
    worded = check_text if change.part is Part.CHECK else campaign_text
    return worded(change.before), worded(change.after)
