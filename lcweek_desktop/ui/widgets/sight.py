"""What of a widget can be seen on the screen now."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget


def is_in_sight(widget: QWidget, point: QPoint | None = None) -> bool:
    """Whether `point` of `widget`, its middle when that is None, is shown: not hidden, nor scrolled away."""
    return widget.visibleRegion().contains(widget.rect().center() if point is None else point)
