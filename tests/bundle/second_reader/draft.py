"""A draft: its manifest, and what was entered (Draft)."""

from __future__ import annotations

from typing import Any

from tests.bundle.second_reader import parts
from tests.bundle.second_reader.report import content_shapes, judge_lengths
from tests.bundle.second_reader.small import (
    CODE,
    HASH,
    Form,
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

MIB = 1 << 20
_MANIFEST = record(
    format=at_least(1),
    least_reader=at_least(1),
    kind=one_of("draft"),
    campaign=fits(CODE),
    form=fits(HASH),
    unit=record(code=fits(CODE), edition=fits(CODE)),
    bases=array(fits(HASH)),
    key=text,
    entries=array(record(length=at_least(0), name=text, sha256=fits(HASH))),
    program=filled,
)
_UNIT = record(code=fits(CODE), edition=fits(CODE), level=filled, name=filled, parent=or_null(fits(CODE)))
_ENTERED = ("accepted", "figures", "narrative", "notes", "own_lines", "photos")


def judge_manifest(manifest: Any) -> str:
    """Refuses a manifest that is none of a draft; the trusted comment that belongs to it."""
    if not _MANIFEST(manifest):
        refuse("bundle-manifest")
    entries, bases = manifest["entries"], manifest["bases"]
    names = [entry["name"] for entry in entries]
    if names[:1] != ["draft.json"] or names[1:] != sorted(set(names[1:])) or len(names) > 41:
        refuse("bundle-manifest")
    for entry in entries[1:]:
        found = parts.PHOTO.fullmatch(entry["name"])
        if not found or found[1] != entry["sha256"]:
            refuse("bundle-manifest")
    if len(bases) > 16 or len({*bases, entries[0]["sha256"]}) != len(bases) + 1:
        refuse("bundle-manifest")
    return f"lcweek draft unit {manifest['unit']['code']} campaign {manifest['campaign']}"


def cap(_name: str) -> int:
    return 2 * MIB


def judge_draft(manifest: Any, entries: list[tuple[str, bytes]], known: dict[str, Form]) -> None:
    value = parse(entries[0][1], 16, "bundle-draft")
    keys = {"campaign", "form", "signoff", "unit", *_ENTERED}
    if not isinstance(value, dict) or set(value) != keys or not _UNIT(value["unit"]):
        refuse("bundle-draft")
    if not fits(CODE)(value["campaign"]) or not fits(HASH)(value["form"]):
        refuse("bundle-draft")
    parts.judge_signoff(value["signoff"], "bundle-draft")
    unit = {key: value["unit"][key] for key in ("code", "edition")}
    said = (manifest["unit"], manifest["campaign"], manifest["form"])
    if (unit, value["campaign"], value["form"]) != said:
        refuse("bundle-identity")
    if len(value["unit"]["name"]) > 500:
        refuse("bundle-long-text")
    parts.judge_signoff_lengths(value["signoff"])
    parts.judge_photos(value, entries[1:], "bundle-draft")
    form = known.get(manifest["form"])
    if form is None:
        return
    if not record(**content_shapes(form, text, form.all_texts))({key: value[key] for key in _ENTERED}):
        refuse("bundle-draft")
    numbers = [number for row in value["figures"].values() for number in row.values()]
    numbers += [number for line in value["own_lines"] for number in line["values"].values()]
    if any(number < 0 for number in numbers):
        refuse("bundle-draft")
    judge_lengths(value)
