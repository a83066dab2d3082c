"""`--last-sent` of `send` and `print --final`: the one question after data were put back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.services.backup.revision_numbers import note_restored
from lcweek_desktop.services.workspace.context import open_context
from tests.cli.terminal import Terminal


@pytest.fixture
def restored(school: Terminal, tmp_path: Path) -> Terminal:
    """The school after it sent revision 1, and its data were put back on a machine that knows nothing."""
    school.fill(figures={"1.1": {"count": 2, "people": 20}})
    school.run_ok("send", tmp_path / "mot.pdf")
    school.fill(figures={"1.1": {"count": 3, "people": 20}})
    with open_context(school.home, ROOT / "forms") as context:
        note_restored(context.store, {}, date(2024, 10, 12))
    return school


@pytest.mark.parametrize("command", [["send"], ["print", "--final"]])
def test_freezing_is_refused_until_the_last_revision_sent_is_told(
    restored: Terminal, tmp_path: Path, command: list[str]
) -> None:
    refused = restored.run_json(*command, tmp_path / "hai.pdf")
    assert (refused.code, refused.json["error"]["code"]) == (1, "restored-ask")
    assert "--last-sent" in refused.json["error"]["message"]
    assert not (tmp_path / "hai.pdf").exists()
    restored.run_ok(*command, tmp_path / "hai.pdf", "--last-sent", 4)
    assert restored.run_ok("show")["revision"] == 5
    restored.run_ok(*command, tmp_path / "hai.pdf")


def test_a_draft_is_printed_without_the_question(restored: Terminal, tmp_path: Path) -> None:
    restored.run_ok("print", tmp_path / "nhap.pdf")


@pytest.mark.parametrize("number", ["-1", "10000", "hai"])
def test_what_is_no_number_of_a_revision_is_a_slip(restored: Terminal, tmp_path: Path, number: str) -> None:
    refused = restored.run_json("send", tmp_path / "hai.pdf", "--last-sent", number)
    assert (refused.code, refused.json["error"]["code"]) == (2, "usage")
