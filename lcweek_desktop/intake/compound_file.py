"""A compound file, in which programs of Microsoft keep folders and files of their own: read within bounds.

Runs inside the worker process and nowhere else. Source: [MS-CFB] 2.1 to 2.6.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

BEGINS: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER: Final = struct.Struct("<8s16x2x4H6x8L")
"""Version, order of bytes, shifts of both sectors; counts and starts, and where the list of lists goes on."""
_ENTRY: Final = struct.Struct("<64sHBx3L16x4x16xLQ")
_LISTED: Final = 109
"""The sectors of the table that the header lists itself."""
_LAST: Final = 0xFFFFFFFA
"""From here on a number is no sector."""
_ROOT = 5


class Entry(NamedTuple):
    """A folder or a file inside. The numbers are those of other entries, of its first sector, and bytes."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """The compound file `data`. Everything raises ValueError, or struct.error, where it is broken."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        if data[:8] != BEGINS:
            raise ValueError("no compound file")
        _, version, _, shift, mini_shift, *counts = _HEADER.unpack_from(data)
        _, table_count, first_entry, _, self._cutoff, first_mini, _ = counts[:7]
        if (shift, mini_shift) not in ((9, 6), (12, 6)):
            raise ValueError("sectors")
        self._size, self._mini_size, self._is_old = 1 << shift, 1 << mini_shift, version == 3
        self._table = self._read_table(table_count, counts[7])
        self._mini_table = _numbers(self._chain(first_mini, self._table))
        listed = self._chain(first_entry, self._table)
        self._entries = [self._entry(listed, at) for at in range(0, len(listed) - 127, 128)]
        if not self._entries or self._entries[0].kind != _ROOT:
            raise ValueError("root")
        self._mini = self._chain(self.root.start, self._table)[: self.root.size]

    @property
    def root(self) -> Entry:
        """The folder that everything is in."""
        return self._entries[0]

    def inside(self, folder: Entry) -> dict[str, Entry]:
        """What is in `folder`, by name."""
        found: dict[str, Entry] = {}
        waiting, seen = [folder.child], set()
        while waiting:
            number = waiting.pop()
            if number < len(self._entries) and number not in seen:
                seen.add(number)
                entry = self._entries[number]
                found[entry.name] = entry
                waiting += (entry.left, entry.right)
        return found

    def content(self, file: Entry) -> bytes:
        """The bytes of `file`."""
        if file.size > len(self._data):
            raise ValueError("size")
        if file.size >= self._cutoff:
            numbers = islice(_followed(file.start, self._table), -(-file.size // self._size))
            found = b"".join(map(self._sector, numbers))
        else:
            numbers = islice(_followed(file.start, self._mini_table), -(-file.size // self._mini_size))
            found = b"".join(map(self._mini_sector, numbers))
        if len(found) < file.size:
            raise ValueError("cut off")
        return found[: file.size]

    def _entry(self, listed: bytes, at: int) -> Entry:
        name, length, kind, left, right, child, start, size = _ENTRY.unpack_from(listed, at)
        text = name[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        return Entry(text, kind, left, right, child, start, size & 0xFFFFFFFF if self._is_old else size)

    def _read_table(self, count: int, more: int) -> list[int]:
        """The table that says of each sector which one follows it."""
        listed = [*struct.unpack_from(f"<{_LISTED}L", self._data, 76)]
        per_sector = self._size // 4
        seen: set[int] = set()
        while more < _LAST and more not in seen and len(listed) < count:
            seen.add(more)
            *numbers, more = struct.unpack(f"<{per_sector}L", self._sector(more))
            listed += numbers
        sectors = (self._sector(number) for number in listed[:count] if number < _LAST)
        return _numbers(b"".join(sectors))

    def _chain(self, start: int, table: list[int]) -> bytes:
        most = len(self._data) // self._size
        numbers = [*islice(_followed(start, table), most + 1)]
        if len(numbers) > most:
            raise ValueError("chain")
        return b"".join(map(self._sector, numbers))

    def _mini_sector(self, number: int) -> bytes:
        return self._mini[number * self._mini_size : (number + 1) * self._mini_size]

    def _sector(self, number: int) -> bytes:
        sector = self._data[(number + 1) * self._size : (number + 2) * self._size]
        if not sector:
            raise ValueError("cut off")
        return sector.ljust(self._size, b"\0")


def _followed(start: int, table: list[int]) -> Iterator[int]:
    """The sectors of a chain. Raises ValueError for one that never ends, or leads nowhere."""
    left, number = len(table), start
    while number < _LAST:
        if number >= len(table) or left == 0:
            raise ValueError("chain")
        yield number
        left, number = left - 1, table[number]


def _numbers(data: bytes) -> list[int]:
    return [*struct.unpack(f"<{len(data) // 4}L", data[: len(data) // 4 * 4])]
