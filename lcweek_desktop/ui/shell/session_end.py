"""The end of the user's session: the computer is shut down, or somebody logs off.

Source: docs/adr/0144-written-before-the-session-ends.md.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QGuiApplication, QSessionManager

from lcweek_desktop.ui.shell.window import Window

_SECONDS: Final = 4.0
"""Windows calls a program hung that has not answered after five."""


def save_before_session_ends(app: QGuiApplication, window: Window) -> None:
    """Answer the system only when what was typed is on the disk, and say no while it is not.

    The system may end the program as soon as it has its answer; what it ends against a no is the user's
    decision, which Windows asks for by the program's name.
    """

    def answer(manager: QSessionManager) -> None:
        if not window.save_now(_SECONDS):
            manager.cancel()

    app.commitDataRequest.connect(answer)
