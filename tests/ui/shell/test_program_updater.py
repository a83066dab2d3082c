"""A new version of the program that is opened in the window: refused with its reason, or asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop import __version__
from lcweek_desktop.services.updating import program_update
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.storage import BackupReason
from lcweek_desktop.ui.shell.application import create_window
from lcweek_desktop.ui.shell.window import Window
from tests import releases
from tests.conftest import ON_WINDOWS

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
    window = create_window(home)
    qtbot.addWidget(window, before_close_func=lambda window: close(window, qtbot))
    window.resize(1366, 728)
    window.show()
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    return window


def close(window: Window, qtbot: QtBot) -> None:
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG)


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
