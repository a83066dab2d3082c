"""Signed paper comes back as a photo or scan: what it says beside what is held."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from PIL import Image

from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.bundle.paper import decode_paper, encode_paper, sign_paper
from lcweek_desktop.documents.document import PaperCode
from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.services.keys import signing_key
from lcweek_desktop.services.papers import Reading, Verdict, read_papers
from lcweek_desktop.services.printing import print_report
from lcweek_desktop.services.scans import scan_doubts
from tests.benchmarks.phone import photographed, stamped
from tests.documents.samples import Sample
from tests.factories import FORM
from tests.services.conftest import key_file
from tests.services.office import Office

COUNT = Cell(RowKey("1.1"), MeasureKey("count"))


def paper(office: Office, name: str = "giay.pdf") -> Path:
    """The signed report of `office`, printed."""
    target = office.folder / name
    print_report(office.context, office.desk, target, final=True)
    return target


def reading(office: Office, file: Path) -> Reading:
    (only,) = read_papers(office.context, office.desk, [file])
    return only


def page(pdf: Path, at: int) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        drawn: Image.Image = document[at].render(scale=200 / 72).to_pil()
        return drawn.convert("RGB")


def signed_page(pdf: Path) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        at = next(n for n, each in enumerate(document) if "Mã khóa" in each.get_textpage().get_text_bounded())
    return page(pdf, at)


def changed(office: Office, number: int, key: SigningKey) -> Path:
    """The paper of `office` with another number of 1.1, signed with `key`."""
    last = office.context.store.revisions.latest(office.desk.unit.id, office.desk.campaign)
    assert last is not None
    said = decode_paper(office.form, last.paper)
    payload = encode_paper(office.form, said.head, {**said.figures, COUNT: number}, said.lines)
    code = PaperCode(sign_paper(key, payload), "A", "B")
    target = office.folder / "sua.pdf"
    target.write_bytes(pdf_bytes(replace(Sample(FORM).document(), code=code)))
    return target


def test_the_paper_of_a_report_that_is_held_matches_it(school: Office, commune: Office) -> None:
    commune.receive(school.report(137))
    found = reading(commune, paper(school))
    assert (found.verdict, found.code, found.verified) == (Verdict.MATCHES, "paper-matches", True)
    assert found.figures is not None
    assert found.figures[COUNT] == 137
    assert reading(school, paper(school)).code == "paper-matches"


def test_a_key_that_waits_is_said_to_wait(school: Office, commune: Office) -> None:
    commune.receive(school.report(137), confirm=False)
    found = reading(commune, paper(school))
    assert (found.code, found.verified) == ("paper-matches-pending", False)


def test_one_changed_number_is_named_to_the_cell(school: Office, commune: Office) -> None:
    commune.receive(school.report(137))
    key = signing_key(school.context, school.desk.unit.id)
    found = reading(commune, changed(school, 1_137, key))
    assert (found.verdict, found.code) == (Verdict.DIFFERS, "paper-differs")
    (difference,) = found.differences
    assert (difference.cell, difference.paper, difference.file) == (COUNT, 1_137, 137)
    assert "1.1" in found.message
    assert "giấy 1.137, tệp 137" in found.message
    assert commune.sum("1.1") == 137


@pytest.mark.parametrize("number", [137, 1_137])
def test_a_forged_signature_is_never_verified(school: Office, commune: Office, number: int) -> None:
    commune.receive(school.report(137))
    found = reading(commune, changed(school, number, SigningKey.generate()))
    assert (found.verdict, found.code, found.verified) == (Verdict.FORGED, "paper-forged", False)


def test_without_its_file_the_figures_are_read_and_not_counted(school: Office, commune: Office) -> None:
    commune.receive(school.report(137))
    school.fill(figures={"1.1": {"count": 140}})
    found = reading(commune, paper(school))
    assert (found.verdict, found.code, found.verified) == (Verdict.NO_FILE, "paper-no-file", True)
    assert found.figures is not None
    assert (found.revision, found.figures[COUNT], commune.sum("1.1")) == (2, 140, 137)


def test_a_key_that_nobody_knows_is_said_so(school: Office, commune: Office) -> None:
    school.fill(figures={"1.1": {"count": 2}})
    found = reading(commune, paper(school))
    assert (found.verdict, found.code, found.verified) == (
        Verdict.KEY_UNKNOWN,
        "paper-key-unknown",
        False,
    )


def test_paper_is_read_beside_a_damaged_key_and_makes_none(school: Office, commune: Office) -> None:
    sent = paper(school)
    folder = commune.context.home / "keys"
    shutil.rmtree(folder, ignore_errors=True)
    assert reading(commune, sent).code == "paper-key-unknown"
    assert not folder.exists()
    folder.mkdir()
    key_file(commune.context.home, commune.desk.unit.id).write_bytes(b"hong")
    assert reading(commune, sent).code == "paper-key-unknown"


def test_what_cannot_be_read_comes_with_advice(commune: Office) -> None:
    blank = commune.folder / "trang.png"
    Image.new("L", (900, 1200), 230).save(blank)
    found = reading(commune, blank)
    assert (found.verdict, found.code) == (Verdict.UNREADABLE, "paper-no-code")
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
    sheet = signed_page(paper(school))
    stamp = (sheet.width * 0.58, sheet.height * 0.5)
    photo = commune.folder / "anh.jpg"
    photo.write_bytes(photographed(stamped(sheet, stamp, sheet.width * 0.085), Random(seed)))
    assert reading(commune, photo).code == "paper-matches"


@pytest.mark.parametrize("ending", ["png", "webp", "jpg"])
def test_every_kind_of_picture_is_read_upside_down_too(school: Office, commune: Office, ending: str) -> None:
    commune.receive(school.report(137))
    scan = commune.folder / f"quet.{ending}"
    signed_page(paper(school)).rotate(180).save(scan)
    assert reading(commune, scan).code == "paper-matches"


def test_the_papers_of_several_units_in_one_picture_are_all_read(school: Office, commune: Office) -> None:
    commune.receive(school.report(137))
    commune.fill(figures={"1.1": {"count": 1}})
    sheets = [signed_page(paper(office)) for office in (school, commune)]
    both = Image.new("RGB", (sheets[0].width * 2, sheets[0].height), "white")
    for at, sheet in enumerate(sheets):
        both.paste(sheet, (at * sheets[0].width, 0))
    photo = commune.folder / "hai.jpg"
    both.save(photo)
    found = list(read_papers(commune.context, commune.desk, [photo]))
    assert {each.code for each in found} == {"paper-matches"}
    assert {each.unit for each in found} == {"TH-A", "03394"}


def test_paper_among_received_files_is_compared_by_itself(school: Office, commune: Office) -> None:
    commune.receive(school.report(137))
    assert commune.takes(paper(school)) == ("known", "paper-matches")
    key = signing_key(school.context, school.desk.unit.id)
    assert commune.takes(changed(school, 1_137, key)) == ("paper", "paper-differs")
    assert commune.takes(changed(school, 1_137, SigningKey.generate())) == ("paper", "paper-forged")
    assert commune.sum("1.1") == 137


def test_a_scan_is_compared_with_the_report_it_is_attached_to(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 137}})
    first = paper(school)
    assert scan_doubts(school.context, school.desk, first) == ()
    forged = changed(school, 1_137, SigningKey.generate())
    (doubt,) = scan_doubts(school.context, school.desk, forged)
    assert "KHÔNG đúng khóa" in doubt
    school.fill(figures={"1.1": {"count": 140}})
    second = paper(school, "hai.pdf")
    assert scan_doubts(school.context, school.desk, second) == ()
    (doubt,) = scan_doubts(school.context, school.desk, first)  # scan-other
    assert "bản số 1, không phải của báo cáo vừa chốt" in doubt
