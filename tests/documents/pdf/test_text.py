"""Everything that is in the report can be read back from its PDF."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dev import ROOT
from lcweek_desktop.documents.document import Document, Title
from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.documents.report_document import PrintableReport, Watermark, report_document
from lcweek_desktop.domain.form import Form, HeadingKey
from lcweek_desktop.domain.letterhead import letterhead
from lcweek_desktop.domain.narrative import Paragraph, TextRun, block_lines
from lcweek_desktop.domain.plain_text import from_plain_text
from tests.documents.reading import pages, squeezed, whole_text
from tests.documents.samples import COUNT, PEOPLE, SCHOOL, Sample, cell, pictures
from tests.factories import FORM, FORMS, contents, signoffs, units

EVERY_LETTER = (
    "aàảãáạ ăằẳẵắặ âầẩẫấậ bcdđ eèẻẽéẹ êềểễếệ gh iìỉĩíị klmn oòỏõóọ ôồổỗốộ ơờởỡớợ pqrst uùủũúụ ưừửữứự "
    "vx yỳỷỹýỵ fjwz"
)


def sentences(document: Document) -> Iterator[str]:
    """Every text that the document prints."""
    head = document.letterhead
    yield from (head.superior, head.issuer, head.number, head.place_and_date, head.title, head.subject)
    yield from (head.opening, head.closing, *head.signer_title, head.signature_note, head.signer)
    yield from ("Nơi nhận:", *head.recipients)
    for part in document.parts:
        if isinstance(part, Title):
            yield part.text
        else:
            for line in block_lines(part):
                yield "".join(run.text for run in line if isinstance(run, TextRun))
    table = document.table
    yield from (table.name, *table.title, table.reference, *table.measures)
    for row in table.rows:
        yield from (row.tt, row.label, row.unit, row.note)
        yield from (number.text for number in row.numbers)
    for picture in document.pictures:
        yield from (picture.caption, picture.activity)


def missing(document: Document, read: str) -> list[str]:
    return [text for text in sentences(document) if squeezed(text) not in read]


@pytest.fixture
def document() -> Document:
    return Sample(FORM, photos=pictures(3)).document()


def test_every_label_number_and_sentence_reads_back(document: Document) -> None:
    assert missing(document, whole_text(pdf_bytes(document))) == []


def test_another_program_reads_the_same_in_nfc(
    document: Document, outside: Callable[[str], Path], tmp_path: Path
) -> None:
    file = tmp_path / "báo cáo.pdf"
    file.write_bytes(pdf_bytes(document))
    read = subprocess.run([outside("pdftotext"), "-raw", file, "-"], capture_output=True, check=True).stdout
    text = read.decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert missing(document, squeezed(text)) == []


def test_every_vietnamese_letter_reads_back_in_every_face() -> None:
    faces = tuple(
        TextRun(text, bold=bold, italic=italic)
        for text in (EVERY_LETTER, EVERY_LETTER.upper())
        for bold in (False, True)
        for italic in (False, True)
    )
    narrative = {HeadingKey("I.1"): (Paragraph(faces),)}
    read = whole_text(pdf_bytes(Sample(FORM, narrative=narrative).document()))
    for letters in (EVERY_LETTER, EVERY_LETTER.upper()):
        assert read.count(squeezed(letters)) == 4


def test_characters_of_markup_are_only_characters() -> None:
    text = "5 < 7 & 7 > 5; <b>không đậm</b> &amp; <para>"
    read = whole_text(
        pdf_bytes(Sample(FORM, narrative={HeadingKey("I.1"): from_plain_text(text)}).document())
    )
    assert squeezed(text) in read


def test_a_letter_that_tinos_has_not_is_drawn_as_one_alike_or_a_box() -> None:
    text = from_plain_text("＝１＋１ ✓ đạt ☑\ufe0f 😀 ngày hội")
    read = whole_text(pdf_bytes(Sample(FORM, narrative={HeadingKey("I.1"): text}).document()))
    assert squeezed("=1+1 √ đạt √ □ ngày hội") in read


def test_soft_hyphens_are_not_drawn_and_a_word_of_many_is_laid_out() -> None:
    text = from_plain_text("ho\u00adc ta\u00adp " + "a\u00ad" * 8_000)
    read = whole_text(pdf_bytes(Sample(FORM, narrative={HeadingKey("I.1"): text}).document()))
    assert squeezed("hoc tap aaaa") in read


def test_zero_prints_and_blank_does_not() -> None:
    page = pages(pdf_bytes(Sample(FORM).document()))[2]
    assert [word.text for word in page.line_of("1.10")][-2:] == ["0", "0"]
    assert [word.text for word in page.line_of("1.12")][-1] == "Lớp/người"


def test_numbers_of_a_million_million_and_sums_of_fifteen_digits_print_whole() -> None:
    figures = {
        cell("10.1"): 10**12,
        cell("10.2"): 999_999_999_999_999 - 10**12,
        cell("6.1", PEOPLE): 999_999_999_999_999,
        cell("6.1", COUNT): 1,
    }
    sample = Sample(FORM, figures=figures, narrative={})
    text = " ".join(page.text for page in pages(pdf_bytes(sample.document())))
    assert " 1.000.000.000.000 " in text
    assert text.count(" 999.999.999.999.999 ") == 3


@pytest.mark.parametrize(
    ("watermark", "text"), [(Watermark.DRAFT, "BẢN NHÁP"), (Watermark.PRACTICE, "BẢN DÙNG THỬ")]
)
def test_a_report_that_is_not_final_says_so_on_every_page(watermark: Watermark, text: str) -> None:
    read = pages(pdf_bytes(Sample(FORM, watermark=watermark, photos=pictures(2)).document()))
    assert all(page.holds(text) for page in read)


def test_a_final_report_carries_no_such_word(document: Document) -> None:
    assert "BẢNNHÁP" not in whole_text(pdf_bytes(document))


def test_what_is_left_out_of_the_letterhead_leaves_no_trace() -> None:
    document = Sample(FORM, unit=SCHOOL).document()
    read = whole_text(pdf_bytes(document))
    assert missing(document, read) == []
    assert "UBNDHUYỆNTAMĐƯỜNGTRƯỜNGTHCSBÌNHLƯ" in read


def test_metadata_names_title_author_and_language(document: Document) -> None:
    data = pdf_bytes(document)
    with pypdfium2.PdfDocument(data) as read:
        about = read.get_metadata_dict()
    assert about["Title"] == "BÁO CÁO: Kết quả tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024"
    assert about["Author"] == "ỦY BAN NHÂN DÂN HUYỆN TAM ĐƯỜNG"
    assert b"/Lang (vi)" in data


def test_it_says_no_day_of_a_clock(document: Document) -> None:
    with pypdfium2.PdfDocument(pdf_bytes(document)) as read:
        about = read.get_metadata_dict(skip_empty=True)
    assert not {"CreationDate", "ModDate"} & set(about)


def test_only_tinos_is_in_the_file_embedded_with_the_letters_in_use(document: Document) -> None:
    data = pdf_bytes(document)
    names = re.findall(rb"/(?:BaseFont|FontName) /(\S+)", data)
    assert {re.sub(rb"^[A-Z]{6}\+Tinos-", b"", name) for name in names} == {
        b"Regular",
        b"Bold",
        b"Italic",
        b"BoldItalic",
    }
    assert len(re.findall(rb"/FontFile2 ", data)) == 4
    whole_face = (ROOT / "resources" / "fonts" / "Tinos-Regular.ttf").stat().st_size
    assert len(data) < whole_face


def test_another_program_finds_every_font_embedded_as_subset_and_in_unicode(
    document: Document, outside: Callable[[str], Path], tmp_path: Path
) -> None:
    file = tmp_path / "báo cáo.pdf"
    file.write_bytes(pdf_bytes(document))
    listing = subprocess.run([outside("pdffonts"), file], capture_output=True, check=True, text=True).stdout
    _, _, *fonts = (line.split() for line in listing.splitlines())
    faces = {name.partition("+")[2] for name, *_ in fonts}
    assert faces == {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}
    assert {tuple(font[-5:-2]) for font in fonts} == {("yes", "yes", "yes")}


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """Bookmarks as level, title and page."""
    with pypdfium2.PdfDocument(pdf) as read:
        return [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in read.get_toc()]


def test_bookmarks_lead_to_the_report_its_headings_and_annexes(document: Document) -> None:
    pdf = pdf_bytes(document)
    marks, read = outline(pdf), pages(pdf)
    headings = [
        (2 if heading.has_text else 1, f"{heading.number}. {heading.title}") for heading in FORM.headings
    ]
    assert [(level, title) for level, title, _ in marks] == [
        (0, "BÁO CÁO: Kết quả tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024"),
        *headings,
        (0, "Phụ lục II TỔNG HỢP SỐ LIỆU KẾT QUẢ TỔ CHỨC TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM 2024"),
        (0, "MỘT SỐ HÌNH ẢNH TIÊU BIỂU"),
    ]
    for _, title, page in marks:
        assert read[page].holds(title.replace(":", ""))


def test_the_table_by_itself_has_its_bookmark(document: Document) -> None:
    ((level, title, page),) = outline(pdf_bytes(replace(document, table_only=True)))
    assert (level, title[:10], page) == (0, "Phụ lục II", 0)


def test_the_same_document_gives_the_same_bytes_in_any_process_zone_and_language() -> None:
    code = """
import sys
from lcweek_desktop.documents.pdf import pdf_bytes
from tests.documents.samples import Sample, pictures
from tests.factories import FORM
sys.stdout.buffer.write(pdf_bytes(Sample(FORM, photos=pictures(2)).document(), attachment=b"x"))
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


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=25)
@given(st.sampled_from(FORMS), st.data())
def test_whatever_was_entered_prints(form: Form, data: st.DataObject) -> None:
    unit = data.draw(units(form))
    content = data.draw(contents(form, unit.level))
    head = letterhead(form, unit, (), data.draw(signoffs()))
    photo = next(iter(pictures(1).values()))
    own_lines = [(line, None) for line in content.own_lines]
    photos = {picture.sha256: photo for picture in content.photos}
    printable = PrintableReport(form, unit.level, content, head, content.figures, own_lines, photos)
    assert pages(pdf_bytes(report_document(printable)))
