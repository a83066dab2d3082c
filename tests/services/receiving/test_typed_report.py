"""What is typed from a unit's paper is kept with every edit, entered once, and taken back by one undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from lcweek_desktop.domain.form import Cell, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.domain.report import Content, SignOff
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.receiving.journal import past_decisions, undo
from lcweek_desktop.services.receiving.on_behalf import Typed, TypedFile, keep_together
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.receiving.typed_report import TypedReport, being_typed, typed_report
from lcweek_desktop.services.summing.open_questions import sums_findings
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.storage import Draft
from tests.services.office import Office
from tests.storage.test_damage import damage


def counts(classes: int | None, people: int | None = 40) -> Content:
    """A report with row 1.1 alone."""
    numbers = {"count": classes, "people": people}
    return Content({Cell(RowKey("1.1"), MeasureKey(key)): n for key, n in numbers.items() if n is not None})


def typed(office: Office, classes: int, unit: str = "TH-A") -> TypedReport:
    """What `office` types for `unit`, saved and not entered."""
    report = typed_report(office.workspace, unit)
    report.save(Draft(counts(classes), SignOff()))
    return report


def test_nothing_counts_before_it_is_entered_and_then_no_key_is_waited_for(commune: Office) -> None:
    report = typed(commune, 3)
    assert [unit.code for unit in being_typed(commune.workspace)] == ["TH-A"]
    assert not rollup(commune.workspace).members
    again = typed_report(commune.workspace, "TH-A")
    assert again.draft.content == counts(3)
    result = report.enter()
    assert (result.verdict.value, result.code, result.unit) == ("accepted", "received-typed", "TH-A")
    (member,) = rollup(commune.workspace).members
    assert (member.revision, member.on_behalf, commune.sum("1.1")) == (0, True, 3)
    assert not being_typed(commune.workspace)
    (item,) = received_items(commune.workspace)
    assert "Nhập từ bản giấy" in item.sentence


def test_undo_takes_it_back_and_what_was_entered_before_counts_again(commune: Office) -> None:
    typed(commune, 3).enter()
    second = typed_report(commune.workspace, "TH-A")
    assert second.draft.content == counts(3), "what was entered is there to be corrected"
    second.save(Draft(counts(5), SignOff()))
    assert second.enter().code == "received-typed-again"
    assert commune.sum("1.1") == 5
    (item, _) = received_items(commune.workspace)
    assert [(str(cell), *numbers) for cell, *numbers in item.changes] == [("1.1.count", 3, 5)]
    named = "Trường Tiểu học Thèn Sin (TH-A)"
    assert undo(commune.workspace).words == sentence("decided-entered-again", unit=named)
    assert commune.sum("1.1") == 3
    assert undo(commune.workspace).words == sentence("decided-entered", unit=named)
    assert commune.sum("1.1") is None
    assert {each.sentence.partition(" được tính")[0] for each in received_items(commune.workspace)} == {
        "Số liệu đã nhập thay Trường Tiểu học Thèn Sin (TH-A) không"
    }
    assert all(past.undone for past in past_decisions(commune.workspace))
    assert typed(commune, 3).enter().code in ("received-typed", "received-typed-again")
    assert commune.sum("1.1") == 3


def test_a_signed_report_counts_in_its_place_in_whatever_order_they_come(
    school: Office, commune: Office
) -> None:
    typed(commune, 3).enter()
    assert commune.takes(school.report(7)) == ("superseded_previous", "received-superseded")
    assert commune.sum("1.1") == 7
    assert typed(commune, 9).enter().code == "received-typed-old"
    assert commune.sum("1.1") == 7


def test_the_unit_above_is_told(commune: Office, district: Office) -> None:
    typed(commune, 3).enter()
    list(receive(district.workspace, [commune.send()], confirm_keys=True))
    (member,) = rollup(district.workspace).members
    assert [each.on_behalf for each in member.members] == [True]


def test_what_contradicts_is_found_and_what_a_signed_report_would_lack_is_not(commune: Office) -> None:
    report = typed_report(commune.workspace, "TH-A")
    basis = report.basis()
    assert not report.findings(basis, Draft(Content(), SignOff()))
    found = report.findings(basis, Draft(counts(2, None), SignOff()))
    assert [each.place.partition(".p")[0].partition(".c")[0] for each in found] == ["1.1"]
    told = Content(narrative={HeadingKey("I.1"): from_plain_text("Đã làm.")})
    report.save(Draft(told, SignOff()))
    assert report.enter().code == "received-typed"


def test_what_contradicts_stands_with_the_findings_of_the_sums(commune: Office) -> None:
    report = typed(commune, 2)
    report.save(Draft(counts(2, None), SignOff()))
    (first,) = report.findings(report.basis(), report.draft)
    report.enter()
    (found,) = [each for each in sums_findings(commune.workspace) if each.place == "received:TH-A"]
    named = {"name": "Trường Tiểu học Thèn Sin", "count": 1, "first": first.sentence}
    assert found.sentence == sentence("asked-typed", **named)
    typed(commune, 2).enter()
    assert not sums_findings(commune.workspace)


def test_it_can_be_thrown_away_and_what_was_entered_stays(commune: Office) -> None:
    typed(commune, 3).enter()
    report = typed(commune, 8)
    report.discard()
    assert not being_typed(commune.workspace)
    assert report.draft.content == counts(3)
    assert commune.sum("1.1") == 3


@pytest.mark.parametrize(
    ("unit", "code"), [("KHONG-CO", "unit-unknown"), ("106", "received-not-below"), ("TH-B", "typed-own")]
)
def test_not_every_unit_is_typed_for(commune: Office, unit: str, code: str) -> None:
    setup = UnitSetup("TH-B", "Trường THCS Thèn Sin", "truong", commune.workspace.unit.code)
    set_up(commune.context, "2024", setup)
    with pytest.raises(KnownError) as refused:
        typed_report(commune.workspace, unit)
    assert refused.value.code == code


def test_what_is_damaged_is_told_and_can_be_thrown_away(commune: Office) -> None:
    report = typed(commune, 3)
    damage(commune.context.store, "typed_draft", "body")
    with pytest.raises(KnownError) as refused:
        assert report.draft
    assert refused.value.code == "typed-damaged"
    assert [unit.code for unit in being_typed(commune.workspace)] == ["TH-A"]
    report.discard()
    assert report.draft.content == Content()


def test_several_are_one_answer_that_one_undo_takes_back(commune: Office) -> None:
    entries = []
    for code, classes in (("TH-A", 3), ("TH-B", 4)):
        unit = commune.workspace.directory.get(code)
        file = TypedFile(commune.workspace, Path(f"{code}.xlsx"), code.encode(), confirm_keys=False)
        entries.append(Typed(file, unit, counts(classes)))
    assert [result.code for result in keep_together(commune.workspace, entries)] == ["received-typed"] * 2
    assert commune.sum("1.1") == 7
    (past,) = past_decisions(commune.workspace)
    assert past.words == sentence("decided-entered-all", count=2, units=past.words.partition(": ")[2][:-1])
    undo(commune.workspace)
    assert commune.sum("1.1") is None


def test_nothing_is_not_entered(commune: Office) -> None:
    report = typed_report(commune.workspace, "TH-A")
    with pytest.raises(KnownError) as refused:
        report.enter()
    assert refused.value.code == "typed-empty"
    assert not received_items(commune.workspace)
