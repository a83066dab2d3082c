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
