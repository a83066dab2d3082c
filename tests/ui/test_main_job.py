"""The main job by keyboard alone: a school begins, enters, sends; its commune takes it in,
confirms, sums and sends on; the district does the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.pages.start.guide import StartGuide
from lcweek_desktop.ui.pages.summing.page import SummingPage
from lcweek_desktop.ui.session.page_entries import FIGURES, SUMMING
from lcweek_desktop.ui.shell.window import Window
from tests.ui.cells import cell
from tests.ui.conftest import Windows
from tests.ui.keyboard import press_key, type_text
from tests.ui.steps import (
    KEY,
    add_the_unknown_unit,
    confirm_the_key,
    enter_and_send,
    open_page,
    receive,
)
from tests.ui.windows import LONG


def set_up_listed_unit(qtbot: QtBot, window: Window, unit: str, signer: str) -> None:
    """The first start of a unit that others report to: by its name, that it is itself meant, who signs."""
    qtbot.waitUntil(
        lambda: isinstance(window.current_view, StartGuide) and bool(window.current_view.step), timeout=LONG
    )
    choose_2024()
    type_text(unit)
    press_key(KEY.Key_Return)
    for _ in range(2):  # the report is that of the unit itself
        press_key(KEY.Key_Down)
    press_key(KEY.Key_Return)
    type_text(signer)
    press_key(KEY.Key_Return)
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)


def choose_2024() -> None:
    """From the field of the unit to the campaigns, of which the newest is proposed, and back."""
    press_key(KEY.Key_Backtab)
    press_key(KEY.Key_Down)
    press_key(KEY.Key_Tab)


def set_up_unlisted_unit(qtbot: QtBot, window: Window, name: str, above: str, signer: str) -> None:
    """The first start of a school that no directory lists: its name, whom it reports to, who signs."""
    qtbot.waitUntil(
        lambda: isinstance(window.current_view, StartGuide) and bool(window.current_view.step), timeout=LONG
    )
    choose_2024()
    press_key(KEY.Key_Tab)
    press_key(KEY.Key_Tab)
    press_key(KEY.Key_Space)
    type_text(name)
    press_key(KEY.Key_Tab)
    press_key(KEY.Key_Tab)
    type_text(above)
    press_key(KEY.Key_Return)
    type_text(signer)
    press_key(KEY.Key_Return)
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")  # of offscreen
def test_from_the_first_start_of_a_school_to_the_sum_of_the_district(
    windows: Windows, qtbot: QtBot, tmp_path: Path
) -> None:
    school, commune, district = (tmp_path / name for name in ("truong", "xa", "huyen"))
    of_school, of_commune = tmp_path / "báo cáo trường.pdf", tmp_path / "bao-cao-thèn-sin.pdf"

    window = windows(school)
    set_up_unlisted_unit(qtbot, window, "Truong Tieu hoc Then Sin", "xa then sin", "Lò Thị Ủy")
    output = enter_and_send(qtbot, window, "12", of_school)
    assert "Thèn Sin" in output.steps.sending_card.message.text()

    window = windows(commune)
    set_up_listed_unit(qtbot, window, "then sin", "Vàng A Tủa")
    receiving = receive(qtbot, window, of_school)
    add_the_unknown_unit(qtbot, window, receiving)
    confirm_the_key(qtbot, window, receiving)
    shows_the_sum(qtbot, window)
    output = enter_and_send(qtbot, window, "", of_commune)
    assert "Tam Đường" in output.steps.sending_card.message.text()

    window = windows(district)
    set_up_listed_unit(qtbot, window, "huyen tam duong", "Nguyễn Văn Ổn")
    confirm_the_key(qtbot, window, receive(qtbot, window, of_commune))
    shows_the_sum(qtbot, window)

    window = windows(school)
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    figures = open_page(window, KEY.Key_2, FIGURES)
    assert isinstance(figures, FiguresPage)
    assert figures.model.index_at("2.count").data() == "12"
    assert "Lò Thị Ủy" in figures.session.signoff.name

    window = windows(district)
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    shows_the_sum(qtbot, window)


def shows_the_sum(qtbot: QtBot, window: Window) -> None:
    summing = open_page(window, KEY.Key_8, SUMMING)
    assert isinstance(summing, SummingPage)
    qtbot.waitUntil(lambda: summing.sums.model.index_of(cell("2")).data() == "12", timeout=LONG)
