"""Coming back to a machine that was left: the file of the other one takes the place of the data here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMessageBox, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.pages.backup.difference_question import ask_about_differences
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import MovingIn, Session
from lcweek_desktop.ui.widgets.file_dialogs import ask_for_file
from lcweek_desktop.ui.widgets.passphrase_dialogs import PassphraseDialog

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.workspace import Workspace

_FILES: Final = "Tệp chuyển máy (*.lcwmove)"


class ComingBack:
    """Asks for the file, its pass-phrase and whether what differs is meant, and lets the window do it."""

    def __init__(self, parent: QWidget, session: Session, operations: Operations[Workspace]) -> None:
        self._parent = parent
        self._session = session
        self._operations = operations
        self.question: QMessageBox | None = None
        """The question that was asked last."""

    def ask_for_file(self) -> None:
        """Let the user choose the file, and go on as `ask_for_passphrase`."""
        ask_for_file(self._parent, "Chọn tệp chuyển máy", [_FILES], self.ask_for_passphrase)

    def ask_for_passphrase(self, file: Path) -> None:
        """Ask for the pass-phrase of `file`, show what would change, and open it if the user wants it."""
        text = f"Hãy nhập mật khẩu đã đặt ở máy kia cho tệp {file.name}."
        PassphraseDialog(
            self._parent.window(), Verb.COME_BACK.label, text, lambda passphrase: self._read(file, passphrase)
        ).open()

    def _read(self, file: Path, passphrase: str) -> None:
        def read(workspace: Workspace) -> tuple[tuple[str, ...], MovingIn]:
            found = services.moving.moved_differences(workspace.context, file, passphrase)
            lines = services.difference_lines.difference_lines(found)
            return lines, partial(services.moving.move_in, workspace.context.home, file, passphrase)

        self._operations.read(read, lambda answer: self._ask(file, *answer))

    def _ask(self, file: Path, lines: tuple[str, ...], moving_in: MovingIn) -> None:
        self.question = ask_about_differences(
            self._parent.window(),
            f"Dùng lại máy này với dữ liệu trong tệp {file.name}?",
            Verb.COME_BACK.label,
            lines,
            lambda: self._session.move_in_requested.emit(moving_in),
        )
