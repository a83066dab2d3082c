"""An assignment: the signed file by which a receiver gives a unit below it its code, place and terms.

Source: docs/bundle-format.md, Assignment; docs/adr/0156-assignments.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from lcweek_desktop import __version__
from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.assignment_manifest import (
    ASSIGNMENT,
    CAMPAIGN,
    DIRECTORY,
    AssignmentManifest,
    assignment_manifest_from_json,
)
from lcweek_desktop.bundle.campaign import CampaignFile, read_campaign_file
from lcweek_desktop.bundle.keys import PublicKey, SigningKey
from lcweek_desktop.bundle.signed_container import (
    Part,
    json_of,
    listed_parts,
    malformed,
    read_signed_container,
    write_signed_container,
)
from lcweek_desktop.domain.canonical import Json, canonical_json
from lcweek_desktop.domain.codec import MalformedError
from lcweek_desktop.domain.codec.strict import (
    code,
    integer,
    iso_date,
    list_of,
    nonempty_text,
    nullable,
    object_with_keys,
    text,
)
from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.domain.lengths import MAX_LINE
from lcweek_desktop.domain.terms import Deadline, Terms
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, UnitId
from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.formdefs import directory_bytes, read_directory

_PROGRAM: Final = f"lcweek {__version__}"
_OTHER_KINDS: Final = (
    "assignment-not-report",
    "draft-not-report",
    "receipt-not-report",
    "report-not-campaign",
)
"""What is said of a bundle that is no campaign."""


class Giver(NamedTuple):
    """A unit above the recipient, and a public key under which it may give the next assignment."""

    unit: UnitCode
    key: PublicKey


class KnownUnit(NamedTuple):
    """What the giver knows of the recipient, or of a unit below it.

    `keys` are those that a person confirmed, `revision` is the highest that came under one of them, 0 for
    none, and `restored` how often the unit's data had been put back by then.
    """

    unit: UnitCode
    keys: tuple[PublicKey, ...]
    revision: int
    restored: int


class Place(NamedTuple):
    """The recipient, by the `form` by which it reports, and the `directory` of all above and below it."""

    unit: Unit
    directory: Directory
    form: Form


@dataclass(frozen=True)
class AssignmentContent:
    """What a giver says: its terms, who may give the next assignment, itself first, and what it knows of the
    recipient and the units below, ordered by code."""

    terms: Terms
    givers: tuple[Giver, ...]
    known: tuple[KnownUnit, ...]

    def to_bytes(self) -> bytes:
        """The content of `assignment.json`, canonical JSON."""
        deadline = self.terms.deadline
        due: Json = None if deadline is None else {"day": deadline.day.isoformat(), "text": deadline.text}
        known: list[Json] = [
            {
                "keys": [key.base64 for key in each.keys],
                "restored": each.restored,
                "revision": each.revision,
                "unit": each.unit,
            }
            for each in self.known
        ]
        return canonical_json(
            {
                "deadline": due,
                "givers": [{"key": each.key.base64, "unit": each.unit} for each in self.givers],
                "known": known,
                "note": self.terms.note,
            }
        )


@dataclass(frozen=True)
class AssignmentFile:
    """An assignment that was read and found valid.

    `key` is the giver's. `place` is None when the file encloses no campaign and the program does not know its
    form: the directory was then not checked. `campaign` is the enclosed campaign, which `campaign_bytes` are;
    None and empty where there is none.
    """

    manifest: AssignmentManifest
    key: PublicKey
    content: AssignmentContent
    place: Place | None
    campaign: CampaignFile | None
    campaign_bytes: bytes

    @property
    def recipient(self) -> UnitId:
        """The unit that is assigned its place."""
        return UnitId(self.manifest.unit.edition, self.manifest.recipient)

    def known(self, unit: UnitCode) -> KnownUnit:
        """What the giver knows of `unit`."""
        found = (each for each in self.content.known if each.unit == unit)
        return next(found, KnownUnit(unit, (), 0, 0))


def read_assignment_file(
    data: bytes, forms: Mapping[CampaignId, Form], editions: Mapping[CampaignId, Mapping[str, Form]]
) -> AssignmentFile:
    """The assignment that `data` is, which keeps every rule of the format.

    `forms` are those of the campaigns as they are now, `editions` the others that each had, by their hashes.
    Raises KnownError with a `bundle-…` or `key-…` code at the first rule that is broken, and
    `report-not-assignment` for another kind that can be read.
    """
    opened = read_signed_container(data)
    with malformed("bundle-manifest"):
        manifest = assignment_manifest_from_json(opened.manifest)
    if opened.comment != manifest.comment():
        raise KnownError("bundle-signature")
    parts = {name: bytes(part) for name, part in listed_parts(manifest.entries, opened.entries, _cap).items()}
    value = json_of("bundle-assignment", parts[ASSIGNMENT], caps.MAX_DEPTH)
    with malformed("bundle-assignment"):
        content = _content(value)
        _refuse_other_giver(content, manifest)
    campaign = _enclosed(parts.get(CAMPAIGN), manifest)
    form = _known_form(manifest, forms, editions) if campaign is None else campaign.form
    place = None if form is None else _place(parts[DIRECTORY], form, manifest, content)
    return AssignmentFile(manifest, opened.key, content, place, campaign, parts.get(CAMPAIGN, b""))


def write_assignment_file(
    place: Place,
    giver: UnitId,
    content: AssignmentContent,
    issue: int,
    key: SigningKey,
    campaign: bytes = b"",
    program: str = _PROGRAM,
) -> bytes:
    """The assignment of `place` by `giver`; the same bytes for the same arguments, everywhere.

    `campaign` are the bytes of the publisher's campaign file, empty to enclose none. Raises as
    `read_assignment_file` for what a reader would refuse, and `bundle-write-file`.
    """
    parts = [
        Part.of(ASSIGNMENT, content.to_bytes()),
        Part.of(DIRECTORY, directory_bytes([*place.directory.units.values()])),
        *([Part.of(CAMPAIGN, campaign)] if campaign else []),
    ]
    manifest = AssignmentManifest(
        campaign=place.form.campaign.id,
        form=place.form.hash,
        unit=giver,
        recipient=place.unit.code,
        issue=issue,
        key=key.public.base64,
        entries=tuple(part.info for part in parts),
        program=program,
    )
    data = write_signed_container(key, manifest.to_bytes(), manifest.comment(), parts)
    read = read_assignment_file(data, {place.form.campaign.id: place.form}, {})
    if read.content != content or read.place is None or read.place.unit != place.unit:
        raise BugError("bundle-write-bug", reason=ASSIGNMENT)
    return data


def _cap(name: str) -> int:
    if name == CAMPAIGN:
        return caps.MAX_CAMPAIGN_BYTES
    return caps.MAX_DIRECTORY_BYTES if name == DIRECTORY else caps.MAX_ASSIGNMENT_BYTES


def _content(value: Json) -> AssignmentContent:
    data = object_with_keys(value, "", ("deadline", "givers", "known", "note"))
    deadline = nullable(data["deadline"], "/deadline", _deadline)
    givers = list_of(data["givers"], "/givers", _giver)
    known = list_of(data["known"], "/known", _known_unit)
    if not 1 <= len(givers) <= caps.MAX_GIVERS or len({each.key for each in givers}) != len(givers):
        raise MalformedError("/givers", "number")
    units = [each.unit for each in known]
    if units != sorted({*units}):
        raise MalformedError("/known", "order")
    return AssignmentContent(Terms(deadline, _line(data["note"], "/note", text)), givers, known)


def _deadline(value: Json, place: str) -> Deadline:
    data = object_with_keys(value, place, ("day", "text"))
    day = nonempty_text(iso_date(data["day"], f"{place}/day"), f"{place}/day")
    return Deadline(date.fromisoformat(day), _line(data["text"], f"{place}/text", nonempty_text))


def _line(value: Json, place: str, read: Callable[[Json, str], str]) -> str:
    found = read(value, place)
    if len(found) > MAX_LINE:
        raise MalformedError(place, "too long")
    return found


def _giver(value: Json, place: str) -> Giver:
    data = object_with_keys(value, place, ("key", "unit"))
    return Giver(UnitCode(code(data["unit"], f"{place}/unit")), _key(data["key"], f"{place}/key"))


def _known_unit(value: Json, place: str) -> KnownUnit:
    data = object_with_keys(value, place, ("keys", "restored", "revision", "unit"))
    keys = list_of(data["keys"], f"{place}/keys", _key)
    if len({*keys}) != len(keys) or len(keys) > caps.MAX_KNOWN_KEYS:
        raise MalformedError(f"{place}/keys", "number")
    return KnownUnit(
        UnitCode(code(data["unit"], f"{place}/unit")),
        keys,
        integer(data["revision"], f"{place}/revision", 0),
        integer(data["restored"], f"{place}/restored", 0, caps.MAX_RESTORED),
    )


def _key(value: Json, place: str) -> PublicKey:
    written = text(value, place)
    try:
        return PublicKey.from_base64(written)
    except KnownError as error:
        raise MalformedError(place, "no key") from error


def _refuse_other_giver(content: AssignmentContent, manifest: AssignmentManifest) -> None:
    """Refuse givers of which the first is not the one that signed."""
    first = content.givers[0]
    if (first.unit, first.key.base64) != (manifest.unit.code, manifest.key):
        raise MalformedError("/givers/0", "not the signer")


def _enclosed(data: bytes | None, manifest: AssignmentManifest) -> CampaignFile | None:
    """The campaign that is enclosed; None where none is. Refuses another than the manifest names."""
    if data is None:
        return None
    try:
        file = read_campaign_file(data)
    except KnownError as error:
        if error.code in _OTHER_KINDS:
            raise KnownError("bundle-campaign") from error
        raise
    found = (file.manifest.campaign, file.form.hash, file.manifest.unit.edition)
    if found != (manifest.campaign, manifest.form, manifest.unit.edition):
        raise KnownError("bundle-campaign")
    return file


def _known_form(
    manifest: AssignmentManifest,
    forms: Mapping[CampaignId, Form],
    editions: Mapping[CampaignId, Mapping[str, Form]],
) -> Form | None:
    """The form that the manifest names; None when the program does not know it for that directory."""
    form = forms.get(manifest.campaign)
    if form is None or form.campaign.edition != manifest.unit.edition:
        return None
    return {**editions.get(manifest.campaign, {}), form.hash: form}.get(manifest.form)


def _place(data: bytes, form: Form, manifest: AssignmentManifest, content: AssignmentContent) -> Place:
    """The recipient's place. Refuses a directory with a unit that is neither above nor below the recipient,
    givers that are not above it, and known units that are not at or below it."""
    empty = Directory(form.campaign.edition, {})
    try:
        directory = empty.extended(read_directory(DIRECTORY, data, form, empty))
    except KnownError as error:
        line, reason = error.context.get("line", 1), error.context.get("reason", error.sentence)
        raise KnownError("bundle-directory", line=line, reason=reason) from error
    above = directory.ancestors(manifest.recipient)
    below = {each for each in directory.units if directory.is_below(each, manifest.recipient)}
    at_or_below = {manifest.recipient, *below}
    _refuse_outside([manifest.recipient], {*directory.units})
    _refuse_outside(directory.units, {*above, *at_or_below})
    _refuse_outside((each.unit for each in content.givers), {*above})
    _refuse_outside((each.unit for each in content.known), at_or_below)
    return Place(directory.units[manifest.recipient], directory, form)


def _refuse_outside(units: Iterable[UnitCode], allowed: set[UnitCode]) -> None:
    for unit in units:
        if unit not in allowed:
            raise KnownError("bundle-place", unit=unit)
