"""The page of Phụ lục II: the table, what is found at the cell, and the lines of the unit's own."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from lcweek_desktop.domain.form import CellState
from lcweek_desktop.ui.pages.figures.model import FiguresModel
from lcweek_desktop.ui.pages.figures.view import FiguresView
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.table.columns import ColumnKind
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import LARGE_ZOOM, Space, theme

_WIDTHS = {ColumnKind.NUMBER: 52, ColumnKind.UNIT: 118, ColumnKind.MEASURE: 128, ColumnKind.NOTE: 190}
"""At 100 %, in device-independent pixels; the label takes what is left."""
_LABEL_LEAST = 220


class FiguresPage(Page):
    """The table fills the page; below it one line says what the cell takes and what was found in it."""

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self.model = FiguresModel(session, self)
        self.view = FiguresView(self.model, session.form.columns.amount, self)
        self._said = QLabel()
        self._said.setWordWrap(True)
        # A long word that was typed or pasted is cut off; it must not widen the window.
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._said.setAccessibleName("Ghi chú của ô đang chọn")
        self._buttons = self._made_buttons()
        self._layout = layout = QVBoxLayout(self)
        layout.addWidget(self.view, 1)
        below = QHBoxLayout()
        below.addWidget(self._said, 1)
        buttons = QHBoxLayout()
        for each in self._buttons.values():
            buttons.addWidget(each)
        below.addLayout(buttons)
        layout.addLayout(below)
        self.view.moved.connect(self._tell)
        self.model.refused.connect(self._tell_refusal)
        session.checks.changed.connect(self._findings_changed)
        session.lines_changed.connect(self._findings_changed)
        theme().on_theme_change(self, self._lay_out_columns)
        sides = QHBoxLayout.Direction
        theme().on_theme_change(
            below,
            lambda: below.setDirection(
                sides.TopToBottom if theme().zoom >= LARGE_ZOOM else sides.LeftToRight
            ),
        )
        self.view.setCurrentIndex(self.view.first_open())

    def state(self) -> str:
        """How many open cells are still blank; DONE when none is."""
        session = self.session
        open_cells = [cell for cell in session.form.stored_cells if session.state(cell) is CellState.OPEN]
        blank = sum(session.number(cell) is None for cell in open_cells)
        return str(blank) if blank else DONE

    def show_place(self, place: str) -> None:
        index = self.model.index_at(place)
        if index.isValid():
            self.view.go_to(index)

    def told(self) -> str:
        """What stands below the table."""
        return self._said.text()

    def on_enter(self) -> None:
        self.view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._lay_out_columns()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._lay_out_columns()

    def _made_buttons(self) -> dict[str, Button]:
        """Nothing to press in a form without lines of the unit's own."""
        if self.session.form.own_lines_row is None:
            return {}
        made = {
            "add": Button("Thêm dòng", "add", self._add_line),
            "up": Button("Lên", "up", lambda: self._move_line(-1)),
            "down": Button("Xuống", "down", lambda: self._move_line(1)),
            "remove": Button("Xóa dòng", "remove", self._remove_line),
        }
        made["add"].setToolTip("Thêm một dòng vào mục các nội dung khác")
        return made

    def _add_line(self) -> None:
        index = self.model.add_line()
        self.view.go_to(index)
        self.view.edit(index)

    def _move_line(self, by: int) -> None:
        if (place := self._line_place()) is not None:
            self.model.move_line(place, by)
            column = self.view.currentIndex().column()
            moved = self.model.index_at(f"own_lines/{place + by}")
            if moved.isValid():
                self.view.go_to(moved.siblingAtColumn(column))

    def _remove_line(self) -> None:
        if (place := self._line_place()) is not None:
            self.model.remove_line(place)
            if self._line_place() is None:  # the buttons are off now
                self.view.setFocus()

    def _line_place(self) -> int | None:
        node = self.model.node(self.view.currentIndex())
        return node.place if node is not None and node.row is None else None

    def _findings_changed(self) -> None:
        self._tell(self.view.currentIndex())
        self.state_changed.emit()

    def _tell(self, index: QModelIndex) -> None:
        """The sentences found at the cell, or what the cell takes."""
        found = self.model.data(index, Qt.ItemDataRole.ToolTipRole) if index.isValid() else None
        self._said.setText(found or self._hint(index))
        on_line = self._line_place() is not None
        for name in ("up", "down", "remove"):
            if name in self._buttons:
                self._buttons[name].setEnabled(on_line)

    def _hint(self, index: QModelIndex) -> str:
        if not index.isValid():
            return ""
        match self.model.state(index):
            case CellState.OPEN:
                return (
                    "Gõ số rồi nhấn Enter để sang ô tiếp theo; để trống nếu không báo cáo, gõ 0 nếu không có."
                )
            case CellState.TOTAL:
                return "Ô này tự cộng; có thể gõ tổng lớn hơn nếu có hoạt động không thuộc dòng nào bên dưới."
            case CellState.COMPUTED:
                return "Ô này tự cộng từ các dòng bên dưới."
            case CellState.CLOSED:
                return "Biểu mẫu không dùng ô này."
        return ""

    def _tell_refusal(self, message: str) -> None:
        self._said.setText(message)

    def _lay_out_columns(self) -> None:
        header, look = self.view.header(), theme()
        self._said.setMinimumHeight(self._said.fontMetrics().height() * 2)
        with QSignalBlocker(header):
            fixed = {
                n: look.px(_WIDTHS[c.kind]) for n, c in enumerate(self.model.columns) if c.kind in _WIDTHS
            }
            left = self.view.viewport().width() - sum(fixed.values())
            for number in range(len(self.model.columns)):
                header.resizeSection(number, fixed.get(number, max(look.px(_LABEL_LEAST), left)))
        self._layout.setContentsMargins(*(4 * (look.px(Space.M),)))
        self.view.doItemsLayout()
