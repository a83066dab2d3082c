"""A receipt: its manifest, and what a receiver says of a report (Receipt)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from tests.bundle.second_reader.small import (
    CODE,
    HASH,
    array,
    at_least,
    filled,
    fits,
    one_of,
    or_null,
    parse,
    record,
    refuse,
    text,
)

_MANIFEST = record(
    format=at_least(1),
    least_reader=at_least(1),
    kind=one_of("receipt"),
    campaign=fits(CODE),
    unit=record(code=fits(CODE), edition=fits(CODE)),
    recipient=fits(CODE),
    number=at_least(1),
    key=text,
    entries=array(record(length=at_least(0), name=text, sha256=fits(HASH))),
    program=filled,
)
_UNIT = record(code=fits(CODE), edition=fits(CODE), level=filled, name=filled, parent=or_null(fits(CODE)))
_CELL, _HEADING = record(measure=filled, row=filled), record(heading=filled)
_PHOTO = record(photo=fits(HASH))


def _place(value: Any) -> bool:
    return value is None or bool(_CELL(value) or _HEADING(value) or _PHOTO(value))


def _day(value: Any) -> bool:
    if not text(value):
        return False
    try:
        return value in ("", date.fromisoformat(value or "2024-01-01").isoformat())
    except ValueError:
        return False


_RECEIPT = record(
    campaign=fits(CODE),
    day=_day,
    fingerprint=fits(re.compile(r"[0-9a-f]{64}|[0-9a-f]{20}")),
    highest=at_least(0),
    number=at_least(1),
    receiver=_UNIT,
    remarks=array(
        record(
            id=fits(re.compile(r"[0-9a-f]{16}")),
            place=_place,
            state=one_of("open", "answered", "settled"),
            text=filled,
        )
    ),
    revision=at_least(0),
    unit=_UNIT,
    verdict=one_of("accepted", "returned"),
)


def judge_manifest(manifest: Any) -> str:
    """Refuses a manifest that is none of a receipt; the trusted comment that belongs to it."""
    if not _MANIFEST(manifest) or [entry["name"] for entry in manifest["entries"]] != ["receipt.json"]:
        refuse("bundle-manifest")
    maker, to = manifest["unit"]["code"], manifest["recipient"]
    campaign, number = manifest["campaign"], manifest["number"]
    return f"lcweek receipt unit {maker} campaign {campaign} for {to} number {number}"


def cap(_name: str) -> int:
    return 256 << 10


def judge_receipt(manifest: Any, data: bytes) -> None:
    value = parse(data, 16, "bundle-receipt")
    if not _RECEIPT(value) or value["highest"] < value["revision"]:
        refuse("bundle-receipt")
    remarks, receiver, unit = value["remarks"], value["receiver"], value["unit"]
    is_open = any(each["state"] != "settled" for each in remarks)
    if len(remarks) > 100 or len({each["id"] for each in remarks}) != len(remarks):
        refuse("bundle-receipt")
    if is_open != (value["verdict"] == "returned"):
        refuse("bundle-receipt")
    if receiver["edition"] != unit["edition"] or receiver["code"] == unit["code"]:
        refuse("bundle-receipt")
    maker = {key: receiver[key] for key in ("code", "edition")}
    said = (manifest["unit"], manifest["recipient"], manifest["campaign"], manifest["number"])
    if (maker, unit["code"], value["campaign"], value["number"]) != said:
        refuse("bundle-identity")
    texts = [receiver["name"], unit["name"], *(each["text"] for each in remarks)]
    if any(len(each) > 500 for each in texts):
        refuse("bundle-long-text")
