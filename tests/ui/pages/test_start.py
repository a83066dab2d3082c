"""The first-start guide, beyond the straight way through it (test_main_job.py)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.pages.start.guide import StartGuide
from lcweek_desktop.ui.pages.start.guide_steps import LevelStep, OwnUnitStep, RoleStep, SignerStep, UnitStep
from lcweek_desktop.ui.session.worker import Worker
from tests.ui.keyboard import press_key, type_text

NAME = "Trường Tiểu học Thèn Sin"


@pytest.mark.parametrize(
    "keys", [[Qt.Key.Key_Return], [Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space]], ids=["Enter", "button"]
)
def test_the_name_of_a_school_that_is_not_listed_is_typed_once(
    worker: Worker, qtbot: QtBot, keys: list[Qt.Key]
) -> None:
    guide = StartGuide(worker, can_cancel=False)
    qtbot.addWidget(guide)
    guide.show()
    guide.activateWindow()
    qtbot.waitUntil(lambda: isinstance(guide.step, UnitStep) and guide.isActiveWindow())
    type_text(NAME)
    said = [label.text() for label in guide.findChildren(QLabel) if label.isVisible()]
    assert any("nhấn Enter nếu" in words for words in said)
    for key in keys:
        press_key(key)
    own = guide.step
    assert isinstance(own, OwnUnitStep)
    assert own.name.text() == own.name.selectedText() == NAME


def asked(worker: Worker, qtbot: QtBot) -> StartGuide:
    guide = StartGuide(worker, can_cancel=False)
    qtbot.addWidget(guide)
    guide.resize(1366, 728)
    guide.show()
    guide.activateWindow()
    qtbot.waitUntil(lambda: isinstance(guide.step, UnitStep) and guide.isActiveWindow())
    return guide


def test_a_teacher_who_types_the_commune_in_her_school_s_name_does_not_become_the_commune(
    worker: Worker, qtbot: QtBot
) -> None:
    guide = asked(worker, qtbot)
    type_text("ban bo")
    for _ in range(4):
        press_key(Qt.Key.Key_Return)
    role = guide.step
    assert isinstance(role, RoleStep) and not role.is_answered()
    press_key(Qt.Key.Key_Down)
    press_key(Qt.Key.Key_Return)
    own = guide.step
    assert isinstance(own, OwnUnitStep)
    type_text("Trường Mầm non Bản Bo")
    press_key(Qt.Key.Key_Return)
    assert own.unit().parent == "03424"
    assert own.unit().level == "truong"


def test_the_commune_itself_says_so_and_every_step_names_it(worker: Worker, qtbot: QtBot) -> None:
    guide = asked(worker, qtbot)
    type_text("ban bo")
    press_key(Qt.Key.Key_Return)
    press_key(Qt.Key.Key_Down)
    press_key(Qt.Key.Key_Down)
    press_key(Qt.Key.Key_Return)
    assert isinstance(guide.step, SignerStep)
    assert "Xã Bản Bo, gửi cho" in guide.step.hint


def unlisted(guide: StartGuide, name: str, level: int) -> LevelStep:
    """The question that follows a unit that is not listed, whose level is chosen so many arrows below."""
    press_key(Qt.Key.Key_Tab)
    press_key(Qt.Key.Key_Tab)
    press_key(Qt.Key.Key_Space)
    own = guide.step
    assert isinstance(own, OwnUnitStep)
    type_text(name)
    press_key(Qt.Key.Key_Tab)
    for _ in range(level):
        press_key(Qt.Key.Key_Down)
    press_key(Qt.Key.Key_Tab)
    type_text("ban bo")
    press_key(Qt.Key.Key_Return)
    asked = guide.step
    assert isinstance(asked, LevelStep) and not asked.is_answered()
    assert name in asked.hint
    return asked


def test_a_school_that_is_not_listed_and_took_a_commune_s_level_is_asked_and_stays_a_school(
    worker: Worker, qtbot: QtBot
) -> None:
    guide = asked(worker, qtbot)
    step = unlisted(guide, "Trường Mầm non Bản Bo", 1)
    press_key(Qt.Key.Key_Return)
    assert guide.step is step
    press_key(Qt.Key.Key_Down)
    press_key(Qt.Key.Key_Return)
    assert isinstance(guide.step, SignerStep)
    assert (step.unit().level, step.unit().parent) == ("truong", "03424")
    assert "Trường Mầm non Bản Bo, gửi cho Xã Bản Bo" in guide.step.hint


def test_an_office_that_is_not_listed_and_receives_reports_says_so(worker: Worker, qtbot: QtBot) -> None:
    guide = asked(worker, qtbot)
    step = unlisted(guide, "Phòng Văn hóa", 2)
    press_key(Qt.Key.Key_Down)
    press_key(Qt.Key.Key_Down)
    press_key(Qt.Key.Key_Return)
    assert isinstance(guide.step, SignerStep)
    assert step.unit().level == "don_vi"


def test_enter_that_is_pressed_again_sets_the_unit_up_once(worker: Worker, qtbot: QtBot) -> None:
    """A second opening would throw the person out of the page where the first number is being typed."""
    guide = asked(worker, qtbot)
    opened: list[object] = []
    guide.unit_set_up.connect(opened.append)
    type_text("ban bo")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        press_key(key)
    step = guide.step
    assert isinstance(step, SignerStep)
    for _time in range(3):
        step.answered.emit()
    ended: list[bool] = []
    worker.submit(lambda _context: True, ended.append, print)
    qtbot.waitUntil(lambda: bool(ended))
    assert len(opened) == 1
