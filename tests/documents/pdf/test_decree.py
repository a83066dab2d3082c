"""Nghị định 30/2020/NĐ-CP, Phụ lục I, read back from the file: one test for each line of docs/decree-30.md.

Places are in points from the sheet's lower left corner; a letter's ink may begin a point beside its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import mean

import pytest

from lcweek_desktop.documents.document import PaperCode
from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.domain.form import HeadingKey, RowKey
from lcweek_desktop.domain.letterhead import NATION
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.domain.report import SignOff
from tests.documents.reading import Page, Rule, Word, pages
from tests.documents.samples import FIGURES, NARRATIVE, SCHOOL, Sample, cell, pictures
from tests.factories import FORM

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 30 * MM, WIDTH - 15 * MM
BOTTOM, TOP = 20 * MM, HEIGHT - 20 * MM
CENTRE = (LEFT + RIGHT) / 2
REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"
SINGLE = 1.15
"""The single line spacing of Times New Roman, as a multiple of the font size."""

SENTENCE = "Các hoạt động được triển khai đồng bộ, đúng kế hoạch, thu hút đông đảo Nhân dân tham gia. "
LONG = {HeadingKey("I.1"): from_plain_text("\n\n".join([SENTENCE * 6] * 12))}
DISTRICT = Sample(FORM, narrative={**NARRATIVE, **LONG}, photos=pictures(6))
OF_SCHOOL = Sample(FORM, unit=SCHOOL)


@pytest.fixture(scope="module")
def district() -> list[Page]:
    return pages(pdf_bytes(DISTRICT.document()))


@pytest.fixture(scope="module")
def school() -> list[Page]:
    return pages(pdf_bytes(OF_SCHOOL.document()))


def page_with(read: Sequence[Page], text: str) -> Page:
    return next(page for page in read if page.holds(text))


def centre(words: Sequence[Word]) -> float:
    return (min(word.left for word in words) + max(word.right for word in words)) / 2


def length(words: Sequence[Word]) -> float:
    return max(word.right for word in words) - min(word.left for word in words)


def faces(words: Sequence[Word]) -> set[str]:
    return {word.font for word in words}


def sizes(words: Sequence[Word]) -> set[float]:
    return {word.size for word in words}


def baseline(words: Sequence[Word]) -> float:
    (only,) = {word.baseline for word in words}
    return only


def rule_under(page: Page, words: Sequence[Word]) -> Rule:
    """The flat rule right under a line of words, which is solid."""
    below = min(word.bottom for word in words)
    flat = (rule for rule in page.rules if rule.top - rule.bottom < 2 and 0 <= below - rule.top < 12)
    (rule,) = (rule for rule in flat if words[0].left - 2 < rule.centre < words[-1].right + 2)
    assert rule.solid
    return rule


def test_paper_is_a4_with_margins_of_20_20_30_and_15_mm(district: list[Page]) -> None:
    words = [word for page in district for word in page.words if word.bottom < TOP]
    assert min(word.left for word in words) == pytest.approx(LEFT, abs=1)
    assert max(word.right for word in words) == pytest.approx(RIGHT, abs=1)
    assert BOTTOM <= min(word.bottom for word in words) < BOTTOM + 24
    assert TOP - 12 < max(word.top for word in words) <= TOP


def test_type_is_tinos_and_black_and_its_text_unicode_in_nfc(district: list[Page]) -> None:
    words = [word for page in district for word in page.words]
    assert faces(words) == {REGULAR, BOLD, ITALIC, BOLD_ITALIC}
    assert {word.colour for word in words} == {(0, 0, 0, 255)}
    assert all(unicodedata.is_normalized("NFC", page.text) for page in district)


def test_page_number_stands_centred_in_the_top_margin_from_the_second_page_on(district: list[Page]) -> None:
    appendix = next(at for at, page in enumerate(district) if page.text.startswith("Phụ lục II"))
    photos = next(at for at, page in enumerate(district) if page.text.startswith("MỘT SỐ"))
    numbers = [[word for word in page.words if word.bottom > TOP] for page in district]
    for begin, end in pairwise((0, appendix, photos, len(district))):
        first, *later = numbers[begin:end]
        assert first == []
        assert [word.text for (word,) in later] == [str(at) for at in range(2, end - begin + 1)]
    for word in (word for found in numbers for word in found):
        assert centre([word]) == pytest.approx(WIDTH / 2, abs=1)
        assert (word.font, word.size in (13, 14)) == (REGULAR, True)


def test_quoc_hieu_stands_top_right_upright_bold_capitals(district: list[Page]) -> None:
    words = district[0].phrase("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert NATION.isupper()
    assert (faces(words), sizes(words) <= {12, 13}) == ({BOLD}, True)
    assert words[0].left > WIDTH / 2 - 20 and words[-1].right <= RIGHT + 1
    assert words[0].top > TOP - 12
    baseline(words)


def test_tieu_ngu_stands_centred_under_it_over_a_rule_of_its_length(district: list[Page]) -> None:
    page = district[0]
    nation, motto = page.phrase(NATION), page.phrase("Độc lập - Tự do - Hạnh phúc")
    assert (faces(motto), sizes(motto) <= {13, 14}) == ({BOLD}, True)
    assert centre(motto) == pytest.approx(centre(nation), abs=1)
    assert 10 < baseline(nation) - baseline(motto) < 24
    rule = rule_under(page, motto)
    assert rule.length == pytest.approx(length(motto), abs=3)
    assert rule.centre == pytest.approx(centre(motto), abs=1)


def test_the_superior_stands_top_left_upright_capitals_not_bold(school: list[Page]) -> None:
    words = school[0].phrase("UBND HUYỆN TAM ĐƯỜNG")
    assert (faces(words), sizes(words) <= {12, 13}) == ({REGULAR}, True)
    assert words[-1].right < school[0].phrase(NATION)[0].left
    assert baseline(words) == pytest.approx(baseline(school[0].phrase(NATION)), abs=2)


def test_the_issuer_stands_centred_under_it_bold_over_a_short_rule(school: list[Page]) -> None:
    page = school[0]
    superior, issuer = page.phrase("UBND HUYỆN TAM ĐƯỜNG"), page.phrase("TRƯỜNG THCS BÌNH LƯ")
    assert (faces(issuer), sizes(issuer) <= {12, 13}) == ({BOLD}, True)
    assert centre(issuer) == pytest.approx(centre(superior), abs=1)
    rule = rule_under(page, issuer)
    assert 1 / 3 <= rule.length / length(issuer) <= 1 / 2
    assert rule.centre == pytest.approx(centre(issuer), abs=1)


def test_the_number_stands_centred_under_the_issuer(school: list[Page]) -> None:
    number, issuer = school[0].phrase("Số: 05/BC-THCSBL"), school[0].phrase("TRƯỜNG THCS BÌNH LƯ")
    assert (faces(number), sizes(number)) == ({REGULAR}, {13})
    assert centre(number) == pytest.approx(centre(issuer), abs=1)
    assert baseline(number) < rule_under(school[0], issuer).bottom


@pytest.mark.parametrize(("given", "printed"), [("5", "05"), ("12", "12"), ("123", "123"), ("", "……")])
def test_a_number_under_ten_gets_a_zero(given: str, printed: str) -> None:
    read = pages(pdf_bytes(Sample(FORM, signoff=SignOff(number=given)).document()))
    assert read[0].phrase(f"Số: {printed}/BC-UBND")


def test_place_and_date_stand_on_the_line_of_the_number_centred_under_quoc_hieu(
    district: list[Page],
) -> None:
    dated = district[0].phrase("Tam Đường, ngày 15 tháng 10 năm 2024")
    assert (faces(dated), sizes(dated) <= {13, 14}) == ({ITALIC}, True)
    assert baseline(dated) == baseline(district[0].phrase("Số: 05/BC-UBND"))
    assert centre(dated) == pytest.approx(centre(district[0].phrase(NATION)), abs=1)


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        ("2024-10-05", "ngày 05 tháng 10 năm 2024"),
        ("2025-01-12", "ngày 12 tháng 01 năm 2025"),
        ("2025-02-09", "ngày 09 tháng 02 năm 2025"),
        ("2025-03-31", "ngày 31 tháng 3 năm 2025"),
        ("", "ngày …… tháng …… năm 2024"),
    ],
)
def test_days_under_ten_and_months_one_and_two_get_a_zero(day: str, printed: str) -> None:
    read = pages(pdf_bytes(Sample(FORM, signoff=SignOff(date=day)).document()))
    assert read[0].phrase(printed)


def test_the_kind_of_document_stands_centred_bold_capitals(district: list[Page]) -> None:
    words = district[0].phrase("BÁO CÁO")
    assert (faces(words), sizes(words) <= {13, 14}) == ({BOLD}, True)
    assert centre(words) == pytest.approx(CENTRE, abs=1)


def test_the_subject_stands_centred_under_it_bold_over_a_short_rule(district: list[Page]) -> None:
    page = district[0]
    words = page.phrase("Kết quả tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024")
    assert (faces(words), sizes(words) <= {13, 14}) == ({BOLD}, True)
    assert centre(words) == pytest.approx(CENTRE, abs=1)
    assert 0 < baseline(page.phrase("BÁO CÁO")) - baseline(words) < 24
    rule = rule_under(page, words)
    assert 1 / 3 <= rule.length / length(words) <= 1 / 2
    assert rule.centre == pytest.approx(CENTRE, abs=1)


def text_lines(page: Page, size: float = 14) -> list[list[Word]]:
    """The lines of the page's text of this size from top to bottom, each from left to right."""
    words = [word for word in page.words if word.size == size and word.bottom < TOP]
    places = sorted({word.baseline for word in words}, reverse=True)
    return [sorted((w for w in words if w.baseline == place), key=lambda w: w.left) for place in places]


def test_the_body_is_justified_with_its_first_line_in_and_air_around_it(district: list[Page]) -> None:
    lines = text_lines(district[1])
    begins = [line[0].left > LEFT + 5 for line in lines]
    assert sizes([word for line in lines for word in line]) <= {13, 14}
    for line, first in zip(lines, begins, strict=True):
        assert line[0].left == pytest.approx(LEFT + (1.27 * 10 * MM if first else 0), abs=1.5)
    for (line, following), next_first in zip(pairwise(lines), begins[1:], strict=True):
        apart = line[0].baseline - following[0].baseline
        if next_first:
            assert apart >= SINGLE * 14 + 6
        else:
            assert line[-1].right == pytest.approx(RIGHT, abs=1.5)
            assert SINGLE * 14 <= apart <= 1.5 * SINGLE * 14
    assert sum(begins) >= 3


def test_headings_are_bold_and_numbered_as_on_the_form(district: list[Page]) -> None:
    for heading in FORM.headings:
        text = f"{heading.number}. {heading.title}"
        words = page_with(district, text).phrase(text)
        assert (faces(words), sizes(words) <= {13, 14}) == ({BOLD}, True)


def test_the_signers_office_stands_in_the_right_block_bold_capitals(district: list[Page]) -> None:
    page = page_with(district, "KT. CHỦ TỊCH")
    lines = [page.phrase(line) for line in ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH")]
    for words in lines:
        assert (faces(words), sizes(words) <= {13, 14}) == ({BOLD}, True)
        assert min(word.left for word in words) > WIDTH / 2
    assert centre(lines[0]) == pytest.approx(centre(page.phrase("Nguyễn Văn Thưởng")), abs=1)


def test_thirty_millimetres_are_left_to_sign_and_stamp_then_comes_the_name(district: list[Page]) -> None:
    page = page_with(district, "KT. CHỦ TỊCH")
    note, name = page.phrase("(Ký tên, đóng dấu)"), page.phrase("Nguyễn Văn Thưởng")
    assert min(word.bottom for word in note) - max(word.top for word in name) >= 30 * MM
    assert (faces(name), sizes(name) <= {13, 14}) == ({BOLD}, True)
    between = (w for w in page.words if max(x.top for x in name) < w.middle < note[0].bottom)
    assert all(word.right < note[0].left for word in between)


def test_recipients_stand_left_and_level_with_the_signer(district: list[Page]) -> None:
    page = page_with(district, "Nơi nhận:")
    head, signer = page.phrase("Nơi nhận:"), page.phrase("TM. ỦY BAN NHÂN DÂN")
    assert (faces(head), sizes(head)) == ({BOLD_ITALIC}, {12})
    assert head[0].left == pytest.approx(LEFT, abs=1.5)
    assert head[0].top == pytest.approx(signer[0].top, abs=4)
    lines = [page.phrase(line) for line in ("- UBND tỉnh;", "- Sở GD&ĐT;", "- Lưu: VT.")]
    for words in lines:
        assert (faces(words), sizes(words)) == ({REGULAR}, {11})
        assert words[0].left == pytest.approx(LEFT, abs=1.5)


def test_each_recipient_begins_with_a_dash_and_ends_with_a_semicolon_the_last_with_a_full_stop() -> None:
    recipients = ("UBND tỉnh (b/c)", "- Sở GD&ĐT;", "Các xã, thị trấn.", "Lưu: VT")
    read = pages(pdf_bytes(Sample(FORM, signoff=SignOff(recipients=recipients)).document()))
    page = page_with(read, "Nơi nhận:")
    last = page.phrase("Nơi nhận:")[0].baseline
    for line in ("- UBND tỉnh (b/c);", "- Sở GD&ĐT;", "- Các xã, thị trấn;", "- Lưu: VT."):
        words = page.phrase(line)
        assert words[0].left == pytest.approx(LEFT, abs=1.5)
        assert 0 < last - baseline(words) < 16
        last = baseline(words)


def test_the_signer_stands_under_the_text_and_the_code_under_the_recipients() -> None:
    code = PaperCode(bytes(240), "KTQM-ABCD-EFGH-KLMN", "WXYZ-BCDE-FGHK-LMNP")
    page = page_with(pages(pdf_bytes(replace(DISTRICT.document(), code=code))), "Nơi nhận:")
    signer = page.phrase("TM. ỦY BAN NHÂN DÂN")
    text = [word for word in page.words if word.size == 14 and word.font == REGULAR]
    assert min(word.bottom for word in text) > signer[0].top
    letters = page.phrase("Mã báo cáo: KTQM-ABCD-EFGH-KLMN")
    assert letters[0].top < page.phrase("- Lưu: VT.")[0].bottom
    assert signer[0].left - letters[-1].right >= 20 * MM - 8  # the code itself: test_paper_code


def test_the_appendix_is_named_titled_and_refers_to_the_report(district: list[Page]) -> None:
    page = page_with(district, "Phụ lục II TỔNG HỢP")
    name = page.phrase("Phụ lục II")
    title = page.phrase("TỔNG HỢP SỐ LIỆU KẾT QUẢ TỔ CHỨC")
    more = page.phrase("TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM 2024")
    reference = page.phrase(DISTRICT.head.reference)
    assert (faces(name), sizes(name)) == ({BOLD}, {14})
    assert (faces([*title, *more]), sizes([*title, *more]) <= {13, 14}) == ({BOLD}, True)
    assert faces(reference) == {ITALIC}
    assert reference[0].text.startswith("(Kèm")
    tops = [words[0].baseline for words in (name, title, more, reference)]
    assert tops == sorted(tops, reverse=True)
    places = {word.baseline for word in reference}
    lines = ([word for word in reference if word.baseline == place] for place in places)
    for words in (name, title, more, *lines):
        assert centre(words) == pytest.approx(CENTRE, abs=1)
    assert reference[-1].text.endswith(")")


def test_the_decrees_spelling_is_used_where_the_form_differs(district: list[Page]) -> None:
    assert "HÒA" in district[0].text
    assert "HOÀ" not in district[0].text


def table_pages(read: Sequence[Page]) -> list[Page]:
    return [page for page in read if page.holds("Số lớp/số cuộc thi")]


def test_the_table_has_a_head_of_two_rows_on_each_of_its_two_or_three_pages(school: list[Page]) -> None:
    found = table_pages(school)
    assert 2 <= len(found) <= 3
    assert found == school[-len(found) :]
    for page in found:
        amount = page.phrase("Số lượng")
        below = [page.phrase("Số lớp/số cuộc thi"), page.phrase("Người")]
        assert mean(map(centre, below)) == pytest.approx(centre(amount), abs=30)
        assert below[0][0].left < centre(amount) < below[1][-1].right
        assert all(words[0].top < amount[0].bottom for words in below)
        assert (faces(amount), sizes(amount) <= {12, 13}) == ({BOLD}, True)


def test_the_tables_type_is_of_12_or_13_points_and_its_sections_bold(school: list[Page]) -> None:
    for page in table_pages(school):
        top = page.phrase("TT")[0].top
        inside = [word for word in page.words if word.top <= top]
        assert sizes(inside) <= {12, 13}
    for row in FORM.rows:
        page = page_with(table_pages(school), row.label)
        assert faces(page.phrase(row.label)) == {BOLD if row.bold else REGULAR}


def test_tt_is_centred_and_empty_for_the_row_without_a_number(school: list[Page]) -> None:
    first = table_pages(school)[0]
    middle = centre(first.phrase("TT"))
    column = [
        word for word in first.words if word.right < middle + 14 and word.top < first.phrase("TT")[0].bottom
    ]
    assert all(centre([word]) == pytest.approx(middle, abs=2) for word in column)
    unnumbered = next(row for row in FORM.rows if row.key == RowKey("1.4a"))
    line = first.phrase(unnumbered.label)[0].baseline
    assert not [word for word in column if abs(word.baseline - line) < 6]


def test_numbers_are_right_aligned_with_vietnamese_grouping(school: list[Page]) -> None:
    words = [word for page in table_pages(school) for word in page.words]
    for numbers in (
        ("1.234.567", "1.000.000.000.000", "35.500.000", "1.000.035.500.000"),
        ("1.215", "3.402"),
    ):
        ends = [word.right for word in words if word.text in numbers]
        assert len(ends) >= len(numbers)
        assert max(ends) - min(ends) < 1
    assert {word.text for word in words if re.fullmatch(r"\d{4,}", word.text)} == {"2024"}  # in the title


def test_a_sum_of_fifteen_digits_of_dong_is_of_the_tables_type_too() -> None:
    figures = {**FIGURES, cell("10.1"): 999_999_999_999, cell("10.2"): 999_999_999_999_999 - 10**12}
    read = table_pages(pages(pdf_bytes(Sample(FORM, unit=SCHOOL, figures=figures).document())))
    assert len(read) <= 3
    words = [word for page in read for word in page.words if word.text.count(".") == 4]
    assert {word.text for word in words} == {"998.999.999.999.999", "999.999.999.999.998"}
    assert sizes(words) <= {12, 13}


def test_closed_cells_are_empty() -> None:
    """A school may not fill 7.1, and 11 has no numbers: nothing is printed there, not even a dash."""
    read = table_pages(pages(pdf_bytes(Sample(FORM, unit=SCHOOL, figures={}, notes={}).document())))
    for key in ("7.1", "11", "4"):
        row = next(row for row in FORM.rows if row.key == RowKey(key))
        page = page_with(read, f"{row.label}{row.unit}")
        after = page.phrase(f"{row.label} {row.unit}".strip())[-1]
        beside = [w for w in page.words if abs(w.middle - after.middle) < 5 and w.left > after.right + 20]
        assert beside == []
