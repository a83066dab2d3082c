"""The neutral document: everything a report prints, in order, before it is a PDF, a DOCX or a workbook.

Plain values only: live figures are already numbers, computed cells know what they add. Renderers lay it out
and decide nothing. Source: architecture.md, documents; docs/adr/0030-neutral-document.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from lcweek_desktop.domain.form import Columns
from lcweek_desktop.domain.letterhead import Letterhead
from lcweek_desktop.domain.narrative import Block

RECIPIENTS: Final = "Nơi nhận:"


@dataclass(frozen=True)
class Title:
    """A heading of Phụ lục I, as printed ("1. Ưu điểm"); `depth` 0 for I, II, III and 1 below them. `empty`:
    nothing is reported under it, so that a page may end with it."""

    text: str
    depth: int
    empty: bool = False


Part: TypeAlias = Title | Block
"""Blocks hold text runs only."""


@dataclass(frozen=True)
class Number:
    """A cell of the table. `value` None prints nothing; `closed`: nobody may fill it; `locked`: its number is
    not typed here, as it is computed or comes from other units.

    `adds`: the rows (indices into `FigureTable.rows`) whose numbers of the same column this one adds, empty
    for a number of its own; `surplus`: how much a typed total holds above them.
    """

    value: int | None
    closed: bool = False
    locked: bool = False
    adds: tuple[int, ...] = ()
    surplus: int = 0


@dataclass(frozen=True)
class FigureRow:
    """A row as printed; `numbers` one for each measure. `free`: a line of the unit's own, whose label and
    unit it may change. `key`: of the form's row; empty for a line of a unit's own."""

    tt: str
    label: str
    unit: str
    numbers: tuple[Number, ...]
    note: str
    bold: bool = False
    free: bool = False
    key: str = ""


@dataclass(frozen=True)
class FigureTable:
    """Phụ lục II: its name, title lines and reference line, the headings of its columns, its rows."""

    name: str
    title: tuple[str, ...]
    reference: str
    columns: Columns
    measures: tuple[str, ...]
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True)
class Picture:
    """A photo as a JPEG, its caption and the activity it shows; empty texts print nothing."""

    jpeg: bytes
    caption: str
    activity: str


@dataclass(frozen=True)
class PaperCode:
    """What makes the paper readable by a machine: the signed payload, and the 4 × 4 letters of the report and
    of the key that signed it."""

    payload: bytes
    report: str
    key: str


@dataclass(frozen=True)
class Document:
    """A report ready for printing. `watermark` stands across every page ("BẢN NHÁP"), empty for none.
    `table_only`: Phụ lục II prints by itself, without the report above it and the photos. `code` is None for
    a draft: only what is frozen is signed."""

    letterhead: Letterhead
    parts: tuple[Part, ...]
    table: FigureTable
    pictures_title: str
    pictures: tuple[Picture, ...]
    watermark: str
    table_only: bool = False
    code: PaperCode | None = None
