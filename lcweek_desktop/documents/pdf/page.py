"""The sheet of the PDF: A4, its margins, page numbers, and the word across a draft.

Source: docs/decree-30.md, Page.
"""

from __future__ import annotations

from typing import Final

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from lcweek_desktop.documents.pdf.styles import BOLD, FAMILY

TOP: Final = 20 * mm
"""The top margin in points."""

BOTTOM: Final = 20 * mm
"""The bottom margin in points."""

LEFT: Final = 30 * mm
"""The left margin in points."""

RIGHT: Final = 15 * mm
"""The right margin in points."""

WIDTH: Final = A4[0] - LEFT - RIGHT
"""Points between the left and the right margin."""

HEIGHT: Final = A4[1] - TOP - BOTTOM
"""Points between the top and the bottom margin."""

_FIRST, _LATER = "first", "later"
_PALE: Final = Color(0, 0, 0, alpha=0.13)


class PagedDocument(BaseDocTemplate):  # type: ignore[misc]
    """The pages of one document. The report and each annex begin on a page without a number and count from
    there. `footer` is printed at the foot of every page, `watermark` across it."""

    def __init__(self, file: object, watermark: str, footer: str, **metadata: object) -> None:
        super().__init__(
            file, pagesize=A4, invariant=1, pageCompression=1, initialFontName=FAMILY, **metadata
        )
        self.watermark = watermark
        self.footer = footer
        self.first_page = 1
        self.addPageTemplates([self._template(_FIRST), self._template(_LATER)])

    def _template(self, name: str) -> PageTemplate:
        frame = Frame(
            LEFT, BOTTOM, WIDTH, HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
        )
        number = _begin_section if name == _FIRST else _draw_number
        return PageTemplate(name, [frame], onPage=number, onPageEnd=_end_page, autoNextPageTemplate=_LATER)


def new_section() -> list[Flowable]:
    """The flowables before an annex: it begins on a new page, whose number is 1 and is not printed."""
    return [NextPageTemplate(_FIRST), PageBreak()]


def _begin_section(canvas: Canvas, document: PagedDocument) -> None:
    document.first_page = document.page


def _draw_number(canvas: Canvas, document: PagedDocument) -> None:
    canvas.setFont(FAMILY, 13)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 14 * mm, str(document.page - document.first_page + 1))


def _end_page(canvas: Canvas, document: PagedDocument) -> None:
    canvas.setFont(FAMILY, 9)
    canvas.drawRightString(A4[0] - RIGHT, 11 * mm, document.footer)
    _draw_watermark(canvas, document)


def _draw_watermark(canvas: Canvas, document: PagedDocument) -> None:
    """Draw the watermark over text and photos, pale enough to read them; nothing when it is empty."""
    if not document.watermark:
        return
    canvas.saveState()
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(52)
    canvas.setFillColor(_PALE)
    canvas.setFont(BOLD, 96)
    canvas.drawCentredString(0, -32, document.watermark)
    canvas.restoreState()
