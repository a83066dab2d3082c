"""The page Hình ảnh: adding many photos at once, writing captions, putting them in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.report import MAX_PHOTOS
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.pages.photos.adding_status import AddingStatus
from lcweek_desktop.ui.pages.photos.model import PhotosModel
from lcweek_desktop.ui.pages.photos.photo_changes import PhotoAdder, PhotoRotator
from lcweek_desktop.ui.pages.photos.photo_details import PhotoDetails
from lcweek_desktop.ui.pages.photos.photo_list import PhotoList
from lcweek_desktop.ui.pages.photos.thumbnails import Thumbnails
from lcweek_desktop.ui.pasting.pictures import PictureFolder, copied_image
from lcweek_desktop.ui.session.page import Page
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import PHOTOS, ask_for_files
from lcweek_desktop.ui.widgets.placeholders import EmptyState
from lcweek_desktop.ui.widgets.sight import is_in_sight
from lcweek_desktop.ui.widgets.theme import Space, theme

_EMPTY_DESCRIPTION: Final = (
    "Thả ảnh hoặc thư mục ảnh vào đây, bấm “Thêm ảnh…”, hoặc dán (Ctrl+V).\n"
    "Ảnh được thu nhỏ cho vừa trang in;\n"
    "nơi chụp và thông tin riêng trong ảnh không đi theo báo cáo."
)
_FILE_FILTER: Final = "Ảnh (*.jpg *.jpeg *.png *.webp *.avif *.heic *.heif)"  # the last: to be told why not
_NO_PICTURES: Final = (".lcweek", ".lcwmove", ".lcwbak", ".pdf", ".xlsx")
"""What no file that is dropped as a picture is called."""


class PhotosPage(Page):
    """The list of photos at the left and the current one at the right, or an empty state without photos.
    Files can be dropped anywhere on the page."""

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self._thumbnails = Thumbnails(self.operations, self)
        self.model = PhotosModel(session, self._thumbnails, self)
        self.adder = PhotoAdder(session, self.operations, self)
        self.rotator = PhotoRotator(session, self.operations, self)
        self._pasted = PictureFolder()
        self.list = PhotoList(self.model)
        self.details = PhotoDetails(session, self._thumbnails)
        self._status = AddingStatus(self.adder.cancel)
        self._add_button = Button(f"{Verb.ADD_PHOTOS.label}…", "add", self._ask_for_files)
        self._count_label = QLabel()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._photos_changed()

    def state(self) -> str:
        """How many photos there are; empty for none, as the plan does not ask for a number."""
        return str(len(self.session.content.photos) or "")

    def show_place(self, place: str) -> None:
        kind, _, number = place.partition(":")
        if kind == "photo" and (photo := self.list.index_at(int(number))).isValid():
            self.list.select(photo.row())
            self.details.caption.setFocus()

    def shows(self, place: str) -> bool:
        photo = self.list.index_at(int(place.partition(":")[2]))
        return not photo.isValid() or is_in_sight(self.list.viewport(), self.list.visualRect(photo).center())

    def on_enter(self) -> None:
        (self.list if self.session.content.photos else self._add_first_button).setFocus()

    def status_text(self) -> str:
        """What the page says about the last addition or removal."""
        return self._status.text()

    def show_status(self, text: str) -> None:
        self._status.show_text(text)

    def show_failure(self, error: LcweekError) -> None:
        self.show_status(error.message)

    def is_for_page(self, files: Sequence[Path]) -> bool:
        return not any(file.suffix.lower() in _NO_PICTURES for file in files)

    def take_files(self, files: Sequence[Path]) -> None:
        if self.adder.running:
            self.show_status("Đang thêm các ảnh trước; hãy thả lại khi thêm xong.")
        else:
            self.adder.add(files)

    def paste(self) -> None:
        """Add the files or the picture that another program copied."""
        copied = QApplication.clipboard().mimeData() or QMimeData()  # Qt has none for an empty clipboard
        files = [Path(url.toLocalFile()) for url in copied.urls() if url.isLocalFile()]
        image = copied_image(copied)
        if image is not None:
            files = [self._pasted.write(image)]
        if files:
            self.take_files(files)
        else:
            self.show_status("Chưa có ảnh nào được chép; hãy chép ảnh hoặc tệp ảnh rồi dán lại.")

    # The current photo

    def _caption_next(self) -> None:
        position = self.list.current_photo()
        if position is not None and position + 1 < self.model.rowCount():
            self.list.select(position + 1)
            self.details.caption.selectAll()

    def _move(self, by: int) -> None:
        if (position := self.list.current_photo()) is not None:
            self.model.move(position, position + by)

    def _remove(self) -> None:
        if (position := self.list.current_photo()) is not None:
            self.model.remove(position)
            self.show_status(Verb.REMOVE_PHOTO.done(number=position + 1))
            if count := len(self.session.content.photos):
                self.list.select(min(position, count - 1))

    def _rotate(self) -> None:
        if (position := self.list.current_photo()) is not None:
            self.rotator.rotate(self.session.content.photos[position].sha256)

    def _photos_changed(self) -> None:
        photos = self.session.content.photos
        self._thumbnails.request(photo.sha256 for photo in photos)
        self._stack.setCurrentIndex(1 if photos else 0)
        self._count_label.setText(f"{len(photos)} ảnh, nhiều nhất {MAX_PHOTOS}. Kéo ảnh để đổi thứ tự in.")
        if photos and self.list.current_photo() is None:
            self.list.select(0)
        self.details.show_photo(self.list.current_photo())
        self.state_changed.emit()

    # Adding

    def _ask_for_files(self) -> None:
        ask_for_files(self, "Chọn ảnh", [_FILE_FILTER], self.adder.add, PHOTOS)

    def _adding_progressed(self, done: int, total: int) -> None:
        self._status.show_progress(done, total)
        self._add_button.setEnabled(False)

    def _adding_finished(self, text: str) -> None:
        self._status.show_finished(text)
        self._add_button.setEnabled(True)

    # Layout

    def _connect(self) -> None:
        self.session.photos_changed.connect(self._photos_changed)
        self.list.current_photo_changed.connect(self.details.show_photo)
        self.list.removal_requested.connect(self._remove)
        self.adder.progressed.connect(self._adding_progressed)
        self.adder.finished.connect(self._adding_finished)
        self.details.move_requested.connect(self._move)
        self.details.next_requested.connect(self._caption_next)
        self.details.rotation_requested.connect(self._rotate)
        self.details.removal_requested.connect(self._remove)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self._move(by))

    def _lay_out(self) -> None:
        self._stack.addWidget(self._empty_state())
        self._stack.addWidget(self._content())
        column = QVBoxLayout(self)
        column.addWidget(self._stack, 1)
        column.addWidget(self._status)
        theme().on_theme_change(self, lambda: column.setContentsMargins(*(4 * (theme().px(Space.M),))))

    def _empty_state(self) -> QWidget:
        self._add_first_button = Button(f"{Verb.ADD_PHOTOS.label}…", on_click=self._ask_for_files)
        icons.set_icon(self._add_first_button, "add", "on_accent")
        return EmptyState("photos", "Chưa có ảnh nào", _EMPTY_DESCRIPTION, self._add_first_button)

    def _content(self) -> QWidget:
        theme().apply_style(self._count_label, "color: $muted;")
        self._count_label.setWordWrap(True)
        above = QHBoxLayout()
        above.addWidget(self._add_button)
        above.addWidget(self._count_label, 1)
        left = QVBoxLayout()
        left.addLayout(above)
        left.addWidget(self.list, 1)
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addLayout(left, 1)
        row.addWidget(self._details_area())
        return widget

    def _details_area(self) -> QScrollArea:
        """The current photo. It scrolls, as with large letters it is higher than a small screen."""
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(self.details)
        bar = area.verticalScrollBar()
        theme().on_theme_change(
            area, lambda: area.setFixedWidth(self.details.width() + bar.sizeHint().width() + Space.XS)
        )
        return area
