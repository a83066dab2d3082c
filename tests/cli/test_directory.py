"""`lcweek unit …`, `history`, `undo`: the units below, changed by decisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Terminals
from tests.cli.terminal import Terminal


@pytest.fixture
def phong(terminals: Terminals) -> Terminal:
    """A commune with three schools that were added on the command line."""
    terminal = terminals("xa")
    terminal.init("--unit", "03394", "--name", "Xã Thèn Sin", "--level", "xa")
    for number in (10, 2, 1):
        terminal.run_ok("unit", "add", f"Trường Tiểu học số {number}", "--code", f"TH-{number}")
    return terminal


def names(terminal: Terminal, *words: str) -> list[str]:
    return [each["name"] for each in terminal.run_ok("unit", "list", *words)["units"]]


def test_units_are_listed_as_people_count(phong: Terminal) -> None:
    assert names(phong) == ["Trường Tiểu học số 1", "Trường Tiểu học số 2", "Trường Tiểu học số 10"]
    assert names(phong, "--search", "th so 10") == ["Trường Tiểu học số 10"]
    assert names(phong, "--search", "khong co") == []


def test_a_dry_run_changes_nothing(phong: Terminal) -> None:
    planned = phong.run_ok("unit", "rename", "TH-1", "Trường Tiểu học Thèn Sin", "--dry-run")
    assert planned["decided"] is False
    assert "Trường Tiểu học Thèn Sin" not in names(phong)
    done = phong.run_ok("unit", "rename", "TH-1", "Trường Tiểu học Thèn Sin")
    assert {**done, "decided": False} == planned
    assert "Trường Tiểu học Thèn Sin" in names(phong)


def test_each_change_is_in_the_history_with_its_reason_and_is_taken_back(phong: Terminal) -> None:
    phong.run_ok("unit", "merge", "TH-1", "TH-2", "--name", "Trường Tiểu học Thèn Sin", "--reason", "QĐ 12")
    phong.run_ok("unit", "close", "TH-10")
    states = {each["code"]: each["state"] for each in phong.run_ok("unit", "list")["units"]}
    assert states["TH-1"] == states["TH-10"] == "closed"
    assert phong.run_ok("progress")["expected"] == 1
    (last,) = phong.run_ok("history", "TH-10")["decisions"][:1]
    assert last["words"] == "Ngừng theo dõi Trường Tiểu học số 10 (TH-10), không chờ báo cáo nữa."
    assert phong.run_ok("history", "TH-2")["decisions"][0]["reason"] == "QĐ 12"
    phong.run_ok("undo", "--reason", "nhầm")
    assert phong.run_ok("undo")["undone"]["reason"] == "QĐ 12"
    assert phong.run_ok("progress")["expected"] == 3
    assert len(phong.run_ok("history")["decisions"]) == 5


def test_what_went_where_is_listed(phong: Terminal) -> None:
    phong.run_ok("unit", "split", "TH-1", "Trường A", "Trường B")
    (old,) = [each for each in phong.run_ok("unit", "list")["units"] if each["code"] == "TH-1"]
    assert len(old["went_to"]) == 2
    went = [each for each in phong.run_ok("unit", "years")["units"] if each["decided"]]
    assert [(each["code"], each["into_name"]) for each in went] == [
        ("TH-1", "Trường A"),
        ("TH-1", "Trường B"),
    ]
    (of_plan,) = [each for each in phong.run_ok("unit", "years")["units"] if not each["decided"]]
    assert (of_plan["code"], of_plan["into_edition"]) == ("03394", "lai-chau-2025")


def test_a_contact_stands_behind_the_name(phong: Terminal) -> None:
    phong.run_ok("unit", "contact", "TH-2", "--person", "Lò Thị Ân", "--phone", "0912 345 678")
    lines = phong.run("unit", "list", "--home", phong.home).out.splitlines()
    assert lines[1] == "Trường Tiểu học số 2 (TH-2), Lò Thị Ân, 0912 345 678"


def test_keys_are_told_with_what_came_under_them(phong: Terminal, terminals: Terminals) -> None:
    school = terminals("truong")
    school.init("--unit", "TH-1", "--name", "Trường Tiểu học số 1", "--level", "truong", "--parent", "03394")
    school.fill(figures={"1.1": {"count": 2, "people": 20}})
    file = school.home.parent / "a.lcweek"
    school.run_ok("send", file)
    phong.run_json("receive", file)
    (key,) = phong.run_ok("unit", "keys", "TH-1")["keys"]
    assert (key["in_use"], key["confirmed"], key["reports"]) == (False, False, 1)
    phong.run_ok("confirm-key", "TH-1")
    (key,) = phong.run_ok("unit", "keys", "TH-1")["keys"]
    assert (key["in_use"], key["confirmed"], key["reports"]) == (True, True, 1)
    phong.run_ok("undo")
    (key,) = phong.run_ok("unit", "keys", "TH-1")["keys"]
    assert (key["confirmed"], key["reports"]) == (False, 1)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("rename", "TH-1", ""), "unit-name"),
        (("rename", "TH-9", "Trường khác"), "unit-unknown"),
        (("move", "TH-1", "106"), "unit-not-below"),
        (("merge", "TH-1", "--into", "TH-1"), "unit-merge-few"),
        (("split", "TH-1", "Trường A"), "unit-split-few"),
        (("reopen", "TH-1"), "unit-open"),
    ],
)
def test_what_cannot_be_is_refused(phong: Terminal, words: tuple[str, ...], code: str) -> None:
    answer = phong.run_json("unit", *words)
    assert (answer.code, answer.json["error"]["code"]) == (1, code)
    assert len(phong.run_ok("history")["decisions"]) == 3


def test_merging_says_into_which(phong: Terminal) -> None:
    assert phong.run_json("unit", "merge", "TH-1", "TH-2").code == 2


def test_a_list_is_tried_and_taken(phong: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "ds.csv"
    rows = "Tên trường;Điện thoại\nTrường TH số 1;0912\nTrường Tiểu học số 10x;\nTrường Mầm non Thèn Sin;\n"
    file.write_text(rows, encoding="utf-8-sig", newline="\n")
    tried = phong.run_ok("unit", "import", file, "--dry-run")
    assert [each["state"] for each in tried["lines"]] == ["changed", "ambiguous", "new"]
    assert (tried["decided"], len(names(phong))) == (False, 3)
    done = phong.run_ok("unit", "import", file, "--line", "3=MOI", "--reason", "đầu năm học")
    assert [each["state"] for each in done["lines"]] == ["changed", "new", "new"]
    assert (done["decided"], len(names(phong))) == (True, 5)
    assert phong.run_ok("undo")["undone"]["reason"] == "đầu năm học"
    assert len(names(phong)) == 3
    assert phong.run_json("unit", "import", file, "--line", "3").code == 2
