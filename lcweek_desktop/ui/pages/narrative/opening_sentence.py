"""The sentence with which the report begins, on the sheet, and what the office still has to write in it."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.domain.letterhead import dotted_blanks, letterhead, with_blanks_filled
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.ui.pages.narrative.document_formats import BODY_POINTS, print_font
from lcweek_desktop.ui.session.commands import SetSignOff
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.inputs import LineEdit, ShortTextEdit
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_FIRST_LINE_INDENT: Final = 48
_EDIT, _DONE = "Sửa câu mở đầu", "Xong"


class OpeningSentence(QWidget):
    """Shows the opening sentence as it is printed. A button lets its words be changed; while it has dots, a
    field for each asks what stands there, all of them put in by one button or by Enter."""

    # All dots are filled, and the fields are gone.
    filled = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.label = QLabel()
        self.text_edit = ShortTextEdit()
        self.edit_button = Button(_EDIT, on_click=self._edit_or_finish)
        self.fields: list[LineEdit] = []
        """A field for each place with dots, in order."""
        self._blanks = QFrame()
        self._row = FlowLayout(fill=False)
        self._lay_out()
        theme().on_theme_change(self, self._apply_theme)
        session.signoff_changed.connect(self._show)

    def focus_blank(self) -> None:
        """Put the keyboard into the first field, or on the button where there is none."""
        (self.fields[0] if self.fields else self.edit_button).setFocus()

    def fill_blanks(self) -> None:
        """Put what stands in the fields in the place of the dots."""
        values = [clean_line(field.text()) for field in self.fields]
        if any(values):
            self._push(with_blanks_filled(self._sentence(), values))
            if not self.fields:
                self.filled.emit()

    def _sentence(self, signoff: SignOff | None = None) -> str:
        session = self._session
        given = session.signoff if signoff is None else signoff
        return letterhead(session.form, session.workspace.unit, session.checks.units_above, given).opening

    def _push(self, sentence: str) -> None:
        """Let the opening be `sentence`; the usual one where that is the same or empty."""
        usual = self._sentence(replace(self._session.signoff, opening=None))
        opening = None if sentence in ("", usual) else sentence
        changed = replace(self._session.signoff, opening=opening)
        if changed != self._session.signoff:
            self._session.undo.push(SetSignOff(self._session, changed, "opening"))

    def _edit_or_finish(self) -> None:
        if self.text_edit.isHidden():
            self.text_edit.setPlainText(self._sentence())
            self._show_editor(True)
            self.text_edit.setFocus()
        else:
            self._push(clean_line(self.text_edit.toPlainText()))
            self._show_editor(False)

    def _show_editor(self, shown: bool) -> None:
        self.text_edit.setVisible(shown)
        self.label.setHidden(shown)
        self._blanks.setHidden(shown or not self.fields)
        self.edit_button.setText(_DONE if shown else _EDIT)

    def _show(self) -> None:
        sentence = self._sentence()
        indent = theme().px(_FIRST_LINE_INDENT)
        self.label.setText(f'<p align="justify" style="text-indent: {indent}px">{escape(sentence)}</p>')
        self._ask_for(dotted_blanks(sentence))
        self._show_editor(not self.text_edit.isHidden())

    def _ask_for(self, blanks: tuple[str, ...]) -> None:
        """A field for each of `blanks`, unless those are there already."""
        if [field.accessibleName() for field in self.fields] == [*map(_field_name, blanks)]:
            return
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.fields = []
        for name in map(_field_name, blanks):
            self._add_field(name)
        if blanks:
            self._row.addWidget(Button("Điền vào câu mở đầu", on_click=self.fill_blanks))

    def _add_field(self, name: str) -> None:
        title, field = QLabel(name), LineEdit(most=60)
        field.setAccessibleName(name)
        field.setFixedWidth(theme().px(80))
        field.returnPressed.connect(self.fill_blanks)
        title.setBuddy(field)
        self.fields.append(field)
        self._row.addWidget(title)
        self._row.addWidget(field)

    def _lay_out(self) -> None:
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setWordWrap(True)
        self.text_edit.setAccessibleName("Câu mở đầu")
        self.text_edit.hide()
        theme().set_font(self.edit_button, TextRole.CAPTION)
        theme().apply_style(
            self._blanks,
            "QFrame { background: $warning_soft; border-radius: 6px; } QLabel { color: $warning; }",
        )
        QVBoxLayout(self._blanks).addLayout(self._row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for widget in (self.label, self.text_edit, self._blanks):
            column.addWidget(widget)
        column.addWidget(self.edit_button, 0, Qt.AlignmentFlag.AlignRight)

    def _apply_theme(self) -> None:
        self.label.setFont(print_font(BODY_POINTS))
        self.text_edit.setFont(print_font(BODY_POINTS))
        self._show()


def _field_name(blank: str) -> str:
    """What a field asks for: "Số", "Ngày"."""
    return blank[:1].upper() + blank[1:] if blank else "Tiếp theo"
