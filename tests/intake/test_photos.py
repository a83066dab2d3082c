from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.jobs import reencode_photo, reencode_printed_photo, reencode_rotated_photo
from lcweek_desktop.intake.likeness import Original

RED, GREEN, WHITE = (255, 0, 0), (0, 128, 0), (255, 255, 255)


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg), formats=["JPEG"])


def near(colour: object, expected: tuple[int, int, int]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(a - b) < 12 for a, b in zip(colour, expected, strict=True))


def refusal(path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(KnownError) as caught:
        reencode_photo(path)
    assert path.read_bytes() == before
    assert path.name in caught.value.message
    return caught.value.code


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_a_phone_photo_stands_upright_and_is_at_most_1600_on_its_long_side(phone_photo: Path) -> None:
    picture = opened(reencode_photo(phone_photo))
    assert (picture.size, picture.mode) == ((1200, 1600), "RGB")
    assert near(picture.getpixel((600, 10)), RED)
    assert near(picture.getpixel((600, 1590)), GREEN)


def test_nothing_of_place_camera_or_comment_is_left(phone_photo: Path) -> None:
    assert b"LAICHAU-SECRET" in phone_photo.read_bytes()
    jpeg = reencode_photo(phone_photo)
    assert not opened(jpeg).getexif()
    jpegs_own = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    assert set(opened(jpeg).info) <= jpegs_own
    assert b"Exif" not in jpeg
    assert b"LAICHAU-SECRET" not in jpeg


def test_the_same_file_gives_the_same_bytes(phone_photo: Path) -> None:
    assert reencode_photo(phone_photo) == reencode_photo(phone_photo)


def test_a_small_picture_keeps_its_size(tmp_path: Path) -> None:
    path = tmp_path / "small.webp"
    Image.new("RGB", (31, 17), GREEN).save(path)
    assert opened(reencode_photo(path)).size == (31, 17)


def test_the_first_of_several_pictures_in_one_file_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "hai ống kính.jpg"
    first, second = Image.new("RGB", (64, 48), RED), Image.new("RGB", (32, 24), GREEN)
    first.save(path, "MPO", save_all=True, append_images=[second])
    picture = opened(reencode_photo(path))
    assert picture.size == (64, 48)
    assert near(picture.getpixel((5, 5)), RED)


def test_sixteen_bits_of_grey_keep_their_shades(tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    Image.new("I;16", (40, 30), 0x8000).save(path)
    assert near(opened(reencode_photo(path)).getpixel((20, 15)), (128, 128, 128))


def test_what_is_transparent_becomes_white(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(path)
    assert near(opened(reencode_photo(path)).getpixel((25, 25)), WHITE)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "I;16", "CMYK"])
def test_every_way_to_store_colour_becomes_rgb(tmp_path: Path, mode: str) -> None:
    path = tmp_path / ("scan.jpg" if mode == "CMYK" else "scan.png")
    Image.new(mode, (40, 30)).save(path)
    assert opened(reencode_photo(path)).mode == "RGB"


def test_even_noise_fits_two_mebibytes(noise: Path) -> None:
    picture = reencode_photo(noise)
    assert len(picture) <= 2 << 20
    assert opened(picture).size == (1280, 1280)  # heavy, so it is made shorter, and no shorter than this


def test_a_photo_is_the_smallest_that_looks_like_what_it_was_made_from(tmp_path: Path) -> None:
    path = tmp_path / "phong canh.png"
    scene = Image.effect_mandelbrot((800, 600), (-2, -1.2, 1, 1.2), 90).convert("RGB")
    scene.save(path)
    kept = reencode_photo(path)
    careful = BytesIO()
    scene.save(careful, "JPEG", quality=85)
    assert 0.95 <= Original(scene).similarity(opened(kept)) < 0.97
    assert len(kept) < len(careful.getvalue()) / 2


def test_turned_four_times_a_photo_looks_as_it_did(phone_photo: Path, tmp_path: Path) -> None:
    kept, turned = reencode_photo(phone_photo), tmp_path / "xoay.jpg"
    turned.write_bytes(kept)
    for _ in range(4):
        turned.write_bytes(reencode_rotated_photo(turned))
    assert Original(opened(kept)).similarity(Image.open(turned)) > 0.99


def test_a_copy_for_print_fits_its_box_and_is_never_enlarged(phone_photo: Path) -> None:
    kept = reencode_photo(phone_photo)
    assert opened(reencode_printed_photo(kept, (600, 661))).size == (496, 661)
    small = BytesIO()
    Image.new("RGB", (60, 40)).save(small, "JPEG")
    assert opened(reencode_printed_photo(small.getvalue(), (600, 661))).size == (60, 40)


def test_forty_megapixels_are_taken_and_one_row_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "poster.png"
    Image.new("1", (8000, 5000)).save(path)
    assert opened(reencode_photo(path)).size == (1600, 1000)
    Image.new("1", (8000, 5001)).save(path)
    assert refusal(path) == "photo-too-many-pixels"


def test_a_bomb_is_refused_by_what_its_header_says(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(10_000_000), 9)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
    assert refusal(path) == "photo-too-many-pixels"


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_picture_cut_short_is_refused(phone_photo: Path, part: float) -> None:
    data = phone_photo.read_bytes()
    phone_photo.write_bytes(data[: int(len(data) * part)])
    assert refusal(phone_photo) == "photo-unreadable"


def test_a_damaged_png_is_refused(noise: Path) -> None:
    data = bytearray(noise.read_bytes())
    data[len(data) // 2] ^= 0xFF
    noise.write_bytes(data)
    assert refusal(noise) == "photo-unreadable"


@pytest.mark.parametrize("content", [b"", b"not a picture", b"%PDF-1.7\n", b"GIF89a" + bytes(100)])
def test_another_kind_of_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ảnh.jpg"
    path.write_bytes(content)
    assert refusal(path) == "photo-not-picture"


@pytest.mark.parametrize("brand", [b"heic", b"avif"])
def test_a_phones_heic_or_avif_is_called_so(tmp_path: Path, brand: bytes) -> None:
    path = tmp_path / "IMG_0042.HEIC"
    path.write_bytes(bytes.fromhex("00000024") + b"ftyp" + brand + bytes(24) + b"mif1" + brand)
    assert refusal(path) == "photo-heic"


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "không có.jpg", tmp_path):
        with pytest.raises(KnownError) as caught:
            reencode_photo(path)
        assert caught.value.code == "photo-missing"
