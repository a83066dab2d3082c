"""How wide the columns of the table are: as it needs them, or as somebody made them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, QSignalBlocker, Signal

from lcweek_desktop.ui.pages.figures.rows import column_key
from lcweek_desktop.ui.pages.figures.view import FiguresView
from lcweek_desktop.ui.table.columns import ColumnKind
from lcweek_desktop.ui.widgets.theme import theme

_WIDTHS: Final = {ColumnKind.NUMBER: 52, ColumnKind.UNIT: 118, ColumnKind.MEASURE: 128}
"""Pixels at 100 %. Labels and notes take what is left."""
_MIN_LABEL_WIDTH: Final = 220
_NOTE_WIDTHS: Final = (110, 190)
"""The least and the greatest width of the notes, in pixels at 100 %."""
_LEAST, _MOST = 40, 2_000
"""What somebody can make of a column, in pixels at 100 %."""


class ColumnWidths(QObject):
    """Lays out the columns of one table. A double click on the edge of a column gives it its own width
    again."""

    # Somebody made a column wider or narrower.
    changed = Signal()

    def __init__(self, view: FiguresView) -> None:
        super().__init__(view)
        self._view = view
        self.chosen: dict[str, int] = {}
        """The widths that somebody chose, in pixels at 100 %, by the key of the column (rows.column_key)."""
        header = view.figures_header
        header.sectionResized.connect(self._choose)
        header.sectionHandleDoubleClicked.connect(self._forget)

    def restore(self, chosen: Mapping[Any, Any]) -> None:
        """Let the columns have the widths of `chosen` that make sense, and else their own."""
        keys = {column_key(column) for column in self._view.figures.columns}
        self.chosen = {
            key: width
            for key, width in chosen.items()
            if key in keys and isinstance(width, int) and _LEAST <= width <= _MOST
        }

    def apply(self) -> None:
        """Lay out the columns for the present width of the table and size of the text."""
        header, look, columns = self._view.figures_header, theme(), self._view.figures.columns
        fixed = {
            n: header.width_of(n, look.px(_WIDTHS[column.kind]))
            for n, column in enumerate(columns)
            if column.kind in _WIDTHS
        }
        fixed |= {n: look.px(self.chosen[key]) for n, key in self._keys().items() if key in self.chosen}
        least_label, (least_note, most_note) = look.px(_MIN_LABEL_WIDTH), map(look.px, _NOTE_WIDTHS)
        kinds = {column.kind: n for n, column in enumerate(columns)}
        left = self._view.viewport().width() - sum(fixed.values())
        note = fixed.get(kinds[ColumnKind.NOTE], min(max(left - least_label, least_note), most_note))
        label = left if kinds[ColumnKind.NOTE] in fixed else left - note
        shares = {ColumnKind.LABEL: max(label, least_label), ColumnKind.NOTE: note}
        with QSignalBlocker(header):
            header.setMinimumSectionSize(look.px(_LEAST))
            for n, column in enumerate(columns):
                header.resizeSection(n, fixed[n] if n in fixed else shares[column.kind])
        self._view.doItemsLayout()

    def _keys(self) -> dict[int, str]:
        return {n: column_key(column) for n, column in enumerate(self._view.figures.columns)}

    def _choose(self, section: int, _old: int, width: int) -> None:
        """Keep the width that somebody dragged a column to; its rows may need more lines or fewer."""
        self.chosen[self._keys()[section]] = min(max(round(width * 100 / theme().zoom), _LEAST), _MOST)
        self._view.doItemsLayout()
        self.changed.emit()

    def _forget(self, section: int) -> None:
        self.chosen.pop(self._keys()[section], None)
        self.apply()
        self.changed.emit()
