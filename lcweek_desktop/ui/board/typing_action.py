"""Typing the report of a unit on the board from its paper: a button, and the same in the menu of its row."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.board.board_tree import BoardTree
from lcweek_desktop.ui.widgets.buttons import Button

_GO_ON = "Nhập tiếp…"


class TypingButton(Button):
    """Enabled while one unit is selected in the tree."""

    # str: the code of the unit whose report is to be typed.
    typing_requested = Signal(str)

    def __init__(self, tree: BoardTree) -> None:
        super().__init__(Verb.TYPE_FROM_PAPER.label, "table", self._request)
        self.setToolTip("Nhập thay số liệu của đơn vị đang chọn, theo bản giấy đơn vị đã nộp.")
        self._tree = tree
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._show_menu)
        tree.chosen_changed.connect(self.update_offer)
        self.update_offer()

    def update_offer(self) -> None:
        """Offer to type for what is selected, or to go on with it."""
        chosen = self._tree.chosen()
        self.setEnabled(len(chosen) == 1)
        self.setText(self._label(chosen[0]) if len(chosen) == 1 else Verb.TYPE_FROM_PAPER.label)

    def row_menu(self, code: str) -> QMenu:
        """The menu of the row of the unit `code`, which is gone once it is closed."""
        menu = QMenu(self._tree)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._label(code), lambda: self.typing_requested.emit(code))
        return menu

    def _label(self, code: str) -> str:
        shown = self._tree.units.unit(self._tree.units.index_of(code))
        return _GO_ON if shown is not None and shown.is_typing else Verb.TYPE_FROM_PAPER.label

    def _request(self) -> None:
        chosen = self._tree.chosen()
        if len(chosen) == 1:
            self.typing_requested.emit(chosen[0])

    def _show_menu(self, at: QPoint) -> None:
        shown = self._tree.units.unit(self._tree.indexAt(at))
        if shown is None:
            return
        self.row_menu(shown.unit.code).popup(self._tree.viewport().mapToGlobal(at))
