"""The program's side of the worker process: it is started, asked, ended and replaced here.

Source: docs/architecture.md, Ground rules; docs/adr/0038-foreign-files.md.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import lcweek_desktop
from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.job_object import hold
from lcweek_desktop.intake.worker import Job

CONSOLE_PROGRAM: Final = "lcweek-cli"
"""The name of the console program, the one of a frozen application's two programs that has a stdout."""

_SECONDS: Final = 20.0
"""Seconds after which a job is ended."""
_MEMORY: Final = 1 << 30
"""Bytes that the process gets where the system can hold it to that: of address space on Linux, of what it
may fill on Windows."""
_FILES: Final = 50
"""Files after which the process is replaced: nothing that one of them left in it stays for long."""
_IDLE_SECONDS: Final = 60.0
"""Seconds without work after which the process is ended."""
_ANSWER_BYTES: Final = 1 << 16
"""The most that is read of an answer."""
_NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # exists on Windows only
_OUT_OF_MEMORY: Final = (
    (0xC0000409,)
    if sys.platform == "win32"
    else tuple(-getattr(signal, name) for name in ("SIGABRT", "SIGKILL"))
)
"""How a process ends that is refused memory: PDFium aborts, and a Linux that has none left kills."""


class WorkerProcess:
    """A process that serves many files, one after the other, and is started when there is one.

    `seconds` and `memory` are the limits of each job, `files` how many it serves before it is replaced. Any
    thread may ask; one at a time is served.
    """

    def __init__(self, seconds: float = _SECONDS, memory: int = _MEMORY, files: int = _FILES) -> None:
        self._seconds, self._memory, self._files = seconds, memory, files
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._let_go: Callable[[], object] = _do_nothing
        self._served = 0
        self._idle: threading.Timer | None = None

    @property
    def process_id(self) -> int | None:
        """The system's number of the process, None while there is none."""
        return None if self._process is None else self._process.pid

    def run(
        self,
        job: Job,
        source: Path,
        target: Path,
        name: str | None = None,
        options: Mapping[str, object] | None = None,
    ) -> None:
        """Have the process do `job` on the file `source` and write its result to `target`.

        Raises the KnownError that the job raised. When the process ends before its work is done, raises
        `intake-too-long`, `intake-memory` or `intake-crashed` by what ended it; the next job gets another
        process. Errors call the file `name`, its own name if None. `options` are those of the job, of
        values that JSON has. `source` is only read, and after an error `target` may hold anything.
        """
        request = {
            "job": job,
            "source": str(source.resolve()),
            "target": str(target),
            "options": options,
            "seconds": 1.5 * self._seconds,
        }
        named = {"file": source.name if name is None else name}
        with self._lock:
            self._stop_idling()
            code, context = self._ask(json.dumps(request).encode("ascii") + b"\n")
            self._idle = threading.Timer(_IDLE_SECONDS, self.close)
            self._idle.daemon = True
            self._idle.start()
        if code is not None:
            raise KnownError(code, **(context | named if "file" in context else context))

    def close(self) -> None:
        """End the process, if there is one; the next job starts another."""
        with self._lock:
            self._stop_idling()
            self._end()

    def _ask(self, request: bytes) -> tuple[str | None, dict[str, Any]]:
        """The answer to `request`: code and context."""
        try:
            process = self._running()
        except OSError:  # the system has no room for another process
            return "intake-crashed", {"file": ""}
        watch = _Watch(process, self._seconds)
        try:
            answer = _exchange(process, request)
        except BaseException:  # the user stopped it; the process is still at work
            self._end()
            raise
        finally:
            watch.stop()
        self._served += 1
        if answer is None:
            return self._cause_of_end(is_overdue=watch.is_overdue), {"file": ""}
        if answer["is_spent"] or watch.is_overdue or self._served >= self._files:
            self._end()
        return answer["code"], answer["context"]

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._served = 0
            self._process = subprocess.Popen(
                [*_program(), "--worker", str(self._memory)],
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=_NO_WINDOW,
            )
            try:
                self._let_go = hold(self._process, self._memory)
            except OSError:  # it has no file yet, and gets none
                self._end()
                raise
        return self._process

    def _cause_of_end(self, *, is_overdue: bool) -> str:
        """The code of what ended the process."""
        assert self._process is not None
        with suppress(subprocess.TimeoutExpired):  # one that only closed its output is ended below
            self._process.wait(1)
        status = self._process.returncode
        self._end()
        if is_overdue:
            return "intake-too-long"
        return "intake-memory" if status in _OUT_OF_MEMORY else "intake-crashed"

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):  # what was not written any more
                        pipe.close()
            self._let_go()
            self._let_go = _do_nothing

    def _stop_idling(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None


class _Watch:
    """Kills `process` once `seconds` have passed, unless it was stopped before."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._timer = threading.Timer(seconds, self._kill)
        self._timer.daemon = True
        self.is_overdue = False
        self._timer.start()

    def stop(self) -> None:
        """Stop watching; `is_overdue` stays as it is from now on."""
        self._timer.cancel()
        self._timer.join()

    def _kill(self) -> None:
        self.is_overdue = True
        self._process.kill()


def _do_nothing() -> None:
    pass


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> dict[str, Any] | None:
    """The answer of `process` to `request`; None when it ended, or gave none that can be read."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(request)
        process.stdin.flush()
        answer: dict[str, Any] = json.loads(process.stdout.readline(_ANSWER_BYTES))
    except (OSError, ValueError):
        return None
    return answer


def _program() -> list[str]:
    """The command that starts this program again (for the frozen one see pyinstaller.spec)."""
    if getattr(sys, "frozen", False):
        this = Path(sys.executable)
        return [str(this.with_name(f"{CONSOLE_PROGRAM}{this.suffix}"))]
    return [sys.executable, "-P", "-m", "lcweek_desktop"]  # -P keeps modules of the user's folder out


def _environment() -> dict[str, str]:
    """This environment, with a path by which the package is found from any folder."""
    package = Path(lcweek_desktop.__file__).resolve().parent.parent
    paths = [str(package), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
