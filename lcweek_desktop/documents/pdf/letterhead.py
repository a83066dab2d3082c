"""What surrounds the report's text in the PDF: the masthead above it, signature and recipients below.

Source: docs/decree-30.md, Head, Title, Signature and Recipients.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.colors import black
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Spacer, Table

from lcweek_desktop.documents.document import RECIPIENTS, PaperCode
from lcweek_desktop.documents.pdf import styles
from lcweek_desktop.documents.pdf.body import is_heading
from lcweek_desktop.documents.pdf.page import HEIGHT, WIDTH
from lcweek_desktop.documents.pdf.paper_code import PaperCodeDrawing
from lcweek_desktop.documents.pdf.paragraphs import (
    balanced_lines,
    balanced_paragraphs,
    bookmarked_paragraph,
    plain_paragraph,
)
from lcweek_desktop.domain.letterhead import MOTTO, NATION, Letterhead

NATION_WIDTH: Final = 98 * mm
"""The width of the block with the nation's name, in points; the offices have the rest."""

SIGNER_WIDTH: Final = 88 * mm
"""The width of the signer's block in points."""

ROOM_TO_SIGN: Final = 32 * mm
"""The height of the room for signature and stamp, in points."""

SHORT_RULE: Final = 0.4
"""The length of a rule under a line, as a share of that line; the decree wants a third to a half."""

_MAX_SIGNATURE_HEIGHT: Final = HEIGHT * 0.55
_TWO_LINES: Final = 2 * styles.BODY.leading

_MASTHEAD_STYLE: Final = [
    styles.TABLE_FONT,
    ("ALIGN", (0, 0), (-1, -1), "CENTER"),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, 0), 4),
]
_SIGNATURE_STYLE: Final = [
    styles.TABLE_FONT,
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 5 * mm),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]


def masthead(head: Letterhead) -> list[Flowable]:
    """The flowables above the opening sentence. A line that is empty in `head` is left out."""
    left = WIDTH - NATION_WIDTH
    offices = [
        *balanced_paragraphs(head.superior, styles.SUPERIOR, left),
        *balanced_paragraphs(head.issuer, styles.ISSUER, left),
        *_rule(head.issuer, styles.ISSUER, left, SHORT_RULE),
    ]
    nation = [
        plain_paragraph(NATION, styles.NATION),
        plain_paragraph(MOTTO, styles.MOTTO),
        *_rule(MOTTO, styles.MOTTO, NATION_WIDTH, 1),
    ]
    dated = [
        plain_paragraph(head.number, styles.DOCUMENT_NUMBER),
        plain_paragraph(head.place_and_date, styles.PLACE_AND_DATE),
    ]
    return [
        Table([[offices, nation], dated], [left, NATION_WIDTH], style=_MASTHEAD_STYLE),
        Spacer(0, 6 * mm),
        bookmarked_paragraph(head.title, styles.TITLE, 0, entry=f"{head.title}: {head.subject}"),
        *balanced_paragraphs(head.subject, styles.TITLE, WIDTH),
        *_rule(head.subject, styles.TITLE, WIDTH, SHORT_RULE),
        Spacer(0, 4 * mm),
    ]


def with_signature(story: Sequence[Flowable], head: Letterhead, code: PaperCode | None) -> list[Flowable]:
    """`story` with signature and recipients below it. The signature stays with the last words of `story` and
    the headings right above them; the paper code, None for a draft, stays with the signature, where no stamp
    reaches it."""
    recipients = _recipients(head)
    drawing = [] if code is None else [Spacer(0, 3 * mm), PaperCodeDrawing(code)]
    signature, below = _signature(head, [*recipients, *drawing]), []
    if signature.wrap(WIDTH, HEIGHT)[1] > _MAX_SIGNATURE_HEIGHT:
        signature, below = _signature(head, drawing), recipients
    split = len(story) - 1
    while split > 0 and is_heading(story[split - 1]):
        split -= 1
    return [*story[:split], _SignedEnding(story[split:-1], story[-1], signature), *below]


def _rule(text: str, style: ParagraphStyle, room: float, share: float) -> list[Flowable]:
    """A centred rule under `text`, `share` of its longest line long; none under an empty text."""
    if not text:
        return []
    longest = max(styles.text_width(line, style) for line in balanced_lines(text, style, room))
    return [HRFlowable(longest * share, thickness=0.7, color=black, spaceBefore=3, spaceAfter=2)]


def _recipients(head: Letterhead) -> list[Flowable]:
    if not head.recipients:
        return []
    lines = [plain_paragraph(text, styles.RECIPIENTS) for text in head.recipients]
    return [plain_paragraph(RECIPIENTS, styles.RECIPIENTS_HEADING), *lines]


def _signature(head: Letterhead, beside: Sequence[Flowable]) -> Table:
    signer = [
        *(plain_paragraph(text, styles.SIGNER) for text in head.signer_title),
        plain_paragraph(head.signature_note, styles.SIGNATURE_NOTE),
        Spacer(0, ROOM_TO_SIGN),
        plain_paragraph(head.signer, styles.SIGNER),
    ]
    return Table([[list(beside), signer]], [WIDTH - SIGNER_WIDTH, SIGNER_WIDTH], style=_SIGNATURE_STYLE)


class _SignedEnding(Flowable):  # type: ignore[misc]
    """Headings, the last words of the report and the signature. Where they do not fit on the page, the last
    words are split so that at least two lines stay above the signature; when they cannot be, everything moves
    to the next page."""

    def __init__(self, headings: Sequence[Flowable], last: Flowable, signature: Flowable) -> None:
        super().__init__()
        self._headings = tuple(headings)
        self._last = last
        self._signature = signature

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab's name
        return float(self._pieces[0].getSpaceBefore())

    @property
    def _pieces(self) -> tuple[Flowable, ...]:
        return (*self._headings, self._last, self._signature)

    def _heights(self, width: float) -> list[float]:
        """The height of each piece, with the space above it except for the first."""
        gaps = [0.0, *(piece.getSpaceBefore() for piece in self._pieces[1:])]
        return [
            gap + piece.wrapOn(self.canv, width, HEIGHT)[1]
            for gap, piece in zip(gaps, self._pieces, strict=True)
        ]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, sum(self._heights(width))

    def split(self, width: float, height: float) -> list[Flowable]:
        *headings, last, _ = self._heights(width)
        room = min(height - sum(headings), last - _TWO_LINES)
        parts = self._last.splitOn(self.canv, width, room) if room > 0 else []
        if len(parts) < 2:
            return []
        return [*self._headings, *parts[:-1], _SignedEnding((), parts[-1], self._signature)]

    def draw(self) -> None:
        y = sum(heights := self._heights(self._frame._width))
        for piece, height in zip(self._pieces, heights, strict=True):
            y -= height
            piece.drawOn(self.canv, 0, y)
