"""`lcweek change-unit`, `remove-unit`: a unit of this machine is renamed, moved, and taken from the list."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import Terminal


def test_a_unit_is_renamed_and_moved_and_nothing_changes_in_a_dry_run(school: Terminal) -> None:
    said = school.run_ok("change-unit", "--name", "Trường A mới", "--parent", "106", "--dry-run")
    assert (said["name"], said["parent"], said["kept"]) == ("Trường A mới", "106", None)
    assert [each["name"] for each in school.run_ok("units")["units"]] == ["Trường A"]
    done = school.run_ok("change-unit", "--name", "Trường A mới", "--parent", "106")
    assert (done["code"], done["kept"], done["says"]) == ("TH-A", 1, said["says"])
    (unit,) = school.run_ok("units")["units"]
    assert (unit["unit"], unit["name"], unit["parent"]) == ("TH-A", "Trường A mới", "106")
    again = school.run_json("change-unit", "--name", "Trường A mới").json
    assert again["error"]["code"] == "unit-same"


def test_a_unit_that_sent_a_report_is_removed_only_expressly(school: Terminal, tmp_path: Path) -> None:
    school.fill(figures={"1.1": {"count": 2, "people": 20}})
    school.run_ok("send", tmp_path / "gui.lcweek")
    refused = school.run_json("remove-unit")
    assert (refused.code, refused.json["error"]["code"]) == (1, "unit-grave")
    assert "--expressly" in refused.json["error"]["message"]
    shown = school.run_ok("remove-unit", "--dry-run")
    assert (shown["unit"], shown["revision"], shown["held"], shown["kept"]) == ("TH-A", 1, 0, None)
    done = school.run_ok("remove-unit", "--expressly")
    assert done["kept"] == 1
    assert school.run_ok("units")["units"] == []
    assert [each["reason"] for each in school.run_ok("backups")["backups"]] == ["unit"]


def test_people_read_what_was_done_and_where_the_backup_lies(school: Terminal) -> None:
    answer = school.run("remove-unit", "--home", school.home)
    assert "Đã bỏ Trường A khỏi kỳ báo cáo năm 2024." in answer.out
    assert str(school.home / "backups") in answer.out
