"""A heading of the narrative as the form says it: its words, its levels, what is written under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, NamedTuple

from lcweek_desktop.domain.form_keys import HeadingKey, LevelKey


class HeadingWords(NamedTuple):
    """The number and the title of a heading."""

    number: str
    title: str


@dataclass(frozen=True)
class DocumentWords:
    """How the documents issued are listed under a heading: by a `sentence` with `{count}`, their number, and
    a table below it. The others head its columns, in this order: type and number, date, issuer, subject."""

    COLUMNS: ClassVar = ("name", "date", "issuer", "subject")
    """The names of the fields that head columns."""

    sentence: str
    name: str
    date: str
    issuer: str
    subject: str

    @property
    def columns(self) -> tuple[str, ...]:
        """What stands in the head of the table."""
        return self.name, self.date, self.issuer, self.subject


@dataclass(frozen=True)
class Heading:
    """A heading of the narrative.

    `has_text` is False where nothing is written directly under it (I, II, III). `guidance` has the plan's
    lines on what to write. `parent` is the heading that this one stands under, None at the top. Only reports
    of units of `levels` have the heading; None means those of every level. `at` has its words at levels that
    call it otherwise. `is_part` prints the number on a line of its own, centred ("PHẦN A"), and the title
    below it. `figures_in_words` says that the figures may be told in words under it, `documents` how
    the documents issued are listed there; None where they are not.
    """

    key: HeadingKey
    number: str
    title: str
    has_text: bool
    guidance: tuple[str, ...] = ()
    parent: HeadingKey | None = None
    levels: frozenset[LevelKey] | None = None
    at: Mapping[LevelKey, HeadingWords] = field(default_factory=dict)
    is_part: bool = False
    figures_in_words: bool = False
    documents: DocumentWords | None = None

    @property
    def name(self) -> str:
        """The number and the title as they are printed: "1. Ưu điểm", "a) Trong trường"."""
        dot = "." if self.number[-1:].isalnum() else ""
        return f"{self.number}{dot} {self.title}".strip()

    def is_at(self, level: LevelKey) -> bool:
        """Whether reports of units of `level` have the heading."""
        return self.levels is None or level in self.levels

    def at_level(self, level: LevelKey) -> Heading:
        """The heading with its words at `level`."""
        return replace(self, **self.at[level]._asdict()) if level in self.at else self
