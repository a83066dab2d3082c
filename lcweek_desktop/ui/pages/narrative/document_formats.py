"""How the narrative looks in a QTextDocument, as on paper: typeface, paragraphs, list items, tables, runs.

A list item is a paragraph whose format says which list it belongs to; the view draws its mark. The format of
a title says which style it has. A live figure is one character whose format holds the cell. From which words
of members a paragraph was taken its letters say, so that one that is joined of two has the sources of both,
and one without any letter of a source has not that source (docs/adr/0170).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextTableFormat,
)

from lcweek_desktop.domain.codec.narrative import sources_from_json, sources_json
from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.domain.list_marks import Mark, Marks, marks_from
from lcweek_desktop.domain.narrative import Align, FigureRun, Line, Run, TextRun, TitleStyle
from lcweek_desktop.domain.source import Sources, joined_sources
from lcweek_desktop.paths import resources_dir
from lcweek_desktop.ui.widgets.theme import theme

FIGURE_OBJECT: Final = QTextFormat.ObjectTypes.UserObject.value + 1
"""The object type of a live figure's format."""
FIGURE_CHARACTER: Final = "\ufffc"
"""The character that stands for a live figure in a document."""
BODY_POINTS: Final = 14.0
"""The size of running text on paper, in points (docs/decree-30.md, Body)."""

_FAMILY: Final = "Tinos"
_CM: Final = 96 / 2.54
_FIRST_LINE_INDENTS: Final = (1.27 * _CM, 1.9 * _CM, 2.54 * _CM)
"""First-line indents by the depth of a list item, in device-independent pixels at 100 %. A paragraph has the
first one."""
_SPACE_ABOVE: Final = 8
_LINE_HEIGHT: Final = 115.0
"""The line height, in per cent of the font's."""
_CELL_EDGES: Final = 6
"""The letters that the edges of a cell take, which are wider than on paper: else a date would be broken."""
_ALIGNMENTS: Final = {
    Align.JUSTIFY: Qt.AlignmentFlag.AlignJustify,
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}


class _Property(IntEnum):
    """Properties that our formats have besides Qt's own."""

    LIST = QTextFormat.Property.UserProperty.value + 1
    MARKS = LIST + 1
    START = LIST + 2
    DEPTH = LIST + 3
    ROW = LIST + 4
    MEASURE = LIST + 5
    TITLE = LIST + 6
    SOURCES = LIST + 7


class ListEntry(NamedTuple):
    """How a paragraph belongs to a list.

    `list_id`, from 1, is the same for all items of one list, and of a list that goes on below other
    paragraphs; `start` is the number with which it begins. `depth` is 0 for the outermost level.
    """

    list_id: int
    marks: Marks
    depth: int = 0
    start: int = 1

    @property
    def mark(self) -> Mark:
        """The mark of the paragraph's level."""
        return self.marks[self.depth]


def print_font(points: float = BODY_POINTS, *, bold: bool = False, italic: bool = False) -> QFont:
    """The typeface of the printed report, `points` large on paper, at the present text size."""
    _load_fonts()
    font = QFont(_FAMILY)
    font.setPointSizeF(points * theme().zoom / 100)
    font.setBold(bold)
    font.setItalic(italic)
    return font


# Formats to write


def paragraph_format(align: Align = Align.JUSTIFY) -> QTextBlockFormat:
    """The format of a paragraph outside lists. Only text that begins at the left has a first-line indent."""
    indented = align in (Align.JUSTIFY, Align.LEFT)
    result = _block_format(theme().px(round(_FIRST_LINE_INDENTS[0])) if indented else 0)
    result.setAlignment(_ALIGNMENTS[align])
    return result


def title_format(style: TitleStyle) -> QTextBlockFormat:
    """The format of a title in the text."""
    result = paragraph_format(Align.CENTER if style is TitleStyle.PART else Align.JUSTIFY)
    result.setProperty(_Property.TITLE, style.value)
    return result


def list_item_format(entry: ListEntry, font: QFont) -> QTextBlockFormat:
    """The format of a list item. Its first line leaves room for the mark; `font` is the document's."""
    mark_width = QFontMetricsF(font).horizontalAdvance("00. " if entry.mark.counts else "+ ")
    result = _block_format(mark_indent(entry.depth) + mark_width)
    result.setAlignment(Qt.AlignmentFlag.AlignJustify)
    result.setProperty(_Property.LIST, entry.list_id)
    result.setProperty(_Property.MARKS, " ".join(entry.marks))
    result.setProperty(_Property.START, entry.start)
    result.setProperty(_Property.DEPTH, entry.depth)
    return result


def mark_indent(depth: int) -> int:
    """How far from the left the mark of a list item begins, in pixels at the present text size."""
    return theme().px(round(_FIRST_LINE_INDENTS[depth]))


def emphasis_format(
    *, bold: bool | None = None, italic: bool | None = None, underline: bool | None = None
) -> QTextCharFormat:
    """A format that sets the given kinds of emphasis; None leaves one as it is in the text."""
    result = QTextCharFormat()
    if bold is not None:
        result.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    if italic is not None:
        result.setFontItalic(italic)
    if underline is not None:
        result.setFontUnderline(underline)
    return result


def run_format(run: Run, sources: Sources = ()) -> QTextCharFormat:
    """The format of a run of text, or of the character of a live figure, in a paragraph with `sources`."""
    result = emphasis_format(
        bold=run.bold or None, italic=run.italic or None, underline=run.underline or None
    )
    if isinstance(run, FigureRun):
        result.setObjectType(FIGURE_OBJECT)
        result.setProperty(_Property.ROW, run.cell.row)
        result.setProperty(_Property.MEASURE, run.cell.measure)
    if sources:
        result.setProperty(_Property.SOURCES, _sources_text(sources))
    return result


@lru_cache
def _sources_text(sources: Sources) -> str:
    return json.dumps(sources_json(sources), ensure_ascii=False)


def forget_sources(cursor: QTextCursor) -> None:
    """Let what is typed into the empty paragraph at `cursor` be the unit's own."""
    format_ = cursor.blockCharFormat()
    format_.clearProperty(_Property.SOURCES)
    cursor.setBlockCharFormat(format_)


def table_format(weights: Sequence[int]) -> QTextTableFormat:
    """The format of a table of the page's width, which the columns share by their `weights`."""
    result = QTextTableFormat()
    result.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    widths = [weight + _CELL_EDGES for weight in weights]
    percent = QTextLength.Type.PercentageLength
    result.setColumnWidthConstraints([QTextLength(percent, 100 * width / sum(widths)) for width in widths])
    result.setBorder(1)
    result.setBorderBrush(theme().colours["muted"])
    result.setBorderCollapse(True)
    result.setCellPadding(theme().px(4))
    result.setTopMargin(theme().px(_SPACE_ABOVE))
    return result


# What a format says


def list_entry(block: QTextBlock) -> ListEntry | None:
    """How a paragraph belongs to a list; None outside lists."""
    format_ = block.blockFormat()
    if not format_.hasProperty(_Property.LIST):
        return None
    marks = marks_from(*map(Mark, format_.stringProperty(_Property.MARKS).split()))
    number = format_.intProperty
    return ListEntry(number(_Property.LIST), marks, number(_Property.DEPTH), number(_Property.START))


def title_style(block: QTextBlock) -> TitleStyle | None:
    """What a paragraph is as a title; None for other paragraphs."""
    format_ = block.blockFormat()
    title = _Property.TITLE
    return TitleStyle(format_.stringProperty(title)) if format_.hasProperty(title) else None


def alignment(block: QTextBlock) -> Align:
    """The alignment of a paragraph."""
    flags = block.blockFormat().alignment()
    return next((align for align, flag in _ALIGNMENTS.items() if flags & flag), Align.LEFT)


def emphasis(format_: QTextCharFormat) -> tuple[bool, bool, bool]:
    """Whether text of this format is bold, italic and underlined."""
    bold = format_.fontWeight() >= QFont.Weight.DemiBold
    return bold, format_.fontItalic(), format_.fontUnderline()


def sources_of(block: QTextBlock) -> Sources:
    """From which words of members the letters of a paragraph were taken."""
    found: list[Sources] = []
    part = block.begin()
    while not part.atEnd():
        format_ = part.fragment().charFormat()
        if format_.hasProperty(_Property.SOURCES):
            found.append(_sources(format_.stringProperty(_Property.SOURCES)))
        part += 1
    return joined_sources(*found)


@lru_cache
def _sources(text: str) -> Sources:
    return sources_from_json(json.loads(text))


def figure_cell(format_: QTextFormat) -> Cell | None:
    """The cell whose number a live figure shows; None for text."""
    if format_.objectType() != FIGURE_OBJECT:
        return None
    row, measure = format_.stringProperty(_Property.ROW), format_.stringProperty(_Property.MEASURE)
    return Cell(RowKey(row), MeasureKey(measure))


def runs_of(text: str, format_: QTextCharFormat) -> Line:
    """The runs that `text` of one format stands for: one run, or a live figure for each character."""
    cell = figure_cell(format_)
    if cell is None:
        return (TextRun(text, *emphasis(format_)),)
    return (FigureRun(cell, *emphasis(format_)),) * len(text)


# Documents


def all_blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Every paragraph, including those in tables."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def unused_list_id(document: QTextDocument) -> int:
    """An id that no list of the document has."""
    entries = map(list_entry, all_blocks(document))
    return max((entry.list_id for entry in entries if entry is not None), default=0) + 1


def _block_format(first_line_indent: float) -> QTextBlockFormat:
    result = QTextBlockFormat()
    result.setTextIndent(first_line_indent)
    result.setTopMargin(theme().px(_SPACE_ABOVE))
    result.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return result


@cache
def _load_fonts() -> None:
    for file in sorted((resources_dir() / "fonts").glob(f"{_FAMILY}-*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
