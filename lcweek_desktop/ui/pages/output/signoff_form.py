"""The form for what the office writes at signing: number, day, place, signer and recipients."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from lcweek_desktop.domain.letterhead import signoff_with_defaults
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.ui.session.commands import SetSignOff
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.inputs import FieldNotice, LineEdit, ShortTextEdit
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_MAIN_FIELDS: Final = {
    "number": "Số báo cáo",
    "date": "Ngày ký",
    "name": "Họ tên người ký",
    "title": "Chức vụ người ký",
}
"""The titles of the fields by the parts of the sign-off."""
_MORE_FIELDS: Final = {
    "place": "Địa danh",
    "abbreviation": "Chữ viết tắt",
    "superior": "Cơ quan chủ quản",
    "issuer": "Cơ quan ban hành",
    "recipients": "Nơi nhận",
}
"""The fields that are seldom changed, which stand folded below the others."""
_MULTI_LINE: Final = ("title", "recipients")
_EMPTY_VALUES: Final = {"number": "", "name": ""}
"""The values of empty fields for parts that have no default. For all other parts an empty field means None,
which is the unit's default."""
_DAY_FORMAT: Final = "%d/%m/%Y"


class SignOffForm(QWidget):
    """The fields of the sign-off.

    An empty field stands for the unit's default, which it shows faintly. An empty number or date is printed
    as dots, to be filled in by hand.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        keys = _MAIN_FIELDS | _MORE_FIELDS
        self._line_edits = {key: LineEdit() for key in keys if key not in _MULTI_LINE}
        self._text_edits = {key: ShortTextEdit() for key in _MULTI_LINE}
        self._shown: SignOff | None = None
        self._error_label = QLabel()
        self._unfold = Button("Địa danh, cơ quan, nơi nhận")
        self._notice = FieldNotice(*self._line_edits.values(), *self._text_edits.values())
        self._lay_out()
        for key, line_edit in self._line_edits.items():
            line_edit.textEdited.connect(lambda _text, key=key: self._push(key))
        for key, text_edit in self._text_edits.items():
            text_edit.textChanged.connect(lambda key=key: self._push(key))
        self._line_edits["date"].editingFinished.connect(self._complete_day)
        session.signoff_changed.connect(self._show_signoff)
        self._show_signoff()

    def field(self, key: str) -> QLineEdit | QPlainTextEdit:
        """The field of the part `key` of the sign-off; that of the signer's name for a part that has none."""
        return self._line_edits.get(key) or self._text_edits.get(key) or self._line_edits["name"]

    def show_field(self, key: str) -> None:
        """Put the keyboard into the field of the part `key`, which is unfolded."""
        self._unfold.setChecked(self._unfold.isChecked() or key in _MORE_FIELDS)
        self.field(key).setFocus()

    def error_text(self) -> str:
        """What is wrong with the day; empty when nothing is."""
        return self._error_label.text()

    def _lay_out(self) -> None:
        self._error_label.setWordWrap(True)
        self._error_label.hide()
        theme().set_font(self._error_label, TextRole.CAPTION)
        theme().apply_style(self._error_label, "color: $error;")
        more = self._form(_MORE_FIELDS)
        more.hide()
        unfold = self._unfold
        unfold.setCheckable(True)
        theme().on_theme_change(unfold, lambda: unfold.setIcon(icons.icon("unfold")))
        unfold.toggled.connect(more.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for part in (self._form(_MAIN_FIELDS), unfold, more, self._notice):
            column.addWidget(part)

    def _form(self, titles: Mapping[str, str]) -> QWidget:
        form = QWidget()
        layout = QFormLayout(form)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(Space.XS)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for key, title in titles.items():
            field = self.field(key)
            field.setAccessibleName(title)
            layout.addRow(title, field)
            if key == "date":
                layout.addRow(self._error_label)
        return form

    def _show_signoff(self) -> None:
        """Fill the fields with the session's sign-off.

        A field that means the same already keeps its text and its cursor. So does a field of one line whose
        part has not changed, so that a date is not erased while it is being typed.
        """
        session = self._session
        signoff, before = session.signoff, self._shown
        self._shown = signoff
        defaults = signoff_with_defaults(
            session.form, session.workspace.unit, session.checks.units_above, SignOff()
        )
        for key, line_edit in self._line_edits.items():
            value = getattr(signoff, key)
            has_changed = before is None or value != getattr(before, key)
            if has_changed and self._entered(key) != value:
                line_edit.setText(_day_text(value) if key == "date" else value or "")
            line_edit.setPlaceholderText(getattr(defaults, key) or "để trống, in dấu chấm")
        for key, text_edit in self._text_edits.items():
            lines = getattr(signoff, key)
            if self._entered(key) != lines:
                text_edit.setPlainText("\n".join(lines or ()))
            text_edit.setPlaceholderText("\n".join(getattr(defaults, key) or ()))

    def _push(self, key: str) -> None:
        """Push an edit with the value of the field `key`, unless the field holds an invalid date."""
        entered = self._entered(key)
        if key == "date" and entered is None:
            return
        changed = replace(self._session.signoff, **{key: entered})  # type: ignore[arg-type]
        if changed != self._session.signoff:
            self._session.undo.push(SetSignOff(self._session, changed, key))

    def _entered(self, key: str) -> str | tuple[str, ...] | None:
        """The value of the field `key`; None for the default, and for an invalid date."""
        if key in self._text_edits:
            return _lines(self._text_edits[key].toPlainText()) or None
        text = clean_line(self._line_edits[key].text())
        return _iso_day(text) if key == "date" else text or _EMPTY_VALUES.get(key)

    def _complete_day(self) -> None:
        """Write the day that was typed with its year, that of the campaign for "9/10", or say that it is
        none."""
        field = self._line_edits["date"]
        text = clean_line(field.text())
        entered = _iso_day(text)
        if entered is None:
            entered = _iso_day(f"{text}/{self._session.form.campaign.year}")
        if entered is not None:
            field.setText(_day_text(entered))
            self._push("date")
        is_wrong = entered is None
        self._error_label.setText("Ngày ký viết dạng ngày/tháng/năm, ví dụ 15/10/2024." if is_wrong else "")
        self._error_label.setVisible(is_wrong)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(clean_line, text.splitlines())))


def _iso_day(text: str) -> str | None:
    """The ISO date of "15/10/2024", "15-10-24" or "15.10.2024".

    It is empty for an empty text, and None for a text that is no date.
    """
    if not text:
        return ""
    day = re.sub(r"\s*[-./]\s*", "/", text)
    for day_format in (_DAY_FORMAT, "%d/%m/%y"):
        with suppress(ValueError):
            return datetime.strptime(day, day_format).date().isoformat()
    return None


def _day_text(iso: str) -> str:
    return date.fromisoformat(iso).strftime(_DAY_FORMAT) if iso else ""
