"""Bundles of the small form, signed with keys that everybody knows, and ways to change them."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from lcweek_desktop.bundle import signature
from lcweek_desktop.bundle.container import MANIFEST, SIGNATURE, Bytes, Entry, read_container, write_container
from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.bundle.paper import encode_paper, paper_head, sign_paper
from lcweek_desktop.bundle.writer import Envelope, FrozenReport, freeze, write_bundle
from lcweek_desktop.domain.canonical import canonical_json, sha256_hex
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.report import Member, OwnLine, Report
from lcweek_desktop.domain.rollup import own_greatest, report_sums
from lcweek_desktop.domain.unit import Unit
from tests.bundle.small_form import FORM, FORMS, PROVINCE, SIGNOFF, member

PROGRAM: Final = "lcweek test"

JPEG: Final = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6j"
    "q62rZ4C8ybqmx5moq6T/wAALCAAMABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAABgX/xAAYEAACAwAAAAAAAAAAAAAAAAAABQEx"
    "Qf/aAAgBAQAAPwCWvihMvig2vwTL8P/Z"
)
"""A picture of 16 × 12 grey pixels."""


def jpeg(comment: str) -> bytes:
    """The same picture with a comment segment, so that there is another file for every comment."""
    text = comment.encode()
    return JPEG[:2] + b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text + JPEG[2:]


def key_of(unit: Unit) -> SigningKey:
    """The unit's key in every scenario; its seed is a hash that anybody can make again."""
    return key_named(unit.code)


def key_named(name: str) -> SigningKey:
    """The key with the seed that is made from `name`."""
    return SigningKey(hashlib.sha256(f"lcweek test key {name}".encode()).digest())


def frozen(report: Report, form: Form | None = None, key: SigningKey | None = None) -> FrozenReport:
    """`report` frozen with `key`, None for its unit's; its form is that of its campaign, or `form`."""
    return freeze(form or FORMS[report.campaign], report, key or key_of(report.unit))


def bundle(report: Report, *, form: Form | None = None, photos: Sequence[bytes] = (), **around: Any) -> bytes:
    """The bundle of `report` as its unit sends it to its parent; `around` are fields of the envelope."""
    form = form or FORMS[report.campaign]
    envelope = Envelope(report.unit.parent or PROVINCE.code, **{"signoff": SIGNOFF, **around})
    pictures = {sha256_hex(photo): photo for photo in photos}
    return write_bundle(form, frozen(report, form), envelope, pictures, key_of(report.unit), program=PROGRAM)


def as_member(report: Report, key: SigningKey | None = None, form: Form | None = None, **more: Any) -> Member:
    """`report`, frozen with `key` (None for its unit's), as a member; `more` are fields of the member."""
    form = form or FORMS[report.campaign]
    sent = frozen(report, form, key)
    public = (key or key_of(report.unit)).public.base64
    given = {"own_greatest": own_greatest(form, report), **more}
    return member(report, public, sent.fingerprint, sent.paper, report_sums(form, report), **given)


def on_behalf(report: Report, receiver: Unit) -> Member:
    """`report` as a member that `receiver` typed from paper."""
    typed = replace(report, revision=0, previous=None)
    sent = freeze(FORM, typed, key_of(receiver))
    key = key_of(receiver).public.base64
    sums = report_sums(FORM, typed)
    return member(typed, key, sent.fingerprint, sent.paper, sums, on_behalf=True)


def paper_only(report: Report, lines: tuple[OwnLine, ...] | None = None) -> Member:
    """`report` as a member of which only the paper code came.

    `lines` are the own lines of which the paper code had room for the numbers; None for all of them.
    """
    whole = as_member(report)
    numbers = tuple(OwnLine("", "", line.values) for line in whole.own_lines)
    return replace(
        whole,
        fingerprint=whole.fingerprint[:20],
        own_lines=numbers if lines is None else lines,
        members=(),
        deducted=(),
        own_greatest={},
    )


def signed_again(member: Member, form: Form = FORM) -> Member:
    """`member` with the payload of its figures, signed by its unit."""
    key = key_named(member.reported_code)
    head = paper_head(
        form.campaign.id, form.hash, member.reported_code, member.revision, member.fingerprint, key.public
    )
    lines = [line.values for line in member.own_lines]
    return replace(member, paper=sign_paper(key, encode_paper(form, head, member.figures, lines)))


@dataclass
class BundleParts:
    """A bundle taken apart, to be changed and signed again by `key`, as a forger with that key could.

    Every `with_…` changes the parts themselves and returns them.
    """

    manifest: dict[str, Any]
    parts: dict[str, bytes]
    key: SigningKey

    @classmethod
    def of(cls, bundle: bytes, key: SigningKey) -> BundleParts:
        """The parts of `bundle`."""
        first, _, *rest = read_container(bundle)
        parts = {name: bytes(data) for name, data in rest}
        return cls(json.loads(bytes(first.data)), parts, key)

    def entries(self, manifest: bytes | None = None, signed: bytes | None = None) -> list[Entry]:
        """The entries in order, with the manifest and signature that belong to them unless they are given."""
        written = canonical_json(self.manifest) if manifest is None else manifest
        minisig = self.signature(written) if signed is None else signed
        rest = [Entry(name, data) for name, data in self.parts.items()]
        return [Entry(MANIFEST, written), Entry(SIGNATURE, minisig), *rest]

    def to_bytes(self, manifest: bytes | None = None, signed: bytes | None = None) -> bytes:
        return write_container(self.entries(manifest, signed))

    def signature(self, manifest: bytes) -> bytes:
        """The signature of `manifest` with the comment that belongs to it."""
        return signature.sign(self.key, manifest, self.comment)

    @property
    def comment(self) -> str:
        """The trusted comment that belongs to the manifest."""
        kind, campaign, revision = (self.manifest[key] for key in ("kind", "campaign", "revision"))
        unit = self.manifest["unit"]["code"]
        return f"lcweek {kind} unit {unit} campaign {campaign} revision {revision}"

    def relisted(self) -> BundleParts:
        """Update the manifest's entries, fingerprint and paper payload from the parts."""
        self.manifest["entries"] = [
            {"length": len(data), "name": name, "sha256": sha256_hex(data)}
            for name, data in self.parts.items()
        ]
        old, new = self.manifest["fingerprint"], sha256_hex(self.parts["report.json"])
        self.manifest["fingerprint"] = new
        payload = base64.b64decode(self.manifest["paper"])[:-64]
        payload = payload.replace(bytes.fromhex(old)[:10], bytes.fromhex(new)[:10], 1)
        self.manifest["paper"] = base64.b64encode(sign_paper(self.key, payload)).decode()
        return self

    def with_report(self, change: Callable[[dict[str, Any]], object]) -> BundleParts:
        """Apply `change` to the value of report.json, and update everything that depends on it."""
        value = json.loads(self.parts["report.json"])
        change(value)
        return self.with_report_bytes(canonical_json(value))

    def with_report_bytes(self, data: bytes) -> BundleParts:
        """Replace report.json by `data`, and update everything that depends on it."""
        self.parts["report.json"] = data
        return self.relisted()

    def with_manifest(self, **values: Any) -> BundleParts:
        """Change values of the manifest."""
        self.manifest.update(values)
        return self

    def with_part(self, name: str, data: bytes) -> BundleParts:
        """Add or replace an entry. The manifest stays untouched."""
        self.parts[name] = data
        return self


def pdf(attachments: Mapping[str, Bytes], *, hexed: bool = False, level: int | None = None) -> bytes:
    """A one-page PDF with `attachments`.

    Their streams are recoded as hex digits with `hexed`, or deflated at `level`.
    """
    names = "".join(f"({name}) {5 + 2 * at} 0 R " for at, name in enumerate(attachments))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [ %b] >> >> >>" % names.encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    ]
    for at, (name, data) in enumerate(attachments.items()):
        objects += [_embedded(bytes(data), hexed, level), _file_spec(name, 4 + 2 * at)]
    return pdf_file(objects)


def _embedded(data: bytes, hexed: bool, level: int | None) -> bytes:
    stored, coding = data, b""
    if hexed:
        stored, coding = data.hex().encode() + b">", b"/Filter /ASCIIHexDecode "
    elif level is not None:
        stored, coding = zlib.compress(data, level), b"/Filter /FlateDecode "
    head = b"<< /Type /EmbeddedFile /Subtype /application#2Fvnd.lcweek+zip %b/Length %d >>"
    return head % (coding, len(stored)) + b"\nstream\n" + stored + b"\nendstream"


def _file_spec(name: str, stream: int) -> bytes:
    names = f"/Type /Filespec /F ({name}) /UF ({name}) /AFRelationship /Data"
    return f"<< {names} /EF << /F {stream} 0 R >> >>".encode()


def pdf_file(objects: Sequence[bytes]) -> bytes:
    """A PDF of `objects`, numbered from 1; the first is its catalog."""
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


SCAN_PDF: Final = pdf({})
"""A blank page that stands for a scan of signed paper."""


def with_entry(bundle: bytes, name: str, data: bytes) -> bytes:
    """`bundle` with another content of the entry `name`, in a valid container with the same manifest."""
    entries = [
        Entry(entry.name, data if entry.name == name else bytes(entry.data))
        for entry in read_container(bundle)
    ]
    return write_container(entries)
