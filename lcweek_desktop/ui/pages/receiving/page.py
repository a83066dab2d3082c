"""Tiếp nhận: files and folders are dropped here; the page shows what each needs and offers to do it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from lcweek_desktop.services.summing.reporting_status import ReportingStatus
from lcweek_desktop.ui.board.unit_board import UnitBoard
from lcweek_desktop.ui.pages.receiving.copy_actions import CopyActions
from lcweek_desktop.ui.pages.receiving.question_actions import QuestionActions
from lcweek_desktop.ui.pages.receiving.receipt_actions import ReceiptActions
from lcweek_desktop.ui.pages.receiving.received_details import ReceivedDetails
from lcweek_desktop.ui.pages.receiving.received_list import ReceivedList
from lcweek_desktop.ui.pages.receiving.receiver import Receiver
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

_HINT: Final = "Thả tệp, tệp nén, thư đã lưu, thư mục hoặc thẻ nhớ vào đây, hoặc bấm “Chọn tệp…”."
_FILES: Final = "Báo cáo, bản giấy, tệp nén, thư (*.pdf *.lcweek *.zip *.eml *.msg *.jpg *.jpeg *.png *.webp)"
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
        self.board = UnitBoard(session, self.operations)
        self.files, self.details = ReceivedList(), ReceivedDetails(session.form)
        self.progress = ProgressRow()
        self.receiver = Receiver(self.operations, self.progress)
        self.questions = QuestionActions(self, self.operations, session.form)
        self.waiting = WaitingActions(self, self.operations, self.files, self.receiver, self.questions)
        self.unread = UnreadActions(self, self.operations, self.files, self.receiver)
        self.copies = CopyActions(session.workspace, self.operations, self.files, self.progress)
        self.receipts = ReceiptActions(session.workspace, self.operations, self.files, self.progress)
        self.choose_files_button = Button("Chọn tệp…", "file", self._ask_for_files)
        self.choose_folder_button = Button("Chọn thư mục…", "folder", self._ask_for_folder)
        self._lay_out(status)
        self.files.selection_changed.connect(self._selection_changed)
        self.files.itemActivated.connect(lambda _item, _column: self.waiting.act_on_current())
        self.questions.changed.connect(self._highlight_next)
        self.board.children_changed.connect(self.state_changed)
        self.board.unit_activated.connect(self.files.select_unit)
        session.received_changed.connect(self.refresh)
        theme().on_theme_change(self, self._highlight_next)
        self.board.refresh()

    def state(self) -> str:
        """The number of units that have not reported or need a look; DONE when there is none."""
        if not self.board.child_units:
            return ""
        left = len(self.board.child_units) - len(self.board.with_status(ReportingStatus.RECEIVED))
        return str(left) if left else DONE

    def on_enter(self) -> None:
        self.board.refresh()
        self.refresh()
        self.files.setFocus()

    def show_place(self, place: str) -> None:
        """Put the keyboard on the damaged report that a finding is about, or open its question."""
        kind, _, code = place.partition(":")
        if kind == "received":
            self.files.select_unit(code)
        elif kind == "question":
            self.questions.show_questions(code)

    def refresh(self) -> None:
        """Read anew what was received."""
        self.operations.read(
            lambda workspace: services.received_items.received_items(workspace),
            lambda received: self.files.show_received(self.receiver.listed(received)),
        )
        self.questions.refresh()

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
        self.details.show_received(self.files.current_received)
        self._highlight_next()

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
            fill=False,
        )
        below = QWidget()
        below_column = QVBoxLayout(below)
        below_column.setContentsMargins(0, 0, 0, 0)
        below_column.addWidget(self.details, 1)
        below_column.addLayout(
            FlowLayout(
                self.waiting.decide_button, self.unread.dismiss_button, self.copies, self.receipts, fill=False
            )
        )
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.files)
        splitter.addWidget(below)
        splitter.setSizes([320, 240])
        # Its parts shrink before the page scrolls, which then is only where letters are large.
        splitter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout()
        column.setSpacing(Space.S)
        column.addLayout(above)
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
