"""How the pages of a unit look and which is in front: put back when they are made, and remembered."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.opening import StartState
from lcweek_desktop.ui.session.page import Page
from lcweek_desktop.ui.session.worker import Worker

_DELAY: Final = 1_000
"""Milliseconds from a change until it is remembered, however many more come meanwhile: nothing is read or
written on the way of a key."""


class PageViews(QObject):
    """Follows the pages of one unit. What is remembered is written by the worker, at the latest when `keep`
    is called."""

    def __init__(self, start: StartState, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._worker = start.workspace, worker
        views = start.views.get("pages")
        self._views: dict[str, Any] = views if isinstance(views, dict) else {}
        self._pages: dict[str, Page] = {}
        front = start.views.get("front")
        self.front: str | None = front if isinstance(front, str) else None
        """The key of the page in front, at first of the one that was when the unit was left; None when that
        is not known."""
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self._write)

    def follow(self, key: str, page: Page) -> None:
        """Let `page` look as it did, and remember from now on how it looks."""
        view = self._views.get(key)
        if isinstance(view, dict):
            page.restore_view(view)
        self._pages[key] = page
        page.view_changed.connect(self._note_change)

    def set_front(self, key: str) -> None:
        """Remember that the page `key` is in front."""
        self.front = key
        self._note_change()

    def keep(self) -> None:
        """Put what has changed into the worker's queue now."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()

    def _note_change(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _write(self) -> None:
        self._views |= {key: page.view_state() for key, page in self._pages.items()}
        views = {"front": self.front, "pages": dict(self._views)}
        workspace: Workspace = self._workspace
        self._worker.submit(
            lambda _context: services.page_views.keep_page_views(workspace, views), _ignore, _ignore
        )


def _ignore(_value: object) -> None:
    pass
