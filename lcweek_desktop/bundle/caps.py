"""The largest a bundle and its parts may be, in bytes unless the name says otherwise (bundle.md, Caps)."""

from __future__ import annotations

from typing import Final

from lcweek_desktop.domain.codec import MAX_NUMBER

_KIB: Final = 1024
_MIB: Final = 1024 * _KIB

MAX_FILE_BYTES: Final = 64 * _MIB
MAX_MANIFEST_BYTES: Final = 256 * _KIB
SIGNOFF: Final = 256 * _KIB
MAX_REPORT_BYTES: Final = 2 * _MIB
MAX_ROLLUP_BYTES: Final = 16 * _MIB
MAX_PHOTO_BYTES: Final = 2 * _MIB
MAX_SCAN_BYTES: Final = 8 * _MIB
MAX_STRING_BYTES: Final = 64 * _KIB
"""One JSON string, in UTF-8."""

ENTRIES: Final = 128
MAX_PHOTOS: Final = 40
MAX_SCANS: Final = 3
MAX_PHOTO_PIXELS: Final = 40_000_000
"""Of one photo."""

MAX_DEPTH: Final = 16
ROLLUP_DEPTH: Final = 24
"""Arrays and objects inside each other; the outermost counts as 1."""

MAX_INTEGER: Final = MAX_NUMBER
