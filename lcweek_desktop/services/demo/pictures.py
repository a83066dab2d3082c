"""Pictures to try the program with: landscapes that are computed, as no photo of anybody should be."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterator
from random import Random
from typing import Final

_SIZE: Final = (720, 480)
"""Width and height in pixels."""
_SKIES: Final = (((118, 170, 220), (246, 226, 190)), ((92, 120, 190), (250, 190, 150)))
"""The colours of the sky at the top and at the horizon, of each picture."""
_HILLS: Final = (
    (0.50, 0.10, 1.3, (120, 152, 140)),
    (0.62, 0.08, 2.1, (84, 126, 96)),
    (0.76, 0.05, 3.4, (52, 96, 62)),
)
"""Each range of hills from the farthest: its height and how much that varies, as parts of the picture's
height, how many waves it has, and its colour."""


def example_pictures() -> Iterator[bytes]:
    """Two landscapes as PNG files."""
    width, height = _SIZE
    random = Random("lcweek")
    for number, (top, horizon) in enumerate(_SKIES):
        crests = [
            [height * (at + rise * math.sin(number + waves * 6.3 * x / width)) for x in range(width)]
            for at, rise, waves, _ in _HILLS
        ]
        rows = bytearray()
        for y in range(height):
            sky = (round(a + (b - a) * y / height) for a, b in zip(top, horizon, strict=True))
            row = bytearray(bytes(sky) * width)
            for crest, (*_, colour) in zip(crests, _HILLS, strict=True):
                for x, above in enumerate(crest):
                    if y > above:
                        row[3 * x : 3 * x + 3] = bytes(colour)
            grain = random.randbytes(len(row))  # without it the sky is printed in stripes
            rows += b"\0" + bytes(
                min(255, value + (each & 7)) for value, each in zip(row, grain, strict=True)
            )
        yield _png(width, height, bytes(rows))


def _png(width: int, height: int, rows: bytes) -> bytes:
    """The file of a picture in RGB; every row begins with the byte of its filter."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
