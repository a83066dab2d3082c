"""What a receiver is shown of the units below and of what they sent, read only from what is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from dev import ROOT
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.formdefs import load_forms
from lcweek_desktop.services.receiving.board import board
from lcweek_desktop.services.receiving.deciding import confirm_keys
from lcweek_desktop.services.receiving.identity import one_unit
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.receiving.reminders import Branch, reminder
from lcweek_desktop.services.summing.reporting_status import ReportingStatus
from lcweek_desktop.services.workspace.workspace import Workspace
from tests.bundle.altered_pdfs import with_comment, with_signature
from tests.services.conftest import Offices
from tests.services.office import Office


def statuses(office: Office) -> dict[str, ReportingStatus]:
    return {child.unit.code: child.status for child in board(office.workspace).direct}


def needs(office: Office) -> list[tuple[str | None, int | None, Need]]:
    found = received_items(office.workspace)
    return [(item.unit.code if item.unit else None, item.revision, item.need) for item in found]


def test_each_unit_has_one_status(offices: Offices, commune: Office) -> None:
    commune.receive(offices("TH-A").report(3))
    commune.receive(offices("TH-B").report(3), offices("TH-B", "2").report(4), confirm=False)
    assert statuses(commune) == {
        "TH-A": ReportingStatus.RECEIVED,
        "TH-B": ReportingStatus.WAITING,
        "TH-C": ReportingStatus.MISSING,
    }


def test_who_is_missing_after_the_deadline_is_overdue(offices: Offices, commune: Office) -> None:
    late = replace(commune.context, now=lambda: datetime(2024, 10, 20, 8))
    commune.receive(offices("TH-A").report(3))
    found = {
        child.unit.code: child.status for child in board(replace(commune.workspace, context=late)).direct
    }
    assert found == {
        "TH-A": ReportingStatus.RECEIVED,
        "TH-B": ReportingStatus.OVERDUE,
        "TH-C": ReportingStatus.OVERDUE,
    }
    last_day = replace(commune.context, now=lambda: datetime(2024, 10, 19, 23, 59))
    assert board(replace(commune.workspace, context=last_day)).direct[1].status is ReportingStatus.MISSING


def test_a_reminder_is_the_campaigns_own_words(commune: Office) -> None:
    missing = tuple(child.unit for child in board(commune.workspace).direct)[:2]
    branch = Branch(commune.workspace.unit, missing)
    before = reminder(commune.workspace, branch, date(2024, 10, 19))
    assert before.startswith("Kính gửi:\n- Trường Mầm non Thèn Sin\n- Trường THCS Thèn Sin\n\n")
    assert "Ủy ban nhân dân xã Thèn Sin chưa nhận được báo cáo" in before
    assert "trước ngày 20/10/2024" in before
    after = reminder(commune.workspace, branch, date(2024, 10, 20))
    assert "Đã hết thời hạn" in after and "trước ngày 20/10/2024" in after


def test_another_year_reminds_in_its_own_words(commune: Office) -> None:
    form = load_forms(ROOT / "tests" / "data" / "forms")[CampaignId("2031")]
    unit = replace(commune.workspace.unit, level=form.levels[0].key)
    workspace = Workspace(commune.context, unit, form)
    assert reminder(workspace, Branch(unit, (unit,)), date(2031, 5, 10)) == (
        "Nhắc chậm nhất ngày 10/5/2031:\n- Xã Thèn Sin\ngửi về Xã Thèn Sin."
    )


def test_a_replaced_report_names_the_changed_cells(school: Office, commune: Office) -> None:
    commune.receive(school.report(3))
    commune.receive(school.report(4))
    assert needs(commune) == [("TH-A", 2, Need.CHANGED), ("TH-A", 1, Need.OLD)]
    newest = received_items(commune.workspace)[0]
    assert newest.other_revision == 1
    assert [(str(cell), before, now) for cell, before, now in newest.changes] == [
        ("1.1.count", 3, 4),
        ("1.1.people", 30, 40),
    ]


def test_two_reports_of_one_number_are_each_compared_with_the_other(
    offices: Offices, commune: Office
) -> None:
    one = offices("TH-A")
    other = offices("TH-A", "2", key_of=one)
    commune.receive(one.report(3), other.report(5))
    found = received_items(commune.workspace)
    assert [item.need for item in found] == [Need.DECISION, Need.DECISION]
    numbers = {item.changes[0][1:] for item in found}
    assert numbers == {(3, 5), (5, 3)}


def test_keys_are_confirmed_together_or_not_at_all(offices: Offices, commune: Office) -> None:
    commune.receive(offices("TH-A").report(3), offices("TH-B").report(4), confirm=False)
    waiting = received_items(commune.workspace)
    compared = [(item.unit.code, item.key) for item in waiting if item.unit is not None]
    assert confirm_keys(commune.workspace, compared) == 2
    assert statuses(commune) == {
        "TH-A": ReportingStatus.RECEIVED,
        "TH-B": ReportingStatus.RECEIVED,
        "TH-C": ReportingStatus.MISSING,
    }


def test_a_confirmed_unit_whose_reports_are_in_conflict_is_not_said_to_count(
    offices: Offices, commune: Office
) -> None:
    one = offices("TH-A")
    other = offices("TH-A", "2", key_of=one)
    commune.receive(one.report(3), other.report(5), offices("TH-B").report(4), confirm=False)
    waiting = received_items(commune.workspace)
    compared = {(item.unit.code, item.key) for item in waiting if item.unit is not None}
    assert confirm_keys(commune.workspace, sorted(compared)) == 1


def test_one_wrong_key_confirms_none(offices: Offices, commune: Office) -> None:
    commune.receive(offices("TH-A").report(3), confirm=False)
    (waiting,) = received_items(commune.workspace)
    with pytest.raises(KnownError) as caught:
        confirm_keys(commune.workspace, [("TH-A", waiting.key), ("TH-B", waiting.key)])
    assert caught.value.code == "key-none-waiting"
    assert needs(commune) == [("TH-A", 1, Need.PROVISIONAL)]


def test_a_file_set_aside_says_why_after_a_restart(offices: Offices, commune: Office) -> None:
    (receipt,) = commune.receive(offices("TH-D").report(3))
    (aside,) = received_items(commune.workspace)
    assert (aside.need, aside.held_id, aside.file) == (Need.SET_ASIDE, None, "bao-cao.lcweek")
    assert aside.sentence == receipt.message
    assert aside.unit is not None and aside.unit.code == "TH-D"


def test_a_report_under_an_old_key_is_shown_once_however_many_files_bring_it(
    offices: Offices, commune: Office, school: Office
) -> None:
    again = offices("TH-A", "2")
    commune.receive(school.report(3), again.report(4))
    one_unit(commune.workspace, "TH-A", again.key.short)
    commune.receive(school.report(5), school.send("bao-cao.pdf"), confirm=False)
    school.fill(signoff={"number": "12"})
    commune.receive(school.send("so-12.lcweek"), confirm=False)
    assert needs(commune) == [("TH-A", 1, Need.CHANGED), ("TH-A", 1, Need.OLD), ("TH-A", 2, Need.SET_ASIDE)]


def test_a_report_without_its_predecessor_says_so(school: Office, commune: Office) -> None:
    school.report(3)
    commune.receive(school.report(4))
    (item,) = received_items(commune.workspace)
    assert "báo cáo liền trước" in item.sentence


def test_what_other_programs_did_to_a_pdf_is_still_shown_after_a_restart(
    offices: Offices, commune: Office
) -> None:
    kept, lost = offices("TH-A"), offices("TH-C")
    for office in (kept, lost):
        office.fill(figures={"1.1": {"count": 1}})
    first, second = kept.send("a.pdf"), lost.send("c.pdf")
    first.write_bytes(with_signature(first.read_bytes()))
    second.write_bytes(with_comment(second.read_bytes()))
    receipts = commune.receive(first, second)
    assert [receipt.notes for receipt in receipts] == [("pdf-signed",), ("pdf-added",)]
    notes = [item.sentence.partition("\n")[2] for item in received_items(commune.workspace)]
    assert sorted(notes) == sorted(map(sentence, ("pdf-signed", "pdf-added")))


def test_the_signed_copy_of_a_report_that_was_held_before_is_named_beside_it(
    offices: Offices, commune: Office
) -> None:
    school = offices("TH-A")
    commune.receive(school.report(3), school.send("truoc.pdf"))
    file = school.send("da-ky.pdf")
    file.write_bytes(with_signature(file.read_bytes()))
    assert commune.takes(file) == ("known", "received-known")
    (item,) = received_items(commune.workspace)
    assert item.file == "bao-cao.lcweek"
    assert item.sentence.splitlines()[1:] == [f"da-ky.pdf: {sentence('pdf-signed')}"]
