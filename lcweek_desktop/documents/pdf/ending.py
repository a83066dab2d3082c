"""The end of the report: signer beside Nơi nhận, never alone on a page. Source: decree-30.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from lcweek_desktop.documents.document import RECIPIENTS, PaperCode
from lcweek_desktop.documents.pdf import typeface
from lcweek_desktop.documents.pdf.body import is_heading
from lcweek_desktop.documents.pdf.page import HEIGHT, WIDTH
from lcweek_desktop.documents.pdf.papercode import Code
from lcweek_desktop.documents.pdf.typeface import plain
from lcweek_desktop.domain.letterhead import Letterhead

_SIGNER_WIDTH: Final = 88 * mm
_ROOM_TO_SIGN: Final = 32 * mm
_TALLEST: Final = HEIGHT * 0.55
_TWO_LINES: Final = 2 * typeface.BODY.leading

_STYLE: Final = [
    typeface.TABLE_FACE,
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 5 * mm),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]


def signed(story: Sequence[Flowable], head: Letterhead, code: PaperCode | None) -> list[Flowable]:
    """`story` with the signature under it, held to its last words and the headings right above them. The code
    stands on the page that is signed, under Nơi nhận, where no stamp reaches."""
    recipients = _recipients(head)
    drawn = [] if code is None else [Spacer(0, 3 * mm), Code(code)]
    signature, below = _signature(head, [*recipients, *drawn]), []
    if signature.wrap(WIDTH, HEIGHT)[1] > _TALLEST:  # Nơi nhận fills a page: it goes under the signer
        signature, below = _signature(head, drawn), recipients
    cut = len(story) - 1
    while cut > 0 and is_heading(story[cut - 1]):
        cut -= 1
    return [*story[:cut], Ending(story[cut:-1], story[-1], signature), *below]


def _recipients(head: Letterhead) -> list[Flowable]:
    if not head.recipients:
        return []
    lines = [plain(text, typeface.RECIPIENTS) for text in head.recipients]
    return [plain(RECIPIENTS, typeface.RECIPIENTS_WORD), *lines]


def _signature(head: Letterhead, recipients: Sequence[Flowable]) -> Table:
    signer = [
        *(plain(text, typeface.SIGNER) for text in head.signer_title),
        plain(head.signature_note, typeface.SIGNATURE_NOTE),
        Spacer(0, _ROOM_TO_SIGN),
        plain(head.signer, typeface.SIGNER),
    ]
    return Table([[list(recipients), signer]], [WIDTH - _SIGNER_WIDTH, _SIGNER_WIDTH], style=_STYLE)


class Ending(Flowable):  # type: ignore[misc]
    """Headings, the last words and the signature. Where they do not fit, the last words part so that at
    least two lines stand above the signature; failing that, all of it moves to the next page."""

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
        """Of each piece, with the space above it but for the first."""
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
        return [*self._headings, *parts[:-1], Ending((), parts[-1], self._signature)]

    def draw(self) -> None:
        y = sum(heights := self._heights(self._frame._width))
        for piece, height in zip(self._pieces, heights, strict=True):
            y -= height
            piece.drawOn(self.canv, 0, y)
