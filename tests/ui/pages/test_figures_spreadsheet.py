"""Two columns of figures in a workbook that LibreOffice made fill the form in one paste and one answer."""

from __future__ import annotations

import io
from collections.abc import Sequence
from random import Random

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import Cell, CellState
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.conftest import Converted

Row = Sequence[str | int | None]


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> FiguresPage:
    page = FiguresPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 680)
    with qtbot.waitExposed(page):
        page.show()
    return page


def entered(session: Session) -> dict[Cell, int]:
    """A number for every open cell, of one to four digits."""
    cells = [each for each in session.form.stored_cells if session.state(each) is CellState.OPEN]
    return {cell: 7 * at**2 + 1 for at, cell in enumerate(cells)}


def rows(session: Session, wanted: dict[Cell, int]) -> list[Row]:
    """The table as people have it in Excel: the number of each row, and its figures with the sums."""
    form = session.form
    cells = {(cell.row, cell.measure): cell for cell in form.cells}
    return [
        [
            row.tt,
            *(
                displayed_value(form, wanted, cell)
                if (cell := cells.get((row.key, each.key))) is not None
                else None
                for each in form.measures
            ),
        ]
        for row in form.rows
    ]


def copy(table: Sequence[Row], converted: Converted) -> None:
    """Put `table` on the clipboard as LibreOffice writes it as HTML, once it is saved as a workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in table:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    again = converted(out.getvalue(), "xlsx").read_bytes()
    data = QMimeData()
    data.setHtml(converted(again, "html").read_text(encoding="utf-8"))
    QGuiApplication.clipboard().setMimeData(data)


def paste(page: FiguresPage, place: str) -> None:
    """Paste at `place`, and agree once if a question comes."""
    page.show_place(place)
    QTest.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    if (preview := page.blocks.preview) is not None:
        preview.accept_button.click()
        assert page.blocks.preview is None


def test_two_columns_fill_the_form(page: FiguresPage, session: Session, converted: Converted) -> None:
    wanted = entered(session)
    first = session.form.rows[0].key
    copy([row[1:] for row in rows(session, wanted)], converted)
    paste(page, f"{first}.count")
    assert dict(session.content.figures) == wanted
    assert session.undo.count() == 1


def test_by_the_numbers_of_rows_in_another_order(
    page: FiguresPage, session: Session, converted: Converted
) -> None:
    """The one row that prints no number is typed."""
    numbered = {row.key for row in session.form.rows if row.tt}
    wanted = {cell: number for cell, number in entered(session).items() if cell.row in numbered}
    table = [row for row in rows(session, wanted) if row[0]]
    Random(2024).shuffle(table)
    copy(table, converted)
    paste(page, "6.2.count")
    assert dict(session.content.figures) == wanted
    assert session.undo.count() == 1
