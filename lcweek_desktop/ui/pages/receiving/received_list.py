"""The list of what was received, grouped by what it needs. What needs nobody, as it is no report, comes last,
folded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.next_step import NextStep, next_step
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.button_delegate import ButtonDelegate
from lcweek_desktop.ui.widgets.placeholders import EmptyState
from lcweek_desktop.ui.widgets.theme import bold_font, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.received_items import ReceivedItem

_GROUPS: Final = {
    Need.DAMAGED: ("Bị hỏng, chưa tính", "error", "error"),
    Need.UNKNOWN_UNIT: ("Chờ thêm vào danh mục", "people", "warning"),
    Need.ONE_CODE: ("Hai đơn vị chung một mã?", "warning", "warning"),
    Need.KEY: ("Chờ xác nhận khóa", "key", "warning"),
    Need.DECISION: ("Cần quyết định", "warning", "warning"),
    Need.NEWER: ("Mới hơn bản đang tính", "warning", "warning"),
    Need.SUDDEN: ("Đã tính, số khác hẳn bản trước", "warning", "warning"),
    Need.PROVISIONAL: ("Đã tính, khóa chưa đối chiếu", "key", "warning"),
    Need.NEW: ("Mới", "done", "ok"),
    Need.CHANGED: ("Thay bản cũ", "done", "ok"),
    Need.OLD: ("Bản cũ, không tính", "clock", "faint"),
    Need.SET_ASIDE: ("Để riêng", "folder", "faint"),
    Need.HANDMADE: ("Tệp làm tay, chờ nhập số liệu", "table", "warning"),
    Need.PAPER: ("Bản giấy cần xem", "warning", "warning"),
    Need.UNREADABLE: ("Không đọc được", "error", "error"),
    Need.NOT_TAKEN: ("Máy chưa nhận được", "error", "error"),
    Need.OPENED: ("Tệp nén và thư đã mở", "folder", "faint"),
    Need.PASSED_OVER: ("Bỏ qua", "file", "faint"),
}
"""Title, icon and colour of each need, in the order in which they are shown."""
GROUP_TITLES: Final = {need: title for need, (title, _, _) in _GROUPS.items()}
"""The title of each group, in that order."""
_DISMISSED: Final = (Need.DAMAGED, Need.HANDMADE, Need.PAPER, Need.UNREADABLE)
_FOLDED: Final = (Need.OPENED, Need.PASSED_OVER)
_COUNTED: Final = (Need.SUDDEN, Need.PROVISIONAL, Need.NEW, Need.CHANGED)
_RECEIVED_ROLE: Final = Qt.ItemDataRole.UserRole
_NEED_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_STEPS: Final = {
    NextStep.ADD_UNIT: f"{Verb.ADD_UNKNOWN_UNITS.label}…",
    NextStep.COMPARE_KEY: f"{Verb.CONFIRM_KEYS.label}…",
    NextStep.ANSWER: f"{Verb.ANSWER_QUESTION.label}…",
    NextStep.PLACE: f"{Verb.PLACE_UNIT.label}…",
    NextStep.ENTER: Verb.ENTER_HANDMADE.label,
    NextStep.ACCEPT: Verb.ACCEPT_REPORT.label,
    NextStep.DISMISS: Verb.DISMISS_UNREAD.label,
}
"""What the button beside a row says."""
_STEP_COLUMN: Final = 4
_WIDTHS: Final = (60, 60, 170, 150)
"""The widths of the columns after the name, which takes the rest, in pixels at 100 %."""
_NO_MATCH: Final = (
    "Không thấy báo cáo nào khớp",
    "Hãy tìm bằng từ khác, hoặc bấm Esc ở ô tìm để xem tất cả.",
)
_EMPTY: Final = (
    "Chưa nhận báo cáo nào",
    "Thả vào đây tệp của các đơn vị, tệp nén, thư đã lưu, ảnh chụp bản giấy, cả thư mục hoặc thẻ nhớ.",
)


class ReceivedList(QTreeWidget):
    """A row for each received report or file, below the title of its group."""

    # Other rows are selected than before, or none, or what the rows show has changed.
    selection_changed = Signal()
    # Other reports and files are listed than before.
    rows_changed = Signal()
    # What the current row needs is to be done: its button was clicked, or Enter pressed on it.
    step_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.received: tuple[ReceivedItem, ...] = ()
        """The reports and files that are shown, as in `show_received`."""
        self.setHeaderLabels(["Đơn vị", "Bản số", "Ô khác", "Tệp", "Việc cần làm"])
        self.setAccessibleName("Các báo cáo đã nhận")
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        theme().on_theme_change(self, self._set_widths)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names begin alike, and some end alike
        self._buttons = ButtonDelegate(self)
        self._buttons.clicked.connect(self._choose_step)
        self.setItemDelegateForColumn(_STEP_COLUMN, self._buttons)
        self.itemActivated.connect(lambda _row, _column: self.step_chosen.emit())
        self.itemSelectionChanged.connect(self.selection_changed)
        self.setExpandsOnDoubleClick(False)
        self.itemClicked.connect(_fold_or_unfold)
        self.empty_state = EmptyState("receiving", *_EMPTY)
        self.no_match = EmptyState("receiving", *_NO_MATCH)
        self.reading = EmptyState("receiving", "Đang đọc những gì đã nhận…", "")
        """Is shown until it is known what was received; thousands of reports take seconds."""
        self.no_match.hide()
        self.empty_state.hide()
        column = QVBoxLayout(self.viewport())
        column.addWidget(self.reading)
        column.addWidget(self.empty_state)
        column.addWidget(self.no_match)

    @property
    def current_received(self) -> ReceivedItem | None:
        """What the current row shows; None on a title or in an empty list."""
        return _received(self.currentItem())

    def with_need(self, need: Need) -> tuple[ReceivedItem, ...]:
        """What is shown under `need`."""
        return tuple(each for each in self.received if each.need is need)

    def selected_or_counted(self) -> tuple[ReceivedItem, ...]:
        """The selected reports if there are several, otherwise all that count. A report known from its paper
        only is left out, as there is nothing of it to print or save."""
        selected = [each for item in self.selectedItems() if (each := _received(item)) is not None]
        held = [each for each in selected if each.held_id is not None and not each.is_paper_only]
        if len(held) > 1:
            return tuple(held)
        return tuple(each for each in self.received if each.need in _COUNTED and not each.is_paper_only)

    def selected_places(self) -> tuple[str, ...]:
        """Of what is selected, the places of what can be dismissed."""
        selected = (_received(item) for item in self.selectedItems())
        return tuple(
            each.place for each in selected if each is not None and each.place and each.need in _DISMISSED
        )

    def show_received(self, received: Sequence[ReceivedItem]) -> None:
        """Show `received` in place of what is shown. The current row stays on the same report if it is still
        there, otherwise the first row becomes current."""
        before = _identity(self.current_received)
        self.received = tuple(received)
        self.clear()
        for need, (title, icon, colour) in _GROUPS.items():
            rows = [_row(each) for each in received if each.need is need]
            if rows:
                group = _group(f"{title} ({len(rows)})", icon, colour, rows)
                group.setData(0, _NEED_ROLE, need)
                self.addTopLevelItem(group)
                for row in rows:
                    row.setFirstColumnSpanned(_is_nameless(row))
        self.reading.hide()
        self.empty_state.setVisible(not received)
        self.no_match.hide()
        for group in _children(self.invisibleRootItem()):
            group.setExpanded(any(_needs_a_look(row) for row in _children(group)))
        rows = self._rows()
        same = (row for row in rows if _identity(_received(row)) == before)
        first = next((row for row in rows if _needs_a_look(row)), None)
        if (current := next(same, first)) is not None:
            self._select(current)
        self.rows_changed.emit()
        self.selection_changed.emit()

    def show_only(self, is_wanted: Callable[[ReceivedItem], bool]) -> None:
        """Hide the rows of which `is_wanted` is false, and groups without any other. Where the current row is
        hidden, the first that is not becomes current."""
        shown = False
        for group in _children(self.invisibleRootItem()):
            rows = _children(group)
            for row in rows:
                received = _received(row)
                row.setHidden(received is not None and not is_wanted(received))
            count = sum(not row.isHidden() for row in rows)
            number = f"{count}/{len(rows)}" if count < len(rows) else str(count)
            group.setText(0, f"{GROUP_TITLES[group.data(0, _NEED_ROLE)]} ({number})")
            group.setHidden(not count)
            shown = shown or bool(count)
        self.no_match.setVisible(bool(self.received) and not shown)
        if (current := self.currentItem()) is not None and current.isHidden():
            first = next((row for row in self._rows() if not row.isHidden()), None)
            if first is not None:
                self._select(first)

    def select_unit(self, code: str) -> None:
        """Put the keyboard on the first report of the unit `code`. Does nothing when it sent none."""
        for row in self._rows():
            received = _received(row)
            if received is not None and received.unit is not None and received.unit.code == code:
                self._select(row)
                self.setFocus()
                return

    def _choose_step(self, index: QModelIndex) -> None:
        row = self.itemFromIndex(index)
        if not (row.isSelected() and row is self.currentItem()):
            self._select(row)
        self.step_chosen.emit()

    def _select(self, row: QTreeWidgetItem) -> None:
        """Select `row` alone, also while Ctrl is held down, which would have Qt add it to the others."""
        flags = QItemSelectionModel.SelectionFlag
        self.setCurrentItem(row, 0, flags.ClearAndSelect | flags.Rows)

    def group_titles(self) -> tuple[str, ...]:
        """The titles of the groups that are shown, with their counts."""
        return tuple(group.text(0) for group in _children(self.invisibleRootItem()))

    def _rows(self) -> list[QTreeWidgetItem]:
        return [row for group in _children(self.invisibleRootItem()) for row in _children(group)]

    def _set_widths(self) -> None:
        for column, width in enumerate(_WIDTHS, 1):
            self.setColumnWidth(column, theme().px(width))


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for row in range(item.childCount()) if (child := item.child(row)) is not None]


def _received(item: QTreeWidgetItem | None) -> ReceivedItem | None:
    received: ReceivedItem | None = None if item is None else item.data(0, _RECEIVED_ROLE)
    return received


def _is_nameless(row: QTreeWidgetItem) -> bool:
    """Whether a row has no more to show than the way to its file, which is long."""
    received = _received(row)
    return received is not None and received.unit is None and next_step(received) is None


def _fold_or_unfold(item: QTreeWidgetItem) -> None:
    """A click anywhere on the title of a group does what its arrow does."""
    if _received(item) is None:
        item.setExpanded(not item.isExpanded())


def _needs_a_look(row: QTreeWidgetItem) -> bool:
    received = _received(row)
    return received is None or received.need not in _FOLDED


def _identity(received: ReceivedItem | None) -> object:
    """What stays the same of a report when it moves to another group."""
    return None if received is None else received.held_id or (received.file, received.unit, received.place)


def _group(title: str, icon: str, colour: str, rows: list[QTreeWidgetItem]) -> QTreeWidgetItem:
    group = QTreeWidgetItem([title])
    group.setIcon(0, icons.icon(icon, colour))
    group.setFont(0, bold_font())
    group.setFlags(Qt.ItemFlag.ItemIsEnabled)
    group.addChildren(rows)
    return group


def _row(received: ReceivedItem) -> QTreeWidgetItem:
    name = received.file if received.unit is None else received.unit.name
    name = f"{name} (từ bản giấy)" if received.is_paper_only else name
    revision = "" if received.revision is None else str(received.revision)
    changed = "" if received.other_revision is None else str(len(received.changes))
    file = received.file if received.unit is not None else ""
    step = next_step(received)
    row = QTreeWidgetItem([name, revision, changed, file, "" if step is None else _STEPS[step]])
    for column in (1, 2):
        row.setTextAlignment(column, Qt.AlignmentFlag.AlignCenter)
    row.setToolTip(0, "\n".join((received.sentence, *received.doubts)))
    if received.doubts:
        row.setIcon(0, icons.icon("warning", "warning"))
    row.setToolTip(3, received.file)
    if step is not None:
        row.setToolTip(_STEP_COLUMN, f"{_STEPS[step]} (Enter)")
        row.setData(_STEP_COLUMN, Qt.ItemDataRole.AccessibleTextRole, f"Nút {_STEPS[step]} {name}")
    row.setData(0, _RECEIVED_ROLE, received)
    return row
