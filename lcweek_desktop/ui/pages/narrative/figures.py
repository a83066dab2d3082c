"""Live figures in a document: drawn with the number that their cell has now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from lcweek_desktop.domain.form import Cell
from lcweek_desktop.domain.narrative import FigureRun, run_text
from lcweek_desktop.ui.pages.narrative.formats import FIGURE, cell_of, looks
from lcweek_desktop.ui.widgets.theme import theme


class LiveFigures(QPyTextObject):
    """`number` gives what a cell shows; None is drawn as it prints, as dots."""

    def __init__(self, document: QTextDocument, number: Callable[[Cell], int | None]) -> None:
        super().__init__(document)
        self._document, self._number = document, number
        document.documentLayout().registerHandler(FIGURE, self)

    def refresh(self) -> None:
        """Numbers changed: lay out and draw anew; no step back comes of it."""
        self._document.markContentsDirty(0, self._document.characterCount())

    def intrinsicSize(self, _document: QTextDocument, _place: int, format_: QTextFormat) -> QSizeF:  # noqa: N802
        """Without what hangs below the line, since it stands on the line."""
        metrics = QFontMetricsF(self._font(format_))
        return QSizeF(metrics.horizontalAdvance(self._words(format_)), metrics.ascent())

    def drawObject(  # noqa: N802
        self,
        painter: QPainter,
        room: QRectF | QRect,
        _document: QTextDocument,
        _place: int,
        format_: QTextFormat,
    ) -> None:
        font = self._font(format_)
        ground = QRectF(room).adjusted(0, 0, 0, QFontMetricsF(font).descent())
        painter.save()
        painter.fillRect(ground, theme().colours["accent_soft"])
        painter.setFont(font)
        painter.setPen(theme().colours["accent"])
        painter.drawText(QRectF(room).bottomLeft(), self._words(format_))
        painter.restore()

    def _words(self, format_: QTextFormat) -> str:
        cell = cell_of(format_)
        return "" if cell is None else run_text(FigureRun(cell), self._number)

    def _font(self, format_: QTextFormat) -> QFont:
        font = QFont(self._document.defaultFont())
        bold, italic, underline = looks(format_.toCharFormat())
        font.setBold(bold)
        font.setItalic(italic)
        font.setUnderline(underline)
        return font
