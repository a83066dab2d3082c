"""The photos as a Qt list: order by dragging, everything asked of the session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage

from lcweek_desktop.domain.form import Form, RowKey
from lcweek_desktop.domain.report import Photo
from lcweek_desktop.domain.values import format_number
from lcweek_desktop.ui.pages.photos.pictures import Pictures
from lcweek_desktop.ui.session.commands import SetPhotos
from lcweek_desktop.ui.session.session import Session

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_MIME: Final = "application/x-lcweek-photo"


@dataclass(frozen=True)
class Shown:
    """What the list shows of a photo; `image` None while it is being made, `trouble` why there is none."""

    number: int
    caption: str
    about: str
    image: QImage | None
    trouble: str


class PhotosModel(QAbstractListModel):
    # int: where the photo is that was moved.
    moved = Signal(int)

    def __init__(self, session: Session, pictures: Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pictures = pictures
        self._shown = session.content.photos
        session.photos_changed.connect(self._changed)
        pictures.came.connect(self._picture_came)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        shown = self._of(index.row())
        match role:
            case Qt.ItemDataRole.UserRole:
                return shown
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{shown.number}. {shown.caption or 'Chưa có chú thích'}"
            case Qt.ItemDataRole.ToolTipRole:
                return shown.trouble or shown.about
        return None

    def _of(self, place: int) -> Shown:
        photo = self._shown[place]
        picture = self._pictures.of(photo.sha256)
        if picture is None:
            return Shown(place + 1, photo.caption, row_words(self._session.form, photo.row), None, "")
        size = f"{format_number(-(-picture.size // 1024))} KB"
        about = " · ".join(filter(None, (size, row_words(self._session.form, photo.row))))
        return Shown(place + 1, photo.caption, about, picture.image, picture.trouble)

    def flags(self, index: Index) -> Qt.ItemFlag:
        drop = Qt.ItemFlag.ItemIsDropEnabled
        if not index.isValid():
            return drop
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    # Order

    def move(self, place: int, to: int) -> None:
        """Put a photo at another place; past an end it stays."""
        photos = [*self._session.content.photos]
        if to != place and 0 <= to < len(photos):
            photos.insert(to, photos.pop(place))
            self._session.undo.push(SetPhotos(self._session, tuple(photos), "chuyển ảnh"))
            self.moved.emit(to)

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.CopyAction  # with Move the view would remove the row where it was

    def supportedDragActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:  # noqa: N802
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        data = QMimeData()
        data.setData(_MIME, QByteArray(str(indexes[0].row()).encode()))
        return data

    def dropMimeData(  # noqa: N802
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Between two photos `row` is the lower one; on a photo it is `parent`; below all, neither."""
        if not data.hasFormat(_MIME):
            return False
        place = int(data.data(_MIME).data())
        before = row if row >= 0 else parent.row() if parent.isValid() else len(self._shown)
        self.move(place, before - 1 if before > place else before)
        return True

    # What the session announces

    def _changed(self) -> None:
        """Rows come and go at the end, then all are shown anew: the keyboard stays where it is."""
        before, wanted = len(self._shown), self._session.content.photos
        if len(wanted) > before:
            self.beginInsertRows(QModelIndex(), before, len(wanted) - 1)
            self._shown = wanted
            self.endInsertRows()
        elif len(wanted) < before:
            self.beginRemoveRows(QModelIndex(), len(wanted), before - 1)
            self._shown = wanted
            self.endRemoveRows()
        self._shown = wanted
        if wanted:
            self.dataChanged.emit(self.index(0), self.index(len(wanted) - 1))

    def _picture_came(self, sha256: str) -> None:
        for place, photo in enumerate(self._shown):
            if photo.sha256 == sha256:
                self.dataChanged.emit(self.index(place), self.index(place))


def without(photos: tuple[Photo, ...], place: int) -> tuple[Photo, ...]:
    return (*photos[:place], *photos[place + 1 :])


def row_words(form: Form, key: RowKey | None) -> str:
    """ "6.1 Phát thanh"; empty for None."""
    if key is None:
        return ""
    row = form.row_by_key[key]
    return f"{row.tt} {row.label}".strip()
