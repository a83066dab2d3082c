"""Photos are stored small, upright and without their place; rotating keeps the photo before."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from dev import ROOT
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.photos import StoredPhoto, read_photo, rotate_photo, store_photo
from lcweek_desktop.services.workspace.context import open_context
from tests.services.office import Office

ORIENTATION, GPS = 0x0112, 0x8825


@pytest.fixture
def phone_photo(tmp_path: Path) -> Path:
    """A photo taken with a phone on its side, its place in the metadata; red at the left once upright."""
    picture = Image.new("RGB", (80, 60), "blue")
    picture.paste("red", (0, 40, 80, 60))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS).update({1: "N", 2: (22.0, 23.0, 45.0)})
    file = tmp_path / "ảnh điện thoại.jpg"
    picture.save(file, exif=exif, quality=95)
    return file


def looked_at(photo: StoredPhoto) -> Image.Image:
    with Image.open(BytesIO(photo.jpeg)) as picture:
        picture.load()
        return picture


def is_red(picture: Image.Image, x: int, y: int) -> bool:
    pixel = picture.getpixel((x % picture.width, y % picture.height))
    assert isinstance(pixel, tuple)
    red, _, blue = pixel
    return red > blue


def refusal(school: Office, file: Path) -> str:
    with pytest.raises(KnownError) as error:
        store_photo(school.context, file)
    return error.value.code


def test_a_phone_photo_is_kept_upright_and_without_its_place(school: Office, phone_photo: Path) -> None:
    before = phone_photo.read_bytes()
    photo = store_photo(school.context, phone_photo)
    picture = looked_at(photo)
    assert (picture.format, picture.size) == ("JPEG", (60, 80))
    assert is_red(picture, 2, 2) and not is_red(picture, -2, 2)
    assert not picture.getexif()
    assert read_photo(school.context, photo.sha256) == photo
    assert phone_photo.read_bytes() == before


def test_four_quarters_are_a_whole_turn(school: Office, phone_photo: Path) -> None:
    photo = first = store_photo(school.context, phone_photo)
    sizes = []
    for _ in range(4):
        photo = rotate_photo(school.context, photo.sha256)
        sizes.append(looked_at(photo).size)
    assert sizes == [(80, 60), (60, 80), (80, 60), (60, 80)]
    assert is_red(looked_at(rotate_photo(school.context, first.sha256)), 2, 2)
    assert is_red(looked_at(photo), 2, 2) and not is_red(looked_at(photo), -2, 2)
    assert read_photo(school.context, first.sha256) == first


def test_where_a_photo_came_from_is_known_after_a_restart(tmp_path: Path, phone_photo: Path) -> None:
    """It follows the photo when that is turned, and names the first of two files with one picture."""
    taken = Image.Exif()
    taken.get_ifd(0x8769)[0x9003] = "2024:10:02 08:00:00"
    dated, unnamed = tmp_path / "khai mạc.jpg", tmp_path / "\udce9ph\udce9m.jpg"
    Image.new("RGB", (80, 60), "navy").save(dated, exif=taken)
    Image.new("RGB", (80, 60), "navy").save(tmp_path / "chép.jpg")
    with suppress(OSError):
        unnamed.write_bytes(phone_photo.read_bytes())
    with open_context(tmp_path / "home", ROOT / "forms") as context:
        photo = store_photo(context, dated)
        turned = rotate_photo(context, photo.sha256)
        assert store_photo(context, tmp_path / "chép.jpg") == photo
        strange = store_photo(context, unnamed) if unnamed.exists() else None
    with open_context(tmp_path / "home", ROOT / "forms") as context:
        for each in (photo, turned):
            read = read_photo(context, each.sha256)
            assert (read.file, read.taken) == ("khai mạc.jpg", date(2024, 10, 2))
        if strange is not None:
            assert read_photo(context, strange.sha256).file == "\ufffdph\ufffdm.jpg"


@pytest.mark.parametrize(
    ("name", "code"), [("không có.jpg", "photo-missing"), ("x" * 300 + ".jpg", "file-unreadable")]
)
def test_a_file_that_cannot_be_read_is_told(school: Office, name: str, code: str) -> None:
    assert refusal(school, school.folder / name) == code


def test_a_photo_that_is_gone_cannot_be_turned(school: Office) -> None:
    with pytest.raises(KnownError) as error:
        rotate_photo(school.context, "0" * 64)
    assert error.value.code == "store-blob-missing"
