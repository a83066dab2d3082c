"""Phụ lục II in the DOCX: a header of two rows on every page, no row split.

Source: docs/decree-30.md, Table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from lcweek_desktop.documents.document import FigureRow, FigureTable, PrintedCell, heading_cell
from lcweek_desktop.documents.docx.elements import (
    Element,
    Style,
    balanced_paragraphs,
    cell,
    gap,
    keep_with_next,
    paragraph,
    row,
    run,
    table,
)
from lcweek_desktop.documents.pdf import styles as pdf
from lcweek_desktop.documents.pdf.figure_columns import column_widths
from lcweek_desktop.documents.pdf.figure_table import fitting_size
from lcweek_desktop.documents.pdf.page import WIDTH
from lcweek_desktop.domain.narrative import Align

_STYLES: Final = {Align.LEFT: Style.CELL, Align.CENTER: Style.CELL_CENTER, Align.RIGHT: Style.CELL_RIGHT}


def figure_table(annex: FigureTable) -> Iterator[Element]:
    """The titles and the table."""
    for text in (annex.name, *annex.title):
        yield paragraph(Style.TITLE, run(text))
    for text in (annex.reference, annex.remark):
        yield from balanced_paragraphs(Style.REFERENCE, text, pdf.REFERENCE, WIDTH)
    yield gap(11)
    widths = column_widths(annex)
    kept = [*(above.bold and not below.bold for above, below in pairwise(annex.rows)), False]
    rows = (_row(each, widths, with_next) for each, with_next in zip(annex.rows, kept, strict=True))
    yield table(widths, [*_header(annex, widths), *rows], ruled=True)


def _header(annex: FigureTable, widths: Sequence[float]) -> Iterator[Element]:
    columns = annex.columns
    tt, label, unit, *measures, note = widths

    def heading(width: float, text: str) -> Element:
        return cell(width, _heading(text, width), merge="restart", middle=True)

    def spanned(width: float) -> Element:
        return cell(width, _heading("", width), merge="continue")

    across = sum(measures)
    amount = cell(across, _heading(columns.amount, across), span=len(measures), middle=True)
    upper = (heading(tt, columns.tt), heading(label, columns.label), heading(unit, columns.unit), amount)
    yield row([*upper, heading(note, columns.note)], header=True)
    lower = (
        cell(width, _heading(text, width), middle=True)
        for width, text in zip(measures, annex.measures, strict=True)
    )
    yield row([spanned(tt), spanned(label), spanned(unit), *lower, spanned(note)], header=True)


def _heading(text: str, width: float) -> Element:
    return paragraph(Style.HEADER_CELL, run(text, size=fitting_size(heading_cell(text), width)))


def _row(each: FigureRow, widths: Sequence[float], with_next: bool) -> Element:
    """A row of the table; `with_next` keeps it on the page of the row below.

    Word takes this from a property of a paragraph in the row; here it is set on that of the last cell.
    """
    *others, note = each.cells
    cells = [(printed, False) for printed in others] + [(note, with_next)]
    return row(
        cell(width, _cell(printed, width, kept), middle=True)
        for width, (printed, kept) in zip(widths, cells, strict=True)
    )


def _cell(printed: PrintedCell, width: float, with_next: bool) -> Element:
    toggles = ("b",) if printed.bold else ()
    runs = [run(printed.text, *toggles, size=fitting_size(printed, width))] if printed.text else []
    kept = (keep_with_next(),) if with_next else ()
    return paragraph(_STYLES[printed.align], *runs, properties=kept)
