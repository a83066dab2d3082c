"""A unit at work: header, navigation, the pages, the status line."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lcweek_desktop.ui.session import page_entries as pages
from lcweek_desktop.ui.session.opening import StartState
from lcweek_desktop.ui.session.page import Page
from lcweek_desktop.ui.session.page_entries import PageEntry
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.header import Header
from lcweek_desktop.ui.shell.navigation import Navigation
from lcweek_desktop.ui.shell.status_line import StatusLine


class Workplace(QWidget):
    """Makes a page when it is first wanted, or when nothing else is to be done."""

    # str: code of another unit of this installation to work with.
    unit_wanted = Signal(str)
    # A unit is to be added to this installation.
    adding_wanted = Signal()

    def __init__(self, opened: StartState, worker: Worker) -> None:
        super().__init__()
        self.session = Session(opened, worker)
        self.session.setParent(self)
        self._worker = worker
        self._entries: dict[str, PageEntry] = {e.key: e for e in pages.entries_for(opened.receives)}
        self._pages: dict[str, Page] = {}
        self._navigation = Navigation()
        self._stack = QStackedWidget()
        self._lay_out(opened)
        for place, key in enumerate(self._entries, 1):
            self._add_entry(key, place)
        self._navigation.chosen.connect(self.go)
        self.go(next(iter(self._entries)))
        self._painted = False

    def go(self, key: str) -> None:
        """Bring the page `key` to the front; a page that there is none of is passed over."""
        if key in self._entries:
            self.leave()
            page = self.page(key)
            self._stack.setCurrentWidget(page)
            self._navigation.show_key(key)
            page.on_enter()

    def go_to(self, place: str) -> None:
        """Bring a finding's place (domain/checks.py) to the front, ready to be typed in."""
        key = pages.page_of(place)
        self.go(key)
        if key in self._entries:
            self.page(key).show_place(place)

    def leave(self) -> None:
        """See to it that nothing typed is only in the page in front."""
        shown = self._stack.currentWidget()
        if isinstance(shown, Page):
            shown.on_leave()

    @property
    def current(self) -> str:
        """The key of the page in front."""
        return next(key for key, page in self._pages.items() if page is self._stack.currentWidget())

    @property
    def keys(self) -> tuple[str, ...]:
        """The pages there are, in the order of the navigation."""
        return tuple(self._entries)

    @property
    def all_made(self) -> bool:
        """Whether every page is there, also those not gone to yet."""
        return len(self._pages) == len(self._entries)

    def page(self, key: str) -> Page:
        """The page `key`, made now if need be; KeyError when this unit has no such page."""
        if key not in self._pages:
            self._make(key)
        return self._pages[key]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The pages that nobody waits for are made when the first one is on the screen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._make_next)

    def _lay_out(self, opened: StartState) -> None:
        header, line = Header(opened), StatusLine(self.session)
        header.unit_wanted.connect(self.unit_wanted)
        header.adding_wanted.connect(self.adding_wanted)
        line.findings_wanted.connect(lambda: self.go(pages.CHECKS))
        middle = QHBoxLayout()
        middle.addWidget(self._navigation)
        middle.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addLayout(middle, 1)
        column.addWidget(line)

    def _add_entry(self, key: str, place: int) -> None:
        self._navigation.add(key, self._entries[key].title, key)
        shortcut = QShortcut(QKeySequence(f"Ctrl+{place}"), self)
        shortcut.activated.connect(lambda: self.go(key))

    def _make(self, key: str) -> None:
        page = page_class(key)(self.session, self._worker)
        self._pages[key] = page
        self._stack.addWidget(page)
        page.state_changed.connect(lambda: self._navigation.set_state(key, page.state()))
        page.place_requested.connect(self.go_to)
        page.page_requested.connect(self.go)
        self._navigation.set_state(key, page.state())

    def _make_next(self) -> None:
        """One page at a time, so that what is in front is painted and keys are taken in between."""
        missing = [key for key in self._entries if key not in self._pages]
        if missing:
            self._make(missing[0])
            QTimer.singleShot(0, self, self._make_next)


def page_class(key: str) -> type[Page]:
    """Import the class of the page `key`: class `<Key>Page` in the module `page` of its package. Pages may be
    heavy, so each is imported when it is made."""
    module = import_module(f"lcweek_desktop.ui.pages.{key}.page")
    return cast("type[Page]", getattr(module, f"{key.capitalize()}Page"))
