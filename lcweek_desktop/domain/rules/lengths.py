"""Rules about how long texts are: a check `note-too-long` and so on for each kind of text (lengths.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lcweek_desktop.domain import lengths
from lcweek_desktop.domain.form import CheckOptions, HeadingKey, RowKey
from lcweek_desktop.domain.lengths import CONTENT_LENGTHS, Excess
from lcweek_desktop.domain.rules.rule import (
    CheckInput,
    RuleFunction,
    Violation,
    own_line_name,
    row_name,
    rule,
)
from lcweek_desktop.domain.text import inside_quotes
from lcweek_desktop.domain.values import format_count

_Find = Callable[[CheckInput], Iterator[Excess]]


def _in_content(kind: str) -> _Find:
    return lambda case: CONTENT_LENGTHS[kind](case.content)


_KINDS: Final[dict[str, _Find]] = {
    **{kind: _in_content(kind) for kind in CONTENT_LENGTHS},
    "signoff": lambda case: lengths.signoff_excesses(case.signoff),
    "unit-name": lambda case: lengths.name_excesses(case.unit.name),
}


def _too_long(find: _Find) -> RuleFunction:
    def run(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
        for excess in find(case):
            numbers = {"length": format_count(excess.length), "limit": format_count(excess.limit)}
            yield Violation(excess.place, {"name": _name(case, excess.place), **numbers})

    return run


def _name(case: CheckInput, place: str) -> str:
    """The row, own line, heading or photo at `place`; empty at any other place."""
    kind, _, key = place.replace("/", ":").partition(":")
    match kind:
        case "note":
            return row_name(case.form.row_by_key[RowKey(key)])
        case "own_lines":
            return own_line_name(case, int(key))
        case "narrative":
            heading = case.form.heading_by_key[HeadingKey(key)]
            return inside_quotes(heading.at_level(case.unit.level).name)
        case "photo":
            return str(int(key) + 1)
    return ""


for _kind, _find in _KINDS.items():
    rule(f"{_kind}-too-long", fields="name length limit")(_too_long(_find))
