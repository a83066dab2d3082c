"""The photos as a Qt list model. Photos are asked of the session, and every change is pushed as a command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QImage

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import Form, RowKey
from lcweek_desktop.domain.looks import look_alike
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.ui.pages.photos.thumbnails import Thumbnail, Thumbnails
from lcweek_desktop.ui.session.commands import SetPhotos
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.table.cells import Index

_ROOT: Final = QModelIndex()
_MIME_TYPE: Final = "application/x-lcweek-photo"
"""What is dragged: the position of a photo in the list."""


@dataclass(frozen=True)
class PhotoItem:
    """What the list shows of a photo, as `Qt.ItemDataRole.UserRole`.

    `number` counts from 1. `doubts` are what a person should look at: another day than those of the week,
    another photo that shows the same. `details` are the size of the photo, where it came from and the
    activity. `image` is None while it is being made; `error` says why there is none, and is empty otherwise.
    """

    number: int
    caption: str
    doubts: str
    details: str
    image: QImage | None
    error: str


class PhotosModel(QAbstractListModel):
    """The photos in the order they are printed. Dragging one changes the order."""

    # A photo was moved: int, its new position.
    photo_moved = Signal(int)

    def __init__(self, session: Session, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._thumbnails = thumbnails
        self._photos = session.content.photos
        """The photos that the views know. While rows are added or removed, the session has the new ones."""
        session.photos_changed.connect(self._photos_changed)
        thumbnails.loaded.connect(self._thumbnail_loaded)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._photos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._item(index.row())
        match role:
            case Qt.ItemDataRole.UserRole:
                return item
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{item.number}. {item.caption or 'Chưa có chú thích'}"
            case Qt.ItemDataRole.ToolTipRole:
                return item.error or " · ".join(filter(None, (item.doubts, item.details)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    # Editing

    def move(self, position: int, to: int) -> None:
        """Move the photo at `position` to `to`; nothing happens past an end of the list."""
        photos = [*self._session.content.photos]
        if to != position and 0 <= to < len(photos):
            photos.insert(to, photos.pop(position))
            self._session.undo.push(SetPhotos(self._session, tuple(photos), Verb.MOVE_PHOTO))
            self.photo_moved.emit(to)

    def remove(self, position: int) -> None:
        """Remove the photo at `position` from the report."""
        photos = self._session.content.photos
        left = (*photos[:position], *photos[position + 1 :])
        self._session.undo.push(SetPhotos(self._session, left, Verb.REMOVE_PHOTO))

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.CopyAction  # after a Move the view would remove the dragged row itself

    def supportedDragActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:  # noqa: N802
        return [_MIME_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        data = QMimeData()
        data.setData(_MIME_TYPE, QByteArray(str(indexes[0].row()).encode()))
        return data

    def dropMimeData(  # noqa: N802
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Move the dropped photo to where it was dropped. Returns False for anything that is no photo.

        Between two photos, `row` is the row of the lower one. On a photo, `row` is -1 and `parent` is that
        photo. Below all photos, `row` is -1 and `parent` is invalid.
        """
        if not data.hasFormat(_MIME_TYPE):
            return False
        position = int(data.data(_MIME_TYPE).data())
        before = row if row >= 0 else parent.row() if parent.isValid() else len(self._photos)
        self.move(position, before - 1 if before > position else before)
        return True

    # Changes of the session

    def _photos_changed(self) -> None:
        """Adjust the number of rows at their end, then announce all of them as changed: the current row stays
        the current one."""
        before, photos = len(self._photos), self._session.content.photos
        if len(photos) > before:
            self.beginInsertRows(QModelIndex(), before, len(photos) - 1)
            self._photos = photos
            self.endInsertRows()
        elif len(photos) < before:
            self.beginRemoveRows(QModelIndex(), len(photos), before - 1)
            self._photos = photos
            self.endRemoveRows()
        self._photos = photos
        if photos:
            self.dataChanged.emit(self.index(0), self.index(len(photos) - 1))

    def _thumbnail_loaded(self, sha256: str) -> None:
        """Announce all photos as changed: those below may turn out to show the same."""
        if any(photo.sha256 == sha256 for photo in self._photos):
            self.dataChanged.emit(self.index(0), self.index(len(self._photos) - 1))

    def _item(self, position: int) -> PhotoItem:
        photo = self._photos[position]
        activity = row_title(self._session.form, photo.row)
        thumbnail = self._thumbnails.get(photo.sha256)
        if thumbnail is None:
            return PhotoItem(position + 1, photo.caption, "", activity, None, "")
        size = f"{format_count(-(-thumbnail.size // 1024))} KB"
        taken = f"chụp {thumbnail.taken:%d/%m/%Y}" if thumbnail.taken else ""
        details = " · ".join(filter(None, (size, thumbnail.file, taken, activity)))
        doubts = self._doubts(position, thumbnail)
        return PhotoItem(position + 1, photo.caption, doubts, details, thumbnail.image, thumbnail.error)

    def _doubts(self, position: int, thumbnail: Thumbnail) -> str:
        campaign, taken = self._session.form.campaign, thumbnail.taken
        is_outside_week = taken is not None and not campaign.starts <= taken <= campaign.ends
        same = [number for number in range(position) if look_alike(self._look(number), thumbnail.look)]
        return " · ".join(
            [*(["Chụp ngoài Tuần lễ"] * is_outside_week), *(f"Giống ảnh {number + 1}" for number in same[:1])]
        )

    def _look(self, position: int) -> int | None:
        thumbnail = self._thumbnails.get(self._photos[position].sha256)
        return thumbnail.look if thumbnail else None


def row_title(form: Form, key: RowKey | None) -> str:
    """Number and label of a row of the form, such as "6.1 Phát thanh"; empty for None."""
    if key is None:
        return ""
    row = form.row_by_key[key]
    return f"{row.tt} {row.label}".strip()
