"""The filters of a PDF, held against the encoders of others."""

from __future__ import annotations

import io
import zlib
from base64 import a85encode
from collections.abc import Iterator
from random import Random

import pytest
from PIL import Image

from lcweek_desktop.intake.pdf_filters import DECODERS, is_deflated, unpacked_size

RANDOM = Random(38)
TEXTS = [
    b"",
    b"a",
    b"BT /F1 12 Tf (Xin ch\xc3\xa0o) Tj ET " * 900,
    RANDOM.randbytes(70_000),
    bytes(300_000),
    bytes(RANDOM.choice(b"ab") for _ in range(70_000)),
]


def decoded(name: str, data: bytes, piece: int = 1000) -> bytes:
    def parts() -> Iterator[bytes]:
        yield from (data[at : at + piece] for at in range(0, len(data), piece))

    return b"".join(DECODERS[name](parts()))


def run_lengths(text: bytes) -> bytes:
    """Runs of one letter where there are any, other letters by themselves."""
    packed, at = b"", 0
    while at < len(text):
        run = 1
        while run < 128 and text[at : at + run + 1] == text[at : at + 1] * (run + 1):
            run += 1
        packed += bytes((257 - run, text[at])) if run > 1 else bytes((0, text[at]))
        at += run
    return packed + b"\x80"


def tiff_lzw(text: bytes) -> bytes:
    """The same LZW as in a PDF, as libtiff writes it."""
    file = io.BytesIO()
    grey = Image.frombytes("L", (len(text), 1), text)
    grey.save(file, "TIFF", compression="tiff_lzw")
    tags = Image.open(file).tag_v2  # type: ignore[attr-defined]
    (start,), (size,) = tags[273], tags[279]
    return file.getvalue()[start : start + size]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_what_was_packed_comes_out_as_it_was(text: bytes) -> None:
    assert decoded("Flate", zlib.compress(text) + b"endstream") == text
    assert decoded("RunLength", run_lengths(text) + b"endstream") == text
    assert decoded("ASCII85", a85encode(text, wrapcol=60) + b"~>endstream") == text
    assert decoded("ASCIIHex", text.hex("\n", 40).encode() + b">endstream") == text
    if text:
        assert decoded("LZW", tiff_lzw(text) + b"endstream") == text


def test_a_filter_that_changes_late_needs_one_code_more() -> None:
    """As many letters as fill the codes of nine bits: the next code has ten, one later where it is late."""
    letters = [at % 256 for at in range(254)]
    codes = [256, *letters, 1, 2, 257]
    for name, longer in (("LZW", 255), ("late LZW", 256)):
        bits = "".join(f"{code:0{9 if at < longer else 10}b}" for at, code in enumerate(codes))
        packed = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8))
        assert decoded(name, packed) == bytes([*letters, 1, 2]), name


def test_every_level_counts_and_counting_ends_where_it_is_too_much() -> None:
    packed = zlib.compress(zlib.compress(bytes(1_000_000)))
    levels = len(zlib.compress(bytes(1_000_000))) + 1_000_000
    assert unpacked_size(packed, 0, ["Flate", "Flate"], 10_000_000) == levels
    assert 500_000 < unpacked_size(packed, 0, ["Flate", "Flate"], 500_000) < 600_000
    assert unpacked_size(b"x" + packed, 1, [], 5) == 0


def test_damaged_data_count_as_far_as_they_go() -> None:
    for name in DECODERS:
        assert decoded(name, b"\x00\xff\xfe~>" * 3) is not None
    whole = zlib.compress(RANDOM.randbytes(10_000))
    assert 0 < len(decoded("Flate", whole[:5_000])) < 10_000


def test_deflated_bytes_are_known_by_their_beginning() -> None:
    assert all(is_deflated(b"x" + zlib.compress(b"a", level), 1) for level in range(10))
    assert not any(is_deflated(other, 0) for other in (b"", b"x", b"BT /F1", b"\x80\x0b\x60"))
