"""DOCX and XLSX files are ZIP archives; here they become independent of the clock and the system.

The libraries that write them stamp each entry with the time.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can hold."""

_UNIX: Final = 3
_READABLE: Final = 0o644 << 16


def repacked(archive: BytesIO, change: Callable[[str, bytes], bytes] = lambda name, data: data) -> bytes:
    """The entries of `archive` in their order, each as `change` makes it from its name and data.

    The same entries give the same bytes at any time and on any system, under the same version of zlib.
    """
    whole = BytesIO()
    with ZipFile(archive) as source, ZipFile(whole, "w") as target:
        for name in source.namelist():
            target.writestr(_entry(name), change(name, source.read(name)))
    return whole.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EARLIEST)
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _READABLE
    return entry
