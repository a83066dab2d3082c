"""The sheet: letterhead, headings and a field under each, as they stand on the printed report."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from lcweek_desktop.domain.form import Cell, Heading, HeadingKey
from lcweek_desktop.domain.letterhead import MOTTO, NATION, PEOPLES_COMMITTEE, letterhead
from lcweek_desktop.ui.pages.narrative import paper
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets.theme import theme

_WIDTH: Final = 772
_MARGINS: Final = (74, 56, 56, 72)
"""Left, top, right, bottom, at 100 %: lines break where they do on A4."""
_GUTTER: Final = 7
"""Of a field, left of its text: its mark and its margin."""
_INDENT: Final = 48
_EMPTY: Final = "Hãy nhập nội dung."


class Sheet(QFrame):
    """Only the fields can be written in; the rest comes from the form and from the page In và gửi."""

    def __init__(self, session: Session, printed: Callable[[Cell], int | None]) -> None:
        """`printed` gives the number of a cell for live figures."""
        super().__init__()
        self._session, self._printed = session, printed
        self.fields: dict[HeadingKey, HeadingEditor] = {}
        self.titles: dict[HeadingKey, QLabel] = {}
        self._issuer, self._number = _line(12, bold=True), _line(13)
        self._superior, self._dated = _line(12), _line(13, italic=True)
        self._opening, self._closing = _label(paper.BODY), _label(paper.BODY)
        for label in (self._opening, self._closing):
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setContentsMargins(_GUTTER, 0, _GUTTER - 3, 0)
        self._lay_out()
        self.setObjectName("sheet")
        theme().apply_style(
            self, "#sheet { background: $paper; border: 1px solid $line; } QLabel { color: $ink; }"
        )
        theme().on_theme_change(self, self._size)
        session.signoff_changed.connect(self._show_letterhead)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._head())
        campaign = self._session.form.campaign
        self._column.addSpacing(20)
        for words in (campaign.title, campaign.subject):
            self._column.addWidget(_line(14, bold=True, words=words))
        self._column.addSpacing(16)
        self._column.addWidget(self._opening)
        for heading in self._session.form.headings:
            self._add(heading)
        self._column.addWidget(self._closing)
        self._column.addStretch(1)

    def _head(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 25)
        grid.setColumnStretch(1, 37)
        grid.addLayout(_stacked(self._superior, self._issuer), 0, 0)
        grid.addLayout(_stacked(_line(12, bold=True, words=NATION), _line(13, bold=True, words=MOTTO)), 0, 1)
        for column, label in enumerate((self._number, self._dated)):
            grid.addWidget(label, 1, column, Qt.AlignmentFlag.AlignTop)
        return grid

    def _add(self, heading: Heading) -> None:
        title = _text(bold=True, words=f"{heading.number}. {heading.title}")
        self.titles[heading.key] = title
        self._column.addSpacing(10)
        self._column.addWidget(title)
        if heading.has_text:
            self._column.addWidget(self._field(heading))
        elif heading.guidance:
            hint = _text(italic=True, words="\n".join(heading.guidance))
            theme().apply_style(hint, "color: $muted;")
            self._column.addWidget(hint)

    def _field(self, heading: Heading) -> HeadingEditor:
        guidance = "\n".join(heading.guidance) or _EMPTY
        field = HeadingEditor(self._session.form, self._printed, guidance)
        field.setAccessibleName(f"Mục {heading.number}. {heading.title}")
        field.setAccessibleDescription(" ".join(heading.guidance))
        field.show_text(self._session.content.narrative.get(heading.key, ()))
        self.fields[heading.key] = field
        return field

    def _show_letterhead(self) -> None:
        session = self._session
        head = letterhead(session.form, session.workspace.unit, session.checks.units_above, session.signoff)
        self._superior.setText(head.superior)
        self._superior.setVisible(bool(head.superior))
        self._issuer.setText(head.issuer.replace(f"{PEOPLES_COMMITTEE} ", f"{PEOPLES_COMMITTEE}\n"))
        self._number.setText(head.number)
        self._dated.setText(head.place_and_date)
        self._opening.setText(_indented(head.opening))
        self._closing.setText(_indented(head.closing))

    def _size(self) -> None:
        look = theme()
        self.setFixedWidth(look.px(_WIDTH))
        self._column.setContentsMargins(*map(look.px, _MARGINS))
        self._show_letterhead()


def _line(points: float, *, bold: bool = False, italic: bool = False, words: str = "") -> QLabel:
    """A centred line of the letterhead."""
    label = _label(points, bold, italic, words)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    return label


def _stacked(*labels: QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    for label in labels:
        column.addWidget(label)
    column.addStretch(1)
    return column


def _text(*, bold: bool = False, italic: bool = False, words: str = "") -> QLabel:
    label = _label(paper.BODY, bold, italic, words)
    theme().on_theme_change(label, lambda: label.setContentsMargins(_GUTTER + theme().px(_INDENT), 0, 0, 0))
    return label


def _indented(words: str) -> str:
    """A paragraph as Qt's labels set it."""
    return f'<p align="justify" style="text-indent: {theme().px(_INDENT)}px">{escape(words)}</p>'


def _label(points: float, bold: bool = False, italic: bool = False, words: str = "") -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    theme().on_theme_change(label, lambda: label.setFont(paper.font(points, bold=bold, italic=italic)))
    return label
