"""Where things are on the sheet (docs/decree-30.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest

from lcweek_desktop.documents.pdf import pdf_bytes, styles
from lcweek_desktop.documents.pdf.paragraphs import balanced_lines
from lcweek_desktop.documents.report_document import PrintableReport, report_document
from lcweek_desktop.domain.form import HeadingKey, RowKey
from lcweek_desktop.domain.letterhead import letterhead
from lcweek_desktop.domain.narrative import Table as TextTable
from lcweek_desktop.domain.narrative import TextRun
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.domain.report import Content, OwnLine, SignOff
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.errors import KnownError
from tests.documents.reading import Page, pages, squeezed
from tests.documents.samples import COUNT, NARRATIVE, PEOPLE, Sample, pictures
from tests.factories import FORM, INVENTED

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 30 * MM, WIDTH - 15 * MM
BOTTOM, TOP = 20 * MM, HEIGHT - 20 * MM
HEAD = "TT Nội dung các hoạt động Đơn vị Số lượng Ghi chú Số lớp/số cuộc thi Người"
LONG = "Hoạt động tuyên truyền, phổ biến kiến thức " * 47
SOLID = "ĐƯỜNGXÃ" * 280
NAME = "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên " * 4

LONG_ROWS = [
    (OwnLine(LONG, "Cuộc/người/buổi", {COUNT: 10**15 - 1, PEOPLE: 10**15 - 1}, "Ghi chú dài. " * 150), None),
    (OwnLine(SOLID, SOLID, {COUNT: 10**18}, SOLID), "Trường THCS Bình Lư"),
]
TABLE_TEXT = (
    TextTable((((TextRun(LONG * 3),), (TextRun("ngắn"),)),)),
    TextTable((tuple((TextRun(f"ô {at}"),) for at in range(16)),)),
    TextTable((tuple((TextRun(f"cột {at}"),) for at in range(60)),)),
)

REST = {key: text for key, text in NARRATIVE.items() if key != "I.1"}


def printed(sample: Sample) -> list[Page]:
    return pages(pdf_bytes(sample.document()))


def sections(read: Sequence[Page]) -> tuple[list[Page], list[Page], list[Page]]:
    """The pages of Phụ lục I, of Phụ lục II and of the photos."""
    table = next(at for at, page in enumerate(read) if page.text.startswith("Phụ lục II"))
    photos = next((at for at, page in enumerate(read) if page.text.startswith("MỘT SỐ")), len(read))
    return [*read[:table]], [*read[table:photos]], [*read[photos:]]


SAMPLES = {
    "ordinary": Sample(FORM, photos=pictures(5)),
    "empty": Sample(FORM, figures={}, notes={}, own_lines=(), narrative={}, signoff=SignOff()),
    "long rows": Sample(FORM, own_lines=LONG_ROWS, notes={RowKey("1.1"): "Ghi chú. " * 200}),
    "forty own lines": Sample(FORM, own_lines=[(OwnLine(f"Việc {at}"), "Xã Bản Bo") for at in range(40)]),
    "tables": Sample(FORM, narrative={HeadingKey("III.2"): TABLE_TEXT}, signoff=SignOff(closing="")),
    "six pages": Sample(FORM, narrative={HeadingKey("I.1"): from_plain_text(LONG * 12)}),
    "long captions": Sample(FORM, photos=pictures(6), captions=LONG),
    "long lists": Sample(FORM, signoff=SignOff(recipients=("UBND xã",) * 120, title=("CHỦ TỊCH",) * 4)),
    "long names": Sample(FORM, signoff=SignOff(issuer=NAME, superior=NAME, place=NAME, name=NAME)),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_stands_outside_the_margins_but_the_page_number(name: str) -> None:
    for page in printed(SAMPLES[name]):
        for word in page.words:
            assert word.left > LEFT - 1 and word.right < RIGHT + 1, word
            assert word.bottom > BOTTOM - 1, word
            assert word.top < TOP + 1 or word.text.isdigit(), word


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sheet_is_a4(name: str) -> None:
    with pypdfium2.PdfDocument(pdf_bytes(SAMPLES[name].document())) as document:
        sizes = {tuple(map(round, page.get_size())) for page in document}
    assert sizes == {(595, 842)}


@pytest.mark.parametrize("name", SAMPLES)
def test_report_and_annexes_count_their_pages_apart_and_leave_the_first_without_a_number(name: str) -> None:
    for section in sections(printed(SAMPLES[name])):
        numbers = [[word.text for word in page.words if word.bottom > TOP] for page in section]
        assert numbers == [[] if at == 1 else [str(at)] for at in range(1, len(section) + 1)]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_header_of_two_rows_stands_once_on_every_page_of_the_table(name: str) -> None:
    first, *later = sections(printed(SAMPLES[name]))[1]
    head = Counter(HEAD.split())
    assert head <= Counter(word.text for word in first.words)
    for page in later:
        assert Counter(word.text for word in page.words[1 : 1 + head.total()]) == head


@pytest.mark.parametrize("name", SAMPLES)
def test_no_row_of_the_form_is_split(name: str) -> None:
    table = sections(printed(SAMPLES[name]))[1]
    for row in FORM.rows:
        assert any(page.holds(f"{row.tt}{row.label}{row.unit}") for page in table), row.key


@pytest.mark.parametrize("name", SAMPLES)
def test_no_section_stands_last_on_a_page_without_a_row_of_its_own(name: str) -> None:
    sections_of_form = {row.tt for row in FORM.rows if row.bold and FORM.children[row.key]}
    for page in sections(printed(SAMPLES[name]))[1]:
        last = [word.text for word in page.words if word.right < LEFT + 12 * MM][-1]
        assert last not in sections_of_form


def test_the_ordinary_table_takes_two_to_three_pages() -> None:
    assert 2 <= len(sections(printed(SAMPLES["ordinary"]))[1]) <= 3


def test_a_row_longer_than_a_page_goes_on_without_losing_a_letter() -> None:
    table = squeezed(" ".join(page.text for page in sections(printed(SAMPLES["long rows"]))[1]))
    own = [line for line, _ in LONG_ROWS]
    written = Counter(squeezed("".join(line.label + line.unit + line.note for line in own)))
    assert written <= Counter(table)


def test_a_table_of_the_text_in_which_every_cell_is_long_goes_on_without_losing_a_letter() -> None:
    cells = (TextRun(LONG * 3),), (TextRun(LONG * 2, bold=True),)
    report, *_ = sections(printed(Sample(FORM, narrative={HeadingKey("I.1"): (TextTable((cells,)),)})))
    assert Counter(squeezed(LONG * 5)) <= Counter(squeezed("".join(page.text for page in report)))


@pytest.mark.parametrize("length", [600, 1_200, 2_000, 5_000])
def test_long_labels_and_notes_leave_no_page_of_the_table_half_empty(length: int) -> None:
    """They go on where the page ends, and the lines of a text keep their distance wherever it is cut."""
    text = LONG[:length]
    lines = [(OwnLine(text, "Cuộc/người", {COUNT: 10**15 - 1, PEOPLE: 7}, text), None)] * 2
    notes = {RowKey("1.1"): text, RowKey("5.1"): text}
    table = sections(printed(Sample(FORM, own_lines=lines, notes=notes)))[1]
    for page in table[:-1]:
        assert min(word.bottom for word in page.words) < (BOTTOM + TOP) / 2
    for page in table:
        places = sorted({word.baseline for word in page.words if word.right > RIGHT - 20 * MM}, reverse=True)
        apart = [upper - lower for upper, lower in pairwise(places)]
        assert not [step for step in apart if 14.5 < step < 18]


def test_a_table_is_closed_by_a_line_wherever_a_page_ends() -> None:
    for page in sections(printed(SAMPLES["long rows"]))[1]:
        flat = [rule for rule in page.rules if rule.top - rule.bottom < 2 and rule.length > 100]
        last = min(flat, key=lambda rule: rule.bottom)
        assert last.length == pytest.approx(RIGHT - LEFT, abs=2)
        assert last.top <= min(word.bottom for word in page.words) + 1


def test_numbers_end_at_the_right_of_their_column() -> None:
    page = sections(printed(SAMPLES["ordinary"]))[1][0]
    ends = [
        next(word.right for word in page.line_of(tt) if word.text == number and word.left > 400)
        for tt, number in {"1": "5", "1.1": "2", "1.10": "0", "2": "1.234.567"}.items()
    ]
    assert max(ends) - min(ends) < 1


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    headings = {squeezed(f"{heading.number}. {heading.title}") for heading in FORM.headings}
    for lines in range(20, 44):
        narrative = {HeadingKey("I.1"): from_plain_text("\n\n".join(["Một dòng."] * lines)), **REST}
        for page in sections(printed(Sample(FORM, narrative=narrative)))[0]:
            last = min(page.words, key=lambda word: word.bottom)
            foot = squeezed("".join(word.text for word in page.words if abs(word.middle - last.middle) < 6))
            assert foot not in headings, lines


def test_a_page_is_filled_with_headings_that_have_no_text() -> None:
    """A short report: only the words above the signature go with it, not every heading after the text."""
    short = {HeadingKey("I.1"): from_plain_text("\n\n".join(["Một dòng."] * 8))}
    first, second = sections(printed(Sample(FORM, narrative=short)))[0]
    assert first.holds("2. Với Ủy ban nhân dân tỉnh")
    assert second.text.removeprefix("2 ").startswith("Trên đây là báo cáo")


def test_a_date_in_a_table_of_the_text_stays_whole_beside_long_texts() -> None:
    """As in the list of the documents issued."""
    head = ("Tên loại; số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu nội dung")
    issuer, about = "Trường PTDTBT Tiểu học Hua Nà", "Tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024"
    row = ("Quyết định số 43/QĐ-THHN", "26/09/2024", issuer, about)
    rows = tuple((TextRun(text, bold=True),) for text in head), tuple((TextRun(text),) for text in row)
    report = sections(printed(Sample(FORM, narrative={HeadingKey("I.1"): (TextTable(rows),)})))[0]
    words = {word for page in report for word in page.text.split()}
    assert {"26/09/2024", "43/QĐ-THHN"} <= words


def test_a_heading_stays_with_the_table_under_it_however_high_its_rows_are() -> None:
    tall = tuple(((TextRun("Xã"),), (TextRun(LONG[:700]),)) for _ in range(3))
    for lines in range(14, 40, 2):
        above = from_plain_text("\n\n".join(["Một dòng."] * lines))
        narrative = {HeadingKey("I.1"): above, HeadingKey("I.2"): (TextTable(tall),)}
        report = sections(printed(Sample(FORM, narrative=narrative)))[0]
        page = next(page for page in report if page.holds("2. Nội dung các hoạt động đã triển khai"))
        assert "Xã" in page.text.split("triển khai")[-1].split(), lines


def test_the_head_of_a_table_in_the_text_stands_over_its_rows_on_every_page() -> None:
    """A first row all in bold is its head: never left alone at a page's foot, and there again on the next."""
    head = tuple((TextRun(text, bold=True),) for text in ("Địa bàn", "Kết quả"))
    rows = tuple(((TextRun(f"Xã số {at}"),), (TextRun(f"{at} buổi"),)) for at in range(45))
    for lines in range(20, 44):
        text = (*from_plain_text("\n\n".join(["Một dòng."] * lines)), TextTable((head, *rows)))
        report = sections(printed(Sample(FORM, narrative={HeadingKey("I.1"): text})))[0]
        heads = [page.text.count("Địa bàn Kết quả") for page in report]
        assert heads == [int("buổi" in page.text) for page in report], lines


def test_a_table_without_a_head_repeats_nothing() -> None:
    rows = tuple(((TextRun(f"Xã số {at}"),), (TextRun(f"{at} buổi"),)) for at in range(60))
    read = printed(Sample(FORM, narrative={HeadingKey("I.1"): (TextTable(rows),)}))
    assert " ".join(page.text for page in read).count("Xã số 0 ") == 1


def test_capitals_with_two_marks_do_not_meet_the_line_above() -> None:
    """Ắ and Ộ in lines of capitals: the ink of one line ends above where the next begins."""
    title = SignOff(title=("ẮẰẲẴẶ ỘỒỔỖỐ", "ẮẰẲẴẶ ỘỒỔỖỐ", "ẮẰẲẴẶ ỘỒỔỖỐ"))
    page = sections(printed(Sample(FORM, signoff=title)))[0][-1]
    boxes = sorted((word for word in page.words if word.text == "ẮẰẲẴẶ"), key=lambda word: -word.top)
    assert len(boxes) == 3
    for upper, lower in pairwise(boxes):
        assert lower.top <= upper.bottom


@pytest.mark.parametrize(
    "signoff",
    [SignOff(issuer=LONG * 4), SignOff(place=LONG * 4), SignOff(name=LONG * 4)],
    ids=["issuer", "place", "name"],
)
def test_a_letterhead_or_signature_higher_than_a_page_is_refused(signoff: SignOff) -> None:
    document = Sample(FORM, signoff=signoff).document()
    with pytest.raises(KnownError) as caught:
        pdf_bytes(document)
    assert caught.value.code == "document-too-tall"


def test_another_year_with_other_rows_prints_without_a_change() -> None:
    unit = Unit(UnitId("2031", UnitCode("1")), "Xã Hồ Xanh", INVENTED.levels[0].key, None)
    head = letterhead(INVENTED, unit, (), SignOff())
    document = report_document(PrintableReport(INVENTED, unit.level, Content(), head))
    read = squeezed(" ".join(page.text for page in pages(pdf_bytes(document))))
    for row in INVENTED.rows:
        assert squeezed(row.label) in read


def test_the_table_by_itself_begins_on_a_page_without_a_number() -> None:
    document = replace(Sample(FORM, photos=pictures(2)).document(), table_only=True)
    read = pages(pdf_bytes(document))
    whole = sections(pages(pdf_bytes(replace(document, table_only=False))))[1]
    assert read == whole


@pytest.mark.parametrize(
    "place", ["XÃ THÈN SIN", "XÃ LẢ NHÌ THÀNG", "PHƯỜNG QUYẾT THẮNG", "THỊ TRẤN TAM ĐƯỜNG"]
)
def test_the_words_for_a_peoples_committee_stay_together(place: str) -> None:
    pdf_bytes(Sample(FORM).document())
    lines = balanced_lines(f"ỦY BAN NHÂN DÂN {place}", styles.ISSUER, 67 * MM)
    assert lines == ["ỦY BAN NHÂN DÂN", place]
