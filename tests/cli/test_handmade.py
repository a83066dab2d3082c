"""`lcweek intake`: what a file made by hand says, and keeping it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Terminals
from tests.cli.terminal import Terminal
from tests.intake.shapes import FOLDER

MOVED = FOLDER / "14 nham cot.xlsx"


@pytest.fixture
def office(terminals: Terminals, tmp_path: Path) -> Terminal:
    """The commune 03394, whose directory lists the schools of the shapes."""
    listed = tmp_path / "truong.csv"
    names = {"TH-A": "Trường Tiểu học Thèn Sin", "TH-B": "Trường THCS Thèn Sin"}
    lines = ["code,name,level,parent_code", *(f"{code},{name},truong,03394" for code, name in names.items())]
    listed.write_text("\n".join(lines), encoding="utf-8")
    terminal = terminals("xa-nhap")
    terminal.init("--unit", "03394", "--name", "Xã Thèn Sin", "--level", "xa", "--directory", listed)
    return terminal


def test_every_cell_says_what_it_is_and_nothing_is_changed(office: Terminal) -> None:
    answer = office.run_json("intake", MOVED)
    assert answer.code == 1
    said = answer.json
    cells = {cell["cell"]: cell for cell in said["cells"]}
    moved = cells["4.2.people"]
    assert (moved["confidence"], moved["place"]) == ("likely", "Trang tính “Phụ lục II”, ô D26")
    assert [reason["code"] for reason in moved["reasons"]] == ["handmade-moved"]
    assert cells["1.1.count"]["confidence"] == "sure"
    assert (said["unit"], said["proposed"]["source"], said["accepted"]) == ("TH-A", "letterhead", None)
    assert not counted(office)


def test_it_is_kept_once_every_cell_is_settled(office: Terminal) -> None:
    refused = office.run_json("intake", MOVED, "--accept")
    assert (refused.code, refused.json["error"]["code"]) == (1, "handmade-open")
    kept = office.run_ok("intake", MOVED, "--accept", "--likely", "--set", "4.2.people=3")["accepted"]
    assert kept["code"] == "received-typed"
    assert [note["code"] for note in kept["notes"]] == ["received-handmade"]
    assert counted(office) == ["TH-A"]


def test_a_file_that_names_nobody_is_of_the_unit_that_is_named(office: Terminal) -> None:
    unnamed = FOLDER / "34 khong ten.xlsx"
    assert office.run_json("intake", unnamed, "--accept").json["error"]["code"] == "handmade-no-unit"
    assert office.run_ok("intake", unnamed, "--for", "TH-B", "--accept")["unit"] == "TH-B"
    assert counted(office) == ["TH-B"]


def test_people_read_what_has_to_be_looked_at(office: Terminal) -> None:
    said = office.run("intake", FOLDER / "16 gach ngang va dau x.xlsx", "--home", office.home).out
    assert "theo phần đầu văn bản “TRƯỜNG TIỂU HỌC THÈN SIN”" in said
    assert "cần xem: 7.2.count = để trống ← “x” (Trang tính “Phụ lục II”, ô D40)" in said


def test_of_many_the_sure_ones_are_entered_as_one_answer(office: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "gửi tới"
    folder.mkdir()
    for name in ("03 bang thuong.xlsx", "14 nham cot.xlsx", "34 khong ten.xlsx"):
        shutil.copy(FOLDER / name, folder)
    both = office.run_json("intake", folder, "--accept").json["files"]
    assert [each["error"]["code"] for each in both] == [
        "handmade-same-unit",
        "handmade-open",
        "handmade-no-unit",
    ]
    assert not counted(office)
    (folder / "14 nham cot.xlsx").unlink()
    said = office.run_json("intake", folder, "--accept")
    assert said.code == 1
    assert [(each["unit"], each["sure"]) for each in said.json["files"]] == [("TH-A", True), (None, False)]
    assert said.json["files"][0]["accepted"]["code"] == "received-typed"
    assert counted(office) == ["TH-A"]
    again = office.run_json("intake", folder, "--accept").json["files"]
    assert again[0]["error"]["code"] == "handmade-reported"
    office.run_ok("undo")
    assert not counted(office)


def counted(office: Terminal) -> list[str]:
    """The codes of the units in the sums."""
    return [member["unit"] for member in office.run_ok("rollup")["members"]]
