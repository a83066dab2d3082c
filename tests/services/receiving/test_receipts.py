"""Receipts: a receiver accepts or returns, the unit opens, answers and sends anew, the receiver settles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lcweek_desktop.bundle.receipt import read_receipt_file, write_receipt_file
from lcweek_desktop.domain.form import Cell, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.receipt import (
    MAX_REMARKS,
    HeadingPlace,
    ReceiptVerdict,
    RemarkPlace,
    RemarkState,
    remark_id,
)
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.opening.receipt_offer import receipt_offer, take_receipt
from lcweek_desktop.services.receiving.journal import past_decisions, undo
from lcweek_desktop.services.receiving.judging import (
    accept,
    accept_all,
    give_back,
    place_at,
    receipt_number,
    sums_above,
)
from lcweek_desktop.services.receiving.receipts import ToldUnit, told_unit, write_accepted, write_receipt
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.receiving.remark_standings import RemarkStanding, remark_standings
from lcweek_desktop.services.report.answering import answer, remarks_to_answer
from lcweek_desktop.services.report.checking import check_report
from lcweek_desktop.services.report.taken_receipts import kept_receipts, receipt_notices
from lcweek_desktop.services.summing.unit_reports import unit_reports
from lcweek_desktop.services.workspace.keys import signing_key
from tests.documents.reading import page_texts
from tests.services.conftest import Offices
from tests.services.office import Office

CLASSES = Cell(RowKey("1.1"), MeasureKey("count"))
PEOPLE = Cell(RowKey("1.1"), MeasureKey("people"))
XA, NAMED = "Xã Thèn Sin", "Trường Tiểu học Thèn Sin (TH-A)"
TEXT = HeadingPlace(HeadingKey("I.1"))


def refusal(act: object, *arguments: object, **named: object) -> str:
    assert callable(act)
    with pytest.raises(KnownError) as refused:
        act(*arguments, **named)
    return refused.value.code


def give(office: Office, *said: tuple[RemarkPlace, str], settled: tuple[str, ...] = ()) -> Path:
    """Return the report of TH-A and write the receipt."""
    give_back(office.workspace, "TH-A", said, settled=settled)
    return receipt(office)


def receipt(office: Office, name: str = "phieu.lcweek") -> Path:
    write_receipt(office.workspace, "TH-A", office.folder / name)
    return office.folder / name


def told(office: Office) -> ToldUnit:
    found = told_unit(office.workspace, "TH-A")
    assert found is not None
    return found


def take(office: Office, file: Path) -> tuple[str, ...]:
    return take_receipt(receipt_offer(office.context, file))


def shown(office: Office) -> list[tuple[str, str | None]]:
    return [(each.place, each.accepted) for each in remarks_to_answer(office.workspace)]


def standings(office: Office) -> tuple[RemarkStanding, ...]:
    unit = next(each for each in office.workspace.directory.units.values() if each.code == "TH-A")
    return remark_standings(office.workspace, unit_reports(office.workspace, unit.id))


def test_a_returned_report_comes_back_answered_and_is_settled(commune: Office, school: Office) -> None:
    commune.receive(school.report(12, narrative={"I.1": "Mười hai lớp."}))
    file = give(commune, (CLASSES, "Số lớp có đúng không?"), (TEXT, "Xin viết rõ hơn."), (None, "Thiếu ảnh."))
    said = take(school, file)
    assert said == (sentence("receipt-taken-returned", receiver=XA, revision=1, count=3),)
    assert shown(school) == [("1.1.count", None), ("narrative:I.1", None), ("report", None)]
    school.fill(figures={"1.1": {"count": 10, "people": 120}})
    found = remarks_to_answer(school.workspace)
    by_place = {each.place: each.check.removeprefix("remark:") for each in found}
    answer(school.workspace, by_place["1.1.count"], "Đã đếm lại:  10 lớp.")
    answer(school.workspace, by_place["report"], "Trường không chụp ảnh.")
    assert commune.takes(school.send("lai.lcweek")) == ("superseded_previous", "received-superseded")
    first, second, third = standings(commune)
    assert (first.state, first.before, first.after) == (RemarkState.ANSWERED, "12", "10")
    assert first.answer == "Đã đếm lại: 10 lớp."
    assert (second.state, second.before, second.answer) == (RemarkState.OPEN, "Mười hai lớp.", "")
    assert (third.state, third.answer) == (RemarkState.ANSWERED, "Trường không chụp ảnh.")
    item = next(each for each in received_items(commune.workspace) if each.revision == 2)
    _, answered, *lines = item.sentence.split("\n")
    assert answered == sentence("judged-answered", count=3, answered=2)
    places = [each.place for each in (first, second, third)]
    assert lines == [
        sentence(
            "remark-changed",
            place=places[0],
            text="Số lớp có đúng không?",
            before="12",
            after="10",
            answer="Đã đếm lại: 10 lớp.",
        ),
        sentence("remark-waits", place=places[1], text="Xin viết rõ hơn."),
        sentence("remark-kept", place=places[2], text="Thiếu ảnh.", answer="Trường không chụp ảnh."),
    ]
    settled = tuple(each.remark.id for each in (first, third))
    take(school, give(commune, settled=settled))
    assert shown(school) == [("narrative:I.1", None)]
    accept(commune.workspace, "TH-A")
    accepted = sentence("receipt-taken-accepted", receiver=XA, revision=2)
    assert take(school, receipt(commune)) == (accepted,)
    (decided, *_) = past_decisions(commune.workspace)
    assert decided.words == sentence("decided-accepted", unit=NAMED, revision=2)
    assert sentence("judged-accepted") in received_items(commune.workspace)[0].sentence
    assert shown(school) == []


def test_a_settled_remark_does_not_come_back_with_an_older_receipt(commune: Office, school: Office) -> None:
    commune.receive(school.report(12))
    older = give(commune, (CLASSES, "Số lớp có đúng không?"))
    kept = older.rename(older.with_name("cu.lcweek"))
    accept(commune.workspace, "TH-A")
    take(school, receipt(commune))
    said = take(school, kept)
    assert said[-1] == sentence("receipt-older", receiver=XA)
    assert shown(school) == []
    undo(commune.workspace)
    take(school, receipt(commune))
    assert [each.receipt.number for each in kept_receipts(school.workspace)] == [2, 1, 3]
    assert shown(school) == []


def test_a_withdrawn_return_leaves_nothing_to_answer(commune: Office, school: Office) -> None:
    commune.receive(school.report(12))
    take(school, give(commune, (CLASSES, "Sai?"), (PEOPLE, "Sai nữa?")))
    undone = undo(commune.workspace)
    assert undone.words == sentence("decided-returned", unit=NAMED, revision=1, count=2)
    assert told_unit(commune.workspace, "TH-A") is None
    take(school, give(commune, (PEOPLE, "Chỉ số này thôi.")))
    assert shown(school) == [("1.1.people", None)]
    assert told(commune).receipt.number == 3


def test_returning_takes_nothing_out_of_the_sum_and_names_what_has_to_be_made_anew(
    commune: Office, school: Office, district: Office
) -> None:
    commune.receive(school.report(12))
    district.receive(commune.report(1, "xa.lcweek"))
    give(commune, (CLASSES, "Sai?"))
    assert commune.sum("1.1") == 13
    (above,) = sums_above(commune.workspace, told(commune).receipt.fingerprint)
    assert above == sentence("above-own", name=XA, revision=1)
    (item,) = received_items(commune.workspace)
    assert sentence("judged-returned", count=1, answered=0) in item.sentence
    district.receive(school.send("thang.lcweek", to="106"))
    fingerprint = told(commune).receipt.fingerprint
    assert sums_above(district.workspace, fingerprint) == (sentence("above-member", name=XA, revision=1),)
    assert refusal(give_back, district.workspace, "TH-B", [(None, "Sai?")]) == "receipt-none-held"


def test_a_report_that_waits_for_its_key_can_be_returned_but_not_accepted(
    commune: Office, school: Office, offices: Offices
) -> None:
    """Two keys of one unit came, so that neither report counts until a person answers."""
    commune.receive(offices("TH-A", "2").report(11), school.report(12), confirm=False)
    assert refusal(accept, commune.workspace, "TH-A") == "receipt-not-counted"
    assert refusal(receipt, commune) == "receipt-not-counted"
    take(school, give(commune, (None, "Xin gọi lại cho xã.")))
    assert shown(school) == [("report", None)]


def test_the_first_receipt_asks_for_its_key_and_another_key_asks_again(
    commune: Office, school: Office, offices: Offices
) -> None:
    commune.receive(school.report(12))
    offer = receipt_offer(school.context, give(commune, (CLASSES, "Sai?")))
    assert offer.question is not None and offer.question.code == "receipt-key"
    assert commune.key.short in offer.question.message
    take_receipt(offer)
    accept(commune.workspace, "TH-A")
    again = receipt_offer(school.context, receipt(commune))
    assert again.question is None
    renewed = offices("03394", "2")
    renewed.receive(school.folder / "bao-cao.lcweek")
    other = receipt_offer(school.context, receipt(renewed))
    assert other.question is not None and other.question.code == "receipt-other-key"
    assert renewed.key.short in other.question.message and commune.key.short in other.question.message


def test_a_receipt_for_somebody_else_is_refused_and_changes_nothing(
    commune: Office, school: Office, offices: Offices
) -> None:
    commune.receive(school.report(12))
    file = give(commune, (CLASSES, "Sai?"))
    other = offices("TH-B")
    assert refusal(receipt_offer, other.context, file) == "receipt-others"
    assert refusal(receipt_offer, commune.context, file) == "receipt-others"
    said = read_receipt_file(file.read_bytes()).receipt
    forged = school.folder / "gia.lcweek"
    other.report(1)  # which makes its key
    key = signing_key(other.context, other.workspace.unit.id)
    forged.write_bytes(write_receipt_file(replace(said, receiver=other.workspace.unit), key))
    assert refusal(receipt_offer, school.context, forged) == "receipt-not-above"
    assert refusal(receipt_offer, school.context, school.folder / "bao-cao.lcweek") == "report-not-receipt"
    assert commune.takes(file) == ("unreadable", "receipt-not-report")
    assert shown(school) == []


def test_a_new_machine_goes_on_above_the_highest_revision_seen(
    commune: Office, school: Office, offices: Offices
) -> None:
    commune.receive(school.report(1), school.report(2, "hai.lcweek"), school.report(3, "ba.lcweek"))
    renewed = offices("TH-A", "2")
    said = take(renewed, give(commune, (CLASSES, "Sai?")))
    assert said[-1] == sentence("receipt-no-revision", revision=3, highest=3)
    renewed.fill(figures={"1.1": {"count": 5, "people": 50}})
    assert renewed.sent().revision == 4


def test_another_report_under_the_same_number_is_told(
    commune: Office, school: Office, offices: Offices
) -> None:
    commune.receive(school.report(1))
    renewed = offices("TH-A", "2")
    renewed.report(7)
    said = take(renewed, give(commune, (CLASSES, "Sai?")))
    assert said[-1] == sentence("receipt-other-report", revision=1, receiver=XA)


def test_remarks_are_refused_before_anything_is_decided(commune: Office, school: Office) -> None:
    commune.receive(school.report(1))
    for code, said, settled in (
        ("receipt-empty", [], ()),
        ("receipt-empty", [(None, "  ")], ()),
        ("receipt-text", [(None, "ạ" * 501)], ()),
        ("receipt-unknown-remark", [(None, "Sai?")], ("0" * 16,)),
        ("receipt-too-many", [(None, f"Ý kiến {at}") for at in range(101)], ()),
    ):
        found = refusal(give_back, commune.workspace, "TH-A", said, settled=settled)
        assert found == code
    assert refusal(place_at, commune.form, "99.count") == "receipt-place"
    assert refusal(place_at, commune.form, "photo:abc") == "receipt-place"
    assert place_at(commune.form, "photo:" + "a" * 64) is not None
    assert past_decisions(commune.workspace)[0].words.startswith("Xác nhận khóa")
    assert refusal(answer, school.workspace, "0" * 16, "Đúng.") == "receipt-unknown-remark"


def test_an_answer_that_is_too_long_is_refused(commune: Office, school: Office) -> None:
    commune.receive(school.report(1))
    take(school, give(commune, (CLASSES, "Sai?")))
    (finding,) = remarks_to_answer(school.workspace)
    remark = finding.check.removeprefix("remark:")
    assert refusal(answer, school.workspace, remark, "ạ" * 501) == "receipt-text"
    answer(school.workspace, remark, "Đúng.")
    assert shown(school) == [("1.1.count", "Đúng.")]
    school.fill(accepted=school.shown()["accepted"])
    assert shown(school) == [("1.1.count", "Đúng.")]
    answer(school.workspace, remark, "")
    assert shown(school) == [("1.1.count", None)]


def test_what_is_accepted_in_one_go_is_one_decision_and_one_undo_takes_it_back(
    commune: Office, school: Office, offices: Offices
) -> None:
    commune.receive(school.report(1), offices("TH-B").report(2))
    before = len(past_decisions(commune.workspace))
    assert len(accept_all(commune.workspace)) == 2
    decisions = past_decisions(commune.workspace)
    assert len(decisions) == before + 1
    names = "Trường Tiểu học Thèn Sin (TH-A); Trường THCS Thèn Sin (TH-B)"
    assert decisions[0].words == sentence("decided-accepted-all", count=2, units=names)
    undo(commune.workspace)
    assert not commune.workspace.decisions.judgements
    assert receipt_number(commune.workspace, school.workspace.unit.id) == 2


def test_all_counted_reports_are_accepted_in_one_go_but_those_that_were_returned(
    commune: Office, school: Office, offices: Offices
) -> None:
    other = offices("TH-B")
    commune.receive(school.report(1), other.report(2))
    nobody = write_accepted(offices("106").workspace, commune.folder / "x")
    assert refusal(list, nobody) == "receipt-none-counted"
    give(commune, (CLASSES, "Sai?"))
    folder = commune.folder / "phieu"
    assert [file.name for file in write_accepted(commune.workspace, folder)] == [
        "phieu-tiep-nhan-2024-TH-B.pdf"
    ]
    (said,) = take(other, folder / "phieu-tiep-nhan-2024-TH-B.pdf")
    assert said == "Xã Thèn Sin đã tiếp nhận báo cáo, bản số 1."
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert len(list(write_accepted(commune.workspace, folder))) == 1
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    commune.receive(school.report(3, "hai.lcweek"))  # nobody has looked at it yet
    assert len(list(write_accepted(commune.workspace, folder))) == 1


def test_what_is_told_is_one_short_message(commune: Office, school: Office) -> None:
    commune.receive(school.report(1))
    give(commune, (CLASSES, "Số lớp có đúng không?"))
    message = told(commune).message()
    first, remark, last = message.splitlines()
    named = {
        "receiver": XA,
        "name": school.workspace.unit.name,
        "campaign": "2024",
        "revision": 1,
        "code": told(commune).code,
    }
    assert first == sentence("receipt-text-returned", **named)
    assert remark.startswith("1. 1.1 “") and remark.endswith(": Số lớp có đúng không?")
    assert last == sentence("receipt-text-file")
    accept(commune.workspace, "TH-A")
    assert told(commune).message() == sentence("receipt-text-accepted", **named)


def test_the_page_names_the_remarks_and_the_key(commune: Office, school: Office) -> None:
    commune.receive(school.report(1))
    give(commune, (CLASSES, "Số lớp có đúng không?"))
    page = " ".join(page_texts(receipt(commune, "phieu.pdf").read_bytes())[0].split())
    for words in ("PHIẾU TRẢ LẠI BÁO CÁO", "Phiếu số: 1", "Số lớp có đúng không?", commune.key.short):
        assert words in page
    accept(commune.workspace, "TH-A")
    page = " ".join(page_texts(receipt(commune, "nhan.pdf").read_bytes())[0].split())
    assert "PHIẾU TIẾP NHẬN BÁO CÁO" in page and "đã xong" in page


def test_a_receipt_holds_no_more_remarks_than_the_format(commune: Office, school: Office) -> None:
    commune.receive(school.report(1))
    give(commune, (CLASSES, "Sai?"))
    said = told(commune).receipt
    (stated,) = said.remarks
    many = tuple(
        stated._replace(remark=replace(stated.remark, id=f"{at:016x}")) for at in range(MAX_REMARKS + 1)
    )
    key = signing_key(commune.context, commune.workspace.unit.id)
    assert refusal(write_receipt_file, replace(said, remarks=many), key) == "bundle-write-receipt"


def test_the_line_about_a_receipt_goes_once_a_later_revision_was_sent(
    commune: Office, school: Office
) -> None:
    commune.receive(school.report(1))
    take(school, give(commune, (CLASSES, "Sai?")))
    (notice,) = receipt_notices(school.workspace)
    assert (notice.receiver, notice.revision, notice.verdict, notice.is_followed) == (
        "Xã Thèn Sin",
        1,
        ReceiptVerdict.RETURNED,
        False,
    )
    school.report(2)
    assert receipt_notices(school.workspace)[0].is_followed


def test_a_remark_about_what_is_gone_is_about_the_report(commune: Office, school: Office) -> None:
    commune.receive(school.report(1))
    take(school, give(commune, (place_at(commune.form, "photo:" + "a" * 64), "Ảnh mờ.")))
    (finding,) = remarks_to_answer(school.workspace)
    assert finding.place == "report"
    assert finding.sentence == sentence("remark-open", receiver=XA, place="một ảnh", text="Ảnh mờ.")


def test_a_receipt_that_is_damaged_is_told(commune: Office, school: Office) -> None:
    commune.receive(school.report(1))
    take(school, give(commune, (CLASSES, "Sai?")))
    for blob in (school.context.home / "blobs").rglob("*"):
        if blob.is_file():
            blob.write_bytes(b"")
    found = [each.check for each in check_report(school.workspace)]
    assert "receipt-damaged" in found and not any(each.startswith("remark:") for each in found)


def test_the_same_remark_made_again_later_is_another_one(commune: Office, school: Office) -> None:
    unit = school.workspace.unit
    one, two = (remark_id(unit, "a" * 64, number, CLASSES, "Sai?") for number in (1, 2))
    assert one != two and one == remark_id(unit, "a" * 64, 1, CLASSES, "Sai?")
