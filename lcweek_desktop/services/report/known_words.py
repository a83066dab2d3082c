"""The words that a text may have although they are no Vietnamese syllables: loan words, names of units."""

from __future__ import annotations

from functools import cache
from itertools import chain

from lcweek_desktop.domain.spelling import key_of, names_in
from lcweek_desktop.paths import resources_dir
from lcweek_desktop.services.workspace.workspace import Workspace


def known_words(workspace: Workspace) -> frozenset[str]:
    """All such words, as `domain.spelling` compares them: those that come with the program, and those in the
    names of the units of the workspace's directory and of the unit itself."""
    units = (workspace.unit, *workspace.directory.units.values())
    return loan_words().union(chain.from_iterable(names_in(unit.name) for unit in units))


@cache
def loan_words() -> frozenset[str]:
    """The words of resources/words/loan-words.txt."""
    lines = (resources_dir() / "words" / "loan-words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(key_of(word) for line in lines if not line.startswith("#") for word in line.split())
