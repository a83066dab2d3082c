"""The words of every refusal and outcome, by subject; errors.py gives them out."""

from __future__ import annotations

from itertools import chain
from typing import Final

from lcweek_desktop.catalogue import (
    bundles,
    documents,
    entry,
    files,
    forms,
    keys,
    papers,
    receiving,
    store,
    units,
)
from lcweek_desktop.catalogue.problem import Problem

CATALOGUE: Final[dict[str, Problem]] = {
    problem.code: problem
    for problem in chain(
        entry.PROBLEMS,
        forms.PROBLEMS,
        units.PROBLEMS,
        files.PROBLEMS,
        receiving.PROBLEMS,
        store.PROBLEMS,
        bundles.PROBLEMS,
        keys.PROBLEMS,
        papers.PROBLEMS,
        documents.PROBLEMS,
    )
}
