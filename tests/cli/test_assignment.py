"""`lcweek assignment`: a commune gives its schools their codes and terms, and a school opens its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from lcweek_desktop.formdefs import read_form
from tests.bundle.sample_assignments import assignment_file
from tests.cli.conftest import Terminals
from tests.cli.terminal import Terminal
from tests.services.campaigns.editions import EDITIONS, edition


@pytest.fixture
def commune(terminals: Terminals, tmp_path: Path) -> Terminal:
    listed = tmp_path / "truong.csv"
    lines = ("TH-A,Trường Tiểu học Thèn Sin,truong,03394", "TH-B,Trường THCS Thèn Sin,truong,03394")
    listed.write_text("\n".join(("code,name,level,parent_code", *lines, "")), encoding="utf-8", newline="\n")
    made = terminals("xa")
    words = ("--unit", "03394", "--name", "Xã Thèn Sin", "--level", "xa", "--directory", listed)
    made.init(*words)
    return made


def test_a_commune_makes_them_and_a_school_opens_its_own(
    commune: Terminal, terminals: Terminals, tmp_path: Path
) -> None:
    folder = tmp_path / "giao viec"
    made = commune.run_ok("assignment", "make", folder, "--deadline", "2024-10-15", "--note", "Gửi cả ảnh")
    assert [(each["unit"], each["issue"]) for each in made["assignments"]] == [("TH-A", 1), ("TH-B", 1)]
    assert sorted(folder.iterdir()) == sorted(
        Path(each) for each in (made["sheet"], *(each["file"] for each in made["assignments"]))
    )

    school, file = terminals("truong"), made["assignments"][0]["file"]
    shown = school.run_ok("assignment", "open", file, "--dry-run")
    assert (shown["opened"], shown["key_is_new"], shown["short"]) == (False, True, made["short"])
    assert school.run_ok("units")["units"] == []
    done = school.run_ok("assignment", "open", file, "--yes")
    assert (done["opened"], done["unit"]["code"], done["standing"]) == (True, "TH-A", "first")
    (unit,) = school.run_ok("units")["units"]
    assert (unit["unit"], unit["parent"], unit["deadline"]) == ("TH-A", "03394", "2024-10-15")
    assert unit["remarks"][0] == "Xã Thèn Sin dặn: Gửi cả ảnh"
    again = school.run_ok("assignment", "open", file)
    assert (again["standing"], again["opened"]) == ("known", True)


def test_without_a_yes_nothing_is_opened(
    commune: Terminal, terminals: Terminals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = commune.run_ok("assignment", "make", tmp_path, "TH-B")
    school, file = terminals("truong"), made["assignments"][0]["file"]
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _prompt: "")
    refused = school.run("assignment", "open", file, "--home", school.home)
    assert refused.code != 0
    assert f"mã khóa {made['short']}" in refused.err
    assert school.run_ok("units")["units"] == []


def test_a_unit_elsewhere_and_an_assignment_that_is_taken_for_a_report_are_refused(
    commune: Terminal, terminals: Terminals, tmp_path: Path
) -> None:
    refused = commune.run_json("assignment", "make", tmp_path, "106")
    assert (refused.code, refused.json["error"]["code"]) == (1, "assignment-not-below")
    made = commune.run_ok("assignment", "make", tmp_path, "TH-A")
    file = made["assignments"][0]["file"]
    for words in (("verify", file), ("campaign", "install", file)):
        answer = terminals("truong").run_json(*words)
        found = answer.json.get("error", answer.json)
        assert (answer.code, found["code"]) == (1, "assignment-not-report"), words


def test_what_finds_no_place_in_the_campaign_needs_a_second_yes(terminals: Terminals, tmp_path: Path) -> None:
    school, first, fourth = terminals("truong"), edition(tmp_path, 1), edition(tmp_path, 4)
    file = tmp_path / "giao.lcweek"
    file.write_bytes(assignment_file(campaign=first.read_bytes()))
    school.run_ok("assignment", "open", file, "--yes")
    school.fill(figures={"1.2": {"count": 5}})
    form = read_form(EDITIONS[3])
    file.write_bytes(assignment_file(issue=2, campaign=fourth.read_bytes(), form=form))
    refused = school.run_json("assignment", "open", file, "--yes")
    assert (refused.code, refused.json["error"]["code"]) == (1, "assignment-loses")
    assert school.run_ok("show")["figures"] == {"1.2": {"count": 5}}
    done = school.run_ok("assignment", "open", file, "--yes", "--leave-out")
    assert (done["installs"], done["left"]) == (4, [{"about": done["left"][0]["about"], "text": "5"}])
    assert school.run_ok("show")["figures"] == {}
