"""The window: opens the data folder, shows the guide or a unit at work, closes when all is saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QSettings, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from lcweek_desktop import __version__
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.menu_bar import MenuBar
from lcweek_desktop.ui.shell.open_failed import OpenFailedPage
from lcweek_desktop.ui.widgets import messages
from lcweek_desktop.ui.widgets.placeholders import BusyOverlay
from lcweek_desktop.ui.widgets.theme import theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.context import AppContext
    from lcweek_desktop.ui.session.opening import StartState
    from lcweek_desktop.ui.shell.workplace import Workplace

TITLE: Final = "Báo cáo Tuần lễ học tập suốt đời"

_PATIENCE: Final = 300
"""Milliseconds of saving at closing before anything is said about it."""


class Window(QMainWindow):
    """`made` gives a worker that was not started yet; `settings` keep size, text size and last unit."""

    # Something went wrong that is no refusal: Exception, to be recorded for the engineers.
    broken = Signal(object)

    def __init__(self, made: Callable[[], Worker], settings: QSettings) -> None:
        super().__init__()
        self._made = made
        self._settings = settings
        self._worker: Worker | None = None
        self._workplace: Workplace | None = None
        self._closed = False
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.setWindowTitle(TITLE)
        self._set_up_menu()
        self._restore()
        waiting = BusyOverlay("Đang mở dữ liệu…")
        waiting.painted.connect(lambda: QTimer.singleShot(0, self, self.begin))
        self._show(waiting)

    def begin(self) -> None:
        """Open the data folder, then the unit that was last worked with."""
        self._worker = self._made()
        last = self._settings.value("unit")
        self._worker.start(lambda: self.open_unit(last if isinstance(last, str) else None), self._not_opened)

    def open_unit(self, code: str | None) -> None:
        """Show the unit of `code` at work, None for any; without a unit, the guide."""
        assert self._worker is not None
        self._hand_over()

        def task(context: AppContext) -> StartState | None:
            from lcweek_desktop.ui.session.opening import read_start_state

            return read_start_state(context, code)

        self._worker.submit(task, self._opened, self._not_opened)

    @property
    def workplace(self) -> Workplace | None:
        """The unit at work; None while there is none."""
        return self._workplace if self._stack.currentWidget() is self._workplace else None

    @property
    def shown(self) -> QWidget:
        """What fills the window: Waiting, Refusal, StartGuide or Workplace."""
        shown = self._stack.currentWidget()
        assert shown is not None
        return shown

    def add_unit(self) -> None:
        """Show the guide; the unit at work stays behind it."""
        from lcweek_desktop.ui.pages.start.guide import StartGuide

        assert self._worker is not None
        behind = self.workplace
        guide = StartGuide(self._worker, can_cancel=behind is not None)
        guide.unit_set_up.connect(self.open_unit)
        guide.cancelled.connect(lambda: self._leave_guide(guide))
        self._menu.can_add_unit(False)
        self._stack.addWidget(guide)
        self._stack.setCurrentWidget(guide)

    def release(self) -> None:
        """Let go of the data folder when the program ends without the window having been closed."""
        if self._worker is not None:
            self._worker.stop()

    # Opening

    def _leave_guide(self, guide: QWidget) -> None:
        self._stack.removeWidget(guide)
        guide.deleteLater()
        self._menu.can_add_unit(True)

    def _opened(self, opened: StartState | None) -> None:
        assert self._worker is not None
        if opened is None:
            self.add_unit()
            return
        from lcweek_desktop.ui.shell.workplace import Workplace

        self._workplace = workplace = Workplace(opened, self._worker)
        workplace.unit_wanted.connect(self.open_unit)
        workplace.adding_wanted.connect(self.add_unit)
        self._settings.setValue("unit", opened.workspace.unit.code)
        self._menu.stack = workplace.session.undo
        self._menu.can_add_unit(True)
        self.setWindowTitle(f"{opened.workspace.unit.name} – {TITLE}")
        self._show(workplace)
        # Only makes later saving faster; what hinders it is told when something is to be saved.
        self._worker.submit(lambda context: context.store.reserve_log(), _pass, _pass)

    def _not_opened(self, error: Exception) -> None:
        if self._worker is not None:
            self._worker.stop()
            self._worker = None
        if not self.isEnabled():  # closed meanwhile; there is nothing to be saved
            self._soon.stop()
            self.close()
            return
        self._menu.can_add_unit(False)
        refusal = OpenFailedPage(error)
        refusal.again_wanted.connect(self.begin)
        refusal.closing_wanted.connect(self.close)
        self._show(refusal)
        if not isinstance(error, LcweekError):
            self.broken.emit(error)

    def _hand_over(self) -> None:
        """What was typed a moment ago is with the session, and so in the worker's queue."""
        if self.workplace is not None:
            self.workplace.leave()

    def _show(self, widget: QWidget) -> None:
        """Put `widget` in place of all that was shown."""
        keyboard = widget.focusWidget()  # which a widget forgets when it comes into another
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if keyboard is not None:
            keyboard.setFocus()
        while (old := self._stack.widget(0)) is not None and old is not widget:
            self._stack.removeWidget(old)
            old.deleteLater()

    # Closing

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self._worker is None or self._closed:
            self._remember()
            event.accept()
            return
        event.ignore()
        self._hand_over()
        self.setEnabled(False)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(lambda: self.setWindowTitle(f"Đang lưu… – {TITLE}"))
        self._soon.start(_PATIENCE)
        self._worker.submit(_pass, lambda _none: self._queue_done(), lambda _error: self._queue_done())

    def _queue_done(self) -> None:
        """All that was to be saved was written or has failed."""
        self._soon.stop()
        self.setEnabled(True)
        if self.workplace is not None and not self.workplace.session.saver.is_saved:
            messages.ask_question(
                self,
                "Thay đổi vừa rồi chưa lưu được. Nếu đóng bây giờ, thay đổi đó sẽ mất.",
                yes="Đóng, bỏ thay đổi",
                no="Ở lại",
                detail="Hãy chọn “Ở lại” rồi bấm “Thử lại” ở góc dưới bên trái.",
                then=self._leave,
            )
        else:
            self._leave()

    def _leave(self) -> None:
        assert self._worker is not None
        self._worker.stop()
        self._closed = True
        self.close()

    # Smaller things

    def _set_up_menu(self) -> None:
        self._menu = MenuBar()
        self.setMenuBar(self._menu)
        self._menu.can_add_unit(False)
        self._menu.adding_wanted.connect(self.add_unit)
        self._menu.closing_wanted.connect(self.close)
        self._menu.guide_wanted.connect(self._show_guide)
        self._menu.about_wanted.connect(self._show_about)

    def _show_guide(self) -> None:
        from lcweek_desktop.ui.shell.help import show_guide

        show_guide(self)

    def _show_about(self) -> None:
        messages.show_message(
            self,
            f"{TITLE}, phiên bản {__version__}",
            "Chương trình làm việc không cần mạng; số liệu nằm trên máy này.",
        )

    def _restore(self) -> None:
        zoom = str(self._settings.value("zoom", ""))
        theme().zoom_to(int(zoom) if zoom.isdecimal() else theme().zoom)
        self.resize(1200, 720)
        geometry = self._settings.value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)

    def _remember(self) -> None:
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.setValue("zoom", theme().zoom)


def _pass(_value: object) -> None:
    """Nothing."""
