"""Files and folders that a user chooses, in the system's dialogs.

They do not block: each calls back with the choice, and not at all when the user cancels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_to_save(
    parent: QWidget, title: str, default_name: str, suffix: str, on_chosen: Callable[[Path], object]
) -> None:
    """Ask where to write a file, suggesting `default_name`. `suffix`, with its dot, is added to a name that
    has none. The system asks before an existing file is chosen."""
    dialog = _dialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"*{suffix}")
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(default_name)
    dialog.fileSelected.connect(lambda name: on_chosen(Path(name)))
    dialog.open()


def ask_for_files(
    parent: QWidget, title: str, filters: Sequence[str], on_chosen: Callable[[list[Path]], object]
) -> None:
    """Ask for one or more existing files, passed on sorted by name. `filters` are written as Qt does,
    "Ảnh (*.jpg *.png)"; one for all files is added."""
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([*filters, "Mọi tệp (*)"])
    dialog.filesSelected.connect(lambda names: on_chosen(sorted(map(Path, names))))
    dialog.open()


def ask_for_file(
    parent: QWidget, title: str, filters: Sequence[str], on_chosen: Callable[[Path], object]
) -> None:
    """Ask for one existing file, with filters as for `ask_for_files`."""
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([*filters, "Mọi tệp (*)"])
    dialog.fileSelected.connect(lambda name: on_chosen(Path(name)))
    dialog.open()


def ask_for_folder(parent: QWidget, title: str, on_chosen: Callable[[Path], object]) -> None:
    """Ask for an existing folder."""
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: on_chosen(Path(name)))
    dialog.open()


def _dialog(parent: QWidget, title: str) -> QFileDialog:
    """A dialog that begins in the folder chosen last, or the first time in the user's documents folder."""
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if dialog.directory() == QDir.current():
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.setDirectory(documents)
    return dialog
