"""The words of every refusal and outcome, in a module for each subject; `errors.py` fills them in. Those of
everything that a person can do are in verbs.py."""

from __future__ import annotations

from itertools import chain
from typing import Final, NamedTuple

from lcweek_desktop.catalogue import (
    backups,
    bundles,
    documents,
    entry,
    files,
    forms,
    keys,
    machines,
    papers,
    receiving,
    store,
    units,
)


class Problem(NamedTuple):
    """The words for one code; both are `str.format` templates in Vietnamese.

    `sentence` says what happened and to whose data, `next_step` what to do; it may be empty.
    """

    sentence: str
    next_step: str


_SUBJECTS: Final = (
    entry,
    forms,
    units,
    files,
    receiving,
    store,
    backups,
    bundles,
    keys,
    papers,
    documents,
    machines,
)

CATALOGUE: Final[dict[str, Problem]] = {
    code: Problem(*words)
    for code, words in chain.from_iterable(subject.PROBLEMS.items() for subject in _SUBJECTS)
}
"""Every problem by its code, which is stable, for tests, logs and the telephone."""
