"""How far long work is, and a way to stop it; there only while it runs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from lcweek_desktop.ui.widgets.buttons import button


class ProgressRow(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.running = False
        self._stopped = False
        self._cancel: Callable[[], None] | None = None
        self._words, self.bar = QLabel(), QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Đã làm đến đâu")
        self.stop_button = button("Dừng", "close", self.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        self.hide()

    def begin(self, words: str) -> None:
        """Work begins, of which it is not yet known how much it is."""
        self.running, self._stopped, self._cancel = True, False, None
        self._words.setText(words)
        self.bar.setRange(0, 0)
        self.stop_button.setEnabled(True)
        self.show()

    def follow(self, cancel: Callable[[], None]) -> None:
        """Call `cancel` when the work is to stop: at once if it was to be stopped before."""
        self._cancel = cancel
        if self._stopped:
            cancel()

    def tell(self, done: int, of: int, words: str) -> None:
        if not self._stopped:
            self.bar.setRange(0, of)
            self.bar.setValue(done)
            self._words.setText(words)

    def stop(self) -> None:
        """End after the step that is under way; what was done stays."""
        self._stopped = True
        self._words.setText("Đang dừng…")
        self.stop_button.setEnabled(False)
        if self._cancel is not None:
            self._cancel()

    def end(self) -> bool:
        """The work is over; whether it was stopped."""
        self.running = False
        self.hide()
        return self._stopped
