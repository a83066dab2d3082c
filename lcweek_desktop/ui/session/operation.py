"""Work in the background: the one way in which a part of the window reads or changes data.

An operation names what to do, what is shown meanwhile and what becomes of the result. The rest is done here:
a failure is shown with its sentence, a result for a closed page is dropped, and other pages learn what
changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from shiboken6 import Shiboken

from lcweek_desktop.catalogue.verbs import Change, Verb
from lcweek_desktop.errors import KnownError, LcweekError, sentence
from lcweek_desktop.ui.session.worker import CancelToken, Worker
from lcweek_desktop.ui.widgets.progress import ProgressRow

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.context import AppContext

S = TypeVar("S")
"""What work is given: a Workspace, or the AppContext where there is no unit yet."""
T = TypeVar("T")


class StatusDisplay(Protocol):
    """A widget that can say what goes on."""

    def show_status(self, text: str) -> None:
        """Show what is being done, or what was done."""

    def show_failure(self, error: LcweekError) -> None:
        """Show why something could not be done, and what the user can do."""


class Operations(Generic[S]):
    """Starts work in the background for one widget, which shows what becomes of it.

    Work runs on the worker's thread, after everything that was started before it. It imports what it calls
    there (services.py). All other callables run in the window's thread, and not at all once the widget is
    gone. After a KnownError the widget shows its sentence; any other exception is a fault of ours, which is
    also raised in the window's thread, where the program records it (ui/shell/application.py).
    """

    def __init__(
        self,
        display: StatusDisplay,
        worker: Worker,
        subject: Callable[[AppContext], S],
        announce: Callable[[Change], object] = lambda _change: None,
    ) -> None:
        """`subject` gives what work is called with; `announce` tells everyone that data changed."""
        self._display = display
        self._worker = worker
        self._subject = subject
        self._announce = announce

    def for_display(self, display: StatusDisplay) -> Operations[S]:
        """Operations like these for a part of the window that has a status of its own."""
        return Operations(display, self._worker, self._subject, self._announce)

    def read(
        self,
        work: Callable[[S], T],
        done: Callable[[T], object],
        failed: Callable[[], object] = lambda: None,
    ) -> None:
        """Read something and call `done` with it; on failure call `failed`. `work` cannot change the
        database."""

        def read(context: AppContext) -> T:
            with context.store.reading():
                return work(self._subject(context))

        self._submit(read, done, failed)

    def run(
        self,
        verb: Verb,
        work: Callable[[S], T],
        done: Callable[[T], object] = lambda _value: None,
        *,
        failed: Callable[[], object] = lambda: None,
        busy: str = "",
        status: str = "",
    ) -> None:
        """Do what `verb` names, then call `done` with its value and announce what it changed; on failure call
        `failed`. `busy` is shown while it is under way and `status` once it is done, each unless empty."""

        def finish(value: T) -> None:
            if busy or status:
                self._display.show_status(status)
            done(value)
            self._announce_change(verb)

        if busy:
            self._display.show_status(busy)
        self._submit(lambda context: work(self._subject(context)), finish, failed)

    def run_steps(
        self,
        verb: Verb | None,
        steps: Callable[[S], Iterable[T]],
        done: Callable[[list[T], bool], object],
        *,
        each: Callable[[list[T]], object] = lambda _values: None,
        failed: Callable[[list[T]], str] = lambda _values: "",
        progress: ProgressRow | None = None,
    ) -> CancelToken:
        """Do what `verb` names step by step, so that saving has its turn in between. None: only read.

        `each` is called after every step with all values so far. `done` is called at the end with all values
        and whether the work was cancelled; `failed` instead when a step raised, with the values before it,
        and what it returns, a sentence on what is done, stands before the reason. What is done until then
        stays, so both announce what changed. `progress` is the row that the caller started for this work; its
        stop button cancels it, and it is finished before `done` or `failed` is called.
        """
        values: list[T] = []

        def step(value: T) -> None:
            values.append(value)
            each(values)

        def end() -> None:
            if progress is not None:
                progress.finish()

        def finish() -> None:
            end()
            done(values, token.is_cancelled)
            self._announce_change(verb)

        def fail() -> str:
            end()
            said = failed(values)
            self._announce_change(verb)
            return said

        token = self._worker.submit_steps(
            lambda context: steps(self._subject(context)),
            lambda value: self._if_displayed(lambda: step(value)),
            lambda: self._if_displayed(finish),
            lambda error: self._fail(error, fail),
        )
        if progress is not None:
            progress.set_cancel(token.cancel)
        return token

    def show_status(self, text: str) -> None:
        """Let the widget show what is being done, or what was done."""
        self._display.show_status(text)

    def _submit(
        self, task: Callable[[AppContext], T], done: Callable[[T], object], failed: Callable[[], object]
    ) -> None:
        def fail() -> str:
            failed()
            return ""

        self._worker.submit(
            task,
            lambda value: self._if_displayed(lambda: done(value)),
            lambda error: self._fail(error, fail),
        )

    def _if_displayed(self, call: Callable[[], object]) -> None:
        """Call `call` unless the widget is gone, as when another unit was opened meanwhile."""
        if Shiboken.isValid(self._display):
            call()

    def _fail(self, error: Exception, failed: Callable[[], str]) -> None:
        """Show `error` after what `failed` returns, which says what was done before it."""

        def show() -> None:
            done = failed()
            if isinstance(error, LcweekError):
                error.put_after(done)
                self._display.show_failure(error)
            else:
                self._display.show_status(f"{done} {sentence('bug')}".strip())

        self._if_displayed(show)
        if not isinstance(error, KnownError):
            raise error

    def _announce_change(self, verb: Verb | None) -> None:
        if verb is not None and verb.changes is not None:
            self._announce(verb.changes)
