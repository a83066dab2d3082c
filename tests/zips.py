"""Archives as people make them: with a password, with names of other code pages, cut off, huge."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile

import py7zr
import pyzipper

_LOCAL, _CENTRAL, _END = "<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"
_ENCRYPTED = 1


def zipped(members: Mapping[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """An archive of `members`, the same for the same members."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def strong_zip(members: Mapping[str, bytes], password: str) -> bytes:
    """An archive of `members` encrypted by AES, as WinRAR and 7-Zip do it."""
    buffer = BytesIO()
    with pyzipper.AESZipFile(buffer, "w", ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password.encode())
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def seven_zip(
    members: Mapping[str, bytes],
    password: str | None = None,
    hides_names: bool = False,
    filters: Mapping[str, int] = MappingProxyType({}),
) -> bytes:
    """A 7z archive of `members` in one block, as 7-Zip makes it, packed by LZMA2 or as `filters` says."""
    buffer = BytesIO()
    with py7zr.SevenZipFile(
        buffer,
        "w",
        filters=[dict(filters)] if filters else None,
        password=password,
        header_encryption=hides_names,
    ) as archive:
        archive.set_encoded_header_mode(hides_names)
        for name, data in members.items():
            archive.writestr(data, name)
    return buffer.getvalue()


def renamed(archive: bytes, old: str, new: str) -> bytes:
    """A 7z archive whose list of names is not hidden, with a name of the same length that py7zr refuses to
    write."""
    at, size = struct.unpack_from("<2Q", archive, 12)
    begin = 32 + at
    names = archive[begin : begin + size].replace(old.encode("utf-16-le"), new.encode("utf-16-le"))
    assert len(names) == size
    where = struct.pack("<2QL", at, size, zlib.crc32(names))
    head = archive[:8] + struct.pack("<L", zlib.crc32(where)) + where
    return head + archive[32:begin] + names + archive[begin + size :]


def joined(first: bytes, second: bytes) -> bytes:
    """One archive of the members of two, which `raw_zip` made of one member each."""
    parts, lists = [], []
    for archive in (first, second):
        *_, size, at, _ = struct.unpack(_END, archive[-22:])
        lists.append(archive[at : at + size])
        parts.append(archive[:at])
    second_list = lists[1][:42] + struct.pack("<L", len(parts[0])) + lists[1][46:]
    central, before = lists[0] + second_list, b"".join(parts)
    end = struct.pack(_END, b"PK\x05\x06", 0, 0, 2, 2, len(central), len(before), 0)
    return before + central + end


def raw_zip(members: Mapping[bytes, bytes], password: str = "", method: int = 0) -> bytes:
    """An archive of stored `members`, whose names are these bytes, without saying in which code they are;
    with a `password` as every program has it, old and weak. `method` is what it says it packed them by."""
    parts, central = b"", b""
    for name, data in members.items():
        check = zlib.crc32(data)
        stored = _encrypted(data, password.encode(), check >> 24) if password else data
        flags = _ENCRYPTED if password else 0
        sizes = (check, len(stored), len(data), len(name))
        local = struct.pack(_LOCAL, b"PK\x03\x04", 20, flags, method, 0, 0x21, *sizes, 0)
        central += struct.pack(
            _CENTRAL, b"PK\x01\x02", 20, 20, flags, method, 0, 0x21, *sizes, 0, 0, 0, 0, 0, len(parts)
        )
        central += name
        parts += local + name + stored
    count = len(members)
    return parts + central + struct.pack(_END, b"PK\x05\x06", 0, 0, count, count, len(central), len(parts), 0)


def _encrypted(data: bytes, password: bytes, check: int) -> bytes:
    """`data` behind twelve bytes of nothing, whose last proves the password (APPNOTE.TXT 6.1)."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def feed(byte: int) -> None:
        keys[0] = _crc(byte, keys[0])
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _crc(keys[1] >> 24, keys[2])

    for byte in password:
        feed(byte)
    out = bytearray()
    for byte in bytes(11) + bytes([check]) + data:
        mixed = keys[2] | 2
        out.append(byte ^ ((mixed * (mixed ^ 1) >> 8) & 0xFF))
        feed(byte)
    return bytes(out)


def _crc(byte: int, before: int) -> int:
    """One step of the checksum, which zlib turns over at both ends."""
    return zlib.crc32(bytes([byte]), before ^ 0xFFFFFFFF) ^ 0xFFFFFFFF
