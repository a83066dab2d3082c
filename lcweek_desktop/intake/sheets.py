"""Signed sheets that came back as a photo or scan: the codes on them."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake import worker


def read_codes(path: Path) -> tuple[bytes, ...]:
    """What the codes in the picture or PDF at `path` hold, not judged; empty when none can be read.

    Raises KnownError `photo-…`, `scan-unreadable` or `intake-worker-died`; the file is only read.
    """
    if not path.is_file():
        raise KnownError("photo-missing", file=path.name)
    with TemporaryDirectory(prefix="lcweek-", ignore_cleanup_errors=True) as folder:
        target = Path(folder) / "codes.json"
        worker.ask("codes", path, target)
        return tuple(map(bytes.fromhex, json.loads(target.read_text(encoding="ascii"))))
