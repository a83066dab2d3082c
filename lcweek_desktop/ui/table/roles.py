"""What the delegate asks a model of the form's table, and the type of its indexes."""

from __future__ import annotations

from enum import IntEnum
from typing import TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

Index: TypeAlias = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What the delegate asks besides Qt's own roles."""

    STATE = Qt.ItemDataRole.UserRole + 1
    """CellState of a figure; None elsewhere."""
    SEVERITY = Qt.ItemDataRole.UserRole + 2
    """The weightiest Severity found at the cell; None when nothing was found."""
