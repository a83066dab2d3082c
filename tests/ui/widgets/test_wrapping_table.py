"""A table of words cuts none of them."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView
from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.widgets.wrapping_table import WrappingTable


def test_a_row_has_room_for_every_line_between_the_paddings(qtbot: QtBot) -> None:
    """Two words would have room beside each other in the column, but not between its paddings."""
    table = WrappingTable("Bảng")
    qtbot.addWidget(table)
    table.show_rows(("Một", "Hai"), [("học sinh học sinh", "")])
    metrics = table.fontMetrics()
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.horizontalHeader().resizeSection(0, metrics.horizontalAdvance("học sinh") + 8)
    with qtbot.waitExposed(table):
        table.show()
    assert table.rowHeight(0) >= 4 * metrics.height()
