"""Tổng quan: the five steps of the job, of which the next one has a button; before them, at a receiver, the
units that report here."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from lcweek_desktop.domain.form import CellState
from lcweek_desktop.services.summing.reporting_status import SENT, ReportingStatus
from lcweek_desktop.ui.board.unit_board import UnitBoard
from lcweek_desktop.ui.pages.overview.leftover_notice import LeftoverNotice
from lcweek_desktop.ui.pages.overview.step_card import Step, StepCard
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.page_entries import CHECKS, FIGURES, NARRATIVE, OUTPUT, RECEIVING
from lcweek_desktop.ui.session.report_checks import count_findings
from lcweek_desktop.ui.session.report_progress import ReportProgress, read_report_progress
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.theme import LARGE_ZOOM, Space, TextRole, theme

STEPS: Final = (
    Step("1. Nhập", "Gõ số liệu Phụ lục II và lời văn Phụ lục I.", "Nhập số liệu", FIGURES),
    Step("2. Kiểm tra", "Sửa lỗi, xem lại những điều cần lưu ý.", "Xem những điều cần sửa", CHECKS),
    Step("3. In", "Xem đúng bản sẽ in, chốt và in bản chính.", "Xem và in bản chính", OUTPUT),
    Step("4. Ký, đóng dấu", "Trình ký, đóng dấu, quét bản đã ký rồi đính kèm.", "Đính kèm bản quét", OUTPUT),
    Step("5. Gửi", "Ghi một tệp PDF có kèm dữ liệu và chuyển tới nơi nhận.", "Gửi báo cáo", OUTPUT),
)
"""The job, from an empty report to a sent one."""
_WAITING_STEP: Final = Step("Việc đang chờ", "", "Xem việc đang chờ", RECEIVING)
_WAITING: Final = (ReportingStatus.WAITING, ReportingStatus.DAMAGED)
_FILES_FIRST: Final = (
    "Việc cần làm tiếp theo: xem tệp của các đơn vị đang chờ, rồi làm tiếp năm bước dưới đây."
)
_WIDEST: Final = 860
"""The greatest width of the steps, in pixels at 100 %."""
_STEPS_HEIGHT: Final = 220
"""The least height of the steps below the board, in pixels at 100 %."""
_SIGNING: Final = 3
"""The step of signing, an index into STEPS."""
_WRITING: Final = "Viết lời văn"
"""What the button of the first step says once no cell is blank."""
_SENT_UNSIGNED: Final = "Tệp đã gửi chưa kèm bản ký: đính kèm bản quét hoặc ký số, rồi gửi bổ sung."
_ALL_DONE: Final = "Đã ghi tệp gửi của báo cáo này. Nếu sửa thêm, hãy chốt, in và gửi lại."


class OverviewPage(Page):
    """The steps of the job, and the board of the units below where there are any."""

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self.next_step = 0
        """The step to do now: an index into STEPS, or their number when all are done."""
        self._progress = session.first_progress
        self._next_label = QLabel()
        self._next_label.setWordWrap(True)
        self.campaign_label = QLabel("\n".join(session.campaign_remarks))
        """What people have to know of the campaign; hidden where there is nothing."""
        self.leftovers = LeftoverNotice()
        self.waiting = StepCard(_WAITING_STEP)
        self.waiting.show_state(is_done=False, is_next=True)
        self.waiting.hide()
        self.cards = [StepCard(step) for step in STEPS]
        for card in (self.waiting, *self.cards):
            card.button.clicked.connect(lambda _checked, of=card: self.page_requested.emit(of.page))
        self.board = UnitBoard(session, self.operations)
        self.board.children_changed.connect(self._show_board)
        self.board.typing_requested.connect(self.typing_requested)
        self.board.unit_activated.connect(lambda _code: self.page_requested.emit(RECEIVING))
        self._lay_out()
        session.checks.changed.connect(self._show_steps)
        session.saver.saved.connect(self._report_edited)
        session.report_progress_changed.connect(self._read_progress)
        self._show_steps()

    def state(self) -> str:
        """How many steps are done, of how many; DONE when all are."""
        done = sum(card.is_done for card in self.cards)
        return DONE if self.next_step == len(STEPS) else f"{done}/{len(STEPS)}"

    def on_enter(self) -> None:
        self.board.refresh()
        self._read_progress()
        self.operations.read(
            lambda workspace: services.leftovers.leftovers(workspace), self.leftovers.show_left
        )
        self._focus_next_button()

    def _report_edited(self) -> None:
        """Read the progress again if this page is visible.

        Otherwise nothing is read, as this is called after each key on another page: the report counts as not
        frozen and not sent, because an edited report is not what was frozen or sent.
        """
        if self.isVisible():
            self._read_progress()
        elif self._progress.frozen:
            self._show_progress(ReportProgress())

    def _read_progress(self) -> None:
        self.operations.read(read_report_progress, self._show_progress)

    def _show_progress(self, progress: ReportProgress) -> None:
        self._progress = progress
        self._show_steps()

    def _show_steps(self) -> None:
        done = self._steps_done()
        buttons = [card.button for card in (self.waiting, *self.cards)]
        button_has_focus = QApplication.focusWidget() in buttons
        left = [*done, False].index(False)
        before = self.state()
        self.next_step = len(STEPS) if self._progress.is_sent else left
        for number, card in enumerate(self.cards):
            is_next = number == self.next_step and not self._is_asked
            card.show_state(is_done=done[number], is_next=is_next)
        if button_has_focus:
            self._focus_next_button()
        self._show_what_is_blank(is_entered=done[0])
        self.cards[-1].set_text(self._progress.sent or STEPS[-1].text)
        self.cards[_SIGNING].set_text(
            _SENT_UNSIGNED if done[-1] and not done[_SIGNING] else STEPS[_SIGNING].text
        )
        next_steps = STEPS[self.next_step :]
        if self._is_asked:
            self._next_label.setText(_FILES_FIRST)
        else:
            self._next_label.setText(
                f"Việc cần làm tiếp theo: {next_steps[0].text}" if next_steps else _ALL_DONE
            )
        if before != self.state():
            self.state_changed.emit()

    def _show_board(self) -> None:
        self._let_board_lead(bool(self.board.units))
        waiting = len(self.board.with_status(*_WAITING))
        parts = [f"{waiting} đơn vị có tệp chờ người xem."] if waiting else []
        parts += [f"{self._unread} tệp chưa đọc được, chưa rõ của đơn vị nào."] if self._unread else []
        self.waiting.set_text(" ".join(parts))
        self.waiting.setVisible(bool(parts))
        self._show_steps()

    def _let_board_lead(self, is_shown: bool) -> None:
        """Show the board, beside which the steps are narrow, or the steps alone."""
        self.board.setVisible(is_shown)
        for card in (self.waiting, *self.cards):
            card.set_narrow(is_shown)

    def _focus_next_button(self) -> None:
        """Focus the button of the next step, so that Enter goes on with the job."""
        next_cards = [self.waiting] if self._is_asked else self.cards[self.next_step : self.next_step + 1]
        for card in next_cards:
            card.button.setFocus()

    @property
    def _is_asked(self) -> bool:
        """Whether files of units below wait for a person: they come before the unit's own report."""
        return bool(self.board.with_status(*_WAITING) or self._unread)

    @property
    def _unread(self) -> int:
        """The number of files that could not be read, of which nobody knows whose they are."""
        return 0 if self.board.shown is None else self.board.shown.unread

    def _show_what_is_blank(self, *, is_entered: bool) -> None:
        """Say in the first step what is still blank, and lead to the page where it is."""
        card, step = self.cards[0], STEPS[0]
        cells, headings = self._blank_cells(), self._blank_headings()
        parts = [f"{cells} ô trống ở Phụ lục II"] if cells else []
        parts += [f"{headings} mục chưa viết ở Phụ lục I"] if headings else []
        blank = f"Còn {', '.join(parts)}; không báo cáo thì để trống."
        card.set_text(step.text if is_entered or not parts else blank)
        if cells or not headings:
            card.lead_to(step.page, step.action)
        else:
            card.lead_to(NARRATIVE, _WRITING)

    def _blank_cells(self) -> int:
        session = self.session
        cells = [cell for cell in session.form.stored_cells if session.state(cell) is CellState.OPEN]
        return sum(session.number(cell) is None for cell in cells)

    def _blank_headings(self) -> int:
        written = self.session.content.narrative
        return sum(each.has_text and not written.get(each.key) for each in self.session.headings)

    def _steps_done(self) -> list[bool]:
        """Whether each step is done.

        Blank cells and headings are allowed, but only freezing says that they are meant; the question
        before it lists them, and the warnings. A unit may have nothing but what all units below it sent. What
        is signed was printed, elsewhere perhaps. A file may be sent before its paper is signed.
        """
        progress = self._progress
        errors, warnings = count_findings(self.session.checks.findings)
        direct = [each for each in self.board.units if each.depth == 1]
        has_all_units = bool(direct) and all(each.status in SENT for each in direct)
        is_filled = not self._blank_cells() and not self._blank_headings()
        entered = is_filled or has_all_units or progress.frozen
        checked = entered and not errors and (not warnings or progress.frozen)
        frozen = checked and progress.frozen
        signed = frozen and progress.signed
        printed = frozen and progress.printed
        return [entered, checked, printed or signed, signed, frozen and progress.is_sent]

    def _lay_out(self) -> None:
        title = QLabel("Năm bước làm báo cáo")
        title.setWordWrap(True)
        theme().set_font(title, TextRole.TITLE)
        theme().apply_style(self._next_label, "color: $muted;")
        self.campaign_label.setWordWrap(True)
        self.campaign_label.setVisible(bool(self.session.campaign_remarks))
        theme().apply_style(
            self.campaign_label,
            "color: $warning; background: $warning_soft; border-radius: 6px; padding: ${s} ${m};"
            " margin-bottom: ${s};",
        )
        steps = QWidget()
        column = QVBoxLayout(steps)
        column.setSpacing(Space.S)
        column.addWidget(self.campaign_label)
        column.addWidget(self.leftovers)
        column.addWidget(self.waiting)
        for label in (title, self._next_label):
            column.addWidget(label)
        column.addSpacing(Space.S)
        for card in self.cards:
            column.addWidget(card)
        column.addStretch(1)
        theme().on_theme_change(steps, lambda: steps.setMaximumWidth(theme().px(_WIDEST)))
        self._steps = _scroll_area(steps)
        contents = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, contents)
        self._row.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        self._row.setSpacing(Space.M)
        self._row.addWidget(self.board, 5)
        self._row.addWidget(self._steps, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_scroll_area(contents))
        theme().on_theme_change(self, self._arrange)
        self._let_board_lead(self.session.form.receives(self.session.workspace.unit.level))

    def _arrange(self) -> None:
        """Put the steps beside the board, or below it where large letters leave no room."""
        is_large = theme().zoom >= LARGE_ZOOM
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if is_large else directions.LeftToRight)
        self._steps.setMinimumHeight(theme().px(_STEPS_HEIGHT) if is_large else 0)


def _scroll_area(contents: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(contents)
    return scroll
