"""Phụ lục II as a workbook: read back by openpyxl, recalculated by LibreOffice."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from dev import ROOT
from lcweek_desktop.documents.document import Document, Number
from lcweek_desktop.documents.report_document import PrintableReport, Watermark, report_document
from lcweek_desktop.documents.xlsx import xlsx_bytes
from lcweek_desktop.domain.form import Cell, Form, LevelKey, MeasureKey, RowKey
from lcweek_desktop.domain.letterhead import letterhead
from lcweek_desktop.domain.report import Content, OwnLine, SignOff
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.errors import KnownError
from tests.columns import FIVE, LONG_TT, ONE, THREE, filled, form_with
from tests.documents.samples import PEOPLE, SCHOOL, Sample, cell
from tests.documents.xlsx.reading import SHEET, opened, restricted, without_values
from tests.factories import FORM, FORMS, KINDS, contents, units

FIRST = 7
"""The first row of the table: four lines of titles and two of header are above it."""

MONEY, RATE = MeasureKey("money"), MeasureKey("rate")

TRICKS = [
    "=1+1",
    "=HYPERLINK(A1)",
    "+84 912 345 678",
    "-5",
    "@SUM(A1)",
    "#N/A",
    "#REF!",
    "TRUE",
    "1.10",
    "007",
    "10/10/2024",
    "1E5",
    "{=A1}",
    "'x",
    "<b>&amp;</b>",
    "_x0041_",
    "\t=1+1",
    " =1",
]


def shown(sheet: Worksheet, first: int = FIRST) -> list[tuple[object, ...]]:
    """The numbers of every row of the table."""
    return [tuple(cell.value for cell in row[3:-1]) for row in sheet.iter_rows(min_row=first)]


def expected(document: Document) -> list[tuple[object, ...]]:
    return [tuple(map(held, row.numbers)) for row in document.table.rows]


def held(number: Number) -> float | None:
    """What the sheet holds: the number itself, not its steps."""
    return number.value / 10**number.decimals if number.decimals and number.value else number.value


def texts(sheet: Worksheet) -> Iterator[tuple[object, object, object, object]]:
    for row in sheet.iter_rows(min_row=FIRST):
        yield row[0].value, row[1].value, row[2].value, row[-1].value


def test_rows_and_numbers_are_the_documents() -> None:
    document = Sample(FORM).document()
    sheet = opened(xlsx_bytes(document))
    assert shown(sheet) == expected(document)
    printed = [(row.tt or None, row.label, row.unit or None, row.note or None) for row in document.table.rows]
    assert list(texts(sheet)) == printed


def test_computed_cells_are_sums_over_their_own_parts() -> None:
    sheet = opened(xlsx_bytes(Sample(FORM).document()), values=False)
    formulas = {str(row[0].value): (row[3].value, row[4].value) for row in sheet.iter_rows(min_row=FIRST)}
    assert formulas["1"] == ("=SUM(D8:D20)", "=SUM(E8:E20)")
    assert formulas["5"] == ("=SUM(D28:D31)+2", "=SUM(E30:E31)")
    assert formulas["6"] == ("=SUM(D33:D36)", "=SUM(E33:E36)")
    assert formulas["10"] == ("=SUM(D45:D46)", None)


def test_recalculated_by_another_program_the_totals_are_ours(
    recalculated: Callable[[bytes], Worksheet],
) -> None:
    figures = {
        cell("1.1"): 7,
        cell("1.4a"): 0,
        cell("1.12"): 10**7,
        cell("5", PEOPLE): 901,
        cell("5.3", PEOPLE): 900,
        cell("6.2", PEOPLE): 0,
        cell("10.1"): 999_999_999_999_999 - 10**12,
        cell("10.2"): 10**12,
    }
    document = Sample(FORM, figures=figures).document()
    bare = without_values(xlsx_bytes(document))
    assert shown(opened(bare)) != expected(document)
    assert shown(recalculated(bare)) == expected(document)


def test_blank_is_not_zero() -> None:
    document = Sample(FORM, figures={cell("6.1"): 0}).document()
    values = {
        str(row[0].value): row[3].value for row in opened(xlsx_bytes(document)).iter_rows(min_row=FIRST)
    }
    assert (values["6.1"], values["6"], values["6.2"], values["1"]) == (0, 0, None, None)


def test_a_sum_of_blanks_stays_blank_until_a_part_is_filled() -> None:
    sheet = opened(xlsx_bytes(Sample(FORM, figures={}).document()), values=False)
    assert sheet[f"D{FIRST}"].value == '=IF(COUNT(D8:D20)=0,"",SUM(D8:D20))'


@pytest.mark.parametrize("trick", TRICKS)
def test_text_is_never_a_formula_a_number_or_an_error(trick: str) -> None:
    line = OwnLine(trick, trick, {}, trick)
    notes = {RowKey("1.1"): trick}
    data = xlsx_bytes(Sample(FORM, own_lines=[(line, None)], notes=notes).document())
    for sheet in (opened(data), opened(data, values=False)):
        last = sheet.max_row
        for coordinate in (f"B{last}", f"C{last}", f"F{last}", "F8"):
            assert (sheet[coordinate].value, sheet[coordinate].data_type) == (trick, "s")
            assert sheet[coordinate].quotePrefix


def test_another_program_takes_no_text_for_a_formula_either(
    recalculated: Callable[[bytes], Worksheet],
) -> None:
    lines = [(OwnLine(trick), None) for trick in TRICKS if trick != "_x0041_"]
    sheet = recalculated(xlsx_bytes(Sample(FORM, own_lines=lines).document()))
    read = [row[1].value for row in sheet.iter_rows(min_row=FIRST + len(FORM.rows))]
    assert read == [line.label for line, _ in lines]


def test_what_xml_cannot_hold_is_left_out() -> None:
    line = OwnLine("a\x00b\x0bc\ufffed\ud800e")
    *_, last = texts(opened(xlsx_bytes(Sample(FORM, own_lines=[(line, None)]).document())))
    assert last[1] == "ab\ncde"


def test_a_text_that_no_cell_holds_is_refused_and_one_letter_less_is_kept() -> None:
    longest = "x" * 32_767
    kept = xlsx_bytes(Sample(FORM, own_lines=[(OwnLine(longest), None)]).document())
    *_, last = texts(opened(kept))
    assert last[1] == longest
    with pytest.raises(KnownError) as caught:
        xlsx_bytes(Sample(FORM, own_lines=[(OwnLine(longest + "y"), None)]).document())
    assert caught.value.code == "document-cell-too-long"


def test_closed_cells_are_grey_and_empty_and_no_others() -> None:
    document = Sample(FORM, unit=SCHOOL, figures={}).document()
    sheet = opened(xlsx_bytes(document), values=False)
    for row, printed in zip(document.table.rows, sheet.iter_rows(min_row=FIRST), strict=True):
        for number, found in zip(row.numbers, printed[3:-1], strict=True):
            assert (found.fill.fill_type == "solid") == number.closed
            assert found.value is None or not number.closed


def test_numbers_are_grouped_and_sections_are_bold() -> None:
    document = Sample(FORM).document()
    sheet = opened(xlsx_bytes(document))
    for row, printed in zip(document.table.rows, sheet.iter_rows(min_row=FIRST), strict=True):
        assert all(found.number_format.endswith("#,##0") for found in printed[3:-1])
        assert all(found.font.b == row.bold for found in printed[:-1])
        assert all(found.border.left.style == "thin" for found in printed)


def test_the_page_is_the_forms() -> None:
    sheet = opened(xlsx_bytes(Sample(FORM).document()))
    assert [sheet.cell(at, 1).value for at in range(1, 5)] == [
        "Phụ lục II",
        "TỔNG HỢP SỐ LIỆU KẾT QUẢ TỔ CHỨC",
        "TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM 2024",
        "(Kèm theo Báo cáo số 05/BC-UBND ngày 15 tháng 10 năm 2024 của Ủy ban nhân dân huyện Tam Đường)",
    ]
    assert {str(merged) for merged in sheet.merged_cells} == {
        *("A1:F1", "A2:F2", "A3:F3", "A4:F4"),
        *("A5:A6", "B5:B6", "C5:C6", "D5:E5", "F5:F6"),
    }
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$5:$6", "A7")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight, sheet.page_setup.paperSize) == (
        1,
        0,
        9,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_only_what_the_unit_enters_can_be_changed() -> None:
    lines = [(OwnLine("Của đơn vị"), None), (OwnLine("Của trường"), "Trường THCS Bình Lư")]
    document = Sample(FORM, own_lines=lines).document()
    sheet = opened(xlsx_bytes(document), values=False)
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    notes = {f"F{at}" for at in range(FIRST, sheet.max_row + 1)}
    own = sheet.max_row - 1
    assert notes < unlocked
    assert {"D8", "E8", "D27", "E27", "D29", "E30", f"B{own}", f"C{own}", f"D{own}", f"E{own}"} < unlocked
    assert not unlocked & {"A8", "B8", "D7", "E7", "E21", "D32", "D44", f"B{own + 1}", f"D{own + 1}"}
    assert {cell for cell in unlocked if cell[0] in "DE"} == set(restricted(sheet))


def test_open_cells_take_whole_numbers_and_a_typed_total_none_below_its_sum() -> None:
    taken = restricted(opened(xlsx_bytes(Sample(FORM).document()), values=False))
    assert (taken["D8"], taken["D27"], taken["E27"]) == ("0", "SUM(D28:D31)", "SUM(E30:E31)")
    assert "D7" not in taken


def test_another_program_keeps_locks_and_limits(recalculated: Callable[[bytes], Worksheet]) -> None:
    data = xlsx_bytes(Sample(FORM).document())
    kept, made = recalculated(data), opened(data)
    assert kept.protection.sheet
    assert restricted(kept) == restricted(made)
    assert [[cell.protection.locked for cell in row] for row in kept.iter_rows(max_col=6)] == [
        [cell.protection.locked for cell in row] for row in made.iter_rows()
    ]


DECIMALS: dict[Cell, int] = {
    cell("A.1"): 12,
    cell("A.1", MONEY): 12345,
    cell("A.2.x", MONEY): 20,
    cell("A.2.y", MONEY): 5,
    cell("A.2", MONEY): 28,
    cell("A.1", RATE): 980,
    cell("C"): 8725,
    cell("D"): 125,
}


def decimal_sample() -> Document:
    line = OwnLine("Đổi sách", "Buổi", {MONEY: 7})
    unit = Unit(UnitId("ho-xanh-2032", UnitCode("K11")), "Xã Bến Đá", LevelKey("xa"), None)
    content = Content(figures=DECIMALS, own_lines=(line,))
    head = letterhead(KINDS, unit, (), SignOff())
    return report_document(PrintableReport(KINDS, unit.level, content, head, DECIMALS, [(line, None)]))


def test_decimals_are_real_numbers_shown_in_full(recalculated: Callable[[bytes], Worksheet]) -> None:
    data = xlsx_bytes(decimal_sample())
    written, formulas = opened(data), opened(data, values=False)
    rows = {str(row[1].value): row for row in written.iter_rows(min_row=6)}
    assert [cell.value for cell in rows["Đọc tại thư viện"][3:6]] == [12, 1234.5, 98]
    assert [cell.value for cell in rows["Thi đọc"][3:5]] == [None, 2.8]
    assert [cell.value for cell in rows["Hoạt động đọc"][3:5]] == [12, 1237.3]
    formats = {label: rows[label][3].number_format for label in rows if rows[label][3].number_format}
    assert formats["Đọc tại thư viện"] == "[$-42A]#,##0"
    assert formats["Người dân có thẻ thư viện"] == "[$-42A]#,##0.00"
    assert formats["Số giờ đọc bình quân một người"] == "[$-42A]#,##0.000"
    assert rows["Đổi sách"][4].value == 0.7
    total = formulas[rows["Thi đọc"][4].coordinate].value
    assert total.endswith("+0.3") and total.startswith("=SUM(")
    again = recalculated(without_values(data))
    assert shown(again, 6) == [
        tuple(None if number is None else pytest.approx(number) for number in row)
        for row in shown(written, 6)
    ]


def test_cells_with_decimals_take_them_and_the_others_do_not() -> None:
    sheet = opened(xlsx_bytes(decimal_sample()), values=False)
    taken = restricted(sheet)
    assert (taken["D7"], taken["E7"], taken["F7"]) == ("0", "0", "0")
    assert taken["E8"] == "SUM(E9:E10)"
    kinds = {
        cell: (rule.type, rule.error)
        for rule in sheet.data_validations.dataValidation
        for part in rule.sqref.sorted()
        for cell in (f"{'ABCDEF'[column - 1]}{row}" for row, column in part.cells)
    }
    assert kinds["D7"][0] == "whole" and "số nguyên" in kinds["D7"][1]
    assert kinds["E7"][0] == "decimal" and "1 chữ số thập phân" in kinds["E7"][1]
    assert kinds["D13"][0] == "decimal" and "3 chữ số thập phân" in kinds["D13"][1]


def test_a_table_name_that_is_no_sheet_name_is_made_one() -> None:
    document = Sample(FORM).document()
    named = replace(document, table=replace(document.table, name="Biểu 1/2031: [số liệu] của các xã, phường"))
    assert opened(xlsx_bytes(named)).title == "Biểu 1-2031- -số liệu- của các "


def test_a_draft_says_so() -> None:
    sheet = opened(xlsx_bytes(Sample(FORM, watermark=Watermark.DRAFT).document()))
    assert sheet["A5"].value == "BẢN NHÁP"


@pytest.mark.parametrize("length", [10, 200, 2_000])
def test_no_row_is_higher_than_excel_shows_and_none_too_low_for_its_text(length: int) -> None:
    label = ("Hoạt động tuyên truyền, phổ biến " * 70)[:length].strip()
    data = xlsx_bytes(Sample(FORM, own_lines=[(OwnLine(label), None)]).document())
    sheet = opened(data)
    height, width = sheet.row_dimensions[sheet.max_row].height, sheet.column_dimensions["B"].width
    assert 409 > height >= 15 * len(label) / (width / 0.87)
    with ZipFile(BytesIO(data)) as file:
        assert b"customHeight" not in file.read(SHEET)


def test_long_notes_and_sums_of_fifteen_digits_are_seen_whole_on_paper(
    printed: Callable[[bytes], list[str]],
) -> None:
    note = " ".join(f"câu-{number:03}" for number in range(250))  # 2,000 letters less one
    money = {cell("10.1"): 999_999_999_999_998, cell("10.2"): 1}
    sample = Sample(FORM, figures=money, notes={RowKey("1.1"): note})
    pages = printed(xlsx_bytes(sample.document()))
    whole = "\n".join(pages)
    assert [word for word in note.split() if word not in whole] == []
    assert whole.count("999.999.999.999.999") == 1  # their sum
    assert "#" not in whole
    assert all("Nội dung các hoạt động" in page for page in pages)


def test_a_table_too_wide_to_be_read_upright_is_printed_sideways() -> None:
    for note, turned in (("Danh sách kèm theo", "portrait"), ("từ " * 600, "landscape")):
        sheet = opened(xlsx_bytes(Sample(FORM, notes={RowKey("1.1"): note}).document()))
        widths = [sheet.column_dimensions[column].width for column in "ABCDEF"]
        across = {"portrait": 210 - 45, "landscape": 297 - 45}[turned]
        assert sheet.page_setup.orientation == turned
        assert across / (sum(widths) * 25.4 / 12) > 0.6  # of 12 points, six of them a digit


@pytest.mark.parametrize("labels", [ONE, THREE, FIVE], ids=["one", "three", "five"])
def test_every_tt_and_every_word_of_a_heading_is_printed_whole(
    labels: Sequence[str], printed: Callable[[bytes], list[str]]
) -> None:
    form = form_with(labels)
    document = Sample(form, figures=filled(form), narrative={}, notes={}, own_lines=()).document()
    words = printed(xlsx_bytes(document))[0].split()
    assert {LONG_TT, "STT", *(word for label in labels for word in label.split())} <= {*words}


def test_the_same_document_gives_the_same_bytes_in_any_process_zone_and_language() -> None:
    code = """
import sys
from lcweek_desktop.documents.xlsx import xlsx_bytes
from tests.documents.samples import Sample
from tests.documents.xlsx.reading import SHEET, opened, restricted, without_values
from tests.factories import FORM
sys.stdout.buffer.write(xlsx_bytes(Sample(FORM).document()))
"""
    places = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "vi_VN.UTF-8"},
    )
    files = {
        subprocess.check_output([sys.executable, "-c", code], env={**os.environ, **place}, cwd=ROOT)
        for place in places
    }
    assert len(files) == 1
    with ZipFile(BytesIO(files.pop())) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z</dcterms:modified>" in file.read("docProps/core.xml")


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=25)
@given(st.sampled_from(FORMS), st.data())
def test_whatever_was_entered_is_written_with_its_totals(form: Form, data: st.DataObject) -> None:
    unit = data.draw(units(form))
    content = data.draw(contents(form, unit.level))
    own_lines = [(line, None) for line in content.own_lines]
    head = letterhead(form, unit, (), SignOff())
    photos = {photo.sha256: b"" for photo in content.photos}
    printable = PrintableReport(form, unit.level, content, head, content.figures, own_lines, photos)
    document = report_document(printable)
    sheet = opened(xlsx_bytes(document))
    assert shown(sheet, len(document.table.title) + 5) == expected(document)
