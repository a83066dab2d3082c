"""Which unit a file is of: only what can be no other unit is sure."""

from __future__ import annotations

import pytest

from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, UnitId
from lcweek_desktop.domain.unit_proposal import Evidence, Source, UnitProposal, evidence_of, propose_unit
from tests.factories import FORM


def unit(code: str, name: str, level: str, parent: str | None) -> Unit:
    above = None if parent is None else UnitCode(parent)
    return Unit(UnitId("2024", UnitCode(code)), name, LevelKey(level), above)


LISTED = [
    unit("106", "Huyện Tam Đường", "huyen", None),
    unit("X1", "Xã Thèn Sin", "xa", "106"),
    unit("X2", "Xã Bản Bo", "xa", "106"),
    unit("X3", "Xã Bản Bố", "xa", "106"),
    unit("A", "Trường Tiểu học Thèn Sin", "truong", "X1"),
    unit("B", "Trường THCS Thèn Sin", "truong", "X1"),
    unit("C", "Trường Tiểu học số 1 Bản Bo", "truong", "X2"),
    unit("D", "Trường Tiểu học số 2 Bản Bo", "truong", "X2"),
    unit("E", "Trường Mầm non Hoa Ban", "truong", "X1"),
    unit("F", "Trường Mầm non Hoa Ban", "truong", "X2"),
]
DIRECTORY = Directory("2024", {each.code: each for each in LISTED})


def propose(*names: str, template: str = "", file: str = "bieu.xlsx", folder: str = "") -> UnitProposal:
    found = evidence_of(names, template, "", file, folder)
    return propose_unit(FORM.campaign, DIRECTORY, LISTED[1:], found)


def code(proposal: UnitProposal) -> str | None:
    return None if proposal.unit is None else proposal.unit.code


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("UBND XÃ THÈN SIN", "TRƯỜNG TIỂU HỌC THÈN SIN", "Số: 3/BC-TH"), "A"),
        (("UBND XÃ THÈN SIN\nTRƯỜNG TH THÈN SIN",), "A"),
        (("PHÒNG GD&ĐT TAM ĐƯỜNG", "TRƯỜNG THCS THÈN SIN"), "B"),
        (("TRƯỜNG TIỂU HỌC SỐ 2 XÃ BẢN BO",), "D"),
        (("ỦY BAN NHÂN DÂN XÃ BẢN BO", "BÁO CÁO"), "X2"),
        (("Tên đơn vị: Trường THCS xã Thèn Sin",), "B"),
        (("UBND XÃ BẢN BO", "TRƯỜNG MẦM NON HOA BAN"), "F"),
    ],
)
def test_the_issuer_of_a_letterhead_is_sure(names: tuple[str, ...], expected: str) -> None:
    proposal = propose(*names)
    assert (code(proposal), proposal.is_sure) == (expected, True)


@pytest.mark.parametrize(
    "names",
    [
        ("TRƯỜNG MẦM NON HOA BAN",),  # two of that name
        ("UBND XÃ THÈN SIN", "TRƯỜNG MẦM NON SAO MAI"),  # in no directory: not the commune above it
        ("UBND XÃ BẢN BO", "TRƯỜNG TIỂU HỌC THÈN SIN"),  # another commune above it
        ("TRƯỜNG TIỂU HỌC BẢN BO",),  # number 1 or 2
        ("TRƯỜNG TH&THCS THÈN SIN",),  # a third school
        ("Đơn vị: Trường TH Thèn Sin", "Đơn vị: Trường THCS Thèn Sin"),
        ("BÁO CÁO", "Nơi nhận:", "Trường THCS Thèn Sin"),
        (),
    ],
)
def test_what_may_be_another_unit_is_not_sure(names: tuple[str, ...]) -> None:
    assert not propose(*names).is_sure


def test_the_most_telling_source_is_taken_and_told() -> None:
    proposal = propose("UBND XÃ THÈN SIN", "TRƯỜNG TIỂU HỌC THÈN SIN", template="Trường Tiểu học Thèn Sin")
    assert (proposal.source, proposal.read, proposal.is_sure) == (
        Source.NAME_LINE,
        "Trường Tiểu học Thèn Sin",
        True,
    )
    assert propose(folder="Trường THCS Thèn Sin").source is Source.FOLDER


def test_sources_that_name_different_units_leave_it_to_a_person() -> None:
    proposal = propose("TRƯỜNG TIỂU HỌC THÈN SIN", file="Trường THCS Thèn Sin.xlsx")
    assert (code(proposal), proposal.is_sure, proposal.others) == ("A", False, ("B",))
    assert not propose("TRƯỜNG MẦM NON SAO MAI", file="Trường THCS Thèn Sin.xlsx").is_sure


def test_the_folder_of_a_commune_agrees_with_its_school() -> None:
    assert propose("TRƯỜNG TIỂU HỌC THÈN SIN", folder="Xã Thèn Sin").is_sure


@pytest.mark.parametrize(
    ("file", "expected", "is_sure"),
    [
        ("Trường TH Thèn Sin - báo cáo tuần lễ học tập suốt đời 2024.xlsx", "A", True),
        ("BC_THCS_Thèn Sin_bản cuối.docx", "B", True),
        ("Trường TH Thèn Sin 2.xlsx", "A", False),
        ("Trường TH Thèn Sin và THCS Bình Lư.xlsx", "A", False),
        ("truong th then sin.xlsx", None, False),
        ("bao cao.xlsx", None, False),
        ("Thèn Sin.xlsx", None, False),
    ],
)
def test_names_of_files_may_have_harmless_words_beside_a_unit(
    file: str, expected: str | None, is_sure: bool
) -> None:
    proposal = propose(file=file)
    assert (code(proposal), proposal.is_sure) == (expected, is_sure)


def test_evidence_without_texts_says_nothing() -> None:
    assert evidence_of([], "", "", "a.xlsx", "") == [Evidence(Source.FILE, ("a",))]
