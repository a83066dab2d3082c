"""The dialog that shows the information for whoever helps by phone, before a person saves it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import KnownError
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import ask_to_save
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, theme

_HINT: Final = (
    "Đây là toàn bộ những gì sẽ được ghi ra tệp. Hãy đọc lại, lưu rồi gửi tệp cho người phụ trách chương "
    "trình."
)
_FILE_NAME: Final = "thong-tin-ho-tro.txt"


class SupportDialog(QDialog):
    """Shows `text`, offers to save or to copy it, and says what became of it."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Thông tin hỗ trợ")
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Thông tin sẽ được lưu")
        self.status_label = QLabel(_HINT)
        self.status_label.setWordWrap(True)
        self.save_button = Button("Lưu…", on_click=self._ask_where_to_save)
        self.copy_button = Button("Chép", "copy", self.copy)
        theme().apply_style(self.save_button, PRIMARY_STYLE)
        icons.set_icon(self.save_button, "save", "on_accent")
        self._lay_out()
        self.save_button.setFocus()

    def save(self, file: Path) -> None:
        """Write the text to `file`. What was there stays when that fails, and the dialog says why."""
        try:
            services.export.write_file(file, self.text.toPlainText().encode())
        except KnownError as error:
            self.status_label.setText(error.message)
        else:
            self.status_label.setText(Verb.SAVE_SUPPORT.done(file=file))

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.status_label.setText("Đã chép. Hãy dán vào Zalo hoặc thư (Ctrl+V).")

    def _ask_where_to_save(self) -> None:
        ask_to_save(self, "Lưu thông tin hỗ trợ", _FILE_NAME, ".txt", self.save)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.save_button)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        row.addWidget(Button("Đóng", "close", self.reject))
        column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        column.addWidget(self.text, 1)
        column.addWidget(self.status_label)
        column.addLayout(row)
        self.resize(theme().px(720), theme().px(560))


def display_lines() -> tuple[str, ...]:
    """Lines about Qt, the screens and the size of the letters."""
    return tuple(_display_lines())


def _display_lines() -> Iterator[str]:
    yield f"PySide6 {PySide6.__version__}, {QGuiApplication.platformName()}"
    for screen in QGuiApplication.screens():
        size, ratio = screen.size(), screen.devicePixelRatio()
        yield f"Màn hình: {size.width()} × {size.height()}, thu phóng {round(100 * ratio)} %"
    yield f"Cỡ chữ của chương trình: {theme().zoom} %"
