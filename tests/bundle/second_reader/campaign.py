"""A campaign: its manifest, definition, directory and earlier structures (Campaign).

Of the definition it judges what the format itself asks: TOML, the identity, the form hash. Which forms can be
used is the program's to say.
"""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from typing import Any

from tests.bundle.second_reader.small import (
    CODE,
    HASH,
    array,
    at_least,
    filled,
    fits,
    one_of,
    parse,
    record,
    refuse,
    text,
    write,
)

KIB, MIB = 1 << 10, 1 << 20
_FORM = ("form/campaign.toml", "form/phu-luc-1.toml", "form/phu-luc-2.toml", "form/checks.toml")
_MANIFEST = record(
    format=at_least(1),
    least_reader=at_least(1),
    kind=one_of("campaign"),
    campaign=fits(CODE),
    year=lambda value: at_least(2000)(value) and value <= 9999,
    edition=lambda value: at_least(1)(value) and value <= 9999,
    forms=array(fits(HASH)),
    unit=record(code=fits(CODE), edition=fits(CODE)),
    key=text,
    entries=array(record(length=at_least(0), name=text, sha256=fits(HASH))),
    program=filled,
)


def judge_manifest(manifest: Any) -> str:
    """Refuses a manifest that is none of a campaign; the trusted comment that belongs to it."""
    if not _MANIFEST(manifest) or not manifest["forms"]:
        refuse("bundle-manifest")
    hashes = manifest["forms"][1:]
    names = [*_FORM, "units.csv", *(f"earlier/{each}.json" for each in hashes)]
    is_ordered = hashes == sorted(set(hashes)) and manifest["forms"][0] not in hashes
    if [entry["name"] for entry in manifest["entries"]] != names or not is_ordered or len(hashes) > 32:
        refuse("bundle-manifest")
    if [entry["sha256"] for entry in manifest["entries"][5:]] != hashes:
        refuse("bundle-manifest")
    unit, campaign = manifest["unit"]["code"], manifest["campaign"]
    return f"lcweek campaign unit {unit} campaign {campaign} edition {manifest['edition']}"


def cap(name: str) -> int:
    return 4 * MIB if name == "units.csv" else 256 * KIB


def judge_campaign(manifest: Any, entries: dict[str, bytes]) -> dict[str, bool]:
    """The levels of the form, each with whether it is at the top."""
    if any(len(line) > 8 * KIB for name in _FORM for line in entries[name].split(b"\n")):
        refuse("bundle-form")
    try:
        campaign, headings, rows, _ = (tomllib.loads(entries[name].decode()) for name in _FORM)
        form = hashlib.sha256(write(_structure(headings, rows)).encode()).hexdigest()
        found = (campaign["id"], campaign["year"], campaign["edition"])
        levels = {level["key"]: level.get("top", False) for level in campaign["level"]}
    except (ValueError, KeyError, TypeError, AttributeError):
        refuse("bundle-form")
    if found != (manifest["campaign"], manifest["year"], manifest["unit"]["edition"]):
        refuse("bundle-campaign")
    if form != manifest["forms"][0]:
        refuse("bundle-campaign")
    level, parent = units(entries["units.csv"], levels).get(manifest["unit"]["code"], ("", None))
    if not level or parent or not levels[level]:
        refuse("bundle-publisher")
    for name, data in entries.items():
        if name.startswith("earlier/"):
            structure = parse(data, 16, "bundle-structure")
            if not isinstance(structure, dict) or set(structure) != {"headings", "measures", "rows"}:
                refuse("bundle-structure")
    return levels


def _structure(headings: Any, rows: Any) -> Any:
    """The form's structure (Names and hashes)."""
    measures = {each["key"]: _number(each) for each in rows["measure"]}
    return {
        "headings": _headings(headings["heading"]),
        "measures": [{"key": key, **number} if number else key for key, number in measures.items()],
        "rows": [
            {
                "key": row["key"],
                "parent": row.get("parent"),
                "own_lines": row.get("own_lines", False),
                "cells": {key: _cell(row["cells"][key], number) for key, number in measures.items()},
            }
            for row in rows["row"]
        ],
    }


def _headings(written: Any) -> list[Any]:
    """A heading has the levels that it names, else those of the one it stands under."""
    levels: dict[str | None, Any] = {None: None}
    found = []
    for each in written:
        own = levels[each["key"]] = each.get("levels", levels[each.get("parent")])
        found.append([each["key"], each["has_text"], *([] if own is None else [sorted(set(own))])])
    return found


def _cell(written: Any, of_measure: dict[str, Any]) -> Any:
    cell = written if isinstance(written, dict) else {"state": written}
    if cell["state"] == "closed":
        return {"levels": None, "state": "closed"}
    levels = sorted(cell["levels"]) if "levels" in cell else None
    return {"levels": levels, "state": cell["state"], **_number({**of_measure, **cell})}


def _number(written: Any) -> dict[str, Any]:
    """Decimals and roll-up where they are not 0 and `sum`."""
    usual = {"decimals": 0, "roll_up": "sum"}
    return {key: written[key] for key, value in usual.items() if written.get(key, value) != value}


def units(data: bytes, levels: dict[str, bool] | None) -> dict[str, tuple[str, str]]:
    """Level and parent of each unit; `levels` is None where they are not known."""
    found: dict[str, tuple[str, str]] = {}
    try:
        lines = [*csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)]
    except (ValueError, csv.Error):
        refuse("bundle-directory")
    if not lines or lines[0] != ["code", "name", "level", "parent_code"]:
        refuse("bundle-directory")
    for line in filter(None, lines[1:]):
        if len(line) != 4 or not line[1].strip() or (levels is not None and line[2].strip() not in levels):
            refuse("bundle-directory")
        if len(line[1].strip()) > 500:
            refuse("bundle-directory")
        code, parent = line[0].strip(), line[3].strip()
        if not fits(CODE)(code) or code in found or (parent and not fits(CODE)(parent)):
            refuse("bundle-directory")
        found[code] = (line[2].strip(), parent)
    for code in found:
        above = code
        for _ in range(17):
            above = found[above][1]
            if not above:
                break
            if above not in found:
                refuse("bundle-directory")
        else:
            refuse("bundle-directory")
    return found
