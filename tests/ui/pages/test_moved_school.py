"""A school that moved to another commune, at the district that gets the reports of both.

Source: tests/services/receiving/five_files.py, whose story this is, told with drops and clicks.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.receiving.page import ReceivingPage
from lcweek_desktop.ui.pages.summing.page import SummingPage
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.services.receiving.five_files import CELL, Story, moved

LONG = 30_000
"""Milliseconds that five files may take on a busy machine."""
ORDERS = [*permutations(range(5))][::50]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return moved(tmp_path_factory.mktemp("moved"))


@pytest.fixture
def workspace(run_on_worker: Callable[..., Workspace], story: Story, tmp_path: Path) -> Workspace:
    file = tmp_path / "danh-muc.csv"
    rows = [f"{unit.code},{unit.name},{unit.level},{unit.parent}" for unit in story.below]
    file.write_text("\n".join(["code,name,level,parent_code", *rows, ""]), encoding="utf-8")
    setup = UnitSetup(story.receiver.code, story.receiver.name, story.receiver.level)
    return run_on_worker(lambda context: set_up(context, "2024", setup, listed=file))


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> ReceivingPage:
    page = ReceivingPage(session, worker)
    qtbot.addWidget(page)
    page.resize(1130, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.on_enter()
    return page


@pytest.mark.parametrize("order", ORDERS)
def test_a_school_that_moved_counts_once_through_its_new_commune(
    page: ReceivingPage, session: Session, worker: Worker, story: Story, order: tuple[int, ...], qtbot: QtBot
) -> None:
    page.receive([story.files[at] for at in order])
    keys = page.waiting.keys_button
    qtbot.waitUntil(lambda: keys.text() == "Xác nhận khóa (3)…", timeout=LONG)
    dialog = page.waiting.show_keys()
    for row in range(dialog.tree.topLevelItemCount()):
        item = dialog.tree.topLevelItem(row)
        assert item is not None
        dialog.tree.setCurrentItem(item)
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert dialog.confirm_button.text() == "Xác nhận 3 khóa đã đối chiếu…"
    qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    assert dialog.question is not None
    with qtbot.waitSignal(page.questions.changed, timeout=LONG):
        qtbot.mouseClick(dialog.question.buttons()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.questions.count == 0)
    sums = SummingPage(session, worker)
    qtbot.addWidget(sums)
    with qtbot.waitExposed(sums):
        sums.show()
    sums.refresh()
    assert story.right == 3112
    qtbot.waitUntil(lambda: sums.sums.view.isVisible() and sums.sums.model.index_of(CELL).data() == "3.112")
