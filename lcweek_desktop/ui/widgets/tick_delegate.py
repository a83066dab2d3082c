"""Lines with a box to tick, of which the border is seen on a dark background too."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from lcweek_desktop.ui.widgets.colours import check_box_palette
from lcweek_desktop.ui.widgets.theme import theme


class TickDelegate(QStyledItemDelegate):
    """Draws the lines of a list. The palette of the list itself is of no use for it, as its style sheet
    replaces that."""

    def initStyleOption(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.palette = check_box_palette(option.palette, theme().colours)
