"""Strict JSON: what is not the one canonical form is refused (docs/bundle-format.md, JSON)."""

from __future__ import annotations

import pytest

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.strictjson import strict_json
from lcweek_desktop.domain.canonical import canonical_json
from lcweek_desktop.domain.codec import MalformedError


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b'{"a":[1,-1,0,true,null,""],"b":{}}',
        '{"tên":"Tiểu học “Đoàn Kết” \\"A\\" \\\\"}'.encode(),
        b"[%d,%d]" % (caps.MAX_INTEGER, -caps.MAX_INTEGER),
        b'"' + b"a" * caps.MAX_STRING_BYTES + b'"',
        nested(caps.MAX_DEPTH),
        b"[" + b"[]," * (caps.MAX_VALUES - 2) + b"{}]",
        b'{"a":[' + b'"[,{\\\\",' * (caps.MAX_VALUES - 3) + b'"\\""]}',
    ],
)
def test_canonical_json_is_taken(data: bytes) -> None:
    assert canonical_json(strict_json(data, caps.MAX_DEPTH)) == data


@pytest.mark.parametrize(
    ("data", "place", "reason"),
    [
        (b"", "", "not JSON"),
        (b"{", "", "not JSON"),
        (b"\xef\xbb\xbf{}", "", "not JSON"),
        (b'"\xff"', "", "not JSON"),
        (b'"\xc0\xaf"', "", "not JSON"),
        ('"a"'.encode("utf-16"), "", "not JSON"),
        (b"[" * 100_000, "", "not JSON"),
        (b"9" * 5000, "", "not JSON"),
        (b"{} ", "", "not canonical"),
        (b'{"b":1,"a":1}', "", "not canonical"),
        (b'{"a":1,"a":1}', "", "not canonical"),
        (b"-0", "", "not canonical"),
        (b'"\\u0061"', "", "not canonical"),
        (b'"\\/"', "", "not canonical"),
        (b'{"a":1.0}', "/a", "not a whole number"),
        (b"[1e3]", "/0", "not a whole number"),
        (b"[NaN]", "/0", "not a whole number"),
        (b"[-Infinity]", "/0", "not a whole number"),
        (b"[%d]" % (caps.MAX_INTEGER + 1), "/0", "out of range"),
        (b"[%d]" % (-caps.MAX_INTEGER - 1), "/0", "out of range"),
        (nested(caps.MAX_DEPTH + 1), "/0" * caps.MAX_DEPTH, "too deep"),
        (b"[" + b"[]," * caps.MAX_VALUES + b"[]]", "", "too many values"),
        (b"[" + b'{"a":0},' * (caps.MAX_VALUES // 2) + b"0]", "", "too many values"),
        (b'["\\ud800"]', "/0", "character"),
        (b'["a\\nb"]', "/0", "character"),
        ('["a\u0085b"]'.encode(), "/0", "character"),
        ('["a\u202eb"]'.encode(), "/0", "character"),
        ('{"a\u2066":1}'.encode(), "", "character"),
        ('["e\u0302"]'.encode(), "/0", "not NFC"),
        ('{"e\u0302":1}'.encode(), "", "not NFC"),
        (b'["' + b"a" * (caps.MAX_STRING_BYTES + 1) + b'"]', "/0", "too long"),
        ('["' + "ạ" * (caps.MAX_STRING_BYTES // 3 + 1) + '"]', "/0", "too long"),
    ],
)
def test_anything_else_is_refused_with_its_place(data: bytes | str, place: str, reason: str) -> None:
    with pytest.raises(MalformedError) as refused:
        strict_json(data.encode() if isinstance(data, str) else data, caps.MAX_DEPTH)
    assert (refused.value.place, refused.value.reason) == (place, reason)
