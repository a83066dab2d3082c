"""Signed paper comes back as a photo or scan: what it says beside what is held."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from random import Random

import pytest
import zxingcpp
from PIL import Image

from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.paper.reading import PaperReading, read_papers
from lcweek_desktop.services.paper.scans import attach_scan, check_scan, detach_scan
from lcweek_desktop.services.paper.verdict import PaperVerdict
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.report.freezing import report_state
from lcweek_desktop.services.workspace.keys import signing_key
from tests.benchmarks.phone import photographed, stamped
from tests.services import decimal_year
from tests.services.conftest import key_file
from tests.services.kinds_offices import cell, open_offices
from tests.services.office import Office
from tests.services.signed_paper import (
    COUNT,
    altered_paper,
    page_images,
    pdf_with_code,
    print_signed,
    signed_page,
    signed_payload,
)


def reading(office: Office, file: Path) -> PaperReading:
    (only,) = read_papers(office.workspace, [file])
    return only


def test_the_paper_of_a_report_that_is_held_matches_it(school: Office, commune: Office) -> None:
    commune.receive(school.report(137))
    found = reading(commune, print_signed(school))
    assert (found.verdict, found.code, found.verified) == (PaperVerdict.MATCHES, "paper-matches", True)
    assert found.figures is not None
    assert found.figures[COUNT] == 137
    assert reading(school, print_signed(school)).code == "paper-matches"


def test_a_key_that_waits_is_said_to_wait(school: Office, commune: Office) -> None:
    commune.receive(school.report(137), confirm=False)
    found = reading(commune, print_signed(school))
    assert (found.code, found.verified) == ("paper-matches-pending", False)


def test_one_changed_number_is_named_to_the_cell(school: Office, commune: Office) -> None:
    commune.receive(school.report(137))
    key = signing_key(school.context, school.workspace.unit.id)
    found = reading(commune, altered_paper(school, 1_137, key))
    assert (found.verdict, found.code) == (PaperVerdict.DIFFERS, "paper-differs")
    (difference,) = found.differences
    assert (difference.cell, difference.paper, difference.file) == (COUNT, 1_137, 137)
    assert "1.1" in found.message
    assert "giấy 1.137, tệp 137" in found.message
    assert commune.sum("1.1") == 137


def test_numbers_with_decimals_are_named_as_they_are_printed(tmp_path: Path) -> None:
    money = cell("A.1.money")
    with open_offices(tmp_path) as offices:
        library, commune = offices(decimal_year.LIBRARY), offices(decimal_year.COMMUNE)
        library.fill(**decimal_year.LIBRARY_ENTRY)
        commune.receive(library.send())
        found = reading(commune, print_signed(library))
        assert (found.code, found.figures and found.figures[money]) == ("paper-matches", 15)
        key = signing_key(library.context, library.workspace.unit.id)
        differs = reading(commune, altered_paper(library, 25, key, money))
        assert "A.1, Kinh phí (triệu đồng): giấy 2,5, tệp 1,5" in differs.message


@pytest.mark.parametrize("number", [137, 1_137])
def test_a_forged_signature_is_never_verified(school: Office, commune: Office, number: int) -> None:
    commune.receive(school.report(137))
    found = reading(commune, altered_paper(school, number, SigningKey.generate()))
    assert (found.verdict, found.code, found.verified) == (PaperVerdict.FORGED, "paper-forged", False)


def test_without_its_file_the_figures_are_read_and_not_counted(school: Office, commune: Office) -> None:
    commune.receive(school.report(137))
    school.fill(figures={"1.1": {"count": 140}})
    found = reading(commune, print_signed(school))
    assert (found.verdict, found.code, found.verified) == (PaperVerdict.NO_FILE, "paper-no-file", True)
    assert found.figures is not None
    assert (found.revision, found.figures[COUNT], commune.sum("1.1")) == (2, 140, 137)


def test_a_key_that_nobody_knows_is_said_so(school: Office, commune: Office) -> None:
    school.fill(figures={"1.1": {"count": 2}})
    found = reading(commune, print_signed(school))
    assert (found.verdict, found.code, found.verified) == (
        PaperVerdict.KEY_UNKNOWN,
        "paper-key-unknown",
        False,
    )


def test_paper_is_read_beside_a_damaged_key_and_makes_none(school: Office, commune: Office) -> None:
    sent = print_signed(school)
    folder = commune.context.home / "keys"
    shutil.rmtree(folder, ignore_errors=True)
    assert reading(commune, sent).code == "paper-key-unknown"
    assert not folder.exists()
    folder.mkdir()
    key_file(commune.context.home, commune.workspace.unit.id).write_bytes(b"hong")
    assert reading(commune, sent).code == "paper-key-unknown"


def test_what_cannot_be_read_comes_with_advice(commune: Office) -> None:
    blank = commune.folder / "trang.png"
    Image.new("L", (900, 1200), 230).save(blank)
    found = reading(commune, blank)
    assert (found.verdict, found.code) == (PaperVerdict.UNREADABLE, "paper-no-code")
    assert "đủ sáng" in found.message
    other = commune.folder / "chu.txt"
    other.write_text("không phải ảnh", encoding="utf-8")
    assert reading(commune, other).code == "photo-not-picture"
    assert reading(commune, commune.folder / "không có.jpg").code == "photo-missing"
    broken = commune.folder / "hong.pdf"
    broken.write_bytes(b"%PDF-1.7\nhong")
    assert reading(commune, broken).code == "scan-unreadable"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_phone_photo_of_the_signed_and_stamped_page_is_enough(
    school: Office, commune: Office, seed: int
) -> None:
    commune.receive(school.report(137))
    sheet = signed_page(print_signed(school))
    stamp = (sheet.width * 0.58, sheet.height * 0.5)
    photo = commune.folder / "anh.jpg"
    photo.write_bytes(photographed(stamped(sheet, stamp, sheet.width * 0.085), Random(seed)))
    assert reading(commune, photo).code == "paper-matches"


def test_where_the_code_is_covered_the_other_page_that_has_it_gives_the_figures(
    school: Office, commune: Office
) -> None:
    commune.receive(school.report(137))
    printed = print_signed(school)
    signed, last = signed_page(printed), list(page_images(printed))[-1]
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    (code,) = zxingcpp.read_barcodes(signed, formats=formats)
    corner, end = code.position.top_left, code.position.bottom_right
    signed.paste("red", (corner.x, corner.y, end.x, end.y))
    photos = [commune.folder / "trang-ky.jpg", commune.folder / "phu-luc.jpg"]
    for photo, sheet in zip(photos, (signed, last), strict=True):
        photo.write_bytes(photographed(sheet, Random(1)))
    covered, other = read_papers(commune.workspace, photos)
    assert covered.code == "paper-no-code"
    assert (other.code, other.figures and other.figures[COUNT]) == ("paper-matches", 137)


@pytest.mark.parametrize(("ending", "turned"), [("png", 90), ("webp", 180), ("jpg", 270), ("pdf", 187)])
def test_every_kind_of_picture_is_read_however_it_lies(
    school: Office, commune: Office, ending: str, turned: int
) -> None:
    commune.receive(school.report(137))
    scan = commune.folder / f"quet.{ending}"
    signed_page(print_signed(school)).rotate(turned, expand=True, fillcolor="white").save(scan)
    assert reading(commune, scan).code == "paper-matches"


def test_a_scanner_s_file_of_many_sheets_gives_every_report_once(school: Office, commune: Office) -> None:
    commune.receive(school.report(137))
    first = print_signed(school)
    school.fill(figures={"1.1": {"count": 140}})
    second = print_signed(school, "hai.pdf")
    sheets = [sheet for file in (first, second) for sheet in (signed_page(file), list(page_images(file))[-1])]
    scan = commune.folder / "tap.pdf"
    sheets[0].save(scan, save_all=True, append_images=sheets[1:])
    found = list(read_papers(commune.workspace, [scan]))
    assert [(each.revision, each.code) for each in found] == [(1, "paper-matches"), (2, "paper-no-file")]


def test_a_code_of_somebody_else_is_passed_over(school: Office, commune: Office) -> None:
    commune.receive(school.report(137))
    sheet = signed_page(print_signed(school))
    address = zxingcpp.create_barcode("https://vi-du.vn/" + "a" * 60, zxingcpp.BarcodeFormat.QRCode)
    sheet.paste(Image.fromarray(address.to_image(scale=4)), (1_200, 100))
    both = commune.folder / "hai-ma.png"
    sheet.save(both)
    assert reading(commune, both).code == "paper-matches"
    Image.fromarray(address.to_image(scale=4)).save(commune.folder / "khac.png")
    assert reading(commune, commune.folder / "khac.png").code == "paper-no-code"


def test_the_papers_of_several_units_in_one_picture_are_all_read(school: Office, commune: Office) -> None:
    commune.receive(school.report(137))
    commune.fill(figures={"1.1": {"count": 1}})
    sheets = [signed_page(print_signed(office)) for office in (school, commune)]
    both = Image.new("RGB", (sheets[0].width * 2, sheets[0].height), "white")
    for at, sheet in enumerate(sheets):
        both.paste(sheet, (at * sheets[0].width, 0))
    photo = commune.folder / "hai.jpg"
    both.save(photo)
    found = list(read_papers(commune.workspace, [photo]))
    assert {each.code for each in found} == {"paper-matches"}
    assert {each.unit.code for each in found if each.unit} == {"TH-A", "03394"}


def test_paper_among_received_files_is_compared_by_itself(school: Office, commune: Office) -> None:
    commune.receive(school.report(137))
    assert commune.takes(print_signed(school)) == ("known", "paper-matches")
    key = signing_key(school.context, school.workspace.unit.id)
    assert commune.takes(altered_paper(school, 1_137, key)) == ("paper", "paper-differs")
    assert commune.takes(altered_paper(school, 1_137, SigningKey.generate())) == ("paper", "paper-forged")
    assert commune.sum("1.1") == 137


def test_a_picture_without_a_code_among_received_files_is_told_how_to_be_taken(commune: Office) -> None:
    photo = commune.folder / "anh.png"
    Image.new("L", (900, 1200), 230).save(photo)
    (receipt,) = commune.receive(photo)
    assert (receipt.verdict.value, receipt.code) == ("unreadable", "paper-no-code")
    assert "đủ sáng" in receipt.message


def test_paper_of_another_year_is_said_to_be_that(school: Office, commune: Office) -> None:
    school.fill(figures={"1.1": {"count": 137}})
    print_signed(school)
    said = signed_payload(school)
    target = pdf_with_code(said[:1] + b"2023" + said[5:], commune.folder / "nam-truoc.pdf")
    assert commune.takes(target) == ("paper", "paper-form")
    assert reading(commune, target).verdict is PaperVerdict.FOREIGN


def test_a_scan_that_comes_with_a_report_is_compared_with_it(school: Office, commune: Office) -> None:
    school.fill(figures={"1.1": {"count": 137}})
    first = print_signed(school)
    attach_scan(school.workspace, first)
    (receipt,) = commune.receive(school.send("dung.lcweek"))
    assert (receipt.code, receipt.doubts) == ("received-accepted", ())
    detach_all(school)
    key = signing_key(school.context, school.workspace.unit.id)
    attach_scan(school.workspace, altered_paper(school, 1_137, key))
    (receipt,) = commune.receive(school.send("sai.lcweek"))
    (doubt,) = receipt.doubts
    assert (receipt.code, commune.sum("1.1")) == ("received-reissued", 137)
    assert "1.1, Số lớp/số cuộc thi: giấy 1.137, tệp 137" in doubt
    school.fill(figures={"1.1": {"count": 140}})
    print_signed(school, "hai.pdf")
    attach_scan(school.workspace, first)
    (receipt,) = commune.receive(school.send("cu.lcweek"))
    (doubt,) = receipt.doubts
    assert doubt.startswith("Bản quét số 1 là của đơn vị TH-A, bản số 1, không phải của báo cáo")
    held = received_items(commune.workspace)
    assert [(each.revision, len(each.doubts)) for each in held] == [(2, 1), (1, 1)]


def test_without_room_to_look_at_its_scans_a_report_is_received_all_the_same(
    school: Office, commune: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.fill(figures={"1.1": {"count": 137}})
    attach_scan(school.workspace, print_signed(school))
    sent = school.send()
    monkeypatch.setattr(tempfile, "tempdir", str(commune.folder / "khong-co"))
    assert commune.takes(sent) == ("accepted", "received-accepted")
    assert commune.sum("1.1") == 137


def detach_all(office: Office) -> None:
    for scan in report_state(office.workspace).scans:
        detach_scan(office.workspace, scan.sha256)


def test_a_scan_is_compared_with_the_report_it_is_attached_to(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 137}})
    first = print_signed(school)
    assert check_scan(school.workspace, first).doubts == ()
    forged = altered_paper(school, 1_137, SigningKey.generate())
    (doubt,) = check_scan(school.workspace, forged).doubts
    assert "KHÔNG đúng khóa" in doubt
    school.fill(figures={"1.1": {"count": 140}})
    second = print_signed(school, "hai.pdf")
    assert check_scan(school.workspace, second).doubts == ()
    other = sentence("scan-other", file=first.name, unit="TH-A", revision=1)
    assert check_scan(school.workspace, first).doubts == (other,)
