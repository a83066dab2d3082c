"""Signatures in another form or by another key, and keys that no reader may accept."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lcweek_desktop.bundle.container import read_container
from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.paper import sign_paper
from lcweek_desktop.domain.canonical import canonical_json
from tests.bundle.curve_signatures import IDENTITY, MixedKey, minisig, prehash, sign_with_point
from tests.bundle.sample_bundles import (
    BundleParts,
    bundle,
    key_of,
)
from tests.bundle.scenarios.samples import (
    minimal,
    without,
)
from tests.bundle.scenarios.scenario import Scenario
from tests.bundle.small_form import (
    COMMUNE,
    MINIMAL,
    report,
)


def signatures() -> Iterator[Scenario]:
    def refused(file: str, says: str, data: bytes) -> Scenario:
        return Scenario(f"sig-{file}.lcweek", "bundle-signature", says, data)

    pieces = minimal()
    signed = pieces.signature(canonical_json(pieces.manifest))
    lines = signed.split(b"\n")
    other = replace(minimal(), key=key_of(COMMUNE))
    yield refused("wrong-key", "signed with another key", other.to_bytes())
    foreign = minimal().with_manifest(key=key_of(COMMUNE).public.base64)
    yield refused("key-replaced", "another key in the manifest", foreign.to_bytes())
    elsewhere = bundle(report(content=MINIMAL), issue=2)
    taken = bytes(read_container(elsewhere)[1].data)
    yield refused(
        "of-another-manifest", "the signature of the second issue", minimal().to_bytes(signed=taken)
    )
    yield refused(
        "comment-changed",
        "another trusted comment",
        minimal().to_bytes(signed=signed.replace(b"thu", b"thi")),
    )
    yield refused("comment-other", "a signed comment of other words", _other_comment())
    untrusted = signed.replace(lines[0], lines[0] + b"!")
    yield refused("untrusted-comment", "another untrusted comment", minimal().to_bytes(signed=untrusted))
    yield refused("crlf", "lines ended by CR LF", minimal().to_bytes(signed=signed.replace(b"\n", b"\r\n")))
    yield refused("no-newline", "no line feed at the end", minimal().to_bytes(signed=signed[:-1]))
    yield refused("not-prehashed", "the older kind of minisign", _not_prehashed())
    yield refused("base64", "bits that base64 ignores", minimal().to_bytes(signed=_loose_base64(lines)))
    yield refused("empty", "an empty signature", minimal().to_bytes(signed=b""))
    yield refused("r-identity", "R is the neutral point", _chosen_r(of_manifest=IDENTITY))
    yield refused(
        "comment-r-identity", "R of the second signature is the neutral point", _chosen_r(of_comment=IDENTITY)
    )
    yield refused("cofactor", "fits only when both sides are multiplied by 8", _mixed(exact=False))
    yield Scenario(
        "ok-key-mixed-order.lcweek",
        "",
        "a key outside the subgroup of the base, whose signature fits exactly",
        _mixed(exact=True),
    )


def _chosen_r(of_manifest: bytes = b"", of_comment: bytes = b"") -> bytes:
    """The minimal bundle with a valid signature of its key whose R was chosen."""
    pieces = minimal()
    manifest = canonical_json(pieces.manifest)

    def signed(point: bytes, message: bytes) -> bytes:
        return sign_with_point(pieces.key, point, message) if point else pieces.key.sign(message)

    first = signed(of_manifest, prehash(manifest))
    second = signed(of_comment, first + pieces.comment.encode())
    return pieces.to_bytes(signed=minisig(pieces.key.public, pieces.comment, first, second))


def _mixed(*, exact: bool) -> bytes:
    """The minimal bundle under a key of mixed order."""
    pieces = minimal()
    key = MixedKey(pieces.key.seed)
    payload = base64.b64decode(pieces.manifest["paper"])[:-64]
    payload = payload.replace(pieces.key.public.number, key.public.number, 1)
    paper = base64.b64encode(sign_paper(key, payload)).decode()
    pieces.with_manifest(key=key.public.base64, paper=paper)
    manifest = prehash(canonical_json(pieces.manifest))
    first = key.sign(manifest) if exact else key.sign_up_to_cofactor(manifest)
    second = key.sign(first + pieces.comment.encode())
    return pieces.to_bytes(signed=minisig(key.public, pieces.comment, first, second))


def _other_comment() -> bytes:
    class Other(BundleParts):
        comment = "lcweek report"

    pieces = minimal()
    return Other(pieces.manifest, pieces.parts, pieces.key).to_bytes()


def _not_prehashed() -> bytes:
    """Written by hand: algorithm Ed signs the manifest itself."""
    pieces = minimal()
    manifest = canonical_json(pieces.manifest)
    signature, comment = pieces.key.sign(manifest), pieces.comment.encode()
    key = pieces.key.public.number
    lines = (
        b"untrusted comment: signature of the manifest of an lcweek bundle",
        base64.b64encode(b"Ed" + key + signature),
        b"trusted comment: " + comment,
        base64.b64encode(pieces.key.sign(signature + comment)),
    )
    return pieces.to_bytes(signed=b"\n".join(lines) + b"\n")


def _loose_base64(lines: list[bytes]) -> bytes:
    last = lines[3].rstrip(b"=")
    assert last[-1:] in b"AQgw"
    loose = last[:-1] + bytes([last[-1] + 1])
    return b"\n".join([*lines[:3], loose + b"==", b""])


def keys() -> Iterator[Scenario]:
    def refused(file: str, says: str, raw: bytes, code: str = "key-weak") -> Scenario:
        return Scenario(f"key-{file}.lcweek", code, says, _weak(raw))

    one = (1).to_bytes(32, "little")
    yield refused("low-order", "the neutral point: its signature fits any message", one)
    yield refused("low-order-8", "a point of order 8", bytes.fromhex(_ORDER_8))
    yield refused("non-canonical", "the neutral point written as p + 1", (2**255 - 18).to_bytes(32, "little"))
    yield refused("non-canonical-3", "y = 3 written as p + 3", (2**255 - 16).to_bytes(32, "little"))
    other = PublicKey.from_base64(minimal().manifest["key"])
    number = base64.b64encode(b"Ed" + bytes(8) + other.raw).decode()
    yield Scenario(
        "key-number.lcweek",
        "key-malformed",
        "a key number that is not the key's",
        minimal().with_manifest(key=number).to_bytes(),
    )
    yield Scenario(
        "key-text.lcweek",
        "key-malformed",
        "a key that is no base64",
        minimal().with_manifest(key="RW?").to_bytes(),
    )
    yield Scenario("key-missing.lcweek", "key-malformed", "no key", without(minimal(), "key").to_bytes())
    outside = (2).to_bytes(32, "little")
    yield refused("not-on-curve", "y = 2, which no point has", outside, "bundle-signature")


_ORDER_8: Final = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"


def _weak(raw: bytes) -> bytes:
    """A manifest with the weak key `raw` and a signature that libraries accept for the neutral point."""
    key = PublicKey(raw)
    pieces = minimal().with_manifest(key=key.base64)
    signature = IDENTITY + bytes(32)
    return pieces.to_bytes(signed=minisig(key, pieces.comment, signature, signature))
