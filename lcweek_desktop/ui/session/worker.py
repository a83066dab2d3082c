"""The thread that owns the data folder: it saves, prints and receives, one task after another.

The window never waits for it. A task gets the AppContext and returns a value, and what is to be done with the
value runs in the window's thread. The value may be any Python object. Pages do not call the worker: they
start operations (operation.py), which see to it that a failure is shown.

What a task and the callables beside it hold, such as pages and dialogs, is let go in the window's thread:
where the last reference goes, PySide takes signals apart, in a table without a lock (docs/adr/0109).
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.context import AppContext

T = TypeVar("T")

ErrorHandler: TypeAlias = Callable[[Exception], None]
"""A function that is called in the window's thread with the exception that a task raised."""
_Job: TypeAlias = "Callable[[AppContext], bool]"
"""A function that does one step and returns whether there are more; it is then queued again, at the end."""


class CancelToken:
    """Asks work in steps to end after its current step."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to end. What is done already stays."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the work was asked to end; it may have ended by itself all the same."""
        return self._cancelled.is_set()


class Worker(QObject):
    """Runs tasks on a thread of its own, in the order in which they were submitted."""

    # A callable without arguments, which the window's thread then calls.
    _answered = Signal(object)

    def __init__(
        self, open_context: Callable[[], AbstractContextManager[AppContext]], parent: QObject | None = None
    ) -> None:
        """`open_context` opens the data folder; it is called and left on the worker's thread."""
        super().__init__(parent)
        self._open_context = open_context
        self._jobs: SimpleQueue[int | None] = SimpleQueue()
        self._kept: dict[int, _Job] = {}
        self._numbers = itertools.count()
        self._opening: tuple[object, ...] = ()
        self._thread: threading.Thread | None = None
        self._answered.connect(_call, Qt.ConnectionType.QueuedConnection)

    def start(
        self, ready: Callable[[], None], failed: ErrorHandler, first: Callable[[], object] = lambda: None
    ) -> None:
        """Call `first` while the data folder is closed and open it, both on the worker's thread; then call
        `ready`, or `failed` with the reason why one of them was not possible."""
        self._opening = ready, failed, first  # the thread is not the last that holds them
        self._thread = threading.Thread(target=self._run, args=(ready, failed, first), name="lcweek-data")
        self._thread.start()

    def submit(
        self, task: Callable[[AppContext], T], done: Callable[[T], object], failed: ErrorHandler
    ) -> None:
        """Run `task` after those before it, then call `done` with its value or `failed` with what it
        raised."""

        def job(context: AppContext) -> bool:
            try:
                value = task(context)
            except Exception as error:
                self._answer(failed, error)
            else:
                self._answer(done, value)
            return False

        self._queue(job)

    def submit_steps(
        self,
        steps: Callable[[AppContext], Iterable[T]],
        each: Callable[[T], object],
        done: Callable[[], object],
        failed: ErrorHandler,
    ) -> CancelToken:
        """Run long work step by step, so that other tasks have their turn in between.

        `each` is called with what a step yields, `done` after the last step, also when the work was
        cancelled, and `failed` instead of it when a step raised.
        """
        token = CancelToken()
        started: list[Iterator[T]] = []

        def job(context: AppContext) -> bool:
            try:
                if token.is_cancelled:
                    _close(started)
                    raise StopIteration
                if not started:
                    started.append(iter(steps(context)))
                self._answer(each, next(started[0]))
            except StopIteration:
                self._answer(done)
                return False
            except Exception as error:
                self._answer(failed, error)
                return False
            return True

        self._queue(job)
        return token

    def wait(self, seconds: float) -> bool:
        """Have everything that is in the queue done and answered now, in the window's thread; of work in
        steps, the step that is due. Returns False where that takes more than `seconds`."""
        done = threading.Event()

        def mark(_context: AppContext) -> bool:
            done.set()
            return False

        if self._thread is not None and self._thread.is_alive():
            self._queue(mark)
            if not done.wait(seconds):
                return False
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)
        return True

    def stop(self) -> None:
        """Finish everything in the queue and close the data folder. Returns when that is done."""
        self.stop_later()()

    def stop_later(self) -> Callable[[], object]:
        """Let everything in the queue be finished and the data folder be closed. Returns what waits for that,
        on whatever thread; the worker has to be kept until then."""
        thread, self._thread = self._thread, None
        if thread is None:
            return lambda: None
        self._jobs.put(None)
        return thread.join

    def _queue(self, job: _Job) -> None:
        """Let `job` be done, and keep it until the window's thread lets go of it; the worker's has its
        number."""
        number = next(self._numbers)
        self._kept[number] = job
        self._jobs.put(number)

    def _answer(self, call: Callable[..., object], *arguments: object) -> None:
        self._answered.emit(lambda: call(*arguments))

    def _run(self, ready: Callable[[], None], failed: ErrorHandler, first: Callable[[], object]) -> None:
        try:
            first()
            with self._open_context() as context:
                self._answer(ready)
                while (number := self._jobs.get()) is not None:
                    if self._kept[number](context):
                        self._jobs.put(number)
                    else:
                        self._answer(self._kept.pop, number)
        except Exception as error:
            self._answer(failed, error)


def _close(steps: Iterable[object]) -> None:
    """Let cancelled work release what it holds at once, not when its memory is freed."""
    for each in steps:
        if isinstance(each, Generator):
            each.close()


def _call(answer: Callable[[], object]) -> None:
    answer()
