"""The one place that opens message boxes: for a decision, or when something was lost. They never block."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.widgets import icons


def show_message(
    parent: QWidget | None, sentence: str, next_step: str = "", icon: str = "info"
) -> QMessageBox:
    """Say something that needs no answer."""
    box = _box(parent, sentence, next_step, icon)
    _add(box, "Đóng", QMessageBox.ButtonRole.AcceptRole)
    box.open()
    return box


def show_error(parent: QWidget | None, error: Exception) -> QMessageBox:
    """Say what went wrong: the catalogue's sentence, or one for a fault of ours, which is raised again so
    that it is recorded."""
    if isinstance(error, LcweekError):
        return show_message(parent, error.sentence, error.next_step, "warning")
    raise error


def ask_question(
    parent: QWidget | None,
    question: str,
    *,
    yes: str,
    then: Callable[[], None],
    no: str = "Không",
    detail: str = "",
    otherwise: Callable[[], None] = lambda: None,
) -> QMessageBox:
    """Ask for a decision: `then` is called after `yes`, `otherwise` after anything else. `yes` and `no` are
    what the buttons say; the safe answer `no` is the one that Enter gives."""
    box = _box(parent, question, detail, "help")
    agreed = _add(box, yes, QMessageBox.ButtonRole.AcceptRole)
    refused = _add(box, no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refused)
    box.setEscapeButton(refused)
    box.finished.connect(lambda _code: then() if box.clickedButton() is agreed else otherwise())
    box.open()
    return box


def _box(parent: QWidget | None, sentence: str, detail: str, icon: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("Báo cáo Tuần lễ học tập suốt đời")
    box.setIconPixmap(icons.pixmap(icon, "accent", 32))
    box.setText(sentence)
    box.setInformativeText(detail)
    return box


def _add(box: QMessageBox, words: str, role: QMessageBox.ButtonRole) -> QPushButton:
    button = box.addButton(words, role)
    button.setAccessibleName(words)
    return button
