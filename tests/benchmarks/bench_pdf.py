"""The time to lay out a report of five pages with its paper code, compared with reportlab's platypus alone.

platypus sets the same words in the same styles and tables, but without letterhead, signature, bookmarks, page
numbers, paper code and seal.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from statistics import median
from typing import Any, Final
from xml.sax.saxutils import escape

from pypdfium2 import PdfDocument
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate, Table
from reportlab.platypus import Paragraph as Words

from lcweek_desktop.documents.document import Document, FigureRow, FigureTable, PaperCode, Title
from lcweek_desktop.documents.pdf import page, pdf_bytes, styles
from lcweek_desktop.documents.pdf.figure_columns import column_widths
from lcweek_desktop.documents.pdf.paragraphs import markup
from lcweek_desktop.documents.pdf.table_rows import PADDING
from lcweek_desktop.domain.narrative import Block, Line, Paragraph, TextRun, block_lines
from lcweek_desktop.domain.narrative import Table as TextTable
from tests.documents.samples import Sample
from tests.factories import FORM

TURNS: Final = 25
GOAL: Final = 1.5
_GRID: Final = [*PADDING, ("GRID", (0, 0), (-1, -1), 0.5, black)]


def main() -> dict[str, Any]:
    code = PaperCode(bytes(at * 7 % 256 for at in range(240)), "KTQM-ABCD-EFGH-KLMN", "WXYZ-BCDE-FGHK-LMNP")
    document = replace(Sample(FORM).document(), code=code)
    works: dict[str, Callable[[], bytes]] = {
        "platypus": lambda: platypus_alone(document),
        "ours": lambda: pdf_bytes(document),
    }
    pages = {name: _pages(work()) for name, work in works.items()}
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(TURNS):  # they take turns, so that a busy moment of the machine slows down both
        for name, work in works.items():
            begun = time.perf_counter()
            work()
            taken[name].append((time.perf_counter() - begun) * 1000)
    least, middle = ({name: of(times) for name, times in taken.items()} for of in (min, median))
    ratio = median(ours / bare for ours, bare in zip(taken["ours"], taken["platypus"], strict=True))
    summary = ", ".join(
        f"{name} {pages[name]} pages {least[name]:.1f} ({middle[name]:.1f}) ms" for name in works
    )
    print(f"  {summary}: {ratio:.2f} × platypus alone; goal ≤ {GOAL}")
    return {"least": least, "median": middle, "pages": pages, "ratio": ratio}


def platypus_alone(document: Document) -> bytes:
    """`document` as a PDF, in the simplest way that platypus offers."""
    styles.register_fonts()
    file = BytesIO()
    margins = {
        "topMargin": page.TOP,
        "bottomMargin": page.BOTTOM,
        "leftMargin": page.LEFT,
        "rightMargin": page.RIGHT,
    }
    SimpleDocTemplate(file, pagesize=A4, initialFontName=styles.FAMILY, **margins).build([*_story(document)])
    return file.getvalue()


def _story(document: Document) -> Iterator[Flowable]:
    head = document.letterhead
    for text in (head.superior, head.issuer, head.number, head.place_and_date, head.title, head.subject):
        yield _plain(text, styles.TITLE)
    yield _plain(head.opening, styles.BODY)
    for part in document.parts:
        if isinstance(part, Title):
            yield _plain(part.text, styles.HEADING)
        else:
            yield from _block(part)
    yield _plain(head.closing, styles.BODY)
    for text in (*head.recipients, *head.signer_title, head.signature_note, head.signer):
        yield _plain(text, styles.RECIPIENTS)
    yield PageBreak()
    for text in (document.table.name, *document.table.title, document.table.reference):
        yield _plain(text, styles.TITLE)
    yield _figures(document.table)


def _block(block: Block) -> Iterator[Flowable]:
    if isinstance(block, TextTable):
        rows = [[_line(cell, styles.NARRATIVE_CELL) for cell in row] for row in block.rows]
        yield Table(rows, style=_GRID)
    else:
        style = styles.BODY if isinstance(block, Paragraph) else styles.RECIPIENTS
        yield from (_line(line, style) for line in block_lines(block))


def _figures(table: FigureTable) -> Table:
    columns, blank = table.columns, [""] * (len(table.measures) - 1)
    head = [
        [columns.tt, columns.label, columns.unit, columns.amount, *blank, columns.note],
        ["", "", "", *table.measures, ""],
    ]
    rows = [*head, *map(_row, table.rows)]
    return Table(rows, column_widths(table), repeatRows=2, style=_GRID)


def _row(row: FigureRow) -> list[object]:
    style = styles.CELL_BOLD if row.bold else styles.CELL
    label, unit, note = (_plain(text, style) for text in (row.label, row.unit, row.note))
    return [row.tt, label, unit, *(number.text for number in row.numbers), note]


def _plain(text: str, style: ParagraphStyle) -> Words:
    return Words(escape(text), style)


def _line(runs: Line, style: ParagraphStyle) -> Words:
    return Words("".join(markup(run) for run in runs if isinstance(run, TextRun)), style)


def _pages(pdf: bytes) -> int:
    with PdfDocument(pdf) as read:
        return len(read)


if __name__ == "__main__":
    main()
