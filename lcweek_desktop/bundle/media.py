"""The kind of a photo or scan and the size of a photo, from their bytes without decoding a picture.

Source: docs/bundle-format.md, Photos and scans.
"""

from __future__ import annotations

import struct
from typing import Final

from lcweek_desktop.bundle.container import Bytes

_JPEG: Final = b"\xff\xd8\xff"
_PDF: Final = b"%PDF-"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of a frame header (SOF): in this range only DHT, JPG (reserved) and DAC are something else."""
_SCAN_DATA: Final = 0xDA


def scan_ending(data: Bytes) -> str | None:
    """The ending of a scan's name, "pdf" or "jpg", by its first bytes; None for any other kind of file."""
    if data[: len(_PDF)] == _PDF:
        return "pdf"
    return "jpg" if data[: len(_JPEG)] == _JPEG else None


def jpeg_pixels(data: Bytes) -> int | None:
    """Width × height by the frame header; None when `data` is no JPEG, has no frame header or no size."""
    if data[: len(_JPEG)] != _JPEG:
        return None
    at = 2
    try:
        while True:
            mark, marker, length = struct.unpack_from(">BBH", data, at)
            if mark != 0xFF or marker == _SCAN_DATA:
                return None
            if marker in _FRAMES:
                height, width = struct.unpack_from(">HH", data, at + 5)
                return int(height * width) or None
            at += 2 + length
    except struct.error:
        return None
