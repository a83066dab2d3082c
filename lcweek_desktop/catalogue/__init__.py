"""The words of every refusal and outcome, in a module for each subject; `errors.py` fills them in. Those of
everything that a person can do are in verbs.py."""

from __future__ import annotations

from itertools import chain
from typing import Final, NamedTuple

from lcweek_desktop.catalogue import (
    assignments,
    backups,
    bundles,
    campaigns,
    collating,
    decisions,
    documents,
    drafts,
    entry,
    files,
    forms,
    handmade,
    keys,
    machine,
    moving,
    opening,
    papers,
    parcels,
    program,
    receipts,
    receiving,
    store,
    units,
    updates,
)


class Problem(NamedTuple):
    """The words for one code; all are `str.format` templates in Vietnamese.

    `sentence` says what happened and to whose data, `next_step` what to do; it may be empty. It names a
    button or a page only where that button stands, and never a command. `next_step_cli` is what to do on the
    command line, empty where that is the same.
    """

    sentence: str
    next_step: str
    next_step_cli: str = ""


_SUBJECTS: Final = (
    *(
        entry,
        forms,
        campaigns,
        units,
        files,
        receiving,
        decisions,
        store,
        backups,
        bundles,
        keys,
        papers,
        parcels,
    ),
    *(
        handmade,
        collating,
        documents,
        drafts,
        assignments,
        machine,
        moving,
        opening,
        program,
        receipts,
        updates,
    ),
)

CATALOGUE: Final[dict[str, Problem]] = {
    code: Problem(*words)
    for code, words in chain.from_iterable(subject.PROBLEMS.items() for subject in _SUBJECTS)
}
"""Every problem by its code, which is stable, for tests, logs and the telephone."""

OF_MACHINE: Final = frozenset({*store.PROBLEMS, *machine.PROBLEMS})
"""The codes of what is the fault of this machine, not of the file or the entry at hand."""
