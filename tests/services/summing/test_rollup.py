"""Sums: each unit once, whatever is received in whatever order; who reported and who is missing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from dev import ROOT
from lcweek_desktop.domain.form import Cell, CellState, Form, LevelKey
from lcweek_desktop.domain.rollup import walk_members
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.deciding import decide
from lcweek_desktop.services.receiving.disputes import disputes
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.summing.remarks import sums_notes
from lcweek_desktop.services.summing.reporting_status import reporting_progress
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from tests.services.conftest import Offices
from tests.services.office import Office


def entries(form: Form, level: str, random: Random) -> dict[str, dict[str, int]]:
    """Random numbers in half of the open cells of `level`, with zeros, and money up to the limit."""
    given: dict[str, dict[str, int]] = {}
    for cell in form.stored_cells:
        if form.state(cell, LevelKey(level)) is CellState.OPEN and random.random() < 0.5:
            value = random.choice([0, random.randrange(1_000), form.rule(cell).limit])
            given.setdefault(cell.row, {})[cell.measure] = value
    return given


def plain_sum(filled: list[dict[str, dict[str, int]]]) -> dict[Cell, int]:
    """The sum cell by cell, without the program."""
    sums: dict[Cell, int] = {}
    for given in filled:
        for row, values in given.items():
            for measure, value in values.items():
                cell = Cell(row, measure)  # type: ignore[arg-type]
                sums[cell] = sums.get(cell, 0) + value
    return sums


def members(office: Office) -> dict[str, str]:
    """Every member at every depth by its path, and whether it counts."""
    found = rollup(office.workspace)
    deducted = set(found.deducted)
    return {
        "/".join(path): "deducted" if path in deducted else member.counted.value
        for path, member in walk_members(found.members)
    }


def sum_sentences(office: Office) -> dict[str, str | None]:
    """What is said of each received report: that it is in the sums, or that another is."""
    words = ("tính vào tổng hợp", "không cộng hai lần", "vẫn tính bản trong báo cáo")
    return {
        each.unit.code: next((word for word in words if word in each.sentence), None)
        for each in received_items(office.workspace)
        if each.unit is not None
    }


@pytest.mark.parametrize("seed", range(3))
def test_three_tiers_add_up_to_the_province(offices: Offices, seed: int) -> None:
    random = Random(seed)
    schools = [offices("TH-A"), offices("TH-B"), offices("TH-D")]
    commune, district, province = offices("03394"), offices("106"), offices("12")
    filled = []
    for office in (*schools, commune, district, province):
        filled.append(entries(office.form, office.workspace.unit.level, random))
        office.fill(figures=filled[-1])
    commune.receive(*(school.send() for school in schools[:2]))
    district.receive(schools[2].send(), commune.send())
    province.receive(district.send("huyen.pdf"))
    expected = plain_sum(filled)
    assert province.sums() == expected
    assert members(province) == dict.fromkeys(
        ("106", "106/03394", "106/03394/TH-A", "106/03394/TH-B", "106/TH-D"), "counted"
    )
    assert_totals(province.form, province.sums(), expected)


def assert_totals(form: Form, sums: Mapping[Cell, int], plain: Mapping[Cell, int]) -> None:
    for cell in form.cells:
        parts = [plain[part] for part in form.parts(cell) if part in plain]
        if form.rule(cell).state is CellState.COMPUTED:
            assert displayed_value(form, sums, cell) == (sum(parts) if parts else None)


def test_a_typed_total_adds_its_surplus_upward(commune: Office, school: Office) -> None:
    school.fill(figures={"5": {"count": 10}, "5.1": {"count": 4}})
    commune.fill(figures={"5.1": {"count": 1}})
    commune.receive(school.send())
    assert (commune.sum("5.1"), displayed_value(commune.form, commune.sums(), Cell("5", "count"))) == (5, 11)  # type: ignore[arg-type]


def test_a_school_that_came_directly_and_in_its_commune_counts_once(
    offices: Offices, commune: Office, district: Office, school: Office
) -> None:
    own = school.report(2)
    commune.receive(own)
    assert district.takes(commune.report(5)) == ("accepted", "received-accepted")
    assert district.takes(own) == ("accepted", "received-double")
    assert district.sum("1.1") == 7
    assert members(district) == {"03394": "counted", "03394/TH-A": "counted", "TH-A": "double"}


def test_a_newer_direct_report_counts_instead_when_it_is_chosen(
    commune: Office, district: Office, school: Office
) -> None:
    commune.receive(school.report(2))
    old = school.shown()["fingerprint"]
    district.receive(commune.report(5), school.report(3))
    new = school.shown()["fingerprint"]
    assert district.sum("1.1") == 5 + 2
    assert sum_sentences(district) == {"03394": "tính vào tổng hợp", "TH-A": "vẫn tính bản trong báo cáo"}
    decide(district.workspace, "TH-A", new)
    assert district.sum("1.1") == 5 + 3
    assert sum_sentences(district) == {"03394": "tính vào tổng hợp", "TH-A": "tính vào tổng hợp"}
    assert members(district) == {"03394": "counted", "03394/TH-A": "deducted", "TH-A": "counted"}
    decide(district.workspace, "TH-A", old)
    assert district.sum("1.1") == 5 + 2


def test_of_two_copies_inside_the_reports_of_others_the_chosen_one_counts(
    district: Office, commune: Office, school: Office, tmp_path: Path
) -> None:
    """Nothing came from the school itself; a town has it in its directory too."""
    listed = tmp_path / "thi-tran.csv"
    listed.write_text("code,name,level,parent_code\nTH-A,Trường,truong,03390\n", encoding="utf-8")
    commune.receive(school.report(2))
    district.receive(commune.report(10))
    with open_context(tmp_path / "thi-tran", ROOT / "forms") as context:
        workspace = set_up(context, "2024", UnitSetup("03390", "Thị trấn Tam Đường", "xa"), listed=listed)
        town = Office(workspace, tmp_path)
        school.fill(figures={"1.1": {"count": 5, "people": 50}})
        town.receive(school.send("khac.lcweek", to="03390"))
        district.receive(town.report(100))
    assert district.sum("1.1") == 10 + 2 + 100
    for copy, sums in ((5, 115), (2, 112)):
        (double,) = disputes(district.workspace, rollup(district.workspace))
        chosen = next(each for each in double.candidates if copy in each.figures.values())
        decide(district.workspace, "TH-A", chosen.fingerprint)
        assert district.sum("1.1") == sums


def test_a_choice_goes_up_with_the_report(
    offices: Offices, commune: Office, district: Office, school: Office
) -> None:
    commune.receive(school.report(2))
    district.receive(commune.report(5), school.report(3))
    decide(district.workspace, "TH-A", school.shown()["fingerprint"])
    province = offices("12")
    assert province.takes(district.send()) == ("accepted", "received-accepted")
    assert province.sum("1.1") == 5 + 3


def test_of_two_units_with_one_key_one_counts_and_the_sums_name_both(
    district: Office, commune: Office, school: Office, offices: Offices
) -> None:
    """Neither file shows it: one names the key inside a commune's sum, the other is signed with it."""
    commune.receive(school.report(2))
    district.receive(commune.send(), offices("TH-D", key_of=school).report(3))
    (note,) = sums_notes(district.workspace)
    assert "(TH-D)" in note and "(TH-A)" in note
    assert offices("12").takes(district.report(1)) == ("accepted", "received-accepted")
    assert district.sum("1.1") == 1 + 2


def test_a_unit_below_with_the_receivers_own_key_is_named_instead_of_summed_into_what_nobody_reads(
    district: Office, commune: Office, offices: Offices
) -> None:
    district.report(1)
    commune.receive(offices("TH-A", key_of=district).report(2))
    district.receive(commune.send())
    with pytest.raises(KnownError) as refused:
        district.report(1)
    assert refused.value.code == "bundle-write-key"
    assert "(TH-A)" in refused.value.message and "106" in refused.value.message


def test_lines_of_the_units_own_come_with_the_name_of_who_wrote_them(commune: Office, school: Office) -> None:
    school.fill(other_rows=[{"label": "Ngày hội đọc", "unit": "Buổi", "count": 1}])
    commune.receive(school.send())
    ((unit, line),) = rollup(commune.workspace).own_lines()
    assert (unit.code, line.label, dict(line.values)) == ("TH-A", "Ngày hội đọc", {"count": 1})


def test_progress_names_who_came_who_waits_and_who_is_missing(offices: Offices, commune: Office) -> None:
    commune.receive(offices("TH-A").report(1))
    commune.receive(offices("TH-B").report(1), confirm=False)
    found = reporting_progress(commune.workspace)
    assert found.expected == ("TH-A", "TH-B", "TH-C")
    assert (found.received, found.waiting, found.missing) == (("TH-A", "TH-B"), (), ("TH-C",))
    commune.receive(offices("TH-B", "2").report(2), confirm=False)
    found = reporting_progress(commune.workspace)
    assert (found.received, found.waiting, found.missing) == (("TH-A",), ("TH-B",), ("TH-C",))


def test_a_unit_that_counts_while_something_newer_waits_is_in_both_lists(
    commune: Office, school: Office
) -> None:
    commune.receive(school.report(2))
    school.fill(figures={"1.1": {"people": None}})
    commune.receive(school.send())
    found = reporting_progress(commune.workspace)
    assert (found.received, found.waiting, found.missing) == (("TH-A",), ("TH-A",), ("TH-B", "TH-C"))


def test_a_waiting_grandchild_is_named_too(offices: Offices, district: Office) -> None:
    district.receive(offices("TH-A").report(1), offices("TH-A", "2").report(2), confirm=False)
    found = reporting_progress(district.workspace)
    assert found.waiting == ("TH-A",)
    assert "TH-A" not in (*found.expected, *found.missing)


def test_a_unit_that_holds_nothing_sums_its_own(commune: Office) -> None:
    commune.fill(figures={"1.1": {"count": 4}})
    assert (commune.sum("1.1"), rollup(commune.workspace).members) == (4, ())
