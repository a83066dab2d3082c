"""Widgets that show how far something has come: a bar of shares, and a row for work that is running."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import Space, theme


class StackedBar(QWidget):
    """A bar of coloured parts, each as long as its share of the whole; empty while the whole is 0."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[int, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[tuple[int, str]]) -> None:
        """Draw `parts` from left to right: the number of each, and the name of its colour (colours.py)."""
        self._parts = tuple(parts)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme().px(200), theme().px(Space.S))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        total = sum(number for number, _ in self._parts)
        painter, left = QPainter(self), 0.0
        for number, colour in self._parts:
            width = self.width() * number / total if total else 0.0
            painter.fillRect(QRectF(left, 0, width, self.height()), theme().colours[colour])
            left += width
        painter.setPen(QPen(theme().colours["line"]))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class ProgressRow(QWidget):
    """Text, a progress bar and a stop button in a row, which is visible only while work is running."""

    # `running` changed.
    running_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.running = False
        """Whether work was started and has not finished."""
        self._stopped = False
        self._cancel: Callable[[], None] | None = None
        self._label, self.bar = QLabel(), QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Đã làm đến đâu")
        self.stop_button = Button("Dừng", "close", self.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        self.hide()

    def start(self, text: str) -> None:
        """Show that work has begun whose length is not known yet."""
        self.running, self._stopped, self._cancel = True, False, None
        self._label.setText(text)
        self.bar.setRange(0, 0)
        self.stop_button.setEnabled(True)
        self.show()
        self.running_changed.emit()

    def set_cancel(self, cancel: Callable[[], None]) -> None:
        """Call `cancel` when the user stops the work, or at once if the user has done so already."""
        self._cancel = cancel
        if self._stopped:
            cancel()

    def show_progress(self, done: int, total: int, text: str) -> None:
        """Show that `done` steps of `total` are finished; ignored after the user stopped the work."""
        if not self._stopped:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            self._label.setText(text)

    def stop(self) -> None:
        """Ask the work to end after its current step. What is done already stays."""
        self._stopped = True
        self._label.setText("Đang dừng…")
        self.stop_button.setEnabled(False)
        if self._cancel is not None:
            self._cancel()

    def finish(self) -> None:
        """Hide the row, as the work has ended."""
        self.running = False
        self.hide()
        self.running_changed.emit()
