"""A committed bundle made again without packages from outside, so that another Python can do it."""

from __future__ import annotations

import base64
import hashlib
import json
from types import SimpleNamespace
from typing import Any

from lcweek_desktop.bundle.container import Entry, read_container, write_container
from lcweek_desktop.bundle.manifest import BundleKind, EntryInfo, Manifest, Totals
from lcweek_desktop.bundle.paper import report_payload
from lcweek_desktop.domain.canonical import canonical_json, sha256_hex
from lcweek_desktop.domain.codec import report_json, signoff_json
from lcweek_desktop.domain.rollup import report_sums
from tests.bundle.small_form import COMMUNE, FORM, SIGNOFF, report, rich_content


def rebuilt(committed: bytes) -> bytes:
    """ok-photos.lcweek made again, with photos, key, program name and signatures from `committed`."""
    manifest, signature, report_part, _, *photos = read_container(committed)
    given = json.loads(bytes(manifest.data))
    key: Any = SimpleNamespace(number=base64.b64decode(given["key"])[2:10])
    hashes = [item["sha256"] for item in json.loads(bytes(report_part.data))["photos"]]
    written = report(content=rich_content({sha256: f"Ảnh {at}" for at, sha256 in enumerate(hashes, 1)}))
    sums = report_sums(FORM, written)
    report_bytes = canonical_json(report_json(written))
    fingerprint = sha256_hex(report_bytes)
    payload = report_payload(FORM, written, sums, fingerprint, key)
    entries = [
        Entry("report.json", report_bytes),
        Entry("signoff.json", canonical_json(signoff_json(SIGNOFF))),
        *photos,
    ]
    rebuilt_manifest = Manifest(
        kind=BundleKind.REPORT,
        campaign=written.campaign,
        form=written.form_hash,
        unit=written.unit.id,
        recipient=COMMUNE.code,
        revision=written.revision,
        fingerprint=fingerprint,
        previous=written.previous,
        restored=0,
        issue=1,
        key=given["key"],
        paper=payload + base64.b64decode(given["paper"])[-64:],
        entries=tuple(EntryInfo(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in entries),
        totals=Totals.of(written, sums),
        program=given["program"],
    )
    return write_container([Entry("manifest.json", rebuilt_manifest.to_bytes()), signature, *entries])
