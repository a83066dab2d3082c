"""A unit's draft in one signed file, for another machine of the unit.

Source: docs/bundle-format.md, Draft; docs/adr/0139-a-draft-is-a-bundle.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lcweek_desktop import __version__
from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.container import Bytes
from lcweek_desktop.bundle.keys import PublicKey, SigningKey
from lcweek_desktop.bundle.listed_photos import PHOTO_NAME, listed_photos
from lcweek_desktop.bundle.manifest import (
    FORMAT,
    BundleKind,
    EntryInfo,
    bundle_kind,
    entry_from_manifest,
    unit_from_manifest,
)
from lcweek_desktop.bundle.members import refuse_long_texts
from lcweek_desktop.bundle.signed_container import (
    Part,
    json_of,
    listed_parts,
    malformed,
    read_signed_container,
    write_signed_container,
)
from lcweek_desktop.bundle.strictjson import strict_json
from lcweek_desktop.bundle.writer import photo_parts
from lcweek_desktop.domain.canonical import Json, canonical_json
from lcweek_desktop.domain.codec import MalformedError
from lcweek_desktop.domain.codec.draft import (
    DraftHead,
    draft_from_json,
    draft_head_from_json,
    draft_json,
)
from lcweek_desktop.domain.codec.strict import (
    code,
    hex64,
    integer,
    list_of,
    nonempty_text,
    object_with_keys,
)
from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.domain.lengths import content_excesses, name_excesses, signoff_excesses
from lcweek_desktop.domain.report import Draft
from lcweek_desktop.domain.unit import Unit, UnitId
from lcweek_desktop.errors import BugError, KnownError

_PROGRAM: Final = f"lcweek {__version__}"
_DRAFT: Final = "draft.json"
_KEYS: Final = (
    *("bases", "campaign", "entries", "form", "format", "key", "kind", "least_reader", "program"),
    "unit",
)


@dataclass(frozen=True)
class DraftManifest:
    """What `manifest.json` of a draft says.

    `form` is the hash of the form by which it was entered. `bases` are the fingerprints of the drafts that
    the writer's machine had sent or taken before, the last one first. `key` is the public key of the machine
    (`RW…`). `entries`, `program`, `format` and `least_reader` are as in the manifest of a report.
    """

    campaign: CampaignId
    form: str
    unit: UnitId
    bases: tuple[str, ...]
    key: str
    entries: tuple[EntryInfo, ...]
    program: str
    format: int = FORMAT
    least_reader: int = FORMAT

    @property
    def fingerprint(self) -> str:
        """The SHA-256 (hex) of `draft.json`, by which later drafts name this one."""
        return self.entries[0].sha256

    def comment(self) -> str:
        """The trusted comment of the manifest's signature."""
        return f"lcweek {BundleKind.DRAFT} unit {self.unit.code} campaign {self.campaign}"

    def to_bytes(self) -> bytes:
        """The content of `manifest.json`, canonical JSON."""
        return canonical_json(
            {
                "bases": [*self.bases],
                "campaign": self.campaign,
                "entries": [dict(entry._asdict()) for entry in self.entries],
                "form": self.form,
                "format": self.format,
                "key": self.key,
                "kind": BundleKind.DRAFT.value,
                "least_reader": self.least_reader,
                "program": self.program,
                "unit": {"code": self.unit.code, "edition": self.unit.edition},
            }
        )


@dataclass(frozen=True)
class DraftFile:
    """A draft that was read and found valid.

    `draft` is None when the program does not know the campaign or the form: what was entered was then not
    checked. `draft_bytes` is `draft.json`. `photos` are by SHA-256 (hex) and may be views into the bytes that
    were read.
    """

    manifest: DraftManifest
    key: PublicKey
    unit: Unit
    form: Form | None
    draft: Draft | None
    draft_bytes: bytes
    photos: Mapping[str, Bytes]

    @cached_property
    def fingerprints(self) -> tuple[str, ...]:
        """That of this draft, then those of the drafts before it, the last one first."""
        return (self.manifest.fingerprint, *self.manifest.bases)


def read_draft_file(
    data: bytes, forms: Mapping[CampaignId, Form], editions: Mapping[CampaignId, Mapping[str, Form]]
) -> DraftFile:
    """The draft that `data` is, which keeps every rule of the format.

    `forms` are those of the campaigns as they are now, `editions` the others that each had, by their hashes.
    Raises KnownError with a `bundle-…` or `key-…` code at the first rule that is broken, and
    `report-not-draft` for another kind that can be read.
    """
    opened = read_signed_container(data)
    with malformed("bundle-manifest"):
        manifest = _manifest(opened.manifest)
    if opened.comment != manifest.comment():
        raise KnownError("bundle-signature")
    parts = listed_parts(manifest.entries, opened.entries, _cap)
    value = json_of("bundle-draft", parts[_DRAFT], caps.MAX_DEPTH)
    with malformed("bundle-draft"):
        head = draft_head_from_json(value)
        _refuse_other(head, manifest)
        refuse_long_texts(head.unit, (*name_excesses(head.unit.name), *signoff_excesses(head.signoff)))
        photos = listed_photos(value, parts)
        form = known_form(head, forms, editions)
        draft = None if form is None else draft_from_json(value, form)
    if draft is not None:
        refuse_long_texts(head.unit, content_excesses(draft.content))
    return DraftFile(manifest, opened.key, head.unit, form, draft, bytes(parts[_DRAFT]), photos)


def write_draft_file(
    unit: Unit,
    form: Form,
    draft: Draft,
    bases: Sequence[str],
    photos: Mapping[str, Bytes],
    key: SigningKey,
    program: str = _PROGRAM,
) -> bytes:
    """The file of what `unit` entered by `form`; the same bytes for the same arguments, everywhere.

    Of `bases` no more than the format allows are named, the first ones, and this draft itself is not.
    `photos` holds at least those that the draft lists, by SHA-256 (hex). Raises KnownError
    `bundle-write-photos`, `bundle-write-photo`, `bundle-write-report` or `bundle-write-file` for what passes
    a cap of the format.
    """
    if len(draft.content.photos) > caps.MAX_PHOTOS:
        raise KnownError("bundle-write-photos", count=len(draft.content.photos), limit=caps.MAX_PHOTOS)
    parts = [
        Part.of(_DRAFT, _draft_bytes(unit, form, draft)),
        *sorted(photo_parts(draft.content, photos)),
    ]
    manifest = DraftManifest(
        campaign=form.campaign.id,
        form=form.hash,
        unit=unit.id,
        bases=tuple(base for base in bases if base != parts[0].info.sha256)[: caps.MAX_BASES],
        key=key.public.base64,
        entries=tuple(part.info for part in parts),
        program=program,
    )
    data = write_signed_container(key, manifest.to_bytes(), manifest.comment(), parts)
    if read_draft_file(data, {form.campaign.id: form}, {}).draft != draft:
        raise BugError("bundle-write-bug", reason=_DRAFT)
    return data


def known_form(
    head: DraftHead, forms: Mapping[CampaignId, Form], editions: Mapping[CampaignId, Mapping[str, Form]]
) -> Form | None:
    """The form by which a draft was entered; None when the program does not know it."""
    form = forms.get(head.campaign)
    if form is None:
        return None
    return {**editions.get(head.campaign, {}), form.hash: form}.get(head.form_hash)


def _draft_bytes(unit: Unit, form: Form, draft: Draft) -> bytes:
    """`draft.json`. Refuses texts that a reader finds too long, and what is too large as a whole."""
    data, limit = canonical_json(draft_json(unit, form, draft)), caps.MAX_REPORT_BYTES >> 20
    excesses = (*name_excesses(unit.name), *signoff_excesses(draft.signoff), *content_excesses(draft.content))
    for excess in excesses:
        raise KnownError("bundle-write-report", place=excess.place, limit=limit, reason="too long")
    if len(data) > caps.MAX_REPORT_BYTES:
        raise KnownError("bundle-write-report", place="", limit=limit, reason="too large")
    try:
        strict_json(data, caps.MAX_DEPTH)
    except MalformedError as error:
        raise KnownError(
            "bundle-write-report", place=error.place, limit=limit, reason=error.reason
        ) from error
    return data


def _manifest(value: Json) -> DraftManifest:
    if bundle_kind(value) is not BundleKind.DRAFT:
        raise KnownError("report-not-draft")
    data = object_with_keys(value, "", _KEYS)
    manifest = DraftManifest(
        campaign=CampaignId(code(data["campaign"], "/campaign")),
        form=hex64(data["form"], "/form"),
        unit=unit_from_manifest(data["unit"]),
        bases=list_of(data["bases"], "/bases", hex64),
        key=nonempty_text(data["key"], "/key"),
        entries=list_of(data["entries"], "/entries", entry_from_manifest),
        program=nonempty_text(data["program"], "/program"),
        format=integer(data["format"], "/format", integer(data["least_reader"], "/least_reader")),
        least_reader=integer(data["least_reader"], "/least_reader"),
    )
    _refuse_names(manifest.entries)
    if len({*manifest.bases, manifest.fingerprint}) != 1 + len(manifest.bases):
        raise MalformedError("/bases", "twice")
    if len(manifest.bases) > caps.MAX_BASES:
        raise MalformedError("/bases", "number")
    return manifest


def _refuse_names(entries: Sequence[EntryInfo]) -> None:
    """Raise MalformedError unless the entries are the draft and photos, sorted and named by their hashes."""
    names = [entry.name for entry in entries]
    if names[:1] != [_DRAFT] or names[1:] != sorted({*names[1:]}):
        raise MalformedError("/entries", "order")
    for entry in entries[1:]:
        match = PHOTO_NAME.fullmatch(entry.name)
        if match is None or match[1] != entry.sha256:
            raise MalformedError("/entries", "name")
    if len(entries) - 1 > caps.MAX_PHOTOS:
        raise MalformedError("/entries", "too many")


def _cap(name: str) -> int:
    return caps.MAX_REPORT_BYTES if name == _DRAFT else caps.MAX_PHOTO_BYTES


def _refuse_other(head: DraftHead, manifest: DraftManifest) -> None:
    """Refuse a draft that the manifest does not name."""
    if (head.unit.id, head.campaign, head.form_hash) != (manifest.unit, manifest.campaign, manifest.form):
        raise KnownError("bundle-identity")
