"""Fields for what one entry of the draft says: a line, several lines, a day, or yes and no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.pages.campaign.edits import set_value
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.widgets.inputs import LineEdit, ShortTextEdit
from lcweek_desktop.ui.widgets.theme import Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import TomlValue

_DAY: Final = "%d/%m/%Y"


class FieldKind(Enum):
    """How a value is typed. TEXT is one line in a box that wraps it; LINES are several texts, one in a line;
    an empty DAY or LINE that may be missing is taken away."""

    LINE = auto()
    TEXT = auto()
    LINES = auto()
    DAY = auto()
    SWITCH = auto()


@dataclass(frozen=True)
class Field:
    """The value at `key`, called `label`; an `optional` one is taken away when it is emptied."""

    key: str
    label: str
    kind: FieldKind = FieldKind.LINE
    optional: bool = False
    hint: str = ""


class EntryFields(QScrollArea):
    """The fields of one entry of the list `entries`, which `show_entry` chooses."""

    def __init__(self, editor: DraftEditor, entries: str, fields: Sequence[Field]) -> None:
        super().__init__()
        self._editor, self._entries, self._entry = editor, entries, ""
        self.setAccessibleName("Các ô của mục đang chọn")
        self._fields = {field.key: field for field in fields}
        self.inputs: dict[str, LineEdit | ShortTextEdit | QCheckBox] = {}
        """The input of each field by its key."""
        self._error = QLabel(wordWrap=True)
        theme().apply_style(self._error, "color: $error;")
        self._error.hide()
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for field in fields:
            self._add(form, field)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(Space.S, Space.S, Space.M, Space.S)
        column.addLayout(form)
        column.addWidget(self._error)
        column.addStretch(1)
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
        self._refresh()

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
            if each.hasFocus() and not isinstance(each, QCheckBox):
                self._commit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.FocusOut:
            self._commit(watched.objectName())
        return super().eventFilter(watched, event)

    def _add(self, form: QFormLayout, field: Field) -> None:
        if field.kind is FieldKind.SWITCH:
            switch = QCheckBox(field.label)
            switch.toggled.connect(lambda on: self._put(field.key, on))
            self.inputs[field.key] = switch
            form.addRow(switch)
            return
        if field.kind in (FieldKind.LINES, FieldKind.TEXT):
            box = ShortTextEdit()
            box.setTabChangesFocus(True)
            self.inputs[field.key] = box
        else:
            line = LineEdit()
            line.returnPressed.connect(lambda: self._commit(field.key))
            self.inputs[field.key] = line
        widget = self.inputs[field.key]
        widget.setObjectName(field.key)
        widget.setAccessibleName(field.label)
        widget.setToolTip(field.hint)
        widget.installEventFilter(self)
        if isinstance(widget, LineEdit) and field.kind is FieldKind.DAY:
            widget.setPlaceholderText("ngày/tháng/năm")
        form.addRow(field.label, widget)

    def _commit(self, key: str) -> None:
        field, typed = self._fields.get(key), self.inputs.get(key)
        if field is None or typed is None or isinstance(typed, QCheckBox) or not self._values():
            return
        text = typed.text() if isinstance(typed, LineEdit) else typed.toPlainText()
        if text == _shown(self._values().get(key)):
            return
        try:
            value = _value(field, text)
        except ValueError:
            self._error.setText(f"“{text}” không phải là một ngày; xin nhập như 20/10/2025.")
            self._error.show()
            return
        self._put(key, value)

    def _put(self, key: str, value: TomlValue | None) -> None:
        self._error.hide()
        row = self._entry if self._entries == "row" else ""
        if self._values().get(key) != value:
            set_value(self._editor, self._entries, self._entry, key, value, row)

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

    def _refresh(self) -> None:
        values = self._values()
        self.setEnabled(bool(values))
        for key, each in self.inputs.items():
            with QSignalBlocker(each):
                if isinstance(each, QCheckBox):
                    each.setChecked(values.get(key) is True)
                elif isinstance(each, LineEdit):
                    if each.text() != _shown(values.get(key)):
                        each.setText(_shown(values.get(key)))
                elif each.toPlainText() != _shown(values.get(key)):
                    each.setPlainText(_shown(values.get(key)))


def _shown(value: TomlValue | None) -> str:
    if isinstance(value, date):
        return value.strftime(_DAY)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(value)
    return "" if value is None else str(value)


def _value(field: Field, text: str) -> TomlValue | None:
    """What `text` says for `field`; ValueError for a day that is none."""
    if field.kind is FieldKind.LINES:
        lines = [clean_line(line) for line in text.rstrip("\n").split("\n")] if text.strip() else []
        return None if field.optional and not lines else lines
    cleaned = clean_line(text)
    if not cleaned and field.optional:
        return None
    if field.kind is FieldKind.DAY:
        return datetime.strptime(cleaned, _DAY).date()
    return cleaned
