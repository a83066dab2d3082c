"""The dialog that asks which number of Phụ lục II to insert."""

from __future__ import annotations

from typing import Final

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

from lcweek_desktop.domain.form import CellState
from lcweek_desktop.domain.narrative import FigureRun, FigureText, run_text
from lcweek_desktop.domain.unit import slug
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets.theme import theme

_CELL_ROLE: Final = Qt.ItemDataRole.UserRole


class FigureChooser(QDialog):
    """A list of all figures with a search box. It deletes itself when it closes."""

    # The user chose a figure: Cell.
    figure_chosen = Signal(object)

    def __init__(self, session: Session, figure: FigureText, parent: QWidget) -> None:
        """`figure` gives the number that is printed in a cell."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Chèn số liệu")
        self._session, self._figure = session, figure
        self.search = QLineEdit()
        self.search.setPlaceholderText("Tìm theo số thứ tự hoặc nội dung")
        self.search.setAccessibleName("Tìm dòng số liệu")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName("Các số liệu của Phụ lục II")
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill()
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.list.itemActivated.connect(lambda _item: self.accept())

    def accept(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.figure_chosen.emit(item.data(_CELL_ROLE))
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The arrow keys move through the list while the search box has the focus."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.search.hasFocus():
            self._move_selection(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        """List every cell that is not closed or has a number all the same."""
        session = self._session
        labels = {measure.key: measure.label for measure in session.form.measures}
        for cell in session.form.cells:
            if session.state(cell) is CellState.CLOSED and not self._figure(cell):
                continue
            row = session.form.row_by_key[cell.row]
            number = run_text(FigureRun(cell), self._figure)
            item = QListWidgetItem(f"{row.tt}  {row.label} ({labels[cell.measure]}): {number}".strip())
            item.setData(_CELL_ROLE, cell)
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
        for widget in (self.search, self.list, buttons):
            column.addWidget(widget)
        self.resize(theme().px(640), theme().px(460))

    def _filter(self, text: str) -> None:
        """Show only the items that contain `text`, with or without diacritics, and select the first that
        begins with it, or else the first."""
        wanted = slug(text)
        matches: list[tuple[bool, int, QListWidgetItem]] = []
        for item in map(self.list.item, range(self.list.count())):
            item_text = slug(item.text())
            item.setHidden(wanted not in item_text)
            if not item.isHidden():
                matches.append((not item_text.startswith(wanted), len(matches), item))
        if matches:
            self.list.setCurrentItem(min(matches)[2])

    def _move_selection(self, by: int) -> None:
        rows = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        ahead = [row for row in rows if (row - self.list.currentRow()) * by > 0]
        if ahead:
            self.list.setCurrentRow(ahead[0] if by > 0 else ahead[-1])
