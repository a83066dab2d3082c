"""A sentence names a button only where that button stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.catalogue import CATALOGUE
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.ui.pages.start.guide import StartGuide
from lcweek_desktop.ui.session.opening import StartState, read_start_state
from lcweek_desktop.ui.session.page_entries import ENTRIES
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.menu_bar import MenuBar
from lcweek_desktop.ui.shell.moved_notice import MovedNotice
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from tests.ui.conftest import RunOnWorker

PAGES = {entry.title: entry.key for entry in ENTRIES}
NAMED = re.compile(
    r"bấm “(?P<button>.+?)”"
    r"(?: ở trang (?P<page>(?:Phụ lục I{1,2}|In và gửi|\w+ \w+))| ở (?P<first>màn hình đầu tiên)"
    r"| ở (?P<notice>dòng nhắc phía trên))?"
)
NOT_BUTTONS = {"Đến chỗ này": "checks"}
"""Links that a list draws, and the page with the list."""


@pytest.fixture
def view(run_on_worker: RunOnWorker, worker: Worker, qtbot: QtBot) -> WorkspaceView:
    """A commune, whose window has every page."""

    def start(state: StartState | None) -> WorkspaceView:
        assert state is not None
        return WorkspaceView(state, worker)

    setup = UnitSetup("03394", "Xã Thèn Sin", "xa")
    run_on_worker(lambda context: set_up(context, "2024", setup))
    shown = start(run_on_worker(lambda context: read_start_state(context, None)))
    qtbot.addWidget(shown)
    return shown


def buttons(widget: QWidget) -> set[str]:
    """The texts of the buttons and menu entries in `widget`, without numbers in brackets."""
    texts = [each.text() for each in widget.findChildren(QAbstractButton)]
    texts += [each.text() for each in widget.findChildren(QAction)]
    return {re.sub(r" \(\d+\)", "", text).replace("&", "") for text in texts}


def strings(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_button_that_a_refusal_names_stands_on_the_page_that_it_names(view: WorkspaceView) -> None:
    named = [found for words in CATALOGUE.values() for text in words for found in NAMED.finditer(text)]
    assert {found["button"] for found in named} >= {"Thêm đơn vị…", "Báo cáo trùng"}
    (notice,) = view.findChildren(MovedNotice)
    for found in named:
        assert found["page"] in PAGES or found["notice"], found[0]
        place = notice if found["notice"] else view.page(PAGES[found["page"]])
        assert found["button"] in buttons(place), found[0]


def test_every_button_that_a_page_names_stands_there_or_on_the_page_that_it_names(
    view: WorkspaceView, worker: Worker, qtbot: QtBot
) -> None:
    guide = StartGuide(worker, can_cancel=False)
    qtbot.addWidget(guide)
    qtbot.waitUntil(lambda: guide.step is not None)
    ui = ROOT / "lcweek_desktop" / "ui"
    frame = buttons(view) | buttons(MenuBar())
    count = 0
    for file in sorted(ui.rglob("*.py")):
        for found in (found for text in strings(file) for found in NAMED.finditer(text)):
            count += 1
            own = file.relative_to(ui).parts[1] if file.is_relative_to(ui / "pages") else None
            key = PAGES[found["page"]] if found["page"] else own
            if found["first"]:
                assert found["button"] in buttons(guide), (file.name, found[0])
            elif key is None:
                assert found["button"] in frame, (file.name, found[0])
            elif NOT_BUTTONS.get(found["button"]) != key:
                assert found["button"] in buttons(view.page(key)), (file.name, found[0])
    assert count >= 5
