"""A PDF made by somebody else, opened within bounds: PDFium itself unpacks whatever it is given.

Runs inside the worker process and nowhere else. Source: ISO 32000-2, 7.3.8 (streams), 7.4 (filters), 8.9.5
(image dictionaries); docs/adr/0038-foreign-files.md.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeAlias

from lcweek_desktop.errors import KnownError
from lcweek_desktop.pdf_bounds import END_WITHIN, header_offset
from lcweek_desktop.pdfium import Document, open_pdf

_Bytes: TypeAlias = bytes | memoryview

UNPACKED_BYTES: Final = 256 << 20
"""The most bytes that all streams but pictures may unpack to together."""

_PIXELS: Final = 150_000_000
"""The most pixels of one picture: two sheets of A4 side by side at 600 dots an inch have half as many."""
_STREAM: Final = re.compile(rb"stream\r?\n")
_DICTIONARY_BYTES: Final = 4096
"""The most that is looked at before a stream for its dictionary."""
_DEFLATED: Final = re.compile(rb"/(?:FlateDecode|Fl)\b")
_SIZE: Final = re.compile(rb"/(?:Width|Height)\s+(\d{1,10})\b")
_CHUNK: Final = 1 << 16
"""The bytes that are unpacked at once."""
_START: Final = re.compile(rb"startxref\s+(\d{1,10})\s")
_TABLE: Final = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")


@contextmanager
def open_foreign_pdf(file: Path) -> Iterator[Document]:
    """Open the PDF in `file`, unless it unpacks to more than any PDF of paper does.

    Raises KnownError `intake-memory` then, and PdfError as `open_pdf`.
    """
    data = file.read_bytes()
    left = UNPACKED_BYTES
    for found in _STREAM.finditer(data):
        start = found.start()
        dictionary = data[max(0, start - _DICTIONARY_BYTES) : start].rpartition(b" obj")[2]
        left -= _unpacked(data, found.end(), dictionary, left)
        if left < 0 or _pixels(dictionary) > _PIXELS:
            raise KnownError("intake-memory", file=file.name)
    with open_pdf(data) as document:
        yield document


def has_cross_reference(data: bytes) -> bool:
    """Whether the end of the PDF `data` says where its parts are; of others PDFium guesses it."""
    end = len(data) - END_WITHIN
    found = [*_START.finditer(data, max(0, end))]
    at = (header_offset(data) or 0) + int(found[-1][1]) if found else len(data)
    return _TABLE.match(data, at) is not None


def _pixels(dictionary: bytes) -> int:
    sizes = [int(size) for size in _SIZE.findall(dictionary)]
    return sizes[0] * sizes[1] if len(sizes) == 2 else 0


def _unpacked(data: bytes, start: int, dictionary: bytes, most: int) -> int:
    """The bytes that the stream at `start` unpacks to on all levels, or more than `most` once they are more.

    Only what is deflated is counted, and no pictures, which PDFium unpacks row by row: 0 for others.
    """
    if _pixels(dictionary):
        return 0
    view, count = memoryview(data), 0
    for depth in range(1, len(_DEFLATED.findall(dictionary)) + 1):
        parts: Iterator[_Bytes] = (view[at : at + _CHUNK] for at in range(start, len(data), _CHUNK))
        for _ in range(depth):
            parts = _inflated(parts)
        for part in parts:
            count += len(part)
            if count > most:
                return count
    return count


def _inflated(parts: Iterator[_Bytes]) -> Iterator[_Bytes]:
    """What `parts` unpack to, in parts of at most _CHUNK bytes, up to the end or to what is damaged."""
    unpacking = zlib.decompressobj()
    with suppress(zlib.error):
        for part in parts:
            while part and not unpacking.eof:
                yield unpacking.decompress(part, _CHUNK)
                part = unpacking.unconsumed_tail
            if unpacking.eof:
                return
