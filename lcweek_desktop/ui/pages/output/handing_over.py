"""What can be done with the file to send once it is written: to show its folder, to copy it, to mail it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.file_dialogs import STICK, ask_for_folder

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.workspace import Workspace

_GONE: Final = "Không còn thấy tệp {file}. Hãy bấm “Gửi lại…” để ghi lại tệp."
_COPIED: Final = "Đã chép tệp {file}. Hãy dán vào Zalo hoặc thư (Ctrl+V)."
_NOT_COPIED: Final = "Máy này không cho chép tệp. Hãy bấm “Mở thư mục” rồi kéo tệp {file} vào Zalo hoặc thư."
_NO_FOLDER: Final = "Máy này không mở được thư mục. Tệp nằm ở {file}."
_NO_MAIL: Final = (
    "Máy này chưa có chương trình thư mở được thư vừa soạn. Hãy bấm “Chép tệp”, rồi dán vào thư soạn trên "
    "trình duyệt (Ctrl+V)."
)
_MAIL_OPENED: Final = "Đã soạn thư có đính kèm {file}; hãy ghi nơi nhận rồi gửi trong chương trình thư."


class HandingOver(QObject):
    """Does it, and says what became of it."""

    def __init__(self, parent: QWidget, operations: Operations[Workspace]) -> None:
        super().__init__(parent)
        self._parent = parent
        self._operations = operations

    def open_folder(self, file: Path) -> None:
        """Show the folder of `file`."""
        if self._is_there(file) and not _open(file.parent):
            self._operations.show_status(_NO_FOLDER.format(file=file))

    def copy_file(self, file: Path) -> None:
        """Put `file` on the clipboard, so that pasting attaches it."""
        if not self._is_there(file):
            return
        data, clipboard = QMimeData(), QGuiApplication.clipboard()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        clipboard.setMimeData(data)
        held = clipboard.mimeData()
        done = held is not None and held.hasUrls()
        self._operations.show_status((_COPIED if done else _NOT_COPIED).format(file=file.name))

    def copy_to_stick(self, file: Path) -> None:
        """Ask for a stick, and copy `file` onto it."""
        if self._is_there(file):
            title = "Chọn USB hoặc thư mục để chép tệp gửi"
            ask_for_folder(self._parent, title, lambda folder: self.copy_to(file, folder), STICK)

    def copy_to(self, file: Path, folder: Path) -> None:
        """Copy `file` into `folder`, flushed to its disk."""
        self._operations.run(
            Verb.CARRY_SENT_FILE,
            lambda _workspace: services.handing_over.copy_to(file, folder),
            lambda copy: self._operations.show_status(Verb.CARRY_SENT_FILE.done(file=copy)),
            busy="Đang chép…",
        )

    def compose(self, file: Path, subject: str, text: str) -> None:
        """Write a message with `file` attached, and open it in the mail program."""

        def show(mail: Path) -> None:
            self._operations.show_status(_MAIL_OPENED.format(file=file.name) if _open(mail) else _NO_MAIL)

        if self._is_there(file):
            self._operations.run(
                Verb.COMPOSE_MAIL,
                lambda workspace: services.handing_over.write_mail(workspace.context, file, subject, text),
                show,
            )

    def _is_there(self, file: Path) -> bool:
        if found := file.is_file():
            return found
        self._operations.show_status(_GONE.format(file=file.name))
        return False


def _open(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.resolve())))
