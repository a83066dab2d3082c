"""Scans of the signed paper go along with the revision they show, and only with that one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from lcweek_desktop.bundle.caps import MAX_SCAN_BYTES
from lcweek_desktop.bundle.reader import Bundle, read_bundle
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.paper.scans import attach_scan, detach_scan
from lcweek_desktop.services.report.freezing import report_state
from tests.services.office import Office


def scanned(office: Office, name: str, shade: int = 0) -> Path:
    file = office.folder / name
    Image.new("L", (20, 30), shade).save(file)
    return file


def sent(office: Office) -> Bundle:
    return read_bundle(office.send().read_bytes(), office.context.forms)


def refused(office: Office, file: Path) -> str:
    with pytest.raises(KnownError) as error:
        attach_scan(office.workspace, file)
    return error.value.code


def test_a_scan_raises_the_issue_and_nothing_else(school: Office) -> None:
    school.report(2)
    before = sent(school)
    file = scanned(school, "quet.jpg")
    for _ in range(2):
        attach_scan(school.workspace, file)
    after = sent(school)
    assert len(after.scans) == 1
    assert (after.manifest.revision, after.manifest.issue) == (1, before.manifest.issue + 1)
    assert (after.report_bytes, after.paper) == (before.report_bytes, before.paper)


def test_a_phone_picture_is_made_small_and_says_nothing_of_its_place(school: Office) -> None:
    school.report(2)
    file = school.folder / "chụp.png"
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (22.0, 23.0, 45.0)})
    Image.linear_gradient("L").resize((3200, 4000)).save(file, exif=exif)
    attach_scan(school.workspace, file)
    (scan,) = sent(school).scans
    with Image.open(BytesIO(scan)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (2400, 3000))
        assert not picture.getexif()
    assert len(scan) <= MAX_SCAN_BYTES


def test_a_pdf_travels_as_it_is(school: Office) -> None:
    school.report(2)
    file = school.folder / "quét.pdf"
    file.write_bytes(b"%PDF-1.4\n%%EOF\n")
    attach_scan(school.workspace, file)
    assert [bytes(scan) for scan in sent(school).scans] == [file.read_bytes()]


def test_what_a_mail_put_before_a_pdf_is_left_off(school: Office) -> None:
    school.report(2)
    file = school.folder / "thu.pdf"
    file.write_bytes(b"From: a@b\r\n\r\n%PDF-1.4\n%%EOF\n")
    attach_scan(school.workspace, file)
    assert [bytes(scan) for scan in sent(school).scans] == [b"%PDF-1.4\n%%EOF\n"]


def test_a_heavy_pdf_of_a_scanner_is_made_light(school: Office) -> None:
    school.report(2)
    file = heavy(school.folder / "quét.pdf", more=1)
    assert file.stat().st_size > MAX_SCAN_BYTES
    attach_scan(school.workspace, file)
    (scan,) = sent(school).scans
    assert len(scan) <= MAX_SCAN_BYTES
    with PdfDocument(bytes(scan)) as document:
        assert [page.get_size() for page in document] == [
            pytest.approx((595, 842), abs=1),
            pytest.approx((59.5, 84.2), abs=1),
        ]
        darkest, lightest = document[0].render().to_pil().convert("L").getextrema()
    assert lightest - darkest > 50  # the noise is there


def heavy(file: Path, more: int) -> Path:
    """A PDF with a sheet of A4 full of noise, which packs badly, and `more` small sheets."""
    noise = Image.effect_noise((2480, 3508), 90)
    small = [Image.new("L", (248, 351), "white")] * more
    noise.save(file, "PDF", resolution=300, quality=100, save_all=True, append_images=small)
    return file


def test_a_pdf_that_stays_too_heavy_or_cannot_be_read_is_refused_by_name(school: Office) -> None:
    school.report(2)
    many = heavy(school.folder / "nhiều trang.pdf", more=30)
    assert refused(school, many) == "scan-too-large"
    broken = school.folder / "hỏng.pdf"
    broken.write_bytes(b"%PDF-1.7\n" + bytes(MAX_SCAN_BYTES))
    assert refused(school, broken) == "scan-unreadable"


def test_a_new_revision_does_not_carry_the_scan_of_the_one_before(school: Office) -> None:
    school.report(2)
    attach_scan(school.workspace, scanned(school, "quet.jpg"))
    school.fill(figures={"1.1": {"count": 3}})
    assert sent(school).scans == ()
    assert report_state(school.workspace).scans == ()


def test_a_scan_can_be_taken_off_again(school: Office) -> None:
    school.report(2)
    attach_scan(school.workspace, scanned(school, "quet.jpg"))
    (scan,) = report_state(school.workspace).scans
    detach_scan(school.workspace, scan.sha256)
    assert sent(school).scans == ()


def test_what_cannot_be_attached_is_refused(school: Office) -> None:
    file = scanned(school, "quet.jpg")
    assert refused(school, file) == "scan-draft"
    school.report(2)
    assert refused(school, scanned(school, "quet.gif")) == "scan-kind"
    assert refused(school, school.folder / "khong-co.jpg") == "file-missing"
    for shade in (10, 20, 30):
        attach_scan(school.workspace, scanned(school, f"{shade}.jpg", shade))
    assert refused(school, file) == "scan-count"
    assert len(report_state(school.workspace).scans) == 3
