"""Pictures for the tests of intake: a phone's photo with metadata, and noise that hardly compresses."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

SIDEWAYS = 6  # EXIF orientation: the phone was held upright, the sensor lay on its side


@pytest.fixture
def phone_photo(tmp_path: Path) -> Path:
    """A photo of 4000 × 3000 pixels that EXIF turns upright: its red left edge becomes the top.

    Its metadata have a place, a maker and a comment.
    """
    picture = Image.new("RGB", (4000, 3000), "green")
    ImageDraw.Draw(picture).rectangle((0, 0, 400, 3000), fill="red")
    exif = Image.Exif()
    exif[0x0112] = SIDEWAYS
    exif[0x010F] = "Máy ảnh".encode().decode("latin-1")
    exif.get_ifd(0x8825).update({1: "N", 2: (22.0, 23.0, 45.0), 3: "E", 4: (103.0, 27.0, 30.0)})
    path = tmp_path / "ảnh khai mạc.jpg"
    picture.save(path, exif=exif, comment=b"LAICHAU-SECRET")
    return path


@pytest.fixture
def noise(tmp_path: Path) -> Path:
    """A picture of 1600 × 1600 pixels of noise, which no picture compresses worse than."""
    data = random.Random(2024).randbytes(1600 * 1600 * 3)
    path = tmp_path / "noise.png"
    Image.frombytes("RGB", (1600, 1600), data).save(path, compress_level=0)
    return path
