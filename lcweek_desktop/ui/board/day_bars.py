"""Bars over the days: how many units had sent by each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from lcweek_desktop.services.receiving.board_words import day_text
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_HEIGHT = 72
"""The height in pixels at 100 %."""
_WIDEST = 36
_NARROWEST = 40
"""The room that a label takes, in pixels at 100 %."""


class DayBars(QWidget):
    """A bar for each day on which a unit sent, as high as the number of units that had sent by then; those
    after the deadline in another colour. Hidden while nothing came."""

    def __init__(self) -> None:
        super().__init__()
        self.days: tuple[tuple[date, int], ...] = ()
        """The days from left to right, each with its number."""
        self._deadline: date | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_days(self, days: Sequence[tuple[date, int]], deadline: date | None) -> None:
        """Draw `days`; a `deadline` of None is none."""
        self.days, self._deadline = tuple(days), deadline
        said = "; ".join(map(_said, self.days))
        self.setAccessibleName(f"Số đơn vị đã gửi đến từng ngày: {said}")
        self.setVisible(bool(self.days))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme().px(200), theme().px(_HEIGHT))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self.days:
            at = min(int(event.pos().x() * len(self.days) / max(self.width(), 1)), len(self.days) - 1)
            QToolTip.showText(event.globalPos(), _said(self.days[at]), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setFont(theme().font(TextRole.CAPTION))
        line = painter.fontMetrics().height()
        share, high = self.width() / len(self.days), max(number for _, number in self.days) or 1
        every = max(1, -(-theme().px(_NARROWEST) // max(int(share), 1)))
        room, thick = self.height() - 2 * line - Space.XS, min(share * 0.7, theme().px(_WIDEST))
        for at, (day, number) in enumerate(self.days):
            height, left = max(room * number / high, 2), at * share
            is_late = self._deadline is not None and day > self._deadline
            bar = QRectF(left + (share - thick) / 2, line + room - height, thick, height)
            painter.fillRect(bar, theme().colours["warning" if is_late else "ok"])
            if (len(self.days) - 1 - at) % every == 0:
                box = QRectF(left + share / 2 - theme().px(_NARROWEST), 0, 2 * theme().px(_NARROWEST), line)
                painter.setPen(theme().colours["ink"])
                painter.drawText(
                    box.translated(0, bar.top() - line), Qt.AlignmentFlag.AlignCenter, str(number)
                )
                painter.setPen(theme().colours["muted"])
                box.moveTop(self.height() - line)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{day:%d/%m}")
        painter.end()


def _said(each: tuple[date, int]) -> str:
    return f"{day_text(each[0])}: {each[1]} đơn vị đã gửi"
