"""The user guide (docs/huong-dan.md), shown under F1."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from lcweek_desktop.paths import user_guide
from lcweek_desktop.ui.widgets.theme import theme


def show_user_guide(parent: QWidget) -> QDialog:
    """Open the guide in a dialog beside the window, which can stay open while people work."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("Hướng dẫn sử dụng")
    browser = QTextBrowser()
    browser.setAccessibleName("Hướng dẫn sử dụng")
    browser.setOpenLinks(False)
    browser.setMarkdown(user_guide().read_text(encoding="utf-8"))
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(browser)
    dialog.resize(theme().px(720), theme().px(640))
    dialog.show()
    return dialog
