"""What a screen reader says: every control has a name, on every page and in the guide."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QHeaderView,
    QLineEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.ui.pages.start.guide import StartGuide
from lcweek_desktop.ui.session.opening import StartState, read_start_state
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from tests.ui.conftest import RunOnWorker


def nameless(root: QWidget) -> Iterator[str]:
    """The controls below `root` that a keyboard reaches and of which a screen reader knows no name."""
    for widget in root.findChildren(QWidget):
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(widget, QAbstractButton)
        parts = QScrollBar | QHeaderView
        inner = isinstance(widget, parts) or isinstance(widget.parent(), QLineEdit | QAbstractSpinBox)
        if not reached or inner or widget.window() is not root.window():  # a popup belongs to its box
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        if spoken is None or not spoken.text(QAccessible.Text.Name).strip():
            yield f"{type(widget).__name__} in {type(widget.parent()).__name__} '{widget.objectName()}'"


def test_every_control_of_every_page_and_of_the_guide_has_a_name(
    run_on_worker: RunOnWorker, worker: Worker, qtbot: QtBot
) -> None:
    guide = StartGuide(worker, can_cancel=False)
    qtbot.addWidget(guide)
    qtbot.waitUntil(lambda: guide.step is not None)
    assert [*nameless(guide)] == []
    setup = UnitSetup("03394", "Xã Thèn Sin", "xa")
    run_on_worker(lambda context: set_up(context, "2024", setup))
    state = run_on_worker(lambda context: read_start_state(context, None))
    assert isinstance(state, StartState)
    view = WorkspaceView(state, worker)
    qtbot.addWidget(view)
    view.show()
    found = {key: [*nameless(view.page(key))] for key in view.keys}
    assert {key: names for key, names in found.items() if names} == {}
    assert [*nameless(view)] == []
