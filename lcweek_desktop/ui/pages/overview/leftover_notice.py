"""What a new edition of the campaign left without a place: a line that says so, and the list behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.moved_content import Leftover
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import Space, theme

TITLE: Final = "Số liệu cũ không còn chỗ"


class LeftoverNotice(QFrame):
    """Visible while there is something without a place."""

    def __init__(self) -> None:
        super().__init__()
        self._left: tuple[Leftover, ...] = ()
        self.label = QLabel(wordWrap=True)
        self.button = Button(f"{TITLE}…", on_click=self.show_list)
        self.dialog: LeftoverDialog | None = None
        """The list; None before it was opened."""
        theme().apply_style(self, "LeftoverNotice { background: $warning_soft; border-radius: 6px; }")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        self.hide()

    def show_left(self, left: tuple[Leftover, ...]) -> None:
        """Say how much of `left` there is; nothing when there is none."""
        self._left = left
        self.label.setText(
            f"{len(left)} nội dung đã nhập không còn chỗ trong lần ban hành mới của kỳ báo cáo. "
            "Hãy xem và nhập lại vào chỗ thích hợp nếu cần."
        )
        self.setVisible(bool(left))

    def show_list(self) -> None:
        """Open the list."""
        self.dialog = LeftoverDialog(self.window(), self._left)
        self.dialog.open()


class LeftoverDialog(QDialog):
    """Lists what has no place, and where it stood, to be copied."""

    def __init__(self, parent: QWidget, left: Sequence[Leftover]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        self._left = left
        said = QLabel(
            "Những nội dung này được giữ lại nguyên vẹn bên cạnh bản nháp, không in và không gửi đi.",
            wordWrap=True,
        )
        self.list = QTreeWidget()
        self.list.setAccessibleName(TITLE)
        self.list.setHeaderLabels(["Đã nhập ở", "Nội dung"])
        self.list.setRootIsDecorated(False)
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        for each in left:
            item = QTreeWidgetItem([each.about, each.text])
            item.setToolTip(1, each.text)
            self.list.addTopLevelItem(item)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.copy_button = Button("Chép danh sách", "copy", self.copy)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(Button("Đóng", "close", self.accept))
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.M))
        column.addWidget(said)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.resize(theme().px(620), theme().px(360))

    def copy(self) -> None:
        """Put the list on the clipboard, a line for each."""
        QGuiApplication.clipboard().setText("\n".join(f"{each.about}: {each.text}" for each in self._left))
