"""A window opens in a process of its own, which ends the moment something is on the screen.

`python -m tests.window_opening bare|paint|report HOME` opens a window and waits for one of three things: with
`bare`, a tree as large as the form's by PySide6 alone; with `paint`, the program's first picture; with
`report`, the report in HOME with its pages and next steps. Used by tests/benchmarks/bench_start.py.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTreeView, QWidget

ROWS, COLUMNS = 41, 6


class End(QObject):
    """Ends the process once something is painted inside the widget that `shown` returns.

    `shown` returns None while that widget does not exist.
    """

    def __init__(self, shown: Callable[[], QWidget | None]) -> None:
        super().__init__(QApplication.instance())
        self._shown = shown
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            shown = self._shown()
            if shown is watched or (shown is not None and shown.isAncestorOf(watched)):
                QTimer.singleShot(0, lambda: os._exit(0))
        return False


def bare_window() -> QWidget:
    view, model = QTreeView(), QStandardItemModel(ROWS, COLUMNS)
    for row in range(ROWS):
        for column in range(COLUMNS):
            model.setItem(row, column, QStandardItem(f"{row} {column}"))
    view.setModel(model)
    return view


def our_window(home: Path) -> Any:
    from lcweek_desktop.ui.shell.application import create_window
    from lcweek_desktop.ui.widgets.theme import theme

    theme().install(QApplication.instance())  # type: ignore[arg-type]
    return create_window(home)


def main(what: str, home: Path) -> None:
    app = QApplication(["lcweek"])
    window: Any = bare_window() if what == "bare" else our_window(home)
    End((lambda: window.workspace_view) if what == "report" else lambda: window)
    window.resize(1366, 728)
    window.show()
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
