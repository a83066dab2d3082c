"""`lcweek reopen`: a sent report is opened again, also on a machine without any data."""

from __future__ import annotations

from pathlib import Path

from lcweek_desktop.errors import sentence
from tests.cli.conftest import Terminals
from tests.cli.terminal import Terminal

FIGURES = {"1.1": {"count": 2, "people": 20}}


def test_a_new_machine_goes_on_with_the_file_and_its_key_is_told(
    school: Terminal, terminals: Terminals, tmp_path: Path
) -> None:
    school.fill(figures=FIGURES)
    file = tmp_path / "gui.pdf"
    school.run_ok("send", file)
    new = terminals("moi")
    shown = new.run_ok("reopen", file, "--dry-run")
    assert (shown["reopened"], shown["other_key"], shown["members"]) == (False, True, 0)
    assert shown["changes"][0] == "Máy này sẽ làm việc cho Trường A, kỳ 2024."
    done = new.run_ok("reopen", file)
    assert (done["unit"], done["revision"], done["reopened"], done["kept"]) == ("TH-A", 1, True, None)
    assert new.run_ok("show")["figures"] == FIGURES
    assert new.run_json("send", tmp_path / "hai.pdf").json["error"]["code"] == "restored-ask"
    sent = new.run_ok("send", tmp_path / "hai.pdf", "--last-sent", "0")
    assert (sent["revision"], sent["new_key"]["code"]) == (2, "key-new")


def test_what_was_entered_since_is_kept_and_the_same_changes_nothing(
    school: Terminal, tmp_path: Path
) -> None:
    school.fill(figures=FIGURES)
    file = tmp_path / "gui.lcweek"
    school.run_ok("send", file)
    school.fill(figures={"1.1": {"count": 3}})
    done = school.run_ok("reopen", file)
    assert done["changes"] == ["1 ô số liệu khác: 1.1 (Số lớp/số cuộc thi) hiện 3, tệp 2."]
    assert done["kept"] == 1
    again = school.run("reopen", file, "--home", school.home)
    assert again.out.strip() == sentence("reopen-same", revision=1)
