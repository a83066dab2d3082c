"""A later report that lacks numbers of the one before, or has a zero too many, is asked about and counts.

Source: docs/adr/0165-safe-work-and-sudden-changes.md.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.domain.sudden_changes import SuddenCells, sudden_cells
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.receiving.journal import undo
from lcweek_desktop.services.receiving.judging import accept
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.questions import Question, QuestionKind, give, questions
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.summing.open_questions import sums_findings
from lcweek_desktop.services.summing.remarks import sums_notes, sums_remark
from tests.services.office import Office

A = "Trường Tiểu học Thèn Sin"
COUNT, PEOPLE = (Cell(RowKey("1.1"), MeasureKey(measure)) for measure in ("count", "people"))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({COUNT: 5}, {COUNT: 50}, SuddenCells((), (COUNT,))),
        ({COUNT: 5_000}, {COUNT: 5}, SuddenCells((), (COUNT,))),
        ({COUNT: 5}, {COUNT: 45}, SuddenCells()),
        ({COUNT: 5}, {COUNT: 100}, SuddenCells()),
        ({COUNT: 5}, {COUNT: 5}, SuddenCells()),
        ({COUNT: 5, PEOPLE: 7}, {PEOPLE: 7}, SuddenCells((COUNT,), ())),
        ({COUNT: 0}, {}, SuddenCells()),
        ({}, {COUNT: 50}, SuddenCells()),
        ({COUNT: 5}, {COUNT: 0}, SuddenCells()),
    ],
)
def test_a_slip_is_a_number_that_is_gone_or_has_other_zeros(
    before: Mapping[Cell, int], after: Mapping[Cell, int], expected: SuddenCells
) -> None:
    assert sudden_cells((COUNT, PEOPLE), before, after) == expected


def test_a_tenfold_number_is_asked_about_and_counts(commune: Office, school: Office) -> None:
    question = tenfold(commune, school)
    assert (question.cells[0], question.words) == (
        COUNT,
        sentence("question-sudden", units=f"{A} (TH-A)"),
    )
    assert [(each.revision, each.counted) for each in question.reports] == [(2, True), (1, False)]
    assert commune.sum("1.1") == 20
    counted, older = received_items(commune.workspace)
    assert (counted.need, older.need) == (Need.SUDDEN, Need.OLD)
    assert sentence("received-sudden") in counted.sentence
    (finding,) = sums_findings(commune.workspace)
    assert (finding.check, finding.place) == ("question-sudden-change", "question:TH-A")
    assert finding.sentence == sentence("asked-sudden", name=A, revision=2, count=1)
    assert finding.sentence in sums_notes(commune.workspace)
    assert sums_remark(commune.workspace) == sentence("remark-sudden", units=A)


def test_the_answer_is_one_of_the_two_reports(commune: Office, school: Office) -> None:
    question = tenfold(commune, school)
    give(commune.workspace, question.answers[0])
    assert (questions(commune.workspace), commune.sum("1.1")) == ((), 20)
    undo(commune.workspace)
    give(commune.workspace, question.answers[1])
    assert (questions(commune.workspace), commune.sum("1.1")) == ((), 2)


def test_what_was_accepted_is_not_asked_about(commune: Office, school: Office) -> None:
    tenfold(commune, school)
    accept(commune.workspace, "TH-A")
    assert questions(commune.workspace) == ()


def test_a_number_that_another_takes_the_place_of_is_gone(commune: Office, school: Office) -> None:
    commune.receive(school.report(2))
    school.fill(figures={"1.1": {"people": None}, "1.2": {"people": 30}})
    commune.receive(school.send("sau.lcweek"))
    (question,) = questions(commune.workspace)
    assert (question.kind, question.cells[0]) == (QuestionKind.SUDDEN, PEOPLE)


def tenfold(commune: Office, school: Office) -> Question:
    """The question about a school's second report, in which a number has a zero more."""
    commune.receive(school.report(2))
    school.fill(figures={"1.1": {"count": 20, "people": 25}})
    commune.receive(school.send("sau.lcweek"))
    (question,) = questions(commune.workspace)
    assert question.kind is QuestionKind.SUDDEN
    return question
