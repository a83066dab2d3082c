"""What a report and a draft have in common: the photos, and the sign-off."""

from __future__ import annotations

import re
import struct
from datetime import date
from typing import Any

from tests.bundle.second_reader.small import HASH, array, fits, or_null, record, refuse, text

PHOTO = re.compile(r"photos/([0-9a-f]{64})\.jpg")


def judge_photos(value: Any, entries: list[tuple[str, bytes]], malformed: str) -> None:
    """Refuses entries that are not the photos that the value lists."""
    listed = value.get("photos")
    if not isinstance(listed, list):
        refuse(malformed)
    for each in listed:
        if not isinstance(each, dict) or not fits(HASH)(each.get("sha256")):
            refuse(malformed)
    photos = {found[1]: content for name, content in entries if (found := PHOTO.fullmatch(name))}
    if {each["sha256"] for each in listed} != set(photos) or len(listed) > 40:
        refuse("bundle-entries")
    for content in photos.values():
        if not 1 <= _pixels(content) <= 40_000_000:
            refuse("bundle-photo")


def _pixels(data: bytes) -> int:
    """Width times height; 0 for what is no photo."""
    if data[:3] != b"\xff\xd8\xff":
        return 0
    at = 2
    while True:
        marker = re.compile(rb"\xff+([^\xff])", re.DOTALL).match(data, at)
        if not marker or marker[1] in (b"\0", b"\xd8", b"\xd9", b"\xda"):
            return 0
        at = marker.end()
        number = marker[1][0]
        if number == 1 or 0xD0 <= number <= 0xD7:
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        if length < 2 or at + length > len(data):
            return 0
        if 0xC0 <= number <= 0xCF and number not in (0xC4, 0xC8, 0xCC):
            if length < 8 or data[at + 7] < 1 or length != 8 + 3 * data[at + 7]:
                return 0
            height, width = struct.unpack_from(">HH", data, at + 3)
            return int(height * width)
        at += length


def _is_date(value: Any) -> bool:
    if value == "":
        return True
    if not fits(re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"))(value):
        return False
    try:
        date(*map(int, value.split("-")))
    except ValueError:
        return False
    return True


_LINE, _LINES = or_null(text), or_null(array(text))
_SIGNOFF = record(
    superior=_LINE,
    issuer=_LINE,
    abbreviation=_LINE,
    place=_LINE,
    opening=_LINE,
    closing=_LINE,
    title=_LINES,
    recipients=_LINES,
    number=text,
    name=text,
    date=_is_date,
)


def judge_signoff(signoff: Any, malformed: str) -> None:
    if not _SIGNOFF(signoff):
        refuse(malformed)


def judge_signoff_lengths(signoff: Any) -> None:
    for line in signoff.values():
        if any(len(each) > 500 for each in (line if isinstance(line, list) else [line or ""])):
            refuse("bundle-long-text")
