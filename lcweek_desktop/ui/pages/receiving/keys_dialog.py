"""The keys that wait: each beside its letters, ticked one by one once they were compared with the paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.received_items import ReceivedItem

_ADVICE: Final = (
    "Lấy bản giấy đã ký, đóng dấu của từng đơn vị, so mã khóa in cạnh mã vuông với mã dưới đây. "
    "Chỉ đánh dấu khi giống nhau từng chữ; khác một chữ thì để trống và hỏi lại đơn vị."
)
_KEY: Final = Qt.ItemDataRole.UserRole


class KeysDialog(QDialog):
    """There is no way to tick all at once: what is asked is that each was looked at (docs/adr/0073)."""

    # A list of (unit code, public key) that were compared.
    compared = Signal(object)

    def __init__(self, parent: QWidget, waiting: Sequence[ReceivedItem]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Xác nhận khóa của đơn vị")
        self.tree = QTreeWidget()
        self.tree.addTopLevelItems(_lines(waiting))
        self.tree.itemChanged.connect(self._ticked)
        self.confirm_button = Button("Xác nhận khóa")
        self._later_button = Button("Để sau")
        self._lay_out()
        self._offer()
        for first in self._items()[:1]:
            self.tree.setCurrentItem(first)
        self.tree.setFocus()

    def accept(self) -> None:
        """Hand over what is ticked."""
        chosen = self._chosen()
        super().accept()
        self.compared.emit(chosen)

    def _chosen(self) -> list[tuple[str, str]]:
        return [item.data(0, _KEY) for item in self._items() if item.checkState(0) is Qt.CheckState.Checked]

    def _items(self) -> list[QTreeWidgetItem]:
        root = self.tree.invisibleRootItem()
        return [line for place in range(root.childCount()) if (line := root.child(place)) is not None]

    def _ticked(self, ticked: QTreeWidgetItem, column: int) -> None:
        """Of one unit only one key can be right."""
        if column == 0 and ticked.checkState(0) is Qt.CheckState.Checked:
            for item in self._items():
                if item is not ticked and item.data(0, _KEY)[0] == ticked.data(0, _KEY)[0]:
                    item.setCheckState(0, Qt.CheckState.Unchecked)
        self._offer()

    def _offer(self) -> None:
        count = len(self._chosen())
        self.confirm_button.setEnabled(count > 0)
        (self.confirm_button if count else self._later_button).setDefault(True)
        self.confirm_button.setText(f"Xác nhận {count} khóa đã đối chiếu" if count else "Xác nhận khóa")

    def _lay_out(self) -> None:
        advice = QLabel(_ADVICE)
        advice.setWordWrap(True)
        self.tree.setHeaderLabels(["Đơn vị (đánh dấu khi đã so)", "Mã khóa", "Bản số"])
        self.tree.setRootIsDecorated(False)
        self.tree.setAccessibleName("Khóa chờ xác nhận")
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        column_of_parts = QVBoxLayout(self)
        column_of_parts.setSpacing(theme().px(Space.M))
        column_of_parts.addWidget(advice)
        column_of_parts.addWidget(self.tree, 1)
        column_of_parts.addWidget(self._buttons())
        theme().on_theme_change(self, lambda: self.resize(theme().px(680), theme().px(440)))

    def _buttons(self) -> QDialogButtonBox:
        theme().apply_style(self.confirm_button, PRIMARY_STYLE)
        box = QDialogButtonBox()
        box.addButton(self.confirm_button, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self._later_button, QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box


def _lines(waiting: Sequence[ReceivedItem]) -> list[QTreeWidgetItem]:
    """One for each unit and key, with the newest report that came under it."""
    newest = {
        (arrival.unit.code, arrival.held_id.key): arrival
        for arrival in waiting
        if arrival.unit is not None and arrival.held_id is not None
    }
    names = dict.fromkeys(arrival.unit for arrival in newest.values() if arrival.unit is not None)
    shared = Counter(unit.name for unit in names)
    return [_line(key, arrival, shared) for key, arrival in newest.items()]


def _line(key: tuple[str, str], arrival: ReceivedItem, shared: Counter[str]) -> QTreeWidgetItem:
    """Units of one name are told apart by their codes."""
    assert arrival.unit is not None
    name, code = arrival.unit.name, arrival.unit.code
    told = f"{name} ({code})" if shared[name] > 1 else name
    line = QTreeWidgetItem([told, arrival.key, str(arrival.revision)])
    line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    line.setCheckState(0, Qt.CheckState.Unchecked)
    line.setData(0, _KEY, key)
    letters = theme().font(TextRole.HEADING)
    letters.setFamilies(["Consolas", "DejaVu Sans Mono", "monospace"])
    line.setFont(1, letters)
    line.setTextAlignment(2, Qt.AlignmentFlag.AlignCenter)
    return line
