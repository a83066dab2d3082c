"""Bar charts of a unit's sums: a PDF on A4 sideways, for paper and for the window, which shows its pages.

They can be read in black and white: this year's bars are dark, last year's white with an outline, and each
bar has its number. Source: docs/adr/0071-charts.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from reportlab.lib.colors import black, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from lcweek_desktop.documents.pdf.paragraphs import drawable
from lcweek_desktop.documents.pdf.styles import BOLD, FAMILY, ITALIC, register_fonts
from lcweek_desktop.domain.values import format_number

_PAGE: Final = landscape(A4)
_LEFT, _RIGHT, _TOP, _BOTTOM = 20 * mm, 20 * mm, 20 * mm, 18 * mm
_HEIGHT: Final = _PAGE[1] - _TOP - _BOTTOM
_TITLE: Final = 13 * mm
"""The height of a panel's title, which has at most two lines, in points."""
_LABEL: Final = 92 * mm
"""The width of the labels left of the bars, in points."""
_NUMBER: Final = 38 * mm
"""The width that is left for the number right of the longest bar, in points."""
_BARS: Final = _PAGE[0] - _LEFT - _RIGHT - _LABEL - _NUMBER
"""The length of the longest bar, in points."""
_SIZE: Final = 11
_LEADING: Final = 13.2
_THICK: Final = 4.4 * mm
_GAP: Final = 1.4 * mm
_WIDE_GAP: Final = 2.0 * mm
"""The gap between two pairs of bars, in points. It is wider than _GAP, so that each pair is seen as one."""
_DARK: Final = 0.3
"""The grey of this year's bars: 0 is black, 1 white."""


@dataclass(frozen=True)
class Bar:
    """The number `value` of this year beside the number `last` of last year, in steps of 10^-`decimals`; None
    where there is none."""

    label: str
    value: int | None
    last: int | None = None
    decimals: int = 0


@dataclass(frozen=True)
class Panel:
    """A group of bars under a title, all drawn to the same scale."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    """What a chart shows: the unit that made it, the title, a remark below the title on what the numbers are,
    and the panels. The legend names `year` and `last_year`; an empty `last_year` leaves out the legend, and
    then no bar has a number of last year."""

    issuer: str
    title: str
    remark: str
    panels: tuple[Panel, ...]
    year: str
    last_year: str = ""


def chart_bytes(chart: Chart) -> bytes:
    """The chart as a PDF; the same chart gives the same bytes. A panel without bars is left out."""
    register_fonts()
    file = BytesIO()
    sheet = _Sheet(file, chart)
    panels = [panel for panel in chart.panels if panel.bars]
    for panel in panels:
        sheet.draw_panel(panel)
    if not panels:
        sheet.draw_text("Chưa có số liệu.", FAMILY, _SIZE)
    return sheet.finished(file)


class _Sheet:
    """Draws a chart on a PDF canvas from top to bottom; what does not fit begins a new page."""

    def __init__(self, file: BytesIO, chart: Chart) -> None:
        self._canvas = Canvas(
            file, pagesize=_PAGE, invariant=1, pageCompression=1, initialFontName=FAMILY, lang="vi"
        )
        self._canvas.setTitle(f"{chart.title}: {chart.issuer}")
        self._canvas.setAuthor(chart.issuer)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._compares = bool(chart.last_year)
        self._y = _PAGE[1] - _TOP
        self._draw_head(chart)

    def finished(self, file: BytesIO) -> bytes:
        """The bytes of the PDF; nothing can be drawn afterwards."""
        self._canvas.save()
        return file.getvalue()

    def draw_text(self, text: str, font: str, size: float, *, centred: bool = False) -> None:
        """Draw `text` on as many lines as it takes."""
        room = _PAGE[0] - _LEFT - _RIGHT
        self._canvas.setFont(font, size)
        for line in simpleSplit(drawable(text), font, size, room):
            self._y -= size * 1.2
            if centred:
                self._canvas.drawCentredString(_LEFT + room / 2, self._y, line)
            else:
                self._canvas.drawString(_LEFT, self._y, line)

    def draw_panel(self, panel: Panel) -> None:
        """Draw the panel, on one page if a page holds it; otherwise each further page repeats its title."""
        longest = max(max(bar.value or 0, bar.last or 0) / 10**bar.decimals for bar in panel.bars)
        whole = _TITLE + sum(self._height(bar) for bar in panel.bars)
        self._need(whole if whole <= _HEIGHT else _TITLE + self._height(panel.bars[0]))
        self._bookmark(panel.title)
        self._draw_title(panel.title)
        for bar in panel.bars:
            if self._need(self._height(bar)):
                self._draw_title(f"{panel.title} (tiếp theo)")
            self._draw_bar(bar, longest or 1)
        self._y -= 6 * mm

    def _draw_head(self, chart: Chart) -> None:
        self.draw_text(chart.issuer, BOLD, 12)
        self._y -= 3 * mm
        self.draw_text(chart.title, BOLD, 14, centred=True)
        self.draw_text(chart.remark, ITALIC, 12, centred=True)
        self._y -= 2 * mm
        if chart.last_year:
            self._draw_legend(chart)
        self._y -= 3 * mm

    def _draw_legend(self, chart: Chart) -> None:
        self._y -= _LEADING
        left = _LEFT + _LABEL
        for text, grey in ((chart.year, _DARK), (chart.last_year, 1.0)):
            self._fill(left, self._y - 1, 8 * mm, 3 * mm, grey)
            self._write(left + 10 * mm, self._y, text)
            left += 45 * mm

    def _draw_title(self, title: str) -> None:
        self.draw_text(title, BOLD, 12)
        self._y -= 2.5 * mm

    def _draw_bar(self, bar: Bar, longest: float) -> None:
        lines, height = _lines(bar), self._height(bar)
        base = self._y - (height - len(lines) * _LEADING) / 2 - _SIZE * 0.86
        for number, line in enumerate(lines):
            self._write(_LEFT, base - number * _LEADING, line)
        numbers = [(bar.value, _DARK), (bar.last, 1.0)] if self._compares else [(bar.value, _DARK)]
        top = self._y - (height - len(numbers) * _THICK) / 2
        for number, (value, grey) in enumerate(numbers):
            bottom = top - (number + 1) * _THICK
            if value is not None:
                width = max(0.0, _BARS * (value / 10**bar.decimals) / longest)
                self._fill(_LEFT + _LABEL, bottom + 0.3 * mm, width, _THICK - 0.6 * mm, grey)
                shown = format_number(value, bar.decimals)
                self._write(_LEFT + _LABEL + width + 2 * mm, bottom + 0.9 * mm, shown)
        self._canvas.setLineWidth(0.7)
        self._canvas.line(_LEFT + _LABEL, self._y, _LEFT + _LABEL, self._y - height)
        self._y -= height

    def _fill(self, left: float, bottom: float, width: float, height: float, grey: float) -> None:
        """Fill a rectangle with a grey (0 is black, 1 white); only a white one gets an outline."""
        is_white = grey == 1.0
        self._canvas.setFillColor(white) if is_white else self._canvas.setFillGray(grey)
        self._canvas.setLineWidth(0.7)
        self._canvas.rect(left, bottom, width, height, stroke=int(is_white), fill=1)

    def _write(self, left: float, base: float, text: str) -> None:
        self._canvas.setFillColor(black)
        self._canvas.setFont(FAMILY, _SIZE)
        self._canvas.drawString(left, base, drawable(text))

    def _height(self, bar: Bar) -> float:
        bars, gap = (2, _WIDE_GAP) if self._compares else (1, _GAP)
        return float(max(len(_lines(bar)) * _LEADING, bars * _THICK) + gap)

    def _need(self, height: float) -> bool:
        """Go to a new page unless `height` fits on this one; return whether it is a new page."""
        is_new = bool(self._y - height < _BOTTOM)
        if is_new:
            self._canvas.showPage()
            self._canvas.setFont(FAMILY, 13)
            self._canvas.drawCentredString(
                _PAGE[0] / 2, _PAGE[1] - 14 * mm, str(self._canvas.getPageNumber())
            )
            self._y = _PAGE[1] - _TOP
        return is_new

    def _bookmark(self, title: str) -> None:
        key = f"p{self._canvas.getPageNumber()}-{round(self._y)}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=self._y)
        self._canvas.addOutlineEntry(title, key)


def _lines(bar: Bar) -> list[str]:
    return list(simpleSplit(bar.label, FAMILY, _SIZE, _LABEL - 4 * mm)) or [""]
