"""What is seen of photos and scans without opening them."""

from __future__ import annotations

import pytest

from lcweek_desktop.bundle.media import jpeg_pixels, scan_ending
from tests.bundle.sample_bundles import JPEG, SCAN_PDF, jpeg


@pytest.mark.parametrize("data", [JPEG, jpeg("Ảnh có ghi chú"), memoryview(JPEG)])
def test_pixels_come_from_the_frame_header(data: bytes) -> None:
    assert jpeg_pixels(data) == 16 * 12


def test_a_progressive_frame_counts_too() -> None:
    assert jpeg_pixels(JPEG.replace(b"\xff\xc0", b"\xff\xc2")) == 16 * 12


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        JPEG[:20],
        JPEG.replace(b"\xff\xc0", b"\xff\xc4"),
        JPEG[:2] + b"\x00" + JPEG[3:],
        JPEG.replace(b"\xff\xc0\x00\x0b\x08\x00\x0c", b"\xff\xc0\x00\x0b\x08\x00\x00"),
    ],
)
def test_what_has_no_frame_has_no_pixels(data: bytes) -> None:
    assert jpeg_pixels(data) is None


def test_a_scan_is_known_by_its_first_bytes() -> None:
    assert [scan_ending(data) for data in (SCAN_PDF, JPEG, b"GIF89a", b"")] == ["pdf", "jpg", None, None]


FRAME = JPEG.index(b"\xff\xc0")


@pytest.mark.parametrize("before", [b"\xff", b"\xff\x01", b"\xff\xd0\xff\xd7", b"\xff\xff\x01\xff"])
def test_fill_bytes_and_markers_that_stand_alone_are_passed(before: bytes) -> None:
    assert jpeg_pixels(JPEG[:FRAME] + before + JPEG[FRAME:]) == 16 * 12


@pytest.mark.parametrize("before", [b"\0", b"\xff\x00", b"\xff\xd8", b"\xff\xd9", b"\xff\xe0\x00\x01"])
def test_what_is_no_marker_or_ends_the_picture_ends_the_search(before: bytes) -> None:
    assert jpeg_pixels(JPEG[:FRAME] + before + JPEG[FRAME:]) is None


@pytest.mark.parametrize("length", range(FRAME, FRAME + 13))
def test_a_frame_header_that_is_cut_has_no_pixels(length: int) -> None:
    assert jpeg_pixels(JPEG[: FRAME + 13]) == 16 * 12
    assert jpeg_pixels(JPEG[:length]) is None


@pytest.mark.parametrize(("length", "components"), [(7, 1), (8, 0), (8, 1), (10, 1), (12, 1), (11, 0)])
def test_the_length_of_a_frame_header_is_that_of_its_components(length: int, components: int) -> None:
    header = b"\xff\xc0" + length.to_bytes(2, "big") + JPEG[FRAME + 4 : FRAME + 9] + bytes([components])
    assert jpeg_pixels(JPEG[:FRAME] + header + bytes(100)) is None
