"""What is printed: drafts marked as such, the frozen revision, sums."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.workspace.keys import signing_key
from tests.services.office import Office

DRAFT = "BẢN NHÁP"


def text(file: Path) -> str:
    document = PdfDocument(file)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def printed(office: Office, *, sums: bool = False, final: bool = False, table_only: bool = False) -> str:
    target = office.folder / "in.pdf"
    print_report(office.workspace, target, sums=sums, final=final, table_only=table_only)
    return text(target)


def test_a_draft_is_marked_and_stays_a_draft(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 2, "people": 60}}, narrative={"I.1": "Đã ban hành kế hoạch."})
    on_paper = printed(school)
    assert DRAFT in on_paper
    assert "Đã ban hành kế hoạch." in on_paper
    assert school.shown()["state"] == "draft"


def test_a_draft_with_errors_prints(school: Office) -> None:
    school.fill(figures={"1.1": {"count": -1}})
    assert DRAFT in printed(school)


def test_the_final_print_freezes(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 2}})
    assert DRAFT not in printed(school, final=True)
    assert (school.shown()["state"], school.shown()["revision"]) == ("frozen", 1)
    assert DRAFT not in printed(school)
    school.fill(figures={"1.1": {"count": 3}})
    assert DRAFT in printed(school)


def test_the_final_print_of_a_report_with_errors_is_refused_and_the_old_file_stays(school: Office) -> None:
    printed(school, final=True)
    before = (school.folder / "in.pdf").read_bytes()
    school.fill(figures={"1.1": {"count": -1}})
    with pytest.raises(KnownError) as refused:
        printed(school, final=True)
    assert refused.value.code == "report-errors"
    assert (school.folder / "in.pdf").read_bytes() == before


def test_the_same_report_prints_the_same_bytes(school: Office) -> None:
    printed(school, final=True)
    before = (school.folder / "in.pdf").read_bytes()
    printed(school, final=True)
    assert (school.folder / "in.pdf").read_bytes() == before


def test_the_sums_are_printed_when_asked_for_and_always_in_the_final_print(
    commune: Office, school: Office
) -> None:
    commune.receive(school.report(1_200))
    commune.fill(figures={"1.1": {"count": 34}})
    assert "1.234" not in printed(commune)
    assert "1.234" in printed(commune, sums=True)
    assert "1.234" in printed(commune, final=True)


def test_own_figures_of_a_frozen_sum_are_no_final_print(commune: Office, school: Office) -> None:
    commune.receive(school.report(1_200))
    printed(commune, final=True)
    assert DRAFT not in printed(commune, sums=True)
    assert DRAFT in printed(commune)


def test_the_table_prints_by_itself_when_asked_for(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 2_345}}, narrative={"I.1": "Đã ban hành kế hoạch."})
    alone = printed(school, table_only=True, final=True)
    assert "2.345" in alone
    assert "Đã ban hành kế hoạch." not in alone
    assert "Nơi nhận" not in alone


def test_a_workbook_has_the_numbers_and_no_freezing(commune: Office, school: Office) -> None:
    commune.receive(school.report(1_200))
    commune.fill(figures={"1.1": {"count": 34}})
    target = commune.folder / "in.XLSX"
    print_report(commune.workspace, target, sums=True)
    values = {cell.value for row in load_workbook(target, data_only=True).active.iter_rows() for cell in row}
    assert 1_234 in values
    assert commune.shown()["state"] == "draft"


def test_only_what_is_frozen_carries_the_code_of_report_and_key(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 2}})
    assert "Mã khóa" not in printed(school)
    key = signing_key(school.context, school.workspace.unit.id).public.short
    on_paper = printed(school, final=True)
    fingerprint = school.sent().fingerprint
    assert key in on_paper
    assert short_code(fingerprint) in on_paper
    assert key in printed(school)
