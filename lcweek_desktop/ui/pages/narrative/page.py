"""Phụ lục I: the outline, the tools and the sheet; what is typed reaches the session while it is typed."""

from __future__ import annotations

from itertools import count
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.form import Cell, HeadingKey
from lcweek_desktop.domain.narrative import Text, to_plain_text
from lcweek_desktop.ui.pages.narrative.chooser import FigureChooser
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.pages.narrative.numbers import Numbers
from lcweek_desktop.ui.pages.narrative.outline import Outline
from lcweek_desktop.ui.pages.narrative.paste import MOST_LETTERS, Pasted
from lcweek_desktop.ui.pages.narrative.sheet import Sheet
from lcweek_desktop.ui.pages.narrative.toolbar import Toolbar
from lcweek_desktop.ui.session.commands import SetText
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.page_entries import OUTPUT
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import icons, messages
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_WAIT: Final = 400
"""Milliseconds from the first letter that is only here to the session; also while typing goes on."""
_OLD_FONT: Final = (
    "Đoạn vừa dán dùng phông chữ cũ ({font}) nên được giữ nguyên như nguồn; nếu chữ hiện sai, hãy chuyển sang"
    " Unicode rồi dán lại."
)
_CUT: Final = "Đoạn vừa dán quá dài, chỉ lấy {letters} ký tự đầu; hãy dán phần còn lại sau."


class NarrativePage(Page):
    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self.outline = Outline(session.form)
        self.toolbar = Toolbar()
        self.numbers = Numbers(session, worker, self._failed, self)
        self.sheet = Sheet(session, self.numbers.number)
        self.notice = Notice()
        self._scroll = QScrollArea()
        self._visits = count(1)
        self._visit = next(self._visits)
        self._typed: set[HeadingKey] = set()
        self._soon = QTimer(self, singleShot=True, interval=_WAIT)
        self._soon.timeout.connect(self.on_leave)
        self._lay_out()
        self.addActions(self.toolbar.actions())
        for key, field in self.sheet.fields.items():
            self._follow(key, field)
        self.outline.chosen.connect(self._go)
        self.toolbar.figure_wanted.connect(self._choose_figure)
        session.text_changed.connect(self._text_changed)
        self.numbers.changed.connect(self._figures_changed)
        self._count(*self.sheet.fields)

    def state(self) -> str:
        """How many headings are written; DONE when all are."""
        written = sum(bool(self._kept(key)) for key in self.sheet.fields)
        return DONE if written == len(self.sheet.fields) else f"{written}/{len(self.sheet.fields)}"

    def show_place(self, place: str) -> None:
        kind, _, key = place.partition(":")
        if kind == "narrative" and HeadingKey(key) in self.sheet.fields:
            self._go(HeadingKey(key))

    def on_enter(self) -> None:
        (self.toolbar.field or next(iter(self.sheet.fields.values()))).setFocus()

    def on_leave(self) -> None:
        typed, self._typed = self._typed, set()
        self._soon.stop()
        for key in typed:
            text = self.sheet.fields[key].text()
            if text != self._kept(key):
                self.session.undo.push(SetText(self.session, key, text, self._visit))
        self.session.saver.edit_finished()

    def _failed(self, error: Exception) -> None:
        messages.show_error(self, error)

    def _kept(self, key: HeadingKey) -> Text:
        return self.session.content.narrative.get(key, ())

    # Fields

    def _follow(self, key: HeadingKey, field: HeadingEditor) -> None:
        field.keys_left = self.toolbar.keys()
        field.textChanged.connect(lambda: self._note(key))
        field.entered.connect(lambda: self._entered(key, field))
        field.left.connect(self.on_leave)
        field.pasted.connect(self._pasted)
        field.cursorPositionChanged.connect(lambda: self._moved(field))
        field.currentCharFormatChanged.connect(lambda _format: self.toolbar.refresh())

    def _note(self, key: HeadingKey) -> None:
        """Something is in a field that may not be with the session yet."""
        self._typed.add(key)
        self.session.saver.edit_pending()
        if not self._soon.isActive():
            self._soon.start()

    def _entered(self, key: HeadingKey, field: HeadingEditor) -> None:
        self._visit = next(self._visits)
        self.outline.show_key(key)
        self.toolbar.attach(field)

    def _moved(self, field: HeadingEditor) -> None:
        self.toolbar.refresh()
        self._show_cursor(field)

    def _text_changed(self, key: HeadingKey) -> None:
        field = self.sheet.fields[key]
        if field.text() != self._kept(key):
            field.show_text(self._kept(key))
        self._count(key)
        self.state_changed.emit()

    def _figures_changed(self, cells: frozenset[Cell]) -> None:
        for field in self.sheet.fields.values():
            field.refresh_figures(cells)

    def _count(self, *keys: HeadingKey) -> None:
        plain = {key: to_plain_text(self._kept(key), self.numbers.number) for key in keys}
        self.outline.show_words({key: len(text.split()) for key, text in plain.items()})

    def _pasted(self, pasted: Pasted) -> None:
        said = [_OLD_FONT.format(font=pasted.old_font)] if pasted.old_font else []
        if pasted.cut:
            said.append(_CUT.format(letters=f"{MOST_LETTERS:,}".replace(",", ".")))
        self.notice.say(" ".join(said))

    def _choose_figure(self) -> None:
        chooser = FigureChooser(self.session, self.numbers.number, self)
        chooser.chosen.connect(self._insert_figure)
        chooser.open()

    def _insert_figure(self, cell: Cell) -> None:
        if self.toolbar.field is not None:
            self.toolbar.field.insert_figure(cell)
            self.toolbar.field.setFocus()

    # Places

    def _go(self, key: HeadingKey) -> None:
        """The keyboard goes into the field, its heading to the top of the page."""
        self.sheet.fields[key].setFocus()
        top = self.sheet.titles[key].mapTo(self._desk, QPoint(0, 0)).y()
        self._scroll.verticalScrollBar().setValue(top - theme().px(Space.L))

    def _show_cursor(self, field: HeadingEditor) -> None:
        if field.hasFocus():
            line = field.cursorRect()
            place = field.viewport().mapTo(self._desk, line.center())
            self._scroll.ensureVisible(place.x(), place.y(), 0, line.height() + theme().px(Space.XL))

    def _lay_out(self) -> None:
        self._desk = QWidget()
        around = QHBoxLayout(self._desk)
        around.addStretch(1)
        around.addWidget(self.sheet)
        around.addStretch(1)
        self._scroll.setWidget(self._desk)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._grown)
        right = QVBoxLayout()
        for widget in (self.toolbar, self.notice, self._scroll):
            right.addWidget(widget)
        row = QHBoxLayout(self)
        row.addLayout(self._left())
        row.addLayout(right, 1)
        theme().on_theme_change(
            self, lambda: row.setContentsMargins(theme().px(Space.M), theme().px(Space.S), 0, 0)
        )

    def _left(self) -> QVBoxLayout:
        hint = QLabel("Phần đầu và phần ký của báo cáo sửa ở trang In và gửi.")
        hint.setWordWrap(True)
        theme().set_font(hint, TextRole.CAPTION)
        theme().apply_style(hint, "color: $muted;")
        there = Button("Tới trang In và gửi")
        there.clicked.connect(lambda _on: self.page_requested.emit(OUTPUT))
        column = QVBoxLayout()
        column.addWidget(self.outline, 1)
        column.addWidget(hint)
        column.addWidget(there)
        column.addSpacing(Space.S)
        return column

    def _grown(self) -> None:
        """The text became longer than the page: keep the cursor in sight."""
        if self.toolbar.field is not None:
            self._show_cursor(self.toolbar.field)


class Notice(QFrame):
    """One sentence about what was pasted, until it is closed or something else is pasted."""

    def __init__(self) -> None:
        super().__init__()
        self._words = QLabel()
        self._words.setWordWrap(True)
        close = QToolButton()
        close.setAccessibleName("Đóng lời nhắc")
        close.setAutoRaise(True)
        icons.set_icon(close, "close", "warning")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.addWidget(self._words, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        theme().apply_style(
            self, "Notice { background: $warning_soft; border-radius: 6px; } QLabel { color: $warning; }"
        )
        self.hide()

    @property
    def said(self) -> str:
        """What it says now; empty while it is not there."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str) -> None:
        """Show `words`, or nothing when they are empty."""
        self._words.setText(words)
        self.setVisible(bool(words))
