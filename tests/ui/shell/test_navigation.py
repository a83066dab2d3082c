"""The list of pages at the left."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.shell.navigation import Navigation
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_a_name_has_room_beside_a_long_state(qtbot: QtBot, zoom: int) -> None:
    """The state is that of a district with a hundred units; the window is too low for all pages."""
    navigation = Navigation()
    qtbot.addWidget(navigation)
    for key, title in {"overview": "Tổng quan", "summing": "Tổng hợp"}.items():
        navigation.add(key, title, "số đơn vị")
    navigation.set_state("summing", "101/113")
    navigation.show()
    try:
        theme().zoom_to(zoom)
        navigation.resize(navigation.width(), theme().px(60))
        QApplication.processEvents()
        assert navigation.verticalScrollBar().isVisible()
        needed = QFontMetrics(theme().font(TextRole.STRONG)).horizontalAdvance("Tổng hợp")
        needed += QFontMetrics(theme().font(TextRole.CAPTION)).horizontalAdvance("101/113")
        needed += theme().px(icons.MEDIUM + 6 * Space.S) + 4
        assert navigation.viewport().width() >= needed
    finally:
        theme().zoom_by(0)
