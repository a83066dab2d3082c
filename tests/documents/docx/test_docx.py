"""The DOCX read back: what Nghị định 30 wants in its XML, and its pages as LibreOffice lays them out."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as File
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table
from docx.text.font import Font
from docx.text.paragraph import Paragraph
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from lcweek_desktop.documents.docx import docx_bytes
from lcweek_desktop.documents.pdf import pdf_bytes, styles
from lcweek_desktop.documents.report_document import Watermark
from lcweek_desktop.domain.form import HeadingKey, RowKey
from lcweek_desktop.domain.list_marks import NUMBERED
from lcweek_desktop.domain.narrative import ListBlock, ListItem, TextRun
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.domain.report import OwnLine, SignOff
from lcweek_desktop.errors import KnownError
from tests.documents.reading import page_texts
from tests.documents.samples import COUNT, NARRATIVE, PEOPLE, SCHOOL, Sample, cell, pictures
from tests.factories import FORM

HEAD = "TTNộidungcáchoạtđộngĐơnvịSốlượngGhichúSốlớp/sốcuộcthiNgười"
SENTENCE = "Các hoạt động được triển khai đồng bộ, đúng kế hoạch, thu hút đông đảo Nhân dân tham gia. "
LONG = {HeadingKey("I.1"): from_plain_text("\n\n".join([SENTENCE * 6] * 40))}
SIX_POINTS = ListBlock((ListItem((TextRun("Gồm"),)), *(ListItem((TextRun("ý"),), 1),) * 6), marks=NUMBERED)
NOTE = ("Ghi chú của đơn vị về hoạt động này, gồm nhiều câu dài. " * 36)[:2000].strip()
WIDE = {cell("2"): 123_456_789_012_345, cell("1.1", PEOPLE): 10**15 - 1, cell("10.1"): 10**15 - 1}


def own_lines(number: int, unit: str | None = None) -> list[tuple[OwnLine, str | None]]:
    return [(OwnLine(f"Hoạt động thứ {at}", "Cuộc", {COUNT: at}, ""), unit) for at in range(number)]


SAMPLES = {
    "district": Sample(FORM, photos=pictures(3)),
    "draft": Sample(FORM, unit=SCHOOL, watermark=Watermark.DRAFT),
    "one line": Sample(FORM, narrative={HeadingKey("I.1"): from_plain_text("Đã ban hành kế hoạch.")}),
    "six pages": Sample(FORM, narrative={**NARRATIVE, **LONG}),
    "letters": Sample(FORM, narrative={HeadingKey("I.1"): (SIX_POINTS,)}),
    "no own line": Sample(FORM, own_lines=[]),
    "one own line": Sample(FORM, own_lines=own_lines(1)),
    "forty own lines": Sample(FORM, own_lines=own_lines(40)),
    "roll-up": Sample(FORM, figures=WIDE, own_lines=[*own_lines(2), *own_lines(3, SCHOOL.name)]),
    "long notes": Sample(FORM, notes={RowKey("1.1"): NOTE, RowKey("9.2"): NOTE}),
}


def opened(data: bytes) -> File:
    return docx.Document(BytesIO(data))


@pytest.fixture(scope="module")
def file() -> File:
    return opened(docx_bytes(SAMPLES["district"].document()))


def annex(file: File) -> Table:
    return next(table for table in file.tables if table.cell(0, 0).text == "TT")


def test_the_same_report_gives_the_same_bytes() -> None:
    document = SAMPLES["district"].document()
    assert docx_bytes(document) == docx_bytes(document)


def test_an_issuer_of_any_length_is_said_as_far_as_a_file_holds_it() -> None:
    written = opened(docx_bytes(Sample(FORM, signoff=SignOff(issuer="Trường " * 80)).document()))
    assert written.core_properties.author == ("TRƯỜNG " * 80)[:255]


def test_sheet_and_margins(file: File) -> None:
    for section in file.sections:
        sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
        assert [millimetres(size) for size in sizes] == [210, 297, 20, 20]
        assert [millimetres(size) for size in (section.left_margin, section.right_margin)] == [30, 15]


def test_pages_are_numbered_apart_in_each_section_and_not_on_its_first(file: File) -> None:
    assert len(file.sections) == 3
    for section in file.sections:
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.different_first_page_header_footer
        assert "PAGE" not in section.first_page_header._element.xml
        assert "PAGE" in section.header._element.xml
        assert section.header.paragraphs[0].style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


def millimetres(length: Length | None) -> int:
    assert length is not None
    whole: int = round(length.mm)
    return whole


def font_of(paragraph: Paragraph) -> Font:
    assert paragraph.style is not None
    font: Font = paragraph.style.font
    return font


def named(file: File, text: str) -> Paragraph:
    """The paragraph that says just that, in a cell or outside of tables."""
    cells = [cell for table in file.tables for row in table.rows for cell in row.cells]
    everywhere = [*file.paragraphs, *(each for cell in cells for each in cell.paragraphs)]
    found: Paragraph = next(each for each in everywhere if each.text == text)
    return found


@pytest.mark.parametrize(
    ("text", "sizes", "bold", "italic"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), True, False),
        ("Số: 05/BC-UBND", (13, 13), False, False),
        ("Tam Đường, ngày 15 tháng 10 năm 2024", (13, 14), False, True),
        ("ỦY BAN NHÂN DÂN", (12, 13), True, False),
        ("BÁO CÁO", (13, 14), True, False),
        ("Kết quả tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024", (13, 14), True, False),
        ("TM. ỦY BAN NHÂN DÂN", (13, 14), True, False),
        ("Nơi nhận:", (12, 12), True, True),
        ("- Lưu: VT.", (11, 11), False, False),
        ("Nguyễn Văn Thưởng", (13, 14), True, False),
        ("Phụ lục II", (14, 14), True, False),
        ("I. KẾT QUẢ TRIỂN KHAI THỰC HIỆN TUẦN LỄ", (13, 14), True, False),
    ],
)
def test_type(file: File, text: str, sizes: tuple[int, int], bold: bool, italic: bool) -> None:
    font = font_of(named(file, text))
    assert font.size is not None
    assert sizes[0] <= font.size.pt <= sizes[1]
    assert (font.bold, font.italic, font.name) == (bold, italic, "Times New Roman")


def test_the_office_above_is_written_upright_and_not_bold() -> None:
    school = opened(docx_bytes(SAMPLES["draft"].document()))
    font = font_of(named(school, "UBND HUYỆN TAM ĐƯỜNG"))
    assert font.size is not None
    assert 12 <= font.size.pt <= 13
    assert not font.bold and not font.italic


@pytest.mark.parametrize(
    ("text", "look", "room", "shares"),
    [
        ("Độc lập - Tự do - Hạnh phúc", styles.MOTTO, 98 * mm, (0.99, 1.01)),
        ("HUYỆN TAM ĐƯỜNG", styles.ISSUER, 67 * mm, (1 / 3, 0.5)),
        (
            "Kết quả tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024",
            styles.TITLE,
            165 * mm,
            (1 / 3, 0.5),
        ),
    ],
)
def test_a_rule_is_centred_under_it(
    file: File, text: str, look: ParagraphStyle, room: float, shares: tuple[float, float]
) -> None:
    paragraph = named(file, text)
    rule = Paragraph(paragraph._p.getnext(), paragraph._parent)
    assert rule._p.find(f".//{qn('w:pBdr')}/{qn('w:top')}").get(qn("w:val")) == "single"
    left, right = rule.paragraph_format.left_indent.pt, rule.paragraph_format.right_indent.pt
    assert left == right
    above = [text] if text != "HUYỆN TAM ĐƯỜNG" else ["ỦY BAN NHÂN DÂN", text]
    longest = max(styles.text_width(line, look) for line in above)
    assert shares[0] <= (room - left - right) / longest <= shares[1]


def test_there_is_room_to_sign_and_stamp(file: File) -> None:
    note = named(file, "(Ký tên, đóng dấu)")
    gap = Paragraph(note._p.getnext(), note._parent)
    name = Paragraph(gap._p.getnext(), note._parent)
    assert name.text == "Nguyễn Văn Thưởng"
    assert gap.paragraph_format.line_spacing.mm >= 30
    assert gap.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY


def test_body_text(file: File) -> None:
    style = file.styles["Normal"]
    assert style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(style.paragraph_format.first_line_indent.cm, 2) == 1.27
    assert style.paragraph_format.space_before.pt >= 6
    assert style.font.size.pt == 14


def test_the_table_repeats_its_header_and_splits_no_row(file: File) -> None:
    rows = annex(file)._tbl.tr_lst
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows[:3]] == [True, True, False]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_numbers_are_grouped_and_right_and_sections_bold(file: File) -> None:
    row = next(row for row in annex(file).rows if row.cells[0].text == "2")
    number = row.cells[3].paragraphs[0]
    assert number.text == "1.234.567"
    assert number.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert row.cells[1].paragraphs[0].runs[0].bold


def test_the_signature_is_one_row_held_to_the_last_words(file: File) -> None:
    blocks = [*file.element.body]
    signature = next(at for at, block in enumerate(blocks) if "Nơi nhận:" in "".join(block.itertext()))
    for block in blocks[signature - 2 : signature]:
        assert block.find(f".//{qn('w:keepNext')}") is not None
    assert "".join(blocks[signature - 2].itertext()).endswith("./.")


def test_only_a_draft_is_marked(file: File) -> None:
    draft = opened(docx_bytes(SAMPLES["draft"].document())).sections[0]
    assert "BẢN NHÁP" in draft.first_page_header._element.xml
    assert "BẢN NHÁP" in draft.header._element.xml
    assert "BẢN NHÁP" not in file.sections[0].header._element.xml


def test_what_the_file_says_of_itself(file: File) -> None:
    said = file.core_properties
    assert (said.author, said.language) == ("ỦY BAN NHÂN DÂN HUYỆN TAM ĐƯỜNG", "vi")
    assert said.title.startswith("BÁO CÁO: Kết quả tổ chức")
    assert file.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "vi-VN"


def test_the_table_by_itself() -> None:
    alone = opened(docx_bytes(replace(SAMPLES["district"].document(), table_only=True)))
    assert (len(alone.tables), len(alone.sections)) == (1, 1)


def test_a_photo_that_is_no_jpeg_is_refused() -> None:
    document = SAMPLES["district"].document()
    broken = replace(document, pictures=(replace(document.pictures[0], jpeg=b"no picture"),))
    with pytest.raises(KnownError) as refused:
        docx_bytes(broken)
    assert refused.value.code == "document-photo"


def test_libreoffice_lays_out_the_same_pages(outside: Callable[[str], Path], tmp_path: Path) -> None:
    documents = {name: sample.document() for name, sample in SAMPLES.items()}
    for name, document in documents.items():
        (tmp_path / f"{name}.docx").write_bytes(docx_bytes(document))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    options = [profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run(
        [outside("soffice"), *options, *tmp_path.glob("*.docx")], check=True, capture_output=True, timeout=240
    )
    for name, document in documents.items():
        ours, theirs = page_texts(pdf_bytes(document)), page_texts((tmp_path / f"{name}.pdf").read_bytes())
        assert abs(len(ours) - len(theirs)) <= 1, name
        if name == "long notes":  # a row of two pages goes on in its own way
            assert sorted(letters(ours)) == sorted(letters(theirs))
        else:
            assert letters(ours) == letters(theirs), name
        numbers = [each.text for row in document.table.rows for each in row.numbers]
        broken = [each for each in numbers if each not in "\n".join(theirs)]
        assert broken == [], name


def letters(pages: list[str]) -> str:
    """The text in reading order, without page numbers, repeated table headers and the mark of a draft."""
    unmarked = (page.replace("BẢN NHÁP", "").lstrip() for page in pages)
    whole = "".join(re.sub(r"\A\d+\r?\n", "", page) for page in unmarked)
    return re.sub(r"\s+", "", whole).replace(HEAD, "")
