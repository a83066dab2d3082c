"""Above the preview: which page is seen, how large, and the ways to others."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from lcweek_desktop.ui import icons
from lcweek_desktop.ui.output.preview import Fit, Preview
from lcweek_desktop.ui.theme import Space, theme


class PreviewBar(QWidget):
    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview
        self.place = _words("Trang 88/88")
        self.zoom = _words("100 %")
        self._fits = {
            Fit.WIDTH: _tool("Vừa chiều ngang", "fit-width", lambda: preview.fit_to(Fit.WIDTH)),
            Fit.PAGE: _tool("Vừa cả trang", "fit-page", lambda: preview.fit_to(Fit.PAGE)),
        }
        self._back = _tool("Trang trước (PgUp)", "up", lambda: preview.go_to(preview.current_page - 1))
        self._on = _tool("Trang sau (PgDn)", "down", lambda: preview.go_to(preview.current_page + 1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        for part in (
            self._back,
            self.place,
            self._on,
            _tool("Nhỏ hơn (Ctrl −)", "zoom-out", lambda: preview.zoom_by(-1)),
            self.zoom,
            _tool("To hơn (Ctrl +)", "zoom-in", lambda: preview.zoom_by(1)),
            *self._fits.values(),
        ):
            row.addWidget(part)
        row.insertSpacing(3, Space.S)
        for fit, tool in self._fits.items():
            tool.setCheckable(True)
            tool.setChecked(fit is preview.fit)
        preview.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        preview = self._preview
        here, count = preview.current_page, preview.page_count
        self.place.setText(f"Trang {here}/{count}" if count else "")
        self.zoom.setText(f"{round(100 * preview.zoom)} %" if count else "")
        self._back.setEnabled(here > 1)
        self._on.setEnabled(here < count)
        for fit, tool in self._fits.items():
            tool.setChecked(fit is preview.fit)


def _words(longest: str) -> QLabel:
    """A label that does not move its neighbours."""
    label = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
    theme().follow(label, lambda: label.setMinimumWidth(label.fontMetrics().horizontalAdvance(longest)))
    return label


def _tool(words: str, icon: str, pressed: Callable[[], None]) -> QToolButton:
    tool = QToolButton()
    tool.setAutoRaise(True)
    tool.setToolTip(words)
    tool.setAccessibleName(words)
    icons.put(tool, icon)
    tool.clicked.connect(lambda _checked: pressed())
    return tool
