"""What became of a text, word by word, so that a person sees at once what differs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum, auto
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

_WORDS: Final = re.compile(r"\s+|[^\s]+")
_MOST: Final = 2_000
"""The most words that are compared with each other; longer passages differ as a whole. Each comparison takes
up to the square of it."""


class Kind(Enum):
    """What became of a run of words."""

    KEPT = auto()
    REMOVED = auto()
    ADDED = auto()


class Change(NamedTuple):
    """A run of words, with the spaces and line ends in it, and what became of it."""

    kind: Kind
    text: str


_Replaced: TypeAlias = Callable[[str, str], Iterator[Change]]


def word_changes(before: str, after: str) -> tuple[Change, ...]:
    """How `before` became `after`: what was kept or removed gives `before`, what was kept or added
    `after`."""
    changes = _between(before.splitlines(keepends=True), after.splitlines(keepends=True), _in_lines)
    joined = (
        Change(kind, "".join(change.text for change in run))
        for kind, run in groupby(changes, key=lambda change: change.kind)
    )
    return tuple(_in_phrases([change for change in joined if change.text]))


def _in_phrases(changes: Sequence[Change]) -> Iterator[Change]:
    """`changes` with the words that go one after the other as one run, and so those that come: the space
    between them belongs to both."""
    removed = added = ""
    for place, change in enumerate(changes):
        match change.kind:
            case Kind.REMOVED:
                removed += change.text
            case Kind.ADDED:
                added += change.text
            case Kind.KEPT if (removed or added) and change.text.isspace() and place < len(changes) - 1:
                removed, added = removed + change.text, added + change.text
            case Kind.KEPT:
                yield from _replaced(removed, added)
                removed = added = ""
                yield change
    yield from _replaced(removed, added)


def _in_lines(before: str, after: str) -> Iterator[Change]:
    """The changes in lines that are not the same."""
    words, others = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(words), len(others)) > _MOST:
        return _replaced(before, after)
    return _between(words, others, _replaced)


def _replaced(before: str, after: str) -> Iterator[Change]:
    if before:
        yield Change(Kind.REMOVED, before)
    if after:
        yield Change(Kind.ADDED, after)


def _between(before: Sequence[str], after: Sequence[str], replaced: _Replaced) -> Iterator[Change]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        old, new = "".join(before[start:end]), "".join(after[other_start:other_end])
        if tag == "equal":
            yield Change(Kind.KEPT, old)
        else:
            yield from replaced(old, new)
