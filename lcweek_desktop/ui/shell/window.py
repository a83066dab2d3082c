"""The window: it opens the data folder, shows the guide or a unit at work, and closes when everything is
saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import KnownError, LcweekError, sentence
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.opening import StartState, read_start_state
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell import menu_commands
from lcweek_desktop.ui.shell.campaign_installer import CampaignInstaller
from lcweek_desktop.ui.shell.data_change import DataChange, Step
from lcweek_desktop.ui.shell.file_drop import FileDrop
from lcweek_desktop.ui.shell.file_opener import FileOpener
from lcweek_desktop.ui.shell.menu_bar import MenuBar
from lcweek_desktop.ui.shell.replacing_view import ReplacingView
from lcweek_desktop.ui.shell.report_reopener import ReportReopener
from lcweek_desktop.ui.shell.stoppable_steps import StoppedError
from lcweek_desktop.ui.shell.view_stack import ViewStack
from lcweek_desktop.ui.shell.window_settings import WindowSettings
from lcweek_desktop.ui.widgets import messages
from lcweek_desktop.ui.widgets.placeholders import BusyOverlay

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import CampaignUnit
    from lcweek_desktop.services.backup.moving import MovedIn
    from lcweek_desktop.services.backup.restoring import Restored
    from lcweek_desktop.services.campaigns.installing import CampaignOffer
    from lcweek_desktop.services.opening.reopening import Reopened, ReopenOffer
    from lcweek_desktop.services.receiving.result import ReceiveResult
    from lcweek_desktop.services.workspace.context import AppContext
    from lcweek_desktop.ui.pages.start.guide import StartGuide
    from lcweek_desktop.ui.session.session import MovingIn, Replacing, Restoring
    from lcweek_desktop.ui.shell.open_failed import OpenFailedPage
    from lcweek_desktop.ui.shell.workspace_view import WorkspaceView

T = TypeVar("T")

_OPENING: Final = "Đang mở dữ liệu…"
_PATIENCE: Final = 300
"""Milliseconds that saving may take when the window is closed before its title says that it is saving."""

_WAITING: Final = (
    "Tệp vừa mở đang chờ, vì đang thêm đơn vị.",
    "Chương trình mở tiếp tệp này khi thêm đơn vị xong, hoặc khi thôi thêm đơn vị.",
)
_FIRST_START: Final = "Lần đầu mở chương trình"
_TROUBLE: Final = "Khi có trục trặc"
"""Chapters of the user guide for views that are no page."""
_NEW_CAMPAIGN: Final = "Để làm báo cáo của kỳ này, hãy chọn “Tệp”, “Thêm đơn vị…” rồi chọn đơn vị của mình."


class Window(QMainWindow):
    """The main window. It owns the worker, which has the data folder open from `open_data` until closing."""

    # Exception: a fault of the program, to be recorded for the engineers.
    fault_occurred = Signal(object)

    def __init__(self, home: Path, create_worker: Callable[[], Worker], settings: WindowSettings) -> None:
        """`home` is the data folder. `create_worker` gives a worker on it that is not started; it is called
        again when opening is retried."""
        super().__init__()
        self._home = home
        self._open_error: Exception | None = None
        self._failed_page: OpenFailedPage | None = None
        self._left_page: OpenFailedPage | None = None  # kept while something is still done with the data
        self._create_worker = create_worker
        self._settings = settings
        self._worker: Worker | None = None
        self._workspace_view: WorkspaceView | None = None
        self._may_close = False
        self._saving_takes_long = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._saving_takes_long.timeout.connect(
            lambda: self.setWindowTitle(f"Đang lưu… – {messages.PROGRAM_TITLE}")
        )
        self._opener = FileOpener(self)
        self._opener.unit_requested.connect(self.open_unit)
        self.installer = CampaignInstaller(self)
        """The question about a campaign file."""
        self._opener.campaign_opened.connect(self._ask_about_campaign)
        self.installer.accepted.connect(self._install)
        self._reopener = ReportReopener(self)
        self._opener.report_opened.connect(self._ask_about_report)
        self._reopener.accepted.connect(self._reopen)
        self._reopener.declined.connect(self._opener.wait_for_unit)
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
    def workspace_view(self) -> WorkspaceView | None:
        """The unit at work; None while something else fills the window."""
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
        """Open the data folder, then the unit that was last worked with."""
        leave_data = self._leave_failed_page()
        self._worker = self._create_worker()
        self._worker.start(self._data_opened, self._show_open_failed, leave_data)

    def open_unit(self, chosen: CampaignUnit | None) -> None:
        """Show the unit of `chosen` at work on its campaign, None for any. Without a unit, show the guide."""
        assert self._worker is not None
        self._hand_over_edits()
        self._worker.submit(
            lambda context: read_start_state(context, chosen), self._show_workspace, self._show_open_failed
        )

    def show_start_guide(self) -> None:
        """Show the guide that sets up a unit. The unit at work stays behind it."""
        from lcweek_desktop.ui.pages.start.guide import StartGuide

        assert self._worker is not None
        is_first = self.workspace_view is None
        guide = StartGuide(self._worker, can_cancel=not is_first)
        guide.unit_set_up.connect(self.open_unit)
        guide.move_in_requested.connect(self.move_in)
        guide.restore_requested.connect(self.restore)
        guide.file_chosen.connect(lambda file: self.open_files([file]))
        guide.cancelled.connect(lambda: self._close_start_guide(guide))
        self._menu.set_add_unit_enabled(False)
        self._views.show_above(guide)
        self._guide_above = None if is_first else guide
        self._opener.set_host(guide if is_first else None, self._worker)

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
        assert self._worker is not None
        self._menu.set_association_enabled(True)
        self.open_unit(self._settings.last_workspace)
        self._worker.submit(
            lambda context: services.units.lost_units(context), self._show_lost_units, _do_nothing
        )

    def _show_lost_units(self, errors: Sequence[KnownError]) -> None:
        for error in errors:
            messages.show_message(self, error.sentence, error.next_step, "warning")

    def _show_workspace(self, start: StartState | None) -> None:
        assert self._worker is not None
        if start is None:
            self.show_start_guide()
            return
        from lcweek_desktop.ui.shell.workspace_view import WorkspaceView

        self._workspace_view = workspace_view = WorkspaceView(start, self._worker)
        workspace_view.unit_requested.connect(self.open_unit)
        workspace_view.add_unit_requested.connect(self.show_start_guide)
        workspace_view.session.restore_requested.connect(self.restore)
        workspace_view.session.move_in_requested.connect(
            lambda moving_in: self._once_saved(Verb.COME_BACK, lambda: self.move_in(moving_in))
        )
        self._settings.last_workspace = start.workspace.id
        workspace_view.undo_stack_changed.connect(self._menu.undo_actions.set_stack)
        self._menu.undo_actions.set_stack(workspace_view.session.undo)
        self._menu.set_add_unit_enabled(True)
        self.setWindowTitle(f"{start.workspace.unit.name} – {messages.PROGRAM_TITLE}")
        self._views.show_alone(workspace_view)
        self._opener.set_host(workspace_view, self._worker)
        # This only makes later saving faster. A failure is ignored: if it lasts, saving reports it.
        self._worker.submit(lambda context: context.store.reserve_log(), _do_nothing, _do_nothing)

    def _close_start_guide(self, guide: QWidget) -> None:
        self._views.remove(guide)
        self._opener.set_host(self.workspace_view, self._worker)
        self._menu.set_add_unit_enabled(True)

    # Campaigns

    def _ask_about_campaign(self, file: Path) -> None:
        assert self._worker is not None
        self.installer.ask(file, self._worker)

    def _install(self, offer: CampaignOffer) -> None:
        """Install the campaign of `offer`, which moves drafts, and show the unit at work anew."""
        self._change_data(
            Verb.INSTALL_CAMPAIGN,
            lambda context, step: services.new_editions.install_and_receive(context, offer, step),
            lambda received: self._show_installed(offer, received),
        )

    def _show_installed(self, offer: CampaignOffer, received: Sequence[ReceiveResult]) -> None:
        self.open_unit(self._settings.last_workspace)
        campaign, edition = offer.file.form.campaign, offer.file.manifest.edition
        done = Verb.INSTALL_CAMPAIGN.done(name=campaign.name, edition=edition)
        is_new = offer.changes is None and self.workspace_view is not None
        again = sentence("received-after-install", count=len(received)) if received else ""
        messages.show_message(self, done, _NEW_CAMPAIGN if is_new else again)

    # Reports that were sent

    def _ask_about_report(self, file: Path, words: tuple[str, str], is_first_start: bool) -> None:
        assert self._worker is not None
        self._reopener.ask(file, words, self._worker, is_first_start=is_first_start)

    def _reopen(self, offer: ReopenOffer) -> None:
        """Let the unit of the report in `offer` go on with it here, and show it at work."""
        self._change_data(
            Verb.REOPEN,
            lambda context, _step: services.reopening.reopen(context, offer),
            lambda reopened: self._show_reopened(offer, reopened),
        )

    def _show_reopened(self, offer: ReopenOffer, reopened: Reopened) -> None:
        self.open_unit(reopened.at)
        done = Verb.REOPEN.done(revision=offer.report.revision, unit=offer.report.unit.name)
        messages.show_message(self, done, "\n\n".join(reopened.remarks))

    def _change_data(
        self, verb: Verb, change: Callable[[AppContext, Step], T], done: Callable[[T], object]
    ) -> None:
        """Do what `verb` names, which changes drafts behind the pages, once everything is saved; `done` is to
        show a unit at work anew."""

        def start() -> None:
            assert self._worker is not None
            DataChange(self, f"Đang {verb.phrase()}").start(self._worker, change, done, self._show_failure)

        self._once_saved(verb, start)

    # Restoring

    def restore(self, restoring: Restoring) -> None:
        """Close the data folder when everything is saved, call `restoring`, and open it again."""
        self._once_saved(Verb.RESTORE, lambda: self._restore_now(restoring))

    def _once_saved(self, verb: Verb, then: Callable[[], None]) -> None:
        """Call `then`, which does what `verb` names, once everything is saved; what is not would be lost."""
        self._hand_over_edits()
        if self._worker is None:
            then()
            return
        self.setEnabled(False)
        self._worker.submit(_do_nothing, lambda _none: self._go_on_saved(verb, then), _do_nothing)

    def _go_on_saved(self, verb: Verb, then: Callable[[], None]) -> None:
        self.setEnabled(True)
        if self.workspace_view is not None and not self.workspace_view.session.saver.is_saved:
            messages.show_message(
                self,
                f"Thay đổi vừa rồi chưa lưu được nên chưa {verb.phrase()}; dữ liệu chưa thay đổi.",
                f"Hãy bấm “Thử lại” ở góc dưới bên trái rồi {verb.phrase()}.",
                "warning",
            )
            return
        then()

    def _restore_now(self, restoring: Restoring) -> None:
        self._replace_data(restoring, "Đang khôi phục dữ liệu", self._show_restored)

    def move_in(self, moving_in: MovingIn) -> None:
        """Close the data folder, call `moving_in`, and open it again."""
        self._replace_data(moving_in, "Đang mở tệp chuyển máy", self._show_moved_in)

    def _replace_data(self, replace: Replacing[T], busy: str, done: Callable[[T], None]) -> None:
        """Close the data folder, call `replace` and open it again; then call `done` with what it returned.
        `busy` is shown meanwhile; until the data are exchanged, the user can stop it."""
        self._opener.set_host(None)
        leave_data = self._leave_failed_page()
        if self._worker is not None:
            self._worker.stop()
        self._menu.undo_actions.set_stack(None)
        self._menu.set_add_unit_enabled(False)
        replacing = ReplacingView(busy)
        self._views.show_alone(replacing)
        # A new one: what the pages of before may still ask of the old worker is never done.
        self._worker = self._create_worker()
        replaced: list[T] = []

        def first() -> None:
            leave_data()
            replaced.append(replace(each=replacing.steps.step))

        self._worker.start(
            lambda: done(replaced[0]),
            lambda error: self._show_replace_failed(error, is_replaced=bool(replaced)),
            first,
        )

    def _show_restored(self, restored: Restored) -> None:
        self.open_unit(self._settings.last_workspace)
        done = Verb.RESTORE.done(made=f"{restored.backup.made:%H:%M} ngày {restored.backup.made:%d/%m/%Y}")
        messages.show_message(self, done, "\n".join(restored.remarks))

    def _show_moved_in(self, moved: MovedIn) -> None:
        self.open_unit(None)
        remarks = [sentence("moved-in")]
        if moved.without_key:
            remarks.append(sentence("moved-keys", units=", ".join(moved.without_key)))
        if moved.missing:
            remarks.append(sentence("restored-missing", count=moved.missing))
        if moved.kept is not None:
            remarks.append(f"Dữ liệu trước đó của máy này là bản sao lưu số {moved.kept.number}.")
        done = Verb.MOVE_IN.done(units=", ".join(moved.names))
        messages.show_message(self, done, "\n\n".join(remarks))

    def _show_replace_failed(self, error: Exception, *, is_replaced: bool) -> None:
        """Say why, and go on with the data as they are: those of before, unless the new ones are in place."""
        if is_replaced:
            self._show_open_failed(error)
            return
        assert self._worker is not None
        self._worker.stop()
        self.open_data()
        if not isinstance(error, StoppedError):
            self._show_failure(error)

    def _show_open_failed(self, error: Exception) -> None:
        self._opener.set_host(None)
        if self._worker is not None:
            self._worker.stop()
            self._worker = None
        self._open_error = error
        if not self.isEnabled():  # closed meanwhile; there is nothing to be saved
            self._saving_takes_long.stop()
            self.close()
            return
        self._menu.set_add_unit_enabled(False)
        self._menu.set_association_enabled(False)
        from lcweek_desktop.ui.shell.open_failed import OpenFailedPage

        self._failed_page = page = OpenFailedPage(error, self._home)
        page.retry_requested.connect(self.open_data)
        page.restore_requested.connect(self.restore)
        page.close_requested.connect(self.close)
        self._views.show_alone(page)
        if not isinstance(error, KnownError):
            self.fault_occurred.emit(error)

    def _leave_failed_page(self) -> Callable[[], object]:
        """Leave the page about data that do not open. Returns what waits, on whatever thread, until nothing
        is done with them any more."""
        page, self._failed_page = self._failed_page, None
        if page is None or page is not self.current_view:
            return lambda: None
        self._left_page = page
        self._views.show_alone(BusyOverlay(_OPENING))
        return page.leave_data()

    def _hand_over_edits(self) -> None:
        """Put what was typed a moment ago into the worker's queue."""
        if self.workspace_view is not None:
            self.workspace_view.hand_over_edits()

    # Closing

    def _queue_done(self) -> None:
        """Close, or ask first if something was not saved. Called when the worker's queue is empty."""
        self._saving_takes_long.stop()
        self.setEnabled(True)
        if self.workspace_view is not None and not self.workspace_view.session.saver.is_saved:
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
        assert self._worker is not None
        self._worker.stop()
        self._may_close = True
        self.close()

    # Menu

    def _set_up_menu(self) -> None:
        self._menu = MenuBar()
        self.setMenuBar(self._menu)
        self._menu.set_add_unit_enabled(False)
        self._menu.add_unit_requested.connect(self.show_start_guide)
        self._menu.close_requested.connect(self.close)
        self._menu.guide_requested.connect(self._show_user_guide)
        self._menu.support_requested.connect(
            lambda: menu_commands.show_support(self, self._home, self._worker, self._open_error)
        )
        self._menu.set_association_enabled(False)
        self._menu.association_requested.connect(self._associate)
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
        assert self._worker is not None
        menu_commands.set_association(self, self._worker, wanted=wanted, failed=self._show_failure)

    def _show_failure(self, error: Exception) -> None:
        if isinstance(error, LcweekError):
            messages.show_message(self, error.sentence, error.next_step, "warning")
        else:
            messages.show_message(self, sentence("bug"), icon="warning")
        if not isinstance(error, KnownError):
            self.fault_occurred.emit(error)


def _do_nothing(_value: object) -> None:
    pass
