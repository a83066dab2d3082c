"""Above the preview: which page is seen, how large, and the ways to others."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolBar

from lcweek_desktop.ui.printing.preview import Fit, Preview
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import theme


class PreviewBar(QToolBar):
    """What finds no room beside large letters is behind the bar's last button."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview
        self.place = _words("Trang 88/88")
        self.zoom = _words("100 %")
        theme().apply_style(self, "QToolBar { border: 0; spacing: ${xs}; padding: 0; }")
        theme().on_theme_change(self, lambda: self.setIconSize(icons.button_icon_size()))
        self._back = self._add("Trang trước (PgUp)", "up", lambda: preview.go_to(preview.current_page - 1))
        self.addWidget(self.place)
        self._on = self._add("Trang sau (PgDn)", "down", lambda: preview.go_to(preview.current_page + 1))
        self._add("Nhỏ hơn (Ctrl −)", "zoom-out", lambda: preview.zoom_by(-1))
        self.addWidget(self.zoom)
        self._add("To hơn (Ctrl +)", "zoom-in", lambda: preview.zoom_by(1))
        self._fits = {
            Fit.WIDTH: self._add("Vừa chiều ngang", "fit-width", lambda: preview.fit_to(Fit.WIDTH)),
            Fit.PAGE: self._add("Vừa cả trang", "fit-page", lambda: preview.fit_to(Fit.PAGE)),
        }
        for each in self._fits.values():
            each.setCheckable(True)
        preview.changed.connect(self._show)
        self._show()

    def _add(self, words: str, icon: str, pressed: Callable[[], None]) -> QAction:
        action = self.addAction(words)
        icons.set_icon(action, icon)
        action.triggered.connect(lambda _checked: pressed())
        return action

    def _show(self) -> None:
        preview = self._preview
        here, count = preview.current_page, preview.page_count
        self.place.setText(f"Trang {here}/{count}" if count else "")
        self.zoom.setText(f"{round(100 * preview.zoom)} %" if count else "")
        self._back.setEnabled(here > 1)
        self._on.setEnabled(here < count)
        for fit, action in self._fits.items():
            action.setChecked(fit is preview.fit)


def _words(longest: str) -> QLabel:
    """A label that does not move its neighbours."""
    label = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
    theme().on_theme_change(
        label, lambda: label.setMinimumWidth(label.fontMetrics().horizontalAdvance(longest))
    )
    return label
