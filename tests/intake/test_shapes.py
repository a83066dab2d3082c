"""Cells read from files made by hand, counted: what is right, and that nothing wrong is called sure."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from lcweek_desktop.domain.handmade import HandmadeCell, HandmadeReading, read_handmade
from lcweek_desktop.domain.handmade_number import Confidence
from lcweek_desktop.domain.target import LABEL, NOTE, UNIT
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, UnitId
from lcweek_desktop.domain.unit_proposal import evidence_of, propose_unit
from lcweek_desktop.intake.jobs import foreign_tables
from tests.factories import FORM
from tests.intake.filled_forms import SCHOOL
from tests.intake.shapes import FOLDER, SHAPES

FILES = sorted(file for file in FOLDER.iterdir() if file.suffix != ".json")
COMMUNE = UnitCode("03394")
UNITS = {
    UnitCode(code): Unit(UnitId("2024", UnitCode(code)), name, SCHOOL, COMMUNE)
    for code, name in (
        ("TH-A", "Trường Tiểu học Thèn Sin"),
        ("TH-B", "Trường THCS Thèn Sin"),
        ("TH-C", "Trường Mầm non Thèn Sin"),
    )
}
DIRECTORY = Directory(
    "2024",
    {COMMUNE: Unit(UnitId("2024", COMMUNE), "Xã Thèn Sin", FORM.levels[1].key, None), **UNITS},
)

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice opens .doc")


CASES = [
    pytest.param(file, id=file.name, marks=[needs_office] if file.suffix == ".doc" else []) for file in FILES
]


def draft_of(file: Path) -> dict[str, Any]:
    """What reading `file` has to give."""
    draft: dict[str, Any] = json.loads((FOLDER / f"{file.name}.json").read_text(encoding="utf-8"))
    return draft


def read(file: Path) -> HandmadeReading:
    reading = read_handmade(FORM, SCHOOL, foreign_tables(file))
    assert reading is not None
    return reading


def by_name(reading: HandmadeReading) -> dict[str, HandmadeCell]:
    return {name(cell): cell for cell in reading.cells if cell.target is not None and cell.value}


def name(cell: HandmadeCell) -> str:
    assert cell.target is not None
    row, column = cell.target
    if isinstance(row, int):
        return f"own_lines/{row}{':' if column in (LABEL, UNIT, NOTE) else '.'}{column}"
    return f"note:{row}" if column == NOTE else f"{row}.{column}"


def test_there_are_thirty_shapes_and_each_has_its_file_and_its_draft() -> None:
    assert len(SHAPES) == len(FILES) >= 30
    assert all((FOLDER / f"{file.name}.json").is_file() for file in FILES)


@pytest.mark.parametrize("file", CASES)
def test_every_cell_is_read_and_what_is_wrong_is_not_sure(file: Path) -> None:
    wanted, found = draft_of(file)["cells"], by_name(read(file))
    values = {cell: each.value for cell, each in found.items()}
    wrong = {cell for cell in wanted.keys() | found.keys() if values.get(cell) != wanted.get(cell)}
    assert not [cell for cell in wrong if cell in found and found[cell].confidence is Confidence.SURE]
    assert len(wrong) <= 0.01 * len(wanted), {cell: (wanted.get(cell), found.get(cell)) for cell in wrong}


@pytest.mark.parametrize("file", CASES)
def test_what_is_not_sure_has_a_reason_and_everything_says_where_it_stood(file: Path) -> None:
    for cell in read(file).cells:
        assert (cell.confidence is Confidence.SURE) == (not cell.reasons)
        assert cell.given and cell.place


@pytest.mark.parametrize("file", CASES)
def test_the_unit_is_the_one_that_wrote_it_or_none_is_sure(file: Path) -> None:
    reading = read(file)
    found = evidence_of(reading.names, reading.template_name, "", file.name, "tep")
    proposal = propose_unit(FORM.campaign, DIRECTORY, [*UNITS.values()], found)
    assert (proposal.unit.code if proposal.unit and proposal.is_sure else None) == draft_of(file)["unit"]


@pytest.mark.parametrize("file", [pytest.param(FILES[2], id="xlsx")])
def test_the_neighbours_of_a_unit_do_not_take_its_name(file: Path) -> None:
    reading = read(file)
    others = [unit for unit in UNITS.values() if unit.code != "TH-A"]
    found = evidence_of(reading.names, reading.template_name, "", "TH-B.xlsx", "Trường THCS Thèn Sin")
    assert not propose_unit(FORM.campaign, DIRECTORY, others, found).is_sure
