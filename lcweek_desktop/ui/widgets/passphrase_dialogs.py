"""Dialogs for a pass-phrase: a new one is typed twice, one that there is already once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, theme

_KEEP: Final = "Mật khẩu không được lưu ở đâu cả. Hãy ghi ra giấy; nếu quên, phải ghi tệp khác."


class PassphraseDialog(QDialog):
    """Asks for the pass-phrase that was given to something before."""

    def __init__(self, parent: QWidget, title: str, text: str, on_given: Callable[[str], object]) -> None:
        """`text` says for what; `on_given` is called with what was typed."""
        super().__init__(parent)
        self._on_given = on_given
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.field = _field("Mật khẩu")
        self.field.textChanged.connect(lambda _text: self._update_button())
        self.is_shown = QCheckBox("&Hiện mật khẩu")
        self.is_shown.toggled.connect(self._show_letters)
        self.accept_button = Button("Tiếp tục")
        self._lay_out(text)
        self._update_button()
        self.field.setFocus()

    def accept(self) -> None:
        if self.accept_button.isEnabled():
            typed = self.field.text()
            super().accept()
            self._on_given(typed)

    def _fields(self) -> dict[str, QLineEdit]:
        return {"&Mật khẩu": self.field}

    def _below(self) -> list[QWidget]:
        """Widgets below the fields, beside the box that shows the letters."""
        return []

    def _notes(self) -> list[QLabel]:
        """What is said below all fields."""
        return []

    def _update_button(self) -> None:
        self.accept_button.setEnabled(bool(self.field.text().strip()))

    def _show_letters(self, shown: bool) -> None:
        for field in self._fields().values():
            field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _lay_out(self, text: str) -> None:
        explanation = QLabel(text)
        explanation.setWordWrap(True)
        form = QFormLayout()
        form.setHorizontalSpacing(theme().px(Space.M))
        for label, field in self._fields().items():
            form.addRow(label, field)
        below = QHBoxLayout()
        below.addWidget(self.is_shown)
        below.addStretch(1)
        for widget in self._below():
            below.addWidget(widget)
        form.addRow("", below)
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.M))
        column.addWidget(explanation)
        column.addLayout(form)
        for note in self._notes():
            note.setWordWrap(True)
            column.addWidget(note)
        column.addStretch(1)
        column.addWidget(self._button_box())
        theme().on_theme_change(self, lambda: self.setMinimumWidth(theme().px(520)))

    def _button_box(self) -> QDialogButtonBox:
        leave = Button("Thôi")
        self.accept_button.setDefault(True)
        theme().apply_style(self.accept_button, PRIMARY_STYLE)
        box = QDialogButtonBox()
        box.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box


class NewPassphraseDialog(PassphraseDialog):
    """Asks for a new pass-phrase, typed twice or suggested."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        least: int,
        suggest: Callable[[], str],
        on_given: Callable[[str], object],
    ) -> None:
        """`least` is the fewest characters; `suggest` makes a pass-phrase by chance."""
        self._least = least
        self.again = _field("Nhập lại mật khẩu")
        self.again.textChanged.connect(lambda _text: self._update_button())
        self.hint = QLabel()
        self.suggest_button = Button("Gợi ý mật khẩu", on_click=lambda: self._take(suggest()))
        super().__init__(parent, title, text, on_given)

    def _take(self, suggested: str) -> None:
        """Use `suggested`, and show it, as it has to be written down."""
        self.is_shown.setChecked(True)
        for field in (self.field, self.again):
            field.setText(suggested)

    def _fields(self) -> dict[str, QLineEdit]:
        return {"&Mật khẩu": self.field, "&Nhập lại": self.again}

    def _below(self) -> list[QWidget]:
        return [self.suggest_button]

    def _notes(self) -> list[QLabel]:
        keep = QLabel(_KEEP)
        theme().apply_style(keep, "color: $muted;")
        theme().apply_style(self.hint, "color: $warning;")
        return [self.hint, keep]

    def _update_button(self) -> None:
        hint = self._missing()
        self.hint.setText(hint)
        self.accept_button.setEnabled(not hint)

    def _missing(self) -> str:
        """What is still to be done; empty when nothing is."""
        if len(" ".join(self.field.text().split())) < self._least:
            return f"Mật khẩu cần ít nhất {self._least} ký tự."
        return "" if self.field.text() == self.again.text() else "Hai lần nhập chưa giống nhau."


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    return field
