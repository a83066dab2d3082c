"""What can be done with what could not be read: it is dismissed, or opened with the password it needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.pages.receiving.received_list import ReceivedList
from lcweek_desktop.ui.pages.receiving.receiver import Receiver
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.passphrase_dialogs import PassphraseDialog

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.workspace import Workspace

_NAMED = 6
"""The most archives that the question names."""


class UnreadActions:
    """The button that dismisses what is selected, visible while that can be dismissed, and the question for a
    password, which comes by itself."""

    def __init__(
        self, parent: QWidget, operations: Operations[Workspace], files: ReceivedList, receiver: Receiver
    ) -> None:
        """`files` shows what could not be read; dialogs open above `parent`."""
        self._parent, self._operations = parent, operations
        self._files, self._receiver = files, receiver
        self.dismiss_button = Button(Verb.DISMISS_UNREAD.label, "remove", self.dismiss)
        self.dialog: PassphraseDialog | None = None
        files.selection_changed.connect(self.update_button)
        receiver.on_locked = self._ask_for_password
        self.update_button()

    def update_button(self) -> None:
        """Offer to dismiss what is selected."""
        places = self._files.selected_places()
        self.dismiss_button.setVisible(bool(places))
        count = f" ({len(places)})" if len(places) > 1 else ""
        self.dismiss_button.setText(f"{Verb.DISMISS_UNREAD.label}{count}")

    def dismiss(self) -> None:
        """Take what is selected off the list; the files themselves are not touched."""
        places = self._files.selected_places()

        def finish(_nothing: None) -> None:
            self._receiver.forget(places)
            self._operations.show_status(Verb.DISMISS_UNREAD.done(count=len(places)))

        self._operations.run(
            Verb.DISMISS_UNREAD, lambda workspace: services.unread.dismiss(workspace, places), finish
        )

    def _ask_for_password(self, archives: Sequence[Path], is_wrong: bool) -> None:
        names = ", ".join(file.name for file in archives[:_NAMED])
        more = f" và {len(archives) - _NAMED} tệp khác" if len(archives) > _NAMED else ""
        wrong = "Mật khẩu vừa nhập không mở được tệp nén. " if is_wrong else ""
        self.dialog = PassphraseDialog(
            self._parent,
            "Tệp nén có mật khẩu",
            f"{wrong}Hãy nhập mật khẩu mà nơi gửi đã báo để mở {names}{more}. Nếu chưa biết mật khẩu, hãy "
            "đóng câu hỏi này; tệp nén vẫn ở trong danh sách “Không đọc được”.",
            lambda typed: self._receiver.receive(archives, password=typed),
        )
        self.dialog.open()
