"""The dialog of the keys that wait: each is ticked once its letters were compared with the paper."""

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

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme
from lcweek_desktop.ui.widgets.tick_delegate import TickDelegate

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.received_items import ReceivedItem

_ADVICE: Final = (
    "Lấy bản giấy đã ký, đóng dấu của từng đơn vị, so mã khóa in cạnh mã vuông với mã dưới đây. "
    "Chỉ đánh dấu khi giống nhau từng chữ; khác một chữ thì để trống và hỏi lại đơn vị."
)
_KEY_ROLE: Final = Qt.ItemDataRole.UserRole
"""A row's unit code and public key."""


class KeysDialog(QDialog):
    """Lists the keys that wait. They can only be ticked one by one, as each has to be looked at
    (docs/adr/0073)."""

    # list[tuple[str, str]]: the unit code and the public key of each ticked row.
    keys_confirmed = Signal(object)

    def __init__(self, parent: QWidget, waiting: Sequence[ReceivedItem]) -> None:
        """`waiting` are reports whose keys wait; of several with one key the newest revision is shown."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Xác nhận khóa của đơn vị")
        self.tree = QTreeWidget()
        self.tree.setItemDelegate(TickDelegate(self.tree))
        self.tree.addTopLevelItems(_rows(waiting))
        self.tree.itemChanged.connect(self._row_changed)
        self.confirm_button = Button(Verb.CONFIRM_KEYS.label)
        self._later_button = Button("Để sau")
        self._lay_out()
        self._update_buttons()
        for first in self._items()[:1]:
            self.tree.setCurrentItem(first)
        self.tree.setFocus()

    def accept(self) -> None:
        ticked = self._ticked_keys()
        super().accept()
        self.keys_confirmed.emit(ticked)

    def _ticked_keys(self) -> list[tuple[str, str]]:
        return [row.data(0, _KEY_ROLE) for row in self._items() if row.checkState(0) is Qt.CheckState.Checked]

    def _items(self) -> list[QTreeWidgetItem]:
        root = self.tree.invisibleRootItem()
        return [row for number in range(root.childCount()) if (row := root.child(number)) is not None]

    def _row_changed(self, changed: QTreeWidgetItem, column: int) -> None:
        """Only one key of a unit can be right: ticking one removes the tick of the others."""
        if column == 0 and changed.checkState(0) is Qt.CheckState.Checked:
            unit = changed.data(0, _KEY_ROLE)[0]
            for row in self._items():
                if row is not changed and row.data(0, _KEY_ROLE)[0] == unit:
                    row.setCheckState(0, Qt.CheckState.Unchecked)
        self._update_buttons()

    def _update_buttons(self) -> None:
        count = len(self._ticked_keys())
        self.confirm_button.setEnabled(count > 0)
        (self.confirm_button if count else self._later_button).setDefault(True)
        label = Verb.CONFIRM_KEYS.label
        self.confirm_button.setText(f"Xác nhận {count} khóa đã đối chiếu" if count else label)

    def _lay_out(self) -> None:
        advice = QLabel(_ADVICE)
        advice.setWordWrap(True)
        self.tree.setHeaderLabels(["Đơn vị (đánh dấu khi đã so)", "Mã khóa", "Bản số"])
        self.tree.setRootIsDecorated(False)
        self.tree.setAccessibleName("Khóa chờ xác nhận")
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section in (1, 2):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.M))
        column.addWidget(advice)
        column.addWidget(self.tree, 1)
        column.addWidget(self._button_box())
        theme().on_theme_change(self, lambda: self.resize(theme().px(680), theme().px(440)))

    def _button_box(self) -> QDialogButtonBox:
        theme().apply_style(self.confirm_button, PRIMARY_STYLE)
        box = QDialogButtonBox()
        box.addButton(self.confirm_button, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self._later_button, QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box


def _rows(waiting: Sequence[ReceivedItem]) -> list[QTreeWidgetItem]:
    """A row for each unit and key, with the newest report that came under it. Units of one name are told
    apart by their codes."""
    newest = {
        (received.unit.code, received.held_id.key): received
        for received in waiting
        if received.unit is not None and received.held_id is not None
    }
    units = dict.fromkeys(received.unit for received in newest.values() if received.unit is not None)
    name_counts = Counter(unit.name for unit in units)
    return [
        _row(key, received, with_code=received.unit is not None and name_counts[received.unit.name] > 1)
        for key, received in newest.items()
    ]


def _row(key: tuple[str, str], received: ReceivedItem, *, with_code: bool) -> QTreeWidgetItem:
    assert received.unit is not None
    unit = f"{received.unit.name} ({received.unit.code})" if with_code else received.unit.name
    row = QTreeWidgetItem([unit, received.key, str(received.revision)])
    row.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    row.setCheckState(0, Qt.CheckState.Unchecked)
    row.setData(0, _KEY_ROLE, key)
    letters = theme().font(TextRole.HEADING)
    letters.setFamilies(["Consolas", "DejaVu Sans Mono", "monospace"])
    row.setFont(1, letters)
    row.setTextAlignment(2, Qt.AlignmentFlag.AlignCenter)
    return row
