"""The panel of the current photo: a large picture, caption and activity, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import RowKey
from lcweek_desktop.domain.report import Photo
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.ui.pages.photos.model import row_title
from lcweek_desktop.ui.pages.photos.thumbnails import LONG_SIDE, Thumbnails
from lcweek_desktop.ui.session.commands import NO_VISIT, SetPhotos
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.inputs import ComboBox, FieldNotice, LineEdit
from lcweek_desktop.ui.widgets.theme import TextRole, theme

_MAX_WIDTH: Final = 480
"""The greatest width in pixels, so that large letters leave room for the list on a small screen."""
_LEAST_HEIGHT: Final = 96
"""The least height of the picture in pixels: a face in a group can still be told."""


class PhotoDetails(QWidget):
    """Shows one photo. Its caption is one step to undo as long as the same photo is shown."""

    # The user wants to move the photo: int, by how many positions; negative is up.
    move_requested = Signal(int)
    # The user wants to turn the photo a quarter.
    rotation_requested = Signal()
    # Enter was pressed in the caption: the user wants to write that of the next photo.
    next_requested = Signal()
    # The user wants to remove the photo.
    removal_requested = Signal()

    def __init__(self, session: Session, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._session, self._thumbnails = session, thumbnails
        self._position: int | None = None
        self._visits = count(NO_VISIT + 1)
        self._visit = next(self._visits)
        self._picture = _Picture()
        self.caption = LineEdit()
        self._caption_notice = FieldNotice(self.caption)
        self.caption.setAccessibleName("Chú thích ảnh")
        self.caption.setPlaceholderText("Ví dụ: Lễ khai mạc Tuần lễ tại trường")
        self.activity = ComboBox()
        self.activity.setAccessibleName("Hoạt động trong ảnh")
        self.activity.setToolTip("Dòng của Phụ lục II")
        self._row_keys: list[RowKey | None] = [None, *(row.key for row in session.form.rows)]
        self._fill_activities()
        self._lay_out()
        self.caption.returnPressed.connect(self.next_requested)
        self.caption.textEdited.connect(self._caption_edited)
        self.activity.activated.connect(self._activity_chosen)
        thumbnails.loaded.connect(lambda _sha256: self._show_picture())

    def show_photo(self, position: int | None) -> None:
        """Show the photo at `position`, or none."""
        if position != self._position:
            self._visit = next(self._visits)
            self._caption_notice.show_sentence("")
        self._position = position
        photo = self._photo()
        self.setEnabled(photo is not None)
        caption = photo.caption if photo else ""
        if clean_line(self.caption.text()) != caption:
            self.caption.setText(caption)
        with QSignalBlocker(self.activity):
            self.activity.setCurrentIndex(self._row_keys.index(photo.row if photo else None))
        self._show_picture()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Lay out anew, as the heights depend on the text size, which is applied on the first show."""
        super().showEvent(event)
        layout = self.layout()
        assert layout is not None
        layout.update()

    def _photo(self) -> Photo | None:
        photos = self._session.content.photos
        return photos[self._position] if self._position is not None and self._position < len(photos) else None

    def _show_picture(self) -> None:
        photo = self._photo()
        thumbnail = self._thumbnails.get(photo.sha256) if photo else None
        if thumbnail is None or thumbnail.error:
            self._picture.show_text(thumbnail.error if thumbnail else "")
        else:
            self._picture.show_image(thumbnail.image)

    def _caption_edited(self, text: str) -> None:
        self._change(Verb.CAPTION_PHOTO, self._visit, caption=clean_line(text))

    def _activity_chosen(self, index: int) -> None:
        self._change(Verb.SET_PHOTO_ROW, NO_VISIT, row=self._row_keys[index])

    def _change(self, verb: Verb, visit: int, **fields: object) -> None:
        """Push a command that gives the photo these fields; `verb` names it in the Edit menu."""
        photo = self._photo()
        assert photo is not None and self._position is not None
        changed = replace(photo, **fields)  # type: ignore[arg-type]
        if changed != photo:
            photos = self._session.content.photos
            new = (*photos[: self._position], changed, *photos[self._position + 1 :])
            self._session.undo.push(SetPhotos(self._session, new, verb, visit))

    def _fill_activities(self) -> None:
        form = self._session.form
        self.activity.addItems([row_title(form, key) or "Không gắn với dòng nào" for key in self._row_keys])
        self.activity.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activity.setMinimumContentsLength(20)
        self.activity.setMaxVisibleItems(8)  # below the field, so that the photo stays in sight

    def _lay_out(self) -> None:
        buttons = FlowLayout(
            Button("Lên", "up", lambda: self.move_requested.emit(-1)),
            Button("Xuống", "down", lambda: self.move_requested.emit(1)),
            Button("Xoay", "rotate", self.rotation_requested.emit),
            Button("Bỏ ảnh", "remove", self.removal_requested.emit),
        )
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow("Chú thích", self.caption)
        form.addRow(self._caption_notice)
        form.addRow("Hoạt động trong ảnh", self.activity)
        keys = QLabel(
            "Enter: sang chú thích ảnh sau · Alt+↑, Alt+↓: đổi thứ tự · Delete: bỏ ảnh · Ctrl+Z: lấy lại"
        )
        keys.setWordWrap(True)
        theme().set_font(keys, TextRole.CAPTION)
        theme().apply_style(keys, "color: $muted;")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._picture, 1000)  # as high as it may be
        column.addLayout(form)
        column.addLayout(buttons)
        column.addWidget(keys)
        column.addStretch(1)
        theme().apply_style(
            self._picture, "background: $computed; border: 1px solid $line; border-radius: 6px;"
        )
        theme().on_theme_change(self, self._resize)

    def _resize(self) -> None:
        width = min(theme().px(LONG_SIDE), _MAX_WIDTH)
        self._picture.setMaximumHeight(width * 3 // 4)
        self.setFixedWidth(width)


class _Picture(QLabel):
    """Shows a picture as large as there is room, or a sentence. Where the window is low it becomes small, so
    that the caption below stays in sight."""

    def __init__(self) -> None:
        super().__init__(alignment=Qt.AlignmentFlag.AlignCenter)
        self._image = QImage()
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802
        """The least size: what the picture itself would like must not push the caption out of sight."""
        return QSize(0, _LEAST_HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return False

    def show_image(self, image: QImage) -> None:
        self._image = image
        self._fit()

    def show_text(self, text: str) -> None:
        self._image = QImage()
        self.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._image.isNull():
            self.setPixmap(
                QPixmap.fromImage(self._image).scaled(
                    self.contentsRect().size(),
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
