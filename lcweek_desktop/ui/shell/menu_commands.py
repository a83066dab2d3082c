"""What the menu offers about the program itself: information for support, the files it opens, its version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from lcweek_desktop import __version__
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import messages


def show_support(window: QWidget, home: Path, worker: Worker | None, open_error: Exception | None) -> None:
    """Show the information for support on the data folder `home`, as far as it is known: `worker` has the
    folder open; where it is None, `open_error` says why it does not open, and without either nothing is
    shown."""
    from lcweek_desktop.ui.shell.support_dialog import SupportDialog, display_lines

    display = display_lines()

    def show(text: str) -> None:
        SupportDialog(window, text).open()

    def show_without(error: Exception) -> None:
        show(services.support.support_text(home, error, display))

    if worker is not None:
        worker.submit(
            lambda context: services.support.support_text(home, context, display), show, show_without
        )
    elif open_error is not None:
        show_without(open_error)


def set_association(
    window: QWidget, worker: Worker, *, wanted: bool, failed: Callable[[Exception], None]
) -> None:
    """Let files of ours be opened by this program, or not any more, and say so. `failed` gets the error."""
    verb = Verb.ASSOCIATE if wanted else Verb.DISSOCIATE
    change = services.association.associate if wanted else services.association.dissociate
    worker.submit(
        lambda _context: change(), lambda _files: messages.show_message(window, verb.done()), failed
    )


def show_about(window: QWidget) -> None:
    """Show which version of the program this is."""
    messages.show_message(
        window,
        f"{messages.PROGRAM_TITLE}, phiên bản {__version__}",
        "Chương trình làm việc không cần mạng; số liệu nằm trên máy này.",
    )
