"""Finding a report in a long list of what was received, by words, by group and by day."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.received_items import ReceivedItem
from lcweek_desktop.ui.pages.receiving.received_filter import ReceivedFilter
from lcweek_desktop.ui.pages.receiving.received_list import ReceivedList
from tests.services.installation import school

ITEMS = [
    ReceivedItem(Need.NEW, f"bao-cao-{n}.pdf", "", unit=school(letter), at=f"2024-10-{10 + n % 2}T08:30")
    for n, letter in enumerate("abcdefgh")
]
UNREAD = ReceivedItem(
    Need.UNREADABLE, "Ảnh chụp.heic", "", at="2024-10-11T09:00", sender="Vàng Thị Ánh <va@t.vn>"
)


class Shown(NamedTuple):
    """The list and the line above it, in a window."""

    window: QWidget
    files: ReceivedList
    filter: ReceivedFilter

    def names(self) -> list[str]:
        """What the rows that are not hidden show, in their order."""
        groups = [self.files.topLevelItem(place) for place in range(self.files.topLevelItemCount())]
        rows = [group.child(n) for group in groups if group is not None for n in range(group.childCount())]
        return [row.text(3) or row.text(0) for row in rows if row is not None and not row.isHidden()]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    window, files = QWidget(), ReceivedList()
    found = Shown(window, files, ReceivedFilter(files))
    column = QVBoxLayout(window)
    column.addWidget(found.filter)
    column.addWidget(files)
    qtbot.addWidget(window)
    window.resize(900, 500)
    with qtbot.waitExposed(window):
        window.show()
    files.show_received([*ITEMS, UNREAD])
    return found


def test_words_find_units_files_and_senders_without_marks(shown: Shown, qtbot: QtBot) -> None:
    qtbot.keyClick(shown.files, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shown.filter.search.hasFocus()
    qtbot.keyClicks(shown.filter.search, "vang thi anh")
    assert shown.names() == ["Ảnh chụp.heic"]
    assert shown.files.current_received == UNREAD
    shown.filter.search.clear()
    qtbot.keyClicks(shown.filter.search, "truong c")
    assert shown.names() == ["bao-cao-2.pdf"]
    assert shown.files.group_titles()[0] == "Mới (1/8)"
    qtbot.keyClick(shown.filter.search, Qt.Key.Key_Escape)
    assert len(shown.names()) == 9
    assert shown.files.hasFocus()


def test_a_group_or_a_day_is_shown_alone(shown: Shown) -> None:
    shown.filter.needs.setCurrentText("Không đọc được")
    assert shown.names() == ["Ảnh chụp.heic"]
    shown.filter.needs.setCurrentIndex(0)
    shown.filter.days.setCurrentText("10/10/2024")
    assert shown.names() == [f"bao-cao-{n}.pdf" for n in (0, 2, 4, 6)]


def test_what_is_filtered_stays_so_when_more_comes_and_nothing_found_is_said(
    shown: Shown, qtbot: QtBot
) -> None:
    shown.filter.days.setCurrentText("11/10/2024")
    more = ReceivedItem(Need.NEW, "moi.pdf", "", unit=school("i"), at="2024-10-11T10:00")
    shown.files.show_received([*ITEMS, UNREAD, more])
    assert "moi.pdf" in shown.names()
    assert "bao-cao-0.pdf" not in shown.names()
    qtbot.keyClicks(shown.filter.search, "khong co dau")
    assert shown.names() == []
    assert shown.files.no_match.isVisible()


def test_a_short_list_has_no_filter_and_hides_nothing(shown: Shown, qtbot: QtBot) -> None:
    qtbot.keyClicks(shown.filter.search, "heic")
    shown.files.show_received(ITEMS[:2])
    assert not shown.filter.isVisible()
    assert shown.names() == ["bao-cao-0.pdf", "bao-cao-1.pdf"]
