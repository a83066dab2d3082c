"""Signed paper of a form with decimals and all ways to roll up: read back, compared, held without a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lcweek_desktop.bundle.paper import LinesDigest, decode_paper, encode_paper, sign_paper
from lcweek_desktop.domain.form import MeasureKey
from lcweek_desktop.domain.report import Content, OwnLine
from lcweek_desktop.services.paper.reading import read_papers
from lcweek_desktop.services.summing.contributions import rollup_inputs
from lcweek_desktop.services.workspace.keys import signing_key
from tests.factories import KINDS
from tests.services.kinds_offices import cell, entered, open_offices
from tests.services.office import Office
from tests.services.signed_paper import pdf_with_code, print_signed, signed_payload

Offices = Callable[[str], Office]

LINE = OwnLine("Thi kể chuyện", "Cuộc", {MeasureKey("money"): 5, MeasureKey("rate"): 333})


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    with open_offices(tmp_path) as office:
        yield office


@pytest.fixture
def school(offices: Offices) -> Office:
    school = offices("K111")
    entered(school, LINE, A_1__count=2, A_1__money=15, A_1__rate=985, B__count=300, D__count=1)
    return school


@pytest.fixture
def commune(offices: Offices, school: Office) -> Office:
    """The commune, which knows the school's key."""
    commune = offices("K11")
    commune.receive(school.send())
    return commune


def test_the_numbers_of_paper_are_those_of_the_file(school: Office, commune: Office) -> None:
    (found,) = read_papers(commune.workspace, [print_signed(school)])
    assert found.code == "paper-matches"
    assert found.figures == {
        cell("A.1.count"): 2,
        cell("A.1.money"): 15,
        cell("A.1.rate"): 985,
        cell("B.count"): 300,
        cell("D.count"): 1,
    }
    lines = decode_paper(KINDS, found.payload).lines
    assert not isinstance(lines, LinesDigest)
    assert [dict(line) for line in lines] == [dict(LINE.values)]


def test_paper_of_sums_carries_what_each_cell_rolls_up_to(school: Office, commune: Office) -> None:
    entered(commune, A_1__money=1, A_1__rate=955, B__count=100)
    (found,) = read_papers(commune.workspace, [print_signed(commune)])
    assert (found.code, found.figures) == ("paper-matches", commune.sums())
    assert found.figures is not None
    sums = {name: found.figures.get(cell(name)) for name in ("A.1.money", "A.1.rate", "B.count", "D.count")}
    assert sums == {"A.1.money": 16, "A.1.rate": 955, "B.count": 300, "D.count": 1}


def test_a_number_that_differs_is_told_with_its_decimals(school: Office, commune: Office) -> None:
    paper = decode_paper(KINDS, signed_payload(school))
    figures = {**paper.figures, cell("A.1.rate"): 980}
    del figures[cell("D.count")]
    key = signing_key(school.context, school.workspace.unit.id)
    altered = sign_paper(key, encode_paper(KINDS, paper.head, figures, paper.lines))
    (found,) = read_papers(commune.workspace, [pdf_with_code(altered, school.folder / "sua.pdf")])
    assert found.code == "paper-differs"
    differing = [(str(each.cell), each.paper, each.file) for each in found.differences]
    assert differing == [("A.1.rate", 980, 985), ("D.count", None, 1)]
    assert "giấy 98,0, tệp 98,5" in found.message and "tệp 0,001" in found.message


def test_paper_without_its_file_counts_as_the_form_says(school: Office, commune: Office) -> None:
    entered(school, A_1__count=2, A_1__money=25, A_1__rate=970, B__count=40, D__count=0)
    assert commune.takes(print_signed(school))[0] == "superseded_previous"
    entered(commune, A_1__rate=955, B__count=50)
    found = {str(each): value for each, value in commune.sums().items()}
    assert found == {"A.1.count": 2, "A.1.money": 25, "A.1.rate": 955, "B.count": 50, "D.count": 0}
    (beside,) = rollup_inputs(commune.workspace).contributions(Content(), cell("A.1.rate"))
    assert (beside.reported, beside.value) == (970, None)
