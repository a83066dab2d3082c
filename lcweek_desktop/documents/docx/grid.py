"""Phụ lục II: a header of two rows on every page, no row split. Source: decree-30.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lcweek_desktop.documents.document import FigureRow, FigureTable
from lcweek_desktop.documents.docx.masthead import evenly, gap
from lcweek_desktop.documents.docx.styles import TITLE
from lcweek_desktop.documents.docx.tables import cell, row, table
from lcweek_desktop.documents.docx.xml import Element, keep, paragraph, run
from lcweek_desktop.documents.pdf import typeface
from lcweek_desktop.documents.pdf.grid import SMALLEST_UNIT, fitting_size, widths
from lcweek_desktop.documents.pdf.page import WIDTH
from lcweek_desktop.domain.values import format_number


def grid(annex: FigureTable) -> Iterator[Element]:
    """The annex with its titles, table and nothing after it."""
    for text in (annex.name, *annex.title):
        yield paragraph(TITLE, run(text))
    yield from evenly("KemTheo", annex.reference, typeface.REFERENCE, WIDTH)
    yield gap(11)
    across = widths(annex)
    kept = [*(above.bold and not below.bold for above, below in pairwise(annex.rows)), False]
    rows = (_row(each, across, together) for each, together in zip(annex.rows, kept, strict=True))
    yield table(across, [*_head(annex, across), *rows], lines=True)


def _head(annex: FigureTable, across: Sequence[float]) -> Iterator[Element]:
    columns = annex.columns
    tt, label, unit, *measures, note = across

    def named(width: float, text: str) -> Element:
        return cell(width, _heading(text), merge="restart", middle=True)

    def below(width: float) -> Element:
        return cell(width, _heading(""), merge="continue")

    amount = cell(sum(measures), _heading(columns.amount), span=len(measures), middle=True)
    upper = (named(tt, columns.tt), named(label, columns.label), named(unit, columns.unit), amount)
    yield row([*upper, named(note, columns.note)], header=True)
    lower = (
        cell(width, _heading(text), middle=True) for width, text in zip(measures, annex.measures, strict=True)
    )
    yield row([below(tt), below(label), below(unit), *lower, below(note)], header=True)


def _heading(text: str) -> Element:
    return paragraph("ODauCot", run(text))


def _row(each: FigureRow, across: Sequence[float], together: bool) -> Element:
    """`together`: on the page of the row below it."""
    bold = ("b",) if each.bold else ()
    _, _, unit, *measures, _ = across
    fit = typeface.CELL_BOLD if each.bold else typeface.CELL
    numbers = [format_number(number.value) for number in each.numbers]
    texts = (
        ("OGiua", each.tt, bold, None),
        ("OChu", each.label, bold, None),
        ("OGiua", each.unit, bold, fitting_size(each.unit, fit, unit, SMALLEST_UNIT)),
        *(
            ("OSo", number, bold, fitting_size(number, fit, width))
            for number, width in zip(numbers, measures, strict=True)
        ),
        ("OChu", each.note, (), None),
    )
    more = (keep(),) if together else ()
    return row(
        cell(
            width,
            paragraph(style, *([run(text, *looks, size=size)] if text else []), more=more),
            middle=True,
        )
        for width, (style, text, looks, size) in zip(across, texts, strict=True)
    )
