"""Trợ giúp, Lưu thông tin hỗ trợ: the text is shown before it is saved, also where the data do not open."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.open_failed import OpenFailedPage
from lcweek_desktop.ui.shell.support_dialog import SupportDialog
from lcweek_desktop.ui.shell.window import Window
from tests.ui.shell.test_window import Windows, windows

__all__ = ["windows"]


def open_dialog(window: Window, qtbot: QtBot) -> SupportDialog:
    entry = next(each for each in window.findChildren(QAction) if each.text() == "Lưu thông tin hỗ trợ…")
    entry.trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(SupportDialog)))
    (dialog,) = window.findChildren(SupportDialog)
    return dialog


def test_what_is_saved_is_what_was_shown(
    windows: Windows, workspace: Workspace, worker: Worker, qtbot: QtBot, tmp_path: Path
) -> None:
    worker.stop()
    window = windows()
    qtbot.waitUntil(lambda: window.workspace_view is not None)
    dialog = open_dialog(window, qtbot)
    assert "Màn hình: " in dialog.text.toPlainText() and "own_unit: 1" in dialog.text.toPlainText()
    dialog.save_button.click()
    (files,) = dialog.findChildren(QFileDialog)
    files.fileSelected.emit(str(tmp_path / "ho-tro.txt"))
    assert (tmp_path / "ho-tro.txt").read_text(encoding="utf-8") == dialog.text.toPlainText()
    assert dialog.status_label.text().startswith(f"Đã ghi {tmp_path / 'ho-tro.txt'}.")
    dialog.save(tmp_path / "khong-co" / "ho-tro.txt")
    assert dialog.status_label.text().startswith("Không có thư mục")


def test_it_can_be_saved_where_the_data_cannot_be_opened(windows: Windows, home: Path, qtbot: QtBot) -> None:
    home.mkdir()
    (home / "lcweek.db").write_bytes(b"khong phai du lieu")
    window = windows()
    qtbot.waitUntil(lambda: isinstance(window.current_view, OpenFailedPage))
    assert "Không mở được: store-foreign" in open_dialog(window, qtbot).text.toPlainText()


@pytest.mark.parametrize("name", ["Trường Tiểu học Thèn Sin", "03394-th-a"])
def test_it_names_no_unit(
    windows: Windows, workspace: Workspace, worker: Worker, qtbot: QtBot, name: str
) -> None:
    worker.stop()
    window = windows()
    qtbot.waitUntil(lambda: window.workspace_view is not None)
    assert name not in open_dialog(window, qtbot).text.toPlainText()
