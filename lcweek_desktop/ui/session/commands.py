"""Edits that can be undone: ids and values, never QModelIndex; each says what it does for the Edit menu."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtGui import QUndoCommand

from lcweek_desktop.domain.form import Cell, HeadingKey, RowKey
from lcweek_desktop.domain.narrative import Text
from lcweek_desktop.domain.report import Acceptance, OwnLine, Photo, SignOff
from lcweek_desktop.ui.session.session import Session

_ALONE, _MERGING = -1, 1
"""Qt asks only commands of one id, and not -1, whether they become one."""


class _Edit(QUndoCommand):
    """Puts `new` where `old` was.

    A `visit` is one stay at one `place`: its edits that follow each other are one step to undo, and none once
    the old value is back. An edit of visit 0 stands alone.
    """

    def __init__(
        self, said: str, put: Callable[[Any], None], old: object, new: object, place: Hashable, visit: int
    ) -> None:
        super().__init__(said)
        self._put, self._old, self._new = put, old, new
        self._at = (type(self), place, visit)
        self._id = _MERGING if visit else _ALONE

    def redo(self) -> None:
        self._put(self._new)

    def undo(self) -> None:
        self._put(self._old)

    def id(self) -> int:
        return self._id

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        if not isinstance(other, _Edit) or other._at != self._at:
            return False
        self._new = other._new
        self.setObsolete(self._new == self._old)
        return True


class SetFigure(_Edit):
    """A number typed, cleared or pasted; None is blank."""

    def __init__(self, session: Session, cell: Cell, value: int | None, visit: int = 0) -> None:
        row = session.form.row_by_key[cell.row]
        super().__init__(
            f"nhập số dòng {row.tt or row.label}",
            lambda number: session.put_figure(cell, number),
            session.content.figures.get(cell),
            value,
            cell,
            visit,
        )


class SetNote(_Edit):
    def __init__(self, session: Session, row: RowKey, note: str, visit: int = 0) -> None:
        super().__init__(
            "nhập ghi chú",
            lambda text: session.put_note(row, text),
            session.content.notes.get(row, ""),
            note,
            row,
            visit,
        )


class SetLines(_Edit):
    """Lines of the unit's own added, changed, moved or removed; `said` names it for the menu."""

    def __init__(self, session: Session, lines: tuple[OwnLine, ...], said: str, visit: int = 0) -> None:
        super().__init__(said, session.put_lines, session.content.own_lines, lines, None, visit)


class SetPhotos(_Edit):
    """Photos added, captioned, moved or removed; `said` names it for the menu."""

    def __init__(self, session: Session, photos: tuple[Photo, ...], said: str, visit: int = 0) -> None:
        super().__init__(said, session.put_photos, session.content.photos, photos, None, visit)


class SetSignOff(_Edit):
    """One part of it typed, the one called `part`: its keys are one step."""

    def __init__(self, session: Session, signoff: SignOff, part: str) -> None:
        super().__init__("sửa thông tin ký", session.put_signoff, session.signoff, signoff, part, visit=1)


class SetAccepted(_Edit):
    """Warnings accepted with a reason, or no longer; `said` names it for the menu."""

    def __init__(self, session: Session, accepted: tuple[Acceptance, ...], said: str) -> None:
        super().__init__(said, session.put_accepted, session.content.accepted, accepted, None, visit=0)


class SetText(_Edit):
    """The text under a heading."""

    def __init__(self, session: Session, heading: HeadingKey, text: Text, visit: int = 0) -> None:
        super().__init__(
            f"sửa mục {heading}",
            lambda new: session.put_text(heading, new),
            session.content.narrative.get(heading, ()),
            text,
            heading,
            visit,
        )
