"""What all toolbars of the window need beside what Qt gives them."""

from __future__ import annotations

from PySide6.QtWidgets import QToolBar, QToolButton


def name_extension(bar: QToolBar) -> None:
    """Say what the button of `bar` is that Qt shows for the tools that have no room, and names by no word."""
    for button in bar.findChildren(QToolButton, "qt_toolbar_ext_button"):
        button.setAccessibleName("Các nút khác")
        button.setToolTip("Các nút khác")
