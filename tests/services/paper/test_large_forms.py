"""A form with more cells than the paper code carries: what its paper proves, and what is said of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest

from dev import ROOT
from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.bundle.paper import largest_payload, sign_paper
from lcweek_desktop.services.paper.reading import PaperReading, read_papers
from lcweek_desktop.services.paper.verdict import PaperVerdict
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.workspace.keys import signing_key
from tests.columns import add_measures
from tests.services.conftest import Offices
from tests.services.office import Office
from tests.services.signed_paper import pdf_with_code, print_signed, signed_page, signed_payload


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """The form of 2024 with two measures more."""
    folder = tmp_path / "forms"
    shutil.copytree(ROOT / "forms" / "2024", folder / "2024")
    add_measures(folder / "2024" / "phu-luc-2.toml")
    return folder


@pytest.fixture
def school(offices: Offices, forms: Path) -> Office:
    return offices("TH-A", forms=forms)


@pytest.fixture
def commune(offices: Offices, forms: Path) -> Office:
    return offices("03394", forms=forms)


def reading(office: Office, file: Path) -> PaperReading:
    (only,) = read_papers(office.workspace, [file])
    return only


def test_the_form_says_that_its_paper_carries_no_figures(school: Office) -> None:
    assert not school.form.paper_has_figures
    assert largest_payload(school.form) > 410


def test_the_paper_proves_the_file_that_is_held(school: Office, commune: Office) -> None:
    commune.receive(school.report(137))
    found = reading(commune, print_signed(school))
    assert (found.code, found.verified, found.figures) == ("paper-matches", True, None)


def test_the_paper_of_another_report_differs(school: Office, commune: Office) -> None:
    commune.receive(school.report(137))
    paper = signed_payload(school)
    key = signing_key(school.context, school.workspace.unit.id)
    other = sign_paper(key, paper[:-65] + bytes([paper[-65] ^ 1]))
    found = reading(commune, pdf_with_code(other, school.folder / "khac.pdf"))
    assert (found.verdict, found.code) == (PaperVerdict.DIFFERS, "paper-differs")
    assert "khác với tệp đang giữ ở: số liệu, ghi chú hoặc nội dung báo cáo" in found.message
    forged = sign_paper(SigningKey.generate(), paper[:-64])
    assert reading(commune, pdf_with_code(forged, school.folder / "gia.pdf")).code == "paper-forged"


def test_paper_alone_is_not_counted_and_the_file_is_asked_for(school: Office, commune: Office) -> None:
    commune.receive(school.report(137))
    school.fill(figures={"1.1": {"count": 140}})
    paper = print_signed(school)
    picture = paper.with_suffix(".png")
    signed_page(paper).save(picture)
    (result,) = commune.receive(picture)
    assert (result.verdict, result.code) == (ReceiveVerdict.PAPER, "paper-no-figures")
    assert "không mang số liệu" in result.message
    assert commune.sum("1.1") == 137


def test_the_paper_says_so_under_the_code(school: Office) -> None:
    school.report(137)
    with pypdfium2.PdfDocument(print_signed(school)) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    assert ["Mã không mang số liệu" in text for text in texts] == ["Mã khóa" in text for text in texts]


def test_sums_of_a_commune_are_proved_by_its_schools_paper_all_the_same(
    school: Office, commune: Office, offices: Offices, forms: Path
) -> None:
    """The payload holds a digest of the figures, so that no level above can change a member's."""
    school.fill(figures={"1.1": {"money": 25}})
    commune.receive(school.report(137))
    district = offices("106", forms=forms)
    assert district.takes(commune.send())[0] == "accepted"
    assert (district.sum("1.1"), district.sum("1.1", "money")) == (137, 25)
