"""What the office writes at signing: number, day, place, signer, recipients."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.letterhead import with_defaults
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.text import one_line
from lcweek_desktop.ui.session.commands import SetSignOff
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.inputs import ShortTextEdit
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_FIRST = {
    "number": "Số báo cáo",
    "date": "Ngày ký",
    "name": "Họ tên người ký",
    "title": "Chức vụ người ký",
}
_REST = {
    "place": "Địa danh",
    "abbreviation": "Chữ viết tắt",
    "superior": "Cơ quan chủ quản",
    "issuer": "Cơ quan ban hành",
    "recipients": "Nơi nhận",
}
"""What is seldom changed."""
_BLOCKS = ("title", "recipients")
"""Of several lines."""
_UNWRITTEN = {"number": "", "name": ""}
"""What an empty field means where the unit has no usual word; None elsewhere."""
_DAY = "%d/%m/%Y"


class SignOffForm(QWidget):
    """A field left empty takes the unit's usual words, which stand in it faintly; number and day left empty
    print as dots, to be written by hand."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lines = {key: QLineEdit() for key in _FIRST | _REST if key not in _BLOCKS}
        self._blocks = {key: ShortTextEdit() for key in _BLOCKS}
        self._shown: SignOff | None = None
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.hide()
        theme().set_font(self._said, TextRole.CAPTION)
        self._lay_out()
        for key, line in self._lines.items():
            line.textEdited.connect(lambda _text, key=key: self._take(key))
        for key, block in self._blocks.items():
            block.textChanged.connect(lambda key=key: self._take(key))
        self._lines["date"].editingFinished.connect(self._tell_day)
        session.signoff_changed.connect(self._show)
        self._show()

    def field(self, key: str) -> QLineEdit | QPlainTextEdit:
        """The field of one part of the sign-off."""
        return self._lines.get(key) or self._blocks[key]

    def error_text(self) -> str:
        """What is wrong with the day; empty when nothing is."""
        return self._said.text()

    def _lay_out(self) -> None:
        rest = self._form(_REST)
        more = Button("Địa danh, cơ quan, nơi nhận")
        more.setCheckable(True)
        theme().on_theme_change(more, lambda: more.setIcon(icons.icon("unfold")))
        more.toggled.connect(rest.setVisible)
        rest.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for part in (self._form(_FIRST), self._said, more, rest):
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
        return form

    def _show(self) -> None:
        """What the session has. A field keeps its words and its cursor when it says the same, and when it is
        another part that changed: a day that is none yet is not wiped out."""
        session = self._session
        given, before = session.signoff, self._shown
        self._shown = given
        usual = with_defaults(session.form, session.workspace.unit, session.checks.units_above, SignOff())
        for key, line in self._lines.items():
            value = getattr(given, key)
            changed = before is None or value != getattr(before, key)
            if changed and self._said_in(key) != value:
                line.setText(_written(value) if key == "date" else value or "")
            line.setPlaceholderText(getattr(usual, key) or "để trống, in dấu chấm")
        for key, block in self._blocks.items():
            rows = getattr(given, key)
            if self._said_in(key) != rows:
                block.setPlainText("\n".join(rows or ()))
            block.setPlaceholderText("\n".join(getattr(usual, key) or ()))

    def _take(self, key: str) -> None:
        """Push what the field of `key` says; a day that is none yet leaves the one before."""
        said = self._said_in(key)
        if key == "date" and said is None:
            return
        changed = replace(self._session.signoff, **{key: said})  # type: ignore[arg-type]
        if changed != self._session.signoff:
            self._session.undo.push(SetSignOff(self._session, changed, key))

    def _said_in(self, key: str) -> str | tuple[str, ...] | None:
        """What the field of `key` means; None for the usual words, and for a day that is none."""
        if key in self._blocks:
            return _rows(self._blocks[key].toPlainText()) or None
        text = one_line(self._lines[key].text())
        return _day(text) if key == "date" else text or _UNWRITTEN.get(key)

    def _tell_day(self) -> None:
        wrong = self._said_in("date") is None
        self._said.setText("Ngày ký viết dạng ngày/tháng/năm, ví dụ 15/10/2024." if wrong else "")
        self._said.setVisible(wrong)


def _rows(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(one_line, text.splitlines())))


def _day(written: str) -> str | None:
    """The ISO day of "15/10/2024", "15-10-24" or "15.10.2024"; empty for nothing written, None for what is
    no day."""
    if not written:
        return ""
    day = re.sub(r"\s*[-./]\s*", "/", written)
    for form in (_DAY, "%d/%m/%y"):
        with suppress(ValueError):
            return datetime.strptime(day, form).date().isoformat()
    return None


def _written(iso: str) -> str:
    return date.fromisoformat(iso).strftime(_DAY) if iso else ""
