"""A list of units from a workbook or a text file, held against the directory before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from lcweek_desktop.domain.directory_changes import Contact
from lcweek_desktop.domain.unit import UnitCode
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.receiving.directory_changes import carry_out
from lcweek_desktop.services.receiving.journal import past_decisions, undo
from lcweek_desktop.services.receiving.list_columns import Column
from lcweek_desktop.services.receiving.unit_list import NEW_UNIT, LineState, UnitList, unit_list
from lcweek_desktop.services.summing.reporting_status import expected_units
from tests.compound import compound
from tests.services.office import Office


def workbook(folder: Path, *rows: Sequence[object], name: str = "danh-sach.xlsx") -> Path:
    """A workbook with these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(folder / name)
    return folder / name


def states(found: UnitList) -> list[tuple[int, str]]:
    return [(line.number, line.state.value) for line in found.lines]


@pytest.fixture
def of_phong(commune: Office) -> Path:
    """A list as an office keeps it: titles above, a number before each name, sums below."""
    return workbook(
        commune.folder,
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",),
        (),
        ("STT", "Tên trường", "Hiệu trưởng", "Điện thoại"),
        (1, "Trường TH Thèn Sin", "Lò Thị Ân", "0912 345 678"),
        (2, "Trường THCS Thèn Sin", "", ""),
        (3, "Trường Mầm non Thèn Xin", "", ""),
        (4, "Trường PTDTBT Tiểu học số 2", "", 912345679),
        (5, "Trường PTDTBT Tiểu học số 2", "", ""),
        ("", "Tổng cộng", "", 5),
    )


def test_a_list_says_what_it_would_do_and_is_one_decision(commune: Office, of_phong: Path) -> None:
    workspace = commune.workspace
    found = unit_list(workspace, of_phong)
    assert found.columns == (Column.NAME, Column.PERSON, Column.PHONE)
    assert states(found) == [
        (4, "changed"),
        (5, "same"),
        (6, "ambiguous"),
        (7, "new"),
        (8, "twice"),
        (9, "passed"),
    ]
    assert [unit.name for unit in found.missing] == ["Trường Mầm non Thèn Sin"]
    assert found.lines[2].words == sentence("list-alike", units="Trường Mầm non Thèn Sin (TH-C)")
    assert found.lines[4].words == sentence("list-twice", name="Trường PTDTBT Tiểu học số 2")
    assert found.lines[5].words == sentence("list-heading")
    assert len(expected_units(workspace)) == 3
    assert found.plan is not None
    carry_out(found.plan, "danh sách năm học mới")
    assert workspace.decisions.directory.contacts[UnitCode("TH-A")] == Contact("Lò Thị Ân", "0912 345 678")
    assert workspace.directory.get("TH-A").name == "Trường Tiểu học Thèn Sin"  # the spelling stays
    assert "Trường PTDTBT Tiểu học số 2" in {unit.name for unit in expected_units(workspace)}
    assert past_decisions(workspace)[0].words == sentence("decided-imported", added=1, changed=0, contacts=2)
    again = unit_list(workspace, of_phong)
    assert {line.state for line in again.lines} == {
        LineState.SAME,
        LineState.AMBIGUOUS,
        LineState.TWICE,
        LineState.PASSED,
    }
    assert again.plan is None
    undo(workspace)
    assert len(expected_units(workspace)) == 3
    assert workspace.decisions.directory.contacts == {}


@pytest.mark.parametrize(("answer", "state"), [("TH-C", "changed"), (NEW_UNIT, "new")])
def test_a_person_says_what_an_ambiguous_line_is(
    commune: Office, of_phong: Path, answer: str, state: str
) -> None:
    found = unit_list(commune.workspace, of_phong, answers={6: answer})
    assert found.lines[2].state.value == state
    assert found.plan is not None
    carry_out(found.plan)
    assert "Trường Mầm non Thèn Xin" in {unit.name for unit in expected_units(commune.workspace)}
    assert len(expected_units(commune.workspace)) == 4 + (answer == NEW_UNIT)


def test_units_stand_below_the_receiver_of_their_line_or_of_the_heading_above(district: Office) -> None:
    workspace = district.workspace
    by_column = workbook(
        district.folder,
        ("TT", "Tên đơn vị", "Xã, thị trấn"),
        (1, "Trường Tiểu học Bản Bo", "Xã Bản Bo"),
        (2, "Trường Tiểu học Thèn Sin", "UBND xã Thèn Sin"),
        (3, "Trường THPT Bình Lư", "Thèn Sin"),
        (4, "Trường Tiểu học Nà Tăm", "Xã Không Có"),
    )
    found = unit_list(workspace, by_column)
    assert states(found) == [(2, "new"), (3, "same"), (4, "ambiguous"), (5, "refused")]
    new = found.lines[0].unit
    assert new is not None
    assert new.parent == next(u.code for u in workspace.directory.units.values() if u.name == "Xã Bản Bo")
    assert found.lines[3].words == sentence("list-parent", parent="Xã Không Có")
    moved = unit_list(workspace, by_column, answers={4: "TH-D"}).lines[2]
    assert moved.before is not None
    assert moved.unit is not None
    assert (moved.before.parent, moved.unit.parent) == ("106", "03394")
    by_heading = workbook(
        district.folder,
        ("TT", "Tên trường", "Ghi chú"),
        ("Xã Thèn Sin",),
        (1, "Trường Tiểu học Thèn Sin", "x"),
        (2, "Trường Tiểu học số 2", "x"),
        name="theo-xa.xlsx",
    )
    listed = unit_list(workspace, by_heading).lines
    assert [each.state.value for each in listed] == ["passed", "same", "new"]
    assert listed[2].unit is not None
    assert listed[2].unit.parent == "03394"


def test_a_unit_elsewhere_below_is_found_where_the_list_says_no_receiver(district: Office) -> None:
    file = workbook(district.folder, ("Tên trường",), ("Trường Tiểu học Thèn Sin",), ("Trường mới",))
    found = unit_list(district.workspace, file)
    assert states(found) == [(2, "same"), (3, "new")]


def test_units_of_one_name_in_many_communes_and_numbered_ones_are_no_question(district: Office) -> None:
    workspace = district.workspace
    communes = [unit.name for unit in workspace.directory.children(UnitCode("106")) if unit.level == "xa"]
    kinds = ("Trường Mầm non số 1", "Trường Mầm non số 2", "Trường Mầm non số 12")
    rows = [(kind, commune) for commune in communes for kind in kinds]
    file = workbook(district.folder, ("Tên trường", "Xã"), *rows)
    found = unit_list(workspace, file)
    assert {line.state for line in found.lines} == {LineState.NEW}
    assert found.plan is not None
    carry_out(found.plan)
    again = unit_list(workspace, file)
    assert {line.state for line in again.lines} == {LineState.SAME}
    moved = workbook(district.folder, ("Tên trường", "Xã"), *rows[1:], (kinds[0], communes[1]), name="b.xlsx")
    assert {line.state for line in unit_list(workspace, moved).lines} == {LineState.SAME, LineState.TWICE}


CSV = "code,name,level,parent_code\n03394-a,Trường A,truong,03394\n"


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        CSV.replace(",", ";").encode("utf-8-sig"),
        CSV.replace(",", "\t").encode("utf-16"),
        CSV.replace("03394", "3394").encode(),
        (CSV + ",,,\n").encode(),
    ],
    ids=["plain", "semicolons", "Unicode text", "zeros lost", "empty row"],
)
def test_a_directory_file_is_read_as_excel_saves_it(commune: Office, data: bytes) -> None:
    file = commune.folder / "danh-muc.csv"
    file.write_bytes(data)
    found = unit_list(commune.workspace, file)
    assert states(found) == [(2, "new")]
    assert found.lines[0].unit is not None
    assert found.lines[0].unit.code == "03394-a"
    assert found.lines[0].unit.parent == "03394"


def test_units_of_a_receiver_of_the_same_list_are_taken_too(district: Office) -> None:
    file = district.folder / "danh-muc.csv"
    rows = "code,name,level,parent_code\nXA-M,Xã Mới,xa,106\nXM-1,Trường A,truong,XA-M\n,Trường B,,XA-M\n"
    file.write_text(rows, encoding="utf-8", newline="\n")
    found = unit_list(district.workspace, file)
    assert [line.state.value for line in found.lines] == ["new", "new", "new"]
    assert found.plan is not None
    carry_out(found.plan)
    assert len(district.workspace.directory.children(found.lines[1].unit.parent)) == 2  # type: ignore


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x00\x01\x02\xff", "table-unreadable"),
        (b"PK\x03\x04 no workbook", "table-unreadable"),
        ("Trường A\nTrường B\n".encode(), "table-columns"),
        (b"", "table-columns"),
        (compound({"EncryptionInfo": bytes(64), "EncryptedPackage": bytes(64)}), "table-password"),
    ],
    ids=["bytes", "no workbook", "no heading", "empty", "password"],
)
def test_what_is_no_list_is_refused(commune: Office, data: bytes, code: str) -> None:
    file = commune.folder / "tep.xlsx"
    file.write_bytes(data)
    with pytest.raises(KnownError) as raised:
        unit_list(commune.workspace, file)
    assert raised.value.code == code
