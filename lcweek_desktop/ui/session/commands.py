"""The edits of a report that can be undone. They hold ids and values, never a QModelIndex, and each has the
phrase of its verb for the Edit menu."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtGui import QUndoCommand

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import Cell, HeadingKey, RowKey
from lcweek_desktop.domain.narrative import Text, common_length, first_change
from lcweek_desktop.domain.report import Acceptance, Content, Draft, OwnLine, Photo, SignOff
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.ui.session.session import Session

NO_VISIT: Final = 0
"""The visit of an edit that is a step to undo of its own."""
_NEVER_MERGED, _MERGED_BY_VISIT = -1, 1
"""Ids of commands. Qt calls `mergeWith` only for two commands with the same id, and never for the id -1."""


class _Edit(QUndoCommand):
    """Replaces one value of the report, or of a campaign, by another.

    A visit is one stay of an editor at one target. Edits of one visit that follow each other are one step to
    undo, and no step at all once the old value is back. An edit of visit 0 is a step by itself.
    """

    def __init__(
        self,
        verb: Verb,
        put: Callable[[Any], None],
        old: object,
        new: object,
        at: tuple[Hashable, int],
        **names: object,
    ) -> None:
        """`put` writes a value; `at` is the target and the number of the visit; `names` fill the phrase."""
        super().__init__(verb.phrase(**names))
        self.is_wide = False
        """Whether there may be more changes than can be seen at its place."""
        self._put: Callable[[Any], None] = put
        self._old: Any = old
        self._new: Any = new
        target, visit = at
        self._merge_key = (type(self), target, visit)
        self.step: Hashable = object() if visit == NO_VISIT else self._merge_key
        """Equal for the edits that are one step to undo."""
        self._id = _NEVER_MERGED if visit == NO_VISIT else _MERGED_BY_VISIT

    @property
    def place(self) -> str:
        """Where in the report the change is, as findings name it (domain/checks.py), or a part of such a
        place; empty for nowhere."""
        return ""

    def redo(self) -> None:
        self._put(self._new)

    def undo(self) -> None:
        self._put(self._old)

    def id(self) -> int:
        return self._id

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        if not isinstance(other, _Edit) or other._merge_key != self._merge_key:
            return False
        self._new = other._new
        self.setObsolete(self._new == self._old)
        return True


class EditCampaign(_Edit):
    """The definition of a campaign that is being made was changed, one step for each change."""

    def __init__(self, verb: Verb, put: Callable[[Any], None], old: object, new: object) -> None:
        super().__init__(verb, put, old, new, ("campaign", NO_VISIT))


class SetFigure(_Edit):
    """A number was typed, cleared or pasted; None is blank."""

    def __init__(self, session: Session, cell: Cell, value: int | None, visit: int = NO_VISIT) -> None:
        row, old = session.form.row_by_key[cell.row], session.content.figures.get(cell)
        self._cell = cell
        super().__init__(
            Verb.SET_FIGURE,
            lambda number: session.put_figure(cell, number),
            old,
            value,
            (cell, visit),
            row=row.tt or row.label,
        )

    @property
    def place(self) -> str:
        return str(self._cell)


class SetNote(_Edit):
    """The note of a row was typed, cleared or pasted."""

    def __init__(self, session: Session, row: RowKey, note: str, visit: int = NO_VISIT) -> None:
        old = session.content.notes.get(row, "")
        super().__init__(Verb.SET_NOTE, lambda text: session.put_note(row, text), old, note, (row, visit))
        self._row = row

    @property
    def place(self) -> str:
        return f"note:{self._row}"


class SetLines(_Edit):
    """Lines of the unit's own were added, changed, moved or removed, as `verb` says."""

    def __init__(
        self, session: Session, lines: tuple[OwnLine, ...], verb: Verb, visit: int = NO_VISIT
    ) -> None:
        old = session.content.own_lines
        super().__init__(verb, session.put_lines, old, lines, (None, visit))

    @property
    def place(self) -> str:
        """The number that differs, or the label of the first line that does."""
        at = common_length(self._old, self._new)
        before, after = ((*lines, OwnLine(""))[at] for lines in (self._old, self._new))
        place = f"own_lines/{at}"
        if replace(before, values=after.values) != after:
            return place
        keys = sorted(key for key, _ in before.values.items() ^ after.values.items())
        return f"{place}.{keys[0]}" if keys else place


class SetEntries(_Edit):
    """Several figures, notes and own lines were entered at once, as `verb` says, of which `names` fill the
    phrase; `place` is where the first of them stands."""

    def __init__(self, session: Session, entered: Content, verb: Verb, place: str, **names: object) -> None:
        super().__init__(verb, session.put_entries, session.content, entered, (None, NO_VISIT), **names)
        self._place, self.is_wide = place, True

    @property
    def place(self) -> str:
        return self._place


class SetReport(_Edit):
    """The whole report became another, as `verb` says, of which `names` fill the phrase; `place` is where it
    is told from."""

    def __init__(self, session: Session, draft: Draft, verb: Verb, place: str, **names: object) -> None:
        super().__init__(verb, session.put_draft, session.draft, draft, (None, NO_VISIT), **names)
        self._place, self.is_wide = place, True

    @property
    def place(self) -> str:
        return self._place


class SetPhotos(_Edit):
    """Photos were added, captioned, moved, rotated or removed, as `verb` says."""

    def __init__(
        self, session: Session, photos: tuple[Photo, ...], verb: Verb, visit: int = NO_VISIT
    ) -> None:
        old = session.content.photos
        super().__init__(verb, session.put_photos, old, photos, (None, visit))

    @property
    def place(self) -> str:
        return f"photo:{common_length(self._old, self._new)}"


class SetSignOff(_Edit):
    """The part `part` of the sign-off was typed. Keys that follow each other there are one step to undo."""

    def __init__(self, session: Session, signoff: SignOff, part: str) -> None:
        super().__init__(Verb.SET_SIGNOFF, session.put_signoff, session.signoff, signoff, (part, 1))
        self._part = part

    @property
    def place(self) -> str:
        """The opening sentence, which stands in the narrative, or a field of the sign-off."""
        return self._part if self._part == "opening" else f"signoff:{self._part}"


class SetAccepted(_Edit):
    """A warning was accepted with a reason, or is no longer accepted, as `verb` says."""

    def __init__(self, session: Session, accepted: tuple[Acceptance, ...], verb: Verb) -> None:
        super().__init__(verb, session.put_accepted, session.content.accepted, accepted, (None, NO_VISIT))

    @property
    def place(self) -> str:
        """The check and the place of the warning."""
        changed = next(iter({*self._new} ^ {*self._old}))
        return f"accepted:{changed.check}:{changed.place}"


class SetText(_Edit):
    """The text under a heading was edited, or written by the program as `verb` says."""

    def __init__(
        self,
        session: Session,
        heading: HeadingKey,
        text: Text,
        visit: int = NO_VISIT,
        verb: Verb = Verb.SET_TEXT,
    ) -> None:
        old = session.content.narrative.get(heading, ())
        super().__init__(
            verb,
            lambda new: session.put_text(heading, new),
            old,
            text,
            (heading, visit),
            heading=heading,
        )
        self._heading = heading

    @property
    def place(self) -> str:
        """The heading, and the line and the letter in it with which the change begins."""
        line, letter = first_change(self._old, self._new)
        return f"narrative:{self._heading}/{line}/{letter}"


class SetTexts(_Edit):
    """The texts under several headings were edited at once at `places` places, as `verb` says. The first of
    them is where the change is."""

    def __init__(self, session: Session, texts: Mapping[HeadingKey, Text], verb: Verb, places: int) -> None:
        old = {heading: session.content.narrative.get(heading, ()) for heading in texts}
        count = format_count(places)
        super().__init__(verb, session.put_texts, old, texts, (None, NO_VISIT), count=count)
        self.is_wide = places > 1

    @property
    def place(self) -> str:
        """The first heading, and the line and the letter in it with which the change begins."""
        heading = next(iter(self._new))
        line, letter = first_change(self._old[heading], self._new[heading])
        return f"narrative:{heading}/{line}/{letter}"
