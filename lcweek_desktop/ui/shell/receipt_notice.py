"""The line above the pages that says what the receivers of a unit's report told it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from lcweek_desktop.domain.receipt import REMARK_CHECK, ReceiptVerdict
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import messages
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.report.taken_receipts import ReceiptNotice as Told
    from lcweek_desktop.services.workspace.workspace import Workspace


class ReceiptNotice(QFrame):
    """Stands there while a receiver's remarks wait for the next revision. An acceptance is said when its
    receipt is opened, until it is put away or the program ends."""

    # The remarks are to be shown in their list.
    remarks_requested = Signal()

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__()
        self._session = session
        self._operations: Operations[Workspace] = Operations(self, worker, lambda _context: session.workspace)
        self._told: tuple[Told, ...] = ()
        self._before: tuple[Told, ...] | None = None
        """What was told when the window opened; None until it is read."""
        self._put_away: tuple[Told, ...] = ()
        self.label = QLabel(wordWrap=True)
        self.show_button = Button("Xem từng ý kiến", "checks", self.remarks_requested.emit)
        self.close_button = Button("Đã biết", on_click=self._close)
        theme().apply_style(
            self, "ReceiptNotice { background: $accent_soft; border: 0; border-bottom: 1px solid $line; }"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.XS, Space.L, Space.XS)
        row.addWidget(self.label, 1)
        row.addWidget(self.show_button)
        row.addWidget(self.close_button)
        self.hide()
        for changed in (session.received_changed, session.report_progress_changed):
            changed.connect(self.refresh)
        session.checks.changed.connect(self._show)
        self.refresh()

    def refresh(self) -> None:
        """Read anew what the unit was told."""
        self._operations.read(
            lambda workspace: services.taken_receipts.receipt_notices(workspace), self._take
        )

    def show_status(self, text: str) -> None:
        """Nothing is said but what the line says."""

    def show_failure(self, error: LcweekError) -> None:
        """Say in a message why the receipts could not be read."""
        messages.show_message(self.window(), error.sentence, error.next_step, "warning")

    def _take(self, told: tuple[Told, ...]) -> None:
        self._told = told
        if self._before is None:
            self._before = told
        self._show()

    def _close(self) -> None:
        self._put_away = self._told
        self._show()

    def _show(self) -> None:
        lines = [line for each in self._told for line in [self._line(each)] if line]
        self.label.setText("\n".join(lines))
        self.setVisible(bool(lines))
        is_waiting = any(self._is_waiting(each) for each in self._told)
        self.show_button.setVisible(is_waiting)
        self.close_button.setVisible(not is_waiting)

    def _line(self, told: Told) -> str:
        day = f" (phiếu ngày {told.day})" if told.day else ""
        if told.verdict is ReceiptVerdict.ACCEPTED:
            is_news = told not in (self._before or ()) and told not in self._put_away
            return f"{told.receiver} đã tiếp nhận báo cáo, bản số {told.revision}{day}." if is_news else ""
        if told.is_followed:
            return ""
        if left := self._open_count():
            return (
                f"{told.receiver} đề nghị xem lại báo cáo, bản số {told.revision}{day}: "
                f"còn {left} ý kiến chưa trả lời."
            )
        return (
            f"Đã trả lời mọi ý kiến của {told.receiver} về bản số {told.revision}. "
            "Hãy chốt và gửi bản tiếp theo."
        )

    def _is_waiting(self, told: Told) -> bool:
        return told.verdict is ReceiptVerdict.RETURNED and not told.is_followed

    def _open_count(self) -> int:
        """The number of remarks that are not answered yet."""
        found = self._session.checks.findings
        return sum(each.check.startswith(REMARK_CHECK) and each.accepted is None for each in found)
