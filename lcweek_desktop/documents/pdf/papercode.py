"""The code on paper: the figures and their signature as a QR. Source: bundle.md, The paper code."""

from __future__ import annotations

from typing import Any, Final

import zxingcpp
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from lcweek_desktop.documents.document import PaperCode
from lcweek_desktop.documents.pdf.typeface import FAMILY

MODULE: Final = 0.7 * mm
SMALLEST: Final = 45 * mm
QUIET: Final = 4
"""Modules without ink on every side. On the left they reach into the margin, and ink lines up with text."""

_CAPTION: Final = 9.0
_LEADING: Final = 11.0


class Code(Flowable):  # type: ignore[misc]
    """The QR of `code`, and under it the letters that people compare: of the report, of the key."""

    def __init__(self, code: PaperCode) -> None:
        super().__init__()
        self._rows = _modules(code.payload)
        count = len(self._rows)
        self._module = max(MODULE, SMALLEST / (count + 2 * QUIET))
        self._captions = (f"Mã báo cáo: {code.report}", f"Mã khóa: {code.key}")
        self.side: float = count * self._module

    @property
    def needed(self) -> float:
        """Height in points, with the quiet zone above and below."""
        return float(self.side + 2 * QUIET * self._module + len(self._captions) * _LEADING)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, self.needed

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFont(FAMILY, _CAPTION)
        for line, caption in enumerate(reversed(self._captions)):
            canvas.drawString(0, line * _LEADING + 3, caption)
        canvas.translate(0, len(self._captions) * _LEADING + QUIET * self._module)
        canvas.scale(self._module, self._module)
        path = canvas.beginPath()
        path._code += [
            f"{start} {line} {length} 1 re"  # path.rect would spend longer on formatting than on all else
            for line, row in enumerate(reversed(self._rows))
            for start, length in _runs(row)
        ]
        canvas.drawPath(path, stroke=0, fill=1)


class CodeAtFoot(Code):
    """The same at the foot of the page, whatever room is left above it."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, max(height, self.needed)


def _modules(payload: bytes) -> list[list[bool]]:
    """Rows from the top; True is ink. Level M: a quarter of it may be lost to a stamp or a fold."""
    made = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = made.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(image).tolist()
    return [[shade == 0 for shade in row] for row in rows]


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where ink begins and how many modules it lasts, so that no seam shows between neighbours."""
    runs: list[tuple[int, int]] = []
    for at, ink in enumerate(row):
        if ink and at and row[at - 1]:
            start, length = runs[-1]
            runs[-1] = (start, length + 1)
        elif ink:
            runs.append((at, 1))
    return runs
