"""What stands in a file made by hand, by its bytes and not by its name; bounds, and what is refused."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook

from lcweek_desktop.domain.foreign_table import ForeignFile, TableKind
from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.handmade_file import write_tables
from lcweek_desktop.intake.jobs import foreign_tables
from tests.intake.shapes import FOLDER


def book(file: Path, change: Callable[[Any], object]) -> ForeignFile:
    made = Workbook()
    change(made)
    made.save(file)
    return foreign_tables(file)


def test_codes_stay_codes_and_numbers_are_written_as_people_do(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        made.active.append(["01.0001", 1.5, 1250, "(7)", True, None, 3.0])

    (sheet,) = book(tmp_path / "a.xlsx", fill).tables
    assert sheet.lines == (("01.0001", "1,5", "1250", "(7)", "TRUE", "", "3"),)


def test_places_are_those_of_the_sheet_whatever_is_blank_before_it(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        made.active.title = "Biểu 2"
        made.active["D14"] = 5

    (sheet,) = book(tmp_path / "a.xlsx", fill).tables
    assert (sheet.at(13, 3), sheet.place(13, 3)) == ("5", "Trang tính “Biểu 2”, ô D14")


def test_what_is_hidden_is_told_and_formulas_without_results_stand_as_they_are(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        for line in (["a", 1, "=1+1"], ["b", 2, 3], ["c", 3, "=B1*2"]):
            made.active.append(line)
        made.active.row_dimensions[2].hidden = True
        made.active.column_dimensions["B"].hidden = True
        made.create_sheet("Ẩn").append(["x"])
        made["Ẩn"].sheet_state = "veryHidden"

    seen, hidden = book(tmp_path / "a.xlsx", fill).tables
    assert (set(seen.hidden_lines), set(seen.hidden_columns)) == ({1}, {1})
    assert [seen.at(line, 2) for line in range(3)] == ["=1+1", "3", "=B1*2"]
    assert (seen.is_hidden, hidden.is_hidden, hidden.number) == (False, True, 2)


def test_a_text_is_read_as_it_is_seen(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("TRƯỜNG ")
    inserted = f"<w:ins {nsdecls('w')} w:id='1' w:author='a'><w:r><w:t>TIỂU HỌC</w:t></w:r></w:ins>"
    deleted = f"<w:del {nsdecls('w')} w:id='2' w:author='a'><w:r><w:delText>THCS</w:delText></w:r></w:del>"
    for each in (inserted, deleted):
        paragraph._p.append(parse_xml(each))
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Số lượng"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "cao"
    table.cell(2, 0).text = "cuối"
    document.save(str(tmp_path / "a.docx"))
    read = foreign_tables(tmp_path / "a.docx")
    assert read.words[0] == "TRƯỜNG TIỂU HỌC"
    assert (read.paragraphs, read.words[1:]) == (("TRƯỜNG TIỂU HỌC",), ("Số lượng", "cao", "cuối"))
    assert read.tables[0].lines == (("Số lượng", "", ""), ("", "", "cao"), ("cuối", "", ""))
    assert read.tables[0].place(2, 0) == "Bảng 1, dòng 3, cột 1"


def test_a_name_does_not_say_what_a_file_is(tmp_path: Path) -> None:
    for file, name in (("24 ten cu.xls", "a.doc"), ("27 word.docx", "a.xls"), ("32 trang web.xls", "a.docx")):
        shutil.copy(FOLDER / file, tmp_path / name)
    kinds = [foreign_tables(tmp_path / name).tables[0].kind for name in ("a.doc", "a.xls", "a.docx")]
    assert kinds == [TableKind.SHEET, TableKind.TABLE, TableKind.TABLE]


def refused(source: Path, folder: Path) -> str:
    with pytest.raises(KnownError) as error:
        write_tables(source, folder / "out.json")
    return error.value.code


def test_a_package_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", bytes(97 << 20))
    (tmp_path / "bom.xlsx").write_bytes(out.getvalue())
    assert refused(tmp_path / "bom.xlsx", tmp_path) == "handmade-large"


def test_what_is_broken_or_something_else_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "a.xlsx"
    broken.write_bytes((FOLDER / "03 bang thuong.xlsx").read_bytes()[:4000])
    assert refused(broken, tmp_path) == "handmade-damaged"
    other = tmp_path / "a.pdf"
    other.write_bytes(b"%PDF-1.7\n")
    assert refused(other, tmp_path) == "handmade-other"


def test_a_text_of_old_word_needs_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(FOLDER / "31 word 2003.doc", tmp_path) == "handmade-old-document"


def test_a_sheet_as_wide_and_long_as_excel_has_is_cut(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        made.active["B3000"] = "xa"
        made.active["CZ1"] = "rộng"
        made.active["A1"] = "gần"

    (sheet,) = book(tmp_path / "a.xlsx", fill).tables
    assert (len(sheet.lines), sheet.width, sheet.at(0, 0)) == (1, 64, "gần")


def test_what_the_worker_writes_is_plain_json(tmp_path: Path) -> None:
    write_tables(FOLDER / "03 bang thuong.xlsx", tmp_path / "out.json")
    listed = json.loads((tmp_path / "out.json").read_text(encoding="ascii"))
    assert set(listed) == {"words", "paragraphs", "tables"}
