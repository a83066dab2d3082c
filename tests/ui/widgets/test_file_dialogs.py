"""A dialog for files begins where it was last used for its purpose, at first where one keeps such files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.widgets.file_dialogs import (
    PHOTOS,
    SENDING,
    ask_for_files,
    ask_to_save,
    last_folders,
)

PLACES = QStandardPaths.StandardLocation


@pytest.fixture
def parent(qtbot: QtBot) -> Iterator[QWidget]:
    kept = dict(last_folders)
    last_folders.clear()
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    yield parent
    last_folders.clear()
    last_folders.update(kept)


def begins(parent: QWidget, ask: Callable[[], None]) -> tuple[Path, QFileDialog]:
    """The folder in which the dialog that `ask` opens begins, and the dialog."""
    ask()
    (dialog,) = (each for each in parent.findChildren(QFileDialog) if each.isVisible())
    return Path(dialog.directory().absolutePath()), dialog


def usual(place: QStandardPaths.StandardLocation) -> Path:
    folder = Path(QStandardPaths.writableLocation(place))
    return folder if folder.is_dir() else Path(QDir.homePath())


def test_a_report_is_not_written_among_the_photos(parent: QWidget, tmp_path: Path) -> None:
    add = partial(ask_for_files, parent, "Chọn ảnh", ["Ảnh (*.jpg)"], lambda _files: None, PHOTOS)
    write = partial(ask_to_save, parent, "Ghi tệp", "a.pdf", ".pdf", lambda _file: None, SENDING)
    folder, dialog = begins(parent, add)
    assert folder == usual(PLACES.PicturesLocation)
    dialog.filesSelected.emit([str(tmp_path / "a.jpg")])
    dialog.close()
    folder, dialog = begins(parent, write)
    assert folder == usual(PLACES.DocumentsLocation)
    dialog.close()
    assert begins(parent, add)[0] == tmp_path
