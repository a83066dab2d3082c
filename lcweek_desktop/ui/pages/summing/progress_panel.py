"""How many units are in the sums, wait for a decision, are missing: a sentence and a bar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lcweek_desktop.services.summing.rollup import ReportingProgress
from lcweek_desktop.ui.widgets.progress import StackedBar
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_NAMED: Final = 4
"""So many names are written out."""


class ProgressPanel(QWidget):
    """Above the sums."""

    def __init__(self) -> None:
        super().__init__()
        self._said, self._missing, self._bar = QLabel(), QLabel(), StackedBar()
        theme().set_font(self._said, TextRole.HEADING)
        theme().apply_style(self._missing, "color: $muted;")
        for label in (self._said, self._missing):
            label.setWordWrap(True)
            label.setMinimumWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for widget in (self._said, self._bar, self._missing):
            column.addWidget(widget)
        column.addStretch(1)

    def show_progress(self, now: ReportingProgress, names: Mapping[str, str]) -> None:
        """`names`: of all units in `now`, by code."""
        waiting = [code for code in now.waiting if code not in now.received]
        parts = [f"Đã tính {len(now.received)}/{len(now.expected)} đơn vị trực thuộc"]
        if now.waiting:
            parts.append(f"{len(now.waiting)} đơn vị chờ quyết định")
        if now.missing:
            parts.append(f"{len(now.missing)} đơn vị chưa nộp")
        self._said.setText(" · ".join(parts))
        missing = [names[code] for code in now.missing]
        rest = f" và {len(missing) - _NAMED} đơn vị khác" if len(missing) > _NAMED else ""
        self._missing.setText(f"Chưa nộp: {', '.join(missing[:_NAMED])}{rest}." if missing else "")
        self._missing.setToolTip("\n".join(missing))
        self._missing.setVisible(bool(missing))
        parts_shown = ((len(now.received), "ok"), (len(waiting), "warning"), (len(now.missing), "closed"))
        self._bar.show_parts(parts_shown)
        self._bar.setAccessibleName(self._said.text())

    def said(self) -> str:
        return "\n".join(label.text() for label in (self._said, self._missing) if label.text())
