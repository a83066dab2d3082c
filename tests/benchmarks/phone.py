"""Simulated photos of a printed page as phones take them: tilted, shaded, blurred, noisy, stamped.

They are made with Pillow only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from io import BytesIO
from random import Random
from statistics import NormalDist
from typing import TypeAlias

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

Point: TypeAlias = tuple[float, float]

_RED = (214, 40, 48)
_STEEPEST = 15.0
_DISTANCE = 3.0
"""The distance of the phone from the page, in half widths of the page: an A4 sheet just fills the picture."""


def stamped(page: Image.Image, centre: Point, radius: float) -> Image.Image:
    """`page` with a round red stamp over what is printed; `centre` and `radius` are in pixels."""
    layer = Image.new("RGB", page.size, "white")
    draw, (x, y) = ImageDraw.Draw(layer), centre
    for ring, width in ((radius, radius / 9), (radius * 0.72, radius / 22)):
        draw.ellipse((x - ring, y - ring, x + ring, y + ring), outline=_RED, width=max(1, round(width)))
    draw.regular_polygon((x, y, radius * 0.45), 5, fill=_RED)
    for step in range(24):
        turn, half = step * math.pi / 12, radius * 0.06
        at = (x + radius * 0.86 * math.cos(turn), y + radius * 0.86 * math.sin(turn))
        draw.rectangle((at[0] - half, at[1] - half, at[0] + half, at[1] + half), fill=_RED)
    return ImageChops.multiply(page, layer)


def photographed(page: Image.Image, random: Random) -> bytes:
    """A photo of the whole of `page` as a JPEG of quality 50 to 85, with a long side of 1280 to 3000 pixels.

    The page is turned by up to 15° and by quarters, and tilted by up to 15° in both directions. The same
    state of `random` gives the same photo.
    """
    long_side = random.randint(1280, 3000)
    size = (round(long_side * 3 / 4), long_side)
    photo = _lit(_seen(page, size, random), random)
    photo = photo.filter(ImageFilter.BoxBlur(random.uniform(0.2, 1.5) * long_side / 2140))
    photo = ImageChops.add(photo, _noise(size, random), 1, -128)
    photo = ImageEnhance.Contrast(photo).enhance(random.uniform(0.75, 1.1))
    photo = photo.rotate(random.choice((0, 0, 0, 90, 180, 270)), expand=True)
    data = BytesIO()
    photo.save(data, "JPEG", quality=random.randint(50, 85))
    return data.getvalue()


def _seen(page: Image.Image, size: tuple[int, int], random: Random) -> Image.Image:
    page = page.copy()
    page.thumbnail(size, Image.Resampling.BOX)  # a sensor takes in the light of its whole pixel
    width, height = page.size
    tilts = [math.radians(random.uniform(-_STEEPEST, _STEEPEST)) for _ in range(3)]
    corners = [*_tilted(height / width, *tilts)]
    xs, ys = zip(*corners, strict=True)
    room = min(size[0] / (max(xs) - min(xs)), size[1] / (max(ys) - min(ys)))
    scale = room * random.uniform(0.88, 0.97)
    middle = ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)
    there = [
        ((x - middle[0]) * scale + size[0] / 2, (y - middle[1]) * scale + size[1] / 2) for x, y in corners
    ]
    here = [(0, 0), (width, 0), (width, height), (0, height)]
    workspace = (120 + random.randrange(60), 95 + random.randrange(40), 70)
    return page.transform(
        size,
        Image.Transform.PERSPECTIVE,
        _perspective(here, there),
        Image.Resampling.BILINEAR,
        fillcolor=workspace,
    )


def _tilted(aspect: float, tilt_x: float, tilt_y: float, turn: float) -> Iterator[Point]:
    """The corners of a page as a phone sees them. The page is 2 wide; angles are in radians."""
    for left, top in ((-1, -aspect), (1, -aspect), (1, aspect), (-1, aspect)):
        a = left * math.cos(turn) - top * math.sin(turn)
        b = left * math.sin(turn) + top * math.cos(turn)
        x, depth = a * math.cos(tilt_y), -a * math.sin(tilt_y)
        y, depth = (
            b * math.cos(tilt_x) - depth * math.sin(tilt_x),
            b * math.sin(tilt_x) + depth * math.cos(tilt_x),
        )
        nearer = _DISTANCE / (_DISTANCE + depth)
        yield x * nearer, y * nearer


def _perspective(source: Sequence[Point], target: Sequence[Point]) -> list[float]:
    """The coefficients with which Pillow draws the corners `source` at `target`.

    They solve eight linear equations, here by elimination.
    """
    rows: list[list[float]] = []
    for (u, v), (x, y) in zip(source, target, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for at in range(8):
        best = max(range(at, 8), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        pivot = [value / rows[at][at] for value in rows[at]]
        rows = [
            pivot if place == at else [a - row[at] * b for a, b in zip(row, pivot, strict=True)]
            for place, row in enumerate(rows)
        ]
    return [row[8] for row in rows]


def _noise(size: tuple[int, int], random: Random) -> Image.Image:
    """A picture of grey noise around the value 128, the same in red, green and blue."""
    grains = NormalDist(128, random.uniform(4, 18))
    shades = [min(255, max(0, round(grains.inv_cdf((at + 0.5) / 256)))) for at in range(256)]
    noise = Image.frombytes("L", size, random.randbytes(size[0] * size[1])).point(shades)
    return Image.merge("RGB", (noise,) * 3)


def _lit(photo: Image.Image, random: Random) -> Image.Image:
    """`photo`, made darker towards one side as by the light of a lamp."""
    dark = random.uniform(0.45, 0.95)
    shade = Image.linear_gradient("L").rotate(random.uniform(0, 360), fillcolor=128)
    shade = shade.point([round(255 * (dark + (1 - dark) * grey / 255)) for grey in range(256)])
    shade = shade.resize(photo.size, Image.Resampling.BICUBIC)
    return ImageChops.multiply(photo, Image.merge("RGB", (shade,) * 3))
