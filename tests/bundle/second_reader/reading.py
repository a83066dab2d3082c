"""What kind of file, container, manifest, signature, entries (Reading, 1 to 9 and 11)."""

from __future__ import annotations

import base64
import hashlib
import re
import struct
from typing import Any
from zlib import crc32

from tests.bundle.second_reader import assignment, campaign, draft, paper, parts, pdf, receipt
from tests.bundle.second_reader.report import judge_report
from tests.bundle.second_reader.small import (
    CODE,
    HASH,
    Form,
    Refused,
    array,
    at_least,
    base64_text,
    filled,
    fits,
    key_number,
    one_of,
    or_null,
    parse,
    public_key,
    record,
    refuse,
    signed_by,
    table,
    text,
    whole,
)

KIB, MIB = 1 << 10, 1 << 20
_NAME = re.compile(r"[a-z0-9]+([./-][a-z0-9]+)*")
_KINDS: dict[str, Any] = {
    "assignment": assignment,
    "campaign": campaign,
    "draft": draft,
    "receipt": receipt,
}
"""The kinds that are no report, each with its module."""
_SCAN = re.compile(r"scans/([0-9a-f]{64})\.(pdf|jpg)")


def judge(data: bytes, *forms: Form) -> str:
    """The code that a file is refused with, empty for a valid bundle; of forms only `forms` are known."""
    try:
        _judge(data, forms)
    except Refused as refused:
        return str(refused)
    return ""


def judge_paper(data: bytes, form: Form, key: str) -> str:
    """The code that the bytes of a paper code are refused with, empty for those that `key` signed."""
    try:
        paper.judge_payload(form, data)
    except Refused as refused:
        return str(refused)
    return "" if paper.is_signed(public_key(key, "", ""), data) else "paper-signature"


def _judge(file: bytes, forms: tuple[Form, ...]) -> None:
    _judge_bundle(_bundle_in(file), forms)


def _campaign(data: bytes) -> Any:
    """The manifest and the levels of the campaign that an assignment encloses."""
    return _judge_bundle(data, (), is_enclosed=True)


def _judge_bundle(data: bytes, forms: tuple[Form, ...], is_enclosed: bool = False) -> Any:
    entries = _entries(data)
    names = [name for name, _ in entries]
    (_, manifest_bytes), (_, signature), *rest = entries
    if len(manifest_bytes) > 256 * KIB:
        refuse("bundle-too-large")
    manifest = parse(manifest_bytes, 16, "bundle-manifest")
    written = manifest.get("key") if isinstance(manifest, dict) else None
    key = public_key(written, "key-malformed", "key-weak")
    comment = _signed_comment(key, manifest_bytes, signature)
    kind = _kind(manifest)
    if is_enclosed and kind != "campaign":
        refuse("bundle-campaign")
    judged = {each: module.judge_manifest for each, module in _KINDS.items()}.get(kind, _manifest)
    if comment != judged(manifest):
        refuse("bundle-signature")
    if names[2:] != [entry["name"] for entry in manifest["entries"]]:
        refuse("bundle-entries")
    with_members = kind not in _KINDS and manifest["totals"]["members"] > 0
    for (name, content), entry in zip(rest, manifest["entries"], strict=True):
        if len(content) > (_KINDS[kind].cap(name) if kind in _KINDS else _cap(name, with_members)):
            refuse("bundle-too-large")
        if (len(content), hashlib.sha256(content).hexdigest()) != (entry["length"], entry["sha256"]):
            refuse("bundle-hash")
    if kind == "campaign":
        return manifest, campaign.judge_campaign(manifest, dict(rest))
    if kind == "receipt":
        return receipt.judge_receipt(manifest, rest[0][1])
    known = {form.hash: form for form in forms if form.campaign == manifest["campaign"]}
    if kind == "draft":
        return draft.judge_draft(manifest, rest, known)
    if kind == "assignment":
        return assignment.judge_assignment(manifest, rest, known, _campaign)
    depth, most = (24, 1_500_000) if with_members else (16, 250_000)
    report = parse(rest[0][1], depth, "bundle-report", most)
    signoff = parse(rest[1][1], 16, "bundle-signoff")
    _identity(report, rest[0][1], manifest)
    if len(report["unit"]["name"]) > 500:
        refuse("bundle-long-text")
    parts.judge_photos(report, rest[2:], "bundle-report")
    payload = _paper(manifest, key)
    if known.keys() >= {*manifest["forms"]}:
        listed = {each: known[each] for each in manifest["forms"]}
        judge_report(listed, report, manifest, key, payload)
    parts.judge_signoff(signoff, "bundle-signoff")
    parts.judge_signoff_lengths(signoff)
    for name, content in rest[2:]:
        beginning = b"%PDF-" if name.endswith(".pdf") else b"\xff\xd8\xff"
        if name.startswith("scans/") and not content.startswith(beginning):
            refuse("bundle-scan")
    return None


# The file


def _bundle_in(data: bytes) -> bytes:
    if not data:
        refuse("bundle-empty")
    if len(data) > 64 * MIB:
        refuse("bundle-too-large")
    if pdf.starts(data):
        return data
    if b"%PDF-" in data[:1024] and not data.startswith(b"PK\x03\x04"):
        return pdf.carried(data)
    if _is_picture(data):
        refuse("bundle-picture")
    return refuse("bundle-container" if b"manifest.json.minisig" in data[: 257 * KIB] else "bundle-foreign")


def _is_picture(data: bytes) -> bool:
    begins = data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*"))
    bmp = data[:2] == b"BM" and data[6:10] == bytes(4)
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    heif = data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif")
    return begins or bmp or webp or heif


def _entries(data: bytes) -> list[tuple[str, bytes]]:
    """The entries, found by their local headers, in a container that is as one writes it."""
    found: list[tuple[str, bytes]] = []
    at = 0
    while data[at : at + 4] == b"PK\3\4":
        if len(data) < at + 30 or len(found) == 128:
            refuse("bundle-container")
        size, name_size = (
            struct.unpack_from("<I", data, at + 18)[0],
            struct.unpack_from("<H", data, at + 26)[0],
        )
        start = at + 30 + name_size
        name = data[at + 30 : start]
        if start + size > len(data) or not name.isascii() or name_size > 96:
            refuse("bundle-container")
        found.append((name.decode(), data[start : start + size]))
        at = start + size
    names = [name for name, _ in found]
    wrong = names[:2] != ["manifest.json", "manifest.json.minisig"] or len(set(names)) != len(names)
    if wrong or not all(map(_NAME.fullmatch, names)) or _written(found) != data:
        refuse("bundle-container")
    return found


def _written(entries: list[tuple[str, bytes]]) -> bytes:
    body, directory = b"", b""
    for name, content in entries:
        sizes = struct.pack("<III", crc32(content), len(content), len(content))
        common = struct.pack("<5H", 20, 0, 0, 0, 0x0021) + sizes + struct.pack("<HH", len(name), 0)
        directory += b"PK\1\2" + struct.pack("<H", 0x0314) + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0o600 << 16, len(body)) + name.encode()
        body += b"PK\3\4" + common + name.encode() + content
    count = len(entries)
    return (
        body + directory + b"PK\5\6" + struct.pack("<4H2IH", 0, 0, count, count, len(directory), len(body), 0)
    )


# Signature and manifest


def _signed_comment(key: bytes, manifest: bytes, signature: bytes) -> str:
    pattern = (
        rb"untrusted comment: signature of the manifest of an lcweek bundle\n"
        rb"([A-Za-z0-9+/=]+)\ntrusted comment: ([^\n]*)\n([A-Za-z0-9+/=]+)\n"
    )
    lines = re.fullmatch(pattern, signature)
    if not lines or not all(base64_text(lines[at].decode()) for at in (1, 3)) or not lines[2].isascii():
        refuse("bundle-signature")
    first, second = base64.b64decode(lines[1]), base64.b64decode(lines[3])
    prehashed = hashlib.blake2b(manifest).digest()
    if first[:10] != b"\x45\x44" + key_number(key) or not signed_by(key, first[10:], prehashed):
        refuse("bundle-signature")
    if not signed_by(key, second, first[10:] + lines[2]):
        refuse("bundle-signature")
    return lines[2].decode()


def _kind(manifest: Any) -> str:
    if not at_least(1)(manifest.get("least_reader")):
        refuse("bundle-manifest")
    if manifest["least_reader"] > 1:
        refuse("bundle-newer")
    kind = manifest.get("kind")
    if not one_of("report", "practice", "campaign", "draft", "assignment", "receipt")(kind):
        refuse("bundle-manifest")
    return str(kind)


def _manifest(manifest: Any) -> str:
    """Refuses a manifest that is none of a report; the trusted comment that belongs to it."""
    if not _MANIFEST(manifest) or (manifest["revision"] == 1 and manifest["previous"] is not None):
        refuse("bundle-manifest")
    names = [entry["name"] for entry in manifest["entries"]]
    if names[:2] != ["report.json", "signoff.json"] or names[2:] != sorted(set(names[2:])):
        refuse("bundle-manifest")
    photos = scans = 0
    for entry in manifest["entries"][2:]:
        photo, scan = parts.PHOTO.fullmatch(entry["name"]), _SCAN.fullmatch(entry["name"])
        found = photo or scan
        if not found or found[1] != entry["sha256"]:
            refuse("bundle-manifest")
        photos, scans = photos + bool(photo), scans + bool(scan)
    if photos > 40 or scans > 3:
        refuse("bundle-manifest")
    unit, of = manifest["unit"]["code"], manifest["campaign"]
    return f"lcweek {manifest['kind']} unit {unit} campaign {of} revision {manifest['revision']}"


_MANIFEST = record(
    format=at_least(1),
    least_reader=at_least(1),
    kind=text,
    campaign=fits(CODE),
    forms=lambda value: (
        array(fits(HASH))(value)
        and 1 <= len(value) <= 33
        and value[1:] == sorted(set(value[1:]))
        and value[0] not in value[1:]
    ),
    unit=record(code=fits(CODE), edition=fits(CODE)),
    recipient=fits(CODE),
    revision=at_least(1),
    fingerprint=fits(HASH),
    previous=or_null(fits(HASH)),
    restored=lambda value: at_least(0)(value) and value <= 9_999,
    issue=at_least(1),
    key=text,
    paper=base64_text,
    entries=array(record(length=at_least(0), name=text, sha256=fits(HASH))),
    totals=record(
        cells=at_least(0), measures=table(text, at_least(0)), members=at_least(0), own_lines=at_least(0)
    ),
    program=filled,
)


def _cap(name: str, with_members: bool) -> int:
    if name == "report.json":
        return 16 * MIB if with_members else 2 * MIB
    if name == "signoff.json":
        return 256 * KIB
    return 2 * MIB if name.startswith("photos/") else 8 * MIB


# What the entries hold


def _identity(report: Any, data: bytes, manifest: Any) -> None:
    is_unit = record(
        code=fits(CODE), edition=fits(CODE), level=filled, name=filled, parent=or_null(fits(CODE))
    )
    if not isinstance(report, dict) or not is_unit(report.get("unit")) or not whole(report.get("revision")):
        refuse("bundle-report")
    unit = {"code": report["unit"]["code"], "edition": report["unit"]["edition"]}
    same = {
        "unit": unit,
        "campaign": report.get("campaign", ...),
        "form": report.get("form", ...),
        "previous": report.get("previous", ...),
        "revision": report["revision"],
        "fingerprint": hashlib.sha256(data).hexdigest(),
    }
    if same != {**{key: manifest[key] for key in same if key != "form"}, "form": manifest["forms"][0]}:
        refuse("bundle-identity")


def _paper(manifest: Any, key: bytes) -> bytes:
    """The payload without its signature."""
    signed = base64.b64decode(manifest["paper"])
    start = paper.head(
        manifest["campaign"],
        manifest["forms"][0],
        manifest["unit"]["code"],
        manifest["revision"],
        manifest["fingerprint"],
        key,
    )
    if not paper.is_signed(key, signed) or not signed[:-64].startswith(start):
        refuse("bundle-paper")
    return signed[:-64]
