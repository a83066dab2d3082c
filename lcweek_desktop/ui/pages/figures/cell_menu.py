"""The menu of a cell: what keys do in it, and what is done with its section."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from lcweek_desktop.ui.pages.figures.blocks import BlockActions
from lcweek_desktop.ui.pages.figures.view import FiguresView
from lcweek_desktop.ui.table.cells import Role


def cell_menu(view: FiguresView, blocks: BlockActions) -> QMenu:
    """A menu for the current cell and the selected block, which is deleted when it is closed."""
    menu, index, model = QMenu(view), view.currentIndex(), view.figures
    cell = model.cell(index)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add(text: str, keys: str, act: Callable[[], object], *, enabled: bool = True) -> None:
        action = menu.addAction(f"{text}\t{QKeySequence(keys).toString()}" if keys else text)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _on: act())

    takes = any(map(model.is_editable, view.selectedIndexes()))
    last_year = str(index.data(Role.LAST_YEAR) or "")
    section = index.siblingAtColumn(0)
    if not model.hasChildren(section):
        section = section.parent()
    add("Chép", "Ctrl+C", blocks.copy)
    add("Dán", "Ctrl+V", blocks.paste)
    add("Xóa", "Del", view.clear_selected, enabled=takes)
    add("Điền xuống", "Ctrl+D", blocks.fill_down, enabled=takes)
    menu.addSeparator()
    if index.data(Role.IS_TYPED):
        add("Theo tổng các dòng", "", lambda: blocks.follow_rows(index))
    if last_year and model.is_editable(index):
        add(f"Chép số năm trước: {last_year}", "", lambda: blocks.copy_last_year(index))
    if section.isValid():
        add("Các ô trống của mục này là 0…", "", lambda: blocks.zero_blanks(section))
        folded = "Thu gọn mục" if view.isExpanded(section) else "Mở mục"
        add(folded, "", lambda: view.toggle_section(section))
    add("Lỗi, lưu ý tiếp theo", "F8", view.go_to_next_finding)
    menu.addSeparator()
    has_history = cell is not None and cell.has_history
    add("Lịch sử của ô…", "Ctrl+L", view.history_requested.emit, enabled=has_history)
    if blocks.sent is not None:
        if (plan := blocks.returned(index)) is not None:
            sent = plan.cells[0].after or "để trống"
            add(f"Ô này trở lại bản đã gửi: {sent}", "", partial(blocks.return_cell, plan))
        if section.isValid():
            add("Mục này trở lại bản đã gửi…", "", lambda: blocks.return_rows(section))
        add("Cả bảng trở lại bản đã gửi…", "", blocks.return_rows)
    return menu
