"""Random work in Phụ lục II (tests/ui/editing_machine.py): 2,000 runs of 50 steps, no cell may differ."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from dev import ROOT
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.session.opening import StartState, read_start_state
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.gui_gc import GuiGarbageCollector
from lcweek_desktop.ui.widgets.theme import theme
from tests.ui.editing_machine import EditingMachine

RUNS, STEPS = 2_000, 50
FORMS = ROOT / "forms"


def main() -> dict[str, Any]:
    app = QApplication.instance() or QApplication(["lcweek"])
    assert isinstance(app, QApplication)
    theme().install(app)
    GuiGarbageCollector(app)
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "lcweek"
        with open_context(home, FORMS) as context:
            set_up(context, "2024", UnitSetup("03394-th", "Trường Thèn Sin", "truong", "03394"))
        worker = Worker(lambda: open_context(home, FORMS))
        worker.start(lambda: None, fail)
        try:
            run(worker, home)
        finally:
            worker.stop()
    seconds = time.perf_counter() - begun
    print(f"  {RUNS} runs of {STEPS} steps in {seconds:.0f} s: no cell differs")
    return {"runs": RUNS, "steps": STEPS, "seconds": seconds}


def run(worker: Worker, home: Path) -> None:
    def opened() -> FiguresPage:
        starts: list[StartState | None] = []
        worker.submit(lambda context: read_start_state(context, None), starts.append, fail)
        wait(lambda: bool(starts))
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # the page before
        (start,) = starts
        assert start is not None
        page = FiguresPage(Session(start, worker), worker)
        page.resize(1130, 680)
        page.show()
        page.activateWindow()
        page.on_enter()
        wait(page.view.hasFocus)
        return page

    def saved(page: FiguresPage) -> None:
        wait(lambda: page.session.saver.is_saved)

    members = {"opened": staticmethod(opened), "saved": staticmethod(saved), "home": home}
    run_state_machine_as_test(
        type("Machine", (EditingMachine,), members),
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            suppress_health_check=list(HealthCheck),
            deadline=None,
            database=None,
        ),
    )


def wait(until: Callable[[], bool]) -> None:
    while not until():
        QApplication.processEvents()


def fail(error: Exception) -> None:
    raise error


if __name__ == "__main__":
    main()
