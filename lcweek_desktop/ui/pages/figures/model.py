"""The table of figures as a Qt model: thin, every value asked of the session, every edit pushed as a command.

Rows are the form's tree; the lines of the unit's own stand under the form's row for them. A node knows its
parent and place and nothing of rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFont

from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.domain.form import Cell, CellState, Row, RowKey, Severity
from lcweek_desktop.domain.report import OwnLine
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.values import format_number, parse_number
from lcweek_desktop.errors import KnownError
from lcweek_desktop.ui.session.commands import SetFigure, SetLines, SetNote
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.table.columns import Column, ColumnKind, columns
from lcweek_desktop.ui.table.roles import Index, Role

_NOWHERE = QModelIndex()
_TYPED = (CellState.OPEN, CellState.TOTAL)


@dataclass(eq=False)
class Node:
    """A printed row (`row` given) or the `place`-th line of the unit's own (`row` None)."""

    row: Row | None
    place: int
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)


@dataclass(frozen=True)
class Visit:
    """A stay of an editor in a cell: what is typed until it ends is one step to undo."""

    number: int
    at: Index
    before: str


class FiguresModel(QAbstractItemModel):
    """One row per printed row and own line, one column per entry of `columns`."""

    # str: why something typed was not taken; the cell keeps what it had.
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.columns: tuple[Column, ...] = columns(session.form)
        self._bold = QFont()
        self._bold.setBold(True)
        self._node_of: dict[RowKey, Node] = {}
        self._sections = self._built(None)
        own = session.form.own_lines_row
        self._lines = None if own is None else self._node_of[own.key]
        # As shown: while Qt takes rows away it still asks for their words.
        self._own_lines = session.content.own_lines
        self._add_lines(len(self._own_lines))
        self._findings = self._by_place()
        self._visits = count(1)
        self._visit: Visit | None = None
        session.figures_changed.connect(self._figures_changed)
        session.note_changed.connect(self._note_changed)
        session.lines_changed.connect(self._lines_changed)
        session.checks.changed.connect(self._findings_changed)

    # Structure

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        nodes = self._children(parent)
        if 0 <= row < len(nodes) and 0 <= column < len(self.columns):
            return self.createIndex(row, column, nodes[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        node = self.node(index)
        return QModelIndex() if node is None or node.parent is None else self.index_of(node.parent)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() and parent.column() > 0 else len(self._children(parent))

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return len(self.columns)

    def node(self, index: Index) -> Node | None:
        """The node of a valid index; None for the invisible root."""
        if not index.isValid():
            return None
        node = index.internalPointer()
        assert isinstance(node, Node)
        return node

    def index_of(self, node: Node, column: int = 0) -> QModelIndex:
        return self.createIndex(node.place, column, node)

    def index_at(self, place: str) -> QModelIndex:
        """Where a finding's place (domain/checks.py) is in the table; invalid when it is not in the table."""
        return next((i for i in self.indexes() if self.place(i) == place), QModelIndex())

    def indexes(self) -> Iterator[QModelIndex]:
        """Every cell of every row, in the order of reading."""
        yield from self._walk(self._sections)

    # What is shown

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        column = self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(node, column)
            case Qt.ItemDataRole.EditRole:
                return self._edited(node, column)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(found.sentence for found in self._found(index)) or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _ALIGNMENT.get(column.kind, _LEFT)
            case Qt.ItemDataRole.FontRole:
                return self._bold if self._is_bold(node, column) else None
            case Role.STATE:
                return self.state(index)
            case Role.SEVERITY:
                return _weightiest(self._found(index))
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def state(self, index: Index) -> CellState | None:
        """What a figure takes; None for a cell that holds no figure."""
        node, column = self.node(index), self.columns[index.column()]
        if node is None or column.measure is None:
            return None
        return self._session.state(Cell(node.row.key, column.measure.key)) if node.row else CellState.OPEN

    # What is typed

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return shown | Qt.ItemFlag.ItemIsEditable if self.is_typed(index) else shown

    def is_typed(self, index: Index) -> bool:
        """Whether something can be typed in the cell."""
        node = self.node(index)
        if node is None:
            return False
        kind = self.columns[index.column()].kind
        if kind is ColumnKind.MEASURE:
            return self.state(index) in _TYPED
        return kind is ColumnKind.NOTE or (node.row is None and kind in (ColumnKind.LABEL, ColumnKind.UNIT))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Take the typed text `value`; whether it was taken. No number is refused with a reason."""
        node = self.node(index)
        if role != Qt.ItemDataRole.EditRole or node is None or not self.is_typed(index):
            return False
        try:
            self._enter(node, self.columns[index.column()], str(value or ""))
        except KnownError as error:
            self.refused.emit(error.message)
            return False
        return True

    def begin(self, index: Index) -> None:
        """An editor opens at `index`."""
        before = str(index.data(Qt.ItemDataRole.EditRole))
        self._visit = Visit(next(self._visits), index, before)

    def follow(self, index: Index, text: str) -> None:
        """Take what the editor holds, key by key; while it is no number, the cell has what it had before."""
        node = self.node(index)
        assert node is not None
        try:
            self._enter(node, self.columns[index.column()], text)
        except KnownError:
            self.take_back()

    def take_back(self) -> None:
        """The cell has what it had before the editor opened."""
        if self._visit is not None:
            self.setData(self._visit.at, self._visit.before)

    def end(self) -> None:
        """The editor is closed."""
        self._visit = None

    def clear(self, indexes: Sequence[Index]) -> None:
        """Make cells blank that something can be typed in, as one step to undo."""
        if len(indexes) > 1:
            self._session.undo.beginMacro("xóa các ô")
        for index in indexes:
            self.setData(index, "")
        if len(indexes) > 1:
            self._session.undo.endMacro()

    def add_line(self) -> QModelIndex:
        """Add an empty line of the unit's own at the end; where its label is typed."""
        self._push_lines((*self._session.content.own_lines, OwnLine("")), "thêm dòng")
        assert self._lines is not None
        return self.index_of(self._lines.children[-1], self._column(ColumnKind.LABEL))

    def remove_line(self, place: int) -> None:
        lines = self._session.content.own_lines
        self._push_lines((*lines[:place], *lines[place + 1 :]), "xóa dòng")

    def move_line(self, place: int, by: int) -> None:
        """Move a line up (-1) or down (1); at the end of the list it stays."""
        lines = [*self._session.content.own_lines]
        if 0 <= place + by < len(lines):
            lines.insert(place + by, lines.pop(place))
            self._push_lines(tuple(lines), "chuyển dòng")

    def _enter(self, node: Node, column: Column, text: str) -> None:
        if node.row is None:
            self._enter_line(node.place, column, text)
        elif column.measure is not None:
            cell, number = Cell(node.row.key, column.measure.key), parse_number(text)
            if number != self._session.content.figures.get(cell):
                self._session.undo.push(SetFigure(self._session, cell, number, self._merging))
        elif clean_line(text) != self._session.content.notes.get(node.row.key, ""):
            self._session.undo.push(SetNote(self._session, node.row.key, clean_line(text), self._merging))

    def _enter_line(self, place: int, column: Column, text: str) -> None:
        lines = [*self._session.content.own_lines]
        changed = _with_entry(lines[place], column, text)
        if changed != lines[place]:
            lines[place] = changed
            self._push_lines(tuple(lines), "sửa dòng", self._merging)

    def _push_lines(self, lines: tuple[OwnLine, ...], said: str, visit: int = 0) -> None:
        self._session.undo.push(SetLines(self._session, lines, said, visit))

    @property
    def _merging(self) -> int:
        return 0 if self._visit is None else self._visit.number

    # What the session announces

    def _figures_changed(self, cells: frozenset[Cell]) -> None:
        for cell in cells:
            index = self.index_of(self._node_of[cell.row], self._measure_column(cell))
            self.dataChanged.emit(index, index)

    def _note_changed(self, row: RowKey) -> None:
        index = self.index_of(self._node_of[row], self._column(ColumnKind.NOTE))
        self.dataChanged.emit(index, index)

    def _lines_changed(self) -> None:
        """Lines are known by their place: the number of rows follows at the end, then all are shown anew."""
        assert self._lines is not None
        above, shown, wanted = (
            self.index_of(self._lines),
            self._lines.children,
            self._session.content.own_lines,
        )
        if len(wanted) > len(shown):
            self.beginInsertRows(above, len(shown), len(wanted) - 1)
            self._own_lines = wanted
            self._add_lines(len(wanted) - len(shown))
            self.endInsertRows()
        elif len(wanted) < len(shown):
            self.beginRemoveRows(above, len(wanted), len(shown) - 1)
            self._own_lines = wanted
            del shown[len(wanted) :]
            self.endRemoveRows()
        self._own_lines = wanted
        if shown:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index_of(shown[0]), self.index_of(shown[-1], last))

    def _findings_changed(self) -> None:
        before, self._findings = self._findings, self._by_place()
        for index in self.indexes():
            place = self.place(index)
            if before.get(place) != self._findings.get(place):
                self.dataChanged.emit(index, index)

    # Smaller things

    def _built(self, parent: Node | None) -> list[Node]:
        key = None if parent is None or parent.row is None else parent.row.key
        nodes = [Node(row, place, parent) for place, row in enumerate(self._session.form.children[key])]
        for node in nodes:
            assert node.row is not None
            self._node_of[node.row.key] = node
            node.children = self._built(node)
        return nodes

    def _add_lines(self, count: int) -> None:
        if self._lines is not None:
            first = len(self._lines.children)
            self._lines.children += [Node(None, first + i, self._lines) for i in range(count)]

    def _children(self, parent: Index) -> list[Node]:
        node = self.node(parent)
        return self._sections if node is None else node.children

    def _walk(self, nodes: list[Node]) -> Iterator[QModelIndex]:
        for node in nodes:
            yield from (self.index_of(node, column) for column in range(len(self.columns)))
            yield from self._walk(node.children)

    def _column(self, kind: ColumnKind) -> int:
        return next(place for place, column in enumerate(self.columns) if column.kind is kind)

    def _measure_column(self, cell: Cell) -> int:
        keys = [column.measure.key if column.measure else None for column in self.columns]
        return keys.index(cell.measure)

    def _shown(self, node: Node, column: Column) -> str:
        if column.measure is None:
            return self._words(node, column.kind)
        if node.row is None:
            return format_number(self._line(node).values.get(column.measure.key))
        return format_number(self._session.number(Cell(node.row.key, column.measure.key)))

    def _edited(self, node: Node, column: Column) -> str:
        if column.measure is None or node.row is None:
            return self._shown(node, column)
        return format_number(self._session.content.figures.get(Cell(node.row.key, column.measure.key)))

    def _words(self, node: Node, kind: ColumnKind) -> str:
        if node.row is None:
            line = self._line(node)
            return {ColumnKind.LABEL: line.label, ColumnKind.UNIT: line.unit, ColumnKind.NOTE: line.note}.get(
                kind, ""
            )
        if kind is ColumnKind.NOTE:
            return self._session.content.notes.get(node.row.key, "")
        return {
            ColumnKind.NUMBER: node.row.tt,
            ColumnKind.LABEL: node.row.label,
            ColumnKind.UNIT: node.row.unit,
        }[kind]

    def _line(self, node: Node) -> OwnLine:
        return self._own_lines[node.place]

    def _is_bold(self, node: Node, column: Column) -> bool:
        if node.row is None:
            return False
        if column.measure is None:
            return node.row.bold and column.kind is not ColumnKind.NOTE
        return self._session.state(Cell(node.row.key, column.measure.key)) not in (
            CellState.OPEN,
            CellState.CLOSED,
        )

    def place(self, index: Index) -> str:
        """The place by which the checks name the cell; empty for a cell that none names."""
        node, column = self.node(index), self.columns[index.column()]
        if node is None:
            return ""
        if node.row is None:
            line = f"own_lines/{node.place}"
            return (
                line
                if column.kind is ColumnKind.LABEL
                else f"{line}.{column.measure.key}"
                if column.measure
                else ""
            )
        if column.measure is not None:
            return str(Cell(node.row.key, column.measure.key))
        return f"note:{node.row.key}" if column.kind is ColumnKind.NOTE else ""

    def _found(self, index: Index) -> tuple[Finding, ...]:
        return self._findings.get(self.place(index), ())

    def _by_place(self) -> Mapping[str, tuple[Finding, ...]]:
        found: dict[str, tuple[Finding, ...]] = {}
        for finding in self._session.checks.findings:
            found[finding.place] = (*found.get(finding.place, ()), finding)
        return found


def _with_entry(line: OwnLine, column: Column, text: str) -> OwnLine:
    if column.measure is not None:
        kept = {key: value for key, value in line.values.items() if key != column.measure.key}
        number = parse_number(text)
        values = kept if number is None else {**kept, column.measure.key: number}
        return replace(line, values=MappingProxyType(values))
    name = {ColumnKind.LABEL: "label", ColumnKind.UNIT: "unit", ColumnKind.NOTE: "note"}[column.kind]
    return replace(line, **{name: clean_line(text)})  # type: ignore[arg-type]


def _weightiest(found: tuple[Finding, ...]) -> Severity | None:
    severities = [finding.severity for finding in found if finding.accepted is None]
    return None if not severities else Severity.ERROR if Severity.ERROR in severities else Severity.WARNING


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTER = int(Qt.AlignmentFlag.AlignCenter)
_ALIGNMENT = {
    ColumnKind.NUMBER: _CENTER,
    ColumnKind.UNIT: _CENTER,
    ColumnKind.MEASURE: int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
}
