"""Message boxes, for a decision or when something was lost. This is the only module that opens them; they
do not block."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from lcweek_desktop.catalogue.program import TITLE
from lcweek_desktop.ui.widgets import icons

PROGRAM_TITLE: Final = TITLE
"""The name of the program in the titles of its windows."""


def show_message(
    parent: QWidget | None, sentence: str, next_step: str = "", icon: str = "info"
) -> QMessageBox:
    """Show a message that needs no answer. `next_step`, in smaller letters, says what the user can do."""
    box = _box(parent, sentence, next_step, icon)
    _add_button(box, "Đóng", QMessageBox.ButtonRole.AcceptRole)
    box.open()
    return box


def ask_question(
    parent: QWidget | None,
    question: str,
    *,
    yes: str,
    then: Callable[[], None],
    no: str = "Không",
    detail: str = "",
) -> QMessageBox:
    """Ask for a decision. `yes` and `no` are the texts of the two buttons; Enter and Escape press `no`, which
    is the safe answer. `then` is called after `yes`."""
    box = _box(parent, question, detail, "help")
    accept = _add_button(box, yes, QMessageBox.ButtonRole.AcceptRole)
    reject = _add_button(box, no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(reject)
    box.setEscapeButton(reject)
    box.finished.connect(lambda _code: then() if box.clickedButton() is accept else None)
    box.open()
    return box


def _box(parent: QWidget | None, sentence: str, detail: str, icon: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(PROGRAM_TITLE)
    box.setIconPixmap(icons.pixmap(icon, "accent", icons.LARGE))
    box.setText(sentence)
    box.setInformativeText(detail)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)  # a key is copied into a letter
    return box


def _add_button(box: QMessageBox, text: str, role: QMessageBox.ButtonRole) -> QPushButton:
    button = box.addButton(text, role)
    button.setAccessibleName(text)
    return button
