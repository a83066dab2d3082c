"""One round through every level: given out, filled in, returned, mended, accepted, summed and sent on.

The same through shown windows is in tests/ui/test_full_round.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from dev import ROOT
from lcweek_desktop.domain.form import Cell, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.receipt import HeadingPlace, PhotoPlace, ReceiptVerdict, RemarkState
from lcweek_desktop.services.assigning.assignment_files import make_assignments, recipients, terms_of
from lcweek_desktop.services.assigning.assignment_offer import assignment_offer, open_assignment
from lcweek_desktop.services.opening.receipt_offer import receipt_offer, take_receipt
from lcweek_desktop.services.receiving.board import board
from lcweek_desktop.services.receiving.journal import past_decisions, undo
from lcweek_desktop.services.receiving.judging import accept, give_back, sums_above
from lcweek_desktop.services.receiving.receipts import told_unit, write_receipt
from lcweek_desktop.services.receiving.remark_standings import remark_standings
from lcweek_desktop.services.report.answering import answer, remarks_to_answer
from lcweek_desktop.services.report.taken_receipts import receipt_notices
from lcweek_desktop.services.summing.reporting_status import ReportingStatus
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.summing.unit_reports import unit_reports
from lcweek_desktop.services.workspace.context import AppContext, open_context
from tests.services.conftest import Offices
from tests.services.installation import BEFORE_DEADLINE
from tests.services.office import Office

CLASSES = Cell(RowKey("1.1"), MeasureKey("count"))
TEXT = HeadingPlace(HeadingKey("I.1"))
DAY = date(2024, 10, 15)


@pytest.fixture
def new_machine(tmp_path: Path) -> Iterator[AppContext]:
    """A school's machine on which nothing was set up."""
    with open_context(tmp_path / "may-moi" / "lcweek", ROOT / "forms", lambda: BEFORE_DEADLINE) as context:
        yield context


def status_of(office: Office, code: str) -> ReportingStatus:
    return next(each.status for each in board(office.workspace).units if each.unit.code == code)


def configured(context: AppContext, giver: Office, code: str, folder: Path) -> Office:
    """The unit `code` at work on `context`, after it opened what `giver` made for it."""
    terms = terms_of(giver.workspace, DAY, "Gửi trước giờ chào cờ.")
    (written,) = make_assignments(giver.workspace, folder, recipients(giver.workspace, [code]), terms)
    return Office(open_assignment(context, assignment_offer(context, written.file)), folder)


def receipt(office: Office, code: str, name: str) -> Path:
    write_receipt(office.workspace, code, office.folder / name)
    return office.folder / name


def take(office: Office, file: Path, asks: str | None = None) -> tuple[str, ...]:
    """Take a receipt; `asks` is the code of the question to a person, None where nothing is asked."""
    offer = receipt_offer(office.context, file)
    assert (None if offer.question is None else offer.question.code) == asks
    return take_receipt(offer)


def test_from_the_assignment_of_a_school_to_the_sums_of_the_province(
    offices: Offices, new_machine: AppContext, tmp_path: Path
) -> None:
    province, district, commune = offices("12"), offices("106"), offices("03394")
    (tmp_path / "truong").mkdir()

    # The school opens one file, and is at work with the place, the day and the words that it was given.
    school = configured(new_machine, commune, "TH-A", tmp_path / "truong")
    assert (school.workspace.unit.code, school.workspace.units_above[0].code) == ("TH-A", "03394")
    assert status_of(commune, "TH-A") is ReportingStatus.MISSING

    # It fills in, and sends.
    picture = school.folder / "khai-mac.jpg"
    Image.new("RGB", (320, 240), "teal").save(picture)
    first = school.report(
        12,
        narrative={"I.1": "Mười hai lớp."},
        photos=[{"file": str(picture), "caption": "Khai mạc", "row": None}],
    )
    commune.receive(first)
    assert commune.sum("1.1") == 12
    assert status_of(commune, "TH-A") is ReportingStatus.RECEIVED

    # It is returned with remarks on a cell, a heading and a photo; the assignment named the commune's key.
    (photo,) = (each["file"].removesuffix(".jpg") for each in school.shown()["photos"])
    give_back(
        commune.workspace,
        "TH-A",
        [(CLASSES, "Số lớp có đúng không?"), (TEXT, "Xin viết rõ hơn."), (PhotoPlace(photo), "Ảnh mờ.")],
    )
    take(school, receipt(commune, "TH-A", "phieu-1.lcweek"))
    (notice,) = receipt_notices(school.workspace)
    assert (notice.verdict, notice.is_followed) == (ReceiptVerdict.RETURNED, False)
    remarks = {each.place: each.check.removeprefix("remark:") for each in remarks_to_answer(school.workspace)}
    assert [*remarks] == ["1.1.count", "narrative:I.1", "photo:0"]

    # It mends, answers, and sends the next revision, which the commune sees beside the first.
    answer(school.workspace, remarks["1.1.count"], "Đã đếm lại.")
    second = school.report(10, "lan-2.lcweek", narrative={"I.1": "Mười lớp ở hai điểm trường."}, photos=[])
    commune.receive(second)
    reports = unit_reports(commune.workspace, school.workspace.unit.id)
    standings = remark_standings(commune.workspace, reports)
    assert [each.state for each in standings] == [RemarkState.ANSWERED] * 3
    assert [(each.before, each.after) for each in standings][:2] == [
        ("12", "10"),
        ("Mười hai lớp.", "Mười lớp ở hai điểm trường."),
    ]
    assert commune.sum("1.1") == 10
    (notice,) = receipt_notices(school.workspace)
    assert notice.is_followed

    # It is accepted, and the school is told so; nothing is left to answer.
    accept(commune.workspace, "TH-A")
    take(school, receipt(commune, "TH-A", "phieu-2.pdf"))
    (notice,) = receipt_notices(school.workspace)
    assert notice.verdict is ReceiptVerdict.ACCEPTED
    assert remarks_to_answer(school.workspace) == ()

    # The commune sums and sends, the district does the same, and the province opens the number.
    commune.fill(figures={"1.1": {"count": 1, "people": 5}})
    district.receive(commune.send("xa.lcweek"))
    district.fill(figures={"1.1": {"count": 2, "people": 9}})
    province.receive(district.send("huyen.lcweek"))
    assert (district.sum("1.1"), province.sum("1.1")) == (13, 13)
    (of_district,) = rollup(province.workspace).members
    (of_commune,) = of_district.members
    (of_school,) = of_commune.members
    assert (of_school.unit.name, of_school.revision, of_school.figures[CLASSES]) == (
        "Trường Tiểu học Thèn Sin",
        2,
        10,
    )
    assert {each.unit.code: each.status for each in board(province.workspace).units if each.day} == {
        "106": ReportingStatus.RECEIVED,
        "03394": ReportingStatus.RECEIVED,
        "TH-A": ReportingStatus.RECEIVED,
    }

    # The district returns the commune's report after it was summed and sent on: what contains it is named.
    fingerprint = of_commune.fingerprint
    (said,) = sums_above(district.workspace, fingerprint)
    assert "Huyện Tam Đường" in said
    give_back(district.workspace, "03394", [(CLASSES, "Cộng lại giúp.")])
    take(commune, receipt(district, "03394", "phieu-xa.lcweek"), "receipt-key")
    commune.fill(figures={"1.1": {"count": 4, "people": 5}})
    district.receive(commune.send("xa-2.lcweek"))
    province.receive(district.send("huyen-2.lcweek"))
    assert (district.sum("1.1"), province.sum("1.1")) == (16, 16)

    # The province accepts; taking that back is one step, and changes no sum.
    accept(province.workspace, "106")
    told = told_unit(province.workspace, "106")
    assert told is not None and told.receipt.verdict is ReceiptVerdict.ACCEPTED
    take(district, receipt(province, "106", "phieu-huyen.pdf"), "receipt-key")
    decided = len(past_decisions(province.workspace))
    undo(province.workspace)
    assert [each.undone for each in past_decisions(province.workspace)[:decided]].count(True) == 1
    assert told_unit(province.workspace, "106") is None
    assert province.sum("1.1") == 16
