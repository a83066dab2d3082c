"""The neutral document: everything that a report prints, in order, before it becomes a PDF, DOCX or workbook.

It holds plain values: every figure is a number, and every computed cell names the cells that it adds. The
rooms pdf, docx and xlsx lay it out and decide nothing about the report. Source: docs/architecture.md, Rooms;
docs/adr/0030-neutral-document.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from lcweek_desktop.domain.form import Columns
from lcweek_desktop.domain.letterhead import Letterhead
from lcweek_desktop.domain.narrative import Align, Block
from lcweek_desktop.domain.values import format_number

RECIPIENTS: Final = "Nơi nhận:"
"""The word above the list of recipients."""

_SMALLEST_WORD: Final = 8
"""The size in points down to which headings, TT and units of measurement shrink (`PrintedCell.smallest`)."""
_SMALLEST_NUMBER: Final = 1


@dataclass(frozen=True)
class Title:
    """A heading of Phụ lục I as printed ("1. Ưu điểm").

    `depth` is 0 for I, II, III and one more for each heading that it stands under. `empty` says that nothing
    is reported under the heading, so that it may be the last line of a page. `part` is what stands above the
    text, both in the middle ("PHẦN A"); empty for a heading in one line.
    """

    text: str
    depth: int
    empty: bool = False
    part: str = ""


Part: TypeAlias = Title | Block
"""A heading or a block of the narrative; the lines of a block hold text runs only."""


@dataclass(frozen=True)
class Number:
    """A numeric cell of Phụ lục II.

    `value` is in steps of 10^-`decimals`; None prints nothing. Nobody may fill a `closed` cell; a `locked`
    one holds a number that is not typed here, because it is computed or comes from other units. `adds` names
    the rows (indices into `FigureTable.rows`) whose numbers of the same column this one adds; it is empty for
    a number of its own. `surplus`, in the same steps, is what a typed total holds beyond those.
    """

    value: int | None
    closed: bool = False
    locked: bool = False
    adds: tuple[int, ...] = ()
    surplus: int = 0
    decimals: int = 0

    @property
    def text(self) -> str:
        """The number as it is printed; empty for None."""
        return format_number(self.value, self.decimals)


@dataclass(frozen=True)
class PrintedCell:
    """A cell of Phụ lục II as it is printed.

    `smallest` is the size in points down to which the text shrinks so that none of its words is broken; with
    None the text wraps at its full size.
    """

    text: str
    align: Align
    bold: bool = False
    smallest: float | None = None


def heading_cell(text: str) -> PrintedCell:
    """The heading of a column of Phụ lục II."""
    return PrintedCell(text, Align.CENTER, bold=True, smallest=_SMALLEST_WORD)


@dataclass(frozen=True)
class FigureRow:
    """A row of Phụ lục II, with one number for each measure.

    `is_own` marks a line of the unit's own, whose label and unit it may change. `key` is that of the form's
    row, and empty for an own line.
    """

    tt: str
    label: str
    unit: str
    numbers: tuple[Number, ...]
    note: str
    bold: bool = False
    is_own: bool = False
    key: str = ""

    @property
    def cells(self) -> tuple[PrintedCell, ...]:
        """The row's cells from left to right (docs/decree-30.md, Table). A note is never bold."""
        texts = (
            PrintedCell(self.tt, Align.CENTER, self.bold, _SMALLEST_WORD),
            PrintedCell(self.label, Align.LEFT, self.bold),
            PrintedCell(self.unit, Align.CENTER, self.bold, _SMALLEST_WORD),
        )
        numbers = (
            PrintedCell(number.text, Align.RIGHT, self.bold, _SMALLEST_NUMBER) for number in self.numbers
        )
        return (*texts, *numbers, PrintedCell(self.note, Align.LEFT))


@dataclass(frozen=True)
class FigureTable:
    """Phụ lục II: its name, the lines of its title, the line that refers to the report, and its rows.

    `columns` are the headings of the columns; `measures` those of the numbers under "Số lượng". `remark` says
    above the table what its sums lack; empty for nothing, and on signed paper.
    """

    name: str
    title: tuple[str, ...]
    reference: str
    columns: Columns
    measures: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    remark: str = ""


@dataclass(frozen=True)
class Picture:
    """A photo as a JPEG, its caption and the activity that it shows; an empty text prints nothing."""

    jpeg: bytes
    caption: str
    activity: str


@dataclass(frozen=True)
class PaperCode:
    """What a machine reads on the paper: the signed `payload` (docs/bundle-format.md, Paper payload). People
    compare the 4 × 4 letters of the `report` and of the `key` that signed it. `has_figures` says whether the
    payload carries the figures; otherwise a line under the code says that it does not."""

    payload: bytes
    report: str
    key: str
    has_figures: bool = True


@dataclass(frozen=True)
class Document:
    """A report ready for printing.

    `watermark` is the word across every page ("BẢN NHÁP"), empty for none. With `table_only` Phụ lục II is
    printed without the report and the photos. `code` is None for a draft, because only a frozen report is
    signed.
    """

    letterhead: Letterhead
    parts: tuple[Part, ...]
    table: FigureTable
    pictures_title: str
    pictures: tuple[Picture, ...]
    watermark: str
    table_only: bool = False
    code: PaperCode | None = None
