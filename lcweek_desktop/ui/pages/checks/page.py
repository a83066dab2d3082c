"""Kiểm tra: everything found, errors first; each leads to where it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.domain.report import Acceptance
from lcweek_desktop.domain.text import one_line
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.pages.checks.findings import FindingsList
from lcweek_desktop.ui.session.commands import SetAccepted
from lcweek_desktop.ui.session.report_checks import count_findings, findings_text
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme


class ChecksPage(Page):
    """A warning can be accepted with a reason, which travels with the report; an error has to be mended."""

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self._stale = True
        self._said, self._not_compared = QLabel(), QLabel()
        self.list = FindingsList()
        self.reason = QLineEdit()
        self.accept_button, self.reopen_button = Button("Chấp nhận"), Button("Bỏ chấp nhận")
        self._pages = QStackedWidget()
        self._lay_out()
        self.list.going.connect(lambda finding: self.place_requested.emit(finding.place))
        self.list.currentItemChanged.connect(lambda _now, _before: self._offer())
        self.accept_button.clicked.connect(self.accept)
        self.reason.returnPressed.connect(self.accept)
        self.reason.textChanged.connect(lambda _text: self._offer())
        self.reopen_button.clicked.connect(self.reopen)
        session.checks.changed.connect(self._found)
        self._found()

    def state(self) -> str:
        """How many findings are open; DONE when there are none."""
        return str(sum(count_findings(self.session.checks.findings)) or DONE)

    def accept(self) -> None:
        """Accept the warning that is chosen, with the reason written."""
        finding, reason = self.list.chosen, one_line(self.reason.text())
        if finding is None or finding.is_error or finding.accepted is not None or not reason:
            return
        taken = Acceptance(finding.check, finding.place, reason)
        self.reason.clear()
        self._put((*self._others(finding), taken), "chấp nhận lưu ý")

    def reopen(self) -> None:
        """Accept the chosen warning no longer."""
        finding = self.list.chosen
        if finding is not None and finding.accepted is not None:
            self._put(tuple(self._others(finding)), "bỏ chấp nhận lưu ý")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._show()

    def on_enter(self) -> None:
        self.list.setFocus()

    def _others(self, finding: Finding) -> Iterator[Acceptance]:
        where = (finding.check, finding.place)
        return (seen for seen in self.session.content.accepted if (seen.check, seen.place) != where)

    def _put(self, accepted: tuple[Acceptance, ...], said: str) -> None:
        self.session.undo.push(SetAccepted(self.session, accepted, said))

    def _found(self) -> None:
        """The list is made anew only where it is seen: this is called at every keystroke."""
        self._stale = True
        if self.isVisible():
            self._show()
        self.state_changed.emit()

    def _show(self) -> None:
        if self._stale:
            self._stale = False
            self.list.show_findings(self.session.checks.findings)
            self._said.setText(findings_text(*count_findings(self.session.checks.findings)))
            self._show_comparison_error()
            nothing = not self.session.checks.findings and self.session.checks.comparison_error is None
            self._pages.setCurrentIndex(1 if nothing else 0)
            self._offer()

    def _show_comparison_error(self) -> None:
        error = self.session.checks.comparison_error
        self._not_compared.setVisible(error is not None)
        why = error.message if isinstance(error, LcweekError) else "Chương trình gặp lỗi khi đọc dữ liệu."
        self._not_compared.setText(f"Chưa so được với số liệu các đơn vị và năm trước. {why}")

    def _offer(self) -> None:
        finding = self.list.chosen
        accepted = finding is not None and finding.accepted is not None
        open_warning = finding is not None and not finding.is_error and not accepted
        self.reason.setVisible(not accepted)
        self.accept_button.setVisible(not accepted)
        self.reopen_button.setVisible(accepted)
        self.reason.setEnabled(open_warning)
        self.reason.setPlaceholderText(_ASKED if open_warning else _NOT_ASKED)
        self.accept_button.setEnabled(open_warning and bool(one_line(self.reason.text())))

    def _lay_out(self) -> None:
        self.reason.setAccessibleName("Lý do chấp nhận lưu ý đang chọn")
        theme().set_font(self._said, TextRole.TITLE)
        hint = QLabel("Nhấn Enter hoặc bấm “Đến chỗ này” để sửa.")
        theme().apply_style(hint, "color: $muted;")
        icons.set_icon(self.accept_button, "check")
        icons.set_icon(self.reopen_button, "undo")
        below = QHBoxLayout()
        below.addWidget(self.reason, 1)
        below.addStretch(0)
        for button in (self.accept_button, self.reopen_button):
            below.addWidget(button)
        some = QWidget()
        column = QVBoxLayout(some)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._said, self._not_compared, hint, self.list):
            column.addWidget(widget)
        column.addLayout(below)
        self._pages.addWidget(some)
        self._pages.addWidget(_nothing())
        self._not_compared.setWordWrap(True)
        theme().apply_style(self._not_compared, "color: $warning;")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.XL, Space.L, Space.XL, Space.M)
        layout.addWidget(self._pages)


_ASKED: Final = "Nếu lưu ý này không phải là sai sót, hãy ghi lý do rồi bấm Chấp nhận"
_NOT_ASKED: Final = "Hãy chọn một lưu ý trong danh sách; lỗi thì phải sửa"


def _nothing() -> QWidget:
    """What is shown while nothing is found."""
    picture, words = QLabel(), QLabel("Không có lỗi, không có lưu ý")
    hint = QLabel("Có thể in và gửi báo cáo.")
    theme().on_theme_change(picture, lambda: picture.setPixmap(icons.pixmap("done", "ok", 48)))
    theme().set_font(words, TextRole.HEADING)
    theme().apply_style(hint, "color: $muted;")
    nothing = QFrame()
    column = QVBoxLayout(nothing)
    column.addStretch(2)
    for label in (picture, words, hint):
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label)
    column.addStretch(3)
    return nothing
