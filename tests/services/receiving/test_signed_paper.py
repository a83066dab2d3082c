"""Figures of signed paper whose file did not come: they count, and give way to the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lcweek_desktop.bundle.paper import decode_paper, encode_paper, sign_paper
from lcweek_desktop.domain.form import Cell, CellState, Form, MeasureKey, RowKey
from lcweek_desktop.domain.receipt import ReceiptVerdict
from lcweek_desktop.services.output.copies import scans_pdf
from lcweek_desktop.services.output.preview import page_sizes
from lcweek_desktop.services.receiving.deciding import confirm_key, decide
from lcweek_desktop.services.receiving.disputes import disputes
from lcweek_desktop.services.receiving.identity import one_unit
from lcweek_desktop.services.receiving.judging import give_back
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.receipts import told_unit
from lcweek_desktop.services.receiving.received_items import ReceivedItem, received_items
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.summing.reporting_status import reporting_progress
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.keys import signing_key
from tests.services.conftest import Offices
from tests.services.office import Office
from tests.services.signed_paper import (
    COUNT,
    altered_paper,
    pdf_with_code,
    print_signed,
    signed_page,
    signed_payload,
)
from tests.zips import zipped

PEOPLE = Cell(RowKey("1.1"), MeasureKey("people"))
LINES = [{"label": "Hội thi đọc sách", "count": 3}, {"label": "Ngày hội sách", "people": 40}]


@pytest.fixture
def informed(school: Office, commune: Office) -> Office:
    """The commune, which confirmed the school's key and holds its first report of 137 classes."""
    commune.receive(school.report(137))
    return commune


def print_report_of(office: Office, count: int, name: str = "giay.pdf", **more: Any) -> Path:
    office.fill(figures={"1.1": {"count": count, "people": 10 * count}}, **more)
    return print_signed(office, name)


def receive_one(office: Office, file: Path) -> ReceiveResult:
    (receipt,) = office.receive(file, confirm=False)
    return receipt


def item_of(office: Office, revision: int) -> ReceivedItem:
    (found,) = [each for each in received_items(office.workspace) if each.revision == revision]
    return found


def test_paper_that_came_before_the_first_report_of_its_unit_is_compared_once_that_came(
    school: Office, commune: Office
) -> None:
    sheet = print_report_of(school, 137)
    archive = commune.folder / "giay.zip"
    archive.write_bytes(zipped({"giay.pdf": sheet.read_bytes()}))
    for early in (sheet, archive):
        assert commune.receive(early, confirm=False)[-1].code == "paper-key-unknown"
    commune.receive(school.send(), confirm=False)
    (item,) = received_items(commune.workspace)
    assert (item.need, item.is_on_paper) == (Need.PROVISIONAL, True)


def test_early_paper_that_was_taken_away_stays_in_the_list(school: Office, commune: Office) -> None:
    sheet = print_report_of(school, 137)
    commune.receive(sheet, confirm=False)
    sheet.unlink()
    commune.receive(school.send(), confirm=False)
    assert [item.need for item in received_items(commune.workspace)] == [Need.PROVISIONAL, Need.PAPER]


def test_paper_without_its_file_counts_until_the_file_comes(school: Office, informed: Office) -> None:
    sheet = print_report_of(school, 140)
    receipt = receive_one(informed, sheet)
    assert (receipt.verdict, receipt.code) == (ReceiveVerdict.SUPERSEDED_PREVIOUS, "received-superseded")
    assert receipt.notes == ("received-unfiled",)
    assert informed.sum("1.1") == 140
    item = item_of(informed, 2)
    assert (item.need, item.is_paper_only, item.file, item.other_revision) == (
        Need.CHANGED,
        True,
        "giay.pdf",
        1,
    )
    assert "chưa có tệp" in item.sentence
    assert receive_one(informed, sheet).code == "received-known"
    receipt = receive_one(informed, school.send())
    assert (receipt.verdict, receipt.code) == (ReceiveVerdict.ACCEPTED, "received-paper-filed")
    assert (informed.sum("1.1"), item_of(informed, 2).is_paper_only) == (140, False)
    assert receive_one(informed, sheet).code == "paper-matches"


def test_the_picture_is_kept_and_looked_at(school: Office, informed: Office) -> None:
    print_report_of(school, 140)
    photo = informed.folder / "anh.png"
    signed_page(school.folder / "giay.pdf").save(photo)
    assert receive_one(informed, photo).code == "received-superseded"
    assert len(page_sizes(scans_pdf(informed.workspace, item_of(informed, 2)))) == 1


def test_a_pdf_with_lines_of_a_mail_before_it_is_looked_at_as_a_pdf(school: Office, informed: Office) -> None:
    sheet = print_report_of(school, 140)
    sheet.write_bytes(b"From: a@b\r\n\r\n" + sheet.read_bytes())
    receive_one(informed, sheet)
    assert page_sizes(scans_pdf(informed.workspace, item_of(informed, 2)))


@pytest.mark.parametrize("lines", [LINES, LINES * 100])
def test_it_goes_up_in_the_sums_and_is_judged_there(
    school: Office, informed: Office, district: Office, lines: list[dict[str, Any]]
) -> None:
    receive_one(informed, print_report_of(school, 140, other_rows=lines))
    (receipt,) = district.receive(informed.report(1))
    assert (receipt.code, district.sum("1.1")) == ("received-accepted", 141)
    (above,) = rollup(district.workspace).members
    (member,) = above.members
    assert (member.unit.code, member.revision, member.paper) == ("TH-A", 2, signed_payload(school))
    assert len(member.fingerprint) == 20
    named = [line.label for _, line in rollup(district.workspace).own_lines()]
    assert named == (["Hoạt động đọc từ bản giấy"] * 2 if lines is LINES else [])
    informed.receive(school.send())
    (receipt,) = district.receive(informed.send("lai.lcweek"))
    assert (receipt.code, district.sum("1.1")) == ("received-superseded", 141)


def test_paper_without_its_file_counts_only_under_a_confirmed_key(school: Office, commune: Office) -> None:
    first = school.report(137)
    sheet = print_report_of(school, 140)
    assert (receive_one(commune, sheet).code, commune.sum("1.1")) == ("paper-key-unknown", None)
    commune.receive(first, confirm=False)
    assert (receive_one(commune, sheet).code, commune.sum("1.1")) == ("paper-key-unknown", 137)
    confirm_key(commune.workspace, "TH-A")
    assert (receive_one(commune, sheet).code, commune.sum("1.1")) == ("received-superseded", 140)


def test_other_figures_under_the_same_fingerprint_change_nothing(school: Office, informed: Office) -> None:
    receive_one(informed, print_report_of(school, 140))
    key = signing_key(school.context, school.workspace.unit.id)
    assert (receive_one(informed, altered_paper(school, 999, key)).code, informed.sum("1.1")) == (
        "received-known",
        140,
    )


def test_two_papers_under_one_number_are_a_conflict(school: Office, informed: Office) -> None:
    receive_one(informed, print_report_of(school, 140))
    sent = decode_paper(school.form, signed_payload(school))
    key = signing_key(school.context, school.workspace.unit.id)
    head = sent.head._replace(fingerprint=bytes(10))
    other = sign_paper(key, encode_paper(school.form, head, {COUNT: 9, PEOPLE: 9}, sent.lines))
    receipt = receive_one(informed, pdf_with_code(other, school.folder / "khac.pdf"))
    assert (receipt.verdict, informed.sum("1.1")) == (ReceiveVerdict.CONFLICT, 137)


def test_figures_that_no_report_can_have_are_not_taken(school: Office, informed: Office) -> None:
    print_report_of(school, 140)
    sent = decode_paper(school.form, signed_payload(school))
    key = signing_key(school.context, school.workspace.unit.id)
    total = next(cell for cell in school.form.stored_cells if is_total_of_open(school.form, cell))
    part = school.form.parts(total)[0]
    wrong = encode_paper(school.form, sent.head, {total: 1, part: 2}, sent.lines)
    receipt = receive_one(informed, pdf_with_code(sign_paper(key, wrong), school.folder / "khac.pdf"))
    assert (receipt.verdict, receipt.code, informed.sum("1.1")) == (
        ReceiveVerdict.UNREADABLE,
        "bundle-sum",
        137,
    )


def is_total_of_open(form: Form, cell: Cell) -> bool:
    parts = form.parts(cell)
    is_total = form.rule(cell).state is CellState.TOTAL
    return is_total and bool(parts) and form.rule(parts[0]).state is CellState.OPEN


def test_a_file_that_says_otherwise_is_a_conflict(school: Office, informed: Office) -> None:
    print_report_of(school, 140)
    key = signing_key(school.context, school.workspace.unit.id)
    receive_one(informed, altered_paper(school, 1_140, key))
    assert informed.sum("1.1") == 1_140
    receipt = receive_one(informed, school.send())
    assert (receipt.verdict, informed.sum("1.1")) == (ReceiveVerdict.CONFLICT, 137)
    assert receipt.fingerprint is not None
    decide(informed.workspace, "TH-A", receipt.fingerprint)
    assert informed.sum("1.1") == 140


def test_paper_from_a_reinstalled_machine_is_no_rival_of_the_old_ones_file(
    school: Office, informed: Office, offices: Offices
) -> None:
    """The new machine counts its reports from 1 again, under its own key."""
    informed.receive(school.report(138))
    again = offices("TH-A", "2")
    informed.receive(again.report(1))
    one_unit(informed.workspace, "TH-A", again.key.short)
    sheet = print_report_of(again, 140)
    assert (receive_one(informed, sheet).code, informed.sum("1.1")) == ("received-superseded", 140)


def test_what_was_decided_of_paper_holds_for_its_file(school: Office, informed: Office) -> None:
    school.fill(figures={"1.1": {"count": 5, "people": None}})
    receipt = receive_one(informed, print_signed(school))
    assert (receipt.code, informed.sum("1.1")) == ("received-fewer-cells", 137)
    assert receipt.fingerprint is not None
    decide(informed.workspace, "TH-A", receipt.fingerprint)
    assert informed.sum("1.1") == 5
    assert receive_one(informed, school.send()).code == "received-paper-filed"
    assert informed.sum("1.1") == 5


def test_a_later_report_finds_its_predecessor_on_paper(school: Office, informed: Office) -> None:
    receive_one(informed, print_report_of(school, 140))
    assert receive_one(informed, school.report(150)).code == "received-superseded"
    assert item_of(informed, 2).need is Need.OLD


def test_a_sum_on_paper_is_not_added_to_what_it_may_hold(
    school: Office, commune: Office, district: Office
) -> None:
    commune.receive(school.report(137))
    district.receive(commune.report(1))
    sheet = print_report_of(commune, 2)
    assert (receive_one(district, sheet).code, district.sum("1.1")) == ("received-superseded", 139)
    district.receive(school.send("rieng.lcweek", "106"))
    assert district.sum("1.1") == 138  # the file of the commune counts again, and the school once
    assert item_of(district, 2).need is Need.SET_ASIDE
    assert receive_one(district, sheet).code == "received-paper-overlap"
    assert reporting_progress(district.workspace).waiting == ("03394",)
    assert receive_one(district, commune.send("tep.lcweek")).code == "received-superseded"
    assert district.sum("1.1") == 139


def test_paper_of_a_report_that_came_inside_anothers_is_a_copy_of_it(
    school: Office, commune: Office, district: Office
) -> None:
    district.receive(school.report(137, "truoc.lcweek"))
    sheet = print_report_of(school, 140)
    commune.receive(school.send())
    district.receive(commune.report(1))
    assert (receive_one(district, sheet).code, district.sum("1.1")) == ("received-double", 141)
    (double,) = disputes(district.workspace, rollup(district.workspace))
    assert double.are_copies


def test_the_paper_of_a_unit_that_is_not_below_is_not_taken(school: Office, informed: Office) -> None:
    sheet = print_report_of(informed, 3)
    receipt = receive_one(school, sheet)
    assert (receipt.verdict, receipt.code) == (ReceiveVerdict.PAPER, "paper-key-unknown")


def test_what_was_returned_on_paper_stays_returned_when_its_file_comes(
    school: Office, informed: Office
) -> None:
    receive_one(informed, print_report_of(school, 140))
    give_back(informed.workspace, "TH-A", [(None, "Thiếu ảnh.")])
    on_paper = told_unit(informed.workspace, "TH-A")
    assert on_paper is not None and len(on_paper.receipt.fingerprint) == 20
    receive_one(informed, school.send())
    with_file = told_unit(informed.workspace, "TH-A")
    assert with_file is not None
    assert (with_file.receipt.fingerprint, with_file.receipt.verdict) == (
        on_paper.receipt.fingerprint,
        ReceiptVerdict.RETURNED,
    )
