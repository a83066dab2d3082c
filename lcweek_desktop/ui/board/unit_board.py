"""The board of the units below: who has sent in time or late, who waits for a look, who is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.services.receiving.board_words import day_text, sent_text, status_name, unread_lines
from lcweek_desktop.services.summing.reporting_status import SENT, TO_REMIND, ReportingStatus
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.board.board_model import ICONS
from lcweek_desktop.ui.board.board_tree import BoardTree
from lcweek_desktop.ui.board.day_bars import DayBars
from lcweek_desktop.ui.board.empty_form_button import EmptyFormButton
from lcweek_desktop.ui.board.typing_action import TypingButton
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import ask_to_save
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.inputs import ComboBox, LineEdit
from lcweek_desktop.ui.widgets.progress import StackedBar
from lcweek_desktop.ui.widgets.theme import CARD_STYLE, Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.board import Board, BoardUnit

_BAR_COLOURS: Final = {
    ReportingStatus.RECEIVED: "ok",
    ReportingStatus.LATE: "warning",
    ReportingStatus.PROVISIONAL: "accent",
    ReportingStatus.WAITING: "warning",
    ReportingStatus.DAMAGED: "error",
    ReportingStatus.MISSING: "closed",
    ReportingStatus.OVERDUE: "error",
}
_READING: Final = "Đang đọc bảng theo dõi…"
_NO_UNITS_TITLE: Final = "Danh mục chưa có đơn vị trực thuộc"
_NO_UNITS_HINT: Final = "Khi một đơn vị gửi tệp tới lần đầu, bấm “Thêm đơn vị…” ở trang Tiếp nhận."
_WIDTH: Final = 300
"""The width of a narrow board in pixels at 100 %."""
_MAX_WIDTH: Final = 440
"""The greatest width of a narrow board in pixels, so that with large letters it leaves room on a small
screen."""
_TODAY: Final = "Hôm nay"
_LINES: Final = 4
"""The most lines about what could not be read."""


class UnitBoard(QFrame):
    """A bar of shares, a filter for each state, a search, the tree of units, and what is done about those
    that are missing. It reads the units itself, and again whenever stored reports change.

    A `narrow` one stands beside a list of files: it has names and states alone, and always that of today.
    """

    # Other units are below, or one of them has another status.
    children_changed = Signal()
    # The user opened a unit in the tree: str, its code.
    unit_activated = Signal(str)
    # str: the code of the unit whose report is to be typed from its paper.
    typing_requested = Signal(str)

    def __init__(self, session: Session, operations: Operations[Workspace], *, narrow: bool = False) -> None:
        super().__init__()
        self.shown: Board | None = None
        """The units below, as they were read last; None until they are."""
        self._session, self._operations, self._narrow = session, operations, narrow
        self._campaign = session.form.campaign
        self._filter: ReportingStatus | None = None
        self._title, self._status_label, self._bar = QLabel(), QLabel(), StackedBar()
        self.unread = QLabel()
        """Says what could not be read, and who sent it; hidden where all was read."""
        self.days, self.day_box = DayBars(), ComboBox()
        self.filters = {status: self._filter_button(status) for status in ReportingStatus}
        """The buttons that list the units of one status alone."""
        self.search = LineEdit()
        self.tree = BoardTree(self._campaign, narrow=narrow)
        self.remind_button = Button(Verb.COPY_REMINDER.label, "copy", self.copy_reminder)
        self.letters_button = Button("Thư nhắc…", "narrative", self._ask_for_letters)
        self.export_menu = QMenu(self)
        self.export_button = Button("Xuất bảng…", "save", self._show_export_menu)
        self.typing_button = TypingButton(self.tree)
        self.empty_form_button = EmptyFormButton(session, operations)
        self._lay_out()
        self._connect()
        self._show_units()

    def refresh(self) -> None:
        """Read the units and their reports anew, as of the day that is chosen."""
        day = self.day_box.currentData()
        self._operations.read(lambda workspace: services.board.board(workspace, day), self._board_read)

    @property
    def units(self) -> tuple[BoardUnit, ...]:
        """The units below at every depth; none before they are read."""
        return () if self.shown is None else self.shown.units

    def with_status(self, *statuses: ReportingStatus) -> tuple[BoardUnit, ...]:
        """The units that have one of `statuses`."""
        return () if self.shown is None else self.shown.with_status(*statuses)

    def set_filter(self, status: ReportingStatus | None) -> None:
        """List only the units of `status`; None for all."""
        self._filter = status
        for each, button in self.filters.items():
            button.setChecked(each is status)
        self._look()

    def copy_reminder(self) -> None:
        """Copy a text for each branch that reminds the selected units and those below them, or without a
        selection all that are missing."""
        if self.shown is not None:
            chosen = self._chosen()
            text = services.reminders.reminders(self._session.workspace, self.shown, chosen)
            QGuiApplication.clipboard().setText(text)
            self._show_status(Verb.COPY_REMINDER.done(count=self._count_missing(chosen)))

    def save(self, target: Path) -> None:
        """Write the board to `target`, as a workbook or a PDF by its ending."""
        shown = self.shown
        if shown is not None:
            self._show_status(f"Đang ghi {target.name}…")
            self._operations.run(
                Verb.WRITE_FILE,
                lambda workspace: services.board_files.write_board(workspace, shown, target),
                lambda _none: self._show_status(Verb.WRITE_FILE.done(file=target)),
                failed=lambda: self._show_status(""),
            )

    def save_letters(self, target: Path) -> None:
        """Write letters to those whom `copy_reminder` reminds to `target`, a DOCX."""
        shown, chosen = self.shown, self._chosen()
        if shown is not None:
            self._operations.run(
                Verb.WRITE_LETTERS,
                lambda workspace: services.board_files.write_letters(workspace, shown, target, chosen),
                lambda count: self._show_status(Verb.WRITE_LETTERS.done(count=count, file=target)),
            )

    def status_text(self) -> str:
        """What the board says about the last thing done."""
        return self._status_label.text()

    def title(self) -> str:
        """How many units have sent, as the board says it."""
        return self._title.text()

    def _show_status(self, text: str) -> None:
        self._status_label.setText(text)
        self._status_label.setVisible(bool(text))

    def _board_read(self, shown: Board) -> None:
        if shown != self.shown:
            self.shown = shown
            self._show_units()
            self.children_changed.emit()

    def _show_units(self) -> None:
        shown, units = self.shown, self.units
        counts = dict.fromkeys(ReportingStatus, 0) if shown is None else shown.counts
        sent = sent_text(sum(counts[each] for each in SENT), len(units)) if units else _NO_UNITS_TITLE
        self._title.setText(_READING if shown is None else sent)
        self._bar.show_parts([(count, _BAR_COLOURS[status]) for status, count in counts.items()])
        texts = {
            status: f"{status_name(status, self._campaign)}: {format_count(count)}"
            for status, count in counts.items()
        }
        self._bar.setAccessibleName(", ".join(texts.values()))
        for status, button in self.filters.items():
            button.setText(texts[status])
            button.setVisible(bool(counts[status]) or status in (self._filter, ReportingStatus.RECEIVED))
        self._show_status(_NO_UNITS_HINT if shown is not None and not units else "")
        self.empty_form_button.show_units([each.unit for each in units if each.depth == 1])
        self.export_button.setEnabled(bool(units))
        lines = [] if shown is None else [*unread_lines(shown)]
        more = f"\n… và {len(lines) - _LINES} người gửi khác." if len(lines) > _LINES + 1 else ""
        self.unread.setText("\n".join(lines[: _LINES if more else None]) + more)
        self.unread.setVisible(bool(lines) and not self._narrow)
        self.typing_button.setVisible(bool(units))
        if shown is not None:
            self.tree.show_board(shown)
            self._show_days(shown)
        self._look()

    def _show_days(self, shown: Board) -> None:
        """Draw the days, and offer each as one to look back from."""
        if self._narrow:
            return
        self.days.show_days(shown.sent_by_day, self._campaign.deadline)
        if self.day_box.currentData() is None:
            due = self._campaign.deadline
            days = {day for day, _ in shown.sent_by_day if day < shown.day}
            days |= {due} if due is not None and due < shown.day else set()
            self._offer_days(sorted(days, reverse=True))

    def _offer_days(self, days: list[date]) -> None:
        self.day_box.blockSignals(True)
        self.day_box.clear()
        self.day_box.addItem(_TODAY, None)
        for day in days:
            words = " (hạn nộp)" if day == self._campaign.deadline else ""
            self.day_box.addItem(f"Hết ngày {day_text(day)}{words}", day)
        self.day_box.blockSignals(False)
        self.day_box.setEnabled(bool(days))

    def _look(self) -> None:
        self.tree.look_for(self._filter, self.search.text())

    def _update_buttons(self) -> None:
        count = self._count_missing(self._chosen())
        for button in (self.remind_button, self.letters_button):
            button.setEnabled(bool(count))
        label = Verb.COPY_REMINDER.label
        self.remind_button.setText(f"{label} ({format_count(count)} đơn vị)" if count else label)

    def _chosen(self) -> tuple[str, ...]:
        """The units that are selected; none where nobody is missing among them, which stands for all."""
        chosen = self.tree.chosen()
        return chosen if chosen and self._count_missing(chosen) else ()

    def _count_missing(self, chosen: tuple[str, ...]) -> int:
        """How many units have not reported: of all without `chosen`, otherwise of these and those below."""
        if self.shown is None or not chosen:
            return len(self.with_status(*TO_REMIND))
        branches = services.reminders.missing_branches(self._session.workspace, self.shown, chosen)
        return sum(len(branch.missing) for branch in branches)

    def _filter_button(self, status: ReportingStatus) -> QPushButton:
        name = status_name(status, self._campaign)
        button = Button(name, on_click=lambda: self._toggle_filter(status))
        icons.set_icon(button, *ICONS[status])
        button.setCheckable(True)
        button.setToolTip(f"Chỉ xem đơn vị “{name.lower()}”; bấm lần nữa để xem tất cả.")
        sheet = "QPushButton { text-align: left; } QPushButton:checked { background: $accent_soft; }"
        theme().apply_style(button, sheet)
        return button

    def _toggle_filter(self, status: ReportingStatus) -> None:
        self.set_filter(None if self._filter is status else status)

    def _show_export_menu(self) -> None:
        self.export_menu.popup(self.export_button.mapToGlobal(QPoint(0, self.export_button.height())))

    def _ask_where(self, kind: str) -> None:
        name = f"bang-theo-doi-{self._campaign.id}{kind}"
        ask_to_save(self, "Xuất bảng theo dõi", name, kind, self.save)

    def _ask_for_letters(self) -> None:
        name = f"thu-nhac-{self._campaign.id}.docx"
        ask_to_save(self, "Lưu thư nhắc", name, ".docx", self.save_letters)

    def _connect(self) -> None:
        self.tree.unit_activated.connect(self.unit_activated)
        self.typing_button.typing_requested.connect(self.typing_requested)
        self.tree.chosen_changed.connect(self._update_buttons)
        self.search.textChanged.connect(lambda _text: self._look())
        self.day_box.currentIndexChanged.connect(lambda _at: self.refresh())
        self.empty_form_button.form_saved.connect(self._show_status)
        self.export_menu.addAction("Excel (.xlsx)…", lambda: self._ask_where(".xlsx"))
        self.export_menu.addAction("PDF…", lambda: self._ask_where(".pdf"))
        self._session.received_changed.connect(self.refresh)

    def _lay_out(self) -> None:
        self.setObjectName("card")
        theme().apply_style(self, CARD_STYLE)
        theme().set_font(self._title, TextRole.HEADING)
        for label in (self._status_label, self.unread):
            theme().apply_style(label, "color: $muted;")
        self._title.setWordWrap(True)
        for label in (self._status_label, self.unread):
            label.setWordWrap(True)
        self.search.setPlaceholderText("Tìm đơn vị")
        self.search.setAccessibleName("Tìm đơn vị theo tên")
        self.search.setClearButtonEnabled(True)
        self.day_box.setAccessibleName("Xem bảng như hết ngày")
        self.day_box.setToolTip("Xem bảng như hết một ngày đã qua: đến lúc đó đã nhận được của ai.")
        whom = "các đơn vị chưa nộp, hoặc riêng những đơn vị đang chọn và các đơn vị bên dưới"
        self.remind_button.setToolTip(f"Chép lời nhắc {whom}; mỗi nhánh một lời.")
        self.letters_button.setToolTip(f"Ghi công văn nhắc {whom} thành một tệp Word; mỗi nhánh một trang.")
        filters = FlowLayout(*self.filters.values(), fill=self._narrow)
        filters.setSpacing(Space.XS)
        column = QVBoxLayout(self)
        column.setSpacing(Space.S)
        buttons = (
            self.typing_button,
            self.remind_button,
            self.letters_button,
            self.export_button,
            self.empty_form_button,
        )
        if self._narrow:
            for widget in (self._title, self._bar, filters, self.search):
                _add(column, widget)
            column.addWidget(self.tree, 1)
            column.addWidget(self.typing_button)
            column.addWidget(self.remind_button)
            column.addWidget(self.empty_form_button)
            theme().on_theme_change(self, lambda: self.setFixedWidth(min(theme().px(_WIDTH), _MAX_WIDTH)))
        else:
            head = QHBoxLayout()
            head.addWidget(self._title, 1)
            head.addWidget(self.day_box)
            find = QHBoxLayout()
            find.addWidget(self.search, 1)
            for each in (head, self._bar, self.days, filters, self.unread, find):
                _add(column, each)
            column.addWidget(self.tree, 1)
            column.addLayout(FlowLayout(*buttons, fill=False))
        column.addWidget(self._status_label)


def _add(column: QVBoxLayout, part: QWidget | QLayout) -> None:
    if isinstance(part, QLayout):
        column.addLayout(part)
    else:
        column.addWidget(part)
