"""The one thread that owns the data folder: saving, printing, receiving, one task after another.

The window never waits for it. A task gets the AppContext and returns a value; what is done with the value
runs in the window's thread. Python objects cross whole, so numbers of any size do.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.context import AppContext

T = TypeVar("T")

Failed: TypeAlias = Callable[[Exception], None]
Job: TypeAlias = "Callable[[AppContext], bool]"
"""Returns whether there is more to do: then it lines up again."""


class Cancel:
    """Asks long work to end after the step it is in."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def ask(self) -> None:
        self._asked.set()

    @property
    def asked(self) -> bool:
        return self._asked.is_set()


class Worker(QObject):
    """Runs tasks in the order they were given, on a thread of its own."""

    # A callable without arguments, to be called in the window's thread.
    _answered = Signal(object)

    def __init__(
        self, opened: Callable[[], AbstractContextManager[AppContext]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._opened = opened
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._answered.connect(_call, Qt.ConnectionType.QueuedConnection)

    def start(self, ready: Callable[[], None], failed: Failed) -> None:
        """Open the data folder; then `ready` is called, or `failed` with the reason."""
        self._thread = threading.Thread(target=self._run, args=(ready, failed), name="lcweek-data")
        self._thread.start()

    def submit(self, task: Callable[[AppContext], T], done: Callable[[T], None], failed: Failed) -> None:
        """Run `task` after those before it, then `done` with its value, or `failed` with what it raised."""

        def job(context: AppContext) -> bool:
            try:
                value = task(context)
            except Exception as error:
                self._answer(failed, error)
            else:
                self._answer(done, value)
            return False

        self._jobs.put(job)

    def walk(
        self,
        steps: Callable[[AppContext], Iterator[T]],
        each: Callable[[T], None],
        done: Callable[[], None],
        failed: Failed,
    ) -> Cancel:
        """Run long work step by step; between two steps other tasks have their turn. `each` is given what a
        step yields; `done` is called after the last one, also when the work was cancelled."""
        cancel = Cancel()
        started: list[Iterator[T]] = []

        def job(context: AppContext) -> bool:
            try:
                if not started:
                    started.append(steps(context))
                if cancel.asked:
                    _end(started[0])
                    raise StopIteration
                self._answer(each, next(started[0]))
            except StopIteration:
                self._answer(done)
                return False
            except Exception as error:
                self._answer(failed, error)
                return False
            return True

        self._jobs.put(job)
        return cancel

    def stop(self) -> None:
        """Finish what is in the queue and let go of the data folder; returns when that is done."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            self._thread = None

    def _answer(self, call: Callable[..., None], *arguments: object) -> None:
        self._answered.emit(lambda: call(*arguments))

    def _run(self, ready: Callable[[], None], failed: Failed) -> None:
        try:
            with self._opened() as context:
                self._answer(ready)
                while (job := self._jobs.get()) is not None:
                    if job(context):
                        self._jobs.put(job)
        except Exception as error:
            self._answer(failed, error)


def _end(steps: Iterator[object]) -> None:
    """Let cancelled work put its things away at once, not when its memory is freed."""
    if isinstance(steps, Generator):
        steps.close()


def _call(answer: Callable[[], None]) -> None:
    answer()
