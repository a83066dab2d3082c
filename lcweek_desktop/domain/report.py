"""What a unit reports: figures, own lines, narrative, photos, accepted warnings; and a frozen revision of it.

Everything here is immutable; an edit makes a new Content. Source: docs/form-and-rules.md, Phụ lục II;
docs/form-and-rules.md, Phụ lục I; docs/merging.md, Freezing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias, TypeVar

from lcweek_desktop.domain.form import CampaignId, Cell, Form, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.narrative import Text
from lcweek_desktop.domain.unit import Unit, UnitCode

_K = TypeVar("_K")
_V = TypeVar("_V")

MAX_PHOTOS: Final = 40
"""The most photos in one report (docs/form-and-rules.md, Photos)."""

Figures: TypeAlias = Mapping[Cell, int]
"""The numbers of filled cells: a cell that is absent is blank. Computed cells are never in it."""


@dataclass(frozen=True)
class OwnLine:
    """A line that the unit added under row 11.

    `unit` is the unit of measurement as printed, and `values` has the filled measures only. `label` is empty
    in a report that came as a paper code alone.
    """

    label: str
    unit: str = ""
    values: Mapping[MeasureKey, int] = field(default_factory=lambda: MappingProxyType({}))
    note: str = ""

    @property
    def named(self) -> OwnLine:
        """This line; where the label is missing because paper does not carry it, with words that say so."""
        return self if self.label else replace(self, label="Hoạt động đọc từ bản giấy")


@dataclass(frozen=True)
class Photo:
    """A photo, known by the SHA-256 (hex) of its re-encoded JPEG; `row` is the activity it shows, if any."""

    sha256: str
    caption: str = ""
    row: RowKey | None = None


@dataclass(frozen=True)
class Acceptance:
    """A warning that a person accepted: the check's key, the place (`Finding.place`), the reason given."""

    check: str
    place: str
    reason: str


@dataclass(frozen=True)
class Content:
    """What a unit enters for one campaign. The fingerprint of a report covers it, but not the sign-off."""

    figures: Figures = field(default_factory=lambda: MappingProxyType({}))
    notes: Mapping[RowKey, str] = field(default_factory=lambda: MappingProxyType({}))
    own_lines: tuple[OwnLine, ...] = ()
    narrative: Mapping[HeadingKey, Text] = field(default_factory=lambda: MappingProxyType({}))
    photos: tuple[Photo, ...] = ()
    accepted: tuple[Acceptance, ...] = ()

    def with_figure(self, cell: Cell, value: int | None) -> Content:
        """A copy in which `cell` has `value`; None makes it blank."""
        return replace(self, figures=_with(self.figures, cell, value))

    def with_note(self, row: RowKey, note: str) -> Content:
        """A copy in which `row` has `note`; an empty one removes it."""
        return replace(self, notes=_with(self.notes, row, note or None))

    def under(self, headings: Iterable[HeadingKey]) -> Content:
        """A copy whose narrative is only that under `headings`."""
        kept = {key: self.narrative[key] for key in headings if key in self.narrative}
        return replace(self, narrative=MappingProxyType(kept))

    def with_text(self, heading: HeadingKey, text: Text) -> Content:
        """A copy in which `heading` has `text`; an empty one removes it."""
        return replace(self, narrative=_with(self.narrative, heading, text or None))


@dataclass(frozen=True)
class SignOff:
    """What the office writes when it signs the report; the fingerprint does not cover it.

    A field that is None takes the default of the unit's level; an empty text or tuple leaves the line out.
    `date` is an ISO date or empty. Where `number` or `date` is empty, dots are printed.
    """

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


@dataclass(frozen=True)
class Draft:
    """What a unit is working on."""

    content: Content
    signoff: SignOff = field(default_factory=SignOff)


class Counted(StrEnum):
    """Whether a member's figures are in the sums of its roll-up and, if not, why.

    A DOUBLE is counted elsewhere in the roll-up, a DECISION waits for a person, and of a CONFLICT several
    reports claim to be the same revision.
    """

    COUNTED = "counted"
    DOUBLE = "double"
    DECISION = "decision"
    CONFLICT = "conflict"


class FormerKey(NamedTuple):
    """A public key with which a unit signed before or elsewhere, and the code under which it did."""

    code: UnitCode
    key: str


@dataclass(frozen=True)
class Member:
    """A report inside a roll-up: the unit, the revision, the signed figures, and its own members in turn.

    `figures` are the member's sums, which are its own figures if it has no members. If it has members,
    `own_greatest` is what it entered itself in the cells that roll up to their greatest number, which its
    sums do not tell; otherwise it is empty. `paper` is the payload of
    its paper code with the signature, from which the same figures can be read. `key` is the public key that
    signed it, in minisign's base64. `on_behalf` says that the receiver typed it from paper. `deducted` is as
    in Report. `signed_code` is the code that the unit reports under where its receiver lists it under another
    one, and None where it is that of `unit`. `replaced` are the keys, sorted, that the receiver found to be
    replaced by `key`, and `key` itself under another code that the unit was found to have. `provisional` says
    that it counts there although nobody has compared `key` with paper. `form` is the form
    by which its report was made, another edition's than that of who holds the member; None where they are
    one. All its numbers are in cells of that form, and its own members are held by that form.

    Of a report that came as a paper code alone, `fingerprint` is the hex of the 10 bytes that paper carries.
    Such a member has no members itself. Its own lines have no labels, and there are none where the paper had
    room for a digest only.
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
    signed_code: UnitCode | None = None
    own_greatest: Figures = field(default_factory=lambda: MappingProxyType({}))
    replaced: tuple[FormerKey, ...] = ()
    provisional: bool = False
    form: Form | None = None

    @property
    def reported_code(self) -> UnitCode:
        """The code that its report and its payload carry."""
        return self.signed_code or self.unit.code


@dataclass(frozen=True)
class Report:
    """A frozen revision of a unit's report.

    `previous` is the fingerprint of the revision before it, None for the first. The sums of the report are
    its own figures together with those of its counted members, without those of `deducted`: paths of unit
    codes, from a member down, to units that a counted member's figures contain but that are counted elsewhere
    (docs/merging.md, A unit once). `apart` are sets of codes, each sorted, of units that look alike and that
    a person found to be different ones; there are none in a report without members.
    """

    unit: Unit
    campaign: CampaignId
    form_hash: str
    revision: int
    previous: str | None
    content: Content
    members: tuple[Member, ...] = ()
    deducted: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()


def _with(mapping: Mapping[_K, _V], key: _K, value: _V | None) -> Mapping[_K, _V]:
    changed = dict(mapping)
    if value is None:
        changed.pop(key, None)
    else:
        changed[key] = value
    return MappingProxyType(changed)
