"""The paper code in the PDF: the signed figures of the report as a QR code.

Source: docs/paper-code.md, On paper; docs/adr/0023-drawn-paper-code.md.
"""

from __future__ import annotations

from typing import Any, Final

import zxingcpp
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from lcweek_desktop.documents.document import PaperCode
from lcweek_desktop.documents.pdf.styles import FAMILY

_MODULE: Final = 0.7 * mm
"""The least side of a module, one of the squares that the code is made of, in points."""

_SMALLEST: Final = 45 * mm
"""The least side of the code with its quiet zone, in points."""

_QUIET: Final = 4
"""The width of the quiet zone in modules. On the left it is in the margin, so that ink lines up with text."""

_WITHOUT_FIGURES: Final = "Mã không mang số liệu"
_CAPTION_SIZE: Final = 9.0
_CAPTION_LEADING: Final = 11.0


class PaperCodeDrawing(Flowable):  # type: ignore[misc]
    """The QR code, and under it the letters of the report and of the key, which people compare."""

    def __init__(self, code: PaperCode) -> None:
        super().__init__()
        self._rows = _modules(code.payload)
        count = len(self._rows)
        self._module = max(_MODULE, _SMALLEST / (count + 2 * _QUIET))
        self._captions = [f"Mã báo cáo: {code.report}", f"Mã khóa: {code.key}"]
        self._captions += [] if code.has_figures else [_WITHOUT_FIGURES]
        self._side = count * self._module

    @property
    def needed_height(self) -> float:
        """Its height in points, with the quiet zone above and below."""
        return float(self._side + 2 * _QUIET * self._module + len(self._captions) * _CAPTION_LEADING)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, self.needed_height

    def draw(self) -> None:
        """Draw the modules as one path, and the captions below them."""
        canvas = self.canv
        canvas.setFont(FAMILY, _CAPTION_SIZE)
        for line, caption in enumerate(reversed(self._captions)):
            canvas.drawString(0, line * _CAPTION_LEADING + 3, caption)
        canvas.translate(0, len(self._captions) * _CAPTION_LEADING + _QUIET * self._module)
        canvas.scale(self._module, self._module)
        path = canvas.beginPath()
        path._code += [
            f"{start} {line} {length} 1 re"  # path.rect formats numbers slowly
            for line, row in enumerate(reversed(self._rows))
            for start, length in _runs(row)
        ]
        canvas.drawPath(path, stroke=0, fill=1)


class PaperCodeAtFoot(PaperCodeDrawing):
    """The same code at the foot of the page, however much room is above it."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, max(height, self.needed_height)


def _modules(payload: bytes) -> list[list[bool]]:
    """The code's rows from the top; True is ink. At error correction level M a stamp may hide about 15 %."""
    barcode = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(image).tolist()
    return [[shade == 0 for shade in row] for row in rows]


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """The start and length of each run of ink in `row`, in modules.

    Neighbouring modules are drawn as one rectangle, so that no seam shows between them.
    """
    runs: list[tuple[int, int]] = []
    for at, ink in enumerate(row):
        if ink and at and row[at - 1]:
            start, length = runs[-1]
            runs[-1] = (start, length + 1)
        elif ink:
            runs.append((at, 1))
    return runs
