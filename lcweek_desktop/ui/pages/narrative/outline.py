"""The fixed headings at the left: which are written, with how many words; a click goes there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from lcweek_desktop.domain.form import Form, Heading, HeadingKey
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import bold_font, theme

_KEY = Qt.ItemDataRole.UserRole


class Outline(QListWidget):
    # HeadingKey: the heading to go to.
    chosen = Signal(object)

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._items: dict[HeadingKey, QListWidgetItem] = {}
        self._words: dict[HeadingKey, int] = {}
        self._headings = form.headings
        self.setAccessibleName("Các mục của báo cáo")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for heading in form.headings:
            self._add(heading)
        self.itemClicked.connect(self._go)
        self.itemActivated.connect(self._go)
        theme().apply_style(
            self,
            "QListWidget { background: $canvas; border: 1px solid $canvas; border-radius: 6px;"
            " outline: 0; }"
            "QListWidget:focus { border-color: $accent; }"
            "QListWidget::item { border-radius: 6px; padding: 5px 4px; color: $ink; }"
            "QListWidget::item:hover { background: $raised; }"
            "QListWidget::item:selected { background: $accent_soft; color: $accent; }",
        )
        theme().on_theme_change(self, self._dress)

    def show_words(self, words: Mapping[HeadingKey, int]) -> None:
        """`words` gives how many each heading has; a heading it does not name stays as it is."""
        for key, count in words.items():
            self._words[key] = count
            said = f"{count} từ" if count else "Chưa có nội dung"
            item = self._items[key]
            item.setText(f"{self._title(key)}\n{said}")
            item.setIcon(icons.icon("done", "ok") if count else icons.icon("todo", "faint"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{self._title(key)}, {said}")

    def show_key(self, key: HeadingKey) -> None:
        """Mark the heading that is being typed under."""
        with QSignalBlocker(self):
            self.setCurrentItem(self._items[key])

    def _add(self, heading: Heading) -> None:
        item = QListWidgetItem(f"{heading.number}. {heading.title}")
        item.setData(_KEY, heading.key)
        if not heading.has_text:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._items[heading.key] = item
        self.addItem(item)

    def _title(self, key: HeadingKey) -> str:
        heading = next(heading for heading in self._headings if heading.key == key)
        return f"{heading.number}. {heading.title}"

    def _go(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.chosen.emit(item.data(_KEY))

    def _dress(self) -> None:
        self.setFixedWidth(theme().px(248))
        for heading in self._headings:
            if not heading.has_text:
                self._items[heading.key].setFont(bold_font())
        self.show_words(self._words)
