"""Manifests that break a rule, and entries that are not what the manifest lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lcweek_desktop.bundle import caps
from lcweek_desktop.domain.canonical import canonical_json, sha256_hex
from tests.bundle.made import (
    Pieces,
    crc_fixed,
    key_of,
)
from tests.bundle.scenarios.samples import (
    PHOTOS,
    minimal,
    nested,
    rich,
    without,
)
from tests.bundle.scenarios.scenario import Scenario
from tests.bundle.small import (
    FORM,
    SCHOOL,
)


def manifests() -> Iterator[Scenario]:
    def refused(file: str, says: str, data: bytes, code: str = "bundle-manifest") -> Scenario:
        return Scenario(f"manifest-{file}.lcweek", code, says, data)

    written = canonical_json(minimal().manifest)
    yield refused("bom", "a byte order mark", minimal().bytes(b"\xef\xbb\xbf" + written))
    yield refused(
        "not-utf8", "a byte that is no UTF-8", minimal().bytes(written.replace(b"lcweek", b"lcwee\xff"))
    )
    yield refused("spaces", "a space after a colon", minimal().bytes(written.replace(b'":', b'": ', 1)))
    yield refused("key-order", "keys out of order", minimal().bytes(_reordered(minimal().manifest)))
    yield refused("duplicate-key", "a key twice", minimal().bytes(b'{"campaign":"thu",' + written[1:]))
    yield refused("float", "1.0 for 1", minimal().bytes(written.replace(b'"issue":1', b'"issue":1.0')))
    yield refused("nan", "NaN", minimal().bytes(written.replace(b'"issue":1', b'"issue":NaN')))
    yield refused("minus-zero", "-0", minimal().bytes(written.replace(b'"members":0', b'"members":-0')))
    yield refused(
        "escape", "an escape that need not be", minimal().bytes(written.replace(b"lcweek", b"\\u006ccweek"))
    )
    yield refused(
        "surrogate", "half a surrogate pair", minimal().bytes(written.replace(b"lcweek", b"\\ud800"))
    )
    yield refused(
        "number-cap", "an integer above 10^18", minimal().changed(issue=caps.MAX_INTEGER + 1).bytes()
    )
    yield refused("too-deep", "17 arrays inside each other", minimal().changed(extra=nested(16)).bytes())
    yield refused("unknown-key", "a key that the format does not have", minimal().changed(extra=1).bytes())
    yield refused("missing-key", "no recipient", without(minimal(), "recipient").bytes())
    yield refused("kind-unknown", "a kind that nobody knows", minimal().changed(kind="letter").bytes())
    yield refused("revision-0", "revision 0 outside a roll-up", minimal().changed(revision=0).bytes())
    yield refused("issue-0", "issue 0", minimal().changed(issue=0).bytes())
    yield refused("two-forms", "two forms", minimal().changed(forms=[FORM.hash] * 2).bytes())
    yield refused("bad-code", "a recipient that is no unit code", minimal().changed(recipient="a b").bytes())
    yield refused("photo-name", "a photo not under its hash", _misnamed().bytes())
    yield refused(
        "newer", "needs a later reader", minimal().changed(least_reader=2, extra=1).bytes(), "bundle-newer"
    )
    yield refused(
        "assignment", "kind assignment", minimal().changed(kind="assignment").bytes(), "bundle-kind"
    )
    yield refused("receipt", "kind receipt", minimal().changed(kind="receipt").bytes(), "bundle-kind")
    later = minimal().changed(format=2)
    yield refused("format-2", "a later format that this reader may read", later.bytes(), "")
    totals = {**minimal().manifest["totals"], "cells": 4}
    yield refused(
        "totals",
        "control totals of other figures",
        minimal().changed(totals=totals).bytes(),
        "bundle-figures",
    )
    extra = Pieces.of(minimal().bytes(), key_of(SCHOOL)).part("x.json", b"{}")
    yield refused("extra-entry", "an entry that is not listed", extra.bytes(), "bundle-entries")
    yield refused("listed-extra", "a listed entry that the format does not have", extra.listed().bytes())
    lost = Pieces.of(rich(), key_of(SCHOOL))
    del lost.parts[f"photos/{sha256_hex(PHOTOS[0])}.jpg"]
    yield refused("lost-entry", "a listed photo is missing", lost.bytes(), "bundle-entries")
    yield Scenario(
        "hash-report.lcweek", "bundle-hash", "a digit of report.json changed", _other_digit(minimal().bytes())
    )


def _reordered(manifest: dict[str, Any]) -> bytes:
    return json.dumps(dict(sorted(manifest.items(), reverse=True)), separators=(",", ":")).encode()


def _misnamed() -> Pieces:
    pieces = Pieces.of(rich(), key_of(SCHOOL))
    photos = {name for name in pieces.parts if name.startswith("photos/")}
    photo = pieces.parts.pop(max(photos))
    return pieces.part(f"photos/{'f' * 64}.jpg", photo).listed()


def _other_digit(good: bytes) -> bytes:
    text = minimal().parts["report.json"]
    return crc_fixed(good, "report.json", text.replace(b'"count":2', b'"count":3'))
