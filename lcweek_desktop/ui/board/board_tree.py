"""The tree of the units on the board: what is selected and open stays so when it is read anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from lcweek_desktop.ui.board.board_model import BoardModel
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.domain.form import Campaign
    from lcweek_desktop.services.receiving.board import Board
    from lcweek_desktop.services.summing.reporting_status import ReportingStatus

_WIDTHS: Final = (132, 96)
"""The widths of the columns between the names and the notes, in pixels at 100 %."""
_LEAST_NAME: Final = 180
"""The least width of the names, in pixels at 100 %."""
_LEAST_HEIGHT: Final = 110
"""The least height of the tree, in pixels at 100 %."""
_STYLE: Final = (
    "QTreeView { background: $surface; border: 1px solid $line; border-radius: 6px; outline: 0; }"
    "QTreeView::item { padding: ${xs} 0; }"
    "QTreeView::item:selected { background: $accent_soft; color: $ink; }"
    "QHeaderView::section { background: $raised; color: $muted; border: 0;"
    " border-bottom: 1px solid $line; padding: ${xs}; }"
)
_ROOT: Final = QModelIndex()
_MOST_OPEN: Final = 60
"""A tree of more units begins with those directly below."""


class BoardTree(QTreeView):
    """One row for each unit that is looked for, below the units above it. A `narrow` one has names alone."""

    # Other units are selected than before, or none.
    chosen_changed = Signal()
    # The user opened a unit: str, its code.
    unit_activated = Signal(str)

    def __init__(self, campaign: Campaign, *, narrow: bool) -> None:
        super().__init__()
        self.units = BoardModel(campaign, narrow=narrow)
        """The rows of the tree."""
        self._opened: set[str] | None = None
        self._looks_for_all = True
        self.setModel(self.units)
        self.setAccessibleName("Các đơn vị trực thuộc")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setHeaderHidden(narrow)
        self.header().setStretchLastSection(not narrow)
        theme().apply_style(self, _STYLE)
        self.activated.connect(self._activate)
        self.expanded.connect(lambda index: self._note_opened(index, is_open=True))
        self.collapsed.connect(lambda index: self._note_opened(index, is_open=False))
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        self.expanded.connect(self._fit_names)
        self.collapsed.connect(self._fit_names)
        theme().on_theme_change(self, self._set_sizes)

    def show_board(self, shown: Board) -> None:
        """Take `shown` in place of what was shown; `look_for` shows it."""
        self.units.show_board(shown)
        if self._opened is None and shown.units:
            is_small = len(shown.units) <= _MOST_OPEN
            self._opened = {each.unit.code for each in shown.units} if is_small else set()

    def look_for(self, status: ReportingStatus | None, typed: str) -> None:
        """List what `BoardModel.look_for` finds, all of it open unless nothing is looked for."""
        current, chosen = self.units.unit(self.currentIndex()), self.chosen()
        self._looks_for_all = status is None and not typed.strip()
        self.blockSignals(True)
        self.units.look_for(status, typed)
        if self._looks_for_all:
            for code in self._opened or ():
                self.expand(self.units.index_of(code))
        else:
            self.expandAll()
        flags, selection = QItemSelectionModel.SelectionFlag, self.selectionModel()
        for code in chosen:
            selection.select(self.units.index_of(code), flags.Select | flags.Rows)
        self.blockSignals(False)
        if current is not None:
            selection.setCurrentIndex(self.units.index_of(current.unit.code), flags.NoUpdate)
        self._fit_names()
        self.chosen_changed.emit()

    def chosen(self) -> tuple[str, ...]:
        """The codes of the units that are selected."""
        rows = self.selectionModel().selectedRows()
        return tuple(each.unit.code for row in rows if (each := self.units.unit(row)) is not None)

    def choose(self, code: str) -> None:
        """Select the unit `code` alone, if it has a row."""
        index, flags = self.units.index_of(code), QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def names(self) -> tuple[str, ...]:
        """The names of the units that are looked for, in their order."""
        return tuple(each.unit.name for each in self.units.wanted)

    def _activate(self, index: QModelIndex) -> None:
        unit = self.units.unit(index)
        if unit is not None:
            self.unit_activated.emit(unit.unit.code)

    def _note_opened(self, index: QModelIndex, *, is_open: bool) -> None:
        """Keep what a person opened and closed; what is open because it is looked for is not meant."""
        unit = self.units.unit(index)
        if unit is not None and self._looks_for_all and self._opened is not None:
            self._opened.add(unit.unit.code) if is_open else self._opened.discard(unit.unit.code)

    def _set_sizes(self) -> None:
        self.setMinimumHeight(theme().px(_LEAST_HEIGHT))
        self.setIconSize(icons.button_icon_size())
        for column, width in enumerate(_WIDTHS if self.units.columnCount() > 1 else (), 1):
            self.setColumnWidth(column, theme().px(width))
        self._fit_names()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_names()

    def _fit_names(self) -> None:
        """Give the names all the width that the longest one takes: of two that are cut, people could not tell
        which is which. The rest may have to be scrolled to."""
        text, room = self.fontMetrics().horizontalAdvance, self.iconSize().width() + theme().px(Space.XXL)
        least = theme().px(_LEAST_NAME) if self.units.columnCount() > 1 else self.viewport().width()
        widths = (text(index.data()) + depth * self.indentation() for index, depth in self._rows())
        self.setColumnWidth(0, max(least, *(width + room for width in widths), 0))

    def _rows(self, above: QModelIndex = _ROOT, depth: int = 1) -> Iterator[tuple[QModelIndex, int]]:
        """The first cell of each row that is not folded away, and its depth."""
        for row in range(self.units.rowCount(above)):
            index = self.units.index(row, 0, above)
            yield index, depth
            if self.isExpanded(index):
                yield from self._rows(index, depth + 1)
