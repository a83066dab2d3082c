"""Where a paragraph of a narrative was taken from: the words of a member's report, which never change.

Source: docs/bundle-format.md, Sources; docs/adr/0170-a-paragraph-carries-its-sources.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, TypeAlias

from lcweek_desktop.domain.form_keys import HeadingKey
from lcweek_desktop.domain.unit import UnitId

MAX_SOURCES: Final = 2_000
"""The most sources of one paragraph, list item or table."""


@dataclass(frozen=True, order=True)
class Source:
    """What a member wrote. `words` are a paragraph, a list item or the row of a table, whose cells " | "
    parts, under `heading`, with the member's numbers, in the report with `fingerprint` (64 hex digits);
    `name` is that of the unit then."""

    unit: UnitId
    name: str
    revision: int
    fingerprint: str
    heading: HeadingKey
    words: str


Sources: TypeAlias = tuple[Source, ...]
"""The sources of a paragraph, none of them twice, in their order."""


class Origin(Enum):
    """How a paragraph of a report came about."""

    OWN = auto()
    QUOTED = auto()
    """Taken from one source, as it stands there or edited since."""
    CONDENSED = auto()
    """Written from several sources."""


def origin(sources: Sources) -> Origin:
    """How a paragraph with `sources` came about."""
    match len(sources):
        case 0:
            return Origin.OWN
        case 1:
            return Origin.QUOTED
    return Origin.CONDENSED


def joined_sources(*several: Sources) -> Sources:
    """The sources of paragraphs that became one."""
    return tuple(sorted({source for sources in several for source in sources}))
