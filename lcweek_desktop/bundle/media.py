"""The kind of a photo or scan and the size of a photo, from their bytes without decoding a picture.

Source: docs/bundle-format.md, Photos and scans.
"""

from __future__ import annotations

import re
import struct
from typing import Final

from lcweek_desktop.bundle.container import Bytes

_JPEG: Final = b"\xff\xd8\xff"
_PDF: Final = b"%PDF-"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of a frame header (SOF): in this range only DHT, JPG (reserved) and DAC are something else."""
_FRAME: Final = struct.Struct(">HBHHB")
"""The beginning of a frame header's segment: length, precision, height, width, number of components."""
_MARKER: Final = re.compile(rb"\xff+([^\xff])", re.DOTALL)
"""A marker, with the fill bytes that may stand before it."""
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
"""The markers without a segment: TEM and RST0 to RST7."""
_NO_SEGMENT: Final = frozenset({0x00, 0xD8, 0xD9, 0xDA})
"""What ends the search: no marker at all, a second beginning, the end, or the scan data."""


def scan_ending(data: Bytes) -> str | None:
    """The ending of a scan's name, "pdf" or "jpg", by its first bytes; None for any other kind of file."""
    if data[: len(_PDF)] == _PDF:
        return "pdf"
    return "jpg" if data[: len(_JPEG)] == _JPEG else None


def jpeg_pixels(data: Bytes) -> int | None:
    """Width × height by the frame header; None when `data` is no JPEG, has no whole frame header or no size.

    Markers may have fill bytes before them, as decoders allow.
    """
    if data[: len(_JPEG)] != _JPEG:
        return None
    at = 2
    while found := _MARKER.match(data, at):
        marker, at = found[1][0], found.end()
        if marker in _NO_SEGMENT:
            return None
        if marker in _ALONE:
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        segment = data[at : at + length]
        if len(segment) < max(length, 2):
            return None
        if marker in _FRAMES:
            return _frame_pixels(segment)
        at += length
    return None


def _frame_pixels(segment: Bytes) -> int | None:
    """Width × height by the segment of a frame header, in which three bytes stand for each component."""
    if len(segment) < _FRAME.size:
        return None
    length, _, height, width, components = _FRAME.unpack_from(segment)
    return height * width or None if components and length == _FRAME.size + 3 * components else None
