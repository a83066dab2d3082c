"""`lcweek receive` of archives and rubbish, and `lcweek unread`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import Terminal
from tests.cli.test_commands import send_report
from tests.zips import raw_zip, zipped


def test_the_states_of_what_came_add_up_and_each_file_inside_has_its_way(
    commune: Terminal, school: Terminal, tmp_path: Path
) -> None:
    archive = tmp_path / "goi.zip"
    members = {"Trường A/a.lcweek": send_report(school).read_bytes(), "Thumbs.db": b"", "b.txt": b"b"}
    archive.write_bytes(zipped(members))
    answer = commune.run_json("receive", archive, "--confirm-keys")
    assert answer.code == 1
    assert answer.json["count"] == 4
    assert answer.json["states"] == {"opened": 1, "accepted": 1, "passed_over": 1, "unreadable": 1}
    ways = [each["inside"] for each in answer.json["results"]]
    assert ways == [[], ["Trường A/a.lcweek"], ["Thumbs.db"], ["b.txt"]]
    said = commune.run("receive", archive, "--home", commune.home).out
    assert f"{archive} › b.txt: Đây không phải tệp báo cáo" in said


def test_passwords_come_from_a_file(commune: Terminal, school: Terminal, tmp_path: Path) -> None:
    archive, passwords = tmp_path / "kin.zip", tmp_path / "mat-khau.txt"
    archive.write_bytes(raw_zip({b"a.lcweek": send_report(school).read_bytes()}, "bí mật"))
    passwords.write_text("sai\n\nbí mật\n", encoding="utf-8")
    refused = commune.run("receive", archive, "--home", commune.home)
    assert (refused.code, "--password-file" in refused.out + refused.err) == (1, True)
    commune.run_ok("receive", archive, "--password-file", passwords, "--confirm-keys")


def test_what_could_not_be_read_is_listed_until_it_is_dismissed(commune: Terminal, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    commune.run_json("receive", *(tmp_path / name for name in ("a.txt", "b.txt", "c.txt")))
    listed = commune.run_ok("unread")
    assert [each["file"] for each in listed["unread"]] == ["a.txt", "b.txt", "c.txt"]
    assert str(tmp_path) in listed["unread"][0]["message"]
    left = commune.run_ok("unread", "--dismiss", 1, "--dismiss", 3)
    assert (left["dismissed"], [each["file"] for each in left["unread"]]) == (2, ["b.txt"])
    refused = commune.run_json("unread", "--dismiss", 7)
    assert (refused.code, refused.json["error"]["code"]) == (1, "unread-unknown")
    assert commune.run_ok("unread", "--dismiss-all")["unread"] == []
