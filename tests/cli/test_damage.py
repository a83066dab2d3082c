"""The command line with damaged data: named in words and codes, and a way on."""

from __future__ import annotations

from tests.cli.terminal import Terminal


def damage(terminal: Terminal) -> None:
    database = terminal.home / "lcweek.db"
    database.write_bytes(bytes(16) + database.read_bytes()[16:])


def test_data_that_do_not_open_name_the_commands_that_help(school: Terminal) -> None:
    school.fill(figures={"2": {"count": 7}})
    database = school.home / "lcweek.db"
    database.write_bytes(database.read_bytes()[:-4096])
    answer = school.run_json("show")
    assert answer.code == 1
    assert answer.json["error"]["code"] == "store-damaged"
    assert "lcweek restore" in answer.json["error"]["message"]
    assert "lcweek salvage" in answer.json["error"]["message"]


def test_what_is_salvaged_is_written_and_restored(school: Terminal) -> None:
    school.fill(figures={"2": {"count": 7}})
    damage(school)
    folder, support = school.home.parent / "cuu", school.home.parent / "hong.zip"
    found = school.run_ok("salvage", folder, "--support", support)
    assert (found["reason"], found["lost"], found["problems"]) == ("salvage", 0, [])
    assert len(found["files"]) == 4 and support.exists()
    assert school.run_json("show").code == 1
    school.run_ok("restore", found["number"])
    assert school.run_ok("show")["figures"]["2"]["count"] == 7


def test_damaged_parts_are_shown_with_their_place_and_given_up(school: Terminal) -> None:
    school.fill(narrative={"I.1": "Lễ khai mạc tại sân trường."}, figures={"2": {"count": 7}})
    database = school.home / "lcweek.db"
    data = database.read_bytes()
    database.write_bytes(data.replace("Lễ khai mạc".encode(), "Lễ khbi mạc".encode()))
    checked = school.run_json("check").json
    (finding,) = [each for each in checked["findings"] if each["check"] == "damaged"]
    assert (finding["place"], finding["severity"]) == ("narrative:I.1", "error")
    assert "lcweek give-up" in finding["message"]
    (shown,) = school.run_ok("show")["damaged"]
    assert "Lễ khbi mạc tại sân trường." in shown["remains"]
    assert school.run_json("send", school.home.parent / "a.lcweek").json["error"]["code"] == "report-errors"
    assert school.run_ok("give-up", "narrative:I.1") == {"place": "narrative:I.1"}
    assert school.run_ok("show")["damaged"] == []
    assert school.run_json("give-up", "narrative:I.1").json["error"]["code"] == "damaged-none"
