"""The program as it is started, in a process of its own in which something is done once a unit is at work.

Used by modules that tests start: tests/session_end.py, tests/excel_clipboard.py.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication

from dev import ROOT
from lcweek_desktop import __main__
from lcweek_desktop.ui.shell import application
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView

Work: TypeAlias = Callable[[Window, WorkspaceView], str]

_EVERY = 50
"""Milliseconds between two looks for the window."""

PLATFORM = "windows" if sys.platform == "win32" else "offscreen"
"""What Qt shows its windows with: on Windows the system's own, under wine also where there is no screen."""

_SECONDS = 120
"""The longest that a process may take: one that stands still fails by name."""


def answer_of(module: str, home: Path, *words: str) -> str:
    """What a module that calls `do` prints, started with `words` on the data folder `home`.

    One after another, however many tests run side by side: the system gives the keyboard to one program.
    """
    turn = QLockFile(str(Path(tempfile.gettempdir(), "lcweek-keyboard.lock")))
    turn.setStaleLockTime(0)
    assert turn.tryLock(2000 * _SECONDS)
    try:
        return subprocess.run(
            [sys.executable, "-m", module, *words],
            env={**os.environ, "LCWEEK_HOME": str(home), "QT_QPA_PLATFORM": PLATFORM},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
            timeout=_SECONDS,
        ).stdout
    finally:
        turn.unlock()


def do(work: Work) -> None:
    """Open the window on LCWEEK_HOME, do `work` once all its pages are there and it has the keyboard, print
    what it returns, and be gone at once, as a program is that the system ends.

    What `work` raises ends the process with status 1, instead of being told in a dialog that nobody answers.
    """

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
                    if not window.isActiveWindow():
                        window.activateWindow()
                        return
                    self._timer.stop()
                    _do_and_end(work, window, view)

    del sys.argv[1:]
    setattr(application, "QApplication", Application)  # noqa: B010
    sys.exit(__main__.main())


def _do_and_end(work: Work, window: Window, view: WorkspaceView) -> None:
    try:
        answer = work(window, view)
    except Exception:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    sys.stdout.buffer.write(answer.encode())
    sys.stdout.flush()
    os._exit(0)
