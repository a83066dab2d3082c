"""Tiếp nhận: files and folders are dropped here; the page shows what each needs and offers to do it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from lcweek_desktop.services.summing.reporting_status import SENT
from lcweek_desktop.ui.board.unit_board import UnitBoard
from lcweek_desktop.ui.pages.receiving.copy_actions import CopyActions
from lcweek_desktop.ui.pages.receiving.handmade_actions import HandmadeActions
from lcweek_desktop.ui.pages.receiving.handmade_all import HandmadeAll
from lcweek_desktop.ui.pages.receiving.question_actions import QuestionActions
from lcweek_desktop.ui.pages.receiving.receipt_actions import ReceiptActions
from lcweek_desktop.ui.pages.receiving.received_details import ReceivedDetails
from lcweek_desktop.ui.pages.receiving.received_filter import ReceivedFilter
from lcweek_desktop.ui.pages.receiving.received_list import ReceivedList
from lcweek_desktop.ui.pages.receiving.receiver import Receiver
from lcweek_desktop.ui.pages.receiving.safe_work_actions import SafeWorkActions
from lcweek_desktop.ui.pages.receiving.step_actions import StepActions
from lcweek_desktop.ui.pages.receiving.unread_actions import UnreadActions
from lcweek_desktop.ui.pages.receiving.waiting_actions import WaitingActions
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.buttons import Button, highlight_primary
from lcweek_desktop.ui.widgets.file_dialogs import ask_for_files, ask_for_folder
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.progress import ProgressRow
from lcweek_desktop.ui.widgets.theme import Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.received_items import ReceivedItem
    from lcweek_desktop.services.receiving.text_changes import TextChange

_HINT: Final = "Thả tệp, tệp nén, thư đã lưu, thư mục hoặc thẻ nhớ vào đây, hoặc bấm “Chọn tệp…”."
_FILES: Final = (
    "Báo cáo, bản giấy, tệp nén, thư, tệp làm tay (*.pdf *.lcweek *.zip *.7z *.eml *.msg *.jpg *.jpeg *.png "
    "*.webp *.xlsx *.xls *.ods *.docx *.doc)"
)
_ROOM_FOR_BOARD: Final = 760
"""The least width of the page with the board of the units, in pixels at 100 %."""
_MIN_HEIGHT: Final = 300
"""The least height of the list and the details together, at 100 %."""


class ReceivingPage(Page):
    """At the left the units, at the right what they sent. Everything is read from what is stored, but what
    this machine could not take, was opened or passed over: that is shown for as long as the page exists."""

    def __init__(self, session: Session, worker: Worker) -> None:
        status = QLabel(_HINT)
        super().__init__(session, worker, status)
        self.board = UnitBoard(session, self.operations, narrow=True)
        self.files, self.details = ReceivedList(), ReceivedDetails(session.form)
        self.filter = ReceivedFilter(self.files)
        self.progress = ProgressRow()
        self.receiver = Receiver(self.operations, self.progress)
        self.questions = QuestionActions(self, self.operations, session.form)
        self.waiting = WaitingActions(self, self.operations, self.files, self.receiver, self.questions)
        self.unread = UnreadActions(self, self.operations, self.files, self.receiver)
        self.handmade = HandmadeActions(self, self.operations, session.form, self.files)
        self.steps = StepActions(
            self.operations, self.files, self.waiting, self.questions, self.handmade, self.unread
        )
        self.safe_work = SafeWorkActions(self, self.operations, self.files, self.progress)
        self.handmade_all = HandmadeAll(self, self.operations, self.files, self.progress)
        self.copies = CopyActions(session.workspace, self.operations, self.files, self.progress)
        self.receipts = ReceiptActions(session.workspace, self.operations, self.files, self.progress)
        self.choose_files_button = Button("Chọn tệp…", "file", self._ask_for_files)
        self.choose_folder_button = Button("Chọn thư mục…", "folder", self._ask_for_folder)
        self._lay_out(status)
        self.files.selection_changed.connect(self._selection_changed)
        self.questions.changed.connect(self._highlight_next)
        self.board.children_changed.connect(self.state_changed)
        self.board.typing_requested.connect(self.typing_requested)
        self.board.unit_activated.connect(self.files.select_unit)
        session.received_changed.connect(self.refresh)
        theme().on_theme_change(self, self._highlight_next)
        self.board.refresh()

    def state(self) -> str:
        """The number of units that have not reported or need a look; DONE when there is none."""
        if not self.board.units:
            return ""
        left = len(self.board.units) - len(self.board.with_status(*SENT))
        return str(left) if left else DONE

    def on_enter(self) -> None:
        self.board.refresh()
        self.refresh()
        self.files.setFocus()

    def show_place(self, place: str) -> None:
        """Put the keyboard on the report that a finding is about, or open its question or its key."""
        kind, _, code = place.partition(":")
        if kind == "received":
            self.files.select_unit(code)
        elif kind == "question":
            self.questions.show_questions(code)
        elif kind == "key":
            self.waiting.show_keys(code)

    def refresh(self) -> None:
        """Read anew what was received."""
        self.operations.read(
            lambda workspace: services.received_items.received_items(workspace),
            self._show_received,
        )
        self.questions.refresh()

    def _show_received(self, received: Sequence[ReceivedItem]) -> None:
        self.files.show_received(self.receiver.listed(received))
        self.waiting.show_keys_anew()

    def receive(self, paths: Sequence[Path]) -> None:
        """Receive files and folders, one file after the other; other work goes on in between."""
        self.receiver.receive(paths)

    def take_files(self, files: Sequence[Path]) -> None:
        self.receive(files)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._show_or_hide_board()

    def _show_or_hide_board(self) -> None:
        """The board leaves its room to the files where there is little; Tổng quan shows it, too."""
        self.board.setVisible(self.width() >= theme().px(_ROOM_FOR_BOARD))

    def _selection_changed(self) -> None:
        self.waiting.update_buttons()
        received = self.files.current_received
        self.details.show_received(received)
        self._highlight_next()
        if received is not None and received.other_id is not None:
            self._read_text_changes(received)

    def _read_text_changes(self, received: ReceivedItem) -> None:
        """Read where the words of `received` differ, and show it if it is still the current one."""
        unit, report, other = received.unit, received.held_id, received.other_id
        assert unit is not None and report is not None and other is not None

        def show(changes: tuple[TextChange, ...]) -> None:
            if self.files.current_received is received:
                self.details.show_text_changes(changes)

        self.operations.read(
            lambda workspace: services.text_changes.text_changes(workspace, unit.id, report, other), show
        )

    def _highlight_next(self) -> None:
        """Highlight what waits for this office; only when nothing waits, choosing more files."""
        buttons = {
            self.waiting.add_units_button: "people",
            self.waiting.keys_button: "key",
            self.questions.button: "help",
            self.choose_files_button: "file",
        }
        waiting = (
            each
            for each in buttons
            if each.isEnabled()
            and not each.isHidden()
            and (each is not self.questions.button or self.questions.count)
            and (each is not self.waiting.keys_button or self.waiting.keys_wait)
        )
        highlight_primary(buttons, next(waiting, self.choose_files_button))

    def _lay_out(self, status: QLabel) -> None:
        status.setWordWrap(True)
        above = FlowLayout(
            self.choose_files_button,
            self.choose_folder_button,
            self.waiting.add_units_button,
            self.waiting.keys_button,
            self.questions.button,
            self.safe_work.button,
            fill=False,
        )
        below = QWidget()
        below_column = QVBoxLayout(below)
        below_column.setContentsMargins(0, 0, 0, 0)
        below_column.addWidget(self.details, 1)
        below_column.addLayout(
            FlowLayout(
                self.waiting.decide_button,
                self.waiting.place_button,
                self.handmade.button,
                self.handmade_all.button,
                self.unread.dismiss_button,
                self.copies,
                self.receipts,
                fill=False,
            )
        )
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.files)
        splitter.addWidget(below)
        splitter.setSizes([400, 200])
        # Its parts shrink before the page scrolls, which then is only where letters are large.
        splitter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout()
        column.setSpacing(Space.S)
        column.addLayout(above)
        column.addWidget(self.filter)
        column.addWidget(splitter, 1)
        column.addWidget(self.progress)
        column.addWidget(status)
        theme().on_theme_change(self, lambda: splitter.setMinimumHeight(theme().px(_MIN_HEIGHT)))
        row = QHBoxLayout(self)
        row.addWidget(self.board)
        row.addWidget(_scroll_area(column), 1)
        theme().on_theme_change(self, lambda: row.setContentsMargins(*(4 * (theme().px(Space.M),))))
        theme().on_theme_change(self, lambda: row.setSpacing(theme().px(Space.M)))
        theme().on_theme_change(self, self._show_or_hide_board)

    def _ask_for_files(self) -> None:
        ask_for_files(self, "Chọn tệp báo cáo", [_FILES], self.receive)

    def _ask_for_folder(self) -> None:
        ask_for_folder(self, "Chọn thư mục", lambda folder: self.receive([folder]))


def _scroll_area(column: QVBoxLayout) -> QScrollArea:
    """An area that scrolls where large letters leave no room on a small screen."""
    contents, scroll = QWidget(), QScrollArea()
    column.setContentsMargins(0, 0, 0, 0)
    contents.setLayout(column)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidgetResizable(True)
    scroll.setWidget(contents)
    return scroll
