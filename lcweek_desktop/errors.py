"""The errors of the program: a code, what a person reads, and whose fault it is.

A problem has a code (stable, for tests, logs and the telephone), a Vietnamese sentence that says what
happened and to whose data, and the next step. The words are in `catalogue`; the context is given where the
error is raised, so the command line and the window show the same.
"""

from __future__ import annotations

from lcweek_desktop.catalogue import CATALOGUE as CATALOGUE


class LcweekError(Exception):
    """Base of both kinds; `code` names the problem, `message` is what a person reads."""

    def __init__(self, code: str, /, **context: object) -> None:
        problem = CATALOGUE[code]
        self.code = code
        self.context = context
        self.sentence = problem.sentence.format(**context)
        self.next_step = problem.next_step.format(**context)
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """Sentence and next step, as shown to a person."""
        return f"{self.sentence} {self.next_step}".strip()


class KnownError(LcweekError):
    """The world's fault (a damaged file, a full disk, a wrong entry): tell the person, go on."""


class BugError(LcweekError):
    """Ours: something the program promised does not hold. The data on disk stays as it was."""


def sentence(code: str, /, **context: object) -> str:
    """What the catalogue says of `code`, for an outcome that is no error."""
    problem = CATALOGUE[code]
    return f"{problem.sentence} {problem.next_step}".format(**context).strip()
