"""Going back to the report as it was sent: every difference is listed first, and one undo takes it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.commands import SetReport
from lcweek_desktop.ui.session.page import Page
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.sight import dialog_size
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme
from lcweek_desktop.ui.widgets.wrapping_table import WrappingTable

if TYPE_CHECKING:
    from lcweek_desktop.services.report.sent_report import Difference, SentReport
    from lcweek_desktop.services.workspace.workspace import Workspace

_SIZE: Final = (900, 540)
_NOT_THERE: Final = "Không đọc được bản đã gửi, hoặc bản đó theo biểu mẫu khác. Báo cáo chưa thay đổi gì."
_NO_DIFFERENCE: Final = "Báo cáo đang giống bản đã gửi; không có gì để đổi."


class ReturnToSent(QObject):
    """Asks for the page `page`, and does it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._session = page, page.session
        self.dialog: ReturnDialog | None = None
        """The question that is open; None when there is none."""

    def ask(self) -> None:
        """List what would change, and ask."""
        self._page.operations.read(_read_sent, self._sent_read)

    def _sent_read(self, sent: SentReport | None) -> None:
        if sent is None:
            self._page.show_status(_NOT_THERE)
            return
        session, service = self._session, services.sent_report
        level = session.workspace.unit.level
        then = service.as_sent(session.form, level, session.draft, sent.draft)
        differences = list(service.report_differences(session.form, session.draft, then))
        if not differences:
            self._page.show_status(_NO_DIFFERENCE)
            return
        self.dialog = ReturnDialog(
            self._page,
            sent,
            differences,
            lambda: session.undo.push(SetReport(session, then, Verb.RETURN_REPORT, "sending")),
        )
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None


class ReturnDialog(QDialog):
    """The list of differences, and the question."""

    def __init__(
        self,
        parent: QWidget,
        sent: SentReport,
        differences: Sequence[Difference],
        on_agreed: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Trở lại bản đã gửi")
        self.resize(dialog_size(parent, *_SIZE))
        self.table = WrappingTable("Những chỗ khác bản đã gửi")
        self.table.show_rows(
            ("Chỗ", "Hiện có", f"Bản số {sent.revision}, gửi ngày {sent.day}"),
            [(each.place, each.now or "(để trống)", each.sent or "(để trống)") for each in differences],
        )
        self._question = QLabel(f"{len(differences)} chỗ khác bản đã gửi. Báo cáo chưa thay đổi gì.")
        self.go_back = Button("Trở lại bản đã gửi", on_click=self.accept)
        self._lay_out()
        self.accepted.connect(on_agreed)

    def _lay_out(self) -> None:
        theme().set_font(self._question, TextRole.STRONG)
        theme().apply_style(self.go_back, PRIMARY_STYLE)
        hint = QLabel("Bấm “Trở lại bản đã gửi” để mọi chỗ trên như khi gửi; Ctrl+Z lấy lại tất cả.")
        theme().apply_style(hint, "color: $muted;")
        hint.setWordWrap(True)
        leave = Button("Giữ như hiện có", on_click=self.reject)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(leave)
        below.addWidget(self.go_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * (theme().px(Space.L),)))
        column.setSpacing(theme().px(Space.M))
        column.addWidget(self._question)
        column.addWidget(self.table, 1)
        column.addWidget(hint)
        column.addLayout(below)
        self.go_back.setDefault(False)
        leave.setFocus()


def _read_sent(workspace: Workspace) -> SentReport | None:
    sent: SentReport | None = services.sent_report.sent_report(workspace)
    return sent
