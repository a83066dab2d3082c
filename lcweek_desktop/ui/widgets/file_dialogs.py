"""Asking for files and folders: the system's dialogs, which never block the program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_to_save(parent: QWidget, title: str, usual: str, ending: str, then: Callable[[Path], object]) -> None:
    """Ask where to write a file named `usual`; `then` is given the place, which ends in `ending`."""
    dialog = _dialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"*{ending}")
    dialog.setDefaultSuffix(ending.removeprefix("."))
    dialog.selectFile(usual)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def ask_for_files(
    parent: QWidget, title: str, kinds: Sequence[str], then: Callable[[list[Path]], object]
) -> None:
    """Ask for files that are there, given by name; `kinds` as Qt writes them: "Ảnh (*.jpg *.png)"."""
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([*kinds, "Mọi tệp (*)"])
    dialog.filesSelected.connect(lambda names: then(sorted(map(Path, names))))
    dialog.open()


def ask_for_folder(parent: QWidget, title: str, then: Callable[[Path], object]) -> None:
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def _dialog(parent: QWidget, title: str) -> QFileDialog:
    """Begins where a file was chosen before; the first time among the user's documents."""
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if dialog.directory() == QDir.current():
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.setDirectory(documents)
    return dialog
