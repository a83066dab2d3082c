"""The members of a ZIP archive that somebody else made, taken out within bounds.

Runs inside the worker process and nowhere else. Source: APPNOTE.TXT 6.3.10 of PKWARE.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from pyzipper import AESZipFile, BadZipFile

from lcweek_desktop.domain.passed_over import passed_over
from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.member_names import decoded_name, way_of
from lcweek_desktop.intake.members import Limits, Members

_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\x05\x06"
_END_WITHIN: Final = _END.size + 0xFFFF
_DIRECTORY_BYTES: Final = 4 << 20
"""The most bytes of the list at the end of an archive, which is read as a whole."""
_ENCRYPTED: Final = 0x1
_UTF8: Final = 0x800
_READABLE: Final = (ZIP_STORED, ZIP_DEFLATED)
_UNICODE_NAME: Final = 0x7075
_OFFICE_LIST: Final = "[Content_Types].xml"
_OFFICE: Final = {"xl": "foreign-workbook", "word": "foreign-document", "ppt": "foreign-slides"}
"""The documents of Office by the folder in which they keep what is theirs."""
_OPEN_DOCUMENTS: Final = {
    b"application/vnd.oasis.opendocument.spreadsheet": "foreign-workbook",
    b"application/vnd.oasis.opendocument.text": "foreign-document",
    b"application/vnd.oasis.opendocument.presentation": "foreign-slides",
}
_BROKEN: Final = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    LookupError,
    NotImplementedError,
    RuntimeError,
)
"""What reading an archive that is damaged may raise."""


class _Source(io.BufferedReader):
    """An archive that is read. A place before its beginning, which only a damaged one names, is no fault of
    the disk."""

    def seek(self, target: int, whence: int = 0) -> int:
        if whence == 0 and target < 0:
            raise ValueError("before the beginning")
        return super().seek(target, whence)


def write_members(source: Path, target: Path, limits: Limits, passwords: Sequence[str]) -> None:
    """Write the members of the ZIP archive `source` into the folder `target` (members.Members).

    Those that cannot be taken out are listed with their code: `archive-member-damaged`, `archive-method`,
    `archive-member-password` or `file-too-large`. Raises KnownError `file-cut` or `archive-damaged` for an
    archive that is broken, `foreign-…` for a document that is a ZIP archive inside, `archive-unpacks` and
    `archive-many` for too much, `archive-empty` for nothing, and `archive-password` or
    `archive-password-wrong` where a password is needed and none of `passwords` opens it.
    """
    _refuse_directory(source)
    try:
        with _Source(io.FileIO(source)) as file, AESZipFile(file) as archive:
            members = Members(source, target, limits)
            _write(archive, members, passwords)
            members.finish()
    except _BROKEN as error:
        raise KnownError("archive-damaged", file=source.name) from error


def _refuse_directory(source: Path) -> None:
    """Refuse an archive whose list of members is missing, or longer than is read."""
    with source.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_WITHIN))
        tail = file.read()
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise KnownError("file-cut", file=source.name)
    if _END.unpack_from(tail, at)[5] > _DIRECTORY_BYTES:
        raise KnownError("archive-many", file=source.name)


def _write(archive: AESZipFile, members: Members, passwords: Sequence[str]) -> None:
    found = [info for info in archive.infolist() if not info.is_dir()]
    name, limits = members.source.name, members.limits
    _refuse_document(archive, found, name)
    if not found:
        raise KnownError("archive-empty", file=name)
    if len(found) > limits.members:
        raise KnownError("archive-many", file=name)
    ways = {info: way_of(_name(info)) for info in found}
    wanted = [
        info
        for info in found
        if passed_over(ways[info]) is None
        and info.file_size <= limits.single
        and info.compress_type in _READABLE
    ]
    if sum(info.file_size for info in wanted) > limits.bytes:
        raise KnownError("archive-unpacks", file=name)
    password = _password(archive, wanted, name, passwords)
    for info in found:
        way = ways[info]
        last = way.rpartition("/")[2]
        if passed_over(way) is not None:
            members.pass_over(way)
        elif info.file_size > limits.single:
            members.refuse(way, "file-too-large", file=last, most=limits.single >> 20)
        elif info.compress_type not in _READABLE:
            members.refuse(way, "archive-method", file=last)
        else:
            _take_out(archive, info, members, way, password)


def _take_out(archive: AESZipFile, info: ZipInfo, members: Members, way: str, password: bytes | None) -> None:
    try:
        with archive.open(info, pwd=password) as content:
            members.write(way, content)
    except _BROKEN:
        is_locked = info.flag_bits & _ENCRYPTED
        code = "archive-member-password" if is_locked else "archive-member-damaged"
        members.refuse(way, code, file=way.rpartition("/")[2])


def _password(
    archive: AESZipFile, wanted: Sequence[ZipInfo], name: str, passwords: Sequence[str]
) -> bytes | None:
    """The one of `passwords` that opens the smallest encrypted member; None where none is encrypted."""
    locked = [info for info in wanted if info.flag_bits & _ENCRYPTED]
    if not locked:
        return None
    smallest = min(locked, key=lambda info: info.file_size)
    for password in passwords:
        if _opens(archive, smallest, password.encode()):
            return password.encode()
    raise KnownError("archive-password-wrong" if passwords else "archive-password", file=name)


def _opens(archive: AESZipFile, info: ZipInfo, password: bytes) -> bool:
    try:
        with archive.open(info, pwd=password) as content:
            while content.read(1 << 16):
                pass
    except _BROKEN:
        return False
    return True


def _refuse_document(archive: AESZipFile, found: Sequence[ZipInfo], name: str) -> None:
    """Refuse what is no archive to the person who sent it: a workbook, a text, slides."""
    names = [info.filename for info in found]
    kinds = {each.partition("/")[0] for each in names} & _OFFICE.keys()
    if _OFFICE_LIST in names and kinds:
        raise KnownError(_OFFICE[min(kinds)], file=name)
    first = found[0] if found else None
    if first is not None and first.filename == "mimetype" and first.compress_type == ZIP_STORED:
        with archive.open(first) as content:
            kind = content.read(100).strip()
        if kind in _OPEN_DOCUMENTS:
            raise KnownError(_OPEN_DOCUMENTS[kind], file=name)


def _name(info: ZipInfo) -> str:
    """The name of a member as it was meant."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_NAME and field[:1] == b"\x01":
            return field[5:].decode("utf-8", "replace")
    if info.flag_bits & _UTF8:
        return info.orig_filename
    return decoded_name(info.orig_filename.encode("cp437", "replace"))
