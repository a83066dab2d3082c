"""What was received, grouped by what it needs; the files that could not be read come last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.placeholders import EmptyState
from lcweek_desktop.ui.widgets.theme import bold_font, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.received_items import ReceivedItem

_GROUPS: Final = {
    Need.UNKNOWN_UNIT: ("Chờ thêm vào danh mục", "people", "warning"),
    Need.KEY: ("Chờ xác nhận khóa", "key", "warning"),
    Need.DECISION: ("Cần quyết định", "warning", "warning"),
    Need.NEW: ("Mới", "done", "ok"),
    Need.CHANGED: ("Thay bản cũ", "done", "ok"),
    Need.OLD: ("Bản cũ, không tính", "clock", "faint"),
    Need.SET_ASIDE: ("Để riêng", "folder", "faint"),
    Need.PAPER: ("Bản giấy cần xem", "warning", "warning"),
    Need.UNREADABLE: ("Không đọc được", "error", "error"),
}
"""Title, icon and colour of each need, in the order in which they are shown."""
_COUNTED: Final = (Need.NEW, Need.CHANGED)
_SHOWN: Final = Qt.ItemDataRole.UserRole
_NOTHING: Final = (
    "Chưa nhận báo cáo nào",
    "Thả vào đây tệp của các đơn vị, ảnh chụp bản giấy, cả thư mục hoặc thẻ nhớ.",
)


class ReceivedList(QTreeWidget):
    # Other lines are selected than before, or none.
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderLabels(["Đơn vị", "Bản số", "Ô khác", "Tệp"])
        self.setAccessibleName("Các báo cáo đã nhận")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        theme().on_theme_change(self, self._fit)
        self.itemSelectionChanged.connect(self.chosen)
        self.nothing = EmptyState("receiving", *_NOTHING)
        QVBoxLayout(self.viewport()).addWidget(self.nothing)

    @property
    def current(self) -> ReceivedItem | None:
        """What the keyboard is on."""
        return _shown(self.currentItem())

    @property
    def wanted(self) -> tuple[ReceivedItem, ...]:
        """The reports that are selected when there are several, else all that count; of those read from paper
        there is nothing to print or save."""
        selected = [arrival for item in self.selectedItems() if (arrival := _shown(item)) is not None]
        held = [arrival for arrival in selected if arrival.held_id is not None and not arrival.is_paper_only]
        if len(held) > 1:
            return tuple(held)
        every = [arrival for line in self._lines() if (arrival := _shown(line)) is not None]
        return tuple(each for each in every if each.need in _COUNTED and not each.is_paper_only)

    def show_received(self, found: Sequence[ReceivedItem]) -> None:
        """Show these in place of the others; the keyboard stays on the report it was on, if it is there."""
        before = _mark(self.current)
        self.clear()
        for need, (title, picture, tone) in _GROUPS.items():
            lines = [_line(arrival) for arrival in found if arrival.need is need]
            if lines:
                self.addTopLevelItem(_group(f"{title} ({len(lines)})", picture, tone, lines))
        self.nothing.setVisible(not found)
        self.expandAll()
        lines = self._lines()
        same = (line for line in lines if _mark(_shown(line)) == before)
        if (line := next(same, lines[0] if lines else None)) is not None:
            self.setCurrentItem(line)
        self.chosen.emit()

    def go_to_unit(self, code: str) -> None:
        """Put the keyboard on the first report of the unit `code`; stay when it sent none."""
        for line in self._lines():
            arrival = _shown(line)
            if arrival is not None and arrival.unit is not None and arrival.unit.code == code:
                self.setCurrentItem(line)
                self.setFocus()
                return

    def groups(self) -> tuple[str, ...]:
        """The titles that are shown, with their counts."""
        return tuple(group.text(0) for group in _below(self.invisibleRootItem()))

    def _lines(self) -> list[QTreeWidgetItem]:
        return [line for group in _below(self.invisibleRootItem()) for line in _below(group)]

    def _fit(self) -> None:
        for column, width in enumerate((330, 70, 70)):
            self.setColumnWidth(column, theme().px(width))


def _below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [below for place in range(item.childCount()) if (below := item.child(place)) is not None]


def _shown(item: QTreeWidgetItem | None) -> ReceivedItem | None:
    shown: ReceivedItem | None = None if item is None else item.data(0, _SHOWN)
    return shown


def _mark(arrival: ReceivedItem | None) -> object:
    """What stays the same of a report when it moves to another group."""
    return None if arrival is None else arrival.held_id or (arrival.file, arrival.unit)


def _group(title: str, picture: str, tone: str, lines: list[QTreeWidgetItem]) -> QTreeWidgetItem:
    group = QTreeWidgetItem([title])
    group.setIcon(0, icons.icon(picture, tone))
    group.setFont(0, bold_font())
    group.setFlags(Qt.ItemFlag.ItemIsEnabled)
    group.addChildren(lines)
    return group


def _line(arrival: ReceivedItem) -> QTreeWidgetItem:
    name = arrival.file if arrival.unit is None else arrival.unit.name
    name = f"{name} (từ bản giấy)" if arrival.is_paper_only else name
    revision = "" if arrival.revision is None else str(arrival.revision)
    changed = "" if arrival.other_revision is None else str(len(arrival.changes))
    line = QTreeWidgetItem([name, revision, changed, arrival.file])
    for column in (1, 2):
        line.setTextAlignment(column, Qt.AlignmentFlag.AlignCenter)
    line.setToolTip(0, "\n".join((arrival.sentence, *arrival.doubts)))
    if arrival.doubts:
        line.setIcon(0, icons.icon("warning", "warning"))
    line.setToolTip(3, arrival.file)
    line.setData(0, _SHOWN, arrival)
    return line
