"""Help pages in Vietnamese: click's own English words replaced where it lays a page out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import click

_HEADINGS: Final = {"Options": "Tùy chọn", "Commands": "Các lệnh"}
_WORDS: Final = {"[required]": "(bắt buộc)", "Show this message and exit.": "Hiện hướng dẫn này."}


class _Page(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "Cách viết: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[Sequence[str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(term, _vietnamese(text)) for term, text in rows], col_max, col_spacing)


class VietnameseContext(click.Context):
    formatter_class = _Page


def _vietnamese(text: str) -> str:
    for word, ours in _WORDS.items():
        text = text.replace(word, ours)
    return text
