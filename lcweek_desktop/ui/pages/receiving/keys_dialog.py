"""The window of the keys that nobody compared: each beside the report or scan that it signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.pages.receiving.key_paper import LETTERS, KeyPaper
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.messages import ask_question
from lcweek_desktop.ui.widgets.placeholders import EmptyState
from lcweek_desktop.ui.widgets.progress import ProgressRow
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme
from lcweek_desktop.ui.widgets.tick_delegate import TickDelegate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from lcweek_desktop.services.receiving.received_items import ReceivedItem
    from lcweek_desktop.services.workspace.workspace import Workspace

_ADVICE: Final = (
    "So mã khóa với mã in cạnh mã QR trên bản giấy đã ký, đóng dấu. Giống từng chữ thì đánh dấu; "
    "khác một chữ thì để trống và hỏi lại đơn vị."
)
_TICK_HINT: Final = "Chọn nhiều dòng (Shift, Ctrl+A) rồi nhấn phím cách để đánh dấu cùng lúc."
_KEY_ROLE: Final = Qt.ItemDataRole.UserRole
"""A row's unit code and public key."""
_ITEM_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The newest report under the key."""
_NAMED: Final = 12
"""The most units that the question names."""
_SIZE: Final = (1120, 640)
_WIDTHS: Final = (520, 600)
"""The size of the window, and the widths of the list and of the paper, in pixels at 100 %."""


class KeysDialog(QDialog):
    """Lists the keys that count uncompared or wait. It does not keep the page behind it from being used; its
    owner shows it anew whenever something was received or decided."""

    # list[tuple[str, str]]: the unit code and the public key of each key that is confirmed.
    keys_confirmed = Signal(object)
    # str, str: the unit code and the public key of a key that is not the unit's.
    key_refused = Signal(str, str)
    # The last decision is to be taken back.
    undo_requested = Signal()

    def __init__(self, parent: QWidget, operations: Operations[Workspace]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Đối chiếu khóa của đơn vị")
        self.question: QMessageBox | None = None
        """Asks whether to confirm what is ticked; None before it was asked."""
        self.paper = KeyPaper(operations)
        self.progress = ProgressRow()
        """How far confirming is, while it is under way."""
        self.progress.running_changed.connect(self._update_buttons)
        self.tree = _KeysTree()
        self.tree.setItemDelegate(TickDelegate(self.tree))
        self.tree.itemChanged.connect(self._row_changed)
        self.tree.currentItemChanged.connect(lambda now, _before: self.paper.show_key(_item(now)))
        self.on_paper_button = Button("Đánh dấu khóa đã thấy trên bản giấy", "check", self._tick_on_paper)
        self.confirm_button = Button(Verb.CONFIRM_KEYS.label, on_click=self.ask_to_confirm)
        self.refuse_button = Button("Không phải khóa của đơn vị…", "close", self.ask_to_refuse)
        self.undo_button = Button(f"{Verb.UNDO_DECISION.label}…", "undo", self.undo_requested.emit)
        self._close_button = Button("Đóng", "close", self.close)
        self._pages = QStackedWidget()
        self._lay_out()
        self.show_keys(())

    def show_keys(self, waiting: Sequence[ReceivedItem]) -> None:
        """Show the keys of the reports `waiting`; of several with one key the newest revision. Ticks and the
        current row stay where they are still there."""
        ticked, current = {*self._ticked_keys()}, _key(self.tree.currentItem())
        self.tree.blockSignals(True)
        self.tree.clear()
        rows = _rows(waiting)
        self.tree.addTopLevelItems(rows)
        for row in rows:
            if _key(row) in ticked:
                row.setCheckState(0, Qt.CheckState.Checked)
        self.tree.blockSignals(False)
        if rows:
            self.tree.setCurrentItem(next((row for row in rows if _key(row) == current), rows[0]))
        else:
            self.paper.show_key(None)
        self._pages.setCurrentIndex(0 if rows else 1)
        self.on_paper_button.setVisible(any(_is_on_paper(row) for row in rows))
        self._update_buttons()

    def show_unit(self, code: str) -> None:
        """Make the first key of the unit `code` current, if there is one."""
        for row in self.tree.rows():
            if row.data(0, _KEY_ROLE)[0] == code:
                self.tree.setCurrentItem(row)
                return

    def ask_to_confirm(self) -> None:
        """Ask once whether all that is ticked is to be confirmed."""
        ticked = [row for row in self.tree.rows() if row.checkState(0) is Qt.CheckState.Checked]
        names = [row.text(0) for row in ticked]
        keys = self._ticked_keys()
        self.question = ask_question(
            self,
            f"Xác nhận khóa của {len(names)} đơn vị đã đánh dấu?",
            detail="\n".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])]),
            yes="Xác nhận",
            then=lambda: self.keys_confirmed.emit(keys),
        )

    def ask_to_refuse(self) -> None:
        """Ask whether the current key is to be used no more."""
        row = self.tree.currentItem()
        if row is None:
            return
        code, key = row.data(0, _KEY_ROLE)
        self.question = ask_question(
            self,
            f"Thôi dùng khóa {row.text(1)} của {row.text(0)}?",
            detail="Báo cáo ký bằng khóa này được để riêng, không tính. Quyết định này lấy lại được.",
            yes="Thôi dùng khóa này",
            then=lambda: self.key_refused.emit(code, key),
        )

    def _ticked_keys(self) -> list[tuple[str, str]]:
        return [
            row.data(0, _KEY_ROLE) for row in self.tree.rows() if row.checkState(0) is Qt.CheckState.Checked
        ]

    def _tick_on_paper(self) -> None:
        for row in self.tree.rows():
            if _is_on_paper(row):
                row.setCheckState(0, Qt.CheckState.Checked)

    def _row_changed(self, changed: QTreeWidgetItem, column: int) -> None:
        """Only one key of a unit can be right: ticking one removes the tick of the others."""
        if column == 0 and changed.checkState(0) is Qt.CheckState.Checked:
            unit = changed.data(0, _KEY_ROLE)[0]
            for row in self.tree.rows():
                if row is not changed and row.data(0, _KEY_ROLE)[0] == unit:
                    row.setCheckState(0, Qt.CheckState.Unchecked)
        self._update_buttons()

    def _update_buttons(self) -> None:
        count = len(self._ticked_keys())
        is_free = not self.progress.running
        self.confirm_button.setEnabled(count > 0 and is_free)
        self.refuse_button.setEnabled(is_free and self.tree.topLevelItemCount() > 0)
        self.undo_button.setEnabled(is_free)
        (self.confirm_button if count else self._close_button).setDefault(True)
        label = Verb.CONFIRM_KEYS.label
        self.confirm_button.setText(f"Xác nhận {count} khóa đã đối chiếu…" if count else f"{label}…")

    def _lay_out(self) -> None:
        advice = QLabel(_ADVICE)
        advice.setWordWrap(True)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.tree)
        parts.addWidget(self.paper)
        parts.setStretchFactor(1, 1)
        theme().on_theme_change(self, lambda: parts.setSizes([*map(theme().px, _WIDTHS)]))
        self._pages.addWidget(parts)
        self._pages.addWidget(EmptyState("done", "Không còn khóa nào chờ đối chiếu", ""))
        theme().apply_style(self.confirm_button, PRIMARY_STYLE)
        buttons = QHBoxLayout()
        buttons.addWidget(self.undo_button)
        buttons.addWidget(self.refuse_button)
        buttons.addWidget(self.on_paper_button)
        buttons.addStretch(1)
        buttons.addWidget(self.confirm_button)
        buttons.addWidget(self._close_button)
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.M))
        column.addWidget(advice)
        column.addWidget(self._pages, 1)
        column.addWidget(self.progress)
        column.addLayout(buttons)
        theme().on_theme_change(self, lambda: self.resize(*map(theme().px, _SIZE)))


class _KeysTree(QTreeWidget):
    """A row for each key; the space bar ticks all that are selected."""

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderLabels(["Đơn vị (đánh dấu khi đã so)", "Mã khóa", "Trên giấy"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName("Khóa chưa đối chiếu")
        self.setToolTip(_TICK_HINT)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section in (1, 2):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)

    def rows(self) -> list[QTreeWidgetItem]:
        """All rows from top to bottom."""
        root = self.invisibleRootItem()
        return [row for number in range(root.childCount()) if (row := root.child(number)) is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        selected, current = self.selectedItems(), self.currentItem()
        if event.key() == Qt.Key.Key_Space and len(selected) > 1 and current is not None:
            is_ticked = current.checkState(0) is Qt.CheckState.Checked
            for row in selected:
                row.setCheckState(0, Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)


def _item(row: QTreeWidgetItem | None) -> ReceivedItem | None:
    item: ReceivedItem | None = None if row is None else row.data(0, _ITEM_ROLE)
    return item


def _key(row: QTreeWidgetItem | None) -> object:
    return None if row is None else row.data(0, _KEY_ROLE)


def _is_on_paper(row: QTreeWidgetItem) -> bool:
    item = _item(row)
    return item is not None and item.is_on_paper


def _rows(waiting: Sequence[ReceivedItem]) -> list[QTreeWidgetItem]:
    """A row for each unit and key, with the newest report that came under it. Units of one name are told
    apart by their codes."""
    newest = {
        (received.unit.code, received.held_id.key): received
        for received in sorted(waiting, key=_revision)
        if received.unit is not None and received.held_id is not None
    }
    units = dict.fromkeys(received.unit for received in newest.values() if received.unit is not None)
    name_counts = Counter(unit.name for unit in units)
    return [
        _row(key, received, with_code=received.unit is not None and name_counts[received.unit.name] > 1)
        for key, received in sorted(newest.items())
    ]


def _revision(received: ReceivedItem) -> int:
    return received.revision or 0


def _row(key: tuple[str, str], received: ReceivedItem, *, with_code: bool) -> QTreeWidgetItem:
    assert received.unit is not None
    unit = f"{received.unit.name} ({received.unit.code})" if with_code else received.unit.name
    row = QTreeWidgetItem([unit, received.key, "có mã QR" if received.is_on_paper else ""])
    row.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    row.setCheckState(0, Qt.CheckState.Unchecked)
    row.setData(0, _KEY_ROLE, key)
    row.setData(0, _ITEM_ROLE, received)
    row.setToolTip(0, unit)
    if received.is_on_paper:
        row.setIcon(2, icons.icon("done", "ok"))
    letters = theme().font(TextRole.STRONG)
    letters.setFamilies([*LETTERS])
    row.setFont(1, letters)
    return row
