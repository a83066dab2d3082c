"""The typeface of the printed report, for what looks like it."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from lcweek_desktop.paths import resources_dir
from lcweek_desktop.ui.widgets.theme import theme

_FAMILY: Final = "Tinos"
BODY: Final = 14.0
"""Points of running text (Nghị định 30/2020/NĐ-CP)."""


def font(points: float = BODY, *, bold: bool = False, italic: bool = False) -> QFont:
    """The typeface at `points` on paper, at the present text size."""
    _load()
    made = QFont(_FAMILY)
    made.setPointSizeF(points * theme().zoom / 100)
    made.setBold(bold)
    made.setItalic(italic)
    return made


@cache
def _load() -> None:
    for file in sorted((resources_dir() / "fonts").glob(f"{_FAMILY}-*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
