"""A unit at work: the header, what is to be said of this machine, the navigation, the pages and the status
line."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lcweek_desktop.domain.unit import CampaignUnit
from lcweek_desktop.services.opening.file_kind import Action
from lcweek_desktop.ui.session.opening import StartState
from lcweek_desktop.ui.session.page import DONE, Page
from lcweek_desktop.ui.session.page_entries import (
    BACKUP,
    BADGES,
    CHECKS,
    OUTPUT,
    RECEIVING,
    PageEntry,
    entries_for,
    page_of,
)
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.header import Header
from lcweek_desktop.ui.shell.moved_notice import MovedNotice
from lcweek_desktop.ui.shell.navigation import LAST_DIGIT, Navigation
from lcweek_desktop.ui.shell.page_views import PageViews
from lcweek_desktop.ui.shell.practice_notice import PracticeNotice
from lcweek_desktop.ui.shell.receipt_notice import ReceiptNotice
from lcweek_desktop.ui.shell.status_line import StatusLine
from lcweek_desktop.ui.shell.typed_report_view import TypedReportView
from lcweek_desktop.ui.shell.typed_reports import TypedReports


class WorkspaceView(QWidget):
    """The pages of one unit. A page is created when it is first shown, or when there is nothing else to
    do."""

    # CampaignUnit: another unit of this installation, or another campaign, to work with.
    unit_requested = Signal(object)
    # NextCampaign: the unit at work is to begin a later campaign.
    next_campaign_requested = Signal(object)
    # A unit is to be added to this installation.
    add_unit_requested = Signal()
    # The unit at work is to have another name or receiver.
    change_unit_requested = Signal()
    # The unit at work is to be taken from this installation.
    remove_unit_requested = Signal()
    # Practising is to end.
    end_practice_requested = Signal()
    # QUndoStack: the history of the page that came to the front.
    undo_stack_changed = Signal(object)

    def __init__(self, start: StartState, worker: Worker) -> None:
        super().__init__()
        self.is_practice = start.is_practice
        """Whether the unit is made up, for practice."""
        self.session = Session(start, worker)
        self.session.setParent(self)
        self._worker = worker
        self._entries: dict[str, PageEntry] = {
            entry.key: entry for entry in entries_for(start.receives, is_practice=start.is_practice)
        }
        self._pages: dict[str, Page] = {}
        self._views = PageViews(start, worker, self)
        self._navigation = Navigation()
        self._stack = QStackedWidget()
        self._front, self._own = QStackedWidget(), QWidget()
        self._typing = TypedReports(self.session, worker, page_class, self._front)
        self._typing.shown.connect(self._show_typed)
        self._typing.left.connect(self._show_own)
        self._status_line = StatusLine(self.session)
        self._header = Header(start)
        self._lay_out(start)
        self.session.undo.set_view(self._sees, self._show_step)
        for number, entry in enumerate(self._entries.values(), 1):
            self._add_entry(entry, number)
        self._navigation.page_chosen.connect(self.show_page)
        self._navigation.itemClicked.connect(lambda _item: self._give_keyboard())
        front = self._views.front
        self.show_page(front if front in self._entries else next(iter(self._entries)))
        self._was_painted = False

    def show_page(self, key: str) -> None:
        """Bring the page `key` to the front. Ignored when this unit has no such page."""
        if key in self._entries:
            self.hand_over_edits()
            self._front.setCurrentWidget(self._own)
            self._typing.put_away()
            self._status_line.show_notice("")
            page = self.page(key)
            self._stack.setCurrentWidget(page)
            self._navigation.select(key)
            self._views.set_front(key)
            self.undo_stack_changed.emit(page.undo_stack)
            page.on_enter()

    def show_place(self, place: str) -> None:
        """Bring a finding's place (domain/checks.py) to the front, ready to be typed in."""
        key = page_of(place)
        self.show_page(key)
        if key in self._entries:
            self.page(key).show_place(place)

    @property
    def at_work(self) -> CampaignUnit:
        """The unit at work, and its campaign."""
        return self.session.workspace.id

    def do_with_files(self, action: Action, files: Sequence[Path]) -> None:
        """Receive `files`, or ask whether the backup in the only one is to be restored."""
        key = RECEIVING if action is Action.RECEIVE else BACKUP
        self._give_files(key, files)

    def _give_files(self, key: str, files: Sequence[Path]) -> None:
        self.show_page(key)
        self.page(key).take_files(files)

    def drop_on_page(self, files: Sequence[Path]) -> bool:
        """Give `files`, which were dropped on the window, to the page in front; whether they are for it."""
        page = self.page(self.current_key)
        if is_for_page := page.is_for_page(files):
            page.take_files(files)
        return is_for_page

    def hand_over_edits(self) -> None:
        """See to it that the session has everything that was typed on the page in front, and that how the
        pages look is remembered."""
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.on_leave()
        self.session.recorder.flush()
        self._typing.hand_over_edits()
        self._views.keep()

    @property
    def is_saved(self) -> bool:
        """Whether everything that was entered is saved, also on behalf of another unit."""
        return self.session.saver.is_saved and self._typing.is_saved

    @property
    def typed(self) -> TypedReportView | None:
        """What is typed on behalf of another unit, while it is in front."""
        return self._typing.view if self._front.currentWidget() is not self._own else None

    def type_report(self, code: str) -> None:
        """Let the report of the unit `code` below be typed from its paper."""
        self.hand_over_edits()
        self._typing.open(code)

    def _show_typed(self) -> None:
        view = self._typing.view
        if view is not None:
            self.undo_stack_changed.emit(view.session.undo)
            view.on_enter()

    def _show_own(self, sentence: str) -> None:
        self.show_page(self.current_key)
        self._status_line.show_notice(sentence)

    def say(self, sentence: str) -> None:
        """Say `sentence` in the status line until the report is edited or another page comes to the front."""
        self._status_line.show_notice(sentence)

    @property
    def current_key(self) -> str:
        """The key of the page in front."""
        return next(key for key, page in self._pages.items() if page is self._stack.currentWidget())

    @property
    def guide_chapter(self) -> str:
        """The chapter of the user guide about the page in front."""
        return self._entries[self.current_key].chapter

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all pages of this unit, in the order of the navigation."""
        return tuple(self._entries)

    @property
    def has_all_pages(self) -> bool:
        """Whether every page was created, also those that were not shown yet."""
        return len(self._pages) == len(self._entries)

    def page(self, key: str) -> Page:
        """The page `key`, created now if need be. KeyError when this unit has no such page."""
        if key not in self._pages:
            self._create_page(key)
        return self._pages[key]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The pages that nobody waits for are created once the first one is on the screen."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self._create_next_page)

    def _sees(self, place: str) -> bool:
        """Whether a finding's place is in sight; one that no page shows is nowhere else either."""
        key = page_of(place)
        if not place or key not in self._entries:
            return True
        return key == self.current_key and self.page(key).shows(place)

    def _show_step(self, place: str, sentence: str) -> None:
        """Bring the place of a step of the history to the front, with what the next step will do."""
        if place:
            if page_of(place) == self.current_key:
                self.page(self.current_key).show_place(place)
            else:
                self.show_place(place)
        self._status_line.show_notice(sentence)

    def _give_keyboard(self) -> None:
        """Put the keyboard into the page in front, which a click in the list of pages was for."""
        page = self.page(self.current_key)
        if not page.isAncestorOf(QApplication.focusWidget() or self):
            page.on_enter()
        if not page.isAncestorOf(QApplication.focusWidget() or self):
            fields = (each for each in page.findChildren(QWidget) if _takes_keys(each))
            next(fields, page).setFocus()

    def _lay_out(self, start: StartState) -> None:
        header, status_line = self._header, self._status_line
        header.unit_requested.connect(self.unit_requested)
        header.next_campaign_requested.connect(self.next_campaign_requested)
        header.add_unit_requested.connect(self.add_unit_requested)
        header.change_unit_requested.connect(self.change_unit_requested)
        header.remove_unit_requested.connect(self.remove_unit_requested)
        status_line.findings_requested.connect(lambda: self.show_page(CHECKS))
        middle = QHBoxLayout()
        middle.addWidget(self._navigation)
        middle.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        if start.is_practice:
            notice = PracticeNotice()
            notice.end_requested.connect(self.end_practice_requested)
            column.addWidget(notice)
        column.addWidget(MovedNotice(self.session, self._worker))
        self.receipt_notice = ReceiptNotice(self.session, self._worker)
        self.receipt_notice.remarks_requested.connect(lambda: self.show_page(CHECKS))
        column.addWidget(self.receipt_notice)
        own = QVBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(0)
        own.addLayout(middle, 1)
        own.addWidget(status_line)
        self._front.addWidget(self._own)
        column.addWidget(self._front, 1)

    def _add_entry(self, entry: PageEntry, number: int) -> None:
        """Show `entry` in the navigation; Ctrl and `number` lead there, where that is one key."""
        self._navigation.add(entry.key, entry.title, BADGES.get(entry.key, ""))
        if number <= LAST_DIGIT:
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(lambda: self.show_page(entry.key))

    def _create_page(self, key: str) -> None:
        page = page_class(key)(self.session, self._worker)
        self._pages[key] = page
        self._stack.addWidget(page)
        self._views.follow(key, page)
        page.state_changed.connect(lambda: self._show_state(key, page.state()))
        page.place_requested.connect(self.show_place)
        page.page_requested.connect(self.show_page)
        page.files_requested.connect(self._give_files)
        page.unit_requested.connect(self.unit_requested)
        page.typing_requested.connect(self.type_report)
        self._show_state(key, page.state())

    def _show_state(self, key: str, state: str) -> None:
        self._navigation.set_state(key, state)
        if key == OUTPUT:
            self._header.show_sent(is_sent=state == DONE)

    def _create_next_page(self) -> None:
        """One page at a time, so that what is in front is painted and keys are taken in between."""
        missing = [key for key in self._entries if key not in self._pages]
        if missing:
            self._create_page(missing[0])
            QTimer.singleShot(0, self, self._create_next_page)


def _takes_keys(widget: QWidget) -> bool:
    is_reached_by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return is_reached_by_tab and widget.isEnabled() and widget.isVisible()


def page_class(key: str) -> type[Page]:
    """The class of the page `key`, `<Key>Page` in the module `page` of its package. It is imported only now,
    as the import takes a while."""
    module = import_module(f"lcweek_desktop.ui.pages.{key}.page")
    return cast("type[Page]", getattr(module, f"{key.capitalize()}Page"))
