"""Somebody types a long note into the real window, in a process of its own that may be killed at any moment.

`python -m tests.typist HOME` types letter after letter and prints two kinds of lines. "typed N T B": at the
time T (time.monotonic) the note has N letters, and the last one kept the window busy for B seconds.
"saved N T": at T the status line called N letters saved. Used by tests/ui/test_killed.py and
tests/benchmarks/bench_typing.py.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dev import ROOT

FORMS = ROOT / "forms"
ROW = "2"
MOST = 1_900
"""The most letters that are typed; a note takes 2,000."""
PAUSE = 4
"""Milliseconds between two letters: faster than anybody types."""


@dataclass
class TypingLog:
    """What the typist printed before it ended.

    For each letter typed, `letters` has its number, its time and the seconds for which it kept the window
    busy. `saved` is the last number of letters that the window called saved.
    """

    letters: list[tuple[int, float, float]] = field(default_factory=list)
    saved: int = 0

    def read(self, line: str) -> None:
        """Add what a line says that the typist printed."""
        match line.split():
            case ["typed", number, at, busy]:
                self.letters.append((int(number), float(at), float(busy)))
            case ["saved", number, _at]:
                self.saved = int(number)

    def typed_before(self, moment: float) -> int:
        """How many letters had been typed at `moment`."""
        return max((number for number, at, _busy in self.letters if at <= moment), default=0)


def type_until_killed(home: Path, letters: int, *, under: Sequence[str] = ()) -> tuple[TypingLog, float]:
    """Let the typist work in `home` and kill it after `letters` letters.

    Returns its log and the time at which it was killed. `under` is a program, with its arguments, that runs
    the typist.
    """
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [*under, sys.executable, "-m", "tests.typist", str(home)]
    log = TypingLog()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT, start_new_session=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            log.read(line)
            if len(log.letters) >= letters:
                break
        _kill(process)
        killed = time.monotonic()
        for line in process.stdout:
            log.read(line)
    return log, killed


def _kill(process: subprocess.Popen[str]) -> None:
    """Kill the process and, except on Windows, all that it started: strace does not take the typist along."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def new_school(home: Path) -> Path:
    """Set a school up in the data folder `home` and return it."""
    from lcweek_desktop.services.workspace.context import open_context
    from lcweek_desktop.services.workspace.units import UnitSetup, set_up

    with open_context(home, FORMS) as context:
        set_up(context, "2024", UnitSetup("03394-th", "Trường Thèn Sin", "truong", "03394"))
    return home


def stored_letters(home: Path) -> int:
    """How many letters of the note the data folder `home` holds."""
    from lcweek_desktop.domain.form import RowKey
    from lcweek_desktop.services.report.checking import current_draft
    from lcweek_desktop.services.workspace.context import open_context
    from lcweek_desktop.services.workspace.units import open_workspace

    with open_context(home, FORMS) as context:
        return len(current_draft(open_workspace(context)).content.notes.get(RowKey(ROW), ""))


def main(home: Path) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from lcweek_desktop.ui.shell.application import create_window
    from lcweek_desktop.ui.widgets.theme import theme
    from tests.ui.keyboard import type_text

    app = QApplication(["lcweek"])
    theme().install(app)
    window = create_window(home)
    window.show()
    window.activateWindow()
    timer = QTimer(interval=PAUSE)

    def begin() -> None:
        """Put the keyboard into the note as soon as the window is ready."""
        if window.workspace_view is None or not window.workspace_view.has_all_pages:
            return
        timer.timeout.disconnect(begin)
        window.workspace_view.show_page("figures")
        window.workspace_view.session.saver.saved.connect(lambda: say("saved", letters()))
        page = window.workspace_view.page("figures")
        page.view.go_to(page.model.index_at(f"note:{ROW}"))  # type: ignore[attr-defined]
        timer.timeout.connect(type_one)

    def letters() -> int:
        assert window.workspace_view is not None
        return sum(map(len, window.workspace_view.session.content.notes.values()))

    def type_one() -> None:
        began = time.monotonic()
        type_text("a")
        busy = time.monotonic() - began
        say("typed", letters(), f"{busy:.6f}")
        if letters() >= MOST:
            timer.stop()

    def say(what: str, number: int, *more: str) -> None:
        sys.stdout.write(f"{' '.join([what, str(number), f'{time.monotonic():.6f}', *more])}\n")
        sys.stdout.flush()

    timer.timeout.connect(begin)
    timer.start()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
