"""What nobody caught is recorded in the data folder of the window, and told once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from lcweek_desktop.error_records import records
from lcweek_desktop.errors import sentence
from lcweek_desktop.ui.shell.application import ExceptionHook, create_window


def test_a_fault_is_recorded_beside_the_data_and_its_file_named_once(
    home: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    window = create_window(home)
    qtbot.addWidget(window)
    hook = ExceptionHook(window, home)
    for error in (ZeroDivisionError("Lò Văn Phương"), KeyError("1.1"), KeyError("1.1")):
        hook(type(error), error, None)
    (box,) = window.findChildren(QMessageBox)
    assert box.text() == sentence("bug")
    assert box.informativeText() == sentence("bug-recorded", file=home / "errors" / "error-1.txt")
    assert [text.rstrip().rpartition("\n")[2] for text in records(home)] == ["KeyError", "ZeroDivisionError"]
    assert "Lò Văn Phương" in capsys.readouterr().err


def test_a_fault_that_cannot_be_recorded_is_told_all_the_same(home: Path, qtbot: QtBot) -> None:
    home.write_bytes(b"")
    window = create_window(home)
    qtbot.addWidget(window)
    ExceptionHook(window, home).report(ZeroDivisionError())
    (box,) = window.findChildren(QMessageBox)
    assert box.informativeText() == sentence("bug-unrecorded")
