"""Phụ lục II under random work, against an independent history (tests/ui/editing_machine.py)."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.session.opening import read_start_state
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.ui.conftest import RunOnWorker
from tests.ui.editing_machine import EditingMachine


def test_no_cell_differs_from_what_was_entered_in_it(
    home: Path, workspace: Workspace, worker: Worker, run_on_worker: RunOnWorker, qtbot: QtBot
) -> None:
    def opened() -> FiguresPage:
        start = run_on_worker(lambda context: read_start_state(context, workspace.id))
        assert start is not None
        page = FiguresPage(Session(start, worker), worker)
        page.resize(1130, 680)
        page.show()
        page.activateWindow()
        page.on_enter()
        qtbot.waitUntil(page.view.hasFocus)
        return page

    def saved(page: FiguresPage) -> None:
        qtbot.waitUntil(lambda: page.session.saver.is_saved)

    members = {"opened": staticmethod(opened), "saved": staticmethod(saved), "home": home}
    calm = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        type("Machine", (EditingMachine,), members),
        settings=settings(max_examples=5, stateful_step_count=16, suppress_health_check=calm, deadline=None),
    )
