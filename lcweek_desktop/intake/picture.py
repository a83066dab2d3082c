"""Turning a picture from somebody's phone into a small JPEG without metadata such as where it was taken.

Runs inside the worker process and nowhere else. Source: docs/form-and-rules.md, Photos;
docs/bundle-format.md, Photos and scans.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

from lcweek_desktop.errors import KnownError


class PictureLimits(NamedTuple):
    """The most that a picture may have: `long_side` in pixels, `size` in bytes."""

    long_side: int
    size: int


PHOTO_LIMITS: Final = PictureLimits(1600, 2 << 20)
"""The limits of a photo in a report (docs/form-and-rules.md, Photos)."""
SCAN_LIMITS: Final = PictureLimits(3000, 8 << 20)
"""The limits of a picture of signed paper: a sheet of A4 keeps 250 dots an inch."""

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "AVIF")
_MEGAPIXELS: Final = 40
"""The size in megapixels of the largest picture that is opened."""
_QUALITIES: Final = (85, 75, 60, 40, 20)
"""The JPEG qualities that are tried, the best first; at the lowest any picture fits its limits."""

# Pillow's own limit is switched off, because ours is checked first and has a message of its own.
Image.MAX_IMAGE_PIXELS = None


def write_photo(source: Path, target: Path) -> None:
    """Write the picture `source` to `target` as an upright RGB JPEG within PHOTO_LIMITS.

    EXIF, location, colour profile and comment are dropped. The same input gives the same bytes. Raises
    KnownError `photo-not-picture`, `photo-too-many-pixels` (above 40 megapixels, before a pixel is decoded)
    or `photo-unreadable`.
    """
    _write(open_picture(source, PHOTO_LIMITS.long_side), target, PHOTO_LIMITS)


def write_rotated_photo(source: Path, target: Path) -> None:
    """Do as `write_photo`, and turn the picture a quarter to the right."""
    upright = open_picture(source, PHOTO_LIMITS.long_side)
    _write(upright.transpose(Image.Transpose.ROTATE_270), target, PHOTO_LIMITS)


def write_scan(source: Path, target: Path) -> None:
    """Do as `write_photo` for a picture of signed paper, within SCAN_LIMITS."""
    _write(open_picture(source, SCAN_LIMITS.long_side), target, SCAN_LIMITS)


def open_picture(source: Path, long_side: int) -> Image.Image:
    """The picture `source` in RGB, upright, at most `long_side` pixels long. Raises as `write_photo`."""
    try:
        with Image.open(source, formats=_FORMATS) as opened:
            _refuse_bomb(opened, source.name)
            return _small_and_upright(opened, long_side)
    except UnidentifiedImageError:
        raise KnownError("photo-not-picture", file=source.name) from None
    except (OSError, SyntaxError, ValueError, EOFError):  # what decoders raise for a broken file
        raise KnownError("photo-unreadable", file=source.name) from None


def _refuse_bomb(picture: Image.Image, name: str) -> None:
    width, height = picture.size
    if width * height > _MEGAPIXELS * 1_000_000:
        raise KnownError("photo-too-many-pixels", file=name, width=width, height=height, limit=_MEGAPIXELS)


def _small_and_upright(opened: Image.Image, long_side: int) -> Image.Image:
    opened.draft("RGB", (long_side, long_side))
    upright = ImageOps.exif_transpose(opened)
    flat = _on_white(upright)
    flat.thumbnail((long_side, long_side), Image.Resampling.LANCZOS)
    flat.info.clear()  # a JPEG's comment would be written again
    return flat


def _on_white(picture: Image.Image) -> Image.Image:
    """`picture` in RGB, with white where it was transparent."""
    if picture.mode == "I;16":  # convert() would cut 16 bits of grey off at 255
        picture = picture.point(lambda grey: grey / 256, "L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer)
    return paper


def _write(picture: Image.Image, target: Path, limits: PictureLimits) -> None:
    """Write `picture` in the best quality that fits `limits`."""
    for quality in _QUALITIES:
        data = BytesIO()
        picture.save(data, "JPEG", quality=quality, optimize=True)
        if data.tell() <= limits.size:
            break
    target.write_bytes(data.getvalue())
