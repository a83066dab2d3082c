"""Help pages in Vietnamese: click's own English words are replaced where it lays out a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import click

_HEADINGS: Final = {"Options": "Tùy chọn", "Commands": "Các lệnh"}
_WORDS: Final = {"[required]": "(bắt buộc)", "Show this message and exit.": "Hiện hướng dẫn này."}


class _VietnameseFormatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "Cách viết: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[Sequence[str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(term, _in_vietnamese(text)) for term, text in rows], col_max, col_spacing)


class VietnameseContext(click.Context):
    """A click context whose help pages are in Vietnamese; set as `context_class` of a command."""

    formatter_class = _VietnameseFormatter


def _in_vietnamese(text: str) -> str:
    for english, vietnamese in _WORDS.items():
        text = text.replace(english, vietnamese)
    return text
