"""`lcweek campaign`: from last year's form to a school that reports by the new one, on the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Terminals
from tests.cli.terminal import Terminal
from tests.columns import add_measures


@pytest.fixture
def province(terminals: Terminals) -> Terminal:
    terminal = terminals("tinh")
    terminal.run_ok("init", "--unit", "12", "--name", "Tỉnh Lai Châu", "--level", "tinh", "--year", "2024")
    return terminal


@pytest.fixture
def folder(province: Terminal, tmp_path: Path) -> Path:
    """The definition of 2031, begun from that of 2024."""
    made = tmp_path / "ky-2031"
    province.run_ok("campaign", "new", made, "--year", "2031", "--from", "2024")
    return made


@pytest.fixture
def file(province: Terminal, folder: Path, tmp_path: Path) -> Path:
    """The campaign of 2031, published."""
    out = tmp_path / "ky-2031.lcweek"
    province.run_ok("campaign", "pack", folder, out, "--yes")
    return out


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def reword(file: Path, written: str, other: str) -> None:
    before = file.read_text(encoding="utf-8")
    assert written in before
    file.write_text(before.replace(written, other, 1), encoding="utf-8", newline="\n")


def test_a_new_year_is_begun_from_the_last_one_and_tells_every_line_it_changed(
    province: Terminal, tmp_path: Path
) -> None:
    folder = tmp_path / "moi"
    document = province.run_ok("campaign", "new", folder, "--year", "2031", "--from", "2024")
    changed = {(each["file"], each["after"].partition(" = ")[0]) for each in document["changed"]}
    assert {("campaign.toml", key) for key in ("id", "year", "starts", "ends", "deadline")} <= changed
    text = (folder / "campaign.toml").read_text(encoding="utf-8")
    assert "starts = 2031-10-01" in text
    assert "# Levels, lowest first." in text
    assert (folder / "units.csv").read_text(encoding="utf-8").startswith("code,name,level,parent_code\n12,")
    checked = province.run_ok("campaign", "check", folder)
    assert checked["other_years"] == []
    assert (checked["mistakes"], checked["paper"]["has_figures"]) == ([], True)
    assert 300 < checked["paper"]["needed"] <= 410
    again = province.run_json("campaign", "new", folder, "--year", "2031")
    assert (again.code, again.json["error"]["code"]) == (1, "campaign-folder")


def test_check_names_every_mistake(province: Terminal, folder: Path) -> None:
    reword(folder / "campaign.toml", "year = 2031", 'year = "2031"')
    reword(folder / "phu-luc-2.toml", 'parent = "1"', 'parent = "99"')
    found = province.run_json("campaign", "check", folder)
    assert found.code == 1
    assert [(each["file"], each["key"]) for each in found.json["mistakes"]] == [
        ("campaign.toml", "year"),
        ("phu-luc-2.toml", "parent"),
    ]
    lines = province.run("campaign", "check", folder)
    assert "campaign.toml" in lines.out and "phu-luc-2.toml" in lines.out


def test_check_of_a_right_form_says_what_its_paper_code_needs(province: Terminal, folder: Path) -> None:
    found = province.run_json("campaign", "check", folder)
    assert (found.code, found.json["mistakes"]) == (0, [])
    assert found.json["paper"]["has_figures"]
    assert 200 < found.json["paper"]["needed"] <= 410
    assert "bản giấy mang số liệu" in province.run("campaign", "check", folder).out
    add_measures(folder / "phu-luc-2.toml")
    larger = province.run_json("campaign", "check", folder)
    assert (larger.code, larger.json["paper"]["has_figures"]) == (0, False)
    assert larger.json["paper"]["needed"] > 410
    assert "bản giấy không mang số liệu" in province.run("campaign", "check", folder).out


def test_check_says_which_texts_name_another_year(province: Terminal, folder: Path) -> None:
    reword(folder / "campaign.toml", "học tập suốt đời năm 2031", "học tập suốt đời năm 2024")
    (found,) = province.run_ok("campaign", "check", folder)["other_years"]
    assert (found["about"], found["text"][-4:]) == ("name", "2024")
    assert "Cần xem lại name" in province.run("campaign", "check", folder).out


def test_diff_says_what_each_change_means(province: Terminal, folder: Path) -> None:
    reword(folder / "phu-luc-2.toml", 'label = "Tập thể"', 'label = "Tập thể được khen"')
    reword(folder / "phu-luc-2.toml", 'key = "6.4"\ntt = "6.4"', 'key = "6.5"\ntt = "6.5"')
    found = province.run_ok("campaign", "diff", folder, "--against", "2024")
    rows = {(each["key"], each["kind"], each["effect"]) for each in found["changes"] if each["part"] == "row"}
    assert found["against"] == "2024"
    assert rows == {
        ("9.1", "renamed", "harmless"),
        ("6.5", "new", "harmless"),
        ("6.4", "gone", "incomparable"),
    }
    assert not found["loses"]
    said = province.run("campaign", "diff", folder, "--against", "2024", "--home", province.home).out
    assert "Không còn so sánh được" in said
    assert "6.4" in said


def test_the_file_is_shown_asked_about_and_installed(
    terminals: Terminals, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = terminals("truong")
    shown = school.run_ok("campaign", "install", file, "--dry-run")
    assert (shown["campaign"], shown["edition"], shown["standing"]) == ("2031", 1, "new")
    assert (shown["publisher"]["name"], shown["key_is_new"], shown["installed"]) == (
        "Tỉnh Lai Châu",
        True,
        False,
    )
    answer(monkeypatch, "k\n")
    refused = school.run("campaign", "install", file, "--home", school.home)
    assert refused.code == 130
    assert shown["short"] in refused.err
    assert school.run_ok("campaign", "install", file, "--dry-run")["standing"] == "new"
    answer(monkeypatch, "c\n")
    done = school.run("campaign", "install", file, "--home", school.home)
    assert done.code == 0
    assert "Đã cài" in done.out
    assert school.run_ok("campaign", "install", file)["standing"] == "known"


def test_a_school_that_installed_it_fills_it_and_the_commune_receives_it(
    terminals: Terminals, file: Path, tmp_path: Path
) -> None:
    school, commune = terminals("truong"), terminals("xa")
    for terminal in (school, commune):
        assert terminal.run_ok("campaign", "install", file, "--yes")["installed"]
    school.run_ok("init", "--unit", "TH-A", "--name", "Trường A", "--level", "truong", "--parent", "03394")
    school.fill(figures={"1.1": {"count": 3, "people": 90}})
    sent = tmp_path / "bao-cao.pdf"
    school.run_ok("send", sent)
    commune.run_ok("init", "--unit", "03394", "--name", "Xã Thèn Sin", "--level", "xa", "--year", "2031")
    listed = tmp_path / "danh-muc.csv"
    listed.write_text("code,name,level,parent_code\nTH-A,Trường A,truong,03394\n", encoding="utf-8")
    commune.run_ok(
        *("init", "--unit", "03394", "--name", "Xã Thèn Sin", "--level", "xa", "--year", "2031"),
        *("--directory", listed),
    )
    (result,) = commune.run_ok("receive", sent, "--confirm-keys")["results"]
    assert result["verdict"] == "accepted"
    assert commune.run_ok("verify", sent)["code"] == "verify-valid"
    template = tmp_path / "mau.xlsx"
    assert commune.run_ok("template", template, "--year", "2031")["level"] == "truong"


def test_a_unit_below_publishes_nothing_and_a_campaign_is_no_report(
    terminals: Terminals, folder: Path, file: Path, tmp_path: Path
) -> None:
    commune = terminals("xa")
    commune.run_ok("init", "--unit", "03394", "--name", "Xã Thèn Sin", "--level", "xa", "--year", "2024")
    refused = commune.run_json("campaign", "pack", folder, tmp_path / "x.lcweek", "--yes")
    assert (refused.code, refused.json["error"]["code"]) == (1, "campaign-publisher")
    assert not (tmp_path / "x.lcweek").exists()
    received = commune.run_json("receive", file)
    assert received.json["results"][0]["code"] == "campaign-not-report"
    report = tmp_path / "bao-cao.lcweek"
    commune.run_ok("send", report)
    taken = commune.run_json("campaign", "install", report, "--yes")
    assert taken.json["error"]["code"] == "report-not-campaign"


def test_home_may_stand_before_the_command(province: Terminal, file: Path) -> None:
    shown = province.run("--home", province.home, "campaign", "install", file)
    assert shown.code == 0
    assert "đã có trên máy" in shown.out


def test_a_next_edition_without_a_row_that_was_filled_needs_a_second_yes(
    terminals: Terminals,
    province: Terminal,
    folder: Path,
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    school = terminals("truong")
    school.run_ok("campaign", "install", file, "--yes")
    school.run_ok("init", "--unit", "TH-A", "--name", "Trường A", "--level", "truong", "--parent", "03394")
    school.fill(figures={"6.4": {"count": 3, "people": 90}, "6.3": {"count": 1}})
    reword(folder / "phu-luc-2.toml", 'key = "6.4"\ntt = "6.4"', 'key = "6.5"\ntt = "6.5"')
    second = tmp_path / "hai.lcweek"
    assert province.run_ok("campaign", "pack", folder, second, "--yes")["edition"] == 2
    shown = school.run_ok("campaign", "install", second, "--dry-run")
    assert (shown["standing"], shown["changes"]["loses"], len(shown["left"])) == ("next", True, 2)
    refused = school.run_json("campaign", "install", second, "--yes")
    assert (refused.code, refused.json["error"]["code"]) == (1, "campaign-loses")
    answer(monkeypatch, "c\nk\n")
    assert school.run("campaign", "install", second, "--home", school.home).code == 130
    assert school.run_ok("show")["figures"]["6.4"] == {"count": 3, "people": 90}
    answer(monkeypatch, "c\nc\n")
    assert school.run("campaign", "install", second, "--home", school.home).code == 0
    after = school.run_ok("show")
    assert after["figures"]["6.3"]["count"] == 1
    assert [each["text"] for each in after["left"]] == ["3", "90"]
    again = tmp_path / "lai.json"
    again.write_text(json.dumps(after), encoding="utf-8", newline="\n")
    school.run_ok("fill", again)


def test_a_receiver_between_two_editions_counts_the_first_and_takes_in_the_second_with_its_file(
    terminals: Terminals, province: Terminal, folder: Path, file: Path, tmp_path: Path
) -> None:
    reword(folder / "phu-luc-2.toml", 'key = "6.4"\ntt = "6.4"', 'key = "6.5"\ntt = "6.5"')
    second = tmp_path / "hai.lcweek"
    province.run_ok("campaign", "pack", folder, second, "--yes")
    commune, sent = terminals("xa"), []
    listed = tmp_path / "danh-muc.csv"
    rows = [f"TH-{letter},Trường {letter},truong,03394\n" for letter in "AB"]
    listed.write_text("".join(("code,name,level,parent_code\n", *rows)), encoding="utf-8")
    for letter, edition in (("A", file), ("B", second)):
        school = terminals(f"truong-{letter}")
        school.run_ok("campaign", "install", edition, "--yes")
        unit = ("--unit", f"TH-{letter}", "--name", f"Trường {letter}", "--level", "truong")
        school.run_ok("init", *unit, "--parent", "03394")
        six = {"6.4" if letter == "A" else "6.5": {"count": 3, "people": 90}}
        school.fill(figures={"6.3": {"count": 1}, **six})
        sent.append(tmp_path / f"{letter}.lcweek")
        school.run_ok("send", sent[-1])
    commune.run_ok("campaign", "install", file, "--yes")
    me = ("--unit", "03394", "--name", "Xã Thèn Sin", "--level", "xa", "--year", "2031")
    commune.run_ok("init", *me, "--directory", listed)
    taken = commune.run_json("receive", *sent, "--confirm-keys").json["results"]
    assert [each["code"] for each in taken] == ["received-accepted", "received-form"]
    assert "lcweek campaign install" in taken[1]["message"]
    installed = commune.run_ok("campaign", "install", second, "--yes")
    assert [each["code"] for each in installed["received"]] == ["received-accepted"]
    commune.run_ok("confirm-key", "TH-B")
    document = commune.run_ok("rollup")
    assert (document["rows"]["6.3"]["count"], document["rows"]["6.5"]["count"]) == (2, 3)
    (earlier,) = document["earlier"]
    assert (earlier["path"], [each["text"] for each in earlier["left"]]) == (["TH-A"], ["3", "90"])
    assert (
        "Trường A, theo lần ban hành cũ: không còn chỗ" in commune.run("rollup", "--home", commune.home).out
    )
    assert commune.run_ok("verify", sent[0])["code"] == "verify-valid"
