"""The units below as a Qt tree model: it shows what arrangement.py puts in order, and decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lcweek_desktop.ui.pages.units.arrangement import UnitColumn, UnitFilter, UnitNode, arranged, words_of
from lcweek_desktop.ui.widgets.theme import theme

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.unit_tree import TreeUnit

Index: TypeAlias = QModelIndex | QPersistentModelIndex
"""What Qt passes to a model as the index of a cell."""
COLUMNS: Final = tuple(UnitColumn)
"""The columns from left to right."""
_ROOT: Final = QModelIndex()


class UnitTreeModel(QAbstractItemModel):
    """One row for each unit, below the unit that it reports to."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._units: Sequence[TreeUnit] = ()
        self._typed, self._shown = "", UnitFilter.ALL
        self._column, self._descending = UnitColumn.NAME, False
        self._top: list[UnitNode] = []
        self._by_code: dict[str, UnitNode] = {}

    def show_units(self, units: Sequence[TreeUnit]) -> None:
        """Show `units` in place of those that are shown, as they are searched, filtered and sorted now."""
        self._units = units
        self._arrange()

    def search(self, typed: str, shown: UnitFilter) -> None:
        """Show only the units that `arranged` finds, with those above them."""
        if (typed, shown) != (self._typed, self._shown):
            self._typed, self._shown = typed, shown
            self._arrange()

    @property
    def matches(self) -> int:
        """The number of units that were found."""
        return sum(node.is_match for node in self._walk(self._top))

    def entry(self, index: Index) -> TreeUnit | None:
        """The unit in the row of `index`; None for an invalid one."""
        return self._node(index).entry if index.isValid() else None

    def index_of(self, code: str) -> QModelIndex:
        """The row of the unit `code`; invalid when it is not shown."""
        node = self._by_code.get(code)
        return QModelIndex() if node is None else self.createIndex(node.row, 0, node)

    def indexes(self) -> Iterator[QModelIndex]:
        """Every row, one above those inside it."""
        return (self.createIndex(node.row, 0, node) for node in self._walk(self._top))

    # What Qt asks

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        nodes = self._children(parent)
        if 0 <= row < len(nodes) and 0 <= column < len(COLUMNS):
            return self.createIndex(row, column, nodes[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self._node(index).parent if index.isValid() else None
        return QModelIndex() if above is None else self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        return 0 if parent.isValid() and parent.column() > 0 else len(self._children(parent))

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        return len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._node(index)
        words = words_of(node.entry, COLUMNS[index.column()])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words
            case Qt.ItemDataRole.ToolTipRole:
                return f"{node.entry.unit.name} ({node.entry.unit.code})" if index.column() == 0 else words
            case Qt.ItemDataRole.ForegroundRole:
                is_quiet = not node.is_match or node.entry.state.value in ("closed", "reported")
                return theme().colours["muted"] if is_quiet else None
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].value
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._descending = COLUMNS[column], order is Qt.SortOrder.DescendingOrder
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        self._top = arranged(self._units, self._typed, self._shown, self._column, descending=self._descending)
        self._by_code = {node.entry.unit.code: node for node in self._walk(self._top)}
        self.endResetModel()

    def _children(self, parent: Index) -> list[UnitNode]:
        return self._node(parent).children if parent.isValid() else self._top

    def _node(self, index: Index) -> UnitNode:
        node = index.internalPointer()
        assert isinstance(node, UnitNode)
        return node

    def _walk(self, nodes: Sequence[UnitNode]) -> Iterator[UnitNode]:
        for node in nodes:
            yield node
            yield from self._walk(node.children)
