"""Domain values ⇄ the JSON bytes of a column. Rows are checked by their seal before they come here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from lcweek_desktop.domain.canonical import Json, canonical_json
from lcweek_desktop.domain.codec import signoff_from_json, signoff_json
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.storage.records import Scan, ScanKind


def packed(value: Json) -> bytes:
    return canonical_json(value)


def unpacked(body: bytes) -> Json:
    value: Json = json.loads(body)
    return value


def unpacked_mapping(body: bytes) -> Mapping[str, Json]:
    value = unpacked(body)
    assert isinstance(value, dict)
    return MappingProxyType(value)


def packed_signoff(signoff: SignOff) -> bytes:
    return canonical_json(signoff_json(signoff))


def unpacked_signoff(body: bytes) -> SignOff:
    return signoff_from_json(unpacked(body))


def packed_scans(scans: Iterable[Scan]) -> bytes:
    return canonical_json([[scan.sha256, scan.kind.value] for scan in scans])


def unpacked_scans(body: bytes) -> tuple[Scan, ...]:
    pairs: list[tuple[str, str]] = json.loads(body)
    return tuple(Scan(sha256, ScanKind(kind)) for sha256, kind in pairs)
