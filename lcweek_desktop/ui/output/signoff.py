"""What the office writes at signing: number, day, place, signer, recipients."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from lcweek_desktop.domain.letterhead import with_defaults
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.text import one_line
from lcweek_desktop.ui.commands import SetSignOff
from lcweek_desktop.ui.session import Session
from lcweek_desktop.ui.theme import Role, theme

_LINES = {
    "number": "Số báo cáo",
    "date": "Ngày ký",
    "place": "Địa danh",
    "abbreviation": "Chữ viết tắt",
    "superior": "Cơ quan chủ quản",
    "issuer": "Cơ quan ban hành",
    "name": "Họ tên người ký",
}
_BLOCKS = {"title": "Chức vụ người ký", "recipients": "Nơi nhận"}
_UNWRITTEN = {"number": "", "name": ""}
"""What an empty field means where the unit has no usual word; None elsewhere."""
_DAY = "%d/%m/%Y"


class SignOffForm(QWidget):
    """A field left empty takes the unit's usual words, which stand in it faintly; number and day left empty
    print as dots, to be written by hand."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lines = {key: QLineEdit() for key in _LINES}
        self._blocks = {key: _Block() for key in _BLOCKS}
        self._said = QLabel()
        self._said.setWordWrap(True)
        theme().write(self._said, Role.CAPTION)
        layout = QFormLayout(self)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for key, title in (_LINES | _BLOCKS).items():
            field = self._lines.get(key) or self._blocks[key]
            field.setAccessibleName(title)
            layout.addRow(title, field)
        layout.addRow(self._said)
        for line in self._lines.values():
            line.editingFinished.connect(self._take)
        for block in self._blocks.values():
            block.left.connect(self._take)
        session.signoff_changed.connect(self._show)
        self._show()

    def field(self, key: str) -> QLineEdit | QPlainTextEdit:
        """The field of one part of the sign-off."""
        return self._lines.get(key) or self._blocks[key]

    def _show(self) -> None:
        session = self._session
        given = session.signoff
        usual = with_defaults(session.form, session.desk.unit, session.above, SignOff())
        for key, line in self._lines.items():
            value = getattr(given, key) or ""
            line.setText(_written(value) if key == "date" else value)
            line.setPlaceholderText(getattr(usual, key) or "để trống, in dấu chấm")
        for key, block in self._blocks.items():
            block.setPlainText("\n".join(getattr(given, key) or ()))
            block.setPlaceholderText("\n".join(getattr(usual, key) or ()))

    def _take(self) -> None:
        """Push what the fields say; a day that is none is told and left as it was."""
        texts = {key: one_line(line.text()) for key, line in self._lines.items()}
        day = _day(texts.pop("date"))
        if day is None:
            self._said.setText("Ngày ký viết dạng ngày/tháng/năm, ví dụ 15/10/2024.")
            return
        self._said.clear()
        words = {key: text or _UNWRITTEN.get(key) for key, text in texts.items()}
        lists = {key: _rows(block.toPlainText()) or None for key, block in self._blocks.items()}
        changed = replace(self._session.signoff, date=day, **words, **lists)  # type: ignore[arg-type]
        if changed != self._session.signoff:
            self._session.undo.push(SetSignOff(self._session, changed))


class _Block(QPlainTextEdit):
    """A few lines; tells when the keyboard leaves it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        theme().follow(self, lambda: self.setFixedHeight(theme().px(76)))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.left.emit()


def _rows(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(one_line, text.splitlines())))


def _day(written: str) -> str | None:
    """The ISO day of "15/10/2024"; empty for nothing written, None for what is no day."""
    if not written:
        return ""
    try:
        return datetime.strptime(written, _DAY).date().isoformat()
    except ValueError:
        return None


def _written(iso: str) -> str:
    return date.fromisoformat(iso).strftime(_DAY) if iso else ""
