"""A PDF made by somebody else, opened within bounds: PDFium itself unpacks whatever it is given.

Runs inside the worker process and nowhere else. Source: ISO 32000-2, 7.3.8 (streams), 7.4 (filters), 8.9.5
(image dictionaries); docs/adr/0038-foreign-files.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.pdf_filters import is_deflated, unpacked_size
from lcweek_desktop.pdf_bounds import END_WITHIN, header_offset
from lcweek_desktop.pdfium import Document, open_pdf

UNPACKED_BYTES: Final = 256 << 20
"""The most bytes that all streams but pictures may unpack to together."""

_PICTURE_BYTES: Final = 768 << 20
"""The most bytes that all streams which say that they are pictures may unpack to together: 30 sheets of A4 in
colour, at 300 dots an inch, have less. A picture itself is unpacked row by row, but one may pass for it."""
_PIXELS: Final = 150_000_000
"""The most pixels of one picture: two sheets of A4 side by side at 600 dots an inch have half as many."""
_PIXEL_BYTES: Final = 9
"""The most bytes of a pixel: four inks of 16 bits, and what says how a row is to be read."""
_PICTURE_MORE: Final = 1 << 20
"""So many bytes more a small picture may have, which brings a profile of its colours along."""
_ENCRYPTED: Final = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R\b|<<)")
_KEYWORD: Final = re.compile(rb"(?<!end)stream")
_LINE: Final = re.compile(rb"[^\r\n]*+(?:\r\n|\n|\r)")
"""Matches up to the end of a line; a stream starts behind that of its keyword."""
_DICTIONARY_BYTES: Final = 1 << 16
"""The most that is looked at before a stream for its dictionary."""
_DICTIONARY: Final = re.compile(rb">>(?:\s|%[^\r\n]*+)*+\Z")
"""Matches the end of a dictionary, with white space and comments behind it."""
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
"""Matches a letter of a name by its number."""
_FILTERS: Final = re.compile(rb"/Filter\b\s*(\[[^\[\]]*\]|/[^\s/<>\[\]()]+|)")
_NAME: Final = re.compile(rb"/([A-Za-z0-9]+)\s*")
_SIZE: Final = re.compile(rb"/(?:Width|Height)\s+(\d{1,10})\b")
_LATE: Final = re.compile(rb"/EarlyChange\s+0\b")
_KINDS: Final = {
    "FlateDecode": "Flate",
    "Fl": "Flate",
    "LZWDecode": "LZW",
    "LZW": "LZW",
    "RunLengthDecode": "RunLength",
    "RL": "RunLength",
    "ASCII85Decode": "ASCII85",
    "A85": "ASCII85",
    "ASCIIHexDecode": "ASCIIHex",
    "AHx": "ASCIIHex",
}
"""The names of filters by what unpacks them (`pdf_filters.DECODERS`); all others are of pictures."""
_START: Final = re.compile(rb"startxref\s+(\d{1,10})\s")
_TABLE: Final = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")


class _Stream(NamedTuple):
    """Where a stream starts, its filters in order (keys of `DECODERS`), and the pixels of the picture that it
    says it is, 0 when it does not."""

    start: int
    filters: Sequence[str]
    pixels: int


@contextmanager
def open_foreign_pdf(file: Path) -> Iterator[Document]:
    """Open the PDF in `file`, unless it unpacks to more than any PDF of paper does.

    Raises KnownError `intake-pdf-unpacks` then, `intake-pdf-picture` when its pictures do,
    `intake-pdf-locked` when it is encrypted, with a password or without, and `intake-pdf-unclear` when it
    does not say plainly how a stream is packed; PdfError as `open_pdf`.
    """
    data = file.read_bytes()
    _refuse_bomb(data, file.name)
    with open_pdf(data) as document:
        yield document


def _refuse_bomb(data: bytes, name: str) -> None:
    if _ENCRYPTED.search(data) or (b"#" in data and _ENCRYPTED.search(_plain(data))):
        raise KnownError("intake-pdf-locked", file=name)
    left = {False: UNPACKED_BYTES, True: _PICTURE_BYTES}
    for stream in _streams(data, name):
        is_picture = bool(stream.pixels)
        code = "intake-pdf-picture" if is_picture else "intake-pdf-unpacks"
        if stream.pixels > _PIXELS:
            raise KnownError(code, file=name)
        most = left[is_picture]
        if is_picture:
            most = min(most, stream.pixels * _PIXEL_BYTES + _PICTURE_MORE)
        count = unpacked_size(data, stream.start, stream.filters, most)
        left[is_picture] -= count
        if count > most:
            raise KnownError(code, file=name)


def _streams(data: bytes, name: str) -> Iterator[_Stream]:
    """The streams of the PDF `data`, those inside others too. Raises KnownError `intake-pdf-unclear`."""
    for keyword in _KEYWORD.finditer(data):
        before = data[max(0, keyword.start() - _DICTIONARY_BYTES) : keyword.start()]
        line = _LINE.match(data, keyword.end())
        if line is not None and _DICTIONARY.search(before):
            _, begun, written = before.rpartition(b"obj")
            dictionary = _plain(written)
            filters = _filters(dictionary) if begun else None
            if filters is None:
                raise KnownError("intake-pdf-unclear", file=name)
            if is_deflated(data, line.end()) and filters[:1] != ["Flate"]:
                filters = ["Flate", *filters]  # whatever the dictionary makes believe
            yield _Stream(line.end(), filters, _pixels(dictionary))


def _filters(dictionary: bytes) -> list[str] | None:
    """What a stream with this dictionary is packed with, up to what a picture is; None where that cannot be
    told: another object says it, or it is said twice."""
    said = _FILTERS.findall(dictionary)
    if not said:
        return []
    names = _NAME.findall(said[0])
    rest = _NAME.sub(b"", said[0]).strip(b"[] \t\r\n\f\0")
    if len(said) > 1 or rest or not said[0]:
        return None
    lzw = "late LZW" if _LATE.search(dictionary) else "LZW"
    kinds: list[str] = []
    for each in names:
        kind = _KINDS.get(each.decode("ascii"))
        if kind is None:
            break
        kinds.append(lzw if kind == "LZW" else kind)
    return kinds


def _plain(data: bytes) -> bytes:
    """`data` with the letters of names that are written as numbers."""
    return _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode("ascii")), data)


def has_cross_reference(data: bytes) -> bool:
    """Whether the end of the PDF `data` says where its parts are; of others PDFium guesses it."""
    end = len(data) - END_WITHIN
    found = [*_START.finditer(data, max(0, end))]
    at = (header_offset(data) or 0) + int(found[-1][1]) if found else len(data)
    return _TABLE.match(data, at) is not None


def _pixels(dictionary: bytes) -> int:
    sizes = [int(size) for size in _SIZE.findall(dictionary)]
    return sizes[0] * sizes[1] if len(sizes) == 2 else 0
