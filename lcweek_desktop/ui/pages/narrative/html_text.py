"""Blocks of the narrative as HTML for other programs; `ui.pasting.pasted_text` reads it back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from lcweek_desktop.domain.list_marks import Mark
from lcweek_desktop.domain.narrative import (
    Block,
    FigureText,
    Line,
    ListBlock,
    Paragraph,
    Table,
    Text,
    run_text,
)


def to_html(text: Text, figure: FigureText) -> str:
    """`text` as HTML, live figures as the numbers that `figure` gives.

    Attributes `data-…` say what HTML has no words for: the marks of lists and the style of titles.
    """
    return "<meta charset='utf-8'>" + "".join(_block(block, figure) for block in text)


def _block(block: Block, figure: FigureText) -> str:
    match block:
        case Paragraph():
            return _paragraph(block, figure)
        case ListBlock():
            return "".join(_list(block, figure))
        case Table():
            rows = ("".join(f"<td>{_line(cell, figure)}</td>" for cell in row) for row in block.rows)
            inner = "".join(f"<tr>{row}</tr>" for row in rows)
            return f'<table data-rows="{len(block.rows)}" border="1" cellspacing="0">{inner}</table>'


def _paragraph(block: Paragraph, figure: FigureText) -> str:
    line = _line(block.runs, figure)
    if block.style is None:
        return f'<p data-title="" style="text-align: {block.align.value}">{line}</p>'
    return f'<p data-title="{block.style.value}">{f"<b>{line}</b>" if block.style.is_bold else line}</p>'


def _list(block: ListBlock, figure: FigureText) -> Iterator[str]:
    """A list inside another for each level; a level that is skipped is a list of that list alone."""
    depths, start = [-1, *(item.depth for item in block.items)], block.start
    for (above, depth), item in zip(pairwise(depths), block.items, strict=True):
        for level in range(above, depth, -1):
            yield f"</{_tag(block.marks[level])}>"
        for level in range(above + 1, depth + 1):
            yield _opening_tag(block.marks[level], start if level == depth else 1)
        start = 1
        yield f"<li>{_line(item.runs, figure)}</li>"
    for level in range(depths[-1], -1, -1):
        yield f"</{_tag(block.marks[level])}>"


def _opening_tag(mark: Mark, start: int) -> str:
    kind = ' type="a"' if mark is Mark.LETTER else ""
    begins = f' start="{start}"' if start > 1 else ""
    return f'<{_tag(mark)} data-mark="{mark.value}"{kind}{begins}>'


def _tag(mark: Mark) -> str:
    return "ol" if mark.counts else "ul"


def _line(line: Line, figure: FigureText) -> str:
    parts = []
    for run in line:
        text = escape(run_text(run, figure))
        for tag, wanted in (("u", run.underline), ("i", run.italic), ("b", run.bold)):
            if wanted:
                text = f"<{tag}>{text}</{tag}>"
        parts.append(text)
    return "".join(parts)
