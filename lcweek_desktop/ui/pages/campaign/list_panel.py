"""A list of entries of the draft at the left and, beside it, the fields of the current one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.pages.campaign.entry_fields import EntryFields
from lcweek_desktop.ui.pages.campaign.fields import Field
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.theme import Space, bold_font, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import TomlValue

_LIST_STYLE: Final = (
    "QListWidget { background: $surface; border: 1px solid $line; border-radius: 6px; outline: 0; }"
    "QListWidget::item { padding: ${xs}; }"
    "QListWidget::item:selected { background: $accent_soft; color: $ink; }"
)


class ListPanel(QWidget):
    """The entries of the list `entries` of the draft."""

    # str: the key of the entry that is the current one now, which may be the one before with other values.
    current_shown = Signal(str)

    def __init__(
        self,
        editor: DraftEditor,
        entries: str,
        fields: Sequence[Field],
        text: Callable[[Mapping[str, TomlValue]], str],
        is_bold: Callable[[Mapping[str, TomlValue]], bool] = lambda _entry: False,
    ) -> None:
        """`text` is what the list shows of an entry."""
        super().__init__()
        self._editor, self._entries, self._text, self._is_bold = editor, entries, text, is_bold
        self.list = QListWidget()
        theme().apply_style(self.list, _LIST_STYLE)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields = EntryFields(editor, entries, fields)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_current())
        self.buttons = FlowLayout(fill=False)
        """The buttons below the list."""
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addLayout(self.buttons)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self.fields)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        theme().on_theme_change(splitter, lambda: splitter.setSizes([theme().px(230), theme().px(330)]))
        around = QVBoxLayout(self)
        around.setContentsMargins(0, Space.S, 0, 0)
        around.addWidget(splitter)
        editor.changed.connect(self._refresh)

    @property
    def current_key(self) -> str:
        """The key of the current entry; empty when there is none."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def go_to(self, key: str) -> None:
        """Make the entry `key` the current one, if it is there."""
        for at in range(self.list.count()):
            if self.list.item(at).data(Qt.ItemDataRole.UserRole) == key:
                self.list.setCurrentRow(at)

    def add_button(self, text: str, icon: str, on_click: Callable[[], object]) -> Button:
        """A button below the list."""
        button = Button(text, icon, on_click)
        self.buttons.addWidget(button)
        return button

    def _refresh(self) -> None:
        key, draft = self.current_key, self._editor.draft
        with QSignalBlocker(self.list):
            self.list.clear()
            for entry in () if draft is None else draft.definition.entries(self._entries):
                item = QListWidgetItem(self._text(entry))
                item.setData(Qt.ItemDataRole.UserRole, entry["key"])
                if self._is_bold(entry):
                    item.setFont(bold_font())
                self.list.addItem(item)
            self.go_to(key)
            if self.list.currentRow() < 0:
                self.list.setCurrentRow(0)
        if self.current_key != key:
            self._show_current()
        else:
            self.current_shown.emit(key)

    def _show_current(self) -> None:
        self.fields.show_entry(self.current_key)
        self.current_shown.emit(self.current_key)
