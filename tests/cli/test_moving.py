"""`lcweek move` and `open-moved`: from one machine to another by file and pass-phrase."""

from __future__ import annotations

from pathlib import Path

import pytest

from lcweek_desktop.errors import sentence
from tests.cli.conftest import Terminals
from tests.cli.terminal import Terminal


@pytest.fixture
def old(school: Terminal, tmp_path: Path) -> Terminal:
    """The school's machine, which sent revision 1."""
    school.fill(figures={"1.1": {"count": 2, "people": 20}})
    school.run_ok("send", tmp_path / "mot.lcweek")
    return school


def refused(terminal: Terminal, *words: object) -> str:
    """The code with which a command is refused."""
    answer = terminal.run_json(*words)  # type: ignore[arg-type]
    assert answer.code == 1, (answer.out, answer.err)
    code: str = answer.json["error"]["code"]
    return code


def test_the_other_machine_goes_on_and_the_old_one_asks(
    old: Terminal, terminals: Terminals, tmp_path: Path
) -> None:
    moved = old.run_ok("move", tmp_path / "a.lcwmove", "--suggest")
    assert (moved["units"], moved["without_key"]) == (["TH-A"], [])
    assert moved["size"] == (tmp_path / "a.lcwmove").stat().st_size
    (tmp_path / "mk.txt").write_text(
        f"{moved['passphrase'].lower()}\r\n\nghi chú", encoding="utf-8", newline=""
    )
    new = terminals("moi")
    opened = new.run_ok("open-moved", tmp_path / "a.lcwmove", "--passphrase-file", tmp_path / "mk.txt")
    assert opened == {
        "differences": None,
        "opened": True,
        "units": ["TH-A"],
        "without_key": [],
        "missing": 0,
        "kept": None,
    }
    new.fill(figures={"1.1": {"count": 3}})
    assert refused(new, "send", tmp_path / "hai.lcweek") == "restored-ask"
    sent = new.run_ok("send", tmp_path / "hai.lcweek", "--last-sent", 0)
    assert (sent["revision"], sent["new_key"]) == (2, None)

    old.run_ok("send", tmp_path / "mot.lcweek")
    old.fill(figures={"1.1": {"count": 4}})
    assert refused(old, "send", tmp_path / "ba.lcweek") == "move-ask"
    assert refused(old, "print", tmp_path / "ba.pdf", "--final") == "move-ask"
    old.run_ok("print", tmp_path / "ba.pdf", "--final", "--here")
    old.fill(figures={"1.1": {"count": 5}})
    assert refused(old, "send", tmp_path / "ba.lcweek") == "move-ask"
    assert old.run_ok("move", "--stay") == {"moved": None}
    assert old.run_ok("send", tmp_path / "ba.lcweek")["revision"] == 3
    assert refused(new, "open-moved", tmp_path / "a.lcwmove", "--passphrase-file", tmp_path / "mk.txt") == (
        "move-occupied"
    )


def test_the_old_machine_takes_the_data_back_after_saying_what_differs(
    old: Terminal, terminals: Terminals, tmp_path: Path
) -> None:
    (tmp_path / "mk.txt").write_text("nước chảy đá mòn", encoding="utf-8")
    phrase = ("--passphrase-file", tmp_path / "mk.txt")
    new, out, back = terminals("moi"), tmp_path / "di.lcwmove", tmp_path / "ve.lcwmove"
    old.run_ok("move", out, *phrase)
    new.run_ok("open-moved", out, *phrase)
    new.fill(figures={"1.1": {"count": 3}})
    new.run_ok("move", back, *phrase)
    looked = old.run_ok("open-moved", back, *phrase, "--dry-run")
    (report,) = looked["differences"]["reports"]
    assert (looked["opened"], report["cells"]) == (False, [{"cell": "1.1.count", "now": 2, "backup": 3}])
    assert refused(old, "open-moved", out, *phrase) == "move-older"
    answer = old.run("open-moved", back, *phrase, "--home", old.home)
    assert answer.code == 0
    assert "1 ô số liệu khác" in answer.out and "Dữ liệu trước đó là bản sao lưu số" in answer.out
    assert refused(old, "send", tmp_path / "hai.lcweek") == "restored-ask"
    assert old.run_ok("send", tmp_path / "hai.lcweek", "--last-sent", 0)["revision"] == 2
    new.fill(figures={"1.1": {"count": 4}})
    assert refused(new, "send", tmp_path / "ba.lcweek", "--last-sent", 0) == "move-ask"


def test_a_pass_phrase_is_asked_for_and_typed_twice(
    old: Terminal, terminals: Terminals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typing(*lines: str) -> None:
        typed = iter(lines)
        monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _prompt: next(typed))

    typing("nước chảy đá mòn", "nước chảy đá mềm")
    assert refused(old, "move", tmp_path / "a.lcwmove") == "move-differs"
    typing("ngắn", "ngắn")
    assert refused(old, "move", tmp_path / "a.lcwmove") == "move-short"
    assert not (tmp_path / "a.lcwmove").exists()
    typing("nước chảy đá mòn", "nước chảy đá mòn")
    assert old.run_ok("move", tmp_path / "a.lcwmove")["passphrase"] is None
    typing("sai mật khẩu")
    assert refused(terminals("moi"), "open-moved", tmp_path / "a.lcwmove") == "move-passphrase"
    typing("nước chảy đá mòn")
    assert terminals("moi").run_ok("open-moved", tmp_path / "a.lcwmove")["units"] == ["TH-A"]


def test_a_key_that_was_lost_is_told_on_both_machines(
    old: Terminal, terminals: Terminals, tmp_path: Path
) -> None:
    for key in (old.home / "keys").iterdir():
        key.unlink()
    (tmp_path / "mk.txt").write_text("nước chảy đá mòn", encoding="utf-8")
    words = (tmp_path / "a.lcwmove", "--passphrase-file", tmp_path / "mk.txt")
    for terminal, command in ((old, "move"), (terminals("moi"), "open-moved")):
        answer = terminal.run_json(command, *words)
        assert (answer.code, answer.json["without_key"]) == (0, ["TH-A"])
        assert sentence("moved-keys", units="TH-A") in answer.err


@pytest.mark.parametrize(
    "words", [[], ["--stay", "a.lcwmove"], ["a.lcwmove", "--suggest", "--passphrase-file", "mk.txt"]]
)
def test_move_takes_a_file_or_stay_and_one_source_of_the_pass_phrase(old: Terminal, words: list[str]) -> None:
    answer = old.run_json("move", *words)
    assert (answer.code, answer.json["error"]["code"]) == (2, "usage")
