"""Hình ảnh: add many photos at once, say what they show, put them in order."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.report import MAX_PHOTOS
from lcweek_desktop.errors import KnownError
from lcweek_desktop.ui.pages.photos.adding import Adding
from lcweek_desktop.ui.pages.photos.delegate import PhotosDelegate
from lcweek_desktop.ui.pages.photos.model import PhotosModel, without
from lcweek_desktop.ui.pages.photos.photo_details import PhotoDetails
from lcweek_desktop.ui.pages.photos.pictures import Pictures
from lcweek_desktop.ui.pages.photos.turning import Turning
from lcweek_desktop.ui.session.commands import SetPhotos
from lcweek_desktop.ui.session.page import Page
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import icons, messages
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import ask_for_files
from lcweek_desktop.ui.widgets.placeholders import EmptyState
from lcweek_desktop.ui.widgets.theme import Space, theme

_EMPTY = (
    "Thả ảnh hoặc thư mục ảnh vào đây, hoặc bấm “Thêm ảnh…”.\n"
    "Ảnh được thu nhỏ cho vừa trang in;\n"
    "nơi chụp và thông tin riêng trong ảnh không đi theo báo cáo."
)


class PhotosPage(Page):
    """At the left the photos in their order, at the right the chosen one."""

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self._pictures = Pictures(worker, self)
        self.model = PhotosModel(session, self._pictures, self)
        self.adding = Adding(session, worker, self)
        self.turning = Turning(session, worker, self)
        self.details = PhotoDetails(session, self._pictures)
        self.list = QListView()
        self._said = QLabel()
        self._bar = QProgressBar()
        self._stop = Button("Dừng", "close", self.adding.cancel)
        self._add = Button("Thêm ảnh…", "add", self._ask_files)
        self._count = QLabel()
        self._stack = QStackedWidget()
        self._set_up_list()
        self._lay_out()
        self.setAcceptDrops(True)
        self._connect()
        self._photos_changed()

    def state(self) -> str:
        """How many there are; the plan asks for none in particular."""
        return str(len(self.session.content.photos) or "")

    def show_place(self, place: str) -> None:
        kind, _, number = place.partition(":")
        if kind == "photo" and int(number) < self.model.rowCount():
            self._choose(int(number))
            self.details.caption.setFocus()

    def on_enter(self) -> None:
        (self.list if self.session.content.photos else self._add_first).setFocus()

    def told(self) -> str:
        """What is said of the last addition or removal."""
        return self._said.text()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if event.mimeData().hasUrls() and not self.adding.running:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.adding.add(paths)

    # The chosen photo

    def _place(self) -> int | None:
        index = self.list.currentIndex()
        return index.row() if index.isValid() else None

    def _choose(self, place: int) -> None:
        self.list.setCurrentIndex(self.model.index(place))

    def _move(self, by: int) -> None:
        if (place := self._place()) is not None:
            self.model.move(place, place + by)

    def _remove(self) -> None:
        if (place := self._place()) is not None:
            photos = without(self.session.content.photos, place)
            self.session.undo.push(SetPhotos(self.session, photos, "bỏ ảnh"))
            self._say(f"Đã bỏ ảnh số {place + 1}; nhấn Ctrl+Z để lấy lại.")
            if photos:
                self._choose(min(place, len(photos) - 1))

    def _turn(self) -> None:
        if (place := self._place()) is not None:
            self.turning.turn(self.session.content.photos[place].sha256)

    # What is announced

    def _photos_changed(self) -> None:
        photos = self.session.content.photos
        self._pictures.want(photo.sha256 for photo in photos)
        self._stack.setCurrentIndex(1 if photos else 0)
        self._count.setText(f"{len(photos)} ảnh, nhiều nhất {MAX_PHOTOS}. Kéo ảnh để đổi thứ tự in.")
        if photos and self._place() is None:
            self._choose(0)
        self.details.show_photo(self._place())
        self.state_changed.emit()

    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.details.show_photo(current.row() if current.isValid() else None)

    def _went_on(self, done: int, of: int) -> None:
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        self._say(f"Đang thêm ảnh {min(done + 1, of)}/{of}…" if of else "Đang đọc ảnh…")
        self._show_running(on=True)

    def _ended(self, words: str) -> None:
        self._say(words)
        self._show_running(on=False)

    def _broken(self, error: Exception) -> None:
        self._ended("")
        self._tell_error(error)

    def _tell_error(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._say(error.message)
        else:
            messages.show_error(self, error)

    def _say(self, words: str) -> None:
        self._said.setText(words)

    def _show_running(self, *, on: bool) -> None:
        self._bar.setVisible(on)
        self._stop.setVisible(on)
        self._add.setEnabled(not on)

    # How it looks

    def _connect(self) -> None:
        self.session.photos_changed.connect(self._photos_changed)
        self.model.moved.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self._pictures.failed.connect(self._tell_error)
        self.adding.went_on.connect(self._went_on)
        self.adding.ended.connect(self._ended)
        self.adding.failed.connect(self._broken)
        self.turning.failed.connect(self._tell_error)
        self.details.move_wanted.connect(self._move)
        self.details.turn_wanted.connect(self._turn)
        self.details.removal_wanted.connect(self._remove)
        for keys, pressed in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(keys), self, lambda by=pressed: self._move(by))
        remove = QShortcut(QKeySequence("Delete"), self.list, self._remove)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _set_up_list(self) -> None:
        self.list.setModel(self.model)
        self.list.setAccessibleName("Ảnh của báo cáo, theo thứ tự in")
        self.list.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.list.setDropIndicatorShown(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(PhotosDelegate(self.list))
        theme().on_theme_change(self.list, self.list.doItemsLayout)

    def _lay_out(self) -> None:
        self._said.setWordWrap(True)
        self._said.setAccessibleName("Kết quả")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Đã thêm đến đâu")
        self._show_running(on=False)
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._filled())
        below = QHBoxLayout()
        below.addWidget(self._said, 1)
        below.addWidget(self._bar)
        below.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.addWidget(self._stack, 1)
        column.addLayout(below)
        theme().on_theme_change(self, lambda: column.setContentsMargins(*(4 * (theme().px(Space.M),))))
        theme().on_theme_change(self._bar, lambda: self._bar.setFixedSize(theme().px(160), theme().px(6)))

    def _filled(self) -> QWidget:
        left = QVBoxLayout()
        above = QHBoxLayout()
        above.addWidget(self._add)
        theme().apply_style(self._count, "color: $muted;")
        self._count.setWordWrap(True)
        above.addWidget(self._count, 1)
        left.addLayout(above)
        left.addWidget(self.list, 1)
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addLayout(left, 1)
        row.addWidget(self._right())
        return widget

    def _right(self) -> QScrollArea:
        """The chosen photo; with large letters it is higher than a small screen."""
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.details)
        bar = scroll.verticalScrollBar()
        theme().on_theme_change(
            scroll, lambda: scroll.setFixedWidth(self.details.width() + bar.sizeHint().width() + Space.XS)
        )
        return scroll

    def _empty(self) -> QWidget:
        self._add_first = Button("Thêm ảnh…", "add", self._ask_files)
        icons.set_icon(self._add_first, "add", "on_accent")
        return EmptyState("photos", "Chưa có ảnh nào", _EMPTY, self._add_first)

    def _ask_files(self) -> None:
        ask_for_files(self, "Chọn ảnh", ["Ảnh (*.jpg *.jpeg *.png *.webp *.avif)"], self.adding.add)
