"""`lcweek backup`, `backups` and `restore`, also where the database does not open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from lcweek_desktop.errors import sentence
from tests.cli.conftest import Terminals
from tests.cli.terminal import Terminal
from tests.disk import filled_up, small

FIRST = {"figures": {"1.1": {"count": 2, "people": 60}}}


def backed_up(school: Terminal) -> Terminal:
    """A school with one backup, in which a number was changed since."""
    school.fill(**FIRST)
    assert school.run_ok("backup")["number"] == 1
    school.fill(figures={"1.1": {"count": 3}}, narrative={"I.1": "Lễ khai mạc."})
    return school


def entered(terminal: Terminal) -> int:
    count: int = terminal.run_ok("show")["figures"]["1.1"]["count"]
    return count


def damage(terminal: Terminal) -> None:
    database = terminal.home / "lcweek.db"
    database.write_bytes(database.read_bytes()[:4096] + bytes(4096) + database.read_bytes()[8192:])


def test_a_backup_is_listed_with_its_reason_and_state(school: Terminal) -> None:
    assert school.run_ok("backups") == {"backups": [], "carried": None}
    made = school.run_ok("backup")
    assert (made["file"], made["missing"], made["removed"]) == (None, 0, 0)
    (listed,) = school.run_ok("backups")["backups"]
    assert (listed["number"], listed["reason"], listed["state"]) == (1, "asked", "good")
    Path(listed["path"]).write_bytes(b"")
    (listed,) = school.run_ok("backups")["backups"]
    assert listed["state"] == "damaged"


def test_restoring_says_what_differs_and_keeps_what_was(school: Terminal) -> None:
    backed_up(school)
    shown = school.run_ok("restore", "--dry-run")
    assert shown["restored"] is False
    assert entered(school) == 3
    (report,) = shown["differences"]["reports"]
    assert report["cells"] == [{"cell": "1.1.count", "now": 3, "backup": 2}]
    assert report["headings"] == ["I.1"]
    done = school.run_ok("restore")
    assert (done["number"], done["kept"], done["without_key"]) == (1, 2, [])
    assert entered(school) == 2
    school.run_ok("restore", done["kept"])
    assert entered(school) == 3


def test_a_restored_difference_is_told_in_words(school: Terminal) -> None:
    backed_up(school)
    answer = school.run("restore", "1", "--home", school.home)
    assert answer.code == 0
    assert "1.1 (Số lớp/số cuộc thi) hiện 3, bản sao lưu 2" in answer.out
    assert "Dữ liệu trước đó là bản sao lưu số 2." in answer.out


def test_a_database_that_does_not_open_is_restored_from_the_newest_good_backup(school: Terminal) -> None:
    backed_up(school)
    school.run_ok("backup")
    damage(school)
    assert school.run_json("show").json["error"]["code"] == "store-damaged"
    (second, first) = school.run_ok("backups")["backups"]
    Path(second["path"]).write_bytes(b"")
    done = school.run_ok("restore")
    assert done["number"] == first["number"]
    assert done["differences"]["complete"] is False
    assert [path.name for path in Path(done["damaged"]).iterdir()] == ["lcweek.db"]
    assert entered(school) == 2
    damage(school)
    answer = school.run("restore", "--home", school.home)
    assert sentence("restored-damaged", folder=school.home / "backups" / "damaged-2") in answer.out


def test_a_database_that_is_gone_is_not_begun_anew_while_there_is_a_backup(school: Terminal) -> None:
    backed_up(school)
    (school.home / "lcweek.db").unlink()
    assert school.run_json("show").json["error"]["code"] == "store-lost"
    assert not (school.home / "lcweek.db").exists()
    school.run_ok("restore")
    assert entered(school) == 2


def test_a_file_restores_on_another_computer_and_says_that_the_key_is_new(
    school: Terminal, terminals: Terminals, tmp_path: Path
) -> None:
    school.fill(**FIRST)
    school.run_ok("send", tmp_path / "gui.lcweek")
    file = school.run_ok("backup", tmp_path)["file"]
    other = terminals("may-khac")
    other.init("--unit", "TH-A", "--name", "Trường A", "--level", "truong", "--parent", "03394")
    done = other.run_ok("restore", file)
    assert (done["kept"], done["damaged"], done["without_key"]) == (1, None, ["TH-A"])
    assert done["differences"]["complete"] is True
    assert entered(other) == 2
    answer = other.run("restore", file, "--home", other.home)
    assert sentence("restored-keys", units="TH-A") in answer.out


def test_a_file_whose_name_a_stick_made_large_is_restored(
    school: Terminal, terminals: Terminals, tmp_path: Path
) -> None:
    school.fill(**FIRST)
    file = Path(school.run_ok("backup", tmp_path)["file"])
    other = terminals("may-moi")
    other.run_ok("restore", file.rename(tmp_path / "SAO-LUU.LCWBAK"))
    assert entered(other) == 2


def test_the_backups_of_two_machines_lie_beside_each_other_on_one_stick(
    school: Terminal, terminals: Terminals, tmp_path: Path
) -> None:
    school.fill(**FIRST)
    other = terminals("may-khac")
    other.init("--unit", "TH-B", "--name", "Trường B", "--level", "truong", "--parent", "03394")
    files = {each.run_ok("backup", tmp_path)["file"] for each in (school, other)}
    assert len(files) == 2


@pytest.mark.parametrize(
    ("named", "code"),
    [
        pytest.param((), "backup-none", id="none"),
        pytest.param(("7",), "backup-missing", id="a number that is not there"),
        pytest.param(("khong-co.lcwbak",), "backup-missing", id="a file that is not there"),
        pytest.param(("lcweek.db",), "backup-file", id="a file of another kind"),
    ],
)
def test_what_cannot_be_restored_is_refused(school: Terminal, named: tuple[str, ...], code: str) -> None:
    answer = school.run_json("restore", *named)
    assert (answer.code, answer.json["error"]["code"]) == (1, code)


def test_a_file_restores_where_there_is_nothing_yet(
    school: Terminal, terminals: Terminals, tmp_path: Path
) -> None:
    school.fill(**FIRST)
    file = school.run_ok("backup", tmp_path)["file"]
    other = terminals("may-moi")
    done = other.run_ok("restore", file)
    assert (done["kept"], done["damaged"], done["without_key"]) == (None, None, [])
    assert entered(other) == 2


def test_a_file_on_the_disk_of_the_data_is_said_to_be_there(school: Terminal, tmp_path: Path) -> None:
    answer = school.run("backup", tmp_path, "--home", school.home)
    assert sentence("backup-same-disk") in answer.out
    assert school.run_ok("backups")["carried"] is None
    with small(tmp_path / "stick", megabytes=8) as stick:
        answer = school.run("backup", stick, "--home", school.home)
        assert answer.code == 0
        assert sentence("backup-same-disk") not in answer.out
        assert school.run_ok("backups")["carried"] is not None


def test_a_full_stick_is_told_and_keeps_what_it_had(school: Terminal, tmp_path: Path) -> None:
    with small(tmp_path / "stick") as stick, filled_up(stick):
        answer = school.run_json("backup", stick / "b.lcwbak")
        assert answer.json["error"]["code"] == "export-full"
        assert [path.name for path in stick.iterdir()] == ["ballast"]


def test_when_the_disk_is_short_of_room_the_backup_says_what_went(school: Terminal, tmp_path: Path) -> None:
    with small(tmp_path / "disk", megabytes=12) as disk:
        home = Terminal(disk / "home", school.capture)
        shutil.copytree(school.home, home.home)
        for _ in range(2):
            home.run_ok("backup")
        free = shutil.disk_usage(disk).free
        (disk / "other").write_bytes(bytes(free - (4 << 20)))
        answer = home.run("backup", "--home", home.home)
        assert sentence("backup-removed", count=1) in answer.out


def test_a_file_of_another_ending_is_not_written(school: Terminal, tmp_path: Path) -> None:
    answer = school.run_json("backup", tmp_path / "a.zip")
    assert answer.json["error"]["code"] == "export-kind"
    assert not (tmp_path / "a.zip").exists()


def test_what_is_lost_already_is_said(school: Terminal, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "teal").save(tmp_path / "a.jpg")
    school.fill(photos=[{"file": "a.jpg", "caption": "", "row": None}])
    shutil.rmtree(school.home / "blobs")
    answer = school.run("backup", "--home", school.home)
    assert sentence("backup-incomplete", count=1) in answer.out
    answer = school.run("restore", "--home", school.home)
    assert sentence("restored-missing", count=1) in answer.out


def test_a_first_sending_without_a_copy_elsewhere_reminds_once(school: Terminal, tmp_path: Path) -> None:
    school.fill(**FIRST)
    first = school.run("send", tmp_path / "a.pdf", "--home", school.home)
    again = school.run("send", tmp_path / "a.pdf", "--home", school.home)
    assert sentence("backup-remind") in first.err
    assert sentence("backup-remind") not in again.err


def test_after_a_copy_elsewhere_nobody_is_reminded(school: Terminal, tmp_path: Path) -> None:
    school.fill(**FIRST)
    with small(tmp_path / "stick", megabytes=8) as stick:
        school.run_ok("backup", stick / "b.lcwbak")
    sent = school.run("send", tmp_path / "a.pdf", "--home", school.home)
    assert sentence("backup-remind") not in sent.err
