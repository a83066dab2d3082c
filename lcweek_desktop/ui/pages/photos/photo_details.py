"""The chosen photo: large, with what is written under it and what can be done with it."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from lcweek_desktop.domain.report import Photo
from lcweek_desktop.ui.pages.photos.model import row_words
from lcweek_desktop.ui.pages.photos.pictures import LONG_SIDE, Pictures
from lcweek_desktop.ui.session.commands import SetPhotos
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.inputs import ComboBox
from lcweek_desktop.ui.widgets.theme import TextRole, theme

_LONGEST_CAPTION = 300
_WIDEST = 480
"""With large letters on a small screen."""


class PhotoDetails(QWidget):
    # int: how many places the photo is to move; negative is up.
    move_wanted = Signal(int)
    turn_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self._session, self._pictures = session, pictures
        self._place: int | None = None
        self._visits = count(1)
        self._visit = next(self._visits)
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture.setWordWrap(True)
        self.caption = QLineEdit()
        self.caption.setMaxLength(_LONGEST_CAPTION)
        self.caption.setAcceptDrops(False)  # a file let go here is a photo too
        self.caption.setAccessibleName("Chú thích ảnh")
        self.caption.setPlaceholderText("Ví dụ: Lễ khai mạc Tuần lễ tại trường")
        self.row = ComboBox()
        self.row.setAccessibleName("Hoạt động trong ảnh")
        self.row.setToolTip("Dòng của Phụ lục II")
        self._fill_rows()
        self._lay_out()
        self.caption.textEdited.connect(self._write)
        self.row.activated.connect(self._choose_row)
        pictures.came.connect(lambda _sha256: self._show_picture())

    def show_photo(self, place: int | None) -> None:
        """Show the photo at `place`, or none."""
        if place != self._place:
            self._visit = next(self._visits)
        self._place = place
        photo = self._photo()
        self.setEnabled(photo is not None)
        caption = photo.caption if photo else ""
        if self.caption.text().strip() != caption:
            self.caption.setText(caption)
        with QSignalBlocker(self.row):
            self.row.setCurrentIndex(self._row_keys.index(photo.row if photo else None))
        self._show_picture()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Its height is known only now, when the large letters are there; the parts are placed anew."""
        super().showEvent(event)
        layout = self.layout()
        assert layout is not None
        layout.update()

    def _photo(self) -> Photo | None:
        photos = self._session.content.photos
        return photos[self._place] if self._place is not None and self._place < len(photos) else None

    def _show_picture(self) -> None:
        photo = self._photo()
        picture = self._pictures.of(photo.sha256) if photo else None
        if picture is None or picture.trouble:
            self._picture.setText(picture.trouble if picture else "")
        else:
            room = _room() - QSize(2, 2)
            self._picture.setPixmap(
                QPixmap.fromImage(picture.image).scaled(
                    room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            )

    def _write(self, text: str) -> None:
        self._set("viết chú thích ảnh", self._visit, caption=text.strip())

    def _choose_row(self, at: int) -> None:
        self._set("chọn hoạt động của ảnh", 0, row=self._row_keys[at])

    def _set(self, said: str, visit: int, **parts: object) -> None:
        photo = self._photo()
        assert photo is not None and self._place is not None
        changed = replace(photo, **parts)  # type: ignore[arg-type]
        if changed != photo:
            photos = self._session.content.photos
            new = (*photos[: self._place], changed, *photos[self._place + 1 :])
            self._session.undo.push(SetPhotos(self._session, new, said, visit))

    def _fill_rows(self) -> None:
        form = self._session.form
        self._row_keys = [None, *(row.key for row in form.rows)]
        self.row.addItems([row_words(form, key) or "Không gắn với dòng nào" for key in self._row_keys])
        self.row.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.row.setMinimumContentsLength(20)
        self.row.setMaxVisibleItems(16)

    def _lay_out(self) -> None:
        below = FlowLayout(
            Button("Lên", "up", lambda: self.move_wanted.emit(-1)),
            Button("Xuống", "down", lambda: self.move_wanted.emit(1)),
            Button("Xoay", "rotate", self.turn_wanted.emit),
            Button("Bỏ ảnh", "remove", self.removal_wanted.emit),
        )
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow("Chú thích", self.caption)
        form.addRow("Hoạt động trong ảnh", self.row)
        keys = QLabel("Alt+↑, Alt+↓: đổi thứ tự · Delete: bỏ ảnh · Ctrl+Z: lấy lại")
        keys.setWordWrap(True)
        theme().set_font(keys, TextRole.CAPTION)
        theme().apply_style(keys, "color: $muted;")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._picture)
        column.addLayout(form)
        column.addLayout(below)
        column.addWidget(keys)
        column.addStretch(1)
        theme().apply_style(
            self._picture, "background: $computed; border: 1px solid $line; border-radius: 6px;"
        )
        theme().on_theme_change(self, self._size)

    def _size(self) -> None:
        self._picture.setFixedHeight(_room().height())
        self.setFixedWidth(_room().width())
        self._show_picture()


def _room() -> QSize:
    """Of the picture."""
    width = min(theme().px(LONG_SIDE), _WIDEST)
    return QSize(width, width * 3 // 4)
