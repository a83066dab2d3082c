"""The photos that a report or a draft lists, and the entries that hold them.

Source: docs/bundle-format.md, Photos and scans.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.container import Bytes
from lcweek_desktop.bundle.media import jpeg_pixels
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec.strict import any_object, hex64, list_of
from lcweek_desktop.errors import KnownError

PHOTO_NAME: Final = re.compile(r"photos/([0-9a-f]{64})\.jpg")
"""The name of the entry with a photo, which holds its SHA-256."""


def listed_photos(value: Json, parts: Mapping[str, Bytes]) -> Mapping[str, Bytes]:
    """The photos by SHA-256 (hex): those that `value` lists, and that alone are among `parts`, each a JPEG
    within the cap on pixels.

    Raises MalformedError where `value` has no list of photos, KnownError `bundle-entries` or
    `bundle-photo`.
    """
    listed = list_of(any_object(value, "").get("photos"), "/photos", _photo_hash)
    photos = {match[1]: part for name, part in parts.items() if (match := PHOTO_NAME.fullmatch(name))}
    if set(listed) != set(photos) or len(listed) > caps.MAX_PHOTOS:
        raise KnownError("bundle-entries")
    for sha256, part in photos.items():
        if not 0 < (jpeg_pixels(part) or 0) <= caps.MAX_PHOTO_PIXELS:
            raise KnownError("bundle-photo", part=f"photos/{sha256}.jpg")
    return MappingProxyType(photos)


def _photo_hash(item: Json, place: str) -> str:
    return hex64(any_object(item, place).get("sha256"), f"{place}/sha256")
