"""Find and replace in the whole of Phụ lục I: the find bar at work on the editors of all headings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.domain.narrative import FigureText
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.ui.pages.narrative.document_search import Match, matches, replace_matches
from lcweek_desktop.ui.pages.narrative.find_bar import FindBar
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.session.commands import SetTexts
from lcweek_desktop.ui.session.session import Session

_LONGEST_SELECTION: Final = 100
"""The most characters that are looked for when they are selected as the search begins."""
_RECOUNT_DELAY: Final = 200
"""Milliseconds after an edit until the places are counted anew."""
_NOT_FOUND: Final = "Không thấy"
_WITHOUT_MARKS: Final = "Không thấy; nếu bỏ qua dấu thì có {count} chỗ."
_FIGURE: Final = "Chỗ này là số liệu chèn từ Phụ lục II nên không thay ở đây; hãy sửa số ở Phụ lục II."
_FIGURES_KEPT: Final = "{count} chỗ là số liệu chèn từ Phụ lục II, được giữ nguyên."
_IN_HEADINGS: Final = "Các chỗ thay ở {count} mục."
_FROM_BEGINNING: Final = "Đã đến cuối lời văn, tìm tiếp từ đầu."
_FROM_END: Final = "Đã đến đầu lời văn, tìm tiếp từ cuối."


class _Place(NamedTuple):
    """A match: the number of its heading, and where it stands under it."""

    heading: int
    match: Match


class _Beginning(NamedTuple):
    """Where the keyboard was when the search began, and the selection of the editor at which it began."""

    widget: QWidget | None
    heading: int
    cursor: QTextCursor


class Finder(QObject):
    """Shows all matches, and goes from one to the next. Replacing goes through the session, each time as one
    step to undo, and only what was brought in sight or is counted out is replaced.

    While a query is typed, the first match from the keyboard's place on is shown. Escape gives the keyboard
    back where it was, or leaves it at the match that the user went on to.
    """

    # HeadingKey: a match under this heading was selected, and is to be brought in sight.
    selected = Signal(object)
    # The session must have all edits now.
    handed_over = Signal()

    def __init__(
        self,
        session: Session,
        bar: FindBar,
        editors: Mapping[HeadingKey, HeadingEditor],
        figure: FigureText,
        in_sight: Callable[[HeadingEditor], bool],
    ) -> None:
        """`figure` gives the number of a live figure; `in_sight` says whether the cursor of an editor can be
        seen."""
        super().__init__(bar)
        self._session, self._bar, self._figure, self._in_sight = session, bar, figure, in_sight
        self._keys, self._editors = [*editors], [*editors.values()]
        self._heading = 0
        """The number of the heading at which the search goes on: that had the keyboard, or a match, last."""
        self._matches: dict[int, list[Match]] = {}
        """The matches under each heading, as far as they are known."""
        self._beginning: _Beginning | None = None
        self._went_on = False
        self._timer = QTimer(self, singleShot=True, interval=_RECOUNT_DELAY)
        self._timer.timeout.connect(self._show)
        for number, editor in enumerate(self._editors):
            editor.focus_entered.connect(lambda number=number: self._entered(number))
            editor.textChanged.connect(lambda number=number: self._changed(number))
        bar.requested.connect(self.begin)
        bar.query_changed.connect(self._query_changed)
        bar.step_requested.connect(self.step)
        bar.replace_requested.connect(self.replace)
        bar.replace_all_requested.connect(self.replace_all)
        bar.closed.connect(self.leave)

    def begin(self, replacing: bool) -> None:
        """Open the bar, with its second line if `replacing`. Words that are selected are looked for."""
        editor, words = self._editors[self._heading], ""
        if not self._bar.isVisible():
            self._beginning = _Beginning(QApplication.focusWidget(), self._heading, editor.textCursor())
            self._went_on = False
            self._matches.clear()
        if editor.hasFocus() and len(selected := editor.textCursor().selectedText()) <= _LONGEST_SELECTION:
            words = "" if {"\u2029", "\ufffc"} & {*selected} else selected
        self._bar.begin(replacing=replacing, words=words)
        self._show()

    def leave(self) -> None:
        """Close the bar and give the keyboard back."""
        beginning, self._beginning = self._beginning, None
        self._bar.hide()
        self._bar.say("")
        for editor in self._editors:
            editor.show_found([])
        if beginning is not None and not self._went_on:
            self._return_to(beginning)
            self.selected.emit(self._keys[self._heading])
            if beginning.widget is not None and Shiboken.isValid(beginning.widget):
                beginning.widget.setFocus()
                return
        self._editors[self._heading].setFocus()

    def step(self, by: int) -> None:
        """Go to the next match (1) or the one before (-1), from the last to the first and back. Without a
        query the bar is opened for one."""
        if not self._bar.isVisible():
            self.begin(replacing=False)
        if not self._bar.field.text():
            self._bar.field.setFocus()
            return
        self._went_on = True
        places = self._places()
        if not places:
            self._show()
            return
        cursor = self._editors[self._heading].textCursor()
        if by > 0:
            at = self._first_from(places, cursor.selectionEnd())
        else:
            at = self._first_from(places, cursor.selectionStart()) - 1
        turned = "" if 0 <= at < len(places) else _FROM_BEGINNING if by > 0 else _FROM_END
        self._select(places[at % len(places)])
        self._bar.say(turned)

    def replace(self) -> None:
        """Replace the present match and go to the next one; where none is selected and in sight, only go
        there."""
        place = self._current()
        if place is None:
            self.step(1)
        elif not self._in_sight(self._editors[place.heading]):
            self._select(place)
        elif place.match.holds_figure:
            self.step(1)
            self._bar.say(_FIGURE)
        elif self._put({place.heading: [place.match]}):
            self.step(1)

    def replace_all(self) -> None:
        """Replace all matches but those in live figures, as one step to undo, and say how many."""
        places = self._places()
        wanted: dict[int, list[Match]] = {}
        for heading, match in places:
            if not match.holds_figure:
                wanted.setdefault(heading, []).append(match)
        count = sum(map(len, wanted.values()))
        if wanted and not self._put(wanted):
            return
        said = [Verb.REPLACE_WORDS.done(count=format_count(count))] if count else []
        if len(wanted) > 1:
            said.append(_IN_HEADINGS.format(count=len(wanted)))
        if kept := len(places) - count:
            said.append(_FIGURES_KEPT.format(count=format_count(kept)))
        self._bar.say(" ".join(said))

    def _put(self, wanted: Mapping[int, Sequence[Match]]) -> bool:
        """Replace the matches `wanted` under each heading. Returns False where a text would become too long;
        then nothing is changed, and the bar says so."""
        query, words = self._bar.query(), self._bar.replacement()
        for heading, found in wanted.items():
            if refusal := self._editors[heading].refusal_of_replacing(found, words):
                self._bar.say(refusal)
                return False
        self.handed_over.emit()
        for heading, found in wanted.items():
            replace_matches(self._editors[heading].document(), found, query, words)
        texts = {self._keys[heading]: self._editors[heading].text() for heading in wanted}
        places = sum(map(len, wanted.values()))
        self._session.undo.push(SetTexts(self._session, texts, Verb.REPLACE_WORDS, places))
        for heading in wanted:
            self._editors[heading].document().clearUndoRedoStacks()
        self._bar.forget_typing()
        self._show()
        return True

    # Matches

    def _places(self) -> list[_Place]:
        """All matches, in order."""
        for number, editor in enumerate(self._editors):
            if number not in self._matches:
                self._matches[number] = matches(editor.document(), self._bar.query(), self._figure)
        return [_Place(number, match) for number in sorted(self._matches) for match in self._matches[number]]

    def _first_from(self, places: Sequence[_Place], position: int) -> int:
        """The number of the first of `places` from `position` on, under the present heading or a later one;
        beyond the last one when there is none."""
        return bisect_left(places, _Place(self._heading, Match(position, 0)))

    def _current(self) -> _Place | None:
        """The match that is selected; None for none."""
        cursor = self._editors[self._heading].textCursor()
        ends = (cursor.selectionStart(), cursor.selectionEnd())
        return next(
            (each for each in self._places() if each.heading == self._heading and each.match[:2] == ends),
            None,
        )

    def _return_to(self, beginning: _Beginning) -> None:
        self._editors[self._heading].deselect()
        self._heading = beginning.heading
        self._editors[self._heading].setTextCursor(beginning.cursor)

    def _select(self, place: _Place) -> None:
        if place.heading != self._heading:
            self._editors[self._heading].deselect()
        editor = self._editors[place.heading]
        self._heading = place.heading
        editor.setTextCursor(place.match.select(editor.document()))
        self.selected.emit(self._keys[place.heading])
        self._show()

    # What changes

    def _entered(self, number: int) -> None:
        self._heading, self._went_on = number, True

    def figures_changed(self) -> None:
        """Look again, as live figures have other numbers."""
        self._matches.clear()
        self._timer.start()

    def _changed(self, number: int) -> None:
        self._matches.pop(number, None)
        if self._bar.isVisible():
            self._timer.start()

    def _query_changed(self) -> None:
        """Show the first match of the new query from where the search began."""
        self._matches.clear()
        if not self._bar.isVisible():
            return
        self._bar.say("")
        if self._beginning is not None and not self._went_on:
            self._return_to(self._beginning)
        if places := self._places():
            start = self._editors[self._heading].textCursor().selectionStart()
            self._select(places[self._first_from(places, start) % len(places)])
        else:
            self._show()
            self._bar.say(self._hint())

    def _show(self) -> None:
        """Show all matches, and which one is selected, of how many."""
        if not self._bar.isVisible():
            return
        places, current = self._places(), self._current()
        for number, editor in enumerate(self._editors):
            editor.show_found(self._matches[number])
        if places:
            at = format_count(places.index(current) + 1) + "/" if current is not None else ""
            self._bar.show_found(f"{at}{format_count(len(places))}", can_replace=True)
        else:
            is_blank = not self._bar.field.text().strip()
            self._bar.show_found("" if is_blank else _NOT_FOUND, can_replace=False)

    def _hint(self) -> str:
        """What there is to say of a query that is found nowhere."""
        query = replace(self._bar.query(), ignore_marks=True)
        count = sum(len(matches(each.document(), query, self._figure)) for each in self._editors)
        return _WITHOUT_MARKS.format(count=format_count(count)) if count else ""
