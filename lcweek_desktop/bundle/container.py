"""The ZIP of a bundle, in the one form it may have (docs/bundle-format.md, Container).

Written here field by field and not with zipfile, whose defaults differ by platform; the reader renders anew
what it read and compares byte for byte.
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
SIGNATURE: Final = "manifest.json.minisig"

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
_LONGEST_NAME: Final = 96

Bytes = bytes | memoryview


class Entry(NamedTuple):
    """A named part of a bundle; `data` may be a view into the file it was read from."""

    name: str
    data: Bytes


def write_container(entries: Sequence[Entry]) -> bytes:
    """The container of `entries`, in their order; the same bytes for the same entries everywhere."""
    parts: list[Bytes] = []
    crcs = [crc32(data) for _, data in entries]
    for entry, crc in zip(entries, crcs, strict=True):
        parts += [_local(entry, crc), entry.data]
    return b"".join([*parts, _directory(entries, crcs)])


def read_container(data: bytes) -> list[Entry]:
    """The entries of a container, as views into `data`: the manifest, its signature, the rest in file order.

    Raises KnownError `bundle-too-large`, or `bundle-container` for anything `write_container` would not have
    written.
    """
    if len(data) > caps.MAX_FILE_BYTES:
        raise KnownError("bundle-too-large", part="tệp")
    view = memoryview(data)
    entries: list[Entry] = []
    crcs: list[int] = []
    at = 0
    while data[at : at + 4] == _LOCAL_MARK and len(entries) < caps.ENTRIES:
        entry = _entry(view, at)
        crc = crc32(entry.data)
        head = _local(entry, crc)
        _same(view[at : at + len(head)], head)
        entries.append(entry)
        crcs.append(crc)
        at += len(head) + len(entry.data)
    _same(view[at:], _directory(entries, crcs))
    _names(entries)
    return entries


def starts_container(data: bytes) -> bool:
    """Whether `data` begins as a bundle does: a stored entry called `manifest.json`."""
    name = MANIFEST.encode("ascii")
    return data[:4] == _LOCAL_MARK and data[_LOCAL.size : _LOCAL.size + len(name)] == name


def _entry(view: memoryview, at: int) -> Entry:
    if len(view) - at < _LOCAL.size:
        raise _broken("header cut off")
    fields = _LOCAL.unpack_from(view, at)
    size, name_size = fields[7], fields[9]
    start = at + _LOCAL.size + name_size
    if name_size > _LONGEST_NAME or start + size > len(view):
        raise _broken("entry cut off")
    try:
        name = str(view[at + _LOCAL.size : start], "ascii")
    except UnicodeDecodeError as error:
        raise _broken("name") from error
    return Entry(name, view[start : start + size])


def _names(entries: Sequence[Entry]) -> None:
    names = [entry.name for entry in entries]
    if names[:2] != [MANIFEST, SIGNATURE] or len(set(names)) != len(names):
        raise _broken("entries")
    if not all(_NAME.fullmatch(name) for name in names):
        raise _broken("name")


def _same(found: memoryview, expected: bytes) -> None:
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
