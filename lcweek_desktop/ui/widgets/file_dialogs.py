"""Files and folders that a user chooses, in the system's dialogs.

They do not block: each calls back with the choice, and not at all when the user cancels. A dialog for a
purpose begins in the folder that was last used for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

SENDING: Final = "sending"
"""The purpose of files that are written to be sent."""
STICK: Final = "stick"
"""The purpose of copies on a memory stick."""
PHOTOS: Final = "photos"
"""The purpose of photos that are added to a report."""

last_folders: dict[str, str] = {}
"""The folder that was last used for each purpose; the window keeps them between two runs."""


def ask_to_save(
    parent: QWidget,
    title: str,
    default_name: str,
    suffix: str,
    on_chosen: Callable[[Path], object],
    purpose: str = "",
) -> None:
    """Ask where to write a file, suggesting `default_name`. `suffix`, with its dot, is added to a name that
    has none. The system asks before an existing file is chosen."""
    dialog = _dialog(parent, title, purpose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"*{suffix}")
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(default_name)
    dialog.fileSelected.connect(lambda name: on_chosen(Path(name)))
    dialog.open()


def ask_for_files(
    parent: QWidget,
    title: str,
    filters: Sequence[str],
    on_chosen: Callable[[list[Path]], object],
    purpose: str = "",
) -> None:
    """Ask for one or more existing files, passed on sorted by name. `filters` are written as Qt does,
    "Ảnh (*.jpg *.png)"; one for all files is added."""
    dialog = _dialog(parent, title, purpose)
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


def ask_for_folder(
    parent: QWidget, title: str, on_chosen: Callable[[Path], object], purpose: str = ""
) -> None:
    """Ask for an existing folder."""
    dialog = _dialog(parent, title, purpose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: on_chosen(Path(name)))
    dialog.open()


def _dialog(parent: QWidget, title: str, purpose: str = "") -> QFileDialog:
    """A dialog that begins in the folder last used for `purpose`; otherwise in the one chosen last, or the
    first time in the user's documents folder."""
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if purpose:
        _begin_where_last(dialog, purpose)
    elif dialog.directory() == QDir.current():
        dialog.setDirectory(_first_folder())
    return dialog


def _begin_where_last(dialog: QFileDialog, purpose: str) -> None:
    last = last_folders.get(purpose, "")
    dialog.setDirectory(last if last and Path(last).is_dir() else _first_folder(purpose))

    def remember(name: str) -> None:
        chosen = Path(name)
        last_folders[purpose] = str(chosen if chosen.is_dir() else chosen.parent)

    dialog.fileSelected.connect(remember)
    dialog.filesSelected.connect(lambda names: remember(names[0]))


def _first_folder(purpose: str = "") -> str:
    """The user's folder of pictures or of documents, or where there is none, of everything. Without one a
    dialog would begin where the last one ended, for whatever purpose."""
    places = QStandardPaths.StandardLocation
    usual = places.PicturesLocation if purpose == PHOTOS else places.DocumentsLocation
    folder = QStandardPaths.writableLocation(usual)
    return folder if Path(folder).is_dir() else QDir.homePath()
