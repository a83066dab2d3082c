"""Values that are stored as JSON in one column of a row.

They are written as canonical JSON. What is read was checked by the seal of its row, so its shape is not
checked again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from lcweek_desktop.domain.canonical import Json, canonical_json
from lcweek_desktop.domain.codec import signoff_from_json, signoff_json
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.storage.records import Scan, ScanKind


def decode_json(column: bytes) -> Json:
    """The JSON value of a column."""
    value: Json = json.loads(column)
    return value


def encode_signoff(signoff: SignOff) -> bytes:
    """The column of a sign-off."""
    return canonical_json(signoff_json(signoff))


def decode_signoff(column: bytes) -> SignOff:
    """The sign-off of a column."""
    return signoff_from_json(decode_json(column))


def encode_scans(scans: Iterable[Scan]) -> bytes:
    """The column of a report's scans, in their order."""
    return canonical_json([[scan.sha256, scan.kind.value] for scan in scans])


def decode_scans(column: bytes) -> tuple[Scan, ...]:
    """The scans of a column, in their order."""
    return tuple(Scan(sha256, ScanKind(kind)) for sha256, kind in json.loads(column))
