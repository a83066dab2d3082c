"""Files that lie beside what people send and are no part of it: they are known by their names."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

_SYSTEM: Final = re.compile(
    r"thumbs\.db|ehthumbs\.db|desktop\.ini|\.ds_store|\._.*|\.directory|autorun\.inf|\.trash.*|\.localized"
    r"|indexervolumeguid|wpsettings\.dat",
    re.IGNORECASE,
)
_SYSTEM_FOLDERS: Final = frozenset(
    {"__macosx", "system volume information", "$recycle.bin", ".spotlight-v100", ".fseventsd", ".trashes"}
)
_LOCK: Final = re.compile(r"~\$.*|\.~lock\..*#")
_PARTIAL: Final = frozenset({".crdownload", ".part", ".partial", ".download", ".opdownload", ".tmp"})
_VIDEO: Final = frozenset(
    {".mp4", ".mov", ".avi", ".mkv", ".3gp", ".3g2", ".wmv", ".m4v", ".mpg", ".mpeg", ".webm", ".flv", ".mts"}
    | {".m2ts", ".vob", ".ogv"}
)


def passed_over(way: str) -> str | None:
    """Why the file with this name, before which folders may stand, is passed over: a code (`passed-…`). None
    for a file that is looked at."""
    path = PurePosixPath(way)
    name, suffix = path.name, path.suffix.lower()
    if _SYSTEM.fullmatch(name) or any(part.lower() in _SYSTEM_FOLDERS for part in path.parts):
        return "passed-system"
    if _LOCK.fullmatch(name):
        return "passed-lock"
    if suffix in _PARTIAL:
        return "passed-partial"
    return "passed-video" if suffix in _VIDEO else None
