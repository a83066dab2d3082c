"""Reading a bundle: each rule of the format is checked, in the order of docs/bundle-format.md, Reading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.container import Bytes
from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.listed_photos import PHOTO_NAME, listed_photos
from lcweek_desktop.bundle.manifest import EntryInfo, Manifest, Totals, manifest_from_json
from lcweek_desktop.bundle.media import scan_ending
from lcweek_desktop.bundle.members import refuse_long_texts, validated_sums
from lcweek_desktop.bundle.paper import head_bytes, paper_head, report_payload, verify_paper
from lcweek_desktop.bundle.signed_container import (
    SignedContainer,
    json_of,
    listed_parts,
    malformed,
    read_signed_container,
)
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec import MalformedError, report_from_json, signoff_from_json, unit_from_json
from lcweek_desktop.domain.codec.strict import any_object, integer
from lcweek_desktop.domain.editions import member_forms
from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.domain.lengths import content_excesses, name_excesses, signoff_excesses
from lcweek_desktop.domain.report import Report, SignOff
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import KnownError

_NONE: Final[Mapping[CampaignId, Mapping[str, Form]]] = MappingProxyType({})
_REPORT: Final = "report.json"
_SIGNOFF: Final = "signoff.json"
_SCAN: Final = re.compile(r"scans/([0-9a-f]{64})\.(pdf|jpg)")


@dataclass(frozen=True)
class Bundle:
    """A bundle that was read and found valid.

    `key` is the signer's. `form` is that of the edition of the campaign by which the report was made; it and
    `report` are None when the program does not know the bundle's campaign, or one of its forms: its figures
    were then not checked. `report_bytes` is `report.json`. `photos` are by SHA-256 (hex), `scans` in
    file order; both may be views into the bytes that were read.
    """

    manifest: Manifest
    key: PublicKey
    form: Form | None
    report: Report | None
    report_bytes: bytes
    signoff: SignOff
    photos: Mapping[str, Bytes]
    scans: tuple[Bytes, ...]

    @property
    def form_known(self) -> bool:
        """Whether the program knows the campaign and all forms of the report."""
        return self.report is not None

    @property
    def paper(self) -> bytes:
        """The paper code's payload with its signature."""
        return self.manifest.paper


def read_bundle(
    data: bytes, forms: Mapping[CampaignId, Form], editions: Mapping[CampaignId, Mapping[str, Form]] = _NONE
) -> Bundle:
    """The bundle that `data` is, which keeps every rule of the format.

    `forms` are those of the campaigns as they are now, `editions` the others that each had, by their hashes.
    Raises KnownError with a `bundle-…` or `key-…` code at the first rule that is broken,
    `campaign-not-report` for a campaign, and `draft-not-report` for a draft. Everything but the figures is
    checked of a bundle with a campaign that `forms` does not hold, or a form that neither does.
    """
    opened = read_signed_container(data)
    manifest, key = _manifest(opened), opened.key
    parts = listed_parts(manifest.entries, opened.entries, lambda name: _cap(name, manifest))
    value = json_of("bundle-report", parts[_REPORT], *_depth_and_values(manifest))
    signoff_value = json_of("bundle-signoff", parts[_SIGNOFF], caps.MAX_DEPTH)
    with malformed("bundle-report"):
        unit = _unit(value, manifest)
        photos = listed_photos(value, parts)
    payload = _paper_payload(manifest, key)
    known = _known_forms(manifest, forms, editions)
    report = None if known is None else _report(known, value, manifest, key, payload)
    with malformed("bundle-signoff"):
        signoff = signoff_from_json(signoff_value, "")
    refuse_long_texts(unit, signoff_excesses(signoff))
    scans = tuple(_scan(name, part) for name, part in parts.items() if _SCAN.fullmatch(name))
    form = None if known is None else known[manifest.form]
    return Bundle(manifest, key, form, report, bytes(parts[_REPORT]), signoff, photos, scans)


def _manifest(opened: SignedContainer) -> Manifest:
    with malformed("bundle-manifest"):
        manifest = manifest_from_json(opened.manifest)
        _refuse_names(manifest.entries)
    if opened.comment != manifest.comment():
        raise KnownError("bundle-signature")
    return manifest


def _refuse_names(entries: Sequence[EntryInfo]) -> None:
    """Raise MalformedError unless the names are those of the report, the sign-off, and the photos and scans.

    Photos and scans are named by their hashes and sorted by name. There may be no more of them than
    MAX_PHOTOS and MAX_SCANS.
    """
    names = [entry.name for entry in entries]
    if names[:2] != [_REPORT, _SIGNOFF] or names[2:] != sorted(set(names[2:])):
        raise MalformedError("/entries", "order")
    photos, scans = 0, 0
    for entry in entries[2:]:
        photo, scan = PHOTO_NAME.fullmatch(entry.name), _SCAN.fullmatch(entry.name)
        match = photo or scan
        if match is None or match[1] != entry.sha256:
            raise MalformedError("/entries", "name")
        photos, scans = photos + bool(photo), scans + bool(scan)
    if photos > caps.MAX_PHOTOS or scans > caps.MAX_SCANS:
        raise MalformedError("/entries", "too many")


def _cap(name: str, manifest: Manifest) -> int:
    if name == _REPORT:
        return caps.MAX_ROLLUP_BYTES if manifest.totals.members else caps.MAX_REPORT_BYTES
    if name == _SIGNOFF:
        return caps.MAX_SIGNOFF_BYTES
    return caps.MAX_PHOTO_BYTES if PHOTO_NAME.fullmatch(name) else caps.MAX_SCAN_BYTES


def _depth_and_values(manifest: Manifest) -> tuple[int, int]:
    if manifest.totals.members:
        return caps.MAX_ROLLUP_DEPTH, caps.MAX_ROLLUP_VALUES
    return caps.MAX_DEPTH, caps.MAX_VALUES


def _unit(value: Json, manifest: Manifest) -> Unit:
    """The unit of the report `value`, also where its form is not known.

    Refuses a report that the manifest does not name. A key that is missing is as one with another value.
    """
    data = any_object(value, "")
    unit = unit_from_json(data.get("unit"), "/unit")
    found = tuple(data.get(key, "") for key in ("campaign", "form", "previous"))
    revision = integer(data.get("revision"), "/revision")
    if (unit.id, revision) != (manifest.unit, manifest.revision):
        raise KnownError("bundle-identity")
    if found != (manifest.campaign, manifest.form, manifest.previous):
        raise KnownError("bundle-identity")
    if manifest.entries[0].sha256 != manifest.fingerprint:
        raise KnownError("bundle-identity")
    refuse_long_texts(unit, name_excesses(unit.name))
    return unit


def _paper_payload(manifest: Manifest, key: PublicKey) -> bytes:
    """The payload of the paper code, signed by the bundle's signer for the report of the manifest."""
    head = paper_head(
        manifest.campaign, manifest.form, manifest.unit.code, manifest.revision, manifest.fingerprint, key
    )
    try:
        payload = verify_paper(key, manifest.paper)
    except KnownError as error:
        raise KnownError("bundle-paper") from error
    if not payload.startswith(head_bytes(head)):
        raise KnownError("bundle-paper")
    return payload


def _known_forms(
    manifest: Manifest, forms: Mapping[CampaignId, Form], editions: Mapping[CampaignId, Mapping[str, Form]]
) -> Mapping[str, Form] | None:
    """The forms that the manifest lists, by hash; None unless all of them are known."""
    form = forms.get(manifest.campaign)
    if form is None:
        return None
    known = {**editions.get(manifest.campaign, {}), form.hash: form}
    listed = (manifest.form, *manifest.other_forms)
    return {each: known[each] for each in listed} if known.keys() >= {*listed} else None


def _report(
    forms: Mapping[str, Form], value: Json, manifest: Manifest, key: PublicKey, payload: bytes
) -> Report:
    form = forms[manifest.form]
    with malformed("bundle-report"):
        report = report_from_json(value, form, forms)
        if {form.hash, *member_forms(report.members)} != {*forms}:
            raise MalformedError("/members", "a form that no member has")
    refuse_long_texts(report.unit, content_excesses(report.content))
    sums = validated_sums(form, report, key)
    try:
        expected = report_payload(form, report, sums, manifest.fingerprint, key)
    except ValueError as error:
        raise KnownError("bundle-figures") from error
    if payload != expected or manifest.totals != Totals.of(report, sums):
        raise KnownError("bundle-figures")
    return report


def _scan(name: str, part: Bytes) -> Bytes:
    if not name.endswith(f".{scan_ending(part)}"):
        raise KnownError("bundle-scan", part=name)
    return part
