"""How often, and how fast, a phone's photo of a signed page gives its figures. 400 photos, stamp and all."""

from __future__ import annotations

import json
import statistics
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import pypdfium2
from PIL import Image

from lcweek_desktop.documents.document import PaperCode
from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.intake.codes import find
from tests.benchmarks.phone import photographed, stamped
from tests.documents.samples import Sample
from tests.factories import FORM

PHOTOS = 400
SIZES = {"school": 201, "district": 240, "province": 256}
"""Bytes of the largest payload of each with every cell of 2024 filled (docs/adr/0022)."""
DPI = 200
MM = DPI / 25.4
SIGNED, LAST = 1, 4
"""Pages with a code."""
OVER_SIGNATURE, OVER_CODE, RADIUS = (125 * MM, 195 * MM), (50 * MM, 198 * MM), 18 * MM


def payload(size: int) -> bytes:
    return Random(size).randbytes(size)


def drawn(size: int, page: int) -> Image.Image:
    code = PaperCode(payload(size), "KTQM-ABCD-EFGH-KLMN", "WXYZ-BCDE-FGHK-LMNP")
    with pypdfium2.PdfDocument(pdf_bytes(replace(Sample(FORM).document(), code=code))) as document:
        image: Image.Image = document[page].render(scale=DPI / 72).to_pil()
        return image.convert("RGB")


def read(photo: bytes, folder: Path) -> tuple[list[bytes], float]:
    """The codes, and seconds that the worker's own work took."""
    source, target = folder / "photo.jpg", folder / "codes.json"
    source.write_bytes(photo)
    began = perf_counter()
    find(source, target)
    took = perf_counter() - began
    return [bytes.fromhex(code) for code in json.loads(target.read_text())], took


def main() -> dict[str, Any]:
    results: dict[str, Any] = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        for who, size in SIZES.items():
            signed = drawn(size, SIGNED)
            clear = stamped(signed, OVER_SIGNATURE, RADIUS)
            covered = stamped(signed, OVER_CODE, RADIUS)
            pair = (covered, drawn(size, LAST))
            count = PHOTOS // len(SIZES) + (who == "school") * (PHOTOS % len(SIZES))
            results[who] = measured(who, payload(size), clear, pair, count, folder)
    return results


def measured(
    who: str,
    expected: bytes,
    clear: Image.Image,
    pair: tuple[Image.Image, Image.Image],
    count: int,
    folder: Path,
) -> dict[str, Any]:
    random = Random(who)
    found = [read(photographed(clear, random), folder) for _ in range(count)]
    both = [
        [code for page in pair for code in read(photographed(page, random), folder)[0]] for _ in range(count)
    ]
    wrong = sum(code != expected for codes in (*(codes for codes, _ in found), *both) for code in codes)
    result = {
        "photos": count,
        "read": sum(expected in codes for codes, _ in found),
        "pairs_read": sum(expected in codes for codes in both),
        "wrong": wrong,
        "median_ms": round(1000 * statistics.median(took for _, took in found)),
    }
    print(who, *(f"{key} {value}" for key, value in result.items()), sep=" · ", flush=True)
    return result
