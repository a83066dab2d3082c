"""`lcweek draft`: a draft goes to another machine of the unit and comes back, place by place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dev import ROOT
from lcweek_desktop.cli import draft
from lcweek_desktop.domain.moved_content import Leftover
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.opening.draft_offer import draft_offer
from lcweek_desktop.services.workspace.context import open_context
from tests.cli.conftest import Terminals
from tests.cli.terminal import Terminal

FIGURES = {"1.1": {"count": 2, "people": 20}}


def places(document: dict[str, list[dict[str, object]]]) -> dict[object, object]:
    return {each["place"]: each["side"] for each in document["differences"]}


def test_the_head_begins_with_it_and_the_school_takes_what_it_chooses(
    school: Terminal, terminals: Terminals, tmp_path: Path
) -> None:
    school.fill(figures=FIGURES)
    file, back = tmp_path / "ban-nhap.lcweek", tmp_path / "da-sua.lcweek"
    written = school.run_ok("draft", "send", file)
    assert (written["unit"], written["campaign"], written["size"]) == ("TH-A", "2024", file.stat().st_size)

    head = terminals("hieu-truong")
    asked = head.run_json("draft", "open", file)
    assert (asked.code, asked.json["standing"], asked.json["begun"]) == (1, "new", False)
    assert head.run_ok("draft", "open", file, "--yes")["begun"]
    assert head.run_ok("show")["figures"] == FIGURES
    head.fill(figures={"1.1": {"count": 3, "people": 21}, "2": {"count": 4}})
    head.run_ok("draft", "send", back)

    school.fill(figures={"1.1": {"people": 22}})
    shown = school.run_json("draft", "open", back)
    assert (shown.code, shown.json["standing"]) == (1, "both")
    assert places(shown.json) == {"1.1.count": "theirs", "1.1.people": "both", "2.count": "theirs"}
    people = shown.json["differences"][1]
    assert (people["base"], people["mine"], people["theirs"]) == ("20", "22", "21")
    taken = school.run_ok("draft", "open", back, "--take", "1.1.count", "--take", "2.count")
    assert [each["taken"] for each in taken["differences"]] == [True, False, True]
    assert school.run_ok("show")["figures"] == {"1.1": {"count": 3, "people": 22}, "2": {"count": 4}}
    again = school.run_ok("draft", "open", back)
    assert (again["standing"], places(again)) == ("mine", {"1.1.people": "mine"})


def test_what_is_said_to_people(school: Terminal, tmp_path: Path) -> None:
    school.fill(figures=FIGURES)
    file = tmp_path / "ban-nhap.lcweek"
    school.run_ok("draft", "send", file)
    home = ("--home", school.home)
    assert school.run("draft", "open", file, *home).out.strip() == sentence("draft-same")
    school.fill(figures={"1.1": {"count": 3}})
    assert "máy này “3”, trong tệp “2” (máy này sửa)." in school.run("draft", "open", file, *home).out
    refused = school.run_json("draft", "open", file, "--take", "9.9.count")
    assert (refused.code, refused.json["error"]["code"]) == (1, "draft-place")
    done = school.run("draft", "open", file, "--take", "1.1.count", *home)
    assert done.out.splitlines()[-1] == "Đã nhận 1 chỗ từ bản nháp trong tệp."
    assert school.run_ok("show")["figures"] == FIGURES


def test_a_draft_is_no_report_for_any_other_command(school: Terminal, tmp_path: Path) -> None:
    school.fill(figures=FIGURES)
    file = tmp_path / "ban-nhap.lcweek"
    school.run_ok("draft", "send", file)
    for words in (("verify", file), ("reopen", file), ("campaign", "install", file)):
        answer = school.run_json(*words)
        found = answer.json.get("error", answer.json)
        assert (answer.code, found["code"]) == (1, "draft-not-report"), words
    received = school.run_json("receive", file)
    assert received.json["results"][0]["code"] == "received-draft"


def test_what_of_a_draft_has_no_place_here_is_said_before_it_is_put_aside(
    school: Terminal, tmp_path: Path
) -> None:
    school.fill(figures=FIGURES)
    file = tmp_path / "ban-nhap.lcweek"
    school.run_ok("draft", "send", file)
    with open_context(school.home, ROOT / "forms") as context:
        offer = replace(draft_offer(context, file), left=(Leftover("Dòng 1.9", "3"),))
        assert [*draft._lines(offer)] == [
            sentence("draft-same"),
            sentence("draft-left", left="Dòng 1.9: 3"),
        ]
