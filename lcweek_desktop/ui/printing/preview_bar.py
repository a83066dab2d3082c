"""The tool bar above a preview: which page is visible, its size, and buttons to change both."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolBar

from lcweek_desktop.ui.printing.page_scroll_area import FitMode
from lcweek_desktop.ui.printing.preview import Preview
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import theme
from lcweek_desktop.ui.widgets.toolbars import name_extension


class PreviewBar(QToolBar):
    """The tools of `preview`. Those that have no room are behind the bar's last button."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        name_extension(self)
        self._preview = preview
        self.page_label = _label("Trang 88/88")
        self.zoom_label = _label("100 %")
        theme().apply_style(self, "QToolBar { border: 0; spacing: ${xs}; padding: 0; }")
        theme().on_theme_change(self, lambda: self.setIconSize(icons.button_icon_size()))
        self._previous = self._add(
            "Trang trước (PgUp)", "up", lambda: preview.go_to(preview.current_page - 1)
        )
        self.addWidget(self.page_label)
        self._next = self._add("Trang sau (PgDn)", "down", lambda: preview.go_to(preview.current_page + 1))
        self._add("Nhỏ hơn (Ctrl −)", "zoom-out", lambda: preview.zoom_by(-1))
        self.addWidget(self.zoom_label)
        self._add("To hơn (Ctrl +)", "zoom-in", lambda: preview.zoom_by(1))
        self._fits = {
            FitMode.WIDTH: self._add(
                "Vừa chiều ngang", "fit-width", lambda: preview.set_fit_mode(FitMode.WIDTH)
            ),
            FitMode.PAGE: self._add("Vừa cả trang", "fit-page", lambda: preview.set_fit_mode(FitMode.PAGE)),
        }
        for action in self._fits.values():
            action.setCheckable(True)
        preview.view_changed.connect(self._update)
        self._update()

    def _add(self, text: str, icon: str, on_click: Callable[[], None]) -> QAction:
        action = self.addAction(text)
        icons.set_icon(action, icon)
        action.triggered.connect(lambda _checked: on_click())
        return action

    def _update(self) -> None:
        preview = self._preview
        page, count = preview.current_page, preview.page_count
        self.page_label.setText(f"Trang {page}/{count}" if count else "")
        self.zoom_label.setText(f"{round(100 * preview.zoom)} %" if count else "")
        self._previous.setEnabled(page > 1)
        self._next.setEnabled(page < count)
        for fit, action in self._fits.items():
            action.setChecked(fit is preview.fit_mode)


def _label(longest: str) -> QLabel:
    """A label as wide as its longest text, so that the tools beside it do not move."""
    label = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
    theme().on_theme_change(
        label, lambda: label.setMinimumWidth(label.fontMetrics().horizontalAdvance(longest))
    )
    return label
