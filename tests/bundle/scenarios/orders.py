"""Bundles that break two rules: a reader names the one that comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.paper import sign_paper
from lcweek_desktop.domain.canonical import Json, canonical_json, sha256_hex
from lcweek_desktop.domain.report import Member
from lcweek_desktop.domain.unit import Unit
from tests.bundle.curve_signatures import IDENTITY
from tests.bundle.sample_bundles import JPEG, BundleParts, as_member, bundle, key_of, signed_again
from tests.bundle.scenarios.rollups import forced
from tests.bundle.scenarios.samples import commune, district, minimal, schools
from tests.bundle.scenarios.scenario import Scenario
from tests.bundle.small_form import COMMUNE, DISTRICT


def orders() -> Iterator[Scenario]:
    yield from _outside()
    yield from _inside()
    yield from _members()


def _two(file: str, code: str, says: str, data: bytes) -> Scenario:
    return Scenario(f"two-{file}.lcweek", code, says, data)


class _OtherComment(BundleParts):
    comment = "lcweek report"


def _outside() -> Iterator[Scenario]:
    """Container, manifest, signature and the entries as such."""
    weak = PublicKey(IDENTITY).base64
    bad = minimal().to_bytes(signed=b"") + b"\0"
    yield _two("container-signature", "bundle-container", "a byte after the end, no signature", bad)
    spaced = canonical_json(minimal().with_manifest(key=weak).manifest).replace(b'":', b'": ', 1)
    yield _two(
        "manifest-key", "bundle-manifest", "a space in the manifest, a weak key", minimal().to_bytes(spaced)
    )
    unsigned = minimal().with_manifest(key=weak).to_bytes(signed=b"")
    yield _two("key-signature", "key-weak", "a weak key, no signature", unsigned)
    newer = minimal().with_manifest(least_reader=2).to_bytes(signed=b"")
    yield _two("signature-newer", "bundle-signature", "no signature, needs a later reader", newer)
    kind = minimal().with_manifest(least_reader=2, kind="letter").to_bytes()
    yield _two("newer-kind", "bundle-newer", "needs a later reader, a kind that nobody knows", kind)
    pieces = minimal().with_manifest(extra=1)
    comment = _OtherComment(pieces.manifest, pieces.parts, pieces.key).to_bytes()
    yield _two("manifest-comment", "bundle-manifest", "an unknown key, a comment of other words", comment)
    pieces = minimal().with_part("x.json", b"{}")
    comment = _OtherComment(pieces.manifest, pieces.parts, pieces.key).to_bytes()
    yield _two("comment-entries", "bundle-signature", "a comment of other words, an unlisted entry", comment)
    unlisted = minimal().with_part("x.json", b"{}").with_part("report.json", b"{}").to_bytes()
    yield _two("entries-hash", "bundle-entries", "an unlisted entry, another report.json", unlisted)


def _inside() -> Iterator[Scenario]:
    """What the entries hold."""

    def two(
        file: str, code: str, says: str, report: Callable[[dict[str, Any]], object], **manifest: Json
    ) -> Scenario:
        return _two(file, code, says, minimal().with_report(report).with_manifest(**manifest).to_bytes())

    broken = minimal().with_part("report.json", b"{").to_bytes()
    yield _two("hash-report", "bundle-hash", "another report.json, which is no JSON", broken)
    neither = minimal().with_part("report.json", b"{").with_part("signoff.json", b"{").relisted()
    yield _two("report-signoff", "bundle-report", "neither is JSON", neither.to_bytes())
    signoff = minimal().with_part("signoff.json", b"{").relisted().with_manifest(revision=2)
    yield _two("signoff-identity", "bundle-signoff", "no JSON, another revision", signoff.to_bytes())
    missing: Json = [{"caption": "", "row": None, "sha256": "ab" * 32}]
    yield two(
        "identity-photo",
        "bundle-identity",
        "another revision, a photo that is missing",
        lambda value: value.update(revision=2, photos=missing),
    )
    yield two(
        "photo-paper",
        "bundle-entries",
        "a photo that is missing, no payload",
        lambda value: value.update(photos=missing),
        paper="",
    )
    yield two(
        "paper-report",
        "bundle-paper",
        "no payload, an unknown key",
        lambda value: value.update(extra=1),
        paper="",
    )
    yield two(
        "report-closed",
        "bundle-report",
        "a cell closed at the level, an unknown key",
        lambda value: value.update(extra=1, figures={"7.1": {"count": 1}}),
    )
    yield two(
        "closed-sum",
        "bundle-closed",
        "a cell closed at the level, a negative number",
        lambda value: value.update(figures={"1.1": {"count": -1}, "7.1": {"count": 1}}),
    )
    pieces = minimal().with_part("signoff.json", b"{}").with_report(lambda value: value["figures"].pop("1.2"))
    yield _two(
        "figures-signoff", "bundle-figures", "other figures, a sign-off without keys", pieces.to_bytes()
    )
    scan = f"scans/{sha256_hex(JPEG)}.pdf"
    pieces = minimal().with_part("signoff.json", b"{}").with_part(scan, JPEG).relisted()
    yield _two(
        "signoff-scan", "bundle-signoff", "a sign-off without keys, a scan that is none", pieces.to_bytes()
    )


def _members() -> Iterator[Scenario]:
    inner = as_member(commune())
    school = inner.members[0]
    low = replace(inner, figures=as_member(schools()[0]).figures)

    def two(file: str, code: str, says: str, *members: Member) -> Scenario:
        return _two(file, code, says, forced(district(), *members))

    upside_down = BundleParts.of(bundle(commune()), key_of(COMMUNE)).with_report(_negative_and_reversed)
    yield _two(
        "sum-member", "bundle-sum", "a negative own figure, members out of order", upside_down.to_bytes()
    )
    forged = replace(school, paper=_signed_by(COMMUNE, school))
    yield two(
        "member-inner",
        "bundle-member-signature",
        "a school's payload not its own, its commune's figures not those signed",
        replace(low, members=(forged, *inner.members[1:])),
    )
    of_district = key_of(DISTRICT).public.base64
    weak = replace(school, key=PublicKey(IDENTITY).base64)
    yield two(
        "member-place-key",
        "bundle-member",
        "a commune under itself, a school with a weak key",
        replace(inner, members=(weak,), unit=replace(inner.unit, id=district().unit.id)),
    )
    yield two(
        "member-key-signature",
        "bundle-member-key",
        "a school under the district's key, which did not sign",
        replace(inner, members=(replace(school, key=of_district), *inner.members[1:])),
    )
    yield two(
        "member-signature-figures",
        "bundle-member-signature",
        "a payload not the commune's own, other figures",
        replace(low, paper=_signed_by(DISTRICT, low)),
    )
    yield two("member-figures-sum", "bundle-member-figures", "other figures than signed, too small", low)
    yield two(
        "member-sum-figures", "bundle-sum", "a commune below its schools, another sum", signed_again(low)
    )


def _negative_and_reversed(value: dict[str, Any]) -> None:
    value["figures"].update({"2": {"count": -1}})
    value["members"].reverse()


def _signed_by(unit: Unit, member: Member) -> bytes:
    return sign_paper(key_of(unit), member.paper[:-64])
