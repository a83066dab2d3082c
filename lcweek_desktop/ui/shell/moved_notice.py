"""The line that a machine shows whose data went to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.pages.backup.coming_back import ComingBack
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import messages
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.workspace import Workspace


class MovedNotice(QFrame):
    """Says since when the data are meant to be on another machine. It is visible only then."""

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__()
        self._operations: Operations[Workspace] = Operations(
            self, worker, lambda _context: session.workspace, session.announce
        )
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.coming_back = ComingBack(self, session, self._operations)
        self.back_button = Button(f"{Verb.COME_BACK.label}…", on_click=self.coming_back.ask_for_file)
        self.stay_button = Button(f"{Verb.STAY_HERE.label}…", on_click=self._ask)
        theme().apply_style(
            self, "MovedNotice { background: $warning_soft; border: 0; border-bottom: 1px solid $line; }"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.XS, Space.L, Space.XS)
        row.addWidget(self.label, 1)
        row.addWidget(self.back_button)
        row.addWidget(self.stay_button)
        self.hide()
        session.machine_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read anew whether the data went to another machine."""
        self._operations.read(lambda workspace: services.moved.moved_on(workspace.context.home), self._show)

    def show_status(self, text: str) -> None:
        """Nothing is said but what the line says."""

    def show_failure(self, error: LcweekError) -> None:
        """Say in a message why the mark could not be read or taken away, or the file not be opened."""
        messages.show_message(self.window(), error.sentence, error.next_step, "warning")

    def _show(self, day: str | None) -> None:
        self.label.setText(
            f"Dữ liệu của máy này đã chuyển sang máy khác ngày {day}. Nên nhập, chốt và gửi ở máy kia."
        )
        self.setVisible(day is not None)

    def _ask(self) -> None:
        messages.ask_question(
            self.window(),
            "Vẫn dùng máy này như trước?",
            yes=Verb.STAY_HERE.label,
            detail="Chỉ nên chọn khi máy kia không mở tệp chuyển máy, hoặc không dùng nữa: nếu cả hai máy "
            "cùng gửi, nơi nhận sẽ có hai báo cáo của một đơn vị.",
            then=self._stay,
        )

    def _stay(self) -> None:
        self._operations.run(
            Verb.STAY_HERE, lambda workspace: services.moved.stay_here(workspace.context.home)
        )
