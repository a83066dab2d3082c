"""The ZIP file that a bundle is, in the one form it may have (docs/bundle-format.md, Container).

It is written field by field and not with zipfile, whose defaults differ by platform. What is read is written
again and compared byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from struct import Struct
from typing import Final, NamedTuple
from zlib import crc32

from lcweek_desktop.bundle import caps
from lcweek_desktop.errors import KnownError

MANIFEST: Final = "manifest.json"
"""The name of the first entry."""
SIGNATURE: Final = "manifest.json.minisig"
"""The name of the second entry."""

_LOCAL: Final = Struct("<4s5H3I2H")
_CENTRAL: Final = Struct("<4s6H3I5H2I")
_END: Final = Struct("<4s4H2IH")

_LOCAL_MARK: Final = b"PK\x03\x04"
_CENTRAL_MARK: Final = b"PK\x01\x02"
_END_MARK: Final = b"PK\x05\x06"

_MADE_BY: Final = 0x0314
_NEEDS: Final = 20
_DATE: Final = 0x0021
_ATTRIBUTES: Final = 0o600 << 16

_NAME: Final = re.compile(r"[a-z0-9]+(?:[./-][a-z0-9]+)*")
_MAX_NAME: Final = 96
"""The number of characters in a name."""

Bytes = bytes | memoryview
"""The content of an entry: a view into the file that it was read from costs no copy."""


class Entry(NamedTuple):
    """A named part of a bundle."""

    name: str
    data: Bytes


def write_container(entries: Sequence[Entry]) -> bytes:
    """The container of `entries` in their order; the same bytes for the same entries, everywhere."""
    parts: list[Bytes] = []
    crcs = [crc32(data) for _, data in entries]
    for entry, crc in zip(entries, crcs, strict=True):
        parts += [_local(entry, crc), entry.data]
    return b"".join([*parts, _directory(entries, crcs)])


def read_container(data: bytes) -> list[Entry]:
    """The entries of a container as views into `data`: the manifest, its signature, the rest in file order.

    Raises KnownError `bundle-too-large`, or `bundle-container` for anything that `write_container` would not
    have written.
    """
    if len(data) > caps.MAX_FILE_BYTES:
        raise KnownError("bundle-too-large", part="tệp")
    view = memoryview(data)
    entries: list[Entry] = []
    crcs: list[int] = []
    at = 0
    while data[at : at + 4] == _LOCAL_MARK and len(entries) < caps.MAX_ENTRIES:
        entry = _entry(view, at)
        crc = crc32(entry.data)
        head = _local(entry, crc)
        _refuse_other(view[at : at + len(head)], head)
        entries.append(entry)
        crcs.append(crc)
        at += len(head) + len(entry.data)
    _refuse_other(view[at:], _directory(entries, crcs))
    _refuse_names(entries)
    return entries


def starts_container(data: bytes) -> bool:
    """Whether `data` begins as a bundle does, with a stored entry called `manifest.json`."""
    name = MANIFEST.encode("ascii")
    return data[:4] == _LOCAL_MARK and data[_LOCAL.size : _LOCAL.size + len(name)] == name


def _entry(view: memoryview, at: int) -> Entry:
    if len(view) - at < _LOCAL.size:
        raise _broken("header cut off")
    fields = _LOCAL.unpack_from(view, at)
    size, name_size = fields[7], fields[9]
    start = at + _LOCAL.size + name_size
    if name_size > _MAX_NAME or start + size > len(view):
        raise _broken("entry cut off")
    try:
        name = str(view[at + _LOCAL.size : start], "ascii")
    except UnicodeDecodeError as error:
        raise _broken("name") from error
    return Entry(name, view[start : start + size])


def _refuse_names(entries: Sequence[Entry]) -> None:
    names = [entry.name for entry in entries]
    if names[:2] != [MANIFEST, SIGNATURE] or len(set(names)) != len(names):
        raise _broken("entries")
    if not all(_NAME.fullmatch(name) for name in names):
        raise _broken("name")


def _refuse_other(found: memoryview, expected: bytes) -> None:
    if found != expected:
        raise _broken("not canonical")


def _broken(reason: str) -> KnownError:
    return KnownError("bundle-container", reason=reason)


def _local(entry: Entry, crc: int) -> bytes:
    name, size = entry.name.encode("ascii"), len(entry.data)
    return _LOCAL.pack(_LOCAL_MARK, _NEEDS, 0, 0, 0, _DATE, crc, size, size, len(name), 0) + name


def _directory(entries: Sequence[Entry], crcs: Sequence[int]) -> bytes:
    listed = b""
    at = 0
    for entry, crc in zip(entries, crcs, strict=True):
        name, size = entry.name.encode("ascii"), len(entry.data)
        listed += _CENTRAL.pack(
            _CENTRAL_MARK,
            _MADE_BY,
            _NEEDS,
            0,
            0,
            0,
            _DATE,
            crc,
            size,
            size,
            len(name),
            *(0, 0, 0, 0),
            _ATTRIBUTES,
            at,
        )
        listed += name
        at += _LOCAL.size + len(name) + size
    count = len(entries)
    return listed + _END.pack(_END_MARK, 0, 0, count, count, len(listed), at, 0)
