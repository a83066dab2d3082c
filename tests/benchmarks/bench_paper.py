"""How often and how fast the paper code is read from a phone's photo of a signed page.

For each size of code, 400 photos show the signed page with a stamp over the signature. About 400 more in all
show it with a stamp over the code; where no code is read, the other page with the code is photographed, too.
The benchmark fails when fewer than 99 of 100 are read, or when one is read wrongly. It takes about half an
hour.
"""

from __future__ import annotations

import json
import statistics
from dataclasses import replace
from itertools import chain
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

import pypdfium2
import zxingcpp
from PIL import Image

from lcweek_desktop.documents.document import PaperCode
from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.intake.jobs import read_codes
from lcweek_desktop.intake.qr_codes import write_codes
from tests.benchmarks.phone import Point, photographed, stamped
from tests.documents.samples import Sample
from tests.factories import FORM

PHOTOS: Final = 400
PAIRS: Final = 134
TIMED: Final = 40
"""The number of photos of each size whose reading is timed."""
GOAL: Final = 0.99
SIZES: Final = {"school": 201, "district": 240, "province": 256}
"""The bytes of the largest payload of each level, with every cell of 2024 filled (docs/adr/0022)."""
DPI: Final = 200
MM: Final = DPI / 25.4
SIGNED, LAST = 1, 4
"""The indices of the pages with a code: the signed page, and the last one of Phụ lục II."""
SIGNATURE: Final = (125 * MM, 195 * MM)
RADIUS: Final = 18 * MM
"""The radius of an office's stamp, in pixels."""


def main() -> dict[str, Any]:
    results = {who: Series(who).measured() for who in SIZES}
    for who, result in results.items():
        assert result["read"] >= GOAL * result["photos"], (who, result)
        assert result["pairs_read"] >= GOAL * result["pairs"], (who, result)
        assert result["wrong"] == 0, (who, result)
    return results


class Series:
    """Photos of a report whose code has the size of `who`; the same number gives the same photo."""

    def __init__(self, who: str) -> None:
        self.who, self.code = who, payload(SIZES[who])
        self._signed, self._last = drawn(self.code, SIGNED), drawn(self.code, LAST)
        self._clear = stamped(self._signed, SIGNATURE, RADIUS)
        self._place = code_on(self._signed)

    def measured(self) -> dict[str, Any]:
        photos = [read(self.photo(number)) for number in range(PHOTOS)]
        pairs = [self.pair(number) for number in range(PAIRS)]
        seconds = [timed(self.photo(number)) for number in range(TIMED)]
        result = {
            "photos": len(photos),
            "read": sum(self.code in codes for codes in photos),
            "pairs": len(pairs),
            "first_read": sum(self.code in first for first, _second in pairs),
            "pairs_read": sum(self.code in (*first, *second) for first, second in pairs),
            "wrong": sum(code != self.code for codes in chain(photos, *pairs) for code in codes),
            "median_ms": round(1000 * statistics.median(seconds)),
        }
        print(self.who, *(f"{key} {value}" for key, value in result.items()), sep=" · ", flush=True)
        return result

    def photo(self, number: int) -> bytes:
        """A photo of the signed page with a stamp over the signature."""
        return photographed(self._clear, Random(f"{self.who} {number}"))

    def pair(self, number: int) -> tuple[list[bytes], list[bytes]]:
        """The codes read from the signed page with a stamp somewhere over its code, and from the other page.

        The other page with the code is photographed only when the first gives no code.
        """
        random = Random(f"{self.who} pair {number}")
        covered = stamped(self._signed, somewhere_in(self._place, random), RADIUS)
        first = read(photographed(covered, random))
        return first, [] if first else read(photographed(self._last, random))


def read(photo: bytes) -> list[bytes]:
    """The codes on `photo` as the worker process finds them."""
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "photo.jpg", Path(folder) / "codes.json"
        source.write_bytes(photo)
        write_codes(source, target)
        return [bytes.fromhex(code) for code in json.loads(target.read_text(encoding="ascii"))]


def timed(photo: bytes) -> float:
    """The time that reading takes in seconds, including the start of the worker process."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "photo.jpg"
        source.write_bytes(photo)
        began = perf_counter()
        read_codes(source)
        return perf_counter() - began


def payload(size: int) -> bytes:
    return Random(size).randbytes(size)


def drawn(payload: bytes, page: int) -> Image.Image:
    code = PaperCode(payload, "KTQM-ABCD-EFGH-KLMN", "WXYZ-BCDE-FGHK-LMNP")
    with pypdfium2.PdfDocument(pdf_bytes(replace(Sample(FORM).document(), code=code))) as document:
        image: Image.Image = document[page].render(scale=DPI / 72).to_pil()
        return image.convert("RGB")


def code_on(page: Image.Image) -> tuple[int, int, int, int]:
    """The left, top, right and bottom of the code on `page`, in pixels."""
    (code,) = zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    first, last = code.position.top_left, code.position.bottom_right
    return first.x, first.y, last.x, last.y


def somewhere_in(place: tuple[int, int, int, int], random: Random) -> Point:
    left, top, right, bottom = place
    return random.uniform(left, right), random.uniform(top, bottom)
