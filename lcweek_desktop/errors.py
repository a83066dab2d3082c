"""The errors of the program: each has a code, a message for people, and a kind that says whose fault it is.

The code is stable, for tests, logs and the telephone. The message is a Vietnamese sentence that says what
happened and to whose data, followed by the next step. Its words are in `catalogue` and its context is given
where the error is raised, so the command line and the window show the same. Only the next step may differ, as
one has commands and the other buttons.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final

from lcweek_desktop.catalogue import CATALOGUE, OF_MACHINE, Problem
from lcweek_desktop.catalogue.system import REASONS

_LONGEST_PATH: Final = 259
_LONGEST_NAME: Final = 255
"""Letters of Windows, unless its administrator allows longer paths."""

_ON_COMMAND_LINE: Final = ContextVar("on_command_line", default=False)


@contextmanager
def on_command_line() -> Iterator[None]:
    """Let next steps speak of commands within the block; otherwise they speak of the window."""
    token = _ON_COMMAND_LINE.set(True)
    try:
        yield
    finally:
        _ON_COMMAND_LINE.reset(token)


class LcweekError(Exception):
    """The base of all errors of the catalogue.

    `code` is a code of the catalogue, and `context` has the values of the placeholders of its two templates.
    `sentence` and `next_step` are the filled templates.
    """

    def __init__(self, code: str, /, **context: object) -> None:
        problem = CATALOGUE[code]
        self.code = code
        self.context = context
        self.sentence = problem.sentence.format(**context)
        self.next_step = _next_step(problem).format(**context)
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The sentence and the next step, as they are shown to a person."""
        return f"{self.sentence} {self.next_step}".strip()

    def put_after(self, done: str) -> None:
        """Let the sentence begin with `done`, which says what was done before; empty for nothing."""
        self.sentence = f"{done} {self.sentence}".strip()


class KnownError(LcweekError):
    """Not the program's fault: a damaged file, a full disk, a wrong entry. The person is told and goes on."""

    @property
    def is_of_machine(self) -> bool:
        """Whether it is no fault of the file or the entry at hand, but of this machine: its disk is full, it
        may not write, its data are damaged. The same file can be taken later."""
        return self.code in OF_MACHINE


class BugError(LcweekError):
    """The program's own fault: something that it promises does not hold. Data on disk are as before."""


def system_reason(error: OSError) -> str:
    """Why the system refused, in Vietnamese where the number of `error` is known, otherwise in its words."""
    number = errno.ENAMETOOLONG if is_of_length(error) else error.errno
    return REASONS.get(number or 0) or error.strerror or str(error)


def is_of_length(error: OSError) -> bool:
    """Whether the system refused a path for its length.

    Windows says of such a path that it is not there, or that it is no name.
    """
    if error.errno not in (errno.ENOENT, errno.EINVAL):
        return error.errno == errno.ENAMETOOLONG
    paths = (error.filename, error.filename2)
    return any(isinstance(path, str) and is_too_long(Path(path)) for path in paths)


def is_too_long(path: Path) -> bool:
    """Whether this system takes no path of so many letters, or no such name in it. False where only the file
    system knows."""
    if sys.platform != "win32":
        return False
    return len(str(path)) > _LONGEST_PATH or any(len(name) > _LONGEST_NAME for name in path.parts)


def sentence(code: str, /, **context: object) -> str:
    """The message of `code`, filled with `context`, for an outcome that is not an error."""
    problem = CATALOGUE[code]
    return f"{problem.sentence} {_next_step(problem)}".format(**context).strip()


def _next_step(problem: Problem) -> str:
    return (_ON_COMMAND_LINE.get() and problem.next_step_cli) or problem.next_step
