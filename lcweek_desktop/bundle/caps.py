"""The largest a bundle and its parts may be, in bytes unless the name says otherwise (bundle.md, Caps)."""

from __future__ import annotations

from typing import Final

from lcweek_desktop.domain.report import MAX_PHOTOS
from lcweek_desktop.domain.text import MAX_TEXT_BYTES
from lcweek_desktop.domain.values import MAX_NUMBER

_KIB: Final = 1024
_MIB: Final = 1024 * _KIB

FILE: Final = 64 * _MIB
MANIFEST: Final = 256 * _KIB
SIGNOFF: Final = 256 * _KIB
REPORT: Final = 2 * _MIB
ROLLUP: Final = 16 * _MIB
PHOTO: Final = 2 * _MIB
SCAN: Final = 8 * _MIB
STRING: Final = MAX_TEXT_BYTES
"""One JSON string, in UTF-8."""

ENTRIES: Final = 128
PHOTOS: Final = MAX_PHOTOS
SCANS: Final = 3
PIXELS: Final = 40_000_000
"""Of one photo."""

DEPTH: Final = 16
ROLLUP_DEPTH: Final = 24
"""Arrays and objects inside each other; the outermost counts as 1."""

INTEGER: Final = MAX_NUMBER
