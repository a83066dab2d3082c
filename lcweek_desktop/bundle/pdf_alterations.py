"""What became of the PDF of a report after our program wrote it: cut off, signed, added to, saved anew.

None of it decides whether the bundle inside is valid. Source: docs/bundle-format.md, A bundle in a PDF;
ISO 32000-2, 7.5.6 (incremental updates), 12.8 (signatures), 14.4 (file identifiers).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, TypeAlias

from lcweek_desktop.bundle.pdf_streams import gaps
from lcweek_desktop.pdf_bounds import END_WITHIN, is_pdf

_SEAL: Final = re.compile(rb"/ID\s*\[<([0-9a-f]{32})><\1>\].{0,400}?%%EOF\n", re.DOTALL)
"""Matches a file identifier as our program writes it, and what follows up to the end-of-file marker."""
_SEAL_COUNT: Final = 1000
"""The most identifiers that are compared: a report has one, each update by another program may bring one."""
_ZEROS: Final = b"0" * 32
"""Takes the place of the identifier while the hash that becomes the identifier is computed."""
_END_OF_FILE: Final = b"%%EOF"
_SIGNED: Final = re.compile(rb"/ByteRange\s*+\[([\d\s]{0,200})\]")
"""Matches what a signature says that it covers: offsets and lengths in turn."""
_CONTENTS: Final = re.compile(rb"/Contents\s*\Z")
"""Matches the key of a signature's digits, right before them."""
_KEY_WITHIN: Final = 20
"""The key stands in so many bytes before the digits."""
_DIGESTS: Final = ("sha256", "sha1", "sha384", "sha512")
"""The hash functions that are tried when a signature is compared with the bytes that it covers."""
_PADDING: Final = b"\r\n \0"
"""Bytes that may follow the last signed byte without being a change."""
_SIGNATURE_COUNT: Final = 32
"""The most signatures that are compared: each may cover the whole file, and a forged file has any number."""


ByteRange: TypeAlias = tuple[int, ...]
"""The numbers of a signature's /ByteRange."""


def alteration_notes(data: bytes) -> tuple[str, ...]:
    """What a person should know about the PDF `data` beside its report, as codes of the catalogue (`pdf-…`).

    Empty for a PDF as our program wrote it, and for any other kind of file. A signature is not verified,
    only compared with the bytes that it says it covers: this program does not know who signed.
    """
    if not is_pdf(data):
        return ()
    signatures = tuple(islice(_byte_ranges(data), _SIGNATURE_COUNT + 1))
    end = _sealed_end(data)
    if end is None:
        whole = _END_OF_FILE in data[-END_WITHIN:]
        return (*_signature_notes(data, signatures), "pdf-rewritten" if whole else "pdf-cut")
    if signatures:
        return _signature_notes(data, signatures)
    return ("pdf-added",) if _continues(data, end) else ()


def _signature_notes(data: bytes, signatures: Sequence[ByteRange]) -> tuple[str, ...]:
    if not signatures:
        return ()
    if len(signatures) > _SIGNATURE_COUNT or not all(_holds(data, each) for each in signatures):
        return ("pdf-signed-changed",)
    end = max(second + length for _, _, second, length in signatures)
    return ("pdf-signed-added",) if _continues(data, end) else ("pdf-signed",)


def _continues(data: bytes, end: int) -> bool:
    """Whether anything but white space follows the first `end` bytes."""
    return bool(data[end:].strip(_PADDING))


def _byte_ranges(data: bytes) -> Iterator[ByteRange]:
    """What each signature of the PDF `data` covers; a signature in an attachment is not the PDF's."""
    for gap in gaps(data):
        for found in _SIGNED.finditer(data, *gap):
            yield tuple(map(int, found[1].split()))


def _holds(data: bytes, signature: ByteRange) -> bool:
    """Whether the signature contains the hash of its byte range, which leaves out only its own digits."""
    match signature:
        case (0, first, second, length) if first < second and second + length <= len(data):
            contents = _contents(data, first, second)
        case _:
            return False
    view = memoryview(data)
    covered = view[:first], view[second : second + length]
    return contents is not None and any(_digest(name, *covered) in contents for name in _DIGESTS)


def _contents(data: bytes, first: int, second: int) -> bytes | None:
    """What the digits between the two offsets write; None where no signature has its digits just there."""
    gap = data[first:second]
    if gap[:1] + gap[-1:] != b"<>" or not _CONTENTS.search(data, max(0, first - _KEY_WITHIN), first):
        return None
    try:
        return bytes.fromhex(gap[1:-1].decode("ascii"))
    except ValueError:
        return None


def _digest(name: str, *parts: memoryview) -> bytes:
    digest = hashlib.new(name)
    for part in parts:
        digest.update(part)
    return digest.digest()


def _sealed_end(data: bytes) -> int | None:
    """Where the PDF that our program wrote ends, if `data` still begins with it; None if it does not."""
    view, running, done = memoryview(data), hashlib.sha256(), 0
    for found in islice(_SEAL.finditer(data), _SEAL_COUNT):
        start, end = found.start(1), found.end()
        running.update(view[done:start])
        done = start
        whole = running.copy()
        whole.update(_ZEROS + b"><" + _ZEROS + data[found.end(1) + 34 : end])
        if whole.hexdigest()[:32].encode("ascii") == found[1]:
            return end
    return None
