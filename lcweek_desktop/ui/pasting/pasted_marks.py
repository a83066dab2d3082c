"""The marks of foreign lists: what Word writes out before an item, and what HTML says of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lcweek_desktop.domain.list_marks import MAX_START, Mark
from lcweek_desktop.ui.pasting.block_builder import OpenItem

_WRITTEN: Final = (
    (re.compile(r"(\d{1,3})\."), Mark.NUMBER),
    (re.compile(r"(\d{1,3})\)"), Mark.BRACKET),
    (re.compile(r"([a-z])[.)]"), Mark.LETTER),
)
_SIGNS: Final = {"-": Mark.DASH, "–": Mark.DASH, "—": Mark.DASH, "+": Mark.PLUS}
_COUNTED: Final = re.compile(r"\(?\w{1,5}(?:[.)]\w{0,5})+")
_TYPES: Final = {
    "1": Mark.NUMBER,
    "decimal": Mark.NUMBER,
    "a": Mark.LETTER,
    "lower-alpha": Mark.LETTER,
    "lower-latin": Mark.LETTER,
}


def take_written_mark(item: OpenItem, written: str) -> None:
    """Let `item` have the mark that Word wrote before it; of a sign that is not known it has none."""
    for pattern, mark in _WRITTEN:
        if found := pattern.fullmatch(written):
            item.mark, item.number = mark, _number(found[1])
            return
    item.mark = _SIGNS.get(written)
    item.written_mark = written if _COUNTED.fullmatch(written) else ""


def is_counted(item: OpenItem, written: str) -> bool:
    """Whether the mark `written`, which `item` has taken, is a number or letter and no sign."""
    return item.number is not None or bool(item.written_mark) or written.isdigit()


def html_mark(tag: str, depth: int, attributes: Mapping[str, str], style: Mapping[str, str]) -> Mark | None:
    """The mark of a level of a list in HTML, `tag` being "ol" or "ul"; None for the usual bullet."""
    own = attributes.get("data-mark", "")
    if own in tuple(Mark):
        return Mark(own)
    if tag == "ul":
        return None
    named = style.get("list-style-type", "").strip() or attributes.get("type", "")
    return _TYPES.get(named, Mark.LETTER if depth else Mark.NUMBER)


def html_number(value: str | None) -> int | None:
    """The number in an attribute `start` or `value`; None where there is none that a list may have."""
    number = int(value[:4]) if value and value.isascii() and value.isdecimal() else 0
    return number if 1 <= number <= MAX_START else None


def _number(written: str) -> int | None:
    return html_number(written) if written.isdecimal() else ord(written) - ord("a") + 1
