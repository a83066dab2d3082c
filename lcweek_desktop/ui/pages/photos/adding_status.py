"""The line below the photos: what happened last, and while photos are being added how far that is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import theme


class AddingStatus(QWidget):
    """A text, and beside it a progress bar and a stop button while photos are being added."""

    def __init__(self, on_stop: Callable[[], None]) -> None:
        super().__init__()
        self._label, self._bar = QLabel(), QProgressBar()
        self._stop_button = Button("Dừng", "close", on_stop)
        self._label.setWordWrap(True)
        self._label.setAccessibleName("Kết quả")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Đã thêm đến đâu")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label, 1)
        row.addWidget(self._bar)
        row.addWidget(self._stop_button)
        theme().on_theme_change(self._bar, lambda: self._bar.setFixedSize(theme().px(160), theme().px(6)))
        self._set_running(False)

    def text(self) -> str:
        """The text that is shown."""
        return self._label.text()

    def show_text(self, text: str) -> None:
        """Replace the text."""
        self._label.setText(text)

    def show_progress(self, done: int, total: int) -> None:
        """Show that `done` files of `total` are dealt with; 0 of 0 while they are being looked for."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.show_text(f"Đang thêm ảnh {min(done + 1, total)}/{total}…" if total else "Đang đọc ảnh…")
        self._set_running(True)

    def show_finished(self, text: str) -> None:
        """Hide the progress bar and show `text`."""
        self.show_text(text)
        self._set_running(False)

    def _set_running(self, running: bool) -> None:
        self._bar.setVisible(running)
        self._stop_button.setVisible(running)
