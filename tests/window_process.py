"""The program as it is started, in a process of its own that says what can be seen of it.

`python -m tests.window_process ARGUMENT…` runs `lcweek ARGUMENT…` and writes a line of JSON whenever
something new is on the screen: {"title": …} of the window, {"box": …} with the words of a message, or
{"text": …}, the title of the page that says why the data could not be opened. Used by
tests/ui/shell/test_second_start.py.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from lcweek_desktop import __main__
from lcweek_desktop.ui.shell import application
from lcweek_desktop.ui.shell.window import Window

_EVERY = 50
"""Milliseconds between two looks."""


class WatchedApplication(QApplication):
    """Says what is on the screen."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._said: set[str] = set()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        for widget in self.topLevelWidgets():
            if isinstance(widget, Window) and widget.isVisible():
                self._say({"title": widget.windowTitle()})
                for label in widget.findChildren(QLabel):
                    if label.isVisible() and label.text() == "Chưa mở được dữ liệu":
                        self._say({"text": label.text()})
            if isinstance(widget, QMessageBox) and widget.isVisible():
                self._say({"box": f"{widget.text()} {widget.informativeText()}".strip()})

    def _say(self, what: dict[str, str]) -> None:
        line = json.dumps(what, ensure_ascii=False)
        if line not in self._said:
            self._said.add(line)
            print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    setattr(application, "QApplication", WatchedApplication)  # noqa: B010
    sys.exit(__main__.main())
