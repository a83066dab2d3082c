"""Pictures that weigh what a phone's do: 12 megapixels, 3 to 8 MB, of the kinds that schools send.

They are drawn with Pillow only. The same number gives the same picture under the same Pillow.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from io import BytesIO
from random import Random
from statistics import NormalDist
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from lcweek_desktop.paths import resources_dir

SIZE: Final = (4000, 3000)
TAKEN: Final = "2024:10:02 08:15:00"
"""When the pictures say that they were taken, as EXIF writes it."""

_LINES: Final = (
    "TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI",
    "XÂY DỰNG GIA ĐÌNH, DÒNG HỌ, CỘNG ĐỒNG HỌC TẬP",
    "ĐỌC SÁCH ĐỂ BIẾT, ĐỂ LÀM, ĐỂ CHUNG SỐNG",
)


def phone_picture(number: int) -> bytes:
    """The picture `number`, from 0, as the JPEG with EXIF that a phone writes."""
    kinds: tuple[Callable[[Random], Image.Image], ...] = (_leaves, _crowd, _banner, _night)
    random = Random(number)
    draw = kinds[number % len(kinds)]
    texture, grain = (7, 5) if draw is _night else (2, 3)
    picture = ImageEnhance.Contrast(draw(random).filter(ImageFilter.BoxBlur(0.7))).enhance(1.6)
    picture = _rough(_rough(picture, texture, 2, random), grain, 1, random)
    picture = picture.filter(ImageFilter.UnsharpMask(6, 350))  # as phones do
    exif = Image.Exif()
    exif[0x010F], exif[0x9003] = "Phone", TAKEN
    exif.get_ifd(0x8769)[0x9003] = TAKEN
    data = BytesIO()
    picture.save(data, "JPEG", quality=90, exif=exif)
    return data.getvalue()


def _leaves(random: Random) -> Image.Image:
    """A hedge: leaves over leaves, the farther the darker, lit from one side."""
    picture = Image.new("RGB", SIZE, (18, 28, 14))
    draw = ImageDraw.Draw(picture)
    for depth in range(26_000):
        light = 0.35 + 0.65 * depth / 26_000
        _leaf(draw, random, min(180.0, 17 / random.random() ** 0.55), light * random.uniform(0.6, 1.15))
    return _shaded(picture, random)


def _leaf(draw: ImageDraw.ImageDraw, random: Random, length: float, light: float) -> None:
    x, y, turn = random.uniform(0, SIZE[0]), random.uniform(0, SIZE[1]), random.uniform(0, math.tau)
    along, across = (math.cos(turn) * length, math.sin(turn) * length), length * random.uniform(0.18, 0.4)
    side = (-math.sin(turn) * across, math.cos(turn) * across)
    tip, end = (x + along[0], y + along[1]), (x - along[0], y - along[1])
    colour = _times(random.choice(((96, 150, 48), (70, 122, 40), (140, 165, 62), (176, 150, 70))), light)
    draw.polygon([tip, (x + side[0], y + side[1]), end, (x - side[0], y - side[1])], colour)
    draw.line([tip, end], _times(colour, 1.3), max(1, round(length / 22)))


def _crowd(random: Random) -> Image.Image:
    """A school yard with rows of pupils in white shirts and red scarves, the nearest the largest."""
    picture = _yard(random)
    draw = ImageDraw.Draw(picture)
    for row in range(15):
        head = 34 + row * 7.5
        for place in range(int(SIZE[0] / (head * 1.9)) + 2):
            x = place * head * 1.9 + random.uniform(-0.4, 0.4) * head + (row % 2) * head
            _pupil(draw, random, x, 850 + row * row * 8.5 + random.uniform(-0.3, 0.3) * head, head)
    return _shaded(picture, random)


def _yard(random: Random) -> Image.Image:
    picture = Image.new("RGB", SIZE, (205, 198, 176))
    draw = ImageDraw.Draw(picture)
    for y in range(0, 800, 26):  # tiles of the roof
        for x in range(0, SIZE[0], 34):
            draw.ellipse((x, y, x + 36, y + 34), _times((150, 78, 58), random.uniform(0.7, 1.1)))
    return picture


def _pupil(draw: ImageDraw.ImageDraw, random: Random, x: float, y: float, head: float) -> None:
    shirt = _times((236, 238, 242), random.uniform(0.78, 1))
    draw.rounded_rectangle((x - head, y + 0.8 * head, x + head, y + 5 * head), head / 3, shirt)
    for _ in range(16):  # folds
        fold = [(x + random.uniform(-1, 1) * head, y + random.uniform(1.2, 4.5) * head) for _ in range(2)]
        draw.line(fold, _times(shirt, random.uniform(0.75, 0.95)), max(1, round(head / 22)))
    draw.polygon(
        [(x - head / 2, y + head), (x + head / 2, y + head), (x, y + 2.2 * head)],
        _times((196, 34, 40), random.uniform(0.7, 1.1)),
    )
    skin = _times((214, 168, 132), random.uniform(0.75, 1.08))
    draw.ellipse((x - 0.62 * head, y - 0.6 * head, x + 0.62 * head, y + head), skin)
    draw.chord((x - 0.7 * head, y - 0.8 * head, x + 0.7 * head, y + 0.7 * head), 180, 360, (30, 25, 24))
    for _ in range(40):  # hair
        at, bend = random.uniform(-0.66, 0.66) * head, random.uniform(-0.2, 0.2) * head
        top = y - math.sqrt(max(0.0, 0.5 - (at / head) ** 2)) * head
        shade = random.randrange(20, 90)
        draw.line([(x + at, top), (x + at + bend, y - 0.02 * head)], (shade,) * 3, max(1, round(head / 26)))
    for eye in (-0.25, 0.25):
        draw.ellipse(_round(x + eye * head, y + 0.2 * head, head / 14), (40, 30, 28))
    draw.arc((x - head / 4, y + head / 3, x + head / 4, y + 0.72 * head), 20, 160, (150, 70, 66), 3)


def _banner(random: Random) -> Image.Image:
    """A red banner with yellow letters over a stage, in front of a hedge."""
    picture = _leaves(random)
    cloth = Image.new("RGB", (3700, 1500), (186, 22, 30))
    draw = ImageDraw.Draw(cloth)
    bold = str(resources_dir() / "fonts" / "Tinos-Bold.ttf")
    for at, line in enumerate(_LINES):
        for size in range(230, 20, -2):
            font = ImageFont.truetype(bold, size)
            if font.getlength(line) <= 3500:
                break
        draw.text((1850, 230 + at * 390), line, (252, 222, 60), font, anchor="mm")
    small = ImageFont.truetype(bold, 44)
    for at in range(4):
        draw.text(
            (1850, 1270 + at * 58), f"{at + 1}. {' · '.join(_LINES)}"[:120], "white", small, anchor="mm"
        )
    picture.paste(cloth, (150, 500))
    return picture


def _night(random: Random) -> Image.Image:
    """An evening by a fire, with lamps, windows and much noise."""
    picture = Image.new("RGB", SIZE, (14, 16, 30))
    draw = ImageDraw.Draw(picture)
    for _ in range(1400):
        x, y, size = random.uniform(0, SIZE[0]), random.uniform(900, SIZE[1]), random.uniform(30, 160)
        colour = _times((150, 110, 70), random.uniform(0.1, 0.75))
        draw.ellipse((x - size / 2, y - size, x + size / 2, y + size), colour)
    for _ in range(260):
        x, y, size = random.uniform(0, SIZE[0]), random.uniform(0, SIZE[1]), random.uniform(6, 40)
        draw.ellipse(_round(x, y, size), random.choice(((255, 226, 150), (255, 180, 90), (190, 220, 255))))
    glow = picture.reduce(8).filter(ImageFilter.GaussianBlur(14)).resize(SIZE, Image.Resampling.BICUBIC)
    return ImageChops.screen(picture.filter(ImageFilter.BoxBlur(2)), glow)


def _round(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return x - radius, y - radius, x + radius, y + radius


def _times(colour: tuple[int, int, int], light: float) -> tuple[int, int, int]:
    red, green, blue = (min(255, round(part * light)) for part in colour)
    return red, green, blue


def _shaded(picture: Image.Image, random: Random) -> Image.Image:
    shade = Image.linear_gradient("L").rotate(random.uniform(0, 360), fillcolor=128)
    shade = shade.point(lambda grey: 150 + grey * 105 // 255).resize(SIZE, Image.Resampling.BICUBIC)
    return ImageChops.multiply(picture, Image.merge("RGB", (shade,) * 3))


def _rough(picture: Image.Image, deviation: float, grain: int, random: Random) -> Image.Image:
    """`picture` with what cloth, bark and a sensor add: noise in grains of so many pixels."""
    grains = NormalDist(128, deviation)
    shades = [min(255, max(0, round(grains.inv_cdf((at + 0.5) / 256)))) for at in range(256)]
    size = (SIZE[0] // grain, SIZE[1] // grain)
    noise = Image.frombytes("L", size, random.randbytes(size[0] * size[1])).point(shades)
    noise = noise.resize(SIZE, Image.Resampling.BICUBIC)
    return ImageChops.add(picture, Image.merge("RGB", (noise,) * 3), 1, -128)
