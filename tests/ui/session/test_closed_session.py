"""Another unit is opened while the session of the first still waits for its worker: nothing goes wrong."""

from __future__ import annotations

import threading

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.session.commands import SetFigure
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.ui.cells import cell
from tests.ui.conftest import RunOnWorker


def test_what_was_typed_last_is_saved_although_its_session_is_gone(
    session: Session, worker: Worker, workspace: Workspace, run_on_worker: RunOnWorker, qtbot: QtBot
) -> None:
    go_on = threading.Event()
    worker.submit(lambda _context: go_on.wait(10), lambda _value: None, lambda _error: None)
    session.undo.push(SetFigure(session, cell("1.1"), 12))
    session.checks.read_basis()
    session.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    go_on.set()
    content = run_on_worker(lambda _context: current_draft(workspace).content)
    assert content.figures[cell("1.1")] == 12
