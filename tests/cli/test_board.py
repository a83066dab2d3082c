"""`lcweek board`: the units below, each in one state, as data, as lines and in files."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import Terminal


def received(commune: Terminal, school: Terminal, tmp_path: Path) -> None:
    school.fill(figures={"1.1": {"count": 3, "people": 30}})
    school.run_ok("send", tmp_path / "a.lcweek")
    commune.run_ok("receive", tmp_path / "a.lcweek", "--confirm-keys")


def test_every_unit_is_in_one_state(commune: Terminal, school: Terminal, tmp_path: Path) -> None:
    received(commune, school, tmp_path)
    found = commune.run_ok("board")
    assert sum(found["counts"].values()) == found["expected"] == 2
    assert {each["unit"]: (each["status"], each["source"]) for each in found["units"]} == {
        "TH-A": ("late", "direct"),  # the clock here is years behind the deadline
        "TH-B": ("overdue", None),
    }
    assert found["sent_by_day"] == [{"day": found["day"], "sent": 1}]
    before = commune.run_ok("board", "--day", "2024-10-19")
    assert [each["status"] for each in before["units"]] == ["missing", "missing"]


def test_who_is_missing_is_reminded_by_text_and_by_letter(
    commune: Terminal, school: Terminal, tmp_path: Path
) -> None:
    received(commune, school, tmp_path)
    files = ("--letters", tmp_path / "thu.docx", "--out", tmp_path / "b.pdf")
    said = commune.run("board", "--remind", *files, "--home", commune.home)
    assert said.code == 0
    assert said.out.startswith("Kính gửi:\n- Trường B\n\nĐã hết thời hạn")
    assert (tmp_path / "thu.docx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "b.pdf").read_bytes()[:4] == b"%PDF"
    refused = commune.run_json("board", "--letters", tmp_path / "a.docx", "--below", "TH-A")
    assert (refused.code, refused.json["error"]["code"]) == (1, "letter-nobody")
    assert not (tmp_path / "a.docx").exists()


def test_the_lines_name_each_unit(commune: Terminal) -> None:
    lines = commune.run("board", "--day", "2024-10-19", "--home", commune.home).out.splitlines()
    assert lines == [
        "Đến hết ngày 19/10/2024: đã nhận 0/2 đơn vị (0 %).",
        "Chưa nộp: 2",
        "  Trường A (TH-A): Chưa nộp",
        "  Trường B (TH-B): Chưa nộp",
    ]
