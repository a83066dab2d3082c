"""The page of Phụ lục I: outline, tools and sheet. Text goes to the session while it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any, Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.figures_in_words import Effect, tell_figures
from lcweek_desktop.domain.form import Cell, HeadingKey
from lcweek_desktop.domain.issued_documents import begun_list, is_list
from lcweek_desktop.domain.narrative import Table, Text, to_plain_text
from lcweek_desktop.domain.receipt import REMARK_CHECK
from lcweek_desktop.errors import KnownError
from lcweek_desktop.ui.pages.narrative.figure_chooser import FigureChooser
from lcweek_desktop.ui.pages.narrative.find_bar import FindBar
from lcweek_desktop.ui.pages.narrative.finder import Finder
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.pages.narrative.live_figures import FigureValues
from lcweek_desktop.ui.pages.narrative.outline import Outline
from lcweek_desktop.ui.pages.narrative.report_sheet import ReportSheet
from lcweek_desktop.ui.pages.narrative.spelling import Spelling
from lcweek_desktop.ui.pages.narrative.toolbar import Toolbar
from lcweek_desktop.ui.pages.narrative.view_state import current_of, scroll_to_top, view_state
from lcweek_desktop.ui.pasting.paste_notice import PasteNotice
from lcweek_desktop.ui.pasting.pasted_text import PastedText
from lcweek_desktop.ui.pasting.pictures import LeftOutPictures, PictureFolder
from lcweek_desktop.ui.session.commands import SetText
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.page_entries import OUTPUT, PHOTOS
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.messages import ask_question
from lcweek_desktop.ui.widgets.sight import is_in_sight
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

_COMMIT_DELAY: Final = 400
"""Milliseconds after which edited text is passed on to the session, even if the user is still typing. They
count from the first letter that the session does not have."""

_TOLD_ALREADY: Final = "Đoạn viết từ số liệu đã đúng với Phụ lục II hiện nay, không có gì phải thay."
_TOLD_BELOW: Final = "Nội dung đã có ở mục này được giữ nguyên; đoạn viết từ số liệu nằm ở cuối mục."


class NarrativePage(Page):
    """Passes edited text on to the session: after a moment, when an editor loses the focus, and when the page
    is left. One stay in an editor is one step to undo."""

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self.outline = Outline(session.form, (*session.headings, *session.unprinted_headings))
        self.find_bar = FindBar()
        self.spelling = Spelling(session, self.operations, self)
        self.toolbar = Toolbar([self.find_bar.find_action, self.spelling.action])
        self.figure_values = FigureValues(session, self.operations, self)
        self.sheet = ReportSheet(session, self.figure_values.text)
        self.finder = Finder(
            session, self.find_bar, self.sheet.editors, self.figure_values.text, self._sees_cursor
        )
        self.notice = PasteNotice("Lời văn chỉ có chữ và bảng")
        self._pictures = PictureFolder()
        self._pasted_into: HeadingEditor | None = None
        self._scroll = QScrollArea()
        self._view_before: Mapping[str, Any] | None = {}
        """How the page looked when it was left, until it is shown; then None."""
        self._visits = count(1)
        self._visit = next(self._visits)
        self._edited: set[HeadingKey] = set()
        """Headings with text that the session may not have yet."""
        self._commit_timer = QTimer(self, singleShot=True, interval=_COMMIT_DELAY)
        self._commit_timer.timeout.connect(self._commit)
        self._lay_out()
        self.addActions([*self.toolbar.actions(), *self.find_bar.page_actions()])
        for key, editor in self.sheet.editors.items():
            self._connect_editor(key, editor)
        self.outline.heading_chosen.connect(self._go_to)
        self.sheet.opening.filled.connect(next(iter(self.sheet.editors.values())).setFocus)
        self.toolbar.figure_requested.connect(self._choose_figure)
        self.sheet.figures_requested.connect(self._tell_figures)
        self.sheet.documents_requested.connect(self._list_documents)
        session.text_changed.connect(self._text_changed)
        self.figure_values.values_changed.connect(self._figures_changed)
        self.notice.conversion_requested.connect(self._convert_pasted)
        self.notice.pictures_requested.connect(self._add_pictures)
        self.finder.handed_over.connect(self._commit)
        self.finder.selected.connect(self._match_selected)
        self._update_word_counts(*self.sheet.editors)
        session.checks.changed.connect(self._show_remarks)
        self._show_remarks()

    def state(self) -> str:
        """How many headings have text, of how many; DONE when all have."""
        keys = [heading.key for heading in self.session.headings if heading.has_text]
        written = sum(bool(self._session_text(key)) for key in keys)
        return DONE if written == len(keys) else f"{written}/{len(keys)}"

    def show_place(self, place: str) -> None:
        if place == "opening":
            self._scroll.verticalScrollBar().setValue(0)
            self.sheet.opening.focus_blank()
        elif (found := self._editor_at(place)) is not None:
            key, changed = found
            if changed:
                self._go_to_letter(self.sheet.editors[key], *changed)
            else:
                self._go_to(key)

    def shows(self, place: str) -> bool:
        if place == "opening":
            return is_in_sight(self.sheet.opening)
        if (found := self._editor_at(place)) is None:
            return True
        key, changed = found
        editor = self.sheet.editors[key]
        at = editor.cursor_at(*changed or (0, 0))
        return is_in_sight(editor.viewport(), editor.cursorRect(at).center())

    def _editor_at(self, place: str) -> tuple[HeadingKey, tuple[int, ...]] | None:
        """The heading at a place of the narrative, with the line and the letter that it names, if it does;
        None for another place."""
        kind, _, rest = place.partition(":")
        key, *changed = rest.split("/")
        if kind != "narrative" or HeadingKey(key) not in self.sheet.editors:
            return None
        return HeadingKey(key), tuple(map(int, changed))

    # How it looks

    def view_state(self) -> dict[str, Any]:
        if self._view_before is not None:
            return dict(self._view_before)
        return view_state(self.sheet.editors, self.toolbar.editor, self._scroll)

    def restore_view(self, state: Mapping[str, Any]) -> None:
        self._view_before = state
        if (key := current_of(self.sheet.editors, state)) is not None:
            self._editor_entered(key, self.sheet.editors[key])

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self._view_before is not None:
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            scroll_to_top(self.sheet.editors, self._view_before, self._scroll)
            self._view_before = None

    def on_enter(self) -> None:
        (self.toolbar.editor or next(iter(self.sheet.editors.values()))).setFocus()

    def on_leave(self) -> None:
        self._commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.find_bar.isVisible():
            self.finder.leave()
        else:
            super().keyPressEvent(event)

    # Text

    def _connect_editor(self, key: HeadingKey, editor: HeadingEditor) -> None:
        editor.window_shortcuts = frozenset(key for each in self.actions() for key in each.shortcuts())
        editor.textChanged.connect(lambda: self._text_edited(key))
        editor.mark_spelling(self.spelling)
        editor.focus_entered.connect(lambda: self._editor_entered(key, editor))
        editor.focus_left.connect(self._commit)
        editor.text_pasted.connect(lambda pasted: self._text_pasted(editor, pasted))
        editor.pictures_left_out.connect(self.notice.add_left_out)
        editor.told.connect(self.notice.show_sentence)
        editor.cursorPositionChanged.connect(lambda: self._cursor_moved(editor))
        editor.cursorPositionChanged.connect(self.view_changed)
        editor.currentCharFormatChanged.connect(lambda _format: self.toolbar.update_state())

    def _text_pasted(self, editor: HeadingEditor, pasted: PastedText) -> None:
        self._pasted_into = editor
        self.notice.show_for(pasted)

    def _convert_pasted(self) -> None:
        if self._pasted_into is not None:
            self._pasted_into.convert_pasted()
            self._pasted_into.setFocus()

    def _add_pictures(self, pictures: LeftOutPictures) -> None:
        self.files_requested.emit(PHOTOS, self._pictures.files(pictures))

    def _text_edited(self, key: HeadingKey) -> None:
        self._edited.add(key)
        self.session.saver.edit_pending()
        if not self._commit_timer.isActive():
            self._commit_timer.start()

    def _commit(self) -> None:
        """Give the session all edited text that differs from what it has."""
        edited, self._edited = self._edited, set()
        self._commit_timer.stop()
        for key in edited:
            text = self.sheet.editors[key].text()
            if text != self._session_text(key):
                self.session.undo.push(SetText(self.session, key, text, self._visit))
        self.session.saver.edit_finished()

    def _text_changed(self, key: HeadingKey) -> None:
        """Show the session's text, as after undo; an editor that has it already keeps its cursor."""
        editor = self.sheet.editors[key]
        if editor.text() != self._session_text(key):
            editor.show_text(self._session_text(key))
        self._update_word_counts(key)
        self.state_changed.emit()

    def _session_text(self, key: HeadingKey) -> Text:
        return self.session.content.narrative.get(key, ())

    def _update_word_counts(self, *keys: HeadingKey) -> None:
        plain = {key: to_plain_text(self._session_text(key), self.figure_values.text) for key in keys}
        self.outline.show_word_counts({key: len(text.split()) for key, text in plain.items()})

    def _show_remarks(self) -> None:
        """Mark the headings with a remark of a receiver that is not answered."""
        remarks: dict[HeadingKey, list[str]] = {}
        for finding in self.session.checks.findings:
            kind, _, key = finding.place.partition(":")
            if finding.check.startswith(REMARK_CHECK) and finding.accepted is None and kind == "narrative":
                remarks.setdefault(HeadingKey(key), []).append(finding.sentence)
        self.outline.show_remarks({key: "\n".join(said) for key, said in remarks.items()})

    # Live figures

    def _figures_changed(self, cells: frozenset[Cell]) -> None:
        for editor in self.sheet.editors.values():
            editor.refresh_figures(cells)
        self.finder.figures_changed()

    def _choose_figure(self) -> None:
        chooser = FigureChooser(self.session, self.figure_values.text, self)
        chooser.figure_chosen.connect(self._insert_figure)
        chooser.open()

    def _insert_figure(self, cell: Cell) -> None:
        if self.toolbar.editor is not None:
            self.toolbar.editor.insert_figure(cell)
            self.toolbar.editor.setFocus()

    def _tell_figures(self, key: HeadingKey) -> None:
        """Tell the figures in words under a heading: in place of what was told before, if no word of that was
        changed and the user agrees, otherwise below all that is there."""
        self._commit()
        before = self._session_text(key)
        try:
            text, effect = tell_figures(self.session.form, self.figure_values.figures(), before)
        except KnownError as error:
            self.notice.show_sentence(error.message)
            return
        match effect:
            case Effect.ADDED:
                self._write(key, text, Verb.TELL_FIGURES)
                self.notice.show_sentence(_TOLD_BELOW if before else "")
            case Effect.SAME:
                self.notice.show_sentence(_TOLD_ALREADY)
            case Effect.REPLACED:
                ask_question(
                    self,
                    "Thay đoạn đã viết từ số liệu bằng đoạn mới?",
                    yes="Thay đoạn cũ",
                    detail="Phụ lục II đã có thêm hoặc bớt dòng có số so với đoạn cũ. Phần còn lại của mục "
                    "được giữ nguyên; Ctrl+Z lấy lại được đoạn cũ.",
                    then=lambda: self._write(key, text, Verb.TELL_FIGURES),
                )

    def _list_documents(self, key: HeadingKey) -> None:
        """Go to an empty row of the list of documents under a heading, which is begun if there is none."""
        self._commit()
        words, text = self.session.form.heading_by_key[key].documents, self._session_text(key)
        if words is None:
            return
        if not any(isinstance(block, Table) and is_list(words, block) for block in text):
            self._write(key, (*text, *begun_list(words)), Verb.LIST_DOCUMENTS)
        self.sheet.editors[key].setFocus()
        self.sheet.editors[key].begin_document()

    def _write(self, key: HeadingKey, text: Text, verb: Verb) -> None:
        """Let the program's `text` be that of a heading, as one step to undo, and go there."""
        self.session.undo.push(SetText(self.session, key, text, verb=verb))
        self._go_to(key)

    # Focus and scrolling

    def _editor_entered(self, key: HeadingKey, editor: HeadingEditor) -> None:
        self._visit = next(self._visits)
        self.view_changed.emit()
        self.outline.show_current(key)
        self.toolbar.set_editor(editor)

    def _cursor_moved(self, editor: HeadingEditor) -> None:
        self.toolbar.update_state()
        self._scroll_to_cursor(editor)

    def _go_to_letter(self, editor: HeadingEditor, line: int, letter: int) -> None:
        """Put the cursor at a letter of a text that may have been put into its editor just now."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        editor.setFocus()
        editor.setTextCursor(editor.cursor_at(line, letter))
        self._show_cursor(editor)

    def _go_to(self, key: HeadingKey) -> None:
        """Focus the editor of a heading, and scroll its title to the top."""
        self.sheet.editors[key].setFocus()
        top = self.sheet.titles[key].mapTo(self._canvas, QPoint(0, 0)).y()
        self._scroll.verticalScrollBar().setValue(top - theme().px(Space.L))

    def _match_selected(self, key: HeadingKey) -> None:
        editor = self.sheet.editors[key]
        self._editor_entered(key, editor)
        self._show_cursor(editor)

    def _scroll_to_cursor(self, editor: HeadingEditor) -> None:
        if editor.hasFocus():
            self._show_cursor(editor)

    def _show_cursor(self, editor: HeadingEditor) -> None:
        line = editor.cursorRect()
        point = editor.viewport().mapTo(self._canvas, line.center())
        self._scroll.ensureVisible(point.x(), point.y(), 0, line.height() + theme().px(Space.XL))

    def _sees_cursor(self, editor: HeadingEditor) -> bool:
        return is_in_sight(editor.viewport(), editor.cursorRect().center())

    def _scroll_range_changed(self) -> None:
        """When the text grows beyond the page, keep the cursor visible."""
        if self.toolbar.editor is not None:
            self._scroll_to_cursor(self.toolbar.editor)

    # Layout

    def _lay_out(self) -> None:
        self._canvas = QWidget()
        around = QHBoxLayout(self._canvas)
        around.addStretch(1)
        around.addWidget(self.sheet, 1000)  # as wide as it may be
        around.addStretch(1)
        self._scroll.setWidget(self._canvas)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.verticalScrollBar().valueChanged.connect(self.view_changed)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._scroll_range_changed)
        right = QVBoxLayout()
        for widget in (self.toolbar, self.find_bar, self.notice, self._scroll):
            right.addWidget(widget)
        row = QHBoxLayout(self)
        row.addLayout(self._left_column())
        row.addLayout(right, 1)
        theme().on_theme_change(
            self, lambda: row.setContentsMargins(theme().px(Space.M), theme().px(Space.S), 0, 0)
        )

    def _left_column(self) -> QVBoxLayout:
        hint = QLabel("Phần đầu và phần ký của báo cáo sửa ở trang In và gửi.")
        hint.setWordWrap(True)
        theme().set_font(hint, TextRole.CAPTION)
        theme().apply_style(hint, "color: $muted;")
        column = QVBoxLayout()
        column.addWidget(self.outline, 1)
        if self.session.is_own:
            column.addWidget(hint)
            column.addWidget(Button("Tới trang In và gửi", on_click=lambda: self.page_requested.emit(OUTPUT)))
        column.addSpacing(Space.S)
        return column
