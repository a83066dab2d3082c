"""SSIM against the formula written out for one window."""

from __future__ import annotations

from random import Random
from statistics import fmean

import pytest
from PIL import Image, ImageFilter

from lcweek_desktop.intake.likeness import Original


def window(seed: int) -> list[int]:
    return [Random(seed + at).randrange(256) for at in range(49)]


def test_one_window_is_the_formula() -> None:
    a, b = window(1), window(100)
    mean_a, mean_b = fmean(a), fmean(b)
    spread = fmean((x - mean_a) ** 2 for x in a) + fmean((y - mean_b) ** 2 for y in b)
    shared = fmean((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    c1, c2 = 2.55**2, 7.65**2
    expected = (2 * mean_a * mean_b + c1) * (2 * shared + c2)
    expected /= (mean_a**2 + mean_b**2 + c1) * (spread + c2)
    first, second = (Image.frombytes("L", (7, 7), bytes(each)) for each in (a, b))
    assert Original(first).similarity(second) == pytest.approx(expected, abs=1e-4)


def test_the_same_picture_is_wholly_alike_and_a_blurred_one_less() -> None:
    picture = Image.frombytes("L", (90, 61), Random(4).randbytes(90 * 61))
    assert Original(picture).similarity(picture) == pytest.approx(1, abs=1e-4)
    slightly, much = (picture.filter(ImageFilter.GaussianBlur(radius)) for radius in (0.6, 2))
    assert 1 > Original(picture).similarity(slightly) > Original(picture).similarity(much)
