"""`lcweek` without arguments: the window, and what becomes of exceptions that nobody caught."""

from __future__ import annotations

import sys
import traceback
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSettings, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from lcweek_desktop import paths
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import OUR_FAULT
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.gui_gc import GuiGarbageCollector
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.shell.window_settings import WindowSettings
from lcweek_desktop.ui.widgets import messages
from lcweek_desktop.ui.widgets.theme import theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.context import AppContext


def main() -> int:
    """Show the window until it is closed. Returns the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("lcweek")
    app.setDesktopFileName("lcweek")
    app.setWindowIcon(QIcon(str(paths.resources_dir() / "icons" / "lcweek.png")))
    theme().install(app)
    install_translations(app)
    GuiGarbageCollector(app)
    home = paths.data_home(None)
    window = create_window(home)
    hook = _ExceptionHook(window, home)
    sys.excepthook = hook
    window.fault_occurred.connect(hook.record)
    window.show()
    try:
        return app.exec()
    finally:
        window.release()


def create_window(home: Path) -> Window:
    """A window on the data folder `home`, which need not exist. It is not shown, and nothing is opened
    yet."""
    settings = QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)
    return Window(lambda: Worker(lambda: _open_context(home)), WindowSettings(settings))


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


class _ExceptionHook:
    """Writes uncaught exceptions to a file for the engineers, and tells the user about the first one."""

    def __init__(self, window: Window, home: Path) -> None:
        self._window = window
        self._file = home / "lcweek-error.txt"
        self._is_known = False

    def __call__(self, kind: type[BaseException], error: BaseException, _at: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        self.record(error)
        if not self._is_known:
            self._is_known = True
            messages.show_message(
                self._window,
                OUR_FAULT,
                f"Hãy gửi tệp {self._file} cho người phụ trách chương trình.",
                "warning",
            )

    def record(self, error: BaseException) -> None:
        """Write the traceback of `error` to the file, in place of an earlier one, and to stderr."""
        text = "".join(traceback.format_exception(error))
        sys.stderr.write(text)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(text, encoding="utf-8", newline="\n")
        except OSError as failed:
            sys.stderr.write(f"{failed}\n")
