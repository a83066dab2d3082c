"""The shapes in which units fill Phụ lục II by hand, as files with the draft that each has to give.

`python -m tests.intake.shapes` makes `tests/data/intake/` anew: workbooks by openpyxl, texts by python-docx,
and with LibreOffice, where it is there, what those are saved as in older formats. Beside each file lies its
draft as JSON: the unit, and every filled cell with what the report says; both come from what was written
into the file here, not from reading it.
"""

from __future__ import annotations

import io
import json
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from docx import Document
from openpyxl import load_workbook
from openpyxl.styles import Font, Protection

from dev import ROOT
from lcweek_desktop.documents.xlsx import template_bytes
from lcweek_desktop.domain.form import Cell, RowKey
from tests.factories import FORM
from tests.intake.filled_forms import (
    COUNT,
    HEAD,
    PEOPLE,
    SCHOOL,
    Fill,
    Filled,
    add_table,
    book,
    converted,
    doc_head,
    dotted,
    filled,
    letterhead,
    money,
    put,
    saved,
    text,
    to_tcvn3,
    to_vni,
    two_headed,
)

_TIME: Final = re.compile(rb"\d{4}-\d\d-\d\dT[\d:.]+Z?")
FOLDER: Final = ROOT / "tests" / "data" / "intake"

Shape = Callable[[Fill], tuple[str, bytes, Filled]]
SHAPES: list[Shape] = []


def shape(make: Shape) -> Shape:
    """Register a shape: the name of its file, its bytes, what it reports, made of what `filled` gives."""
    SHAPES.append(make)
    return make


# Workbooks


@shape
def template(filled: Fill) -> tuple[str, bytes, Filled]:
    """The program's own empty form, filled in Excel."""
    return "01 mau cua chuong trinh.xlsx", template_filled(given := filled(1)), given


def template_filled(given: Filled) -> bytes:
    made = load_workbook(io.BytesIO(template_bytes(FORM, SCHOOL)))
    sheet = made.worksheets[0]
    key_column = sheet.max_column
    for row in sheet.iter_rows():
        key = row[key_column - 1].value
        if key == "unit-name":
            row[2].value = given.name
        for at, measure in enumerate(FORM.measures):
            if key in FORM.row_by_key and (value := given.cells.get(Cell(key, measure.key))) is not None:
                row[3 + at].value = value
        if key in given.notes:
            row[5].value = given.notes[key]
    return saved(made)


@shape
def template_in_open_document(filled: Fill) -> tuple[str, bytes, Filled]:
    """The same, saved by LibreOffice."""
    given = filled(2, "TH-B", "Trường THCS Thèn Sin")
    return "02 mau luu bang LibreOffice.ods", converted(template_filled(given), "xlsx", "ods"), given


@shape
def plain_book(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(3)
    return (
        "03 bang thuong.xlsx",
        book([*letterhead(given.name, given.above), *two_headed(), *given.lines()]),
        given,
    )


@shape
def merged_head(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(4)

    def merge(sheet: Any) -> None:
        for area in ("D6:E6", "A6:A7", "B6:B7", "C6:C7", "F6:F7", "A1:C1", "A2:C2", "A4:F4"):
            sheet.merge_cells(area)

    return (
        "04 tieu de gop o.xlsx",
        book([*letterhead(given.name, given.above), *two_headed(), *given.lines()], merge),
        given,
    )


@shape
def moved_columns(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(5)
    order = (0, 1, 5, 4, 3, 2)
    lines = [HEAD, *given.lines()]
    return (
        "05 doi cot.xlsx",
        book([*letterhead(given.name, given.above), *([line[at] for at in order] for line in lines)]),
        given,
    )


@shape
def no_numbers_of_rows(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(6)
    lines = [line[1:] for line in [HEAD, *given.lines()]]
    return "06 khong co cot thu tu.xlsx", book([*letterhead(given.name, given.above), *lines]), given


@shape
def numbers_as_numbers(filled: Fill) -> tuple[str, bytes, Filled]:
    """The column TT was typed as numbers, so that 1.10 became 1.1."""
    given = filled(7)
    lines = given.lines()
    for line in lines:
        if line[0].replace(".", "").isdigit():
            line[0] = float(line[0]) if "." in line[0] else int(line[0])
    return "07 thu tu la so.xlsx", book([*letterhead(given.name, given.above), *two_headed(), *lines]), given


@shape
def missing_rows(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(8)
    gone = {"1.3", "1.7", "5.3", "8"}
    given.cells = {cell: value for cell, value in given.cells.items() if cell.row not in gone}
    lines = [line for line in given.lines() if line[0] not in gone]
    return "08 thieu dong.xlsx", book([*letterhead(given.name, given.above), *two_headed(), *lines]), given


@shape
def inserted_rows(filled: Fill) -> tuple[str, bytes, Filled]:
    """Own lines under 11, blank lines, and wrapped words between the rows."""
    given = filled(9)
    given.own = [("Ngày hội đọc sách", "Buổi", 2, 340), ("Thăm thư viện huyện", "Lượt", 1, 35)]
    lines = given.lines()
    lines.insert(3, [])
    lines.insert(9, ["", "(có danh sách kèm theo)", "", "", "", ""])
    return (
        "09 them dong.xlsx",
        book([*letterhead(given.name, given.above), *two_headed(), *lines, [], ["", "Người lập biểu"]]),
        given,
    )


@shape
def numbered_columns(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(10)
    lines = [*two_headed(), ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], *given.lines()]
    return "10 dong danh so cot.xlsx", book([*letterhead(given.name, given.above), *lines]), given


@shape
def texts_as_numbers(filled: Fill) -> tuple[str, bytes, Filled]:
    """Numbers typed as text, with dots and words."""
    given = filled(11)
    lines = given.lines()
    for line in lines:
        words = {"Lớp/người": (" lớp", " người"), "đồng": (" đồng", "")}.get(line[2], ("", ""))
        for at, word in zip((3, 4), words, strict=True):
            if line[at] is not None:
                line[at] = f"{dotted(line[at])}{word}"
    return (
        "11 so go bang chu.xlsx",
        book([*letterhead(given.name, given.above), *two_headed(), *lines]),
        given,
    )


@shape
def money_in_words(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(12)
    given.cells |= money(12_000_000, 1_500_000)
    given.cells[Cell(RowKey("2"), COUNT.key)] = 0
    lines = given.lines()
    put(lines, "10.1", 3, "12 triệu")
    put(lines, "10.2", 3, "1 triệu 500 nghìn đồng")
    put(lines, "2", 3, "không")
    return "12 tien bang chu.xlsx", book([*letterhead(given.name, given.above), *two_headed(), *lines]), given


@shape
def money_in_millions(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(13)
    given.cells |= money(12_500_000, 3_000_000)
    lines = given.lines()
    put(lines, "10", 3, 15.5)
    for row, amount in (("10.1", 12.5), ("10.2", 3)):
        put(lines, row, 2, "Triệu đồng")
        put(lines, row, 3, amount)
    return (
        "13 don vi trieu dong.xlsx",
        book([*letterhead(given.name, given.above), *two_headed(), *lines]),
        given,
    )


@shape
def wrong_measure(filled: Fill) -> tuple[str, bytes, Filled]:
    """Numbers of rows with one measure under the other one."""
    given = filled(14)
    lines = given.lines()
    for row, here, there in (("4.1", 3, 4), ("4.2", 4, 3), ("9.2", 4, 3), ("8", 3, 4)):
        line = next(each for each in lines if each[0] == row)
        line[there], line[here] = line[here], None
    return "14 nham cot.xlsx", book([*letterhead(given.name, given.above), *two_headed(), *lines]), given


@shape
def closed_cells(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(15)
    given.cells[Cell(RowKey("4.1"), COUNT.key)] = 4
    given.notes |= {"4.1": f"{PEOPLE.label}: 60", "7.1": f"{COUNT.label}: 1"}
    lines = Filled(
        given.unit, given.name, given.cells, {"1.1": given.notes["1.1"], "5.2": given.notes["5.2"]}
    ).lines()
    put(lines, "4.1", 4, 60)
    put(lines, "7.1", 3, 1)
    return (
        "15 so o o gach cheo.xlsx",
        book([*letterhead(given.name, given.above), *two_headed(), *lines]),
        given,
    )


@shape
def dashes_and_ticks(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(16)
    lines = given.lines()
    for line in lines:
        for at in (3, 4):
            line[at] = "-" if line[at] is None else line[at]
    given.cells.pop(Cell(RowKey("7.2"), COUNT.key), None)
    put(lines, "7.2", 3, "x")
    return (
        "16 gach ngang va dau x.xlsx",
        book([*letterhead(given.name, given.above), *two_headed(), *lines]),
        given,
    )


@shape
def formulas_without_results(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(17)
    for cell in (Cell(RowKey("2"), COUNT.key), Cell(RowKey("6.1"), PEOPLE.key)):
        given.cells.pop(cell, None)
    lines = given.lines()
    put(lines, "1", 3, "=SUM(D9:D21)")
    put(lines, "2", 3, "=3+4")
    put(lines, "6.1", 4, "=E9*2")
    return "17 cong thuc.xlsx", book([*letterhead(given.name, given.above), *two_headed(), *lines]), given


@shape
def several_sheets(filled: Fill) -> tuple[str, bytes, Filled]:
    """A guide before it, a hidden copy of last year, the form protected."""
    given, last_year = filled(18), filled(180)
    made = load_workbook(
        io.BytesIO(
            book([*letterhead(given.name, given.above), *two_headed(), *given.lines()], title="Biểu 2024")
        )
    )
    guide = made.create_sheet("Hướng dẫn", 0)
    guide.append(["Cách ghi biểu: mỗi trường một tệp, gửi trước ngày 20/10."])
    old = made.create_sheet("Năm trước")
    for line in (*two_headed(), *last_year.lines()):
        old.append(line)
    old.sheet_state = "hidden"
    made["Biểu 2024"].protection.sheet = True
    made["Biểu 2024"].protection.password = "phong"
    made["Biểu 2024"]["D9"].protection = Protection(locked=False)
    return "18 nhieu trang tinh.xlsx", saved(made), given


@shape
def hidden_parts(filled: Fill) -> tuple[str, bytes, Filled]:
    """A hidden column of the plan's numbers, and rows hidden because they are blank."""
    given = filled(19)
    gone = {"5.1", "6.3"}
    given.cells = {cell: value for cell, value in given.cells.items() if cell.row not in gone}
    lines = [[*line[:3], 99, *line[3:]] for line in given.lines()]
    head = [*HEAD[:3], "Kế hoạch", *HEAD[3:]]

    def hide(sheet: Any) -> None:
        sheet.column_dimensions["D"].hidden = True
        for row in sheet.iter_rows():
            if row[0].value in gone:
                sheet.row_dimensions[row[0].row].hidden = True

    return "19 cot an dong an.xlsx", book([*letterhead(given.name, given.above), head, *lines], hide), given


@shape
def plan_and_result(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(20)
    rng = random.Random(20)
    above = ["TT", "Nội dung", "ĐVT", "Kế hoạch", "", "Thực hiện năm 2024", "", "Ghi chú"]
    below = ["", "", "", "Số lớp", "Số người", "Số lớp/cuộc", "Số lượt người tham gia", ""]
    lines = [[*line[:3], rng.randrange(9), rng.randrange(99), *line[3:]] for line in given.lines()]
    return (
        "20 ke hoach va thuc hien.xlsx",
        book([*letterhead(given.name, given.above), above, below, *lines]),
        given,
    )


@shape
def number_and_label_together(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(21)
    lines = [
        [" ".join(filter(None, (f"{line[0]}." if line[0] else "", line[1]))), *line[2:]]
        for line in given.lines()
    ]
    head = ["Nội dung các hoạt động", *HEAD[2:]]
    return "21 thu tu lien ten.xlsx", book([*letterhead(given.name, given.above), head, *lines]), given


@shape
def one_column_for_both(filled: Fill) -> tuple[str, bytes, Filled]:
    """One column "Số lượng" with "3 lớp/90 người"."""
    given = filled(22)
    lines = []
    for line in given.lines():
        both = "/".join(str(each) for each in line[3:5] if each is not None)
        if "/" not in both and "/" in line[2]:
            both = f"{both} {'lớp' if line[3] is not None else 'người'}" if both else ""
            if line[2].startswith("Số cuộc"):
                both = both.replace("lớp", "cuộc")
        lines.append([*line[:3], both, line[5]])
    head = [*HEAD[:3], "Số lượng", "Ghi chú"]
    return "22 mot cot so luong.xlsx", book([*letterhead(given.name, given.above), head, *lines]), given


@shape
def old_excel(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(23)
    made = book([*letterhead(given.name, given.above), *two_headed(), *given.lines()])
    return "23 excel 2003.xls", converted(made, "xlsx", "xls"), given


@shape
def new_excel_named_old(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(24)
    return "24 ten cu.xls", book([*letterhead(given.name, given.above), *two_headed(), *given.lines()]), given


@shape
def open_document(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(25)
    made = book([*letterhead(given.name, given.above), *two_headed(), *given.lines()])
    return "25 libreoffice.ods", converted(made, "xlsx", "ods"), given


@shape
def legacy_book(filled: Fill) -> tuple[str, bytes, Filled]:
    """Written in TCVN3, in the font .VnTime."""
    given = filled(26)
    given.own = [("Câu lạc bộ đọc sách", "Buổi", 3, 45)]
    lines = [[to_tcvn3(each) if isinstance(each, str) else each for each in line] for line in given.lines()]
    head = [[to_tcvn3(each) for each in line] for line in two_headed()]
    above = [[to_tcvn3(each) for each in line] for line in ([f"Đơn vị: {given.name}"], [])]

    def fonts(sheet: Any) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                cell.font = Font(name=".VnTime")

    return "26 font VnTime.xlsx", book([*above, *head, *lines], fonts), given


# Texts


@shape
def plain_text(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(27)
    lines = [HEAD, *given.lines()]
    return (
        "27 word.docx",
        text(doc_head(given.name, given.above), lines, ["Nơi nhận:", "- Phòng GD&ĐT;"]),
        given,
    )


@shape
def report_with_headings(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(28, "TH-B", "Trường THCS Thèn Sin")
    head = [
        *doc_head(given.name, given.above),
        *(
            "I. KẾT QUẢ TRIỂN KHAI THỰC HIỆN TUẦN LỄ",
            "1. Công tác chỉ đạo, điều hành",
            "Đã ban hành kế hoạch.",
        ),
        *("II. ĐÁNH GIÁ CHUNG", "1. Ưu điểm", "Học sinh hào hứng tham gia."),
    ]
    lines = [*two_headed(), *given.lines()]
    return "28 bao cao co de muc.docx", text(head, lines), given


@shape
def table_in_two_parts(filled: Fill) -> tuple[str, bytes, Filled]:
    """The table goes on in a second one without a head, as Word splits it."""
    given = filled(29)
    lines = given.lines()
    document = Document()
    for paragraph in doc_head(given.name, given.above):
        document.add_paragraph(paragraph)
    add_table(document, [HEAD, *lines[:20]])
    document.add_paragraph("(tiếp theo)")
    add_table(document, lines[20:])
    out = io.BytesIO()
    document.save(out)
    return "29 bang bi tach.docx", out.getvalue(), given


@shape
def legacy_text(filled: Fill) -> tuple[str, bytes, Filled]:
    """Written in VNI."""
    given = filled(30)
    lines = [
        [to_vni(each) if isinstance(each, str) else each for each in line] for line in [HEAD, *given.lines()]
    ]
    head = list(map(to_vni, (f"Đơn vị: {given.name}", "Kết quả hoạt động năm 2024")))
    return "30 font VNI.docx", text(head, lines, font="VNI-Times"), given


@shape
def old_word(filled: Fill) -> tuple[str, bytes, Filled]:
    given = filled(31)
    made = text(doc_head(given.name, given.above), [HEAD, *given.lines()], ["Nơi nhận:"])
    return "31 word 2003.doc", converted(made, "docx", "doc:MS Word 97"), given


@shape
def page_named_document(filled: Fill) -> tuple[str, bytes, Filled]:
    """A page of HTML that a program gave the name of a workbook."""
    given = filled(32)
    rows = [*letterhead(given.name, given.above), HEAD, *given.lines()]
    cells = [[f"<td>{'' if each is None else each}</td>" for each in line] for line in rows]
    body = "".join(f"<tr>{''.join(line)}</tr>" for line in cells)
    page = f"<html><head><meta charset=utf-8></head><body><table border=1>{body}</table></body></html>"
    return "32 trang web.xls", page.encode(), given


@shape
def source_spellings(filled: Fill) -> tuple[str, bytes, Filled]:
    """The labels as the plan's scan spells them, others shortened or mistyped."""
    given = filled(33)
    lines = given.lines()
    for line, row in zip(lines, FORM.rows, strict=False):
        line[1] = row.source_label or row.label
    put(lines, "1.4", 1, "Bồi dưỡng nâng cao tay nghề cho công nhân, lao động.")
    put(lines, "6.3", 1, "Tham quan, học tập tại bảo tàng, di tích lịch sử")
    put(lines, "3", 1, "Ấn phẩm, thông tin")
    put(lines, "1.11", 1, "Xoá mù chữ, giáo dục tiếp tục sau khi biết chữ")
    return "33 chinh ta khac.docx", text(doc_head(given.name, given.above), [HEAD, *lines]), given


@shape
def unknown_unit(filled: Fill) -> tuple[str, bytes, Filled]:
    """Nothing says of which unit it is."""
    given = replace(filled(34), is_named=False)
    return "34 khong ten.xlsx", book([*two_headed(), *given.lines()]), given


def write(folder: Path = FOLDER) -> Iterator[str]:
    """Write every shape that can be made here, and yield the names of those that could not."""
    folder.mkdir(parents=True, exist_ok=True)
    for make in SHAPES:
        try:
            name, data, given = make(filled)
        except (FileNotFoundError, subprocess.CalledProcessError):
            yield make.__name__
            continue
        (folder / name).write_bytes(steady(data))
        draft = json.dumps(given.draft(), ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(f"{draft}\n", encoding="utf-8", newline="\n")


def steady(data: bytes) -> bytes:
    """`data`, if it is a ZIP archive, packed small and without the time at which it was made."""
    if not data.startswith(b"PK"):
        return data
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for info in old.infolist():
            content = old.read(info)
            if info.filename.endswith(("core.xml", "meta.xml")):
                content = _TIME.sub(b"2024-10-15T08:00:00Z", content)
            new.writestr(zipfile.ZipInfo(info.filename), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


if __name__ == "__main__":
    if shutil.which("soffice") is None:
        raise SystemExit("LibreOffice is needed for the older formats")
    left = [*write()]
    assert not left, left
