"""The first-start guide, beyond the straight way through it (test_main_job.py)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.pages.start.guide import StartGuide
from lcweek_desktop.ui.pages.start.guide_steps import OwnUnitStep, UnitStep
from lcweek_desktop.ui.session.worker import Worker
from tests.ui.keyboard import press_key, type_text

NAME = "Trường Tiểu học Thèn Sin"


def test_the_name_of_a_school_that_is_not_listed_is_typed_once(worker: Worker, qtbot: QtBot) -> None:
    guide = StartGuide(worker, can_cancel=False)
    qtbot.addWidget(guide)
    guide.show()
    guide.activateWindow()
    qtbot.waitUntil(lambda: isinstance(guide.step, UnitStep) and guide.isActiveWindow())
    type_text(NAME)
    said = [label.text() for label in guide.findChildren(QLabel) if label.isVisible()]
    assert any("bấm nút bên dưới" in words for words in said)
    press_key(Qt.Key.Key_Tab)
    press_key(Qt.Key.Key_Tab)
    press_key(Qt.Key.Key_Space)
    own = guide.step
    assert isinstance(own, OwnUnitStep)
    assert own.name.text() == own.name.selectedText() == NAME
