"""Files that are small and unpack to more than any machine holds, or keep a reader busy for good."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from base64 import a85encode
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from tests.bundle.sample_bundles import pdf_file

_MIB: Final = 1 << 20
_GIB: Final = 1 << 30


@cache
def zeros(size: int, times: int = 1) -> bytes:
    """So many zeros, deflated, and what comes of that deflated again up to `times` times."""
    packing = zlib.compressobj(9)
    first, other = (packing.compress(bytes(_MIB)) + packing.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    checksum = struct.pack(">HH", size % 65_521, 1)
    whole = first + other * (size // _MIB - 1) + b"\x03\x00" + checksum
    for _ in range(times - 1):
        whole = zlib.compress(whole, 9)
    return whole


def attachment(filters: bytes = b"/Filter [/FlateDecode /FlateDecode]") -> bytes:
    """A PDF of 10 KB whose attachment, deflated twice, unpacks to 6 GB; `filters` says so."""
    packed = zeros(6 * _GIB, 2)
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.bin) 5 0 R] >> >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
            _stream(b"/Type /EmbeddedFile " + filters, packed),
            b"<< /Type /Filespec /F (a.bin) /UF (a.bin) /EF << /F 4 0 R >> >>",
        ]
    )


def disguised_attachment() -> bytes:
    """The same, and its dictionary says that it is a picture of one pixel."""
    return attachment(b"/Filter [/FlateDecode /FlateDecode] /Width 1 /Height 1")


def page_text() -> bytes:
    """A PDF whose page has a content that unpacks to a gigabyte."""
    return _one_page(b"/Contents 4 0 R", _stream(b"/Filter /FlateDecode", zeros(_GIB)))


def lzw(size: int = _GIB) -> bytes:
    """So many zeros, packed with LZW: codes for ever longer runs, until there are none left."""
    codes, length, count = [256, 0], 1, 1
    while count < size:
        length = min(length + 1, 4096 - 257)
        codes.append(256 + length)
        count += length
    bits, widths = 0, [9, 9]
    widths += [min(12, (257 + at).bit_length()) for at in range(2, len(codes))]
    for code, width in zip(codes, widths, strict=True):
        bits = bits << width | code
    whole = sum(widths)
    return (bits << -whole % 8).to_bytes(-(-whole // 8))


def page_lzw() -> bytes:
    """A PDF whose page has a content that unpacks to 300 MB, packed with LZW."""
    return _one_page(b"/Contents 4 0 R", _stream(b"/Filter /LZWDecode", lzw(300 * _MIB)))


def page_runs() -> bytes:
    """A PDF whose page has a content that unpacks to 300 MB in runs of one letter, all of it deflated."""
    runs = zlib.compress(b"\x81 " * (300 * _MIB // 128), 9)
    return _one_page(b"/Contents 4 0 R", _stream(b"/Filter [/FlateDecode /RunLengthDecode]", runs))


def page_ascii() -> bytes:
    """A PDF whose page has a content that unpacks to a gigabyte, written in letters."""
    letters = a85encode(zeros(_GIB)) + b"~>"
    return _one_page(b"/Contents 4 0 R", _stream(b"/Filter [/A85 /F#6c]", letters))


def page_indirect() -> bytes:
    """A PDF whose page has a content of which another object says how it is packed."""
    content = _stream(b"/Filter 5 0 R", a85encode(zeros(_GIB)) + b"~>")
    return _one_page(b"/Contents 4 0 R", content, b"[/ASCII85Decode /FlateDecode]")


def page_unfiltered() -> bytes:
    """A PDF whose page has a content that unpacks to a gigabyte; behind a comment another object seems to
    begin, which is not packed."""
    content = _stream(b"/Filter /FlateDecode %9 0 obj\n", zeros(_GIB)).replace(b"obj\n", b"obj <<\n")
    return _one_page(b"/Contents 4 0 R", content)


def page_disguised() -> bytes:
    """A PDF whose page has a content that passes for a picture, as large as one may be."""
    content = _stream(b"/Filter /FlateDecode /Width 10000 /Height 10000", zeros(700 * _MIB))
    return _one_page(b"/Contents 4 0 R", content)


def locked() -> bytes:
    """A PDF that is encrypted, of which nothing can be said before it is opened."""
    return page_text().replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 >>")


def page_picture() -> bytes:
    """A PDF whose page shows a picture of 10 thousand million pixels."""
    size = b"/Width 100000 /Height 100000 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    picture = _stream(b"/Type /XObject /Subtype /Image /Filter /FlateDecode " + size, zeros(_GIB))
    return _one_page(
        b"/Contents 5 0 R /Resources << /XObject << /P 4 0 R >> >>",
        picture,
        _stream(b"", b"200 0 0 200 0 0 cm /P Do"),
    )


def page_forms() -> bytes:
    """A PDF whose page shows a form that shows the next ten times, and so on twelve deep."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
    more = b"%b /Resources << /XObject << /F %d 0 R >> >>"
    forms = [_stream(more % (form, number), b"/F Do " * 10) for number in range(6, 18)]
    return _one_page(
        b"/Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >>",
        _stream(b"", b"/F Do"),
        *forms,
        _stream(form, b"0 0 9 9 re f"),
    )


def page_size() -> bytes:
    """A PDF whose page is 5 km wide."""
    return _one_page(b"/MediaBox [0 0 14400000 14400000] /UserUnit 1", b"null")


def object_stream() -> bytes:
    """A PDF with an object stream that unpacks to a gigabyte."""
    return _one_page(b"", _stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", zeros(_GIB)))


def picture() -> bytes:
    """A PNG of 60,000 × 60,000 pixels."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(10_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def picture_profile() -> bytes:
    """A PNG of one pixel with a colour profile of a gigabyte."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    profile = _chunk(b"iCCP", b"icc\0\0" + zeros(_GIB))
    rows = _chunk(b"IDAT", zlib.compress(bytes(4)))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + profile + rows + _chunk(b"IEND", b"")


def workbook() -> bytes:
    """An XLSX whose sheet unpacks a thousand times."""
    return _zipped({"[Content_Types].xml": b"<Types/>", "xl/worksheets/sheet1.xml": bytes(200 * _MIB)})


def archive() -> bytes:
    """A ZIP of a hundred ZIPs, each of which unpacks a thousand times."""
    inner = _zipped({"a.bin": bytes(200 * _MIB)})
    return _zipped({f"{number}.zip": inner for number in range(100)})


BOMBS: Final[Mapping[str, Callable[[], bytes]]] = MappingProxyType(
    {
        "attachment.pdf": attachment,
        "disguised.pdf": disguised_attachment,
        "page-text.pdf": page_text,
        "page-lzw.pdf": page_lzw,
        "page-runs.pdf": page_runs,
        "page-ascii.pdf": page_ascii,
        "page-indirect.pdf": page_indirect,
        "page-unfiltered.pdf": page_unfiltered,
        "locked.pdf": locked,
        "page-picture.pdf": page_picture,
        "page-size.pdf": page_size,
        "object-stream.pdf": object_stream,
        "picture.png": picture,
        "picture-profile.png": picture_profile,
        "workbook.xlsx": workbook,
        "archive.zip": archive,
        "page-forms.pdf": page_forms,
    }
)
"""Every kind, by the name of a file of that kind; the last keeps a reader busy until it is stopped."""


def _one_page(more: bytes, *objects: bytes) -> bytes:
    """A PDF of one page with `more` in its dictionary; `objects` are numbered from 4."""
    box = b"" if b"/MediaBox" in more else b"/MediaBox [0 0 200 200]"
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R %b %b >>" % (box, more),
            *objects,
        ]
    )


def _stream(dictionary: bytes, data: bytes) -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (dictionary, len(data), data)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as written:
        for name, data in files.items():
            written.writestr(name, data)
    return stream.getvalue()
