"""The members of a 7z archive that somebody else made, taken out within bounds.

Runs inside the worker process and nowhere else. Source: 7zFormat.txt of the LZMA SDK.
"""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

import py7zr
from py7zr import archiveinfo
from py7zr.exceptions import ArchiveError, PasswordRequired, UnsupportedCompressionMethodError
from py7zr.py7zr import ArchiveFile

from lcweek_desktop.domain.passed_over import passed_over
from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.member_names import way_of
from lcweek_desktop.intake.members import Limits, Members

_START: Final = struct.Struct("<6s2BL2QL")
_DIRECTORY_BYTES: Final = 4 << 20
"""The most bytes of the list of an archive, packed and unpacked; it is read as a whole."""
_DICTIONARY_BYTES: Final = 256 << 20
"""The most memory that a member may want for unpacking; 7-Zip's "ultra" wants a quarter of it."""
_LZMA2: Final = b"\x21"
_TAKE_MEMORY: Final = (b"\x03\x01\x01", b"\x03\x04\x01")
"""LZMA and PPMd, whose second property is the memory they want."""
_BROKEN: Final = (
    ArchiveError,
    PasswordRequired,
    lzma.LZMAError,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    AssertionError,
    NotImplementedError,
    RuntimeError,
)
"""What reading an archive that is damaged may raise; py7zr does not look at all that it reads."""

# py7zr has bounds of its own, for archives of any size.
archiveinfo.MAX_HEADER_SIZE = _DIRECTORY_BYTES


def write_members(source: Path, target: Path, limits: Limits, passwords: Sequence[str]) -> None:
    """Write the members of the 7z archive `source` into the folder `target` (members.Members).

    Those that cannot be taken out are listed with their code: `archive-member-damaged` or `file-too-large`.
    Raises KnownError `file-cut` or `archive-damaged` for an archive that is broken, `archive-unpacks` and
    `archive-many` for too much, `archive-empty` for nothing, `archive-method` for one packed in a way that is
    not read, and `archive-password` or `archive-password-wrong` where a password is needed and none of
    `passwords` opens it.
    """
    _refuse_cut(source)
    for password in (None, *passwords):
        members = Members(source, target, replace(limits))
        try:
            # Given a file that is open, py7zr starts no threads.
            with source.open("rb") as file, py7zr.SevenZipFile(file, password=password) as archive:
                if archive.password_protected and password is None:
                    continue
                if _take_out(archive, members) or password is None:
                    members.finish()
                    return
        except UnsupportedCompressionMethodError as error:
            raise KnownError("archive-method", file=source.name) from error
        except PasswordRequired:
            continue
        except _BROKEN as error:
            if password is None:
                raise KnownError("archive-damaged", file=source.name) from error
    raise KnownError("archive-password-wrong" if passwords else "archive-password", file=source.name)


def _refuse_cut(source: Path) -> None:
    """Refuse an archive whose list, which lies at its end, is missing or longer than is read."""
    with source.open("rb") as file:
        head = file.read(_START.size)
        size = file.seek(0, 2)
    if len(head) < _START.size:
        raise KnownError("file-cut", file=source.name)
    *_, after, length, _ = _START.unpack(head)
    if _START.size + after + length > size:
        raise KnownError("file-cut", file=source.name)
    if length > _DIRECTORY_BYTES:
        raise KnownError("archive-many", file=source.name)


def _take_out(archive: py7zr.SevenZipFile, members: Members) -> bool:
    """Write what is wanted of `archive`; False where nothing of it could be unpacked, as with a wrong
    password."""
    name, limits = members.source.name, members.limits
    found = [file for file in archive.files if file.is_file or (file.emptystream and not file.is_directory)]
    if not found:
        raise KnownError("archive-empty", file=name)
    if len(found) > limits.members:
        raise KnownError("archive-many", file=name)
    if any(_memory(coder) > _DICTIONARY_BYTES for file in found for coder in _coders(file)):
        raise KnownError("archive-unpacks", file=name)
    wanted: dict[str, str] = {}
    for file in found:
        way, number = way_of(file.filename), str(file.id)
        # Under a number no two members have one name, and none lies outside the folder.
        archive.files.files_list[file.id]["filename"] = number
        if passed_over(way) is not None:
            members.pass_over(way)
        elif file.uncompressed > limits.single:
            members.refuse(way, "file-too-large", file=_last(way), most=limits.single >> 20)
        else:
            wanted[number] = way
    if sum(file.uncompressed for file in found if file.filename in wanted) > limits.bytes:
        raise KnownError("archive-unpacks", file=name)
    return _unpack(archive, members, wanted)


def _unpack(archive: py7zr.SevenZipFile, members: Members, wanted: dict[str, str]) -> bool:
    """Write the members of the numbers in `wanted`; those that lie behind a damaged place are listed as
    damaged. Returns whether any could be written, or none is wanted."""
    missing = dict(wanted)
    try:
        if wanted:
            archive.extract(targets=[*wanted], factory=_Sinks(members, missing))
    except _BROKEN:
        for way in missing.values():
            members.refuse(way, "archive-member-damaged", file=_last(way))
    return not wanted or len(missing) < len(wanted)


class _Sinks(py7zr.WriterFactory):
    """Where py7zr puts the members in `missing`, each of which leaves it when it is whole."""

    def __init__(self, members: Members, missing: dict[str, str]) -> None:
        self._members = members
        self._missing = missing

    def create(self, filename: str) -> py7zr.Py7zIO:
        return _Sink(self._members, self._missing, filename)


class _Sink(py7zr.Py7zIO):
    """The file of one member while it is unpacked."""

    def __init__(self, members: Members, missing: dict[str, str], number: str) -> None:
        self._members = members
        self._missing = missing
        self._number = number
        self._file: IO[bytes] = members.begin(missing[number])
        self._size = 0

    def write(self, s: bytes | bytearray) -> int:
        self._members.spend(len(s))
        self._size += len(s)
        return self._file.write(s)

    def read(self, size: int | None = None) -> bytes:
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def flush(self) -> None:
        self._file.flush()

    def size(self) -> int:
        return self._size

    def close(self) -> None:
        self._file.close()
        self._members.keep(self._missing.pop(self._number), self._file.name)


def _coders(file: ArchiveFile) -> list[dict[str, object]]:
    return [] if file.emptystream or file.folder is None else file.folder.coders


def _memory(coder: dict[str, object]) -> int:
    """How much memory the decoder `coder` of an archive wants, in bytes; 0 for one that wants little."""
    method, properties = coder["method"], coder.get("properties") or b""
    assert isinstance(properties, bytes)
    if method == _LZMA2 and properties:
        bits = properties[0]
        return (2 | bits & 1) << (bits // 2 + 11) if bits < 64 else 0
    if method in _TAKE_MEMORY and len(properties) >= 5:
        return int.from_bytes(properties[1:5], "little")
    return 0


def _last(way: str) -> str:
    return way.rpartition("/")[2]
