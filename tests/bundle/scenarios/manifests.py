"""Manifests that break a rule, and entries that are not what the manifest lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lcweek_desktop.bundle import caps
from lcweek_desktop.domain.canonical import canonical_json, sha256_hex
from tests.bundle.sample_bundles import (
    BundleParts,
    key_of,
    with_entry,
)
from tests.bundle.scenarios.samples import (
    PHOTOS,
    minimal,
    nested,
    rich,
    without,
)
from tests.bundle.scenarios.scenario import Scenario
from tests.bundle.small_form import (
    FORM,
    SCHOOL,
)


def manifests() -> Iterator[Scenario]:
    def refused(file: str, says: str, data: bytes, code: str = "bundle-manifest") -> Scenario:
        return Scenario(f"manifest-{file}.lcweek", code, says, data)

    written = canonical_json(minimal().manifest)
    yield refused("bom", "a byte order mark", minimal().to_bytes(b"\xef\xbb\xbf" + written))
    yield refused(
        "not-utf8", "a byte that is no UTF-8", minimal().to_bytes(written.replace(b"lcweek", b"lcwee\xff"))
    )
    yield refused("spaces", "a space after a colon", minimal().to_bytes(written.replace(b'":', b'": ', 1)))
    yield refused("key-order", "keys out of order", minimal().to_bytes(_reordered(minimal().manifest)))
    yield refused("duplicate-key", "a key twice", minimal().to_bytes(b'{"campaign":"thu",' + written[1:]))
    yield refused("float", "1.0 for 1", minimal().to_bytes(written.replace(b'"issue":1', b'"issue":1.0')))
    yield refused("nan", "NaN", minimal().to_bytes(written.replace(b'"issue":1', b'"issue":NaN')))
    yield refused("minus-zero", "-0", minimal().to_bytes(written.replace(b'"members":0', b'"members":-0')))
    yield refused(
        "escape",
        "an escape that need not be",
        minimal().to_bytes(written.replace(b"lcweek", b"\\u006ccweek")),
    )
    yield refused(
        "surrogate", "half a surrogate pair", minimal().to_bytes(written.replace(b"lcweek", b"\\ud800"))
    )
    yield refused(
        "number-cap", "an integer above 10^18", minimal().with_manifest(issue=caps.MAX_INTEGER + 1).to_bytes()
    )
    yield refused(
        "too-deep", "17 arrays inside each other", minimal().with_manifest(extra=nested(16)).to_bytes()
    )
    yield refused(
        "unknown-key", "a key that the format does not have", minimal().with_manifest(extra=1).to_bytes()
    )
    yield refused("missing-key", "no recipient", without(minimal(), "recipient").to_bytes())
    yield refused(
        "kind-unknown", "a kind that nobody knows", minimal().with_manifest(kind="letter").to_bytes()
    )
    yield refused(
        "revision-0", "revision 0 outside a roll-up", minimal().with_manifest(revision=0).to_bytes()
    )
    yield refused("issue-0", "issue 0", minimal().with_manifest(issue=0).to_bytes())
    yield refused("restored-none", "no count of restores", without(minimal(), "restored").to_bytes())
    yield refused("restored-minus", "restored -1 times", minimal().with_manifest(restored=-1).to_bytes())
    too_often = minimal().with_manifest(restored=caps.MAX_RESTORED + 1)
    yield refused("restored-cap", "restored 10,000 times", too_often.to_bytes())
    yield refused("two-forms", "two forms", minimal().with_manifest(forms=[FORM.hash] * 2).to_bytes())
    yield refused(
        "bad-code", "a recipient that is no unit code", minimal().with_manifest(recipient="a b").to_bytes()
    )
    yield refused("program-empty", "no program", minimal().with_manifest(program="").to_bytes())
    first = minimal().with_manifest(previous="ab" * 32).with_report(lambda r: r.update(previous="ab" * 32))
    yield refused("revision-1-previous", "a first revision with one before it", first.to_bytes())
    yield refused("photo-name", "a photo not under its hash", _misnamed().to_bytes())
    yield refused(
        "newer",
        "needs a later reader",
        minimal().with_manifest(least_reader=2, extra=1).to_bytes(),
        "bundle-newer",
    )
    yield refused(
        "assignment",
        "the manifest of a report that calls itself an assignment",
        minimal().with_manifest(kind="assignment").to_bytes(),
    )
    yield refused(
        "receipt",
        "a report that calls itself a receipt",
        minimal().with_manifest(kind="receipt").to_bytes(),
        "bundle-manifest",
    )
    later = minimal().with_manifest(format=2)
    yield refused("format-2", "a later format that this reader may read", later.to_bytes(), "")
    totals = {**minimal().manifest["totals"], "cells": 4}
    yield refused(
        "totals",
        "control totals of other figures",
        minimal().with_manifest(totals=totals).to_bytes(),
        "bundle-figures",
    )
    extra = BundleParts.of(minimal().to_bytes(), key_of(SCHOOL)).with_part("x.json", b"{}")
    yield refused("extra-entry", "an entry that is not listed", extra.to_bytes(), "bundle-entries")
    yield refused("listed-extra", "a listed entry that the format does not have", extra.relisted().to_bytes())
    lost = BundleParts.of(rich(), key_of(SCHOOL))
    del lost.parts[f"photos/{sha256_hex(PHOTOS[0])}.jpg"]
    yield refused("lost-entry", "a listed photo is missing", lost.to_bytes(), "bundle-entries")
    yield Scenario(
        "hash-report.lcweek",
        "bundle-hash",
        "a digit of report.json changed",
        _other_digit(minimal().to_bytes()),
    )


def _reordered(manifest: dict[str, Any]) -> bytes:
    return json.dumps(dict(sorted(manifest.items(), reverse=True)), separators=(",", ":")).encode()


def _misnamed() -> BundleParts:
    pieces = BundleParts.of(rich(), key_of(SCHOOL))
    photos = {name for name in pieces.parts if name.startswith("photos/")}
    photo = pieces.parts.pop(max(photos))
    return pieces.with_part(f"photos/{'f' * 64}.jpg", photo).relisted()


def _other_digit(good: bytes) -> bytes:
    text = minimal().parts["report.json"]
    return with_entry(good, "report.json", text.replace(b'"count":2', b'"count":3'))
