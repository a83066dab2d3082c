"""The program as it is started, in a process of its own in which something is done once a unit is at work.

Used by modules that tests start: tests/session_end.py, tests/excel_clipboard.py.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from lcweek_desktop import __main__
from lcweek_desktop.ui.shell import application
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView

Work: TypeAlias = Callable[[Window, WorkspaceView], str]

_EVERY = 50
"""Milliseconds between two looks for the window."""

PLATFORM = "windows" if sys.platform == "win32" else "offscreen"
"""What Qt shows its windows with: on Windows the system's own, under wine also where there is no screen."""


def do(work: Work) -> None:
    """Open the window on LCWEEK_HOME, do `work` once all its pages are there, print what it returns, and be
    gone at once, as a program is that the system ends."""

    class Application(QApplication):
        def __init__(self, arguments: list[str]) -> None:
            super().__init__(arguments)
            self._timer = QTimer(self, interval=_EVERY)
            self._timer.timeout.connect(self._look)
            self._timer.start()

        def _look(self) -> None:
            for window in self.topLevelWidgets():
                view = window.workspace_view if isinstance(window, Window) else None
                if isinstance(window, Window) and view is not None and view.has_all_pages:
                    self._timer.stop()
                    window.activateWindow()
                    sys.stdout.buffer.write(work(window, view).encode())
                    sys.stdout.flush()
                    os._exit(0)

    del sys.argv[1:]
    setattr(application, "QApplication", Application)  # noqa: B010
    sys.exit(__main__.main())
