"""The records in the pages of a SQLite file, found without SQLite: also where it refuses the file.

A page is read by itself, whatever the trees above it say. What is found may be anything; the seal of a row
says whether it is one. Source: sqlite.org/fileformat2.html, B-tree Pages, Record Format, The Freelist, WAL.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import Final

from lcweek_desktop.storage.connection import Row, Value

_PAGE_SIZES: Final = tuple(1 << power for power in range(9, 17))
_OUR_PAGE_SIZE: Final = 4096
_HEADER: Final = 100
_LEAF_HEADER: Final = 8
_FRAME_HEADER: Final = 24
_LOG_HEADER: Final = 32
_INTEGER_SIZES: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_CONSTANTS: Final[Mapping[int, int | None]] = {0: None, 8: 0, 9: 1}


class RawPages:
    """The pages of a database file, numbered from 1, with what its write-ahead log has committed."""

    def __init__(self, database: bytes, log: bytes) -> None:
        size = int.from_bytes(database[16:18], "big")
        self._size = size if size in _PAGE_SIZES else _OUR_PAGE_SIZE
        self._database = database
        self._newer = _logged_pages(log, self._size)
        self._count = max(-(-len(database) // self._size), *self._newer, 0)

    @property
    def user_version(self) -> int:
        """What the file says of its schema; it may be damaged."""
        return int.from_bytes(self._page(1)[60:64], "big")

    def records(self) -> Iterator[Row]:
        """The columns of everything that may be a row, page by page. Pages that SQLite has freed are left
        out, as far as they can be known."""
        free = self._free_pages()
        for number in range(1, self._count + 1):
            if number not in free:
                yield from self._records_in(number)

    def _page(self, number: int) -> bytes:
        """The page `number`; what a file that was cut off lacks is missing."""
        start = (number - 1) * self._size
        return self._newer.get(number) or self._database[start : start + self._size]

    def _free_pages(self) -> set[int]:
        """The pages in the freelist, as far as it can be followed."""
        free: set[int] = set()
        trunk = int.from_bytes(self._page(1)[32:36], "big")
        while 1 < trunk <= self._count and trunk not in free:
            free.add(trunk)
            page = self._page(trunk)
            length = min(int.from_bytes(page[4:8], "big"), self._size // 4 - 2)
            free.update(struct.unpack_from(f">{length}I", page, 8) if len(page) == self._size else ())
            trunk = int.from_bytes(page[:4], "big")
        return free

    def _records_in(self, number: int) -> Iterator[Row]:
        page = self._page(number)
        start = _HEADER if number == 1 else 0
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        for place in range(start + _LEAF_HEADER, start + _LEAF_HEADER + 2 * cells, 2):
            cell = int.from_bytes(page[place : place + 2], "big")
            try:
                yield _decoded(self._payload(page, cell))
            except (ValueError, IndexError, struct.error):
                continue

    def _payload(self, page: bytes, at: int) -> bytes:
        """The payload of the cell at `at`, together with its overflow pages.

        Raises ValueError or IndexError when it is none.
        """
        length, at = _varint(page, at)
        _rowid, at = _varint(page, at)
        local = _local_size(length, self._size)
        payload = bytearray(page[at : at + local])
        if length > local:
            following = int.from_bytes(page[at + local : at + local + 4], "big")
            while len(payload) < length:
                if not 1 < following <= self._count:
                    raise ValueError
                overflow = self._page(following)
                payload += overflow[4 : 4 + length - len(payload)]
                following = int.from_bytes(overflow[:4], "big")
                if len(overflow) < self._size:
                    raise ValueError
        if len(payload) != length:
            raise ValueError
        return bytes(payload)


def _local_size(length: int, size: int) -> int:
    """How many bytes of a payload of `length` lie in the leaf itself."""
    most = size - 35
    if length <= most:
        return length
    least = (size - 12) * 32 // 255 - 23
    local = least + (length - least) % (size - 4)
    return local if local <= most else least


def _decoded(payload: bytes) -> Row:
    """The columns of a record. Raises ValueError or IndexError when it is none."""
    header, at = _varint(payload, 0)
    kinds = []
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        size = _INTEGER_SIZES.get(kind, (kind - 12) // 2 if kind >= 12 else 0)
        data = payload[at : at + size]
        if len(data) != size:
            raise ValueError
        values.append(_value(kind, data))
        at += size
    if at != len(payload):
        raise ValueError
    return tuple(values)


def _value(kind: int, data: bytes) -> Value:
    if kind in _CONSTANTS:
        return _CONSTANTS[kind]
    if kind in _INTEGER_SIZES:
        return int.from_bytes(data, "big", signed=True)
    if kind < 12:  # a float, which no table of ours has
        raise ValueError
    return data.decode("utf-8", "surrogateescape") if kind % 2 else data


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """The number at `at`, and the place after it."""
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9


def _logged_pages(log: bytes, size: int) -> Mapping[int, bytes]:
    """The newest committed state of each page in the write-ahead log `log`, as SQLite would read it."""
    if len(log) < _LOG_HEADER:
        return {}
    magic, _version, page_size, _checkpoint, *salt_and_sum = struct.unpack(">8I", log[:_LOG_HEADER])
    if magic not in (0x377F0682, 0x377F0683) or page_size != size:
        return {}
    order = ">" if magic & 1 else "<"
    salt, expected = salt_and_sum[:2], tuple(salt_and_sum[2:])
    running = _checksum(order, (0, 0), log[:24])
    if running != expected:
        return {}
    committed: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    for at in range(_LOG_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        number, commit, *frame = struct.unpack(">6I", log[at : at + _FRAME_HEADER])
        page = log[at + _FRAME_HEADER : at + _FRAME_HEADER + size]
        running = _checksum(order, _checksum(order, running, log[at : at + 8]), page)
        if frame[:2] != salt or tuple(frame[2:]) != running:
            break
        pending[number] = page
        if commit:
            committed |= pending
            pending = {}
    return committed


def _checksum(order: str, start: tuple[int, int], data: bytes) -> tuple[int, int]:
    first, second = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
