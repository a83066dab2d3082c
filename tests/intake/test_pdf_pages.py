"""PDFs of signed paper as the worker process writes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.jobs import picture_to_pdf, shrink_pdf


def test_the_clock_leaves_nothing_in_a_pdf_so_that_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    scan, photo = tmp_path / "quét.pdf", tmp_path / "chụp.png"
    page = Image.new("RGB", (300, 400), "green")
    page.save(photo)
    page.save(scan, save_all=True, append_images=[page])
    for written in (shrink_pdf(scan), picture_to_pdf(photo)):
        assert written.startswith(b"%PDF-")
        assert b"Date" not in written


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"\xff\xd8\xff"])
def test_what_is_no_readable_pdf_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "hỏng.pdf"
    file.write_bytes(data)
    with pytest.raises(KnownError) as caught:
        shrink_pdf(file)
    assert caught.value.code == "scan-unreadable"
    assert file.name in caught.value.message
