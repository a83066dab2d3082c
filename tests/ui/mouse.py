"""Things dragged and let go over a widget, as another program or the widget itself would."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

_COPY = Qt.DropAction.CopyAction
_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier
_NEAR = QPoint(9, 9)


def let_fall(widget: QWidget, data: QMimeData, at: QPoint = _NEAR) -> bool:
    """Drag `data` to `at` in `widget` and let go; whether it was taken."""
    enter = QDragEnterEvent(at, _COPY, data, _LEFT, _NONE)
    QApplication.sendEvent(widget, enter)
    event = QDropEvent(QPointF(at), _COPY, data, _LEFT, _NONE)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return enter.isAccepted() and event.isAccepted()


def turn_wheel(widget: QWidget, by: int, modifier: Qt.KeyboardModifier = _NONE) -> None:
    """Turn the wheel over the middle of `widget`; 120 is one notch away from the hand."""
    at = QPointF(widget.rect().center())
    over = widget.mapToGlobal(at)
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        at, over, QPoint(), QPoint(0, by), none, modifier, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(widget, event)


def files(paths: Sequence[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data
