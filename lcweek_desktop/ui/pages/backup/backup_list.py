"""The list of backups, the newest first, with when and why each was made, its size and what it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout

from lcweek_desktop.services.backup.listing import BackupState, ListedBackup
from lcweek_desktop.services.backup.words import reason_text, size_text, state_text, time_text
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.placeholders import EmptyState
from lcweek_desktop.ui.widgets.theme import theme

_LISTED_ROLE: Final = Qt.ItemDataRole.UserRole
_WIDTHS: Final = (50, 170, 210, 100)
"""The widths of the first columns, in pixels at 100 %."""
_STATE_ICONS: Final = {
    BackupState.GOOD: ("done", "ok"),
    BackupState.NEWER: ("warning", "warning"),
    BackupState.BUSY: ("warning", "warning"),
    BackupState.DAMAGED: ("error", "error"),
}
_EMPTY: Final = (
    "Chưa có bản sao lưu nào",
    "Chương trình tự sao lưu mỗi ngày một lần khi đang mở. Có thể sao lưu ngay bây giờ.",
)


class BackupList(QTreeWidget):
    """A row for each backup; `add` is the button of the empty list."""

    def __init__(self, add: Button) -> None:
        super().__init__()
        self.add_button = add
        """The button of the empty list."""
        self.setHeaderLabels(["Số", "Lúc", "Lý do", "Dung lượng", "Tình trạng"])
        self.headerItem().setToolTip(3, "Dung lượng của số liệu, chưa kể ảnh và tệp đã nhận")
        self.setAccessibleName("Các bản sao lưu")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.header().setStretchLastSection(True)
        for column in (0, 3):
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignCenter)
        theme().on_theme_change(self, self._set_widths)
        self.empty_state = EmptyState("backup", *_EMPTY, add)
        QVBoxLayout(self.viewport()).addWidget(self.empty_state)

    @property
    def current(self) -> ListedBackup | None:
        """The backup of the current row; None in an empty list."""
        item = self.currentItem()
        listed: ListedBackup | None = None if item is None else item.data(0, _LISTED_ROLE)
        return listed

    @property
    def listed(self) -> tuple[ListedBackup, ...]:
        """All backups that are shown."""
        items = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return tuple(item.data(0, _LISTED_ROLE) for item in items if item is not None)

    def show_backups(self, listed: Sequence[ListedBackup]) -> None:
        """Show `listed` in place of what is shown. The current row stays on the same backup if it is still
        there, otherwise the first whole one becomes current."""
        before = None if self.current is None else self.current.backup
        self.clear()
        self.empty_state.setVisible(not listed)
        rows = {each: _row(each) for each in listed}
        self.addTopLevelItems([*rows.values()])
        same = [row for each, row in rows.items() if each.backup == before]
        whole = [row for each, row in rows.items() if each.is_whole]
        for row in (same or whole)[:1]:
            self.setCurrentItem(row)

    def _set_widths(self) -> None:
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, theme().px(width))


def _row(listed: ListedBackup) -> QTreeWidgetItem:
    backup = listed.backup
    words = (time_text(backup), reason_text(backup), size_text(backup), state_text(listed.state))
    row = QTreeWidgetItem([str(backup.number), *words])
    for column in (0, 3):
        row.setTextAlignment(column, Qt.AlignmentFlag.AlignCenter)
    row.setIcon(4, icons.icon(*_STATE_ICONS[listed.state]))
    row.setToolTip(1, backup.path.name)
    row.setData(0, _LISTED_ROLE, listed)
    return row
