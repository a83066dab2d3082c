"""The rows of the table as a tree: the form's printed rows, with a unit's own lines under one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lcweek_desktop.domain.form import Cell, Form, Row, RowKey
from lcweek_desktop.services.report import entry_plan
from lcweek_desktop.services.report.entry_plan import RowName, Target
from lcweek_desktop.ui.table.columns import Column, ColumnKind

_COLUMNS: Final = {
    ColumnKind.NUMBER: entry_plan.TT,
    ColumnKind.LABEL: entry_plan.LABEL,
    ColumnKind.UNIT: entry_plan.UNIT,
    ColumnKind.NOTE: entry_plan.NOTE,
}


@dataclass(eq=False)
class RowNode:
    """A row of the table: a printed row of the form, or a line of the unit's own (`row` is None).

    `position` counts from 0 among the children of `parent`, which is None for a section; the position of an
    own line is its index in `Content.own_lines`.
    """

    row: Row | None
    position: int
    parent: RowNode | None = None
    children: list[RowNode] = field(default_factory=list)

    @property
    def name(self) -> RowName:
        """What the row is called where several values are entered at once (entry_plan.py)."""
        return self.position if self.row is None else self.row.key


@dataclass(frozen=True)
class TableCell:
    """A cell of the table: a row and a column."""

    node: RowNode
    column: Column

    @property
    def figure(self) -> Cell | None:
        """The form's cell that this one shows; None for words, notes and everything in an own line."""
        if self.node.row is None or self.column.measure is None:
            return None
        return Cell(self.node.row.key, self.column.measure.key)

    @property
    def is_grip(self) -> bool:
        """Whether its row, an own line, is dragged by this cell."""
        return self.node.row is None and self.column.kind is ColumnKind.NUMBER

    @property
    def has_history(self) -> bool:
        """Whether its changes are kept: those of figures, of notes, and of the words of own lines."""
        if self.node.row is None:
            return not self.is_grip
        return self.figure is not None or self.column.kind is ColumnKind.NOTE

    def decimals(self, form: Form) -> int:
        """How many decimals the numbers of the cell have; 0 in a column of words."""
        if self.figure is not None:
            return form.rule(self.figure).decimals
        return self.column.measure.decimals if self.column.measure else 0

    @property
    def place(self) -> str:
        """The place by which findings name the cell (domain/checks.py); empty for a cell no check names."""
        if self.node.row is None:
            return self._own_line_place()
        if self.figure is not None:
            return str(self.figure)
        return f"note:{self.node.row.key}" if self.column.kind is ColumnKind.NOTE else ""

    @property
    def target(self) -> Target:
        """What the cell is called where several values are entered at once."""
        return Target(self.node.name, column_key(self.column))

    def _own_line_place(self) -> str:
        line = own_line_place(self.node.position)
        if self.column.kind is ColumnKind.LABEL:
            return line
        return f"{line}.{self.column.measure.key}" if self.column.measure else ""


class RowTree:
    """All rows of the table, in the form's order.

    `sections` are the rows at the top; `own_lines_node` is the printed row that own lines are under, None in
    a form without own lines.
    """

    def __init__(self, form: Form, own_line_count: int) -> None:
        self._nodes: dict[RowKey, RowNode] = {}
        self.sections = self._build(form, None)
        own = form.own_lines_row
        self.own_lines_node = None if own is None else self._nodes[own.key]
        self.set_own_line_count(own_line_count)

    def node(self, key: RowKey) -> RowNode:
        """The node of a printed row."""
        return self._nodes[key]

    def walk(self) -> Iterator[RowNode]:
        """Every row from the top of the table to its bottom."""
        yield from _walk(self.sections)

    def set_own_line_count(self, count: int) -> None:
        """Add or remove own lines at their end until there are `count`."""
        if self.own_lines_node is not None:
            lines = self.own_lines_node.children
            lines += [RowNode(None, position, self.own_lines_node) for position in range(len(lines), count)]
            del lines[count:]

    def _build(self, form: Form, parent: RowNode | None) -> list[RowNode]:
        key = None if parent is None or parent.row is None else parent.row.key
        nodes: list[RowNode] = []
        for position, row in enumerate(form.children[key]):
            node = self._nodes[row.key] = RowNode(row, position, parent)
            node.children = self._build(form, node)
            nodes.append(node)
        return nodes


def column_key(column: Column) -> str:
    """What `column` is called where several values are entered at once (entry_plan.py)."""
    return _COLUMNS[column.kind] if column.measure is None else column.measure.key


def own_line_place(position: int) -> str:
    """The place by which findings name the label of the own line at `position`, from 0."""
    return f"own_lines/{position}"


def _walk(nodes: list[RowNode]) -> Iterator[RowNode]:
    for node in nodes:
        yield node
        yield from _walk(node.children)
