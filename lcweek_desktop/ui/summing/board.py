"""How many units are in the sums, wait for a decision, are missing: a sentence and a bar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from lcweek_desktop.services.summing import Progress
from lcweek_desktop.ui.theme import Role, Space, theme

_NAMED: Final = 4
"""So many names are written out."""


class Board(QWidget):
    """Above the sums."""

    def __init__(self) -> None:
        super().__init__()
        self._said, self._missing, self._bar = QLabel(), QLabel(), _Bar()
        theme().write(self._said, Role.HEADING)
        theme().dress(self._missing, "color: $muted;")
        for label in (self._said, self._missing):
            label.setWordWrap(True)
            label.setMinimumWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for widget in (self._said, self._bar, self._missing):
            column.addWidget(widget)
        column.addStretch(1)

    def show_progress(self, now: Progress, names: Mapping[str, str]) -> None:
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
        self._bar.show_parts(len(now.received), len(waiting), len(now.missing))
        self._bar.setAccessibleName(self._said.text())

    def said(self) -> str:
        return "\n".join(label.text() for label in (self._said, self._missing) if label.text())


class _Bar(QWidget):
    """Counted filled, waiting hatched by colour, missing empty."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[int, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, counted: int, waiting: int, missing: int) -> None:
        self._parts = ((counted, "ok"), (waiting, "warning"), (missing, "closed"))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme().px(200), theme().px(Space.S))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        total = sum(number for number, _ in self._parts)
        painter, left = QPainter(self), 0.0
        for number, tone in self._parts:
            width = self.width() * number / total if total else 0.0
            painter.fillRect(QRectF(left, 0, width, self.height()), theme().tones[tone])
            left += width
        painter.setPen(QPen(theme().tones["line"]))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
