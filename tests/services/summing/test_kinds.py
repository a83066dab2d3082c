"""Files of a form with decimals and all ways to roll up: sent, received, summed and sent on twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from lcweek_desktop.domain.form import Cell, CellState
from lcweek_desktop.domain.report import Content, Counted, Figures, OwnLine
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.services.receiving.deciding import decide
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.summing.contributions import Contribution, rollup_inputs
from tests.domain.recount import Sent, printed, recounted
from tests.factories import KINDS
from tests.services.kinds_offices import cell, enter, entered, open_offices
from tests.services.office import Office

Offices = Callable[[str], Office]


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    with open_offices(tmp_path) as office:
        yield office


def shown(contributions: Sequence[Contribution]) -> list[tuple[str, int | None, int | None]]:
    """Each unit's code with what its report shows and what of that is in the sums; an own entry is marked."""
    return [(each.unit.code + "*" * each.own, each.reported, each.value) for each in contributions]


@pytest.fixture
def province(offices: Offices) -> Office:
    """The province, to which the district's report came. School K111 is in its commune's with 300 readers;
    its later report with 10 came to the district, where it counts."""
    school, other, commune, district = (offices(code) for code in ("K111", "K112", "K11", "K1"))
    entered(school, A_1__money=15, A_1__rate=985, B__count=300, C__count=9875, A_2__rate=700)
    entered(other, A_1__money=1, B__count=20)
    entered(commune, A_1__rate=955, B__count=100)
    commune.receive(school.send(), other.send())
    entered(school, A_1__money=15, A_1__rate=985, B__count=10, C__count=9875)
    entered(district, C__count=5000, B__count=50)
    district.receive(commune.send(), school.send("moi.lcweek"))
    decide(district.workspace, "K111", school.shown()["fingerprint"])
    top = offices("K0")
    top.receive(district.send("huyen.pdf"))
    return top


def test_a_district_sums_by_cell_as_the_form_says(province: Office) -> None:
    """The commune's own 100 readers, which its sums do not show, are the most once its school is a double."""
    assert province.sums() == {cell("A.1.money"): 16, cell("B.count"): 100}


def test_a_number_of_each_unit_alone_opens_into_those_beside_it(province: Office) -> None:
    inputs = rollup_inputs(province.workspace)
    found = inputs.contributions(Content({cell("C.count"): 4000}), cell("C.count"))
    assert shown(found) == [("K0*", 4000, 4000), ("K1", 5000, None)]
    district = found[1]
    assert district.counted is Counted.COUNTED
    assert shown(district.parts) == [("K111", 9875, None), ("K11", None, None)]
    (school,) = (each for each in district.parts[1].parts if each.unit.code == "K111")
    assert (school.counted, school.value) == (Counted.DOUBLE, None)


def test_a_greatest_number_opens_into_the_greatest_of_each_branch(province: Office) -> None:
    inputs = rollup_inputs(province.workspace)
    (district,) = inputs.contributions(Content(), cell("B.count"))
    assert shown([district]) == [("K1", 100, 100)]
    assert shown(district.parts) == [("K11", 300, 100), ("K1*", 50, 50), ("K111", 10, 10)]
    assert shown(district.parts[0].parts) == [("K11*", 100, 100), ("K112", 20, 20), ("K111", 300, None)]
    (blank,) = inputs.contributions(Content(), cell("A.2.rate"))
    assert shown([blank]) == [("K1", None, None)]
    assert shown(blank.parts)[0] == ("K11", 700, None)


def test_own_lines_keep_their_decimals_through_the_file(offices: Offices) -> None:
    school, commune = offices("K111"), offices("K11")
    line = OwnLine("Thi kể chuyện", "Cuộc", {KINDS.measures[1].key: 5, KINDS.measures[2].key: 333})
    entered(school, line, A_1__count=1)
    commune.receive(school.send())
    assert [each.values for _, each in rollup_inputs(commune.workspace).rollup.own_lines()] == [line.values]


@pytest.mark.parametrize("seed", range(4))
def test_real_files_come_to_an_independent_count(offices: Offices, seed: int) -> None:
    """Schools to communes to a district to the province, some of them past their parent, in any order."""
    random = Random(seed)
    parents = {"K111": "K11", "K112": "K11", "K121": "K12", "K11": "K1", "K12": "K1", "K1": "K0", "K0": ""}
    inbox: dict[str, list[tuple[Sent, Path]]] = {code: [] for code in parents}
    for code in parents:
        office, versions = offices(code), []
        arrivals = random.sample(inbox[code], len(inbox[code]))
        office.receive(*(path for _, path in arrivals))
        held = [(sent, True) for sent, _ in arrivals]
        above = [*_above(code, parents)]
        for revision in (1, 2):
            own = _entry(office, random)
            enter(office, own)
            sent = Sent(KINDS, code, tuple(above), revision, own, held)
            assert _numbers(office) == recounted(sent)
            if code != "K0":
                versions.append((sent, office.send(f"{revision}.lcweek")))
        for holder in above:
            if holder == parents[code] or random.random() < 0.7:
                inbox[holder].append(random.choice(versions))


def test_no_order_of_arrival_changes_a_sum(offices: Offices, tmp_path: Path) -> None:
    school, other, commune = (offices(code) for code in ("K111", "K112", "K11"))
    entered(school, B__count=300, A_1__money=1)
    entered(other, B__count=20, A_1__money=2)
    entered(commune, B__count=100)
    commune.receive(school.send(), other.send())
    files = [commune.send(), school.folder / "bao-cao.lcweek", other.folder / "bao-cao.lcweek"]
    found = []
    for at, order in enumerate(permutations(files)):
        with open_offices(tmp_path / f"thu-{at}") as again:
            district = again("K1")
            for file in order:
                district.receive(file)
            found.append(district.sums())
    assert found == [{cell("A.1.money"): 3, cell("B.count"): 300}] * len(found)


def _numbers(office: Office) -> dict[Cell, int | None]:
    inputs, own = rollup_inputs(office.workspace), current_draft(office.workspace).content.figures
    assert inputs.sums(own) == office.sums()
    return {each: displayed_value(KINDS, inputs.sums(own), each) for each in KINDS.cells}


def _above(code: str, parents: Mapping[str, str]) -> Iterator[str]:
    if parents[code]:
        yield parents[code]
        yield from _above(parents[code], parents)


def _entry(office: Office, random: Random) -> Figures:
    own: dict[Cell, int] = {}
    for each in reversed(KINDS.stored_cells):
        value = random.choice((None, 0, random.randrange(10), random.randrange(1_000)))
        if value is not None and KINDS.state(each, office.workspace.unit.level) is not CellState.CLOSED:
            typed = KINDS.rule(each).state is CellState.TOTAL
            own[each] = value + ((printed(KINDS, own, each) or 0) if typed else 0)
    return {each: own[each] for each in KINDS.stored_cells if each in own}
