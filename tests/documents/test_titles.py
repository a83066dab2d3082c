"""Titles inside the text and deep headings, on paper and in Word."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.styles.style import ParagraphStyle as WordStyle
from docx.text.paragraph import Paragraph as WordParagraph

from lcweek_desktop.documents.docx import docx_bytes
from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.domain.form import Form, Heading, HeadingKey
from lcweek_desktop.domain.narrative import Paragraph, Text, TextRun, TitleStyle
from lcweek_desktop.domain.plain_text import from_plain_text
from tests.documents.reading import Page, pages, squeezed
from tests.documents.samples import Sample
from tests.factories import FORM

TITLES = {
    TitleStyle.PART: "PHẦN THỨ NHẤT",
    TitleStyle.SECTION: "A. Công tác chỉ đạo",
    TitleStyle.CLAUSE: "1.1. Văn bản đã ban hành",
    TitleStyle.POINT: "a) Của xã",
}
DEEP = HeadingKey("I.1.x")


def titled(*above: str) -> Text:
    """Running text, then a title of each style with a line under it."""
    text = from_plain_text("\n\n".join(above))
    for style, words in TITLES.items():
        text += (Paragraph((TextRun(words),), style=style), *from_plain_text(f"Dưới {words[:2]}"))
    return text


def report(narrative: Text, form: Form = FORM) -> Sample:
    return Sample(form, narrative={HeadingKey("I.1"): narrative})


def deeper() -> Form:
    """The form of 2024 with a heading of the fourth level."""
    first, second = (
        Heading(HeadingKey("I.1.1"), "1.1", "Cấp tỉnh", False, parent=HeadingKey("I.1")),
        Heading(DEEP, "a)", "Văn bản", True, parent=HeadingKey("I.1.1")),
    )
    return replace(FORM, headings=(*FORM.headings[:2], first, second, *FORM.headings[2:]))


@pytest.fixture(scope="module")
def page() -> Page:
    return pages(pdf_bytes(report(titled()).document()))[0]


def test_titles_are_bold_but_for_points_and_a_part_is_centred(page: Page) -> None:
    """docs/decree-30.md, Body."""
    text_left = page.phrase("Dưới A.")[0].left
    for style, words in TITLES.items():
        found = page.phrase(words)
        bold = style is not TitleStyle.POINT
        assert {word.font for word in found} == {"Tinos-Bold" if bold else "Tinos-Regular"}
        assert {word.size for word in found} == {14}
        if style is TitleStyle.PART:
            middle = (30 + 210 - 15) / 2 / 25.4 * 72
            assert (found[0].left + found[-1].right) / 2 == pytest.approx(middle, abs=1)
        else:
            assert found[0].left == pytest.approx(text_left, abs=1.5)


def test_a_title_is_never_the_last_line_of_a_page() -> None:
    titles = {squeezed(words) for words in TITLES.values()}
    for lines in range(20, 36):
        above = ["Một dòng."] * lines
        for each in pages(pdf_bytes(report(titled(*above)).document())):
            last = min(each.words, key=lambda word: word.bottom)
            foot = "".join(word.text for word in each.words if abs(word.middle - last.middle) < 6)
            assert squeezed(foot) not in titles, lines


def style_of(paragraph: WordParagraph) -> WordStyle:
    assert paragraph.style is not None
    return paragraph.style


def test_word_has_a_style_for_each_that_stays_with_what_follows() -> None:
    file = docx.Document(BytesIO(docx_bytes(report(titled()).document())))
    found = {each.text: each for each in file.paragraphs if each.text in TITLES.values()}
    names = {style: style_of(found[words]).name for style, words in TITLES.items()}
    assert names == {
        TitleStyle.PART: "Phần",
        TitleStyle.SECTION: "Mục",
        TitleStyle.CLAUSE: "Khoản",
        TitleStyle.POINT: "Điểm",
    }
    for style, words in TITLES.items():
        looks = style_of(found[words])
        assert looks.paragraph_format.keep_with_next
        assert looks.font.bold is (style is not TitleStyle.POINT)
    part = style_of(found[TITLES[TitleStyle.PART]])
    assert part.paragraph_format.alignment is WD_ALIGN_PARAGRAPH.CENTER


def test_headings_of_four_levels_are_headings_of_word_and_bookmarks_of_the_pdf() -> None:
    sample = replace(report((), deeper()), narrative={DEEP: from_plain_text("Có.")})
    file = docx.Document(BytesIO(docx_bytes(sample.document())))
    styles = {each.text: style_of(each).style_id for each in file.paragraphs}
    shown = ["I. KẾT QUẢ TRIỂN KHAI THỰC HIỆN TUẦN LỄ", "1. Công tác chỉ đạo, điều hành", "1.1. Cấp tỉnh"]
    expected = dict(
        zip((*shown, "a) Văn bản"), ("Heading1", "Heading2", "Heading3", "Heading4"), strict=True)
    )
    assert {text: styles[text] for text in expected} == expected
    first = pages(pdf_bytes(sample.document()))[0]
    assert {word.font for text in expected for word in first.phrase(text)} == {"Tinos-Bold"}


def test_a_heading_that_is_a_part_has_its_title_below_both_in_the_middle() -> None:
    part = replace(FORM.headings[0], number="PHẦN A", title="KẾT QUẢ TRIỂN KHAI", is_part=True)
    sample = Sample(replace(FORM, headings=(part, *FORM.headings[1:])))
    first = pages(pdf_bytes(sample.document()))[0]
    above, below = first.phrase("PHẦN A"), first.phrase("KẾT QUẢ TRIỂN KHAI")
    middles = [(found[0].left + found[-1].right) / 2 for found in (above, below)]
    assert middles == pytest.approx([(30 + 210 - 15) / 2 / 25.4 * 72] * 2, abs=1)
    assert above[0].middle != pytest.approx(below[0].middle, abs=6)
    lines = docx.Document(BytesIO(docx_bytes(sample.document()))).paragraphs
    at = next(at for at, line in enumerate(lines) if line.text == "PHẦN A")
    assert (style_of(lines[at]).style_id, lines[at].alignment) == ("Heading1", WD_ALIGN_PARAGRAPH.CENTER)
    assert (lines[at + 1].text, style_of(lines[at + 1]).name) == ("KẾT QUẢ TRIỂN KHAI", "Phần")
