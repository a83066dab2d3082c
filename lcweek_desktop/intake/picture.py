"""Turning a picture from somebody's phone into a small JPEG without metadata such as where it was taken.

Runs inside the worker process and nowhere else. Source: docs/form-and-rules.md, Photos;
docs/bundle-format.md, Photos and scans; docs/adr/0131-photos-as-small-as-they-look.md.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.likeness import Original


class PictureLimits(NamedTuple):
    """The most that a picture may have: `long_side` in pixels, `size` in bytes."""

    long_side: int
    size: int


PHOTO_LIMITS: Final = PictureLimits(1600, 2 << 20)
"""The limits of a photo in a report (docs/form-and-rules.md, Photos)."""
SCAN_LIMITS: Final = PictureLimits(3000, 8 << 20)
"""The limits of a picture of signed paper: a sheet of A4 keeps 250 dots an inch."""

_LONG_SIDES: Final = (PHOTO_LIMITS.long_side, 1440, 1280)
"""The long sides of a photo that are tried, in pixels, until it has no more than `_LIGHT` bytes."""
_LIGHT: Final = 300_000
_SIMILARITY: Final = 0.95
"""The SSIM that a photo keeps to what it was made from, at the size that it has."""
_COARSEST: Final = 128
"""The coarsest tables that are tried, in halves of a shade (`_tables`)."""
_PRINT_QUALITY: Final = 60
"""The JPEG quality of a copy that is only printed: at 200 dots an inch no block of it is seen."""

_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_HEIC_BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif")
_MEGAPIXELS: Final = 40
"""The size in megapixels of the largest picture that is opened."""
_QUALITIES: Final = (85, 75, 60, 40, 20)
"""The JPEG qualities that are tried where a size is the limit, the best first; at the lowest any fits."""

# Pillow's own limit is switched off, because ours is checked first and has a message of its own.
Image.MAX_IMAGE_PIXELS = None


def write_photo(source: Path, target: Path) -> None:
    """Write the picture `source` to `target` as an upright RGB JPEG within PHOTO_LIMITS.

    It is the smallest that looks the same, made shorter than 1600 pixels only where it is heavy. EXIF,
    location, colour profile and comment are dropped. The same input gives the same bytes. Raises KnownError
    `photo-not-picture`, `photo-heic`, `photo-too-many-pixels` (above 40 megapixels, before a pixel is
    decoded) or `photo-unreadable`.
    """
    upright = open_picture(source, PHOTO_LIMITS.long_side)
    for long_side in _LONG_SIDES:
        picture = upright.copy()
        picture.thumbnail((long_side, long_side), Image.Resampling.LANCZOS)
        jpeg = _smallest_alike(picture)
        if len(jpeg) <= _LIGHT:
            break
    target.write_bytes(jpeg if len(jpeg) <= PHOTO_LIMITS.size else _fitting(picture, PHOTO_LIMITS.size))


def write_rotated_photo(source: Path, target: Path) -> None:
    """Write `source`, a photo that `write_photo` made, turned a quarter to the right.

    It is as coarse as it was, so that turning it again loses no more. Raises as `write_photo`.
    """
    upright = open_picture(source, PHOTO_LIMITS.long_side)
    with Image.open(source, formats=_FORMATS) as opened:
        tables = [*getattr(opened, "quantization", {}).values()]
    turned = upright.transpose(Image.Transpose.ROTATE_270)
    jpeg = _jpeg(turned, qtables=tables) if len(tables) == 2 else _smallest_alike(turned)
    target.write_bytes(jpeg)


def write_printed_photo(source: Path, target: Path, box: tuple[int, int]) -> None:
    """Write a copy of the photo `source` that is only printed, within `box` (width and height in pixels).

    Raises as `write_photo`.
    """
    picture = open_picture(source, PHOTO_LIMITS.long_side)
    picture.thumbnail(box, Image.Resampling.LANCZOS)
    target.write_bytes(_jpeg(picture, quality=_PRINT_QUALITY))


def write_scan(source: Path, target: Path) -> None:
    """Do as `write_photo` for a picture of signed paper, within SCAN_LIMITS."""
    target.write_bytes(_fitting(open_picture(source, SCAN_LIMITS.long_side), SCAN_LIMITS.size))


def write_day_taken(source: Path, target: Path) -> None:
    """Write the day on which the picture `source` says that it was taken (2024-10-02) to `target`; nothing
    where it does not say."""
    try:
        with Image.open(source, formats=_FORMATS) as opened:
            exif = opened.getexif()
            said = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal, "")
    except (OSError, SyntaxError, ValueError, EOFError):  # the photo itself was read before
        said = ""
    day = re.match(r"(\d{4}):(\d\d):(\d\d) ", str(said))
    target.write_text("-".join(day.groups()) if day else "", encoding="ascii")


def open_picture(source: Path, long_side: int) -> Image.Image:
    """The picture `source` in RGB, upright, at most `long_side` pixels long. Raises as `write_photo`."""
    try:
        with Image.open(source, formats=_FORMATS) as opened:
            _refuse_bomb(opened, source.name)
            return _small_and_upright(opened, long_side)
    except UnidentifiedImageError:
        code = "photo-heic" if _is_heic(source) else "photo-not-picture"
        raise KnownError(code, file=source.name) from None
    except (OSError, SyntaxError, ValueError, EOFError):  # what decoders raise for a broken file
        raise KnownError("photo-unreadable", file=source.name) from None


def _is_heic(source: Path) -> bool:
    """Whether `source` says that it is a picture of HEVC or AV1, which nothing here decodes."""
    with source.open("rb") as file:
        head = file.read(12)
    return head[4:8] == b"ftyp" and head[8:] in _HEIC_BRANDS


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


def _smallest_alike(picture: Image.Image) -> bytes:
    """`picture` as the smallest JPEG that keeps `_SIMILARITY`."""
    original = Original(picture)

    def is_too_coarse(step: int) -> bool:
        data = BytesIO()
        picture.save(data, "JPEG", qtables=_tables(step))  # the pixels of `_jpeg`, and quicker
        return original.similarity(Image.open(data, formats=("JPEG",))) < _SIMILARITY

    tried = range(2, _COARSEST)
    return _jpeg(picture, qtables=_tables(max(2, 1 + bisect_left(tried, True, key=is_too_coarse))))


def _tables(step: int) -> list[list[int]]:
    """JPEG's quantization tables of brightness and colour, from `step` halves of a shade for what is even.

    They rise less towards fine structure than the usual ones: for the same similarity, pictures of leaves and
    of the night are up to a fifth smaller.
    """
    rises = [1 + (row + column) / 7 for row in range(8) for column in range(8)]
    return [[min(255, round(step / 2 * coarser * rise)) for rise in rises] for coarser in (1, 2)]


def _fitting(picture: Image.Image, size: int) -> bytes:
    """`picture` as a JPEG of the best quality that gives no more than `size` bytes."""
    jpegs = (_jpeg(picture, quality=quality) for quality in _QUALITIES)
    return next((jpeg for jpeg in jpegs if len(jpeg) <= size), _jpeg(picture, quality=_QUALITIES[-1]))


def _jpeg(picture: Image.Image, **quality: Any) -> bytes:
    data = BytesIO()
    picture.save(data, "JPEG", optimize=True, progressive=True, **quality)
    return data.getvalue()
