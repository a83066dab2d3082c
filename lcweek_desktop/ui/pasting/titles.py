"""Which of the pasted paragraphs are titles in the text, and of which style."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lcweek_desktop.domain.narrative import Line, TextRun, TitleStyle

_LONGEST: Final = 300
"""The most characters of a title."""
_NUMBER: Final = r"(?:[IVXL]+|\d{1,2}|[A-ZĐ])\b"
_MARKS: Final[Mapping[TitleStyle, re.Pattern[str]]] = {
    TitleStyle.PART: re.compile(rf"(?i:phần|chương)\s+(?:{_NUMBER}|(?i:thứ)\s)"),
    TitleStyle.SECTION: re.compile(rf"(?:[A-ZĐ]|[IVXL]+)[.)/]\s*\w|(?i:mục)\s+{_NUMBER}"),
    TitleStyle.CLAUSE: re.compile(r"\d{1,2}(?:(?:\.\d{1,2}){0,3}[.)]\s*|(?:\.\d{1,2}){1,3}\s+)[^\W\d]"),
    TitleStyle.POINT: re.compile(r"[a-zđ]\)\s*\w"),
}
"""What a title of each style begins with."""


def pasted_title(line: Line, *, is_heading: bool) -> TitleStyle | None:
    """The style of a paragraph with the text `line` that was pasted, None where it is running text.

    It is a title when it begins with the mark of one and is one for its own program (`is_heading`), or is
    bold or italic from end to end.
    """
    texts = [run for run in line if isinstance(run, TextRun)]
    text = "".join(run.text for run in texts)
    stands_out = is_heading or all(run.bold for run in texts) or all(run.italic for run in texts)
    if not stands_out or len(text) > _LONGEST:
        return None
    return next((style for style, mark in _MARKS.items() if mark.match(text)), None)
