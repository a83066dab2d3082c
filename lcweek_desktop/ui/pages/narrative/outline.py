"""The list of headings at the left, with how many words are written under each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from lcweek_desktop.domain.form import Form, Heading, HeadingKey
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import bold_font, theme

_KEY_ROLE: Final = Qt.ItemDataRole.UserRole


class Outline(QListWidget):
    """The headings of a report; those without text of their own are bold and cannot be selected."""

    # The user chose a heading: HeadingKey.
    heading_chosen = Signal(object)

    def __init__(self, form: Form, headings: Sequence[Heading]) -> None:
        super().__init__()
        self._headings = {heading.key: heading for heading in headings}
        self._form = form
        self._items: dict[HeadingKey, QListWidgetItem] = {}
        self._word_counts: dict[HeadingKey, int] = {}
        self._remarks: Mapping[HeadingKey, str] = {}
        self.setAccessibleName("Các mục của báo cáo")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for heading in headings:
            self._add(heading)
        self.itemClicked.connect(self._item_chosen)
        self.itemActivated.connect(self._item_chosen)
        theme().apply_style(
            self,
            "QListWidget { background: $canvas; border: 1px solid $canvas; border-radius: 6px;"
            " outline: 0; }"
            "QListWidget:focus { border-color: $accent; }"
            "QListWidget::item { border-radius: 6px; padding: 5px 4px; color: $ink; }"
            "QListWidget::item:hover { background: $raised; }"
            "QListWidget::item:selected { background: $accent_soft; color: $accent; }",
        )
        theme().on_theme_change(self, self._apply_theme)

    def show_word_counts(self, word_counts: Mapping[HeadingKey, int]) -> None:
        """Show how many words are under each of the given headings; the others stay as they are."""
        for key, count in word_counts.items():
            self._word_counts[key] = count
            written = f"{count} từ" if count else "Chưa có nội dung"
            item, heading = self._items[key], self._headings[key]
            item.setText(f"{self._indent(heading)}{heading.name}\n{self._indent(heading)}{written}")
            remark = self._remarks.get(key, "")
            done = icons.icon("done", "ok") if count else icons.icon("todo", "faint")
            item.setIcon(icons.icon("warning", "warning") if remark else done)
            item.setToolTip(remark)
            spoken = ", ".join(
                filter(None, (heading.name, written, "có ý kiến của nơi nhận" if remark else ""))
            )
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def show_remarks(self, remarks: Mapping[HeadingKey, str]) -> None:
        """Mark the headings about which a receiver said what `remarks` has, and no others."""
        if remarks != self._remarks:
            self._remarks = remarks
            self.show_word_counts(self._word_counts)

    def show_current(self, key: HeadingKey) -> None:
        """Select a heading without announcing it as chosen."""
        with QSignalBlocker(self):
            self.setCurrentItem(self._items[key])

    def _add(self, heading: Heading) -> None:
        item = QListWidgetItem(f"{self._indent(heading)}{heading.name}")
        item.setData(_KEY_ROLE, heading.key)
        if not heading.has_text:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._items[heading.key] = item
        self.addItem(item)

    def _indent(self, heading: Heading) -> str:
        """Spaces before a heading below the second level; the icon already sets off those of the second."""
        return "\u2003" * max(self._form.depth(heading) - 1, 0)

    def _item_chosen(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.heading_chosen.emit(item.data(_KEY_ROLE))

    def _apply_theme(self) -> None:
        self.setFixedWidth(theme().px(248))
        for heading in self._headings.values():
            if not heading.has_text:
                self._items[heading.key].setFont(bold_font())
        self.show_word_counts(self._word_counts)
