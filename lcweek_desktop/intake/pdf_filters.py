"""What a stream of a PDF unpacks to, in parts, so that too much is seen before it is in memory.

Runs inside the worker process and nowhere else. Source: ISO 32000-2, 7.4 (filters).
"""

from __future__ import annotations

import zlib
from base64 import a85decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Final, TypeAlias

_Parts: TypeAlias = "Iterator[bytes | memoryview]"

_CHUNK: Final = 1 << 16
"""The bytes that are unpacked at once."""
_WHITE_SPACE: Final = b"\0\t\n\f\r "
_CLEAR, _END, _FIRST_CODE, _MOST_CODES = 256, 257, 258, 4096
"""Codes of LZW with a meaning of their own, the first that stands for a text, and how many there can be."""


def unpacked_size(data: bytes, start: int, filters: Sequence[str], most: int) -> int:
    """The bytes that `data` unpacks to from `start` on, on all levels of `filters` (keys of `DECODERS`)
    together, or more than `most` once they are more.

    It unpacks up to an end that the data mark, or to what is damaged.
    """
    view, count = memoryview(data), 0
    for depth in range(1, len(filters) + 1):
        parts: _Parts = (view[at : at + _CHUNK] for at in range(start, len(data), _CHUNK))
        for name in filters[:depth]:
            parts = DECODERS[name](parts)
        for part in parts:
            count += len(part)
            if count > most:
                return count
    return count


def is_deflated(data: bytes, start: int) -> bool:
    """Whether the bytes at `start` begin as deflated ones do."""
    head = data[start : start + 2]
    return len(head) == 2 and head[0] & 0x0F == 8 and int.from_bytes(head) % 31 == 0


def _inflated(parts: _Parts) -> Iterator[bytes]:
    unpacking = zlib.decompressobj()
    with suppress(zlib.error):
        for packed in parts:
            part: bytes | memoryview = packed
            while part and not unpacking.eof:
                yield unpacking.decompress(part, _CHUNK)
                part = unpacking.unconsumed_tail
            if unpacking.eof:
                return


def _lzw(parts: _Parts, change: int = 1) -> Iterator[bytes]:
    """`change` says how many codes early a code gets longer."""
    texts, before, width, held, bits = [*_LETTERS], b"", 9, 0, 0
    for part in parts:
        for byte in part:
            held, bits = held << 8 | byte, bits + 8
            if bits < width:
                continue
            bits -= width
            code, held = held >> bits, held & (1 << bits) - 1
            if code == _CLEAR:
                texts, before, width = [*_LETTERS], b"", 9
                continue
            if code == _END or not (before or code < _CLEAR):
                return
            text = texts[code] if code < len(texts) else before + before[:1]
            yield text
            if before and len(texts) < _MOST_CODES:
                texts.append(before + text[:1])
                width = max(width, min(12, (len(texts) + change).bit_length()))
            before = text


def _late_lzw(parts: _Parts) -> Iterator[bytes]:
    return _lzw(parts, 0)


def _run_lengths(parts: _Parts) -> Iterator[bytes]:
    left, copies = 0, 0
    for part in parts:
        for byte in part:
            if left:
                yield bytes((byte,)) * copies
                left -= 1
            elif byte == 128:
                return
            else:
                left, copies = (byte + 1, 1) if byte < 128 else (1, 257 - byte)


def _ascii_85(parts: _Parts) -> Iterator[bytes]:
    held = b""
    with suppress(ValueError):
        for part in parts:
            text, end, _ = bytes(part).partition(b"~")
            held += text.translate(None, _WHITE_SPACE).replace(b"z", b"!!!!!")
            whole = len(held) if end else len(held) // 5 * 5
            yield a85decode(held[:whole])
            held = held[whole:]
            if end:
                return


def _ascii_hex(parts: _Parts) -> Iterator[bytes]:
    held = b""
    with suppress(ValueError):
        for part in parts:
            text, end, _ = bytes(part).partition(b">")
            held += text.translate(None, _WHITE_SPACE)
            whole = len(held) // 2 * 2
            yield bytes.fromhex(held[:whole].decode("ascii", "replace"))
            held = held[whole:]
            if end:
                return


_LETTERS: Final = (*(bytes((letter,)) for letter in range(256)), b"", b"")
"""What the first codes of LZW stand for."""

DECODERS: Final[Mapping[str, Callable[[_Parts], Iterator[bytes]]]] = MappingProxyType(
    {
        "Flate": _inflated,
        "LZW": _lzw,
        "late LZW": _late_lzw,
        "RunLength": _run_lengths,
        "ASCII85": _ascii_85,
        "ASCIIHex": _ascii_hex,
    }
)
"""What unpacks each kind; "late LZW" is that of /EarlyChange 0."""
