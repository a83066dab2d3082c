"""Files that are dropped anywhere on the window, also where a text field would take them as words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent, QWindow
from PySide6.QtWidgets import QApplication

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class FileDrop(QObject):
    """Takes files of this machine from what is dragged over a window; everything else goes to its widgets."""

    def __init__(self, window: QWindow, on_dropped: Callable[[Sequence[Path]], object]) -> None:
        """`on_dropped` is called with the files and folders that were dropped."""
        super().__init__(window)
        self._on_dropped = on_dropped
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent):
            return False
        files = _local_files(event.mimeData())
        if not files:
            return False
        if QApplication.activeModalWidget() is not None:
            event.ignore()
            return True
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self._on_dropped(files)
        return True


def _local_files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
