"""Pictures pasted into Phụ lục II, beside a block or alone, are said and offered to Hình ảnh."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from tests.ui.cells import cell
from tests.ui.windows import shown_page

SAID = "Bảng số liệu chỉ có số và chữ; 1 hình vừa dán chưa được đưa vào báo cáo."


@pytest.fixture
def view(home: Path, workspace: Workspace, worker: Worker, qtbot: QtBot) -> WorkspaceView:
    """What a window shows of a unit, with Phụ lục II in front."""
    worker.stop()
    return shown_page(home, "figures", qtbot)


def picture() -> QImage:
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    return image


def paste(page: FiguresPage, source: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(source)
    page.show_place("1.1.count")
    QTest.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def figures(view: WorkspaceView) -> FiguresPage:
    page = view.page("figures")
    assert isinstance(page, FiguresPage)
    return page


def block_with_a_picture(folder: str) -> QMimeData:
    """Two cells of a document of Word with a picture beside them, whose file is among the temporary ones."""
    file = Path(folder) / "clip_image002.png"
    assert picture().save(str(file))
    source = QMimeData()
    address = QUrl.fromLocalFile(str(file)).toString()
    source.setHtml(f"<table><tr><td>7</td><td>30<img src='{address}'></td></tr></table>")
    source.setText("7\t30")
    return source


def test_a_picture_beside_a_block_goes_to_the_photos_by_a_click(view: WorkspaceView, qtbot: QtBot) -> None:
    page = figures(view)
    with tempfile.TemporaryDirectory() as folder:
        paste(page, block_with_a_picture(folder))
        assert [page.session.number(cell("1.1", measure)) for measure in ("count", "people")] == [7, 30]
        assert page.notice.text() == SAID
        page.notice.add_pictures.click()
        assert view.current_key == "photos"
        qtbot.waitUntil(lambda: len(view.session.content.photos) == 1)
    view.session.undo.undo()
    assert view.session.content.photos == ()


def test_a_picture_alone_is_offered_and_changes_no_cell(view: WorkspaceView, qtbot: QtBot) -> None:
    page, source = figures(view), QMimeData()
    source.setImageData(picture())
    paste(page, source)
    assert page.notice.text() == SAID
    assert not view.session.content.figures
    page.notice.add_pictures.click()
    qtbot.waitUntil(lambda: len(view.session.content.photos) == 1)


def test_the_picture_that_a_spreadsheet_makes_of_its_cells_is_none(view: WorkspaceView) -> None:
    """The next paste takes the notice of the one before away."""
    page, source = figures(view), QMimeData()
    source.setImageData(picture())
    paste(page, source)
    block = QMimeData()
    block.setText("7\t30")
    block.setImageData(picture())
    paste(page, block)
    assert (page.session.number(cell("1.1")), page.notice.text()) == (7, "")
