"""What a unit reports (figures, own lines, narrative, photos, accepted warnings) and a frozen revision of it.

Everything here is immutable; an edit makes a new Content. Source: forms-and-rules.md; bundle.md, Chốt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar

from lcweek_desktop.domain.form import CampaignId, Cell, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.narrative import Text
from lcweek_desktop.domain.unit import Unit

K = TypeVar("K")
V = TypeVar("V")

MAX_PHOTOS: Final = 40
"""A report has no more photos (docs/form-and-rules.md, Photos)."""

Figures: TypeAlias = Mapping[Cell, int]
"""Filled cells only: an absent cell is blank. Holds open cells and typed totals, never computed ones."""


@dataclass(frozen=True)
class OwnLine:
    """A line of the unit's own under row 11. `values` holds filled measures only. `label` is empty in a
    report that came as a paper code alone."""

    label: str
    unit: str = ""
    values: Mapping[MeasureKey, int] = field(default_factory=lambda: MappingProxyType({}))
    note: str = ""

    @property
    def named(self) -> OwnLine:
        """With words in place of a label that paper did not carry."""
        return self if self.label else replace(self, label="Hoạt động đọc từ bản giấy")


@dataclass(frozen=True)
class Photo:
    """A photo by the SHA-256 (hex) of its re-encoded JPEG; `row` is the activity it shows, or None."""

    sha256: str
    caption: str = ""
    row: RowKey | None = None


@dataclass(frozen=True)
class Acceptance:
    """A warning that was seen and accepted: the check's key, where (`Finding.place`), the reason."""

    check: str
    place: str
    reason: str


@dataclass(frozen=True)
class Content:
    """What a person enters for one campaign; the part of a report that its fingerprint covers."""

    figures: Figures = field(default_factory=lambda: MappingProxyType({}))
    notes: Mapping[RowKey, str] = field(default_factory=lambda: MappingProxyType({}))
    own_lines: tuple[OwnLine, ...] = ()
    narrative: Mapping[HeadingKey, Text] = field(default_factory=lambda: MappingProxyType({}))
    photos: tuple[Photo, ...] = ()
    accepted: tuple[Acceptance, ...] = ()

    def with_figure(self, cell: Cell, value: int | None) -> Content:
        """A copy with `cell` set; None makes it blank."""
        return replace(self, figures=_with(self.figures, cell, value))

    def with_note(self, row: RowKey, note: str) -> Content:
        return replace(self, notes=_with(self.notes, row, note or None))

    def with_text(self, heading: HeadingKey, text: Text) -> Content:
        return replace(self, narrative=_with(self.narrative, heading, text or None))


@dataclass(frozen=True)
class SignOff:
    """What the office writes at signing; outside the fingerprint. None: take the default of the unit's
    level; the empty text or tuple: leave it out. `number` and `date` (ISO) blank print dotted."""

    superior: str | None = None
    issuer: str | None = None
    abbreviation: str | None = None
    place: str | None = None
    opening: str | None = None
    closing: str | None = None
    date: str = ""
    number: str = ""
    title: tuple[str, ...] | None = None
    name: str = ""
    recipients: tuple[str, ...] | None = None


class Counted(StrEnum):
    """Whether a member is in its roll-up's sums, or why not."""

    COUNTED = "counted"
    DOUBLE = "double"
    DECISION = "decision"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Member:
    """A report inside a roll-up: who, which revision, the signed figures, and its own members in turn.

    `figures` are the member's sums (its own figures for a unit without members); `paper` is its paper code's
    payload with signature, from which the same figures are read; `key` the public key that signed it
    (minisign base64). `on_behalf`: typed from paper by the receiver. `deducted` as in Report.

    Of a report that came as a paper code alone, `fingerprint` is the 10 bytes that paper carries, in hex; it
    has no members, its own lines no labels, and no lines at all where paper had room for a digest only.
    """

    unit: Unit
    revision: int
    fingerprint: str
    key: str
    paper: bytes
    figures: Figures
    counted: Counted = Counted.COUNTED
    on_behalf: bool = False
    own_lines: tuple[OwnLine, ...] = ()
    members: tuple[Member, ...] = ()
    deducted: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Report:
    """A frozen revision. `previous` is the fingerprint of the revision before, None for the first.

    Its sums are own figures + counted members − `deducted`: paths of unit codes (a member, then down) that a
    counted member's figures hold but that are counted elsewhere; see docs/adr on doubles.
    """

    unit: Unit
    campaign: CampaignId
    form_hash: str
    revision: int
    previous: str | None
    content: Content
    members: tuple[Member, ...] = ()
    deducted: tuple[tuple[str, ...], ...] = ()


def _with(mapping: Mapping[K, V], key: K, value: V | None) -> Mapping[K, V]:
    changed = dict(mapping)
    if value is None:
        changed.pop(key, None)
    else:
        changed[key] = value
    return MappingProxyType(changed)
