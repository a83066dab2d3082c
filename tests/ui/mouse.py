"""Drags and turns of the wheel, sent to a widget as the system sends them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from lcweek_desktop.ui.session.page import Page

_COPY = Qt.DropAction.CopyAction
_LEFT = Qt.MouseButton.LeftButton
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
_INSIDE = QPoint(9, 9)


def drop(widget: QWidget | QWindow, data: QMimeData, position: QPoint = _INSIDE) -> bool:
    """Drag `data` to `position` in `widget` and drop it. Returns whether the widget accepted it. The system
    gives drags to the QWindow, which finds the widget."""
    enter = QDragEnterEvent(position, _COPY, data, _LEFT, _NO_MODIFIER)
    QApplication.sendEvent(widget, enter)
    event = QDropEvent(QPointF(position), _COPY, data, _LEFT, _NO_MODIFIER)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return enter.isAccepted() and event.isAccepted()


def drop_files(page: Page, files: Sequence[Path]) -> None:
    """Give `page` files that are for it, as the window does when they are dropped while it is in front."""
    assert page.is_for_page(files)
    page.take_files(files)


def scroll_wheel(widget: QWidget, by: int, modifier: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
    """Turn the wheel over the middle of `widget`. `by` is 120 for one notch away from the user."""
    position = QPointF(widget.rect().center())
    on_screen = widget.mapToGlobal(position)
    no_button = Qt.MouseButton.NoButton
    event = QWheelEvent(
        position,
        on_screen,
        QPoint(),
        QPoint(0, by),
        no_button,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def file_mime_data(paths: Sequence[Path]) -> QMimeData:
    """What a file manager drags: the addresses of `paths`."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data
