"""The units on the board as a Qt model: those that are looked for, each below the units above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from lcweek_desktop.domain.name_words import search_words
from lcweek_desktop.domain.unit import slug
from lcweek_desktop.services.receiving.board_words import day_text, marks, status_name
from lcweek_desktop.services.summing.reporting_status import ReportingStatus
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import theme

if TYPE_CHECKING:
    from lcweek_desktop.domain.form import Campaign
    from lcweek_desktop.services.receiving.board import Board, BoardUnit

Index: TypeAlias = QModelIndex | QPersistentModelIndex

ICONS: Final = {
    ReportingStatus.RECEIVED: ("done", "ok"),
    ReportingStatus.LATE: ("done", "warning"),
    ReportingStatus.PROVISIONAL: ("key", "warning"),
    ReportingStatus.WAITING: ("warning", "warning"),
    ReportingStatus.DAMAGED: ("error", "error"),
    ReportingStatus.MISSING: ("todo", "faint"),
    ReportingStatus.OVERDUE: ("clock", "error"),
}
"""The icon of each status and its colour."""
_HEADS: Final = ("Đơn vị", "Tình trạng", "Ngày nhận", "Ghi chú")
_NAME, _STATUS, _DAY, _NOTE = range(len(_HEADS))
_ROOT: Final = QModelIndex()


@dataclass
class _Node:
    """A row: what it shows, where its parent is in the list of nodes (None for a top one), and its rows
    below. `is_wanted` is False for a unit that is there only because one below it is looked for."""

    shown: BoardUnit
    parent: int | None
    row: int
    is_wanted: bool
    below: list[int] = field(default_factory=list)


class BoardModel(QAbstractItemModel):
    """The rows are those of `Board.units` that have the status and the words that are looked for."""

    def __init__(self, campaign: Campaign, *, narrow: bool = False) -> None:
        """With `narrow` there is only the column of names, which then says the marks of a unit, too."""
        super().__init__()
        self._campaign, self._narrow = campaign, narrow
        self._board: Board | None = None
        self._words: Sequence[frozenset[str]] = ()
        self._nodes: list[_Node] = []
        self._top: list[int] = []
        self._icons: Mapping[ReportingStatus, QIcon] = {}
        theme().on_theme_change(self, self._make_icons)

    def show_board(self, board: Board) -> None:
        """Take `board` in place of what was shown; `look_for` shows it."""
        self._board = board
        self._words = [search_words(each.unit.name) for each in board.units]

    def look_for(self, status: ReportingStatus | None, typed: str) -> None:
        """Show the units in `status`, None for all, of which every word of `typed` begins a word of the
        name, with or without diacritics."""
        wanted = frozenset(slug(typed).split("-")) - {""}
        units = () if self._board is None else self._board.units
        found = [
            status in (None, each.status) and all(any(w.startswith(start) for w in words) for start in wanted)
            for each, words in zip(units, self._words, strict=True)
        ]
        needed = {each.unit.code for each, is_found in zip(units, found, strict=True) if is_found}
        for each in reversed(units):
            if each.unit.code in needed and each.unit.parent is not None:
                needed.add(each.unit.parent)
        self.beginResetModel()
        self._nodes, self._top = [], []
        places: dict[str | None, int] = {}
        for each, is_found in zip(units, found, strict=True):
            if each.unit.code in needed:
                parent = places.get(each.unit.parent)
                siblings = self._top if parent is None else self._nodes[parent].below
                places[each.unit.code] = len(self._nodes)
                siblings.append(len(self._nodes))
                self._nodes.append(_Node(each, parent, len(siblings) - 1, is_found))
        self.endResetModel()

    @property
    def wanted(self) -> tuple[BoardUnit, ...]:
        """The units that are looked for, in their order."""
        return tuple(node.shown for node in self._nodes if node.is_wanted)

    def unit(self, index: Index) -> BoardUnit | None:
        """The unit in the row of `index`; None for an invalid one."""
        return self._nodes[index.internalId()].shown if index.isValid() else None

    def index_of(self, code: str) -> QModelIndex:
        """The first cell of the unit `code`; invalid while it has no row."""
        for at, node in enumerate(self._nodes):
            if node.shown.unit.code == code:
                return self.createIndex(node.row, 0, at)
        return QModelIndex()

    # Structure

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        below = self._below(parent)
        if 0 <= row < len(below) and 0 <= column < self.columnCount():
            return self.createIndex(row, column, below[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self._nodes[index.internalId()].parent if index.isValid() else None
        return QModelIndex() if above is None else self.createIndex(self._nodes[above].row, 0, above)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        return 0 if parent.isValid() and parent.column() > 0 else len(self._below(parent))

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        return 1 if self._narrow else len(_HEADS)

    def _below(self, parent: Index) -> list[int]:
        return self._nodes[parent.internalId()].below if parent.isValid() else self._top

    # Display

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_head = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _HEADS[section] if is_head else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node, column = self._nodes[index.internalId()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(node.shown, column)
            case Qt.ItemDataRole.DecorationRole if column == _NAME:
                return self._icons[node.shown.status]
            case Qt.ItemDataRole.ToolTipRole:
                return self._spoken(node.shown, f"{node.shown.unit.name} ({node.shown.unit.code})")
            case Qt.ItemDataRole.AccessibleTextRole if column == _NAME:
                return self._spoken(node.shown, node.shown.unit.name)
            case Qt.ItemDataRole.ForegroundRole if not node.is_wanted:
                return theme().colours["faint"]
        return None

    def _text(self, shown: BoardUnit, column: int) -> str:
        match column:
            case 0 if self._narrow and (said := "; ".join(marks(shown))):
                return f"{shown.unit.name} ({said})"
            case 0:
                return shown.unit.name
            case 1:
                return status_name(shown.status, self._campaign)
            case 2:
                return day_text(shown.day)
            case _:
                return "; ".join(self._notes(shown))

    def _notes(self, shown: BoardUnit) -> list[str]:
        assert self._board is not None
        sent, expected = self._board.sent_below.get(shown.unit.code, (0, 0))
        return [*([f"bên dưới: {sent}/{expected}"] if expected else []), *marks(shown)]

    def _spoken(self, shown: BoardUnit, name: str) -> str:
        """The row in one line, as a screen reader or a tooltip says it after `name`."""
        counted = "" if shown.revision is None else f"đang tính bản số {shown.revision}"
        said = (status_name(shown.status, self._campaign).lower(), day_text(shown.day), counted)
        return f"{name}: {', '.join(filter(None, (*said, *self._notes(shown))))}"

    def _make_icons(self) -> None:
        self._icons = {status: icons.icon(*each) for status, each in ICONS.items()}
        if self._nodes:
            self.layoutChanged.emit()
