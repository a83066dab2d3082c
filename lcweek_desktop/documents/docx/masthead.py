"""The head of the report: issuer beside nation, number, place and date, title. Source: decree-30.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from lcweek_desktop.documents.docx.styles import TITLE
from lcweek_desktop.documents.docx.tables import cell, row, table
from lcweek_desktop.documents.docx.xml import Element, element, paragraph, run, twips
from lcweek_desktop.documents.pdf import typeface
from lcweek_desktop.documents.pdf.page import WIDTH
from lcweek_desktop.domain.letterhead import MOTTO, NATION, Letterhead

_NATION_WIDTH: Final = 98 * mm
_SHORT_RULE: Final = 0.4
"""Of the line above it; the decree wants a third to a half."""


def masthead(head: Letterhead) -> Iterator[Element]:
    """Everything above the opening sentence; a line that is empty is left out."""
    left, right = WIDTH - _NATION_WIDTH, _NATION_WIDTH
    issuer = [
        *evenly("CoQuanChuQuan", head.superior, typeface.SUPERIOR, left),
        *evenly("CoQuanBanHanh", head.issuer, typeface.ISSUER, left),
        _rule(head.issuer, typeface.ISSUER, left, _SHORT_RULE),
    ]
    nation = [
        paragraph("QuocHieu", run(NATION)),
        paragraph("TieuNgu", run(MOTTO)),
        _rule(MOTTO, typeface.MOTTO, right, 1),
    ]
    dated = (
        cell(left, paragraph("SoKyHieu", run(head.number))),
        cell(right, paragraph("DiaDanhNgayThang", run(head.place_and_date))),
    )
    yield table([left, right], [row((cell(left, *issuer), cell(right, *nation))), row(dated)], lines=False)
    yield gap(6 * mm)
    yield paragraph(TITLE, run(head.title))
    yield from evenly(TITLE, head.subject, typeface.TITLE, WIDTH)
    yield _rule(head.subject, typeface.TITLE, WIDTH, _SHORT_RULE)
    yield gap(4 * mm)


def evenly(style: str, text: str, look: ParagraphStyle, room: float) -> Iterator[Element]:
    """`text` as the PDF breaks it: centred lines of about the same length; nothing for no text."""
    for line in typeface.even_lines(text, look, room) if text else ():
        yield paragraph(style, run(line))


def gap(height: float) -> Element:
    """Empty paper, `height` points of it."""
    spacing = element("spacing", before=0, after=0, line=twips(height), lineRule="exact")
    return paragraph("SoKyHieu", more=(spacing,))


def _rule(text: str, look: ParagraphStyle, room: float, share: float) -> Element:
    """A rule under `text`, `share` of its longest line long, centred: the upper border of an indented
    paragraph. Without text only its room."""
    if not text:
        return gap(6)
    longest = max(typeface.width(line, look) for line in typeface.even_lines(text, look, room))
    indent = twips(max(0.0, (room - longest * share) / 2))
    line = element("top", val="single", sz=6, space=0, color="000000")
    properties = (
        element("pBdr", line),
        element("spacing", before=60, after=0, line=80, lineRule="exact"),
        element("ind", left=indent, right=indent, firstLine=0),
    )
    return paragraph("SoKyHieu", more=properties)
