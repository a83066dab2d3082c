"""Python's garbage collection, in the window's thread only.

Python frees cycles of dead objects in whichever thread happens to be running. The worker's thread would then
destroy widgets, timers and dialogs, which Qt forbids: at best there is a warning, at worst a crash, or two
threads wait for each other for ever (docs/adr/0050).
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_INTERVAL: Final = 1_000
"""Milliseconds between two collections. What piles up meanwhile is a few thousand small objects."""


class GuiGarbageCollector(QObject):
    """Takes the place of Python's own collector for as long as `parent` exists, which is that of the
    program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=_INTERVAL)
        timer.timeout.connect(collect_due)
        timer.start()


def collect_due() -> None:
    """Collect the generations that are due by Python's own thresholds: the young often, the old rarely."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, threshold) in enumerate(counts) if 0 < threshold < count]
    if due:
        gc.collect(max(due))
