"""Which number of Phụ lục II is to stand in the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.form import Cell, CellState
from lcweek_desktop.domain.narrative import FigureRun, run_text
from lcweek_desktop.domain.unit import slug
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets.theme import theme

_CELL = Qt.ItemDataRole.UserRole


class FigureChooser(QDialog):
    # Cell: the one chosen.
    chosen = Signal(object)

    def __init__(self, session: Session, number: Callable[[Cell], int | None], parent: QWidget) -> None:
        """`number` gives what is printed in a cell."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Chèn số liệu")
        self._session, self._number = session, number
        self.typed = QLineEdit()
        self.typed.setPlaceholderText("Tìm theo số thứ tự hoặc nội dung")
        self.typed.setAccessibleName("Tìm dòng số liệu")
        self.typed.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName("Các số liệu của Phụ lục II")
        self._fill()
        self._lay_out()
        self.typed.textChanged.connect(self._filter)
        self.list.itemActivated.connect(lambda _item: self.accept())

    def accept(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.chosen.emit(item.data(_CELL))
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The arrows walk through the list while the search is typed in."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.typed.hasFocus():
            self._walk(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        session = self._session
        labels = {measure.key: measure.label for measure in session.form.measures}
        for cell in session.form.cells:
            if session.state(cell) is CellState.CLOSED and self._number(cell) is None:
                continue
            row = session.form.row_by_key[cell.row]
            number = run_text(FigureRun(cell), self._number)
            item = QListWidgetItem(f"{row.tt}  {row.label} ({labels[cell.measure]}): {number}".strip())
            item.setData(_CELL, cell)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox()
        insert = buttons.addButton("Chèn", QDialogButtonBox.ButtonRole.AcceptRole)
        insert.setDefault(True)
        buttons.addButton("Bỏ qua", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.typed, self.list, buttons):
            column.addWidget(widget)
        self.resize(theme().px(640), theme().px(460))

    def _filter(self, typed: str) -> None:
        """Leave the lines that hold what was typed, with diacritics or without; one that begins so is chosen
        before others."""
        wanted = slug(typed)
        shown: list[tuple[bool, int, QListWidgetItem]] = []
        for item in map(self.list.item, range(self.list.count())):
            found = slug(item.text())
            item.setHidden(wanted not in found)
            if not item.isHidden():
                shown.append((not found.startswith(wanted), len(shown), item))
        if shown:
            self.list.setCurrentItem(min(shown)[2])

    def _walk(self, by: int) -> None:
        rows = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        ahead = [row for row in rows if (row - self.list.currentRow()) * by > 0]
        if ahead:
            self.list.setCurrentRow(ahead[0] if by > 0 else ahead[-1])
