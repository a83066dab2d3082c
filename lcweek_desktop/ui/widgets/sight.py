"""What of a widget can be seen on the screen, and how large a dialog may be to be seen whole."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QWidget

from lcweek_desktop.ui.widgets.theme import theme


def is_in_sight(widget: QWidget, point: QPoint | None = None) -> bool:
    """Whether `point` of `widget`, its middle when that is None, is shown: not hidden, nor scrolled away."""
    return widget.visibleRegion().contains(widget.rect().center() if point is None else point)


def dialog_size(parent: QWidget | None, width: int, height: int) -> QSize:
    """The size in pixels of a dialog of `width` and `height` at 100 %, no larger than the window of
    `parent`."""
    wanted = QSize(theme().px(width), theme().px(height))
    return wanted if parent is None else wanted.boundedTo(parent.window().size())
