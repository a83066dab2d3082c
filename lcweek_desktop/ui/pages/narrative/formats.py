"""What the narrative's paragraphs, items, tables and runs are in a QTextDocument.

Lists are paragraphs that know their list, kind and depth; the editor draws their marks as they print. A live
figure is one character with the cell in its format.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextLength,
    QTextTableFormat,
)

from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.domain.narrative import Align, FigureRun, Line, Run, TextRun
from lcweek_desktop.ui.widgets.theme import theme

FIGURE: Final = QTextFormat.ObjectTypes.UserObject.value + 1
"""The object type of a live figure."""
OBJECT: Final = "\ufffc"
"""The character that stands for one."""

_CM: Final = 96 / 2.54
_INDENTS: Final = (1.27 * _CM, 1.9 * _CM)
"""Of the first line on paper, by depth; in device-independent pixels at 100 %."""
_ABOVE: Final = 8
_LEADING: Final = 115.0

_ALIGNMENTS: Final = {
    Align.JUSTIFY: Qt.AlignmentFlag.AlignJustify,
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}


class _Property(IntEnum):
    """What formats of ours hold besides Qt's own."""

    LIST = QTextFormat.Property.UserProperty.value + 1
    ORDERED = LIST + 1
    DEPTH = LIST + 2
    ROW = LIST + 3
    MEASURE = LIST + 4


class Item(NamedTuple):
    """How a paragraph is an item: `group` (from 1) is the same for all items of one list."""

    group: int
    ordered: bool
    depth: int


def paragraph_format(align: Align = Align.JUSTIFY) -> QTextBlockFormat:
    indented = align in (Align.JUSTIFY, Align.LEFT)
    made = _block_format(theme().px(round(_INDENTS[0])) if indented else 0)
    made.setAlignment(_ALIGNMENTS[align])
    return made


def item_format(item: Item, font: QFont) -> QTextBlockFormat:
    """As on paper the mark stands in the first line's indent; `font` is the document's."""
    room = QFontMetricsF(font).horizontalAdvance("00. " if item.ordered else "+ ")
    made = _block_format(mark_indent(item.depth) + room)
    made.setAlignment(Qt.AlignmentFlag.AlignJustify)
    made.setProperty(_Property.LIST, item.group)
    made.setProperty(_Property.ORDERED, item.ordered)
    made.setProperty(_Property.DEPTH, item.depth)
    return made


def mark_indent(depth: int) -> int:
    """Where the mark of an item begins."""
    return theme().px(round(_INDENTS[depth]))


def item_of(block: QTextBlock) -> Item | None:
    """None for a paragraph outside lists."""
    made = block.blockFormat()
    if not made.hasProperty(_Property.LIST):
        return None
    group, depth = made.intProperty(_Property.LIST), made.intProperty(_Property.DEPTH)
    return Item(group, made.boolProperty(_Property.ORDERED), depth)


def align_of(block: QTextBlock) -> Align:
    given = block.blockFormat().alignment()
    return next((align for align, flag in _ALIGNMENTS.items() if given & flag), Align.LEFT)


def cell_of(format_: QTextFormat) -> Cell | None:
    """The cell whose number a live figure shows; None for text."""
    if format_.objectType() != FIGURE:
        return None
    row, measure = format_.stringProperty(_Property.ROW), format_.stringProperty(_Property.MEASURE)
    return Cell(RowKey(row), MeasureKey(measure))


def _block_format(indent: float) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setTextIndent(indent)
    made.setTopMargin(theme().px(_ABOVE))
    made.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return made


def run_format(run: Run) -> QTextCharFormat:
    made = QTextCharFormat()
    if run.bold:
        made.setFontWeight(QFont.Weight.Bold)
    if run.italic:
        made.setFontItalic(True)
    if run.underline:
        made.setFontUnderline(True)
    if isinstance(run, FigureRun):
        made.setObjectType(FIGURE)
        made.setProperty(_Property.ROW, run.cell.row)
        made.setProperty(_Property.MEASURE, run.cell.measure)
    return made


def run_of(text: str, format_: QTextCharFormat) -> Line:
    """The runs that a stretch of one format is."""
    cell = cell_of(format_)
    if cell is None:
        return (TextRun(text, *looks(format_)),)
    return (FigureRun(cell, *looks(format_)),) * len(text)


def looks(format_: QTextCharFormat) -> tuple[bool, bool, bool]:
    """Bold, italic, underlined."""
    bold = format_.fontWeight() >= QFont.Weight.DemiBold
    return bold, format_.fontItalic(), format_.fontUnderline()


def table_format(columns: int) -> QTextTableFormat:
    made = QTextTableFormat()
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    made.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, 100 / columns)] * columns)
    made.setBorder(1)
    made.setBorderBrush(theme().colours["muted"])
    made.setBorderCollapse(True)
    made.setCellPadding(theme().px(4))
    made.setTopMargin(theme().px(_ABOVE))
    return made
