"""`lcweek` without a command: the window, and what becomes of exceptions that nobody caught."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from lcweek_desktop import error_records, paths
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.settings_file import settings_in
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.gui_gc import GuiGarbageCollector
from lcweek_desktop.ui.shell.only_window import claim_window
from lcweek_desktop.ui.shell.session_end import save_before_session_ends
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.shell.window_settings import WindowSettings
from lcweek_desktop.ui.widgets import messages
from lcweek_desktop.ui.widgets.theme import theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.context import AppContext


def main(files: Sequence[Path]) -> int:
    """Show the window with `files`, absolute paths, until it is closed; a window that has the data folder
    open already shows them instead. Returns the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("lcweek")
    app.setDesktopFileName("lcweek")
    app.setWindowIcon(QIcon(str(paths.resources_dir() / "icons" / "lcweek.png")))
    theme().install(app)
    install_translations(app)
    GuiGarbageCollector(app)
    home = paths.data_home(None)
    try:
        claimed = claim_window(home, files)
    except KnownError as error:
        box = messages.show_message(None, error.sentence, error.next_step, "warning")
        app.exec()
        del box  # without a parent it lasts as long as it is referred to
        return 1
    if claimed is None:
        return 0
    window = create_window(home)
    window.open_files(files)
    claimed.listen(window.take_files)
    hook = ExceptionHook(window, home)
    sys.excepthook = hook
    window.fault_occurred.connect(hook.report)
    save_before_session_ends(app, window)
    window.show()
    try:
        return app.exec()
    finally:
        window.release()
        claimed.leave()


def create_window(home: Path) -> Window:
    """A window on the data folder `home`, which need not exist. It is not shown, and nothing is opened
    yet."""
    settings = WindowSettings(settings_in(home))
    return Window(home, lambda data: Worker(lambda: _open_context(data)), settings)


def install_translations(app: QCoreApplication) -> None:
    """Let Qt say its own words in Vietnamese: menus on a text, standard buttons and, where the system has
    none, the dialogs for files and printing.

    Qt ships no Vietnamese, so the words are ours (resources/words/qt_vi.ts). Qt also asks for them in threads
    of its own, so looking them up must not call Python.
    """
    translator = QTranslator(app)
    translator.load(str(paths.resources_dir() / "words" / "qt_vi.qm"))
    app.installTranslator(translator)


def _open_context(home: Path) -> AbstractContextManager[AppContext]:
    """Open the data folder `home`. Called on the worker's thread, so that its imports delay no window."""
    return services.context.open_context(home, paths.forms_dir())


class ExceptionHook:
    """Records uncaught exceptions in the data folder, and tells the user about the first one."""

    def __init__(self, window: Window, home: Path) -> None:
        self._window = window
        self._home = home
        self._is_told = False

    def __call__(self, kind: type[BaseException], error: BaseException, _at: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
        else:
            self.report(error)

    def report(self, error: BaseException) -> None:
        """Record `error`, write it to stderr with its words, and show a message unless one was shown."""
        sys.stderr.write("".join(traceback.format_exception(error)))
        advice = error_records.advice(error_records.record(self._home, error))
        if not self._is_told:
            self._is_told = True
            messages.show_message(self._window, sentence("bug"), advice, "warning")
