"""The window: it opens the data folder, shows the guide or a unit at work, and closes when everything is
saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import KnownError, LcweekError, sentence
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.opening import StartState, read_start_state
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell import menu_commands
from lcweek_desktop.ui.shell.data_changes import DataChanges
from lcweek_desktop.ui.shell.data_replacement import DataReplacement
from lcweek_desktop.ui.shell.data_window import DataWindow
from lcweek_desktop.ui.shell.file_drop import FileDrop
from lcweek_desktop.ui.shell.file_opener import FileOpener
from lcweek_desktop.ui.shell.menu_bar import MenuBar
from lcweek_desktop.ui.shell.practising import Practising
from lcweek_desktop.ui.shell.view_stack import ViewStack
from lcweek_desktop.ui.shell.window_settings import WindowSettings
from lcweek_desktop.ui.widgets import messages
from lcweek_desktop.ui.widgets.file_dialogs import ask_for_files
from lcweek_desktop.ui.widgets.placeholders import BusyOverlay

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import CampaignUnit
    from lcweek_desktop.ui.pages.start.guide import StartGuide
    from lcweek_desktop.ui.shell.open_failed import OpenFailedPage
    from lcweek_desktop.ui.shell.workspace_view import WorkspaceView

_OPENING: Final = "Đang mở dữ liệu…"
_PATIENCE: Final = 300
"""Milliseconds that saving may take when the window is closed before its title says that it is saving."""

_WAITING: Final = (
    "Tệp vừa mở đang chờ, vì đang thêm đơn vị.",
    "Chương trình mở tiếp tệp này khi thêm đơn vị xong, hoặc khi thôi thêm đơn vị.",
)
_OTHER_UNIT_REFUSED: Final = (
    "Thay đổi vừa rồi chưa lưu được nên chưa chuyển sang đơn vị khác; dữ liệu chưa thay đổi.",
    "Hãy bấm “Thử lại” ở góc dưới bên trái rồi chuyển lại.",
)
_OPENED: Final = "Tệp của chương trình, PDF (*.lcweek *.pdf *.lcwbak *.lcwmove *.lcupdate)"
_FIRST_START: Final = "Lần đầu mở chương trình"
_TROUBLE: Final = "Khi có trục trặc"
"""Chapters of the user guide for views that are no page."""


class Window(DataWindow):
    """The main window. It owns the worker, which has the data folder open from `open_data` until closing."""

    # Exception: a fault of the program, to be recorded for the engineers.
    fault_occurred = Signal(object)

    def __init__(self, home: Path, create_worker: Callable[[Path], Worker], settings: WindowSettings) -> None:
        """`home` is the data folder. `create_worker` gives a worker on a data folder, this or that for
        practice in it, that is not started; it is called again when opening is retried."""
        super().__init__()
        self._home = home
        self._open_error: Exception | None = None
        self._failed_page: OpenFailedPage | None = None
        self._left_page: OpenFailedPage | None = None  # kept while something is still done with the data
        self._create_worker = create_worker
        self._settings = settings
        self._worker: Worker | None = None
        self._workspace_view: WorkspaceView | None = None  # the unit at work, also behind the guide
        self._may_close = False
        self._saving_takes_long = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._saving_takes_long.timeout.connect(
            lambda: self.setWindowTitle(f"Đang lưu… – {messages.PROGRAM_TITLE}")
        )
        self._opener = FileOpener(self)
        self._opener.unit_requested.connect(self.open_unit)
        self.changes = DataChanges(self)
        """What changes the data behind the pages."""
        self._opener.campaign_opened.connect(self.changes.ask_about_campaign)
        self._opener.assignment_opened.connect(self.changes.ask_about_assignment)
        self._opener.report_opened.connect(self.changes.ask_about_report)
        self._opener.draft_opened.connect(self.changes.ask_about_draft)
        self._opener.receipt_opened.connect(self.changes.open_receipt)
        self._opener.update_opened.connect(self.changes.ask_about_update)
        self._opener.looked.connect(self.changes.offer_update_beside)
        self.changes.reopener.declined.connect(self._opener.wait_for_unit)
        self.replacement = DataReplacement(self)
        """What puts other data in the place of the present ones."""
        self.practising = Practising(self, home)
        """What begins and ends trying the program with a made-up unit."""
        self._drop: FileDrop | None = None
        self._guide_above: StartGuide | None = None
        self._views = ViewStack()
        self.setCentralWidget(self._views)
        self.setWindowTitle(messages.PROGRAM_TITLE)
        self._set_up_menu()
        settings.restore(self)
        opening = BusyOverlay(_OPENING)
        opening.painted.connect(lambda: QTimer.singleShot(0, self, self.open_data))
        self._views.show_alone(opening)

    @property
    def worker(self) -> Worker:
        assert self._worker is not None
        return self._worker

    @property
    def workspace_view(self) -> WorkspaceView | None:
        return self._workspace_view if self.current_view is self._workspace_view else None

    @property
    def current_view(self) -> QWidget:
        """What fills the window: a BusyOverlay, a ReplacingView, an OpenFailedPage, a StartGuide or a
        WorkspaceView."""
        view = self._views.currentWidget()
        assert view is not None
        return view

    def open_files(self, files: Sequence[Path]) -> None:
        """Open `files`, absolute paths of whatever kind, as soon as the window can."""
        self._opener.open(files)
        if files and self._guide_above is not None and self.current_view is self._guide_above:
            messages.show_message(self, *_WAITING)
        elif files and self.practising.is_under_way:
            messages.show_message(self, sentence("practice-files"))

    def take_files(self, files: list[Path]) -> bool:
        """Come to the front and open the `files` of a later start of the program. Returns False, and does
        nothing, while the window is being closed."""
        if not self.isEnabled():
            return False
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.open_files(files)
        return True

    def open_data(self) -> None:
        if self._may_close:
            return
        if self._worker is not None:
            self._worker.stop()
        leave_data = self._leave_failed_page()
        self._worker = self._create_worker(self.practising.data_home)
        self._worker.start(self._data_opened, self.show_open_failed, leave_data)

    def open_after(
        self,
        first: Callable[[], object],
        view: QWidget,
        ready: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._opener.set_host(None)
        leave_data = self._leave_failed_page()
        if self._worker is not None:
            self._worker.stop()
        self._menu.undo_actions.set_stack(None)
        self._menu.set_units_enabled(False)
        self._menu.set_practice(enabled=False, is_practice=self.practising.is_under_way)
        self._show_alone(view)
        # A new one: what the pages of before may still ask of the old worker is never done.
        self._worker = self._create_worker(self.practising.data_home)

        def begin() -> None:
            leave_data()
            first()

        self._worker.start(ready, failed, begin)

    def open_last_unit(self) -> None:
        self.open_unit(self._settings.last_workspace)

    def open_unit(self, chosen: CampaignUnit | None) -> None:
        if not self.isEnabled():  # closed meanwhile
            return
        self._hand_over_edits()
        self.worker.submit(
            lambda context: read_start_state(context, chosen), self._show_workspace, self.show_open_failed
        )

    def show_start_guide(self) -> None:
        from lcweek_desktop.ui.pages.start.guide import StartGuide

        is_first = self.workspace_view is None
        guide = StartGuide(self.worker, can_cancel=not is_first)
        guide.unit_set_up.connect(self.open_unit)
        guide.move_in_requested.connect(self.replacement.move_in)
        guide.restore_requested.connect(self.replacement.restore)
        guide.practice_requested.connect(self.practising.begin)
        guide.file_chosen.connect(lambda file: self.open_files([file]))
        guide.cancelled.connect(lambda: self._close_start_guide(guide))
        self._menu.set_units_enabled(False)
        self._menu.set_practice(enabled=True, is_practice=False)
        if is_first:
            self._show_alone(guide)
        else:
            self._views.show_above(guide)
        self._guide_above = None if is_first else guide
        self._opener.set_host(guide if is_first else None, self._worker)

    def save_now(self, seconds: float) -> bool:
        """Have everything that was typed on the disk, while the window stands still. Returns whether it is;
        False also when that takes more than `seconds`."""
        self._hand_over_edits()
        return (self._worker is None or self._worker.wait(seconds)) and self._is_saved

    def release(self) -> None:
        """Close the data folder when the program ends without the window having been closed."""
        self._leave_failed_page()()
        if self._worker is not None:
            self._worker.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self._drop is None:
            self._drop = FileDrop(self.windowHandle(), self._dropped)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self._failed_page is not None:
            self.hide()  # what is being looked for in the data may take a while
        self._leave_failed_page()()
        if self._worker is None or self._may_close:
            self._may_close = True
            self._settings.store(self)
            event.accept()
            return
        event.ignore()
        self._hand_over_edits()
        self.setEnabled(False)
        self._saving_takes_long.start()
        self._worker.submit(_do_nothing, lambda _none: self._queue_done(), lambda _error: self._queue_done())

    # Opening

    def _dropped(self, files: Sequence[Path]) -> None:
        if not self.isEnabled():
            return
        if self.workspace_view is None or not self.workspace_view.drop_on_page(files):
            self.open_files(files)

    def _data_opened(self) -> None:
        self._menu.set_data_open(True)
        self.open_last_unit()
        self.worker.submit(
            lambda context: services.units.lost_units(context), self._show_lost_units, _do_nothing
        )

    def _show_lost_units(self, errors: Sequence[KnownError]) -> None:
        for error in errors:
            messages.show_message(self, error.sentence, error.next_step, "warning")

    def _show_workspace(self, start: StartState | None) -> None:
        if not self._is_saved:
            self._show_unsaved()
            messages.show_message(self, *_OTHER_UNIT_REFUSED, "warning")
            return
        if start is None:
            self._workspace_view = None  # its unit was removed: there is nothing behind the guide
            self.setWindowTitle(messages.PROGRAM_TITLE)
            self.show_start_guide()
            return
        from lcweek_desktop.ui.shell.workspace_view import WorkspaceView

        workspace_view = WorkspaceView(start, self.worker)
        workspace_view.unit_requested.connect(self.open_unit)
        workspace_view.next_campaign_requested.connect(self.changes.ask_about_next_campaign)
        workspace_view.add_unit_requested.connect(self.show_start_guide)
        workspace_view.change_unit_requested.connect(self.changes.ask_about_unit)
        workspace_view.remove_unit_requested.connect(self.changes.ask_about_removal)
        workspace_view.session.restore_requested.connect(self.replacement.restore)
        workspace_view.session.move_in_requested.connect(self.replacement.come_back)
        is_practice = self.practising.is_under_way
        if not is_practice:
            self._settings.last_workspace = start.workspace.id
        workspace_view.end_practice_requested.connect(self.practising.end)
        workspace_view.undo_stack_changed.connect(self._menu.undo_actions.set_stack)
        self._menu.undo_actions.set_stack(workspace_view.session.undo)
        self._menu.set_receives(start.receives)
        self._menu.set_units_enabled(not is_practice)
        self._menu.set_practice(enabled=True, is_practice=is_practice)
        self.setWindowTitle(f"{start.workspace.unit.name} – {messages.PROGRAM_TITLE}")
        self._show_alone(workspace_view)
        self._workspace_view = workspace_view
        if not is_practice:  # what was opened waits until practising ends
            self._opener.set_host(workspace_view, self._worker)
        # This only makes later saving faster. A failure is ignored: if it lasts, saving reports it.
        self.worker.submit(lambda context: context.store.reserve_log(), _do_nothing, _do_nothing)

    def _show_alone(self, view: QWidget) -> None:
        """Show `view` in place of all others, the unit at work among them."""
        self._workspace_view = None
        self._views.show_alone(view)

    def _close_start_guide(self, guide: QWidget) -> None:
        self._views.remove(guide)
        self._opener.set_host(self.workspace_view, self._worker)
        self._menu.set_units_enabled(True)

    def show_open_failed(self, error: Exception) -> None:
        self._opener.set_host(None)
        if self._worker is not None:
            self._worker.stop()
            self._worker = None
        if not self.isEnabled():  # closed meanwhile; there is nothing to be saved
            self._saving_takes_long.stop()
            self.close()
            return
        if self.practising.is_under_way:
            self.practising.give_up(error)
            return
        self._open_error = error
        self._menu.set_units_enabled(False)
        self._menu.set_data_open(False)
        self._menu.set_practice(enabled=False, is_practice=False)
        from lcweek_desktop.ui.shell.open_failed import OpenFailedPage

        self._failed_page = page = OpenFailedPage(error, self._home)
        page.retry_requested.connect(self.open_data)
        page.restore_requested.connect(self.replacement.restore)
        page.close_requested.connect(self.close)
        self._show_alone(page)
        if not isinstance(error, KnownError):
            self.fault_occurred.emit(error)

    def _leave_failed_page(self) -> Callable[[], object]:
        """Leave the page about data that do not open. Returns what waits, on whatever thread, until nothing
        is done with them any more."""
        page, self._failed_page = self._failed_page, None
        if page is None or page is not self.current_view:
            return lambda: None
        self._left_page = page
        self._show_alone(BusyOverlay(_OPENING))
        return page.leave_data()

    def once_saved(self, verb: Verb, then: Callable[[], None]) -> None:
        self._hand_over_edits()
        if self._worker is None:
            then()
            return
        self.setEnabled(False)
        self._worker.submit(_do_nothing, lambda _none: self._go_on_saved(verb, then), _do_nothing)

    def _go_on_saved(self, verb: Verb, then: Callable[[], None]) -> None:
        self.setEnabled(True)
        if not self._is_saved:
            self._show_unsaved()
            messages.show_message(
                self,
                f"Thay đổi vừa rồi chưa lưu được nên chưa {verb.phrase()}; dữ liệu chưa thay đổi.",
                f"Hãy bấm “Thử lại” ở góc dưới bên trái rồi {verb.phrase()}.",
                "warning",
            )
            return
        then()

    def _hand_over_edits(self) -> None:
        """Put what was typed a moment ago into the worker's queue."""
        if self._workspace_view is not None:
            self._workspace_view.hand_over_edits()

    @property
    def _is_saved(self) -> bool:
        """Whether everything that was entered is saved, also at the unit behind the guide."""
        return self._workspace_view is None or self._workspace_view.is_saved

    def _show_unsaved(self) -> None:
        """Bring the unit of which something is not saved to the front, as it may be behind the guide."""
        if self._guide_above is not None and self.current_view is self._guide_above:
            self._close_start_guide(self._guide_above)

    # Closing

    def _queue_done(self) -> None:
        """Close, or ask first if something was not saved. Called when the worker's queue is empty."""
        self._saving_takes_long.stop()
        self.setEnabled(True)
        if not self._is_saved:
            self._show_unsaved()
            messages.ask_question(
                self,
                "Thay đổi vừa rồi chưa lưu được. Nếu đóng bây giờ, thay đổi đó sẽ mất.",
                yes="Đóng, bỏ thay đổi",
                no="Ở lại",
                detail="Hãy chọn “Ở lại” rồi bấm “Thử lại” ở góc dưới bên trái.",
                then=self._close_now,
            )
        else:
            self._close_now()

    def _close_now(self) -> None:
        self.worker.stop()
        self.practising.leave()
        self._may_close = True
        self.close()

    # Menu

    def _set_up_menu(self) -> None:
        self._menu = MenuBar()
        self.setMenuBar(self._menu)
        self._menu.open_requested.connect(lambda: ask_for_files(self, "Mở tệp", [_OPENED], self.open_files))
        self._menu.send_draft_requested.connect(self.changes.send_draft)
        self._menu.assignments_requested.connect(self.changes.make_assignments)
        self._menu.add_unit_requested.connect(self.show_start_guide)
        self._menu.practice_requested.connect(self.practising.toggle)
        self._menu.change_unit_requested.connect(self.changes.ask_about_unit)
        self._menu.remove_unit_requested.connect(self.changes.ask_about_removal)
        self._menu.close_requested.connect(self.close)
        self._menu.guide_requested.connect(self._show_user_guide)
        self._menu.support_requested.connect(
            lambda: menu_commands.show_support(self, self._home, self._worker, self._open_error)
        )
        self._menu.association_requested.connect(self._associate)
        self._menu.hand_on_update_requested.connect(self.changes.hand_on_update)
        self._menu.about_requested.connect(lambda: menu_commands.show_about(self))

    def _show_user_guide(self) -> None:
        """Show the chapter about what fills the window."""
        from lcweek_desktop.ui.shell.user_guide import show_user_guide

        view = self.workspace_view
        if view is not None:
            show_user_guide(self, view.guide_chapter)
        else:
            show_user_guide(self, _TROUBLE if self._failed_page is not None else _FIRST_START)

    def _associate(self, wanted: bool) -> None:
        menu_commands.set_association(self, self.worker, wanted=wanted, failed=self.show_failure)

    def show_failure(self, error: Exception) -> None:
        if isinstance(error, LcweekError):
            messages.show_message(self, error.sentence, error.next_step, "warning")
        else:
            messages.show_message(self, sentence("bug"), icon="warning")
        if not isinstance(error, KnownError):
            self.fault_occurred.emit(error)


def _do_nothing(_value: object) -> None:
    pass
