"""Nhập thử: the table of the draft, to be filled as a unit would; the paper beside it prints it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from lcweek_desktop.domain.form import Cell, CellState, Form, LevelKey, Row, RowKey
from lcweek_desktop.domain.report import Content
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.errors import KnownError
from lcweek_desktop.ui.widgets.theme import Space, bold_font, theme

_CELL_ROLE = Qt.ItemDataRole.UserRole


class TrialPanel(QWidget):
    """Holds what is typed, which is kept nowhere and goes with the window."""

    # Content: what is typed now.
    content_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._form: Form | None = None
        self._level: LevelKey | None = None
        self._items: dict[RowKey, QTreeWidgetItem] = {}
        self.content = Content()
        """What is typed."""
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Biểu nhập thử")
        self.tree.setIndentation(theme().px(Space.M))
        self.tree.setAlternatingRowColors(True)
        self.tree.itemChanged.connect(self._edited)
        self.refusal = QLabel(wordWrap=True)
        theme().apply_style(self.refusal, "color: $error;")
        self.refusal.hide()
        hint = QLabel("Gõ số vào ô như đơn vị sẽ nhập; bản in thử đổi theo. Số nhập thử không được lưu.")
        hint.setWordWrap(True)
        theme().apply_style(hint, "color: $muted;")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.addWidget(hint)
        column.addWidget(self.tree, 1)
        column.addWidget(self.refusal)

    def show_form(self, form: Form | None, level: LevelKey | None) -> None:
        """Let units of `level` fill `form`; what has no place in it any more is dropped."""
        self._form, self._level = form, level
        if form is not None:
            kept = {cell: value for cell, value in self.content.figures.items() if cell in form.stored_cells}
            self.content = Content(figures=kept)
        self._refresh()

    def _refresh(self) -> None:
        with QSignalBlocker(self.tree):
            self.tree.clear()
            form = self._form
            if form is None:
                return
            self.tree.setColumnCount(3 + len(form.measures))
            self.tree.setHeaderLabels(["TT", "Nội dung", "Đơn vị", *(each.label for each in form.measures)])
            items = self._items = {row.key: self._item(form, row) for row in form.rows}
            for row in form.rows:
                if row.parent is None:
                    self.tree.addTopLevelItem(items[row.key])
                else:
                    items[row.parent].addChild(items[row.key])
            self._show_numbers(form)
            self.tree.expandAll()
            for column, width in enumerate((84, 220, 92)):
                self.tree.setColumnWidth(column, theme().px(width))
            self.tree.header().setStretchLastSection(False)
            header = self.tree.header()
            header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
            for column in range(3, self.tree.columnCount()):
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def _item(self, form: Form, row: Row) -> QTreeWidgetItem:
        item = QTreeWidgetItem([row.tt, row.label, row.unit])
        item.setToolTip(1, row.label)
        for column, measure in enumerate(form.measures, 3):
            cell = Cell(row.key, measure.key)
            state = form.state(cell, self._level)
            item.setData(column, _CELL_ROLE, (cell.row, cell.measure))
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if state in (CellState.OPEN, CellState.TOTAL):
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            if state in (CellState.COMPUTED, CellState.TOTAL):
                item.setFont(column, bold_font())
        return item

    def _show_numbers(self, form: Form) -> None:
        """Show what every cell holds or adds up to now. The items stay, as one of them may be edited."""
        with QSignalBlocker(self.tree):
            for row in form.rows:
                for column, measure in enumerate(form.measures, 3):
                    cell = Cell(row.key, measure.key)
                    value = displayed_value(form, self.content.figures, cell)
                    is_closed = form.state(cell, self._level) is CellState.CLOSED
                    self._items[row.key].setText(column, "–" if is_closed else form.text_of(cell, value))

    def _edited(self, item: QTreeWidgetItem, column: int) -> None:
        form, place = self._form, item.data(column, _CELL_ROLE)
        if form is None or place is None:
            return
        cell = Cell(*place)
        self.refusal.hide()
        if form.state(cell, self._level) in (CellState.OPEN, CellState.TOTAL):
            try:
                self.content = self.content.with_figure(cell, form.value_of(cell, item.text(column)))
                self.content_changed.emit(self.content)
            except KnownError as error:
                self.refusal.setText(error.message)
                self.refusal.show()
        self._show_numbers(form)
