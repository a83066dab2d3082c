"""The sheet of paper on screen: letterhead, headings, and an editor below each heading, as on the printed
report."""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from lcweek_desktop.domain.form import Heading, HeadingKey
from lcweek_desktop.domain.letterhead import MOTTO, NATION, PEOPLES_COMMITTEE, letterhead
from lcweek_desktop.domain.narrative import FigureText
from lcweek_desktop.ui.pages.narrative.document_formats import BODY_POINTS, print_font
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.pages.narrative.opening_sentence import OpeningSentence
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import theme

_WIDTH: Final = 772
_MARGINS: Final = (74, 56, 56, 72)
"""Left, top, right, bottom, in pixels at 100 %: with these, lines break where they do on A4."""
_LEAST_WIDTH: Final = 420
_LEAST_MARGIN: Final = 14
"""How narrow the sheet and its margins at the sides become on a small screen before it is scrolled."""
_EDITOR_INSET: Final = 7
"""Pixels between the left edge of an editor and its text: its border and the document's margin."""
_FIRST_LINE_INDENT: Final = 48
_NO_GUIDANCE: Final = "Hãy nhập nội dung."
_UNPRINTED: Final = (
    "Mục dưới đây không có trong báo cáo của cấp này, nên không in và không gửi. "
    "Hãy chuyển nội dung sang mục khác."
)


class ReportSheet(QFrame):
    """The editors can be typed in, and the opening sentence is changed where it stands. All other words come
    from the form and the sign-off."""

    # The user wants the figures told in words under a heading: HeadingKey.
    figures_requested = Signal(object)
    # The user wants to list the documents issued under a heading: HeadingKey.
    documents_requested = Signal(object)

    def __init__(self, session: Session, figure: FigureText) -> None:
        """`figure` gives the present number of a cell, for live figures."""
        super().__init__()
        self._session, self._figure = session, figure
        self.editors: dict[HeadingKey, HeadingEditor] = {}
        """The editors of the headings that have text."""
        self.titles: dict[HeadingKey, QLabel] = {}
        """The titles of all headings."""
        self.figure_buttons: dict[HeadingKey, Button] = {}
        """The buttons that write from the figures, beside the titles of the headings that offer it."""
        self.document_buttons: dict[HeadingKey, Button] = {}
        """The buttons that list documents, beside the titles of the headings that offer it."""
        self._issuer, self._number = _centred_label(12, bold=True), _centred_label(13)
        self._superior, self._date = _centred_label(12), _centred_label(13, italic=True)
        self.opening, self._closing = OpeningSentence(session), _label(BODY_POINTS)
        if not session.is_own:
            self.opening.hide()
        self._closing.setTextFormat(Qt.TextFormat.RichText)
        for widget in (self.opening, self._closing):
            widget.setContentsMargins(_EDITOR_INSET, 0, _EDITOR_INSET - 3, 0)
        self._lay_out()
        self.setObjectName("sheet")
        theme().apply_style(
            self, "#sheet { background: $paper; border: 1px solid $line; } QLabel { color: $ink; }"
        )
        theme().on_theme_change(self, self._apply_theme)
        session.signoff_changed.connect(self._show_letterhead)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_margins()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._head())
        campaign = self._session.form.campaign
        self._column.addSpacing(20)
        for text in (campaign.title, campaign.subject):
            self._column.addWidget(_centred_label(14, bold=True, text=text))
        self._column.addSpacing(16)
        self._column.addWidget(self.opening)
        for heading in self._session.headings:
            self._add_heading(heading)
        self._column.addWidget(self._closing)
        for heading in self._session.unprinted_headings:
            self._add_hint(_UNPRINTED)
            self._add_heading(heading)
        self._column.addStretch(1)

    def _head(self) -> QGridLayout:
        nation = _centred_label(12, bold=True, text=NATION), _centred_label(13, bold=True, text=MOTTO)
        grid = QGridLayout()
        grid.setColumnStretch(0, 25)
        grid.setColumnStretch(1, 37)
        grid.addLayout(_stacked(self._superior, self._issuer), 0, 0)
        grid.addLayout(_stacked(*nation), 0, 1)
        for column, label in enumerate((self._number, self._date)):
            grid.addWidget(label, 1, column, Qt.AlignmentFlag.AlignTop)
        return grid

    def _add_heading(self, heading: Heading) -> None:
        title = _indented_label(bold=True, text=heading.name)
        self.titles[heading.key] = title
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, _EDITOR_INSET - 3, 0)
        line.addWidget(title, 1)
        if heading.has_text and heading.figures_in_words:
            line.addWidget(self._figures_button(heading.key))
        if heading.has_text and heading.documents is not None:
            line.addWidget(self._documents_button(heading.key))
        self._column.addSpacing(10)
        self._column.addLayout(line)
        if heading.has_text:
            self._column.addWidget(self._editor(heading))
        elif heading.guidance:
            self._add_hint("\n".join(heading.guidance))

    def _add_hint(self, text: str) -> None:
        hint = _indented_label(italic=True, text=text)
        theme().apply_style(hint, "color: $muted;")
        self._column.addWidget(hint)

    def _figures_button(self, key: HeadingKey) -> Button:
        button = Button("Viết từ số liệu", "figures", lambda: self.figures_requested.emit(key))
        button.setToolTip("Viết kết quả ở Phụ lục II thành lời; số liệu đổi thì lời đổi theo")
        self.figure_buttons[key] = button
        return button

    def _documents_button(self, key: HeadingKey) -> Button:
        button = Button("Thêm văn bản", "add", lambda: self.documents_requested.emit(key))
        button.setToolTip("Thêm một dòng vào danh sách văn bản đã ban hành; số văn bản tự đếm")
        self.document_buttons[key] = button
        return button

    def _editor(self, heading: Heading) -> HeadingEditor:
        guidance = "\n".join(heading.guidance) or _NO_GUIDANCE
        editor = HeadingEditor(self._session.form, self._figure, guidance, heading.documents)
        editor.setAccessibleName(f"Mục {heading.name}")
        editor.setAccessibleDescription(" ".join(heading.guidance))
        editor.show_text(self._session.content.narrative.get(heading.key, ()))
        self.editors[heading.key] = editor
        return editor

    def _show_letterhead(self) -> None:
        session = self._session
        head = letterhead(session.form, session.workspace.unit, session.checks.units_above, session.signoff)
        self._superior.setText(head.superior)
        self._superior.setVisible(bool(head.superior))
        self._issuer.setText(head.issuer.replace(f"{PEOPLES_COMMITTEE} ", f"{PEOPLES_COMMITTEE}\n"))
        self._number.setText(head.number)
        self._date.setText(head.place_and_date)
        self._closing.setText(_paragraph_html(head.closing))

    def _apply_theme(self) -> None:
        look = theme()
        self.setMinimumWidth(min(look.px(_LEAST_WIDTH), _WIDTH))
        self.setMaximumWidth(look.px(_WIDTH))
        self._fit_margins()
        self._show_letterhead()

    def _fit_margins(self) -> None:
        """Give up the margins at the sides first where the sheet is narrower than paper."""
        look = theme()
        missing = max(0, look.px(_WIDTH) - self.width())
        left, top, right, bottom = map(look.px, _MARGINS)
        left, right = (max(look.px(_LEAST_MARGIN), margin - missing // 2) for margin in (left, right))
        self._column.setContentsMargins(left, top, right, bottom)


def _centred_label(points: float, *, bold: bool = False, italic: bool = False, text: str = "") -> QLabel:
    label = _label(points, bold, italic, text)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    return label


def _indented_label(*, bold: bool = False, italic: bool = False, text: str = "") -> QLabel:
    """A label of the body, indented like the first line of a paragraph."""
    label = _label(BODY_POINTS, bold, italic, text)
    theme().on_theme_change(
        label,
        lambda: label.setContentsMargins(_EDITOR_INSET + theme().px(_FIRST_LINE_INDENT), 0, 0, 0),
    )
    return label


def _label(points: float, bold: bool = False, italic: bool = False, text: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    theme().on_theme_change(label, lambda: label.setFont(print_font(points, bold=bold, italic=italic)))
    return label


def _stacked(*labels: QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    for label in labels:
        column.addWidget(label)
    column.addStretch(1)
    return column


def _paragraph_html(text: str) -> str:
    """A justified paragraph with a first-line indent, for a label."""
    indent = theme().px(_FIRST_LINE_INDENT)
    return f'<p align="justify" style="text-indent: {indent}px">{escape(text)}</p>'
