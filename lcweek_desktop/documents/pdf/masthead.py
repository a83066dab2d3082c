"""The head of the report: issuer beside nation, number, place and date, title. Source: decree-30.md."""

from __future__ import annotations

from typing import Final

from reportlab.lib.colors import black
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Spacer, Table

from lcweek_desktop.documents.pdf import typeface
from lcweek_desktop.documents.pdf.landmark import landmark
from lcweek_desktop.documents.pdf.page import WIDTH
from lcweek_desktop.documents.pdf.typeface import evenly, plain
from lcweek_desktop.domain.letterhead import MOTTO, NATION, Letterhead

_NATION_WIDTH: Final = 98 * mm
_SHORT_RULE: Final = 0.4
"""Of the line above it; the decree wants a third to a half."""

_STYLE: Final = [
    typeface.TABLE_FACE,
    ("ALIGN", (0, 0), (-1, -1), "CENTER"),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, 0), 4),
]


def masthead(head: Letterhead) -> list[Flowable]:
    """Everything above the opening sentence; a line that is empty is left out."""
    left = WIDTH - _NATION_WIDTH
    issuer = [
        *evenly(head.superior, typeface.SUPERIOR, left),
        *evenly(head.issuer, typeface.ISSUER, left),
        *_rule(head.issuer, typeface.ISSUER, left, _SHORT_RULE),
    ]
    nation = [
        plain(NATION, typeface.NATION),
        plain(MOTTO, typeface.MOTTO),
        *_rule(MOTTO, typeface.MOTTO, _NATION_WIDTH, 1),
    ]
    dated = [plain(head.number, typeface.NUMBER), plain(head.place_and_date, typeface.PLACE_AND_DATE)]
    return [
        Table([[issuer, nation], dated], [left, _NATION_WIDTH], style=_STYLE),
        Spacer(0, 6 * mm),
        landmark(head.title, typeface.TITLE, 0, entry=f"{head.title}: {head.subject}"),
        *evenly(head.subject, typeface.TITLE, WIDTH),
        *_rule(head.subject, typeface.TITLE, WIDTH, _SHORT_RULE),
        Spacer(0, 4 * mm),
    ]


def _rule(text: str, style: ParagraphStyle, room: float, share: float) -> list[Flowable]:
    """A rule under `text`, `share` of its longest line long, centred; none under no text."""
    if not text:
        return []
    longest = max(typeface.width(line, style) for line in typeface.even_lines(text, style, room))
    return [HRFlowable(longest * share, thickness=0.7, color=black, spaceBefore=3, spaceAfter=2)]
