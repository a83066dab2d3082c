"""Whole windows on a data folder, closed before pytest-qt deletes them: what is saved on the way out still
calls the window."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.shell.application import create_window
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView

LONG = 30_000
"""The most milliseconds to wait: a busy machine may take seconds for what otherwise takes a moment."""


def opened_window(home: Path, qtbot: QtBot) -> Window:
    """A shown window on the data folder `home`, as large as it was left and whatever it still opens."""
    window = create_window(home)
    qtbot.addWidget(window, before_close_func=lambda shown: close_window(shown, qtbot))
    window.show()
    return window


def shown_window(home: Path, qtbot: QtBot) -> Window:
    """A shown window on the data folder `home`, once a unit is at work."""
    window = opened_window(home, qtbot)
    window.resize(1366, 728)
    qtbot.waitUntil(lambda: window.workspace_view is not None, timeout=LONG)
    return window


def shown_page(home: Path, key: str, qtbot: QtBot) -> WorkspaceView:
    """What a shown window has of the unit at work, with the page `key` in front."""
    view = shown_window(home, qtbot).workspace_view
    assert view is not None
    view.show_page(key)
    return view


def close_window(window: Window, qtbot: QtBot) -> None:
    """Close `window`, and wait until what was entered is saved and it is gone."""
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG)
