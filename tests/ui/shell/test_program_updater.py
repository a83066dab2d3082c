"""A new version of the program that is opened in the window: refused with its reason, or asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop import __version__
from lcweek_desktop.services.updating import program_update
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.storage import BackupReason
from lcweek_desktop.ui.shell.window import Window
from tests import releases
from tests.conftest import ON_WINDOWS
from tests.ui.windows import shown_window

LONG = 60_000
SCHOOL = UnitSetup("TH-A", "Trường Tiểu học Thèn Sin", "truong", "03394")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "may"
    with open_context(home, ROOT / "forms") as context:
        set_up(context, "2024", SCHOOL)
    return home


@pytest.fixture
def window(home: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Window:
    """A shown window with a school at work, of a program for Windows that has the public key of the tests."""
    releases.trust(monkeypatch, tmp_path)
    monkeypatch.setattr(program_update, "SYSTEM", "win32")
    return shown_window(home, qtbot)


def box_with(window: Window, words: str, qtbot: QtBot) -> QMessageBox:
    """The message or question that says `words`, once it is open."""

    def found() -> list[QMessageBox]:
        return [box for box in window.findChildren(QMessageBox) if box.isVisible() and words in box.text()]

    qtbot.waitUntil(lambda: bool(found()), timeout=LONG)
    return found()[0]


def press(box: QMessageBox, text: str) -> None:
    next(button for button in box.buttons() if button.text() == text).click()


def test_a_changed_file_is_refused_with_its_reason(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    file = releases.update_file(tmp_path, "9.0.0")
    file.write_bytes(file.read_bytes()[:-30])
    window.open_files([file])
    box_with(window, f"“{file.name}” bị hỏng hoặc chép thiếu", qtbot)


def test_a_bare_setup_is_told_which_file_to_ask_for(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "lcweek-9.0.0-setup.exe"
    file.write_bytes(b"MZ" + bytes(200))
    window.open_files([file])
    box = box_with(window, "không mang chữ ký của nơi phát hành", qtbot)
    assert "lcweek-….lcupdate" in box.informativeText()


def test_no_is_the_safe_answer_and_changes_nothing(
    window: Window, home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.open_files([releases.update_file(tmp_path, "9.0.0")])
    box = box_with(window, f"Cài bản 9.0.0 của chương trình? Máy này đang dùng bản {__version__}.", qtbot)
    default = box.defaultButton()
    assert default is not None and default.text() == "Không"
    press(box, "Không")
    assert window.workspace_view is not None
    assert not [*(home / "backups").glob("*.lcwbak")]


def test_an_update_beside_what_is_opened_is_offered_once(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    releases.update_file(tmp_path, "9.0.0")
    opened = tmp_path / "la.pdf"
    opened.write_bytes(b"%PDF-1.4 nothing of ours")
    window.open_files([opened])
    box = box_with(window, "Cài bản 9.0.0", qtbot)
    assert "Bên cạnh tệp vừa mở có tệp lcweek-9.0.0.lcupdate" in box.informativeText()
    press(box, "Không")
    press(box_with(window, "", qtbot), "Đóng")  # what is said of the file itself
    seen: list[object] = []
    window.changes.updater.accepted.connect(seen.append)
    window.open_files([opened])
    press(box_with(window, "", qtbot), "Đóng")
    with qtbot.waitCallback(timeout=LONG) as read:  # behind it on the data thread
        window.worker.submit(lambda _context: None, lambda _none: read(), print)
    assert not [box for box in window.findChildren(QMessageBox) if "Cài bản" in box.text()]


def test_an_update_is_handed_on_from_the_menu(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    file = releases.update_file(tmp_path, "9.0.0")
    (entry,) = [action for action in window.findChildren(QAction) if action.text() == "Gửi bản cập nhật…"]
    qtbot.waitUntil(entry.isEnabled, timeout=LONG)
    entry.trigger()
    choose(window, "Chọn bản cập nhật để gửi cho đơn vị khác", file, qtbot)
    choose(window, "Chọn USB hoặc thư mục để chép bản cập nhật", stick, qtbot)
    box = box_with(window, "Đã chép bản cập nhật", qtbot)
    assert str(stick / file.name) in box.text()
    assert (stick / file.name).read_bytes() == file.read_bytes()


def choose(window: Window, title: str, path: Path, qtbot: QtBot) -> None:
    """Answer the dialog `title` with `path`."""

    def found() -> list[QFileDialog]:
        dialogs = window.findChildren(QFileDialog)
        return [dialog for dialog in dialogs if dialog.isVisible() and dialog.windowTitle() == title]

    qtbot.waitUntil(lambda: bool(found()), timeout=LONG)
    dialog = found()[0]
    dialog.fileSelected.emit(str(path))
    dialog.close()


@pytest.mark.skipif(
    ON_WINDOWS, reason="the stand-in for a setup is no program anywhere; Windows says so later"
)
def test_after_yes_data_are_backed_up_and_work_goes_on_where_no_setup_starts(
    window: Window, home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.open_files([releases.update_file(tmp_path, "9.0.0")])
    press(box_with(window, "Cài bản 9.0.0", qtbot), "Cập nhật chương trình")
    box_with(window, "Dữ liệu đã được sao lưu, nhưng bản cập nhật chưa chạy được", qtbot)
    assert window.isEnabled() and window.isVisible()
    assert BackupReason.UPDATE in " ".join(file.name for file in (home / "backups").iterdir())
