"""Last year's reports in a form that is being made: what has no place is named with its unit."""

from __future__ import annotations

from dev import ROOT
from lcweek_desktop.formdefs import FILES
from lcweek_desktop.formdefs.definition import Definition, Entry
from lcweek_desktop.services.workbench.dry_run import dry_run
from lcweek_desktop.services.workbench.next_year import next_year
from lcweek_desktop.services.workbench.table_rows import remove_row
from tests.services.conftest import Offices

FOLDER = ROOT / "forms" / "2024"
NEXT = next_year(Definition({name: (FOLDER / name).read_bytes() for name in FILES}), 2031)


def test_own_and_received_numbers_without_a_place_are_named_with_their_unit(offices: Offices) -> None:
    school, commune = offices("TH-A"), offices("03394")
    school.fill(figures={"2": {"count": 4}, "3": {"count": 7, "note": "Áp phích"}})
    commune.receive(school.send(to="03394"))
    commune.fill(figures={"2": {"count": 1}})
    run = dry_run(commune.workspace, remove_row(NEXT, "3").form())
    assert run is not None
    assert (run.reports, run.cells) == (2, 2)
    assert {each.unit for each in run.left} == {"Trường Tiểu học Thèn Sin"}
    assert sorted(each.left.text for each in run.left) == ["7", "Áp phích"]


def test_a_reworded_row_loses_nothing(offices: Offices) -> None:
    commune = offices("03394")
    commune.fill(figures={"2": {"count": 1}})
    run = dry_run(commune.workspace, NEXT.with_value(Entry("row", "2"), "label", "Tin, bài đã đăng").form())
    assert run is not None
    assert (run.cells, run.left) == (1, ())


def test_without_reports_of_an_earlier_year_there_is_nothing_to_try(offices: Offices) -> None:
    commune = offices("03394")
    assert dry_run(commune.workspace, NEXT.form()) is None
    assert dry_run(commune.workspace, commune.form) is None
