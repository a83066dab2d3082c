"""An assignment: its manifest, what it says, the recipient's place, and the campaign in it (Assignment)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.bundle.second_reader.campaign import units
from tests.bundle.second_reader.small import (
    CODE,
    HASH,
    Form,
    Refused,
    array,
    at_least,
    filled,
    fits,
    one_of,
    or_null,
    parse,
    public_key,
    record,
    refuse,
    text,
)

MIB = 1 << 20
_ENTRIES = ["assignment.json", "units.csv", "campaign.lcweek"]
_MANIFEST = record(
    format=at_least(1),
    least_reader=at_least(1),
    kind=one_of("assignment"),
    campaign=fits(CODE),
    form=fits(HASH),
    unit=record(code=fits(CODE), edition=fits(CODE)),
    recipient=fits(CODE),
    issue=at_least(1),
    key=text,
    entries=array(record(length=at_least(0), name=text, sha256=fits(HASH))),
    program=filled,
)


def judge_manifest(manifest: Any) -> str:
    """Refuses a manifest that is none of an assignment; the trusted comment that belongs to it."""
    if not _MANIFEST(manifest):
        refuse("bundle-manifest")
    if [entry["name"] for entry in manifest["entries"]] not in (_ENTRIES[:2], _ENTRIES):
        refuse("bundle-manifest")
    giver, of = manifest["unit"]["code"], manifest["campaign"]
    return (
        f"lcweek assignment unit {giver} campaign {of} to {manifest['recipient']} issue {manifest['issue']}"
    )


def cap(name: str) -> int:
    return 16 * MIB if name == "campaign.lcweek" else 4 * MIB


def judge_assignment(
    manifest: Any, entries: list[tuple[str, bytes]], known: dict[str, Form], campaign: Callable[[bytes], Any]
) -> None:
    """`campaign` judges the bytes of an enclosed campaign, and gives its manifest and levels."""
    value = parse(entries[0][1], 16, "bundle-assignment")
    if not _CONTENT(value):
        refuse("bundle-assignment")
    first = value["givers"][0]
    if (first["unit"], first["key"]) != (manifest["unit"]["code"], manifest["key"]):
        refuse("bundle-assignment")
    levels = None
    if len(entries) == 3:
        enclosed, levels = campaign(entries[2][1])
        said = (manifest["campaign"], manifest["form"], manifest["unit"]["edition"])
        if (enclosed["campaign"], enclosed["forms"][0], enclosed["unit"]["edition"]) != said:
            refuse("bundle-campaign")
    else:
        form = known.get(manifest["form"])
        if form is None or form.edition != manifest["unit"]["edition"]:
            return
    listed = units(entries[1][1], levels)
    above = _above(listed, manifest["recipient"])
    below = {each for each in listed if manifest["recipient"] in _above(listed, each)}
    at_or_below = {manifest["recipient"], *below}
    if manifest["recipient"] not in listed or listed.keys() - {*above, *at_or_below}:
        refuse("bundle-place")
    if {each["unit"] for each in value["givers"]} - {*above}:
        refuse("bundle-place")
    if {each["unit"] for each in value["known"]} - at_or_below:
        refuse("bundle-place")


def _above(listed: dict[str, tuple[str, str]], code: str) -> list[str]:
    found = []
    while code in listed and listed[code][1]:
        code = listed[code][1]
        found.append(code)
    return found


def _is_key(value: Any) -> bool:
    try:
        public_key(value, "no", "no")
    except Refused:
        return False
    return True


def _is_day(value: Any) -> bool:
    try:
        return bool(text(value)) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _line(value: Any) -> bool:
    return text(value) and len(value) <= 500


def _differ(values: list[Any]) -> bool:
    return len(set(values)) == len(values)


_GIVER = record(key=_is_key, unit=fits(CODE))
_KNOWN = record(
    keys=lambda value: array(_is_key)(value) and len(value) <= 64 and _differ(value),
    restored=lambda value: at_least(0)(value) and value <= 9_999,
    revision=at_least(0),
    unit=fits(CODE),
)
_CONTENT = record(
    deadline=or_null(record(day=_is_day, text=lambda value: _line(value) and bool(value))),
    givers=lambda value: (
        array(_GIVER)(value) and 1 <= len(value) <= 64 and _differ([each["key"] for each in value])
    ),
    known=lambda value: (
        array(_KNOWN)(value) and [each["unit"] for each in value] == sorted({each["unit"] for each in value})
    ),
    note=_line,
)
