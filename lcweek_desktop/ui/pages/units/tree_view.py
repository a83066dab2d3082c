"""The tree of the units below; several can be selected, to be merged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from lcweek_desktop.ui.pages.units.arrangement import UnitFilter
from lcweek_desktop.ui.pages.units.model import UnitTreeModel
from lcweek_desktop.ui.widgets.theme import theme

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.unit_tree import TreeUnit

_WIDTHS: Final = (120, 105, 125)
"""The widths of the columns after the name, which takes the rest, in pixels at 100 %."""
_MOST_UNFOLDED: Final = 60
"""The most units of a tree that is unfolded from the start, and of a search whose finds are all in sight."""
_STYLE: Final = (
    "QTreeView { background: $surface; border: 1px solid $line; border-radius: 6px; outline: 0; }"
    "QTreeView::item { padding: ${xs} 0; }"
    "QTreeView::item:selected { background: $accent_soft; color: $ink; }"
    "QHeaderView::section { background: $raised; color: $muted; border: 0; border-bottom: 1px solid $line;"
    " padding: ${xs}; }"
)


class UnitTreeView(QTreeView):
    """Shows the units, and keeps what is selected and folded when they are read anew."""

    # Other units are selected than before, or the units were read anew.
    selection_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model = UnitTreeModel(self)
        self.setModel(self._model)
        self.setAccessibleName("Các đơn vị trực thuộc")
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names differ in their beginning and their end
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        theme().apply_style(self, _STYLE)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(60)
        theme().on_theme_change(self, self._set_widths)
        self._wanted: tuple[str, ...] = ()
        self._unfolded: set[str] = set()
        self._is_restoring = False
        self.expanded.connect(lambda index: self._unfolded.add(self._code(index)))
        self.collapsed.connect(lambda index: self._unfolded.discard(self._code(index)))
        self._model.modelReset.connect(self._restore)
        self.selectionModel().selectionChanged.connect(lambda _now, _before: self._selected())

    @property
    def units(self) -> UnitTreeModel:
        """The model."""
        return self._model

    @property
    def selected(self) -> tuple[TreeUnit, ...]:
        """The selected units, from the top."""
        rows = sorted(self.selectionModel().selectedRows(), key=lambda index: self.visualRect(index).top())
        return tuple(entry for index in rows if (entry := self._model.entry(index)) is not None)

    def show_units(self, units: Sequence[TreeUnit]) -> None:
        """Show `units`; what was selected and unfolded stays so if it is still there."""
        is_first = not self._model.rowCount()
        self._model.show_units(units)
        if is_first:
            self._unfold_all()

    def search(self, typed: str, shown: UnitFilter) -> None:
        """Show only what is looked for."""
        self._model.search(typed, shown)
        if typed or shown is not UnitFilter.ALL:
            self._unfold_all()

    def select(self, code: str) -> None:
        """Select the unit `code`, now or when it is shown next."""
        self._wanted = (code,)
        self._restore()

    def _selected(self) -> None:
        if not self._is_restoring:
            self._wanted = tuple(entry.unit.code for entry in self.selected)
            self.selection_changed.emit()

    def _restore(self) -> None:
        """Unfold and select again what was; without any selection the first unit."""
        flags = QItemSelectionModel.SelectionFlag
        self._is_restoring = True
        self.clearSelection()
        for code in tuple(self._unfolded):
            self.setExpanded(self._model.index_of(code), True)
        found = [index for code in self._wanted if (index := self._model.index_of(code)).isValid()]
        for index in found or [self._model.index(0, 0)]:
            self.selectionModel().select(index, flags.Select | flags.Rows)
        if found:
            self.selectionModel().setCurrentIndex(found[0], flags.NoUpdate)
            self.scrollTo(found[0])
        self._is_restoring = False
        self.selection_changed.emit()

    def _unfold_all(self) -> None:
        """Unfold what is shown, unless that is much."""
        if self._model.matches <= _MOST_UNFOLDED:
            for index in self._model.indexes():
                self.setExpanded(index, True)

    def _code(self, index: QModelIndex) -> str:
        entry = self._model.entry(index)
        return "" if entry is None else entry.unit.code

    def _set_widths(self) -> None:
        for column, width in enumerate(_WIDTHS, 1):
            self.setColumnWidth(column, theme().px(width))
