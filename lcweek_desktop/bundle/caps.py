"""The largest that a bundle and its parts may be (docs/bundle-format.md, Caps)."""

from __future__ import annotations

from typing import Final

from lcweek_desktop.domain import receipt, report
from lcweek_desktop.domain.values import MAX_NUMBER

_KIB: Final = 1024
_MIB: Final = 1024 * _KIB

MAX_FILE_BYTES: Final = 64 * _MIB
"""The size of the file that is sent: the bundle, or the PDF that carries it."""
MAX_ENTRIES: Final = 128
"""The number of entries in the container."""
MAX_MANIFEST_BYTES: Final = 256 * _KIB
"""The size of `manifest.json`."""
MAX_SIGNOFF_BYTES: Final = 256 * _KIB
"""The size of `signoff.json`."""
MAX_REPORT_BYTES: Final = 2 * _MIB
"""The size of `report.json` in a report without members."""
MAX_ROLLUP_BYTES: Final = 16 * _MIB
"""The size of `report.json` in a report with members."""

MAX_PHOTOS: Final = report.MAX_PHOTOS
"""The number of photos in a report."""
MAX_PHOTO_BYTES: Final = 2 * _MIB
"""The size of one photo."""
MAX_PHOTO_PIXELS: Final = 40_000_000
"""Width times height of one photo."""
MAX_SCANS: Final = 3
"""The number of scans in a bundle."""
MAX_SCAN_BYTES: Final = 8 * _MIB
"""The size of one scan."""

MAX_DEFINITION_BYTES: Final = 256 * _KIB
"""The size of each TOML file of a campaign, and of each structure of an earlier edition."""
MAX_DIRECTORY_BYTES: Final = 4 * _MIB
"""The size of the directory of a campaign."""
MAX_EARLIER: Final = 32
"""The number of structures of earlier editions in a campaign."""
MAX_EDITION: Final = 9_999
"""The number of a campaign's edition."""

MAX_ASSIGNMENT_BYTES: Final = 4 * _MIB
"""The size of `assignment.json`."""
MAX_CAMPAIGN_BYTES: Final = 16 * _MIB
"""The size of the campaign file in an assignment; one with the largest parts has less."""
MAX_GIVERS: Final = 64
"""The number of keys under which the next assignment may be given."""
MAX_KNOWN_KEYS: Final = 64
"""The number of keys of one unit that an assignment names."""
MAX_RECEIPT_BYTES: Final = 256 * _KIB
"""The size of `receipt.json`."""
MAX_REMARKS: Final = receipt.MAX_REMARKS
"""The number of remarks in a receipt."""

MAX_BASES: Final = 16
"""The number of earlier drafts that a draft names."""

MAX_STRING_BYTES: Final = 64 * 1024
"""The length in UTF-8 of a JSON string, key or value."""
MAX_DEPTH: Final = 16
"""The depth of arrays and objects inside each other in JSON; the outermost counts as 1."""
MAX_ROLLUP_DEPTH: Final = 24
"""The same depth in `report.json` of a report with members."""
MAX_VALUES: Final = 250_000
"""The number of values in JSON: texts, numbers, `true`, `false`, `null`, arrays and objects, not keys."""
MAX_ROLLUP_VALUES: Final = 1_500_000
"""The same number in `report.json` of a report with members: one of 7,000 units with every cell filled, which
is as large as MAX_ROLLUP_BYTES lets it be, has a third less."""
MAX_RESTORED: Final = 9_999
"""The manifest's count of restores; one that is higher is written as this."""
MAX_RECEIVED_LEVELS: Final = 9
"""The number of members inside each other in a report that is received: MAX_ROLLUP_DEPTH leaves room for one
more, the report itself in the roll-up of its receiver."""
MAX_INTEGER: Final = MAX_NUMBER
"""The largest integer in JSON and in the paper payload; its negative is the smallest in JSON."""
