"""The page of Phụ lục II: the table, one line about the current cell, and buttons for own lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import CellState
from lcweek_desktop.domain.totals import sum_of_parts, surplus_over_parts
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.services.report.entry_plan import Entry, target_names
from lcweek_desktop.services.summing.roll_up_words import roll_up_words
from lcweek_desktop.ui.pages.figures.blocks import BlockActions
from lcweek_desktop.ui.pages.figures.cell_menu import cell_menu
from lcweek_desktop.ui.pages.figures.column_widths import ColumnWidths
from lcweek_desktop.ui.pages.figures.history_dialog import HistoryDialog
from lcweek_desktop.ui.pages.figures.line_drag import LineDrag
from lcweek_desktop.ui.pages.figures.model import FiguresModel
from lcweek_desktop.ui.pages.figures.rows import TableCell, own_line_place
from lcweek_desktop.ui.pages.figures.toolbar import FiguresToolbar
from lcweek_desktop.ui.pages.figures.view import FiguresView
from lcweek_desktop.ui.pages.figures.view_state import restore, scroll_to_top, view_state
from lcweek_desktop.ui.pasting.paste_notice import PasteNotice
from lcweek_desktop.ui.pasting.pictures import LeftOutPictures, PictureFolder
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.page_entries import PHOTOS
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.table.cells import Role
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import LARGE_ZOOM, Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.report.cell_history import CellChange
    from lcweek_desktop.services.report.sent_report import SentReport

_HINTS: Final = {
    CellState.OPEN: (
        "Gõ số{example}, Enter xuống ô dưới, Tab sang phải; để trống nếu không báo cáo, gõ 0 nếu không có."
    ),
    CellState.TOTAL: "Ô này tự cộng; có thể gõ tổng lớn hơn nếu có hoạt động không thuộc dòng nào bên dưới.",
    CellState.COMPUTED: "Ô này tự cộng từ các dòng bên dưới.",
    CellState.CLOSED: "Biểu mẫu không dùng ô này.",
}
_NOTHING_TAKEN: Final = {
    CellState.COMPUTED: "Chưa ghi gì: ô này tự cộng. Hãy gõ vào các dòng bên dưới.",
    CellState.CLOSED: "Chưa ghi gì: biểu mẫu không dùng ô này.",
    None: "Chưa ghi gì: chữ ở ô này in sẵn theo biểu mẫu.",
}
"""What is said when somebody types on a cell that takes nothing."""
_NO_HISTORY: Final = "Chưa có thay đổi nào được ghi lại cho ô này."
_NO_HISTORY_KEPT: Final = "Lịch sử có ở các ô số liệu, ô ghi chú và chữ của những dòng tự thêm."
_GRIP_HINT: Final = "Kéo ô này lên, xuống (hoặc nhấn Alt+↑, Alt+↓) để đổi thứ tự các dòng tự thêm."
_EXAMPLE: Final = ", phần thập phân sau dấu phẩy (ví dụ 98,5),"
"""How a number with decimals is typed, in the hint at an open cell."""


class FiguresPage(Page):
    """The table, and below it what the current cell takes or what the checks found in it."""

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self.model = FiguresModel(session, self)
        self.view = FiguresView(self.model, session.form.columns.amount, self)
        self.widths = ColumnWidths(self.view)
        self._top_row: object = None
        """The row that is at the top once the table is shown; None for whichever it is."""
        self._status_label = QLabel()
        self._told = ""
        """What became of the last edit; it is shown until the next one, or until another cell is current."""
        self.history: HistoryDialog | None = None
        """The history that is shown; None when there is none."""
        self._outlives_cell = False
        """Whether it is shown in the next cell, too, as what was refused is gone with its editor."""
        self._buttons = self._own_line_buttons()
        self.toolbar = FiguresToolbar(self.view)
        self.notice = PasteNotice("Bảng số liệu chỉ có số và chữ")
        self._pictures = PictureFolder()
        self.offer = Button(on_click=self._take_offer)
        """What one click does for the current cell; hidden where that is nothing."""
        self.offer.hide()
        self._lay_out()
        self.view.current_cell_changed.connect(self._cell_changed)
        self.view.told.connect(self._tell)
        self.view.nothing_taken.connect(
            lambda index: self._tell(_NOTHING_TAKEN[self.model.cell_state(index)])
        )
        self.view.history_requested.connect(self._read_history)
        self.view.line_move_requested.connect(self._move_current_line)
        LineDrag(self.view).dropped.connect(self._move_line)
        self.model.refused.connect(self._tell)
        self.view.refused_text_left.connect(self._keep_told)
        self.blocks = BlockActions(session, self.view)
        """What is done with several cells at once."""
        self.blocks.told.connect(self._tell)
        self.blocks.pasted.connect(self._note_pictures)
        self.notice.pictures_requested.connect(
            lambda pictures: self.files_requested.emit(PHOTOS, self._pictures.files(pictures))
        )
        self.view.customContextMenuRequested.connect(
            lambda at: cell_menu(self.view, self.blocks).popup(self.view.viewport().mapToGlobal(at))
        )
        session.report_progress_changed.connect(self._read_sent)
        self._read_sent()
        self.toolbar.zero_requested.connect(self.blocks.zero_blanks)
        self.toolbar.workbook_chosen.connect(self.enter_workbook)
        self.view.hidden_row_wanted.connect(self.toolbar.show_all)
        session.checks.changed.connect(self._findings_changed)
        self.view.setCurrentIndex(self.view.first_open_cell())
        self._follow_view()

    def state(self) -> str:
        """How many open cells are still blank; DONE when none is."""
        session = self.session
        open_cells = [cell for cell in session.form.stored_cells if session.state(cell) is CellState.OPEN]
        blank = sum(session.number(cell) is None for cell in open_cells)
        return str(blank) if blank else DONE

    def show_place(self, place: str) -> None:
        index = self._index_of(place)
        if index.isValid():
            self.view.go_to(index)

    def shows(self, place: str) -> bool:
        index = self._index_of(place)
        room = self.view.visualRect(index)
        return not index.isValid() or (
            not room.isEmpty() and self.view.viewport().rect().contains(room.center())
        )

    def enter_workbook(self, file: Path) -> None:
        """Read the filled empty form in the workbook `file`, and enter it after it was shown."""
        form, content = self.session.form, self.session.content
        self.show_status(f"Đang đọc {file.name}…")
        self.operations.read(
            lambda _workspace: services.filled_template.filled_entries(form, content, file),
            self._workbook_read,
        )

    def _read_history(self) -> None:
        """Show what the current cell held before."""
        index = self.view.currentIndex()
        cell = self.model.cell(index)
        if cell is None or not cell.has_history:
            self._tell(_NO_HISTORY_KEPT)
            return
        place = self.session.recorder.place(cell.target)
        self.session.recorder.flush()
        self.operations.read(
            lambda workspace: services.cell_history.cell_history(workspace, place),
            lambda changes: self._show_history(place, changes),
        )

    def _show_history(self, place: str, changes: Sequence[CellChange]) -> None:
        index = self._index_of_history(place)
        cell = self.model.cell(index)
        if cell is None:  # an own line that was removed meanwhile
            return
        if not changes:
            self._tell(_NO_HISTORY)
            return
        name = ": ".join(target_names(self.session.form, self.session.content, cell.target))
        now = str(index.data(Qt.ItemDataRole.EditRole))
        self.history = HistoryDialog(
            self, name, now, changes, lambda value: self.blocks.put_back(index, value)
        )
        self.history.finished.connect(self._forget_history)
        self.history.open()

    def _index_of_history(self, place: str) -> QModelIndex:
        """The cell whose history is at `place`; invalid where it is gone."""
        for index in self.model.indexes():
            cell = self.model.cell(index)
            if cell is not None and cell.has_history and self.session.recorder.place(cell.target) == place:
                return index
        return QModelIndex()

    def _forget_history(self) -> None:
        self.history = None
        self.view.setFocus()

    def _read_sent(self) -> None:
        self.operations.read(lambda workspace: services.sent_report.sent_report(workspace), self._sent_read)

    def _sent_read(self, sent: SentReport | None) -> None:
        self.blocks.sent = sent

    def _note_pictures(self, left_out: LeftOutPictures) -> None:
        """Say which pictures were left out of what was pasted."""
        self.notice.show_sentence("")
        if left_out.count:
            self.notice.add_left_out(left_out)

    def _workbook_read(self, entries: Sequence[Entry]) -> None:
        self.show_status("")
        self.blocks.enter(entries, Verb.ENTER_WORKBOOK)

    def show_status(self, text: str) -> None:
        self._tell(text)

    def show_failure(self, error: LcweekError) -> None:
        self._tell(error.message)

    def status_text(self) -> str:
        """What the line below the table says."""
        return self._status_label.text()

    def on_enter(self) -> None:
        self.view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._resize_columns()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._resize_columns()
        if self._top_row is not None:
            scroll_to_top(self.view, self._top_row)
            self._top_row = None

    # How it looks

    def view_state(self) -> dict[str, Any]:
        state = {**view_state(self.view), "widths": self.widths.chosen}
        return state if self._top_row is None else {**state, "top": self._top_row}

    def restore_view(self, state: Mapping[str, Any]) -> None:
        if isinstance(widths := state.get("widths"), dict):
            self.widths.restore(widths)
        restore(self.view, state)
        self._top_row = state.get("top")

    def _follow_view(self) -> None:
        bar = self.view.verticalScrollBar()
        for changed in (self.view.current_cell_changed, bar.valueChanged, self.widths.changed):
            changed.connect(self.view_changed)
        for folded in (self.view.expanded, self.view.collapsed):
            folded.connect(self.view_changed)

    # Own lines

    def _own_line_buttons(self) -> dict[str, Button]:
        """The buttons by what they do; none in a form without own lines."""
        if self.session.form.own_lines_row is None:
            return {}
        buttons = {
            "add": Button("Thêm dòng", "add", self._add_line),
            "up": Button("Lên", "up", lambda: self._move_current_line(-1)),
            "down": Button("Xuống", "down", lambda: self._move_current_line(1)),
            "remove": Button("Xóa dòng", "remove", self._remove_line),
        }
        buttons["add"].setToolTip("Thêm một dòng vào mục các nội dung khác")
        buttons["up"].setToolTip("Đưa dòng này lên (Alt+↑)")
        buttons["down"].setToolTip("Đưa dòng này xuống (Alt+↓)")
        return buttons

    def _add_line(self) -> None:
        index = self.model.index_at(own_line_place(self.model.editor.add_line()))
        self.view.go_to(index)
        self.view.edit(index)

    def _move_current_line(self, by: int) -> None:
        if (position := self._current_line()) is not None:
            self._move_line(position, position + by)

    def _move_line(self, position: int, to: int) -> None:
        """Move an own line, and the keyboard with it."""
        if self.model.editor.move_line(position, to):
            moved = self.model.index_at(own_line_place(to))
            self.view.go_to(moved.siblingAtColumn(self.view.currentIndex().column()))

    def _remove_line(self) -> None:
        if (position := self._current_line()) is not None:
            self.model.editor.remove_line(position)
            if self._current_line() is None:  # the button is disabled now and loses the focus
                self.view.setFocus()

    def _current_line(self) -> int | None:
        """The position of the own line that the current cell is in; None in a printed row."""
        cell = self.model.cell(self.view.currentIndex())
        return cell.node.position if cell is not None and cell.node.row is None else None

    def _index_of(self, place: str) -> QModelIndex:
        """The cell at a finding's place; for an own line that is not there, the row that they are under."""
        index, own = self.model.index_at(place), self.session.form.own_lines_row
        if index.isValid() or own is None or not place.startswith("own_lines/"):
            return index
        return self.model.index_at(f"note:{own.key}")

    # The line below the table

    def _findings_changed(self) -> None:
        self._show_cell(self.view.currentIndex())
        self.state_changed.emit()

    def _cell_changed(self, index: QModelIndex) -> None:
        if not self._outlives_cell:
            self._told = ""
        self._outlives_cell = False
        self._show_cell(index)

    def _keep_told(self) -> None:
        self._outlives_cell = True

    def _tell(self, words: str) -> None:
        self._told = words
        self._show_cell(self.view.currentIndex())

    def _show_cell(self, index: QModelIndex) -> None:
        """Show what became of the last edit, or else the findings at the cell, or else what it takes."""
        found = self.model.data(index, Qt.ItemDataRole.ToolTipRole) if index.isValid() else None
        self._status_label.setText(self._told or found or self._hint(index))
        self._show_offer(index)
        on_own_line = self._current_line() is not None
        for name in ("up", "down", "remove"):
            if name in self._buttons:
                self._buttons[name].setEnabled(on_own_line)

    def _show_offer(self, index: QModelIndex) -> None:
        """Offer what one click does for the current cell: follow its rows, or take last year's number."""
        last_year = self.model.data(index, Role.LAST_YEAR) or ""
        is_blank = self.model.cell_state(index) is CellState.OPEN and not index.data()
        if self.model.data(index, Role.IS_TYPED):
            self.offer.setText("Theo tổng các dòng")
        elif last_year and is_blank:
            self.offer.setText(f"Chép số năm trước: {last_year}")
        else:
            self.offer.setText("")
        self.offer.setVisible(bool(self.offer.text()))

    def _take_offer(self) -> None:
        index = self.view.currentIndex()
        if self.model.data(index, Role.IS_TYPED):
            self.blocks.follow_rows(index)
        else:
            self.blocks.copy_last_year(index)
        self.view.setFocus()

    def _typed_total_hint(self, cell: TableCell) -> str:
        """By how much a typed total is above what its rows add up to; a finding says it of a smaller one."""
        form, figures = self.session.form, self.session.content.figures
        assert cell.figure is not None
        total = form.text_of(cell.figure, sum_of_parts(form, figures, cell.figure)) or "0"
        surplus = form.text_of(cell.figure, surplus_over_parts(form, figures, cell.figure))
        return f"Tổng gõ tay, cao hơn tổng các dòng bên dưới ({total}) là {surplus}."

    def _hint(self, index: QModelIndex) -> str:
        cell, state = self.model.cell(index), self.model.cell_state(index)
        if cell is not None and cell.is_grip:
            return _GRIP_HINT
        if cell is None or state is None:
            return ""
        form = self.session.form
        if self.model.data(index, Role.IS_TYPED):
            return self._typed_total_hint(cell)
        words = [_HINTS[state].format(example=_EXAMPLE if cell.decimals(form) else "")]
        if cell.figure is not None and form.receives(self.session.workspace.unit.level):
            words.append(roll_up_words(form, cell.figure))
        return " ".join(filter(None, words))

    # Layout

    def _lay_out(self) -> None:
        self._status_label.setWordWrap(True)
        # A long word that was typed or pasted is cut off: it must not widen the window.
        self._status_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._status_label.setAccessibleName("Ghi chú của ô đang chọn")
        buttons = QHBoxLayout()
        for button in self._buttons.values():
            buttons.addWidget(button)
        below = QHBoxLayout()
        below.addWidget(self._status_label, 1)
        below.addWidget(self.offer)
        below.addLayout(buttons)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.toolbar)
        self._layout.addWidget(self.notice)
        self._layout.addWidget(self.view, 1)
        self._layout.addLayout(below)
        theme().on_theme_change(self, self._resize_columns)
        theme().on_theme_change(below, lambda: below.setDirection(_direction()))

    def _resize_columns(self) -> None:
        self._status_label.setMinimumHeight(self._status_label.fontMetrics().height() * 2)
        self._layout.setContentsMargins(*(4 * (theme().px(Space.M),)))
        self.widths.apply()


def _direction() -> QHBoxLayout.Direction:
    """Where the buttons are: below the text when letters are large, otherwise beside it."""
    large = theme().zoom >= LARGE_ZOOM
    return QHBoxLayout.Direction.TopToBottom if large else QHBoxLayout.Direction.LeftToRight
