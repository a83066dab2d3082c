"""Kiểm tra: all findings, errors first, each of which leads to its place in the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.checks import DAMAGED, LEGACY_TEXT, Finding
from lcweek_desktop.domain.report import Acceptance
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.pages.checks.findings import FindingsList, is_remark
from lcweek_desktop.ui.pages.checks.unicode_edit import unicode_edit
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.commands import SetAccepted
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.report_checks import count_findings, findings_text
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.inputs import FieldNotice, LineEdit
from lcweek_desktop.ui.widgets.messages import ask_question
from lcweek_desktop.ui.widgets.sight import is_in_sight
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_REASON_HINT: Final = "Nếu lưu ý này không phải là sai sót, hãy ghi lý do rồi bấm Chấp nhận"
_GIVE_UP_OWN: Final = "Bỏ phần bị hỏng này, để trống và làm tiếp?"
_GIVE_UP_RECEIVED: Final = "Bỏ báo cáo bị hỏng này, coi như đơn vị chưa nộp bản đó?"
_REMAINS_SHOWN: Final = 1_000
"""The most characters of damaged data that the question shows."""
_ANSWER_HINT: Final = "Nếu nội dung đã đúng, hãy trả lời nơi nhận; câu trả lời đi cùng bản chốt tiếp theo"
_NO_WARNING_HINT: Final = "Hãy chọn một lưu ý trong danh sách; lỗi thì phải sửa"


class ChecksPage(Page):
    """The list of findings. A warning can be accepted with a reason, which is sent along with the report; an
    error has to be corrected."""

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self._is_outdated = True
        self._summary_label, self._comparison_label = QLabel(), QLabel()
        self.list = FindingsList()
        self.reason = LineEdit()
        self._reason_notice = FieldNotice(self.reason)
        self.accept_button, self.reopen_button = Button("Chấp nhận"), Button("Bỏ chấp nhận")
        self.give_up_button = Button(f"{Verb.GIVE_UP_DAMAGED.label}…", "remove", self.ask_to_give_up)
        self.convert_button = Button("Chuyển sang Unicode", on_click=self.convert)
        self._stack = QStackedWidget()
        self._lay_out()
        self.list.finding_activated.connect(lambda finding: self.place_requested.emit(finding.place))
        self.list.currentItemChanged.connect(lambda _now, _before: self._update_controls())
        self.accept_button.clicked.connect(self.accept)
        self.reason.returnPressed.connect(self.accept)
        self.reason.textChanged.connect(lambda _text: self._update_controls())
        self.reopen_button.clicked.connect(self.reopen)
        session.checks.changed.connect(self._findings_changed)
        self._findings_changed()

    def state(self) -> str:
        """The number of errors and of warnings not accepted; DONE when there are none."""
        return str(sum(count_findings(self.session.checks.findings)) or DONE)

    def accept(self) -> None:
        """Accept the selected warning for the reason that was typed. Does nothing for an error or without a
        reason."""
        finding, reason = self.list.current_finding, clean_line(self.reason.text())
        if finding is None or not finding.is_acceptable or not reason:
            return
        acceptance = Acceptance(finding.check, finding.place, reason)
        self.reason.clear()
        verb = Verb.ANSWER_REMARK if is_remark(finding) else Verb.ACCEPT_WARNING
        self._push_accepted((*self._other_acceptances(finding), acceptance), verb)
        (self.reason if self.reason.isVisible() and self.reason.isEnabled() else self.list).setFocus()

    def reopen(self) -> None:
        """Withdraw the acceptance of the selected warning."""
        finding = self.list.current_finding
        if finding is not None and finding.accepted is not None:
            self._push_accepted(tuple(self._other_acceptances(finding)), Verb.REOPEN_WARNING)

    def convert(self) -> None:
        """Put the text of the selected finding, which is in a legacy code, into Unicode."""
        finding = self.list.current_finding
        if finding is not None and finding.check == LEGACY_TEXT:
            self.session.undo.push(unicode_edit(self.session, finding.place))

    def ask_to_give_up(self) -> None:
        """Ask whether to go on without the damaged data of the selected finding, showing what is left of
        them."""
        finding = self.list.current_finding
        if finding is not None and finding.check == DAMAGED:
            place = finding.place
            self.operations.read(
                lambda workspace: services.damaged.remains(workspace, place),
                lambda left: self._ask_to_give_up(place, left),
            )

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._show_findings()

    def on_enter(self) -> None:
        self.list.setFocus()

    def show_place(self, place: str) -> None:
        if (item := self._accepted_item(place)) is not None:
            self.list.setCurrentItem(item)
        self.list.setFocus()

    def shows(self, place: str) -> bool:
        item = self._accepted_item(place)
        return item is None or is_in_sight(self.list.viewport(), self.list.visualItemRect(item).center())

    def _accepted_item(self, place: str) -> QListWidgetItem | None:
        """The line of the warning at a place of SetAccepted; None where the checks do not find it any more,
        and for all warnings together."""
        match place.split(":", 2):
            case [_, check, at]:
                return self.list.item_of(check, at)
        return None

    def _ask_to_give_up(self, place: str, left: str) -> None:
        ask_question(
            self,
            _GIVE_UP_RECEIVED if place.startswith("received:") else _GIVE_UP_OWN,
            detail=f"Phần còn đọc được:\n{left[:_REMAINS_SHOWN]}" if left else "",
            yes=Verb.GIVE_UP_DAMAGED.label,
            then=lambda: self.operations.run(
                Verb.GIVE_UP_DAMAGED, lambda workspace: services.damaged.give_up(workspace, place)
            ),
        )

    def _other_acceptances(self, finding: Finding) -> Iterator[Acceptance]:
        """All acceptances but that of `finding`; a remark is known by its check, as photos move."""
        where = (finding.check, finding.place)
        accepted = self.session.content.accepted
        if is_remark(finding):
            return (each for each in accepted if each.check != finding.check)
        return (each for each in accepted if (each.check, each.place) != where)

    def _push_accepted(self, accepted: tuple[Acceptance, ...], verb: Verb) -> None:
        self.session.undo.push(SetAccepted(self.session, accepted, verb))

    def _findings_changed(self) -> None:
        """Fill the list only while it is visible, as this is called at every keystroke."""
        self._is_outdated = True
        if self.isVisible():
            self._show_findings()
        self.state_changed.emit()

    def _show_findings(self) -> None:
        if self._is_outdated:
            self._is_outdated = False
            checks = self.session.checks
            self.list.show_findings(checks.findings)
            self._summary_label.setText(findings_text(*count_findings(checks.findings)))
            self._show_comparison_error()
            is_clean = not checks.findings and checks.comparison_error is None
            self._stack.setCurrentIndex(1 if is_clean else 0)
            self._update_controls()

    def _show_comparison_error(self) -> None:
        error = self.session.checks.comparison_error
        self._comparison_label.setVisible(error is not None)
        why = error.message if isinstance(error, LcweekError) else "Chương trình gặp lỗi khi đọc dữ liệu."
        self._comparison_label.setText(f"Chưa so được với số liệu các đơn vị và năm trước. {why}")

    def _update_controls(self) -> None:
        finding = self.list.current_finding
        accepted = finding is not None and finding.accepted is not None
        open_warning = finding is not None and finding.is_acceptable
        self.give_up_button.setVisible(finding is not None and finding.check == DAMAGED)
        self.convert_button.setVisible(finding is not None and finding.check == LEGACY_TEXT)
        self.reason.setVisible(not accepted)
        self.accept_button.setVisible(not accepted)
        self.reopen_button.setVisible(accepted)
        self.reason.setEnabled(open_warning)
        is_answer = finding is not None and is_remark(finding)
        self.accept_button.setText("Trả lời" if is_answer else "Chấp nhận")
        self.reopen_button.setText("Bỏ câu trả lời" if is_answer else "Bỏ chấp nhận")
        hint = _ANSWER_HINT if is_answer else _REASON_HINT
        self.reason.setPlaceholderText(hint if open_warning else _NO_WARNING_HINT)
        self.accept_button.setEnabled(open_warning and bool(clean_line(self.reason.text())))

    def _lay_out(self) -> None:
        self.reason.setAccessibleName("Lý do chấp nhận lưu ý đang chọn")
        theme().set_font(self._summary_label, TextRole.TITLE)
        hint = QLabel("Nhấn Enter hoặc bấm “Đến chỗ này” để sửa.")
        theme().apply_style(hint, "color: $muted;")
        icons.set_icon(self.accept_button, "check")
        icons.set_icon(self.reopen_button, "undo")
        below = QHBoxLayout()
        below.addWidget(self.reason, 1)
        below.addStretch(0)
        for button in (self.give_up_button, self.convert_button, self.accept_button, self.reopen_button):
            below.addWidget(button)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._summary_label, self._comparison_label, hint, self.list):
            column.addWidget(widget)
        column.addLayout(below)
        column.addWidget(self._reason_notice)
        self._stack.addWidget(filled)
        self._stack.addWidget(_empty_state())
        self._comparison_label.setWordWrap(True)
        theme().apply_style(self._comparison_label, "color: $warning;")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.XL, Space.L, Space.XL, Space.M)
        layout.addWidget(self._stack)


def _empty_state() -> QWidget:
    """Shown while there is no finding."""
    picture, heading = QLabel(), QLabel("Không có lỗi, không có lưu ý")
    hint = QLabel("Có thể in và gửi báo cáo.")
    theme().on_theme_change(picture, lambda: picture.setPixmap(icons.pixmap("done", "ok", 48)))
    theme().set_font(heading, TextRole.HEADING)
    theme().apply_style(hint, "color: $muted;")
    empty = QFrame()
    column = QVBoxLayout(empty)
    column.addStretch(2)
    for label in (picture, heading, hint):
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label)
    column.addStretch(3)
    return empty
