"""Edits that can be undone: ids and values, never QModelIndex; each says what it does for the Edit menu."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtGui import QUndoCommand

from lcweek_desktop.domain.form import Cell, HeadingKey, RowKey
from lcweek_desktop.domain.narrative import Text
from lcweek_desktop.domain.report import Acceptance, OwnLine, Photo, SignOff
from lcweek_desktop.ui.session import Session


class _Merging(IntEnum):
    """Commands of one kind that follow each other in one place become one."""

    NEVER = -1
    TEXT = 1
    SIGNOFF = 2
    PHOTOS = 3


class SetFigure(QUndoCommand):
    """A number typed, cleared or pasted; None is blank."""

    def __init__(self, session: Session, cell: Cell, value: int | None) -> None:
        row = session.form.row_by_key[cell.row]
        super().__init__(f"nhập số dòng {row.tt or row.label}")
        self._session, self._cell = session, cell
        self._old, self._new = session.content.figures.get(cell), value

    def redo(self) -> None:
        self._session.put_figure(self._cell, self._new)

    def undo(self) -> None:
        self._session.put_figure(self._cell, self._old)


class SetNote(QUndoCommand):
    def __init__(self, session: Session, row: RowKey, note: str) -> None:
        super().__init__("nhập ghi chú")
        self._session, self._row = session, row
        self._old, self._new = session.content.notes.get(row, ""), note

    def redo(self) -> None:
        self._session.put_note(self._row, self._new)

    def undo(self) -> None:
        self._session.put_note(self._row, self._old)


class SetLines(QUndoCommand):
    """Lines of the unit's own added, changed, moved or removed; `said` names it for the menu."""

    def __init__(self, session: Session, lines: tuple[OwnLine, ...], said: str) -> None:
        super().__init__(said)
        self._session = session
        self._old, self._new = session.content.own_lines, lines

    def redo(self) -> None:
        self._session.put_lines(self._new)

    def undo(self) -> None:
        self._session.put_lines(self._old)


class SetPhotos(QUndoCommand):
    """Photos added, captioned, moved or removed; `said` names it for the menu. Commands of one `visit` that
    follow each other become one; 0 stands alone."""

    def __init__(self, session: Session, photos: tuple[Photo, ...], said: str, visit: int = 0) -> None:
        super().__init__(said)
        self._session, self._visit = session, visit
        self._old, self._new = session.content.photos, photos

    def redo(self) -> None:
        self._session.put_photos(self._new)

    def undo(self) -> None:
        self._session.put_photos(self._old)

    def id(self) -> int:
        return _Merging.PHOTOS if self._visit else _Merging.NEVER

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        if not isinstance(other, SetPhotos) or other._visit != self._visit:
            return False
        self._new = other._new
        self.setObsolete(self._new == self._old)
        return True


class SetSignOff(QUndoCommand):
    def __init__(self, session: Session, signoff: SignOff) -> None:
        super().__init__("sửa thông tin ký")
        self._session = session
        self._old, self._new = session.signoff, signoff

    def redo(self) -> None:
        self._session.put_signoff(self._new)

    def undo(self) -> None:
        self._session.put_signoff(self._old)

    def id(self) -> int:
        return _Merging.SIGNOFF

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        if not isinstance(other, SetSignOff):
            return False
        self._new = other._new
        return True


class SetAccepted(QUndoCommand):
    """Warnings accepted with a reason, or no longer; `said` names it for the menu."""

    def __init__(self, session: Session, accepted: tuple[Acceptance, ...], said: str) -> None:
        super().__init__(said)
        self._session = session
        self._old, self._new = session.content.accepted, accepted

    def redo(self) -> None:
        self._session.put_accepted(self._new)

    def undo(self) -> None:
        self._session.put_accepted(self._old)


class SetText(QUndoCommand):
    """The text under a heading. Commands of one `visit` under the same heading that follow each other become
    one; 0 stands alone."""

    def __init__(self, session: Session, heading: HeadingKey, text: Text, visit: int = 0) -> None:
        super().__init__(f"sửa mục {heading}")
        self._session, self._heading, self._visit = session, heading, visit
        self._old, self._new = session.content.narrative.get(heading, ()), text

    def redo(self) -> None:
        self._session.put_text(self._heading, self._new)

    def undo(self) -> None:
        self._session.put_text(self._heading, self._old)

    def id(self) -> int:
        return _Merging.TEXT if self._visit else _Merging.NEVER

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        if not isinstance(other, SetText) or (other._heading, other._visit) != (self._heading, self._visit):
            return False
        self._new = other._new
        self.setObsolete(self._new == self._old)
        return True
