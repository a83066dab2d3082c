"""Cycles of dead objects are freed in the window's thread only.

Python looks for them in whichever thread happens to be running. The thread of the data would then take
widgets, timers and dialogs apart, which Qt forbids: at best a warning, at worst a crash or two threads that
wait for each other for ever.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY: Final = 1_000
"""Milliseconds; what piles up meanwhile is a few thousand small objects."""


class GuiGarbageCollector(QObject):
    """Takes over from Python's own collector until `parent`, which lives as long as the program, is gone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=_EVERY)
        timer.timeout.connect(collect)
        timer.start()


def collect() -> None:
    """Free what is due, by Python's own thresholds: the young often, the old rarely."""
    counts = gc.get_count()
    due = [
        age
        for age, (count, most) in enumerate(zip(counts, gc.get_threshold(), strict=True))
        if 0 < most < count
    ]
    if due:
        gc.collect(max(due))
