"""The line above the list of what was received: words to look for, the group and the day to show alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from lcweek_desktop.domain.text_search import Query
from lcweek_desktop.ui.pages.receiving.received_list import GROUP_TITLES, ReceivedList
from lcweek_desktop.ui.widgets.inputs import ComboBox, LineEdit
from lcweek_desktop.ui.widgets.theme import Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.received_items import ReceivedItem

_EVERY_NEED: Final = "Mọi nhóm"
_EVERY_DAY: Final = "Mọi ngày"
_LEAST: Final = 8
"""The fewest rows for which there is something to look for."""


class ReceivedFilter(QWidget):
    """Hides the rows of a list that are not asked for. It shows itself only above a longer list."""

    def __init__(self, files: ReceivedList) -> None:
        super().__init__()
        self._files = files
        self.search, self.needs, self.days = _SearchField(self._leave), ComboBox(), ComboBox()
        self._count = QLabel()
        self.search.setPlaceholderText("Tìm đơn vị, tệp, người gửi…")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Tìm trong các báo cáo đã nhận")
        self.needs.setAccessibleName("Nhóm được xem")
        self.days.setAccessibleName("Ngày nhận được xem")
        theme().apply_style(self._count, "color: $muted;")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.search, 1)
        for widget in (self.needs, self.days, self._count):
            row.addWidget(widget)
        self.search.textChanged.connect(self._apply)
        self.needs.currentIndexChanged.connect(self._apply)
        self.days.currentIndexChanged.connect(self._apply)
        files.rows_changed.connect(self._show_choices)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), files)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._begin)
        self._show_choices()

    def clear(self) -> None:
        """Show every row."""
        self.search.clear()
        for choice in (self.needs, self.days):
            choice.setCurrentIndex(0)

    def _begin(self) -> None:
        if self.isVisible():
            self.search.setFocus()
            self.search.selectAll()

    def _leave(self) -> None:
        self.clear()
        self._files.setFocus()

    def _show_choices(self) -> None:
        received = self._files.received
        is_long = len(received) >= _LEAST
        self.setVisible(is_long)
        needs = {each.need for each in received}
        _fill(
            self.needs, _EVERY_NEED, [(title, need) for need, title in GROUP_TITLES.items() if need in needs]
        )
        days = sorted({each.at[:10] for each in received if each.at is not None}, reverse=True)
        _fill(self.days, _EVERY_DAY, [(_day(day), day) for day in days])
        self.days.setVisible(len(days) > 1)
        if not is_long:
            self.clear()
        self._apply()

    def _apply(self) -> None:
        need, day = self.needs.currentData(), self.days.currentData()
        query = Query(self.search.text().strip(), ignore_marks=True)

        def is_wanted(each: ReceivedItem) -> bool:
            if need is not None and each.need is not need:
                return False
            if day is not None and (each.at or "")[:10] != day:
                return False
            return not query.text or any(True for _ in query.spans(_words(each)))

        wanted = sum(map(is_wanted, self._files.received))
        self._files.show_only(is_wanted)
        is_filtered = bool(query.text) or need is not None or day is not None
        self._count.setText(f"{wanted}/{len(self._files.received)}" if is_filtered else "")


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def _words(received: ReceivedItem) -> str:
    unit = received.unit
    named = () if unit is None else (unit.name, unit.code)
    return "\n".join((*named, received.file, received.sender))


def _fill(choice: ComboBox, every: str, entries: Sequence[tuple[str, object]]) -> None:
    """Offer `entries`, and keep what is chosen if it is still among them."""
    chosen = choice.currentData()
    choice.blockSignals(True)
    choice.clear()
    choice.addItem(every, None)
    for title, data in entries:
        choice.addItem(title, data)
    choice.setCurrentIndex(next((place + 1 for place, (_, data) in enumerate(entries) if data == chosen), 0))
    choice.blockSignals(False)


class _SearchField(LineEdit):
    """A field that Escape leaves."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self._leave = leave

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)
