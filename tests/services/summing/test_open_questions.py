"""No school is out of a sum without a word: at Kiểm tra, in the draft, in the workbook, in the chart."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.output.charting import write_chart
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.receiving.deciding import confirm_key
from lcweek_desktop.services.receiving.questions import QuestionKind, questions
from lcweek_desktop.services.receiving.taking_back import take_back_key
from lcweek_desktop.services.report.checking import check_report
from lcweek_desktop.services.report.freezing import freeze
from lcweek_desktop.services.summing.open_questions import joined, open_questions
from lcweek_desktop.services.summing.remarks import sums_notes, sums_remark
from tests.services.conftest import Offices, key_file
from tests.services.office import Office
from tests.services.spoiled import spoil

A = "Trường Tiểu học Thèn Sin"
B = "Trường THCS Thèn Sin"


def asked(office: Office) -> list[Finding]:
    return [each for each in check_report(office.workspace) if each.place.startswith("question:")]


@pytest.fixture
def pending(commune: Office, offices: Offices) -> Office:
    """The commune, in whose sums school B counts, and to which school A sent under a key that waits, as the
    one before was taken back."""
    commune.receive(offices("TH-B").report(5))
    first, second = offices("TH-A"), offices("TH-A", "2")
    commune.receive(first.report(1), confirm=False)
    take_back_key(commune.workspace, "TH-A", first.key.short)
    commune.receive(second.report(2), confirm=False)
    return commune


def test_a_school_whose_key_is_not_confirmed_is_a_warning_until_it_is(pending: Office) -> None:
    (finding,) = asked(pending)
    assert (finding.check, finding.place) == ("question-key", "question:TH-A")
    assert finding.sentence == sentence("asked-key", name=A)
    assert finding.is_acceptable
    confirm_key(pending.workspace, "TH-A")
    assert asked(pending) == []
    assert sums_remark(pending.workspace) == ""


def test_the_warning_is_accepted_with_a_reason_that_travels_with_the_report(pending: Office) -> None:
    reason = "Trường chưa nộp bản giấy, sẽ cộng ở bản sau"
    pending.fill(accepted=[{"check": "question-key", "place": "question:TH-A", "reason": reason}])
    (finding,) = asked(pending)
    assert (finding.accepted, finding.is_acceptable) == (reason, False)
    frozen, _ = freeze(pending.workspace)
    assert [each.reason for each in frozen.report.content.accepted] == [reason]
    pending.fill(accepted=pending.shown()["accepted"])
    assert asked(pending) == [finding]


def test_the_warnings_are_the_questions_that_wait(commune: Office, school: Office, offices: Offices) -> None:
    twin, stranger = offices("TH-A", "2", key_of=school), offices("TH-A", "3")
    commune.receive(school.report(3, "1.lcweek"), school.report(4, "2.lcweek"))
    twin.report(6)
    commune.receive(twin.report(7, "3.lcweek"), stranger.report(8, "4.lcweek"), confirm=False)
    listed = [(each.kind, [unit.code for unit in each.units]) for each in questions(commune.workspace)]
    assert [(each.kind, [*each.codes]) for each in open_questions(commune.workspace)] == listed
    assert {kind for kind, _ in listed} == {QuestionKind.ONE_CODE, QuestionKind.CONFLICT}
    assert {each.sentence for each in asked(commune)} == {sentence("asked-older", name=A, revision=1)}


def test_of_two_keys_none_counts_and_that_is_said(commune: Office, school: Office, offices: Offices) -> None:
    commune.receive(school.report(3), offices("TH-A", "2").report(8), confirm=False)
    assert [each.sentence for each in asked(commune)] == [sentence("asked-one-code", name=A)]


def test_of_two_reports_with_one_number_none_counts_and_that_is_said(
    commune: Office, school: Office, offices: Offices
) -> None:
    commune.receive(school.report(3), offices("TH-A", "2", key_of=school).report(8))
    assert [each.sentence for each in asked(commune)] == [sentence("asked-choice", name=A)]


def test_what_counts_inside_another_report_is_not_missing(
    district: Office, commune: Office, school: Office
) -> None:
    file = school.report(2)
    commune.receive(file)
    district.receive(commune.send())
    district.receive(file, confirm=False)
    assert questions(district.workspace) == ()
    assert asked(district) == []
    key_file(school.context.home, school.workspace.unit.id).unlink()
    district.receive(school.report(3, "moi.lcweek"), confirm=False)
    assert [each.kind for each in questions(district.workspace)] == [QuestionKind.KEY]
    (finding,) = asked(district)
    assert finding.sentence == sentence("asked-older", name=A, revision=1)


def test_a_draft_a_workbook_and_a_chart_of_the_sums_say_what_they_lack(
    pending: Office, tmp_path: Path
) -> None:
    remark = sentence("remark-asking", units=A)
    assert sums_remark(pending.workspace) == remark
    assert sums_notes(pending.workspace) == (sentence("sums-asking", count=1, units=A),)
    for name in ("in.pdf", "in.docx", "in.xlsx"):
        print_report(pending.workspace, tmp_path / name, sums=True)
    assert remark in on_pages(tmp_path / "in.pdf")
    assert remark in [each.text for each in Document(str(tmp_path / "in.docx")).paragraphs]
    sheets = load_workbook(tmp_path / "in.xlsx").worksheets
    assert len(sheets) == 3
    assert all(remark in [cell.value for cell in sheet["A"]] for sheet in sheets)
    write_chart(pending.workspace, tmp_path / "bieu-do.pdf")
    assert remark in on_pages(tmp_path / "bieu-do.pdf")
    print_report(pending.workspace, tmp_path / "rieng.pdf")  # the unit's own figures lack nothing
    assert "Chưa cộng" not in on_pages(tmp_path / "rieng.pdf")


def test_the_final_paper_is_the_form_and_the_workbook_beside_it_says_what_is_missing(
    pending: Office, tmp_path: Path
) -> None:
    for name in ("in.pdf", "in.docx", "in.xlsx"):
        print_report(pending.workspace, tmp_path / name, final=True)
    assert "Chưa cộng" not in on_pages(tmp_path / "in.pdf")
    assert not any("Chưa cộng" in each.text for each in Document(str(tmp_path / "in.docx")).paragraphs)
    sheet = load_workbook(tmp_path / "in.xlsx").active
    assert f"Chưa cộng, đang hỏi: {A}." in [cell.value for cell in sheet["A"]]


def test_a_unit_with_damaged_data_is_named_in_the_draft_too(pending: Office, tmp_path: Path) -> None:
    spoil(pending, "held", "filled = 9 WHERE unit_code = 'TH-B'")
    print_report(pending.workspace, tmp_path / "in.pdf", sums=True)
    said = on_pages(tmp_path / "in.pdf").replace("\r\n", " ")
    assert sentence("remark-asking", units=A) in said
    assert sentence("remark-damaged", units=B) in said


def test_units_that_look_alike_may_be_counted_twice(commune: Office, offices: Offices) -> None:
    cells = {f"1.{row}": {"count": row + 2, "people": 10 * row + 1} for row in range(1, 5)}
    for school in (offices("TH-A"), offices("TH-B")):
        school.fill(figures=cells)
        commune.receive(school.send())
    (finding,) = asked(commune)
    assert finding.sentence == sentence("asked-alike", units=f"{A}; {B}")
    assert sums_remark(commune.workspace) == sentence("remark-alike", units=f"{A} và {B}")


def test_a_unit_that_is_left_out_because_of_its_key_is_a_warning_too(
    district: Office, commune: Office, school: Office, offices: Offices
) -> None:
    commune.receive(school.report(2))
    district.receive(commune.send(), offices("TH-D", key_of=school).report(3))
    (finding,) = (each for each in check_report(district.workspace) if each.check == "one-key")
    assert (finding.place, finding.is_acceptable) == ("received:TH-D", True)
    (note,) = sums_notes(district.workspace)
    assert finding.sentence == note
    assert sums_remark(district.workspace) == sentence("remark-one-key", units="Trường THPT Bình Lư")


def test_of_many_units_only_some_are_named() -> None:
    assert joined([f"Trường {at}" for at in range(7)]) == "Trường 0; Trường 1; Trường 2 và 4 đơn vị khác"


def on_pages(file: Path) -> str:
    with PdfDocument(file) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
