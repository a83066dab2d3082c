"""A picture from anybody's phone → a small JPEG without a word about where it was taken.

Runs inside the worker process and nowhere else. Source: forms-and-rules.md, Photos; bundle.md, Container.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from lcweek_desktop.errors import KnownError

FORMATS: Final = ("JPEG", "PNG", "WEBP", "AVIF")
PHOTO: Final = (1600, 2 << 20)
SCAN: Final = (3000, 8 << 20)
"""Long side in pixels and bytes, at most. A sheet of A4 keeps 250 dots an inch."""
MEGAPIXELS: Final = 40
QUALITIES: Final = (85, 75, 60, 40, 20)

# The limit below is ours and comes with a sentence of its own.
Image.MAX_IMAGE_PIXELS = None


def reencode(source: Path, target: Path) -> None:
    """Write the picture `source` to `target` as an RGB JPEG: upright, within PHOTO, without EXIF, location,
    profile or comment. The same input gives the same bytes.

    Raises KnownError `photo-not-picture`, `photo-too-many-pixels` (above 40 MP, before a pixel is decoded)
    or `photo-unreadable`.
    """
    _write(opened_picture(source, PHOTO[0]), target, PHOTO)


def scan(source: Path, target: Path) -> None:
    """As `reencode`, for a picture of a sheet of paper: within SCAN."""
    _write(opened_picture(source, SCAN[0]), target, SCAN)


def turn(source: Path, target: Path) -> None:
    """As `reencode`, a quarter to the right."""
    _write(opened_picture(source, PHOTO[0]).transpose(Image.Transpose.ROTATE_270), target, PHOTO)


def opened_picture(source: Path, long_side: int) -> Image.Image:
    """The picture `source` in RGB, upright, at most `long_side` pixels long. Raises as `reencode`."""
    try:
        with Image.open(source, formats=FORMATS) as opened:
            _refuse_bomb(opened, source.name)
            return _small_and_upright(opened, long_side)
    except UnidentifiedImageError:
        raise KnownError("photo-not-picture", file=source.name) from None
    except (OSError, SyntaxError, ValueError, EOFError):  # what decoders raise for a broken file
        raise KnownError("photo-unreadable", file=source.name) from None


def _refuse_bomb(picture: Image.Image, name: str) -> None:
    width, height = picture.size
    if width * height > MEGAPIXELS * 1_000_000:
        raise KnownError("photo-too-many-pixels", file=name, width=width, height=height, limit=MEGAPIXELS)


def _small_and_upright(opened: Image.Image, long_side: int) -> Image.Image:
    opened.draft("RGB", (long_side, long_side))
    upright = ImageOps.exif_transpose(opened)
    flat = _on_white(upright)
    flat.thumbnail((long_side, long_side), Image.Resampling.LANCZOS)
    flat.info.clear()  # a JPEG's comment would be written again
    return flat


def _on_white(picture: Image.Image) -> Image.Image:
    """`picture` in RGB; what was transparent becomes paper."""
    if picture.mode == "I;16":  # convert() would cut 16 bits of grey off at 255
        picture = picture.point(lambda grey: grey / 256, "L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer)
    return paper


def _write(picture: Image.Image, target: Path, most: tuple[int, int]) -> None:
    """The best quality that fits the cap; a picture of this size fits at the lowest, whatever it shows."""
    for quality in QUALITIES:
        data = BytesIO()
        picture.save(data, "JPEG", quality=quality, optimize=True)
        if data.tell() <= most[1]:
            break
    target.write_bytes(data.getvalue())
