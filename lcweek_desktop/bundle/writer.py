"""Making a bundle: a report is frozen once, and signed again whenever its sign-off or scans change.

Nothing is written that `reader` would refuse. Source: docs/merging.md, Freezing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lcweek_desktop import __version__
from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.container import Bytes
from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.bundle.manifest import BundleKind, Manifest, Totals
from lcweek_desktop.bundle.media import jpeg_pixels, scan_ending
from lcweek_desktop.bundle.members import validated_sums
from lcweek_desktop.bundle.paper import decode_head, report_payload, sign_paper
from lcweek_desktop.bundle.signed_container import Part, write_signed_container
from lcweek_desktop.bundle.strictjson import strict_json
from lcweek_desktop.domain.canonical import Json, canonical_json, sha256_hex
from lcweek_desktop.domain.codec import MalformedError, report_from_json, report_json, signoff_json
from lcweek_desktop.domain.editions import member_forms
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.lengths import content_excesses, name_excesses, signoff_excesses
from lcweek_desktop.domain.report import Content, Figures, Report, SignOff
from lcweek_desktop.domain.rollup import report_sums
from lcweek_desktop.domain.unit import UnitCode
from lcweek_desktop.errors import BugError, KnownError

_PROGRAM: Final = f"lcweek {__version__}"


@dataclass(frozen=True)
class FrozenReport:
    """A report as it is printed and sent from now on, made once and kept.

    `report_bytes` is its `report.json`, `fingerprint` their SHA-256 (hex), `paper` the signed payload of the
    paper code.
    """

    report: Report
    report_bytes: bytes
    fingerprint: str
    paper: bytes


@dataclass(frozen=True)
class Envelope:
    """What goes around a frozen report and may change without a new revision.

    `issue` counts from 1 the signings of the revision with another sign-off or other scans. `restored` is how
    often the unit's data had been restored when the revision was frozen; what is above MAX_RESTORED is
    written as that.
    """

    recipient: UnitCode
    signoff: SignOff
    scans: Sequence[Bytes] = ()
    issue: int = 1
    kind: BundleKind = BundleKind.REPORT
    restored: int = 0


def freeze(form: Form, report: Report, key: SigningKey) -> FrozenReport:
    """Freeze `report` as it will be sent, with the payload of its paper code signed by `key`.

    Raises KnownError `bundle-write-number`, `bundle-write-photos` or `bundle-write-report` for a report that
    passes a cap of the format, `bundle-write-key` when a member that counts has the key of another unit,
    BugError `bundle-write-bug` for one that a reader would refuse for another reason.
    """
    if len(report.content.photos) > caps.MAX_PHOTOS:
        raise KnownError("bundle-write-photos", count=len(report.content.photos), limit=caps.MAX_PHOTOS)
    try:
        sums = validated_sums(form, report, key.public)
    except KnownError as error:
        if "other" in error.context:  # each member came in a file that is valid by itself
            raise KnownError("bundle-write-key", **error.context) from error
        raise BugError("bundle-write-bug", reason=error.sentence) from error
    _refuse_large_numbers(report, sums)
    report_bytes = canonical_json(report_json(report))
    _refuse_misread(form, report, _read_again(report, report_bytes))
    fingerprint = sha256_hex(report_bytes)
    payload = report_payload(form, report, sums, fingerprint, key.public)
    return FrozenReport(report, report_bytes, fingerprint, sign_paper(key, payload))


def write_bundle(
    form: Form,
    frozen: FrozenReport,
    envelope: Envelope,
    photos: Mapping[str, Bytes],
    key: SigningKey,
    program: str = _PROGRAM,
) -> bytes:
    """The bundle of a frozen report in its envelope; the same bytes for the same arguments, everywhere.

    `photos` holds at least those that the report lists, by SHA-256 (hex); `program` is the writer's name for
    people. Raises KnownError `key-other` when `key` is not the one that signed the paper payload,
    `bundle-write-photo`, `bundle-write-scan`, `bundle-write-signoff` or `bundle-write-file` for what passes a
    cap of the format.
    """
    report = frozen.report
    if decode_head(frozen.paper).key != key.public.number:
        raise KnownError("key-other", revision=report.revision)
    parts = [
        Part.of("report.json", frozen.report_bytes),
        Part.of("signoff.json", _signoff_bytes(envelope.signoff)),
        *sorted(photo_parts(report.content, photos)),
        *sorted(_scans(envelope.scans)),
    ]
    manifest = Manifest(
        kind=envelope.kind,
        campaign=report.campaign,
        form=report.form_hash,
        unit=report.unit.id,
        recipient=envelope.recipient,
        revision=report.revision,
        fingerprint=frozen.fingerprint,
        previous=report.previous,
        restored=min(envelope.restored, caps.MAX_RESTORED),
        issue=envelope.issue,
        key=key.public.base64,
        paper=frozen.paper,
        entries=tuple(part.info for part in parts),
        totals=Totals.of(report, report_sums(form, report)),
        other_forms=tuple(sorted(member_forms(report.members).keys() - {report.form_hash})),
        program=program,
    )
    return write_signed_container(key, manifest.to_bytes(), manifest.comment(), parts)


def photo_parts(content: Content, photos: Mapping[str, Bytes]) -> Iterator[Part]:
    """The photos that `content` lists as entries, each once; `photos` holds at least those, by SHA-256 (hex).

    Raises KnownError `bundle-write-photo` for one that is missing or passes a cap.
    """
    for sha256, caption in {photo.sha256: photo.caption for photo in content.photos}.items():
        data = photos.get(sha256, b"")
        part = Part.of("photos/{}.jpg", data)
        if part.info.sha256 != sha256 or len(data) > caps.MAX_PHOTO_BYTES:
            raise KnownError("bundle-write-photo", caption=caption, limit=_mib(caps.MAX_PHOTO_BYTES))
        if not 0 < (jpeg_pixels(data) or 0) <= caps.MAX_PHOTO_PIXELS:
            raise KnownError("bundle-write-photo", caption=caption, limit=_mib(caps.MAX_PHOTO_BYTES))
        yield part


def _scans(scans: Sequence[Bytes]) -> Iterator[Part]:
    """The scans as entries; one that is given twice is sent once."""
    different = {bytes(scan) for scan in scans}
    if len(different) > caps.MAX_SCANS:
        raise KnownError("bundle-write-scan", count=caps.MAX_SCANS, limit=_mib(caps.MAX_SCAN_BYTES))
    for scan in different:
        ending = scan_ending(scan)
        if ending is None or len(scan) > caps.MAX_SCAN_BYTES:
            raise KnownError("bundle-write-scan", count=caps.MAX_SCANS, limit=_mib(caps.MAX_SCAN_BYTES))
        yield Part.of(f"scans/{{}}.{ending}", scan)


def _signoff_bytes(signoff: SignOff) -> bytes:
    data = canonical_json(signoff_json(signoff))
    try:
        strict_json(data, caps.MAX_DEPTH)
    except MalformedError as error:
        raise KnownError("bundle-write-signoff", place=error.place, reason=error.reason) from error
    if len(data) > caps.MAX_SIGNOFF_BYTES or [*signoff_excesses(signoff)]:
        raise KnownError("bundle-write-signoff", place="", reason="too large")
    return data


def _refuse_large_numbers(report: Report, sums: Figures) -> None:
    """Refuse sums, own lines and control totals above the cap for integers."""
    for cell, value in sums.items():
        if value > caps.MAX_INTEGER:
            raise KnownError("bundle-write-number", place=str(cell))
    for line in report.content.own_lines:
        if not all(0 <= value <= caps.MAX_INTEGER for value in line.values.values()):
            raise KnownError("bundle-write-number", place=line.label)
    for measure, total in Totals.of(report, sums).measures.items():
        if total > caps.MAX_INTEGER:
            raise KnownError("bundle-write-number", place=measure)


def _read_again(report: Report, report_bytes: bytes) -> Json:
    """The value of `report_bytes`. Refuses a report whose texts, tables or members pass a cap."""
    size, depth, values = (
        (caps.MAX_ROLLUP_BYTES, caps.MAX_ROLLUP_DEPTH, caps.MAX_ROLLUP_VALUES)
        if report.members
        else (caps.MAX_REPORT_BYTES, caps.MAX_DEPTH, caps.MAX_VALUES)
    )
    if len(report_bytes) > size:
        raise KnownError("bundle-write-report", place="", limit=_mib(size), reason="too large")
    try:
        return strict_json(report_bytes, depth, values)
    except MalformedError as error:
        raise KnownError(
            "bundle-write-report", place=error.place, limit=_mib(size), reason=error.reason
        ) from error


def _refuse_misread(form: Form, report: Report, value: Json) -> None:
    """Refuse a report with texts that a reader finds too long, or that is not the one that was meant."""
    try:
        again = report_from_json(value, form, member_forms(report.members))
    except MalformedError as error:
        raise BugError("bundle-write-bug", reason=str(error)) from error
    for excess in (*name_excesses(report.unit.name), *content_excesses(report.content)):
        limit = _mib(caps.MAX_REPORT_BYTES)
        raise KnownError("bundle-write-report", place=excess.place, limit=limit, reason="too long")
    if again != report:
        raise BugError("bundle-write-bug", reason="report.json")


def _mib(size: int) -> int:
    return size >> 20
