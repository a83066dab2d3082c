"""Compound files as Outlook saves mails: folders and files, small ones packed together."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import TypeAlias

Tree: TypeAlias = "Mapping[str, Tree | bytes]"

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FREE, _TABLE, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_FOLDER, _FILE, _ROOT = 1, 2, 5


def compound(tree: Tree) -> bytes:
    """A compound file of version 3 with all that is in `tree`."""
    entries: list[list[object]] = [["Root Entry", _ROOT, _NONE, _NONE, _NONE, _END, 0]]
    contents: dict[int, bytes] = {}
    _add(tree, 0, entries, contents)
    table: list[int] = []
    mini_table: list[int] = []
    sectors, mini = b"", b""
    for number, data in contents.items():
        entries[number][6] = len(data)
        if len(data) >= _CUTOFF:
            entries[number][5] = _append(table, -(-len(data) // _SECTOR))
            sectors += data.ljust(-(-len(data) // _SECTOR) * _SECTOR, b"\0")
        elif data:
            entries[number][5] = _append(mini_table, -(-len(data) // _MINI))
            mini += data.ljust(-(-len(data) // _MINI) * _MINI, b"\0")
    entries[0][5:] = [_append(table, -(-len(mini) // _SECTOR)), len(mini)]
    listed = b"".join(_packed(entry) for entry in entries)
    minis = b"".join(struct.pack("<L", each) for each in mini_table)
    for part in (mini, listed, minis):
        sectors += part.ljust(-(-len(part) // _SECTOR) * _SECTOR, b"\0")
    first_entry = _append(table, -(-len(listed) // _SECTOR))
    first_mini = _append(table, -(-len(minis) // _SECTOR))
    count = 1
    while count * _SECTOR // 4 < len(table) + count:
        count += 1
    first_table = len(table)
    table += [_TABLE] * count
    table += [_FREE] * (count * _SECTOR // 4 - len(table))
    sectors += struct.pack(f"<{len(table)}L", *table)
    lists = [*range(first_table, first_table + count)] + [_FREE] * (109 - count)
    header = struct.pack("<8s16x5H6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9L", 0, count, first_entry, 0, _CUTOFF, first_mini, 1, _END, 0)
    return header + struct.pack("<109L", *lists) + sectors


def _add(tree: Tree, parent: int, entries: list[list[object]], contents: dict[int, bytes]) -> None:
    """Add what is in `tree`; each is the right neighbour of the one before."""
    before: int | None = None
    for name, value in tree.items():
        number = len(entries)
        is_file = isinstance(value, bytes)
        entries.append([name, _FILE if is_file else _FOLDER, _NONE, _NONE, _NONE, _END if is_file else 0, 0])
        if before is None:
            entries[parent][4] = number
        else:
            entries[before][3] = number
        before = number
        if isinstance(value, bytes):
            contents[number] = value
        else:
            _add(value, number, entries, contents)


def _append(table: list[int], count: int) -> int:
    """Add a chain of so many sectors to `table`; its first."""
    if not count:
        return _END
    start = len(table)
    table += [*range(start + 1, start + count), _END]
    return start


def _packed(entry: list[object]) -> bytes:
    name, *numbers = entry
    text = f"{name}\0".encode("utf-16-le")
    kind, left, right, child, start, size = numbers
    return struct.pack("<64sHBB3L16x4x16xLQ", text, len(text), kind, 1, left, right, child, start, size)


def outlook_mail(
    attached: Mapping[str, bytes | Tree], sender: str = "Vàng A", subject: str = "Báo cáo"
) -> Tree:
    """A mail of Outlook with these attachments; a tree is a mail that is attached."""
    mail: dict[str, Tree | bytes] = {
        "__properties_version1.0": bytes(32),
        "__nameid_version1.0": {},
        "__substg1.0_0037001F": subject.encode("utf-16-le"),
        "__substg1.0_0C1A001F": sender.encode("utf-16-le"),
        "__substg1.0_0C1F001F": "va@truong.vn".encode("utf-16-le"),
    }
    for number, (name, value) in enumerate(attached.items()):
        content = "37010102" if isinstance(value, bytes) else "3701000D"
        mail[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            f"__substg1.0_{content}": value,
        }
    return mail
