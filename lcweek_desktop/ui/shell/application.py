"""`lcweek` without arguments: the window."""

from __future__ import annotations

import sys
import traceback
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from lcweek_desktop import paths
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.gui_gc import GuiGarbageCollector
from lcweek_desktop.ui.shell.translations import install_translations
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.widgets import messages
from lcweek_desktop.ui.widgets.theme import theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.context import AppContext


def main() -> int:
    """Show the window until it is closed; the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("lcweek")
    app.setDesktopFileName("lcweek")
    app.setWindowIcon(QIcon(str(paths.resources_dir() / "icons" / "lcweek.png")))
    theme().install(app)
    install_translations(app)
    GuiGarbageCollector(app)
    home = paths.data_home(None)
    window = made_window(home)
    hook = _Hook(window, home)
    sys.excepthook = hook
    window.broken.connect(hook.record)
    window.show()
    try:
        return app.exec()
    finally:
        window.release()


def made_window(home: Path) -> Window:
    """A window over the data folder `home`, which need not be there; not shown, nothing opened yet."""
    settings = QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)
    return Window(lambda: Worker(lambda: _opened(home)), settings)


def _opened(home: Path) -> AbstractContextManager[AppContext]:
    """In the worker's thread, so that the window is seen before what this needs is loaded."""
    from lcweek_desktop.services.workspace.context import open_context

    return open_context(home, paths.forms_dir(), date.today)


class _Hook:
    """What happens to an exception that nobody took: a file for the engineers, once a sentence for people."""

    def __init__(self, window: Window, home: Path) -> None:
        self._window = window
        self._file = home / "lcweek-error.txt"
        self._told = False

    def __call__(self, kind: type[BaseException], error: BaseException, _at: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        self.record(error)
        if not self._told:
            self._told = True
            messages.show_message(
                self._window,
                "Chương trình gặp lỗi; số liệu đã lưu vẫn nguyên.",
                f"Hãy gửi tệp {self._file} cho người phụ trách chương trình.",
                "warning",
            )

    def record(self, error: BaseException) -> None:
        text = "".join(traceback.format_exception(error))
        sys.stderr.write(text)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(text, encoding="utf-8", newline="\n")
        except OSError as failed:
            sys.stderr.write(f"{failed}\n")
