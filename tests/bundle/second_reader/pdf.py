"""The bundle that a PDF carries (A bundle in a PDF)."""

from __future__ import annotations

import re
import zlib

from tests.bundle.second_reader.small import refuse

_SPACE = rb"[\0\t\n\f\r ]"


def carried(data: bytes) -> bytes:
    """The bytes of the bundle; they are not judged."""
    found = stored(data)
    return _attached(data[data.index(b"%PDF-") :]) if found is None else found


def starts(data: bytes) -> bool:
    """Whether a bundle begins so."""
    return data[:4] == b"PK\3\4" and data[30:43] == b"manifest.json"


# As it is stored


def stored(data: bytes) -> bytes | None:
    """The bundle that the PDF stores without a filter; None where nothing is found like that."""
    found: bytes | None = None
    outside = b""
    at = begin = data.index(b"%PDF-") + 5
    while keyword := _next_stream(data, at):
        dictionary, start = data[begin : keyword.start()].split(b" obj")[-1], keyword.end()
        length = re.search(rb"/Length\s+(\d+)(?!\s+\d+\s+R)", dictionary)
        size = int(length[1]) if length and not re.search(rb"/Length\s+\d+\s+\d+\s+R", dictionary) else None
        end = None if size is None else start + size
        if end is not None and end > len(data):
            if b"/EmbeddedFile" in dictionary and found is None:
                refuse("bundle-pdf-cut")
            break
        if end is None or not _ends(data, end):
            break
        content = data[start:end]
        if b"/Filter" not in dictionary and starts(content):
            if found not in (None, content):
                refuse("bundle-pdf-several")
            found = content
        outside += data[begin:start] + b"\n"
        at = begin = end
    outside += data[begin:]
    if found is not None and re.search(rb"%PDF-|PK\x03\x04|PK\x01\x02|PK\x05\x06", outside):
        refuse("bundle-pdf-cut")
    return found


def _ends(data: bytes, end: int) -> bool:
    """Whether `endstream` stands there, or the file ends before it could."""
    return len(data) < end + 11 or re.compile(rb"[\r\n \t]{0,2}endstream").match(data, end) is not None


def _next_stream(data: bytes, at: int) -> re.Match[bytes] | None:
    """The next keyword `stream` that is in no string and no comment."""
    mark = re.compile(rb"\(|%[^\r\n]*|(?<!end)stream(?:\r\n|\n|\r)")
    while found := mark.search(data, at):
        if found[0].startswith(b"s"):
            return found
        at = _behind_string(data, found.end()) if found[0] == b"(" else found.end()
    return None


def _behind_string(data: bytes, at: int) -> int:
    depth = 1
    while depth and at < len(data):
        depth += {ord("("): 1, ord(")"): -1}.get(data[at], 0)
        at += 2 if data[at] == ord("\\") else 1
    return at


# Packed by another program


def _attached(pdf: bytes) -> bytes:
    """By the cross-reference table, which is all that the files of the index have."""
    begins = re.findall(rb"startxref\s+(\d+)", pdf[-1024:])
    table = begins and re.compile(rb"xref\s").match(pdf, int(begins[-1]))
    if not table:
        refuse("bundle-pdf-damaged")
    trailer = pdf[table.start() :].partition(b"trailer")[2]
    if b"/Encrypt" in trailer:
        refuse("intake-pdf-locked")
    places = [int(place) for place in re.findall(rb"(\d{10}) \d{5} n", pdf[table.start() :])]
    objects = {int(pdf[place : place + 10].split()[0]): place for place in places}
    root = _object(pdf, objects[_reference(rb"/Root", trailer)])
    tree = re.search(rb"/EmbeddedFiles\s*<<\s*/Names\s*\[(.*?)\]", root, re.DOTALL)
    files = re.findall(rb"(\d+) 0 R", tree[1] if tree else b"")
    found: bytes | None = None
    for number in files:
        spec = _object(pdf, objects[int(number)])
        name = re.search(rb"/UF\s*\((.*?)\)", spec) or re.search(rb"/F\s*\((.*?)\)", spec)
        content = _decoded(pdf, objects[_reference(rb"/EF\s*<<\s*/F", spec)])
        if starts(content) or (name and name[1] == b"bao-cao.lcweek"):
            if found not in (None, content):
                refuse("bundle-pdf-several")
            found = content
    if found is None:
        refuse("bundle-pdf-plain")
    return found


def _reference(key: bytes, dictionary: bytes) -> int:
    found = re.search(key + rb"\s+(\d+) 0 R", dictionary)
    return int(found[1]) if found else refuse("bundle-pdf-damaged")


def _object(pdf: bytes, at: int) -> bytes:
    return re.split(rb"stream|endobj", pdf[at:], maxsplit=1)[0]


def _decoded(pdf: bytes, at: int) -> bytes:
    dictionary = _object(pdf, at)
    start = pdf.index(b"stream\n", at) + 7
    stored = pdf[start : start + int(re.search(rb"/Length\s+(\d+)", dictionary)[1])]  # type: ignore[index]
    if b"/ASCIIHexDecode" in dictionary:
        return bytes.fromhex(stored.rstrip(b">").decode())
    return zlib.decompress(stored) if b"/FlateDecode" in dictionary else stored
