"""Trying the program with a made-up unit, in a data folder of its own, and ending it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from lcweek_desktop import paths
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.shell.data_window import DataWindow
from lcweek_desktop.ui.widgets.placeholders import BusyOverlay


class Practising(QObject):
    """Begins and ends practising in a window."""

    def __init__(self, window: DataWindow, home: Path) -> None:
        """`home` is the real data folder."""
        super().__init__(window)
        self._window = window
        self._home = home
        self.is_under_way = False
        """Whether the practice folder is the one that is open."""

    @property
    def data_home(self) -> Path:
        """The data folder that is to be open: the real one, or that for practice in it."""
        return services.practice.practice_home(self._home) if self.is_under_way else self._home

    def toggle(self) -> None:
        """Begin practising, or end it."""
        if self.is_under_way:
            self.end()
        else:
            self.begin()

    def begin(self) -> None:
        """Make a school up and show it at work, once everything is saved."""
        self._window.once_saved(Verb.PRACTISE, self._begin_now)

    def end(self) -> None:
        """Throw away what was made up, and show what was there before."""
        self._switch(is_practice=False)

    def leave(self) -> None:
        """Throw away what was made up, if anything was, as the program ends and the data are closed."""
        if self.is_under_way:
            services.practice.discard_practice(self._home)

    def _begin_now(self) -> None:
        self._switch(is_practice=True)

    def _switch(self, *, is_practice: bool) -> None:
        self.is_under_way = is_practice

        def first() -> None:
            if is_practice:
                services.practice_school.make_practice(self._home, paths.forms_dir())
            else:
                services.practice.discard_practice(self._home)

        self._window.open_after(
            first,
            BusyOverlay("Đang chuẩn bị số liệu mẫu…" if is_practice else "Đang mở dữ liệu…"),
            lambda: self._window.open_last_unit(),
            self._window.show_open_failed,
        )

    def give_up(self, error: Exception) -> None:
        """Go on with the real data, and say why those that were made up cannot be shown."""
        self.is_under_way = False
        self._window.open_data()
        self._window.show_failure(error)
