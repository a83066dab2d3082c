"""A list in three columns, under headings, on A4: what is no report but has to be on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from math import ceil
from typing import Final

from reportlab.lib import colors
from reportlab.platypus import Flowable, LongTable, Spacer

from lcweek_desktop.documents.pdf.page import WIDTH, PagedDocument
from lcweek_desktop.documents.pdf.paragraphs import plain_paragraph
from lcweek_desktop.documents.pdf.pdf_file import new_canvas, with_identifier
from lcweek_desktop.documents.pdf.styles import (
    CELL,
    CELL_BOLD,
    FAMILY,
    HEADER_CELL,
    RECIPIENTS,
    TABLE_FONT,
    TITLE,
    register_fonts,
)

_SHARES: Final = (0.28, 0.36, 0.36)
"""The widths of the columns unless a list has its own."""
_GAP: Final = 8
"""Points between what stands above the list and the list."""
_BARS_HEIGHT: Final = 90
_BARS_SIZE: Final = 9
_BARS_LABEL: Final = 34
"""The least width of a label in points; where there is less room, only every so many bars have one."""
_THICKEST: Final = 28
_GREY: Final = 0.3
"""The grey of the bars: 0 is black, 1 white."""


@dataclass(frozen=True)
class ListGroup:
    """A heading, and rows of three texts under it."""

    heading: str
    rows: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class PrintedList:
    """A `title`, sentences of `remarks` below it, the heads of the three columns, and the groups.

    `bars` are numbers with what stands under each, drawn side by side between remarks and list; none without
    any. `shares` are the widths of the columns, as parts of the whole.
    """

    title: str
    remarks: Sequence[str]
    heads: tuple[str, str, str]
    groups: Sequence[ListGroup]
    bars: Sequence[tuple[str, int]] = ()
    shares: tuple[float, float, float] = _SHARES


def list_pdf(listed: PrintedList) -> bytes:
    """`listed` as a PDF; the same list gives the same bytes."""
    register_fonts()
    file = BytesIO()
    paged = PagedDocument(file, "", "", title=listed.title, lang="vi")
    story: list[Flowable] = [plain_paragraph(listed.title, TITLE)]
    story += [plain_paragraph(remark, CELL) for remark in listed.remarks]
    if listed.bars:
        story += [Spacer(0, _GAP), _Bars(listed.bars)]
    if listed.groups:
        story += [Spacer(0, _GAP), _table(listed)]
    paged.build(story, canvasmaker=partial(new_canvas, None))
    return with_identifier(file.getvalue())


class _Bars(Flowable):  # type: ignore[misc]
    """Bars side by side, each with its number above and its label below, as long as they fit."""

    def __init__(self, bars: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self._bars = bars
        self.width, self.height = WIDTH, _BARS_HEIGHT

    def draw(self) -> None:
        share = WIDTH / len(self._bars)
        thick = min(share * 0.7, _THICKEST)
        high = max(number for _, number in self._bars) or 1
        room = _BARS_HEIGHT - 2 * _BARS_SIZE * 1.4
        every = ceil(_BARS_LABEL / share)
        self.canv.setFont(FAMILY, _BARS_SIZE)
        for at, (label, number) in enumerate(self._bars):
            middle, height = (at + 0.5) * share, room * number / high
            self.canv.setFillGray(_GREY)
            self.canv.rect(middle - thick / 2, _BARS_SIZE * 1.4, thick, height, stroke=0, fill=1)
            self.canv.setFillGray(0)
            if (len(self._bars) - 1 - at) % every == 0:
                self.canv.drawCentredString(middle, _BARS_SIZE * 1.7 + height, str(number))
                self.canv.drawCentredString(middle, 0, label)
        self.canv.line(0, _BARS_SIZE * 1.4, WIDTH, _BARS_SIZE * 1.4)


def _table(listed: PrintedList) -> LongTable:
    rows: list[list[object]] = [[plain_paragraph(head, HEADER_CELL) for head in listed.heads]]
    style: list[tuple[object, ...]] = [
        TABLE_FONT,
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for group in listed.groups:
        style.append(("SPAN", (0, len(rows)), (-1, len(rows))))
        style.append(("NOSPLIT", (0, len(rows)), (-1, len(rows) + 1)))
        rows.append([plain_paragraph(group.heading, CELL_BOLD), "", ""])
        rows += [[plain_paragraph(text, RECIPIENTS) for text in row] for row in group.rows]
    widths = [share * WIDTH for share in listed.shares]
    return LongTable(rows, widths, repeatRows=1, style=style)
