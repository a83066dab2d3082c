"""Tổng quan: the five steps of the job, the next one lit, and a button that goes there; before them the units
that report here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.form import CellState
from lcweek_desktop.services.summing.children import ReportingStatus
from lcweek_desktop.ui.board.board import UnitBoard
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.page_entries import CHECKS, FIGURES, OUTPUT, RECEIVING
from lcweek_desktop.ui.session.report_progress import ReportProgress, read_report_progress
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import icons, messages
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import LARGE_ZOOM, PRIMARY_STYLE, Space, TextRole, theme


@dataclass(frozen=True)
class Step:
    """One of the five; `page` is where it is done, `action` what its button says."""

    title: str
    words: str
    action: str
    page: str


STEPS: Final = (
    Step("1. Nhập", "Gõ số liệu Phụ lục II và lời văn Phụ lục I.", "Nhập số liệu", FIGURES),
    Step("2. Kiểm tra", "Sửa lỗi, xem lại những điều cần lưu ý.", "Xem những điều cần sửa", CHECKS),
    Step("3. In", "Xem đúng bản sẽ in, chốt và in bản chính.", "Xem và in bản chính", OUTPUT),
    Step("4. Ký, đóng dấu", "Trình ký, đóng dấu, quét bản đã ký rồi đính kèm.", "Đính kèm bản quét", OUTPUT),
    Step("5. Gửi", "Ghi một tệp PDF có kèm dữ liệu và chuyển tới nơi nhận.", "Gửi báo cáo", OUTPUT),
)
ALL_DONE: Final = "Đã ghi tệp gửi của báo cáo này. Nếu sửa thêm, hãy chốt, in và gửi lại."


class OverviewPage(Page):
    """`next_step` is what to do now: an index into STEPS, or their number when all is done."""

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self.next_step = 0
        self._standing = ReportProgress()
        self._said = QLabel()
        self._said.setWordWrap(True)
        self.cards = [_Card(step) for step in STEPS]
        for card in self.cards:
            card.go.clicked.connect(lambda _checked, page=card.step.page: self.page_requested.emit(page))
        self.board = UnitBoard(session, worker, self._failed)
        self.board.changed.connect(self._show_board)
        self.board.unit_wanted.connect(lambda _code: self.page_requested.emit(RECEIVING))
        self._lay_out()
        session.checks.changed.connect(self._show)
        session.saver.saved.connect(self._edited)
        session.report_progress_changed.connect(self._look)
        self._show()

    def state(self) -> str:
        return DONE if self.next_step == len(STEPS) else f"{self.next_step + 1}/{len(STEPS)}"

    def on_enter(self) -> None:
        self.board.refresh()
        self._look()
        self._offer_next()

    def _edited(self) -> None:
        """Nothing is asked after each key typed elsewhere: what was edited is not what was frozen or sent."""
        if self.isVisible():
            self._look()
        elif self._standing.frozen:
            self._found(ReportProgress())

    def _look(self) -> None:
        """See whether the report is frozen, scanned and sent as it stands."""
        workspace = self.session.workspace
        self.worker.submit(
            lambda context: read_report_progress(workspace),
            self._found,
            lambda error: self._failed(error),
        )

    def _found(self, now: ReportProgress) -> None:
        self._standing = now
        self._show()

    def _failed(self, error: Exception) -> None:
        messages.show_error(self, error)

    def _show(self) -> None:
        done, offered = self._done(), QApplication.focusWidget() in [card.go for card in self.cards]
        before, self.next_step = self.next_step, [*done, False].index(False)
        for number, card in enumerate(self.cards):
            card.show_state(done=done[number], lit=number == self.next_step)
        if offered:
            self._offer_next()
        self.cards[-1].tell(self._standing.sent or STEPS[-1].words)
        left = STEPS[self.next_step :]
        self._said.setText(f"Việc cần làm tiếp theo: {left[0].words}" if left else ALL_DONE)
        if before != self.next_step:
            self.state_changed.emit()

    def _show_board(self) -> None:
        self.board.setVisible(bool(self.board.children_shown))
        self._show()

    def _offer_next(self) -> None:
        """The keyboard is where Enter goes on with the job."""
        for card in self.cards[self.next_step : self.next_step + 1]:
            card.go.setFocus()

    def _done(self) -> list[bool]:
        """Whether each step is done. A unit may have nothing but what all units below it sent, and a report
        may be frozen with nothing in it. A file may be sent before its paper is signed: that is done too."""
        session = self.session
        cells = [cell for cell in session.form.stored_cells if session.state(cell) is CellState.OPEN]
        own = any(session.number(cell) is not None for cell in cells)
        received = self.board.at(ReportingStatus.RECEIVED)
        complete = bool(received) and len(received) == len(self.board.children_shown)
        filled = own or complete or self._standing.frozen
        clean = filled and not any(finding.is_error for finding in session.checks.findings)
        frozen = clean and self._standing.frozen
        sent = frozen and self._standing.is_sent
        return [filled, clean, frozen, (frozen and self._standing.scanned) or sent, sent]

    def _lay_out(self) -> None:
        look, title = theme(), QLabel("Năm bước làm báo cáo")
        title.setWordWrap(True)
        look.set_font(title, TextRole.TITLE)
        look.apply_style(self._said, "color: $muted;")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(Space.S)
        for label in (title, self._said):
            column.addWidget(label)
        column.addSpacing(Space.S)
        for card in self.cards:
            column.addWidget(card)
        column.addStretch(1)
        look.on_theme_change(inside, lambda: inside.setMaximumWidth(look.px(860)))
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        whole.setSpacing(Space.M)
        whole.addWidget(self.board)
        whole.addWidget(scroll, 1)
        self.board.hide()


class _Card(QFrame):
    """A step: how far it is, its title, what it asks for, and the way there."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        self._icon, self._tone = "todo", "faint"
        title, self._words = QLabel(step.title), QLabel(step.words)
        for label in (title, self._words):
            label.setWordWrap(True)
        theme().set_font(title, TextRole.HEADING)
        theme().apply_style(self._words, "color: $muted;")
        self._mark = QLabel()
        self.go = Button(step.action)
        self.go.setAccessibleName(f"{step.action}, bước {step.title}")
        theme().apply_style(self.go, PRIMARY_STYLE)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(title)
        text.addWidget(self._words)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._mark, 0, 0)
        self._grid.addLayout(text, 0, 1)
        theme().on_theme_change(self, self._place_button)
        theme().on_theme_change(self, self._paint)

    @property
    def words(self) -> str:
        return self._words.text()

    def tell(self, words: str) -> None:
        self._words.setText(words)

    def show_state(self, *, done: bool, lit: bool) -> None:
        self._icon, self._tone = ("done", "ok") if done else ("right", "accent") if lit else ("todo", "faint")
        self._mark.setAccessibleName("xong" if done else "làm tiếp" if lit else "chưa làm")
        self.go.setVisible(lit)
        self._paint()

    def _place_button(self) -> None:
        """Beside the words; below them where large letters leave no room."""
        self._grid.addWidget(self.go, *((1, 1) if theme().zoom >= LARGE_ZOOM else (0, 2)))

    def _paint(self) -> None:
        ground, edge = ("$surface", "$accent") if self._tone == "accent" else ("$raised", "$line")
        sheet = f"_Card {{ background: {ground}; border: 1px solid {edge}; border-radius: 8px; }}"
        if self.styleSheet() != (filled := theme().style_sheet(sheet)):
            self.setStyleSheet(filled)
        self._mark.setPixmap(icons.pixmap(self._icon, self._tone, 32))
