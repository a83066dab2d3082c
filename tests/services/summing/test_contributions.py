"""The contributions to a cell of the sums, down to the school, each unit once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.domain.report import Content, Counted
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.services.receiving.deciding import decide
from lcweek_desktop.services.receiving.disputes import DisputeReason, differences, disputes
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.summing.contributions import Contribution, RollupInputs, rollup_inputs
from lcweek_desktop.services.summing.rollup import rollup
from tests.factories import FORM
from tests.services import three_tiers
from tests.services.conftest import Offices
from tests.services.installation import COMMUNE, DISTRICT, Installation
from tests.services.office import Office
from tests.services.summing.test_rollup import entries


def cell(row: str, measure: str = "count") -> Cell:
    return Cell(RowKey(row), MeasureKey(measure))


@pytest.fixture
def district_installation(tmp_path: Path) -> Iterator[Installation]:
    with Installation(three_tiers.received_by_district(tmp_path)) as installation:
        yield installation


def read(installation: Installation) -> RollupInputs:
    return rollup_inputs(installation.workspace(DISTRICT))


def names_and_values(contributions: Sequence[Contribution]) -> list[tuple[str, int | None]]:
    """Names and numbers in order; an own entry is marked, and None says that nothing counts."""
    return [(f"{each.unit.name}{' (own)' if each.own else ''}", each.value) for each in contributions]


def leaves(contributions: Sequence[Contribution]) -> Iterator[Contribution]:
    for each in contributions:
        if each.parts:
            yield from leaves(each.parts)
        else:
            yield each


def test_a_cell_opens_down_to_the_school_that_wrote_it(district_installation: Installation) -> None:
    contributions = read(district_installation).contributions(Content(), cell("1.1"))
    assert names_and_values(contributions) == [
        ("Trường G", 60),
        ("Phường Quyết Thắng", 9),
        ("Trường F", 6),
        ("Trường E", 5),
        ("Trường D", 4),
        ("Trường A", None),
    ]
    assert names_and_values(contributions[1].parts) == [
        ("Phường Quyết Thắng (own)", 4),
        ("Trường B", 3),
        ("Trường A", 2),
    ]
    assert contributions[1].note == "Tại nhà văn hóa"


def test_a_double_says_where_it_counts_and_a_choice_moves_it(district_installation: Installation) -> None:
    workspace, school_a = district_installation.workspace(DISTRICT), three_tiers.code_of("a")
    double = read(district_installation).contributions(Content(), cell("1.1"))[-1]
    assert (double.counted, double.reported) == (Counted.DOUBLE, three_tiers.NEWER)
    assert double.elsewhere is not None and double.elsewhere.code == COMMUNE
    (dispute,) = disputes(workspace, rollup(workspace))
    assert (dispute.unit.code, dispute.reason, dispute.are_copies) == (school_a, DisputeReason.DOUBLE, False)
    kept, other = dispute.candidates
    assert kept.counted and kept.holder is not None and other.holder is None
    assert differences(FORM, kept.figures, other.figures) == {
        cell("1.1"): (2, 5),
        cell("1.1", "people"): (20, 50),
    }
    decide(workspace, school_a, other.fingerprint)
    contributions = read(district_installation).contributions(Content(), cell("1.1"))
    assert names_and_values(contributions)[1:4] == [
        ("Phường Quyết Thắng", 7),
        ("Trường F", 6),
        ("Trường A", 5),
    ]
    commune = contributions[1]
    assert (commune.reported, names_and_values(commune.parts)[-1]) == (9, ("Trường A", None))
    assert commune.parts[-1].elsewhere is None
    (turned,) = disputes(workspace, rollup(workspace))
    assert [candidate.counted for candidate in turned.candidates] == [True, False]
    assert turned.candidates[0].fingerprint == other.fingerprint


def test_a_number_far_above_its_peers_is_told_with_their_median(district_installation: Installation) -> None:
    found = read(district_installation)
    assert [*found.outliers] == [cell("1.1"), cell("1.1", "people")]
    assert [outlier.unit.name for outlier in found.outliers[cell("1.1")].values()] == ["Trường G"]
    (far,) = (each.outlier for each in found.contributions(Content(), cell("1.1")) if each.outlier)
    assert (far.median, far.times) == (4, 10)
    assert found.contributions(Content(), cell("2"))[0].outlier is None


def test_the_row_of_own_lines_opens_into_those_who_wrote_some(district_installation: Installation) -> None:
    (each,) = read(district_installation).contributions(Content(), cell("11"))
    assert (each.unit.name, [line.label for line in each.lines]) == ("Trường G", ["Ngày hội đọc"])


def test_two_reports_with_one_number_are_asked_about(offices: Offices, commune: Office) -> None:
    first = offices("TH-A")
    other = offices("TH-A", "2", key_of=first)
    commune.receive(first.report(2, "mot.lcweek"), other.report(3, "hai.lcweek"))
    (dispute,) = disputes(commune.workspace, rollup(commune.workspace))
    assert (dispute.reason, dispute.is_waiting) == (DisputeReason.CONFLICT, True)
    assert [candidate.counted for candidate in dispute.candidates] == [False, False]
    each = rollup_inputs(commune.workspace).contributions(Content(), cell("1.1"))[-1]
    assert (each.counted, each.value) == (Counted.CONFLICT, None)
    decide(commune.workspace, "TH-A", dispute.candidates[0].fingerprint)
    assert disputes(commune.workspace, rollup(commune.workspace)) == ()


def test_a_newer_report_with_fewer_cells_is_asked_about(commune: Office, school: Office) -> None:
    commune.receive(school.report(2))
    school.fill(figures={"1.1": {"people": None}})
    commune.receive(school.send())
    (dispute,) = disputes(commune.workspace, rollup(commune.workspace))
    assert (dispute.reason, [c.counted for c in dispute.candidates]) == (
        DisputeReason.FEWER_CELLS,
        [True, False],
    )
    assert differences(FORM, *(c.figures for c in dispute.candidates)) == {cell("1.1", "people"): (20, None)}


@pytest.mark.parametrize("seed", range(3))
def test_what_all_gave_is_the_sum_in_every_cell(offices: Offices, seed: int) -> None:
    """Three tiers with random numbers, a school in two places, and either of its reports chosen."""
    random = Random(seed)
    schools = [offices("TH-A"), offices("TH-B"), offices("TH-D")]
    commune, district, province = offices("03394"), offices("106"), offices("12")
    for office in (*schools, commune, district, province):
        office.fill(figures=entries(office.form, office.workspace.unit.level, random))
    commune.receive(*(school.send() for school in schools[:2]))
    schools[0].fill(figures={"1.1": {"count": 777}})
    district.receive(schools[2].send(), commune.send(), schools[0].send("moi.lcweek"))
    if seed:
        decide(district.workspace, "TH-A", schools[0].shown()["fingerprint"])
    province.receive(district.send("huyen.pdf"))
    for office in (district, province):
        own = current_draft(office.workspace).content
        found, sums = rollup_inputs(office.workspace), office.sums()
        assert found.sums(own.figures) == sums
        for each in FORM.cells:
            tree, expected = found.contributions(own, each), displayed_value(FORM, sums, each) or 0
            assert sum(each.value or 0 for each in tree) == expected
            assert sum(leaf.value or 0 for leaf in leaves(tree)) == expected
