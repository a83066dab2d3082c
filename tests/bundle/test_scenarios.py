"""Every scenario of tests/data/bundles: its verdict, and its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from lcweek_desktop.catalogue import CATALOGUE
from tests.bundle.scenarios import all_files
from tests.bundle.two_readers import program_code, program_paper_code

ELSEWHERE = {"bundle-too-large"}
"""A code of reading whose smallest file is too large to keep here: see test_reader.py."""


def code_of(file: Path) -> str:
    """The code of the file's refusal, empty when it is valid."""
    judged = program_paper_code if file.suffix == ".paper" else program_code
    return judged(file.read_bytes())


def test_a_reader_comes_to_the_verdict_of_the_index(
    scenario: str, bundles: Path, expected: dict[str, dict[str, str]]
) -> None:
    assert code_of(bundles / scenario) == expected[scenario]["code"]


def test_the_writer_still_makes_the_committed_bytes(bundles: Path) -> None:
    """Otherwise the format has changed: it cannot, once a real file was sent."""
    committed = {file.name: file.read_bytes() for file in bundles.iterdir()}
    made = all_files()
    assert sorted(made) == sorted(committed)
    assert [name for name, data in made.items() if data != committed[name]] == []


def test_every_code_of_reading_has_a_scenario(expected: dict[str, dict[str, str]]) -> None:
    reading = {code for code in CATALOGUE if code.startswith("bundle-")}
    writing = {code for code in reading if code.startswith("bundle-write-")}
    assert reading - writing - ELSEWHERE <= {entry["code"] for entry in expected.values()}


NO_REFUSALS = ("key-new", "paper-matches")
REFUSALS = [
    code for code in CATALOGUE if code.startswith(("bundle-", "key-", "paper-")) and code not in NO_REFUSALS
]


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_says_what_became_of_the_data_and_what_to_do(code: str) -> None:
    problem = CATALOGUE[code]
    assert any(word in problem.sentence for word in ("chưa", "vẫn nguyên", "giữ nguyên"))
    assert problem.next_step.startswith("Hãy ")
