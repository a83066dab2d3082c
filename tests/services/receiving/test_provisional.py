"""A key that nobody compared: what it signed counts, and says so wherever it is summed; and one taken back.

Source: docs/adr/0154-a-key-counts-before-it-is-compared.md.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.domain.rules.rule import cell_name
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.receiving import deciding
from lcweek_desktop.services.receiving.board import board
from lcweek_desktop.services.receiving.deciding import (
    ConfirmedKeys,
    confirm_key,
    confirm_keys,
    confirming_keys,
    letters,
)
from lcweek_desktop.services.receiving.journal import past_decisions, undo
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.receiving.taking_back import take_back_key
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.summing.contributions import rollup_inputs
from lcweek_desktop.services.summing.open_questions import sums_findings
from lcweek_desktop.services.summing.provisional import provisional_reports
from lcweek_desktop.services.summing.remarks import sums_notes, sums_remark
from lcweek_desktop.services.summing.reporting_status import ReportingStatus
from lcweek_desktop.services.summing.rollup import rollup
from tests.services.conftest import Offices
from tests.services.office import Office

A = "Trường Tiểu học Thèn Sin"
B = "Trường THCS Thèn Sin"
COMMUNE = "Xã Thèn Sin"
COUNT = Cell(RowKey("1.1"), MeasureKey("count"))


def test_what_nobody_compared_is_said_wherever_it_is_summed(
    commune: Office, school: Office, offices: Offices
) -> None:
    commune.receive(school.report(2), confirm=False)
    commune.receive(offices("TH-B").report(3))
    workspace = commune.workspace
    assert [(each.unit.code, each.provisional) for each in rollup(workspace).members] == [
        ("TH-A", True),
        ("TH-B", False),
    ]
    (finding,) = sums_findings(workspace)
    assert (finding.check, finding.place) == ("provisional-key", "key:TH-A")
    assert finding.sentence == sentence("asked-provisional", name=A)
    assert sums_remark(workspace) == sentence("remark-provisional", units=A)
    assert any("Thèn Sin" in note and "khóa chưa đối chiếu" in note for note in sums_notes(workspace))
    marked = {each.unit.code for each in board(workspace).with_status(ReportingStatus.PROVISIONAL)}
    assert marked == {"TH-A"}
    inputs = rollup_inputs(workspace)
    parts = inputs.contributions(current_draft(workspace).content, COUNT)
    assert {each.unit.code for each in parts if each.provisional} == {"TH-A"}


def test_many_keys_that_nobody_compared_are_one_warning(commune: Office, offices: Offices) -> None:
    for code in ("TH-A", "TH-B", "TH-C"):
        commune.receive(offices(code).report(3), confirm=False)
    (finding,) = sums_findings(commune.workspace)
    assert (finding.check, finding.place) == ("provisional-key", "key:")
    assert finding.sentence == sentence("asked-provisional-many", count=3)


def test_what_a_roll_up_holds_under_an_uncompared_key_is_said_above(
    commune: Office, district: Office, school: Office
) -> None:
    commune.receive(school.report(2), confirm=False)
    district.receive(commune.send(to="106"))
    (path,) = provisional_reports(district.workspace)
    assert path == ("03394", "TH-A")
    (finding,) = sums_findings(district.workspace)
    assert (finding.check, finding.place) == ("provisional-below", "received:03394")
    assert finding.sentence == sentence("asked-provisional-below", holder=COMMUNE, units=A)
    named = f"{A} (trong báo cáo của {COMMUNE})"
    assert sums_remark(district.workspace) == sentence("remark-provisional", units=named)
    confirm_key(commune.workspace, "TH-A")
    district.receive(commune.send("sau.lcweek", to="106"))
    assert (provisional_reports(district.workspace), sums_findings(district.workspace)) == ({}, ())


def test_a_key_that_was_taken_back_takes_its_reports_out(commune: Office, school: Office) -> None:
    commune.receive(school.report(2))
    (key,) = {each.key for each in rollup(commune.workspace).members}
    taken = take_back_key(commune.workspace, "TH-A", letters(key))
    assert taken.key == key
    form = commune.workspace.form
    assert f"{cell_name(form, COUNT)}: 2 → để trống" in taken.words(form)
    named = {"key": letters(key), "unit": f"{A} (TH-A)"}
    assert sentence("decided-take-back", **named) == past_decisions(commune.workspace)[0].words
    count, cells = len(taken.changes), taken.words(form).partition(": ")[2].rstrip(".")
    assert taken.words(form) == sentence("taken-back", **named, count=count, cells=cells)
    assert commune.sum("1.1") is None
    (item,) = received_items(commune.workspace)
    assert sentence("received-provisional", key=letters(key)) not in item.sentence
    assert (item.need, "đã thôi dùng" in item.sentence) == (Need.SET_ASIDE, True)
    assert commune.takes(school.report(3), confirm=False) == ("set_aside", "received-key-taken-back")
    with pytest.raises(KnownError, match="không có khóa nào như vậy"):
        take_back_key(commune.workspace, "TH-A", letters(key))
    confirm_key(commune.workspace, "TH-A", key)
    assert commune.sum("1.1") == 3
    undo(commune.workspace)
    assert commune.sum("1.1") is None
    undo(commune.workspace)
    assert commune.sum("1.1") == 3


def test_a_key_that_counted_uncompared_can_be_taken_back_and_no_other_counts_unseen(
    commune: Office, school: Office, offices: Offices
) -> None:
    commune.receive(school.report(2), confirm=False)
    take_back_key(commune.workspace, "TH-A", rollup(commune.workspace).members[0].key)
    assert commune.sum("1.1") is None
    other = offices("TH-A", "2")
    assert commune.takes(other.report(5), confirm=False) == ("needs_decision", "received-key-pending")
    confirm_key(commune.workspace, "TH-A")
    assert commune.sum("1.1") == 5


def test_keys_that_were_confirmed_together_are_one_decision(
    commune: Office, school: Office, offices: Offices
) -> None:
    commune.receive(school.report(2), offices("TH-B").report(3), confirm=False)
    compared = [(each.unit.code, each.key) for each in rollup(commune.workspace).members]
    assert confirm_keys(commune.workspace, compared) == 2
    assert [each.need for each in received_items(commune.workspace)] == [Need.NEW, Need.NEW]
    (past,) = past_decisions(commune.workspace)
    assert past.words == sentence("decided-keys", count=2, units=f"{A} (TH-A); {B} (TH-B)")
    assert undo(commune.workspace).words == past.words
    assert [each.need for each in received_items(commune.workspace)] == [Need.PROVISIONAL] * 2
    assert [each.undone for each in past_decisions(commune.workspace)] == [True]


def test_one_key_of_two_units_is_confirmed_for_one(commune: Office, school: Office, offices: Offices) -> None:
    commune.receive(school.report(2), offices("TH-B", key_of=school).report(9), confirm=False)
    key = rollup(commune.workspace).members[0].key
    with pytest.raises(KnownError) as refused:
        confirm_keys(commune.workspace, [("TH-A", key), ("TH-B", key)])
    assert refused.value.code == "received-key-bound"
    assert past_decisions(commune.workspace) == ()


def test_a_key_of_which_nothing_counts_changes_no_sum_when_it_is_taken_back(
    commune: Office, school: Office, offices: Offices
) -> None:
    other = offices("TH-A", "2")
    commune.receive(school.report(2), other.report(3), confirm=False)
    taken = take_back_key(commune.workspace, "TH-A", other.key.short)
    said = {"key": other.key.short, "unit": f"{A} (TH-A)"}
    assert taken.words(commune.workspace.form) == sentence("taken-back-unsummed", **said)
    assert [each.need for each in received_items(commune.workspace)] == [Need.KEY, Need.SET_ASIDE]


def test_a_picture_of_the_paper_marks_the_key_that_signed_its_code(
    commune: Office, school: Office, tmp_path: Path
) -> None:
    commune.receive(school.report(2), confirm=False)
    paper = tmp_path / "giay.pdf"
    print_report(school.workspace, paper, final=True)
    assert commune.takes(paper, confirm=False) == ("known", "paper-matches-pending")
    (item,) = received_items(commune.workspace)
    assert (item.need, item.is_on_paper) == (Need.PROVISIONAL, True)
    assert sentence("received-key-on-paper") in item.sentence


def test_confirming_that_is_stopped_confirms_no_key_and_sees_what_came_meanwhile(
    commune: Office, offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "_KEYS_EACH", 1)
    for code in ("TH-A", "TH-B", "TH-C"):
        commune.receive(offices(code).report(3), confirm=False)
    keys = [(each.unit.code, each.key) for each in rollup(commune.workspace).members]
    stopped = confirming_keys(commune.workspace, keys)
    assert [next(stopped), next(stopped)] == [1, 2]
    stopped.close()  # type: ignore[attr-defined]
    assert past_decisions(commune.workspace) == ()
    going = confirming_keys(commune.workspace, keys)
    next(going)
    take_back_key(commune.workspace, "TH-A", keys[0][1])
    rest = [*going]
    assert rest[-1] == ConfirmedKeys(3)
    assert len(rest) == 4  # all were looked at anew
