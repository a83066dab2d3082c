"""`questions`, `decide` and `decisions`: what waits, every way to answer it, and what was decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Terminals
from tests.cli.terminal import Terminal


def sent(terminals: Terminals, name: str, number: int) -> Path:
    """A report of a school of the code TH-A that calls itself `name`, from a machine of its own."""
    terminal = terminals(f"may-{number}")
    terminal.init("--unit", "TH-A", "--name", name, "--level", "truong", "--parent", "03394")
    terminal.fill(figures={"1.1": {"count": number, "people": number}})
    file = terminal.home.parent / f"{number}.lcweek"
    terminal.run_ok("send", file)
    return file


@pytest.fixture
def asked(commune: Terminal, terminals: Terminals) -> Terminal:
    """The commune, which received two schools of one code."""
    files = [sent(terminals, "Trường Bản Bo", 3), sent(terminals, "Trường Bản Bố", 40)]
    answer = commune.run_json("receive", *files, "--confirm-keys")
    assert answer.code == 1
    assert [each["code"] for each in answer.json["results"]] == ["received-accepted", "received-one-code"]
    return commune


def total(terminal: Terminal) -> object:
    return terminal.run_ok("rollup")["rows"]["1.1"]["count"]


def test_questions_are_listed_with_the_commands_that_answer_them(asked: Terminal) -> None:
    answer = asked.run_json("questions")
    assert answer.code == 1
    (question,) = answer.json["questions"]
    assert question["kind"] == "one-code"
    assert [each["name"] for each in question["reports"]] == ["Trường Bản Bo", "Trường Bản Bố"]
    assert len(question["fingerprints"]) == 2
    assert {each["answer"] for each in question["answers"]} == {"one-unit", "two-units"}
    lines = asked.run("questions", "--home", asked.home).out.splitlines()
    assert lines[1:] == [f"  lcweek decide {each['command']}" for each in question["answers"]]


@pytest.mark.parametrize(("kind", "sum_after"), [("two-units", 43), ("one-unit", 40)])
def test_an_answer_is_given_as_it_is_listed_and_taken_back(
    asked: Terminal, kind: str, sum_after: int
) -> None:
    (question,) = asked.run_json("questions").json["questions"]
    key = next(each["key"] for each in question["reports"] if each["name"] == "Trường Bản Bố")
    document = asked.run_ok("decide", "TH-A", f"--{kind}", key, "--reason", "đã gọi điện")
    assert ("new_unit" in document) == (kind == "two-units")
    assert total(asked) == sum_after
    assert asked.run_ok("questions") == {"questions": []}
    (last, first) = asked.run_ok("decisions")["decisions"]
    assert (last["reason"], last["undone"], first["undone"]) == ("đã gọi điện", False, False)
    undone = asked.run_ok("decide", "--undo")["undone"]
    assert undone == {**last, "undone": True}
    assert (total(asked), len(asked.run_json("questions").json["questions"])) == (3, 1)
    assert asked.run("decisions", "--home", asked.home).out.splitlines()[0].endswith("(đã lấy lại)")


def test_a_reason_is_kept_in_one_line_of_characters_that_can_be_stored(asked: Terminal) -> None:
    (question,) = asked.run_json("questions").json["questions"]
    asked.run_ok("decide", "TH-A", "--one-unit", question["reports"][0]["key"], "--reason", "đã\ngọi\udcff")
    assert asked.run_ok("decisions")["decisions"][0]["reason"] == "đã gọi"


def test_a_name_that_a_shell_might_run_is_not_in_a_line_that_is_there_to_be_copied(
    commune: Terminal, terminals: Terminals
) -> None:
    files = [sent(terminals, 'Trường "$(reboot)"', 3), sent(terminals, "Trường Bản Bố", 40)]
    commune.run_json("receive", *files)
    commands = commune.run("questions", "--home", commune.home).out.splitlines()[1:]
    assert "Trường Bản Bố" in "".join(commands)
    assert "reboot" not in "".join(commands)


def test_a_key_is_confirmed_and_units_are_merged_and_kept_apart(
    commune: Terminal, terminals: Terminals, tmp_path: Path
) -> None:
    other = terminals("b")
    other.init("--unit", "TH-B", "--name", "Trường B", "--level", "truong", "--parent", "03394")
    other.fill(figures={"1.1": {"count": 5, "people": 5}})
    other.run_ok("send", tmp_path / "b.lcweek")
    file = sent(terminals, "Trường A", 3)
    key = commune.run_ok("verify", file)["signer"]["key"]
    commune.run_json("receive", tmp_path / "b.lcweek", file, "--confirm-keys")
    commune.run_ok("decide", "--undo")
    assert commune.run_ok("questions") == {"questions": []}  # it counts, and its key can be compared
    assert commune.run_ok("decide", "TH-A", "--confirm", key)["key"] == key
    assert total(commune) == 8
    assert commune.run_ok("decide", "TH-A", "--apart", "TH-B") == {"unit": "TH-A"}
    assert commune.run_ok("decide", "TH-A", "--same-as", "TH-B") == {"unit": "TH-A"}
    assert total(commune) == 3
    assert commune.run_json("decide", "TH-A", "--wait", "abcdef12").json["error"]["code"] == "decide-unknown"


def test_a_key_that_is_taken_back_says_which_sums_changed(commune: Terminal, terminals: Terminals) -> None:
    file = sent(terminals, "Trường A", 3)
    key = commune.run_ok("verify", file)["signer"]["key"]
    commune.run_json("receive", file)
    (member,) = commune.run_ok("rollup")["members"]
    assert (member["provisional"], total(commune)) == (True, 3)
    answer = commune.run_ok("decide", "TH-A", "--take-back", key)
    assert (answer["key"], "1.1.count" in answer["changed"]) == (key, True)
    assert total(commune) is None
    assert commune.run_json("decide", "TH-A", "--take-back", key).json["error"]["code"] == "key-none-held"


@pytest.mark.parametrize(
    "words",
    [
        ("TH-A", "--apart", "TH-B", "--confirm", "X"),
        ("TH-A", "--undo"),
        ("--undo", "--confirm", "AAAA-AAAA-AAAA-AAAA"),
        ("TH-A",),
        ("--one-unit", "X"),
    ],
)
def test_one_unit_and_one_answer_are_given_or_the_undo_alone(asked: Terminal, words: tuple[str, ...]) -> None:
    assert asked.run_json("decide", *words).code == 2


def test_what_a_unit_below_decided_is_listed_behind_ones_own_decisions(
    asked: Terminal, terminals: Terminals, tmp_path: Path
) -> None:
    (question,) = asked.run_json("questions").json["questions"]
    key = next(each["key"] for each in question["reports"] if each["name"] == "Trường Bản Bố")
    asked.run_ok("decide", "TH-A", "--one-unit", key)
    asked.run_ok("send", tmp_path / "xa.lcweek")
    district = terminals("huyen")
    district.run_ok(
        "init", "--year", "2024", "--unit", "106", "--name", "Huyện Tam Đường", "--level", "huyen"
    )
    district.run_ok("receive", tmp_path / "xa.lcweek", "--confirm-keys")
    document = district.run_ok("decisions")
    assert len(document["decisions"]) == 1
    (told,) = document["told"]
    assert (told["by"], told["name"]) == ("03394", "Xã Thèn Sin")
    assert told["words"].startswith("Trường Bản Bố (TH-A) nay dùng khóa")
    lines = district.run("decisions", "--home", district.home).out.splitlines()
    assert lines[-1] == f"theo báo cáo của Xã Thèn Sin: {told['words']}"
