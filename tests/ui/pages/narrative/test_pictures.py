"""Pictures pasted into Phụ lục I are said and offered to Hình ảnh."""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from lcweek_desktop.ui.pasting.pasted_text import MAX_HTML
from lcweek_desktop.ui.pasting.pictures import left_out_pictures
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from tests.ui.windows import shown_page


@pytest.fixture
def view(home: Path, workspace: Workspace, worker: Worker, qtbot: QtBot) -> WorkspaceView:
    """What a window shows of a unit, with Phụ lục I in front."""
    worker.stop()
    return shown_page(home, "narrative", qtbot)


def picture() -> QImage:
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    return image


def copied(how: str, folder: Path) -> QMimeData:
    """A picture of its own, or one in a text of Word, whose file is in the folder for temporary files."""
    source = QMimeData()
    if how == "image":
        source.setImageData(picture())
        return source
    file = folder / "clip_image002.png"
    assert picture().save(str(file))
    address = QUrl.fromLocalFile(str(file)).toString()
    if how != "word":
        address = f"data:image/png;base64,{base64.b64encode(file.read_bytes()).decode()}"
    padding = " " * MAX_HTML if how == "embedded in much" else ""
    source.setHtml(f"<p style='{padding}'>Lễ mít tinh</p><img src='{address}'><img src='{address}'>")
    source.setText("Lễ mít tinh")
    return source


@pytest.mark.parametrize("how", ["image", "word", "embedded", "embedded in much"])
def test_a_pasted_picture_goes_to_the_photos_by_a_click_and_back_by_undo(
    view: WorkspaceView, qtbot: QtBot, how: str
) -> None:
    page = view.page("narrative")
    assert isinstance(page, NarrativePage)
    with tempfile.TemporaryDirectory() as folder:
        source = copied(how, Path(folder))
        editor = page.sheet.editors[HeadingKey("I.1")]
        assert editor.canInsertFromMimeData(source)
        editor.insertFromMimeData(source)
        assert editor.toPlainText() == ("" if how == "image" else "Lễ mít tinh")
        assert page.notice.text() == "Lời văn chỉ có chữ và bảng; 1 hình vừa dán chưa được đưa vào báo cáo."
        page.notice.add_pictures.click()
        assert view.current_key == "photos"
        qtbot.waitUntil(lambda: len(view.session.content.photos) == 1)
    view.session.undo.undo()
    assert view.session.content.photos == ()


def test_a_file_outside_the_temporary_folder_is_never_offered(
    view: WorkspaceView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    outside = tmp_path / "private.png"
    assert picture().save(str(outside))
    page = view.page("narrative")
    assert isinstance(page, NarrativePage)
    source = QMimeData()
    source.setHtml(f"a<img src='{QUrl.fromLocalFile(str(outside)).toString()}'><img src='file://host/x.png'>")
    page.sheet.editors[HeadingKey("I.1")].insertFromMimeData(source)
    assert "2 hình" in page.notice.text()
    assert page.notice.add_pictures.isHidden()


@pytest.mark.parametrize("address", ["data:image/png;base64,A", "data:image/gif;base64,R0lG", "data:,a", ""])
def test_a_picture_that_cannot_be_had_is_counted(address: str) -> None:
    found = left_out_pictures(QMimeData(), [address], has_text=True)
    assert (found.count, found.obtainable) == (1, 0)
