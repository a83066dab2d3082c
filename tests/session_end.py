"""The program in a process of its own, whose user's session ends while something is being typed.

`python -m tests.session_end WORDS [busy]` opens the window on LCWEEK_HOME, types WORDS into the first heading
of the narrative, has the system ask at once whether the session may end, prints "yes" or "no", and is gone,
as a program is that the system ends after its answer. `busy` gives the data thread work without end before.
Used by tests/ui/shell/test_session_end.py.
"""

from __future__ import annotations

import os
import sys
import threading

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from lcweek_desktop import __main__
from lcweek_desktop.ui.shell import application
from lcweek_desktop.ui.shell.window import Window
from tests.ui.keyboard import type_text

_EVERY = 50
"""Milliseconds between two looks for the window."""


class EndingApplication(QApplication):
    """Types and ends as soon as the window is ready."""

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
                view.show_page("narrative")
                if IS_BUSY:
                    view.page("narrative").worker.submit(_never_end, print, print)
                type_text(WORDS)
                print("yes" if _may_end(window) else "no", flush=True)  # noqa: T201
                os._exit(0)


def _never_end(_context: object) -> None:
    threading.Event().wait()


def _may_end(window: Window) -> bool:
    """What the window answers Windows. Elsewhere only what its answer is made of, as nobody asks it."""
    if sys.platform == "win32":
        from tests import kernel32

        return kernel32.may_session_end(window.winId())
    return window.save_now(4)


if __name__ == "__main__":
    WORDS, IS_BUSY = sys.argv[1], sys.argv[2:] == ["busy"]
    del sys.argv[1:]
    setattr(application, "QApplication", EndingApplication)  # noqa: B010
    sys.exit(__main__.main())
