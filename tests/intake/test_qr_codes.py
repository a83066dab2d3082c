"""Codes on pictures that hide them, found by the worker process."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import pytest
from PIL import Image, ImageChops, ImageDraw

from lcweek_desktop.intake.jobs import read_codes
from tests.benchmarks.bench_paper import SIGNED, code_on, drawn, payload

Colour: TypeAlias = tuple[int, int, int]

CLEAR, COVERED = payload(201), payload(240)
STAMP, OLD_STAMP = (214, 40, 48), (150, 0, 0)


def under(ink: Colour, page: Image.Image) -> Image.Image:
    """`page` with most of its code under `ink`."""
    left, top, right, bottom = code_on(page)
    layer = Image.new("RGB", page.size, "white")
    patch = (left - 20, top - 20, left + (right - left) * 0.9, bottom + 20)
    ImageDraw.Draw(layer).rectangle(patch, fill=ink)
    return ImageChops.multiply(page, layer)


@pytest.mark.parametrize("ink", [STAMP, OLD_STAMP])
def test_red_ink_over_a_code_hides_it_from_nobody(tmp_path: Path, ink: Colour) -> None:
    photo = tmp_path / "anh.png"
    under(ink, drawn(COVERED, SIGNED)).save(photo)
    assert read_codes(photo) == (COVERED,)


def test_a_code_under_a_stamp_is_looked_for_beside_a_clear_one(tmp_path: Path) -> None:
    scan = tmp_path / "tap.pdf"
    covered = under(STAMP, drawn(COVERED, SIGNED))
    drawn(CLEAR, SIGNED).save(scan, save_all=True, append_images=[covered, Image.new("RGB", covered.size)])
    assert read_codes(scan) == (CLEAR, COVERED)


def test_a_pdf_with_something_before_its_first_line_is_read(tmp_path: Path) -> None:
    scan = tmp_path / "tu-thu.pdf"
    drawn(CLEAR, SIGNED).save(scan)
    scan.write_bytes(b"\r\n" * 100 + scan.read_bytes())
    assert read_codes(scan) == (CLEAR,)
