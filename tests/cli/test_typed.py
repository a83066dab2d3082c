"""`lcweek type`: the figures of a unit below, typed from its paper."""

from __future__ import annotations

import pytest

from tests.cli.terminal import Terminal
from tests.cli.test_handmade import counted
from tests.cli.test_handmade import office as office


def test_cells_are_kept_until_they_are_accepted(office: Terminal) -> None:
    begun = office.run_ok("type", "TH-A", "--set", "1.1.count=3", "--set", "1.1.people=1.250")
    assert begun["cells"] == {"1.1.count": "3", "1.1.people": "1.250"}
    assert office.run_ok("type")["typing"] == ["TH-A"]
    changed = office.run_ok("type", "TH-A", "--set", "1.1.people=")
    assert changed["cells"] == {"1.1.count": "3"}
    assert [found["place"] for found in changed["findings"]] == ["1.1.people"]
    assert not counted(office)
    kept = office.run_ok("type", "TH-A", "--set", "1.1.people=40", "--accept")["accepted"]
    assert (kept["code"], [note["code"] for note in kept["notes"]]) == (
        "received-typed",
        ["received-from-paper"],
    )
    assert (counted(office), office.run_ok("type")["typing"]) == (["TH-A"], [])
    assert office.run_ok("undo")["undone"]["words"].startswith("Nhập thay số liệu của")
    assert not counted(office)


def test_what_is_being_typed_is_thrown_away(office: Terminal) -> None:
    office.run_ok("type", "TH-A", "--set", "1.1.count=3")
    office.run_ok("type", "TH-A", "--discard")
    assert office.run_ok("type")["typing"] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("TH-A", "--accept"), "typed-empty"),
        (("TH-A", "--set", "1.1.count=mười"), "handmade-cell"),
        (("KHONG-CO",), "unit-unknown"),
    ],
)
def test_what_cannot_be_typed_is_refused(office: Terminal, arguments: tuple[str, ...], code: str) -> None:
    assert office.run_json("type", *arguments).json["error"]["code"] == code
