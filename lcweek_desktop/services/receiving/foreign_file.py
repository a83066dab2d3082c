"""What a file is that is no report, by its bytes: an archive, a mail, a document of others.

Sources: the first bytes of each format; [MS-XLS] 2.4.117 (FilePass), [MS-DOC] 2.5.2 (FibBase), [MS-CFB].
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from enum import Enum, auto
from typing import Final

from lcweek_desktop.bundle.container import starts_container
from lcweek_desktop.errors import KnownError
from lcweek_desktop.pdf_bounds import END_WITHIN, is_pdf

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")
_SEVEN_ZIP: Final = b"7z\xbc\xaf\x27\x1c"
_ARCHIVES: Final = {
    b"Rar!\x1a\x07": "RAR",
    b"\x1f\x8b": "GZ",
    b"BZh": "BZ2",
    b"\xfd7zXZ\x00": "XZ",
    b"MSCF": "CAB",
}
_MAIL_BEGINS: Final = re.compile(rb"(?:\xef\xbb\xbf)?[!-9;-~]++:")
_MAIL_HEADERS: Final = (
    re.compile(rb"^(?:From|To|Subject|Date):", re.IGNORECASE | re.MULTILINE),
    re.compile(rb"^(?:MIME-Version|Received|Message-ID|DKIM-Signature):", re.IGNORECASE | re.MULTILINE),
)
_VIDEO_BRANDS: Final = (b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"qt  ", b"M4V ", b"3gp")
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR: Final = 512
_BOOK_BEGINS: Final = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_FILE_PASS: Final = 0x2F
_TEXT_BEGINS: Final = b"\xec\xa5"
_TEXT_ENCRYPTED: Final = 0x0100
_PDF_END: Final = b"%%EOF"


class Parcel(Enum):
    """What has other files inside that came with it."""

    ZIP = auto()
    SEVEN_ZIP = auto()
    MAIL = auto()


def is_report_beginning(head: bytes) -> bool:
    """Whether a file that begins with `head` may be a report, by itself or in a PDF."""
    return starts_container(head) or (is_pdf(head) and not head.startswith(_ZIP))


def parcel_kind(head: bytes) -> Parcel | None:
    """Which parcel a file is that begins with `head`; None for any other file. Documents of Office are ZIP
    archives, too, until they are opened."""
    if starts_container(head):
        return None
    if head.startswith(_ZIP):
        return Parcel.ZIP
    if head.startswith(_SEVEN_ZIP):
        return Parcel.SEVEN_ZIP
    is_mail = _MAIL_BEGINS.match(head) and all(header.search(head) for header in _MAIL_HEADERS)
    return Parcel.MAIL if is_mail else None


def is_outlook_mail(data: bytes) -> bool:
    """Whether the file `data` is a mail that Outlook saved."""
    return data.startswith(COMPOUND) and _named("__properties_version1.0") in data


def foreign_refusal(error: KnownError, data: bytes, name: str) -> KnownError:
    """What is said of the file `data`, called `name`, in which no report was found because of `error`: a
    sentence of its own where it is known what the file is, otherwise `error`."""
    if error.code == "bundle-pdf-damaged" and _PDF_END not in data[-END_WITHIN:]:
        return KnownError("file-cut", file=name)
    if error.code != "bundle-foreign":
        return error
    kind = next((kind for begin, kind in _ARCHIVES.items() if data.startswith(begin)), None)
    if kind is not None:
        return KnownError("archive-other", file=name, kind=kind)
    if data[4:8] == b"ftyp" and data[8:12].startswith(_VIDEO_BRANDS):
        return KnownError("passed-video", file=name)
    code = _compound_code(data) if data.startswith(COMPOUND) else None
    return error if code is None else KnownError(code, file=name)


def _compound_code(data: bytes) -> str | None:
    """What a compound file is, in which programs of Office kept everything before 2007 and keep what has a
    password; None for one of another program."""
    if _named("EncryptedPackage") in data or _is_locked_book(data) or _is_locked_text(data):
        return "foreign-locked"
    codes = {
        "Workbook": "foreign-workbook",
        "WordDocument": "foreign-document",
        "PowerPoint Document": "foreign-slides",
    }
    return next((code for name, code in codes.items() if _named(name) in data), None)


def _named(name: str) -> bytes:
    return name.encode("utf-16-le")


def _is_locked_book(data: bytes) -> bool:
    for at in _sectors(data, _BOOK_BEGINS):
        for _ in range(5):  # the record of a password is among the first
            kind, size = struct.unpack_from("<HH", data.ljust(at + 4, b"\0"), at)
            if kind == _FILE_PASS:
                return True
            at += 4 + size
            if at + 4 > len(data):
                break
    return False


def _is_locked_text(data: bytes) -> bool:
    return any(
        struct.unpack_from("<H", data, at + 10)[0] & _TEXT_ENCRYPTED
        for at in _sectors(data, _TEXT_BEGINS)
        if at + 12 <= len(data)
    )


def _sectors(data: bytes, begin: bytes) -> Iterator[int]:
    """Where in `data` a sector begins with `begin`."""
    at = data.find(begin)
    while at >= 0:
        if at % _SECTOR == 0:
            yield at
        at = data.find(begin, at + 1)
