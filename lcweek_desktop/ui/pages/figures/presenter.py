"""What each cell of the table shows, as the session has it.

Only what Qt may still ask for while rows are being removed is kept here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.domain.form import CellState, Severity
from lcweek_desktop.domain.lengths import MAX_LINE, MAX_UNIT_OF_MEASURE
from lcweek_desktop.ui.pages.figures.rows import TableCell
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.table.cells import Role, alignment, is_bold, own_line_text, printed_text
from lcweek_desktop.ui.table.columns import ColumnKind

_EDITABLE: Final = (CellState.OPEN, CellState.TOTAL)
_EDITABLE_IN_OWN_LINE: Final = (ColumnKind.LABEL, ColumnKind.UNIT, ColumnKind.NOTE)
_SPOKEN_STATES: Final = {
    CellState.CLOSED: "ô không dùng",
    CellState.COMPUTED: "chương trình tự cộng",
    CellState.TOTAL: "tự cộng, gõ được số khác",
}
_SPOKEN_SEVERITIES: Final = {Severity.ERROR: "có lỗi", Severity.WARNING: "có lưu ý"}


class CellPresenter:
    """Answers what a cell shows, role by role."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._bold = QFont()
        self._bold.setBold(True)
        self.own_lines = session.content.own_lines
        """The own lines as the table shows them. While rows are being removed Qt still asks for their text,
        so the model sets this between `beginRemoveRows` and `endRemoveRows`."""
        self._findings = _by_place(session.checks.findings)

    def data(self, cell: TableCell, role: int) -> Any:
        """What `QAbstractItemModel.data` returns for `cell`; None for a role that is not answered."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(cell)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(cell)
            case Qt.ItemDataRole.EditRole:
                return self.edit_text(cell)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(finding.sentence for finding in self._found(cell)) or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return alignment(cell.column)
            case Qt.ItemDataRole.FontRole:
                return self._bold if self._is_bold(cell) else None
            case Role.STATE:
                return self.state(cell)
            case Role.SEVERITY:
                return _highest_severity(self._found(cell))
            case Role.MOST_CHARACTERS:
                return MAX_UNIT_OF_MEASURE if cell.column.kind is ColumnKind.UNIT else MAX_LINE
            case Role.IS_TYPED:
                return self.is_typed_total(cell)
            case Role.LAST_YEAR:
                return self.last_year_text(cell)
            case Role.IS_GRIP:
                return cell.is_grip
        return None

    def is_typed_total(self, cell: TableCell) -> bool:
        """Whether a number was typed over the sum of the rows below."""
        return self.state(cell) is CellState.TOTAL and cell.figure in self._session.content.figures

    def last_year_text(self, cell: TableCell) -> str:
        """What the cell had last year; empty where that is not known."""
        known = self._session.checks.last_year or {}
        return "" if cell.figure is None else self._session.form.text_of(cell.figure, known.get(cell.figure))

    def text(self, cell: TableCell) -> str:
        """What is read in the cell; a number is grouped, a blank is empty."""
        row = cell.node.row
        if row is None:
            return own_line_text(self.own_lines[cell.node.position], cell.column)
        if cell.figure is not None:
            return self._session.form.text_of(cell.figure, self._session.number(cell.figure))
        if cell.column.kind is ColumnKind.NOTE:
            return self._session.content.notes.get(row.key, "")
        return printed_text(row, cell.column)

    def spoken(self, cell: TableCell) -> str:
        """What a screen reader says of the cell: row, column, value, and what it takes or lacks."""
        row = cell.node.row
        line = row or self.own_lines[cell.node.position]
        state, severity = self.state(cell), _highest_severity(self._found(cell))
        words = [
            f"{row.tt if row else ''} {line.label}".strip(),
            f"{cell.column.title} {self.text(cell) or 'trống'}",
            *([_SPOKEN_STATES[state]] if state in _SPOKEN_STATES else []),
            *([_SPOKEN_SEVERITIES[severity]] if severity else []),
        ]
        return ", ".join(words)

    def edit_text(self, cell: TableCell) -> str:
        """What an editor begins with: as `text`, but of a total only what was typed over it."""
        if cell.figure is None:
            return self.text(cell)
        typed = self._session.content.figures.get(cell.figure)
        return self._session.form.text_of(cell.figure, typed)

    def state(self, cell: TableCell) -> CellState | None:
        """What a figure takes at this unit's level; None for a cell that holds no figure."""
        if cell.column.measure is None:
            return None
        return CellState.OPEN if cell.figure is None else self._session.state(cell.figure)

    def is_editable(self, cell: TableCell) -> bool:
        """Whether something can be typed in the cell."""
        kind = cell.column.kind
        if kind is ColumnKind.MEASURE:
            return self.state(cell) in _EDITABLE
        return kind is ColumnKind.NOTE or (cell.node.row is None and kind in _EDITABLE_IN_OWN_LINE)

    def update_findings(self) -> frozenset[str]:
        """Take the session's findings. Returns the places whose findings are others than before."""
        before, self._findings = self._findings, _by_place(self._session.checks.findings)
        places = before.keys() | self._findings.keys()
        return frozenset(place for place in places if before.get(place) != self._findings.get(place))

    def _is_bold(self, cell: TableCell) -> bool:
        row = cell.node.row
        return row is not None and is_bold(row, cell.column, self.state(cell))

    def _found(self, cell: TableCell) -> tuple[Finding, ...]:
        return self._findings.get(cell.place, ())


def _by_place(findings: tuple[Finding, ...]) -> Mapping[str, tuple[Finding, ...]]:
    found: dict[str, tuple[Finding, ...]] = {}
    for finding in findings:
        found[finding.place] = (*found.get(finding.place, ()), finding)
    return found


def _highest_severity(found: tuple[Finding, ...]) -> Severity | None:
    severities = [finding.severity for finding in found if finding.accepted is None]
    return None if not severities else Severity.ERROR if Severity.ERROR in severities else Severity.WARNING
