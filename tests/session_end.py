"""The user's session ends while something is being typed.

`python -m tests.session_end WORDS [busy]` types WORDS into the first heading of the narrative, has the system
ask at once whether the session may end, prints "yes" or "no", and is gone, as a program is that the system
ends after its answer. `busy` gives the data thread work without end before. Used by
tests/ui/shell/test_session_end.py.
"""

from __future__ import annotations

import sys
import threading

from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from tests import at_work
from tests.ui.keyboard import type_text


def type_and_end(words: str, *, is_busy: bool) -> at_work.Work:
    def work(window: Window, view: WorkspaceView) -> str:
        view.show_page("narrative")
        if is_busy:
            view.page("narrative").worker.submit(_never_end, print, print)
        type_text(words)
        return "yes" if _may_end(window) else "no"

    return work


def _never_end(_context: object) -> None:
    threading.Event().wait()


def _may_end(window: Window) -> bool:
    """What the window answers Windows. Elsewhere only what its answer is made of, as nobody asks it."""
    if sys.platform == "win32":
        from tests import kernel32

        return kernel32.may_session_end(window.winId())
    return window.save_now(4)


if __name__ == "__main__":
    at_work.do(type_and_end(sys.argv[1], is_busy=sys.argv[2:] == ["busy"]))
