"""Live figures: numbers of Phụ lục II inside the narrative, always the ones that will be printed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPyTextObject, QTextDocument, QTextFormat

from lcweek_desktop.domain.form import Cell
from lcweek_desktop.domain.narrative import FigureRun, FigureText, run_text
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.rollup import Rollup
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.narrative.document_formats import FIGURE_OBJECT, emphasis, figure_cell
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets.theme import theme


class FigureValues(QObject):
    """The number that is printed in each cell: the unit's own, rolled up with the reports of units below.

    Until those reports are read, and in a unit that has none, it is the unit's own number.
    """

    # Cells may have another number: frozenset[Cell].
    values_changed = Signal(object)

    def __init__(self, session: Session, operations: Operations[Workspace], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._operations = session, operations
        self._rollup = Rollup()
        self._sums: Figures | None = None
        session.figures_changed.connect(self._figures_changed)
        session.received_changed.connect(self._read)
        self._read()

    def figures(self) -> Figures:
        """The unit's own figures, or the sums where it has reports of units below."""
        own = self._session.content.figures
        if not self._rollup.members:
            return own
        if self._sums is None:
            self._sums = self._rollup.sums(self._session.form, own)
        return self._sums

    def value(self, cell: Cell) -> int | None:
        """What is printed in `cell`; None for a blank."""
        return displayed_value(self._session.form, self.figures(), cell)

    def text(self, cell: Cell) -> str:
        """`value` as it is printed; empty for a blank."""
        return self._session.form.text_of(cell, self.value(cell))

    def _read(self) -> None:
        """Read the reports of the units below."""
        self._operations.read(rollup, self._rollup_read)

    def _rollup_read(self, read: Rollup) -> None:
        if read != self._rollup:
            self._rollup = read
            self._figures_changed(frozenset(self._session.form.cells))

    def _figures_changed(self, cells: frozenset[Cell]) -> None:
        self._sums = None
        self.values_changed.emit(cells)


class FigureTextObject(QPyTextObject):
    """Draws the live figures of a document."""

    def __init__(self, document: QTextDocument, figure: FigureText) -> None:
        """`figure` gives the number of a cell; a blank is drawn as it prints, as dots."""
        super().__init__(document)
        self._document, self._figure = document, figure
        document.documentLayout().registerHandler(FIGURE_OBJECT, self)

    def refresh(self) -> None:
        """Lay out and draw the document anew after numbers changed. This is no step to undo."""
        self._document.markContentsDirty(0, self._document.characterCount())

    def intrinsicSize(self, _document: QTextDocument, _position: int, format_: QTextFormat) -> QSizeF:  # noqa: N802
        """The size above the base line, on which Qt places the object; descenders hang below it."""
        metrics = QFontMetricsF(self._font(format_))
        return QSizeF(metrics.horizontalAdvance(self._text(format_)), metrics.ascent())

    def drawObject(  # noqa: N802
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _document: QTextDocument,
        _position: int,
        format_: QTextFormat,
    ) -> None:
        font = self._font(format_)
        background = QRectF(rect).adjusted(0, 0, 0, QFontMetricsF(font).descent())
        painter.save()
        painter.fillRect(background, theme().colours["accent_soft"])
        painter.setFont(font)
        painter.setPen(theme().colours["accent"])
        painter.drawText(QRectF(rect).bottomLeft(), self._text(format_))
        painter.restore()

    def _text(self, format_: QTextFormat) -> str:
        cell = figure_cell(format_)
        return "" if cell is None else run_text(FigureRun(cell), self._figure)

    def _font(self, format_: QTextFormat) -> QFont:
        font = QFont(self._document.defaultFont())
        bold, italic, underline = emphasis(format_.toCharFormat())
        font.setBold(bold)
        font.setItalic(italic)
        font.setUnderline(underline)
        return font
