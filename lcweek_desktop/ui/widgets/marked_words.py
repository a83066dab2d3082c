"""Two texts with the words that differ marked: struck out where they go, underlined where they come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Final

from lcweek_desktop.domain.word_changes import Change, Kind, word_changes
from lcweek_desktop.ui.widgets.theme import theme

_WORDS: Final = re.compile(r"\S+")
_AROUND: Final = 8
"""The words that are shown of a passage that was kept, on each side of a change."""
_BEGIN: Final = 100
_END: Final = 20
"""The words that are shown of a passage that goes or comes, at its beginning and at its end."""


def compared(before: str, after: str) -> tuple[str, str]:
    """Both texts in HTML, each with its own words that the other has not."""
    changes = word_changes(before, after)
    return (
        "".join(_marked(change) for change in changes if change.kind is not Kind.ADDED),
        "".join(_marked(change) for change in changes if change.kind is not Kind.REMOVED),
    )


def changed(changes: Sequence[Change]) -> str:
    """One text in HTML with what goes and what comes; of long passages not all words are shown."""
    return "".join(map(_marked, _in_short(changes)))


def side_by_side(changes: Sequence[Change]) -> tuple[str, str]:
    """Both texts in HTML for two columns, each with its own words marked; of long passages not all words are
    shown."""
    shown = _in_short(changes)
    return _side(shown, Kind.REMOVED), _side(shown, Kind.ADDED)


def _side(changes: Sequence[Change], own: Kind) -> str:
    texts = {Kind.KEPT: _plain, own: _own}
    return "".join(texts[each.kind](each) for each in changes if each.kind in texts)


def _in_short(changes: Sequence[Change]) -> list[Change]:
    last = len(changes) - 1
    return [
        _shortened(change, _AROUND if place else 0, _AROUND if place < last else 0)
        if change.kind is Kind.KEPT
        else _shortened(change, _BEGIN, _END)
        for place, change in enumerate(changes)
    ]


def _plain(change: Change) -> str:
    return escape(change.text).replace("\n", "<br>")


def _own(change: Change) -> str:
    """Words that only this text has; neither of the two is the right one, so that none is struck out."""
    colours = theme().colours
    style = f"color: {colours.warning}; background-color: {colours.warning_soft}"
    return f'<u style="{style}">{_plain(change)}</u>'


def _shortened(change: Change, head: int, tail: int) -> Change:
    """`change`, or its first `head` and last `tail` words where it has more."""
    words = [*_WORDS.finditer(change.text)]
    if len(words) <= head + tail:
        return change
    begin = change.text[: words[head - 1].end()] + " " if head else ""
    end = " " + change.text[words[-tail].start() :] if tail else ""
    return Change(change.kind, f"{begin}…{end}")


def _marked(change: Change) -> str:
    colours, text = theme().colours, _plain(change)
    match change.kind:
        case Kind.KEPT:
            return text
        case Kind.REMOVED:
            return f'<s style="color: {colours.error}; background-color: {colours.error_soft}">{text}</s>'
        case Kind.ADDED:
            return f'<u style="color: {colours.ok}; background-color: {colours.ok_soft}">{text}</u>'
