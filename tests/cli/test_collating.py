"""`lcweek collate` and `take`, as a script and as a person sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

SAID = "Hỗ trợ kinh phí mua sách.\n\nNâng cấp mạng Internet ở các điểm trường."


@pytest.fixture
def receiver(commune: Terminal, school: Terminal, tmp_path: Path) -> Terminal:
    """The commune, with the school's report."""
    school.fill(figures={"1.1": {"count": 3, "people": 30}}, narrative={"III.2": SAID, "I.2": "Mở lớp."})
    school.run_ok("send", tmp_path / "a.lcweek")
    commune.run_ok("receive", tmp_path / "a.lcweek", "--confirm-keys")
    return commune


def test_pieces_are_shown_taken_and_left_and_the_numbers_add_up(receiver: Terminal) -> None:
    shown = receiver.run_ok("collate")
    assert shown["coverage"] == {"received": 3, "taken": 0, "left": 0, "open": 3}
    by_heading = {each["heading"]: each["pieces"] for each in shown["headings"] if each["pieces"]}
    assert [each["text"] for each in by_heading["III.2"]] == SAID.split("\n\n")
    taken = receiver.run_ok("take", "III.2", "TH-A:2")
    assert taken["coverage"] == {"received": 3, "taken": 1, "left": 0, "open": 2}
    left = receiver.run_ok("take", "I.2", "TH-A", "--leave")
    assert left["coverage"] == {"received": 3, "taken": 1, "left": 1, "open": 1}
    (under,) = receiver.run_ok("collate", "--heading", "III.2")["headings"]
    assert [each["state"] for each in under["pieces"]] == ["open", "taken"]
    (block,) = receiver.run_ok("show")["narrative"]["III.2"]
    assert block["sources"] == [
        {
            "code": "TH-A",
            "edition": "lai-chau-2024",
            "fingerprint": under["pieces"][1]["fingerprint"],
            "heading": "III.2",
            "name": "Trường A",
            "revision": 1,
            "words": SAID.split("\n\n")[1],
        }
    ]


def test_several_pieces_become_one_sentence_under_another_heading(receiver: Terminal) -> None:
    receiver.run_ok(
        "take", "III.2", "TH-A", "--text", "Mua sách, nâng cấp mạng (01 đơn vị).", "--into", "III.1"
    )
    (block,) = receiver.run_ok("show")["narrative"]["III.1"]
    assert [each["words"] for each in block["sources"]] == SAID.split("\n\n")
    assert block["runs"] == [{"text": "Mua sách, nâng cấp mạng (01 đơn vị)."}]


def test_a_person_reads_who_wrote_what(receiver: Terminal) -> None:
    lines = receiver.run("collate", "--heading", "III.2", "--home", receiver.home).out.splitlines()
    assert lines[:2] == [
        "Mục III.2: nhận 2 đoạn, đã lấy 0, bỏ qua 0, chưa xem xét 2.",
        "  TH-A:1 Trường A (chưa xem xét): Hỗ trợ kinh phí mua sách.",
    ]


def test_a_correction_names_the_paragraph_that_rests_on_it(
    receiver: Terminal, school: Terminal, tmp_path: Path
) -> None:
    receiver.run_ok("take", "III.2", "TH-A:1")
    school.fill(narrative={"III.2": "Hỗ trợ kinh phí mua sách và giá sách."})
    school.run_ok("send", tmp_path / "b.lcweek")
    receiver.run_ok("receive", tmp_path / "b.lcweek")
    (unsettled,) = receiver.run_ok("collate")["unsettled"]
    (source,) = unsettled["sources"]
    assert (source["standing"], source["now"]) == ("changed", "Hỗ trợ kinh phí mua sách và giá sách.")
    said = receiver.run("collate", "--home", receiver.home).out
    assert "Đoạn 1 của mục III.2 cần xem lại nguồn: Trường A bản số 1: đơn vị đã sửa." in said


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("III.2", "TH-A:9"), "piece-unknown"),
        (("III.2", "TH-Z"), "unit-unknown"),
        (("III.2", "TH-A", "--into", "III"), "take-heading"),
        (("III.2", "TH-A", "--text", " "), "take-words"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_name(
    receiver: Terminal, arguments: tuple[str, ...], code: str
) -> None:
    refused = receiver.run_json("take", *arguments)
    assert (refused.code, refused.json["error"]["code"]) == (1, code)
    assert receiver.run_ok("show")["narrative"] == {}


def test_a_number_that_is_none_is_a_wrong_command(receiver: Terminal) -> None:
    assert receiver.run("take", "III.2", "TH-A:hai", "--home", receiver.home).code == 2
