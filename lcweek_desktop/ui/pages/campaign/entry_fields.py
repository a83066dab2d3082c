"""Fields for what one entry of the draft says: lines, days, numbers, choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.pages.campaign.edits import set_value
from lcweek_desktop.ui.pages.campaign.fields import Field, FieldKind, said_value, shown_text, typed_value
from lcweek_desktop.ui.pages.campaign.tick_button import TickButton
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.widgets.inputs import ComboBox, LineEdit, ShortTextEdit
from lcweek_desktop.ui.widgets.theme import Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import TomlValue

_TextInput: TypeAlias = LineEdit | ShortTextEdit


class EntryFields(QScrollArea):
    """The fields of one entry of the list `entries`, which `show_entry` chooses."""

    def __init__(self, editor: DraftEditor, entries: str, fields: Sequence[Field]) -> None:
        super().__init__()
        self._editor, self._entries, self._entry = editor, entries, ""
        self.setAccessibleName("Các ô của mục đang chọn")
        self._fields = {field.key: field for field in fields}
        self.inputs: dict[str, LineEdit | ShortTextEdit | QCheckBox | ComboBox | TickButton] = {}
        """The input of each field by its key."""
        self.error = QLabel(wordWrap=True)
        """Why what was typed last is not taken; hidden while it is."""
        theme().apply_style(self.error, "color: $error;")
        self.error.hide()
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for field in fields:
            self._add(field)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(Space.S, Space.S, Space.M, Space.S)
        self._column.addLayout(self._form)
        self._column.addWidget(self.error)
        self._column.addStretch(1)
        self._inner = inner
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        editor.changed.connect(self._refresh)

    def show_entry(self, key: str) -> None:
        """Show the entry `key`; what was typed for another one is handed over first."""
        self.commit()
        self._entry = key
        self.error.hide()
        self._refresh()

    def add_below(self, widget: QWidget) -> None:
        """Put `widget` below the fields."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def focus_field(self, key: str) -> None:
        """Put the keyboard in the field `key`, if there is one."""
        if key in self.inputs:
            self.inputs[key].setFocus()

    def show_whole(self) -> None:
        """Be as high as all fields together, for a few fields that need no scrolling."""
        theme().on_theme_change(self, lambda: self.setFixedHeight(self._inner.sizeHint().height()))

    def commit(self) -> None:
        """Hand over the text that is being typed."""
        for key, each in self.inputs.items():
            if each.hasFocus() and isinstance(each, _TextInput):
                self._commit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.FocusOut:
            self._commit(watched.objectName())
        return super().eventFilter(watched, event)

    def _add(self, field: Field) -> None:
        if field.kind is FieldKind.SWITCH:
            switch = QCheckBox(field.label)
            switch.toggled.connect(lambda on: self._put(field.key, on))
            self.inputs[field.key] = switch
            self._form.addRow(switch)
            return
        widget = self.inputs[field.key] = self._input(field)
        widget.setObjectName(field.key)
        widget.setAccessibleName(field.label)
        widget.setToolTip(field.hint)
        self._form.addRow(field.label, widget)

    def _input(self, field: Field) -> LineEdit | ShortTextEdit | ComboBox | TickButton:
        match field.kind:
            case FieldKind.CHOICE:
                combo = ComboBox()
                combo.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                combo.activated.connect(lambda _at: self._put(field.key, combo.currentData()))
                return combo
            case FieldKind.TICKS:
                button = TickButton("Tất cả", "Chỉ:")
                button.ticked.connect(lambda: self._put(field.key, self._ticked(field, button)))
                return button
            case FieldKind.LINES | FieldKind.TEXT:
                box = ShortTextEdit(lines=field.lines)
                box.installEventFilter(self)
                return box
        line = LineEdit()
        line.returnPressed.connect(lambda: self._commit(field.key))
        line.installEventFilter(self)
        if field.kind is FieldKind.DAY:
            line.setPlaceholderText("ngày/tháng/năm")
        return line

    def _ticked(self, field: Field, button: TickButton) -> list[str] | None:
        is_all = len(button.chosen) == len(button.actions_by_key)
        return None if is_all and field.optional else button.chosen

    def _commit(self, key: str) -> None:
        field, typed, draft = self._fields.get(key), self.inputs.get(key), self._editor.draft
        if field is None or not isinstance(typed, _TextInput) or draft is None or not self._values():
            return
        text = typed.text() if isinstance(typed, LineEdit) else typed.toPlainText()
        if text == shown_text(field, self._said(field), draft.definition):
            return
        try:
            value = typed_value(field, text, draft.definition)
        except ValueError as refusal:
            self.error.setText(str(refusal))
            self.error.show()
            return
        self._put(key, value)

    def _put(self, key: str, value: TomlValue | None) -> None:
        self.error.hide()
        field, entry = self._fields[key], self._entry
        row = entry if self._entries == "row" else ""
        if (field.default if (said := self._said(field)) is None else said) == value:
            return
        if field.change is not None:
            change = field.change
            self._editor.edit(lambda definition: change(definition, entry, value))
        else:
            set_value(self._editor, self._entries, entry, key, value, row)

    def _values(self) -> Mapping[str, TomlValue]:
        """What the entry says; nothing when it is not there."""
        draft = self._editor.draft
        if draft is None:
            return {}
        place = services.campaign_drafts.Entry(self._entries, self._entry)
        try:
            return draft.definition.values(place)
        except KeyError:
            return {}

    def _said(self, field: Field) -> TomlValue | None:
        draft = self._editor.draft
        return None if draft is None else said_value(field, draft.definition, self._values())

    def _refresh(self) -> None:
        values = self._values()
        self.setEnabled(bool(values))
        for key, each in self.inputs.items():
            applies = bool(values) and self._fields[key].applies(values)
            self._form.setRowVisible(each, applies)
            if applies:
                with QSignalBlocker(each):
                    self._show(self._fields[key], each, values)

    def _show(self, field: Field, each: QWidget, values: Mapping[str, TomlValue]) -> None:
        """Let the input `each` of `field` show what the entry says there."""
        draft, value = self._editor.draft, self._said(field)
        assert draft is not None
        value = field.default if value is None else value
        match each:
            case QCheckBox():
                each.setChecked(value is True)
            case ComboBox():
                _show_choices(each, field.choices(draft.definition, values), value)
            case TickButton():
                choices = [(str(key), name) for key, name in field.choices(draft.definition, values)]
                each.show_choices(choices, value if isinstance(value, list) else None)
            case LineEdit():
                text = shown_text(field, value, draft.definition)
                if each.text() != text:
                    each.setText(text)
            case ShortTextEdit():
                text = shown_text(field, value, draft.definition)
                if each.toPlainText() != text:
                    each.setPlainText(text)


def _show_choices(
    combo: ComboBox, choices: Sequence[tuple[TomlValue | None, str]], value: TomlValue | None
) -> None:
    if [(combo.itemData(at), combo.itemText(at)) for at in range(combo.count())] != [*choices]:
        combo.clear()
        for key, words in choices:
            combo.addItem(words, key)
    combo.setCurrentIndex(next((at for at, (key, _) in enumerate(choices) if key == (value or None)), -1))
