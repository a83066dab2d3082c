"""The line above the table: which rows are shown, finding one, and entering many cells at once."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from lcweek_desktop.ui.pages.figures.row_filter import RowFilter, find_row, show_rows
from lcweek_desktop.ui.pages.figures.view import FiguresView
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import ask_for_file
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.inputs import ComboBox, LineEdit
from lcweek_desktop.ui.widgets.theme import theme

_SEARCH_WIDTH: Final = 220
"""Pixels at 100 %."""


class FiguresToolbar(QWidget):
    """Works on one table. Ctrl+F leads to the search, Escape back into the table."""

    # All blank open cells are to become 0.
    zero_requested = Signal()
    # Path: a workbook is to be entered.
    workbook_chosen = Signal(object)

    def __init__(self, view: FiguresView) -> None:
        super().__init__()
        self._view = view
        self.filter, self.search, self._found = ComboBox(), _SearchField(), QLabel()
        self.filter.setAccessibleName("Những dòng được hiện")
        for each in RowFilter:
            self.filter.addItem(each.value, each)
        self.filter.activated.connect(lambda _index: self.show_chosen())
        self.search.setPlaceholderText("Tìm dòng (Ctrl+F)")
        self.search.setAccessibleName("Tìm dòng")
        self.search.textEdited.connect(lambda _text: self._find(again=False))
        self.search.again_requested.connect(lambda: self._find(again=True))
        self.search.left.connect(view.setFocus)
        theme().apply_style(self._found, "color: $muted;")
        zero = Button("Các ô trống còn lại là 0…", "numbers", self.zero_requested.emit)
        zero.setToolTip("Xem danh sách các ô còn trống rồi ghi 0 vào tất cả")
        workbook = Button("Nhập từ Excel…", "sheet", self._ask_for_workbook)
        workbook.setToolTip("Đọc mẫu Excel của chương trình đã điền; bảng khác thì chép rồi dán (Ctrl+V)")
        self.setLayout(FlowLayout(self.filter, self.search, self._found, zero, workbook, fill=False))
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), view)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.begin)
        theme().on_theme_change(self, lambda: self.search.setFixedWidth(theme().px(_SEARCH_WIDTH)))

    def show_chosen(self) -> None:
        """Show the rows that are chosen, as they are now."""
        chosen = self.filter.currentData()
        count = show_rows(self._view, RowFilter(chosen))
        self._found.setText("" if RowFilter(chosen) is RowFilter.ALL else f"{count} dòng")

    def show_all(self) -> None:
        """Show every row."""
        self.filter.setCurrentIndex(0)
        self.show_chosen()

    def _find(self, *, again: bool) -> None:
        text = self.search.text()
        row = find_row(self._view, text, again=again)
        self._found.setText("" if row.isValid() or not text.strip() else "Không thấy")
        if row.isValid():
            self._view.show_row(row)

    def _ask_for_workbook(self) -> None:
        def chosen(file: Path) -> None:
            self.workbook_chosen.emit(file)

        ask_for_file(self, "Chọn mẫu Excel đã điền", ["Excel (*.xlsx)"], chosen)


class _SearchField(LineEdit):
    """Enter goes on to the next row, Escape leaves."""

    again_requested = Signal()
    left = Signal()

    def begin(self) -> None:
        """Take the keyboard, ready to be typed over."""
        self.setFocus()
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.again_requested.emit()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)
