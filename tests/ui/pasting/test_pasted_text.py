"""What Word, LibreOffice, Google Docs, Excel and web pages put on the clipboard becomes blocks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from html import escape
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData

from dev import ROOT
from lcweek_desktop.domain.legacy_text import LegacyCode
from lcweek_desktop.domain.list_marks import BULLETED, NUMBERED, Mark, Marks, marks_from
from lcweek_desktop.domain.narrative import (
    Align,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    Text,
    TextRun,
    normalize_text,
    to_plain_text,
    to_printed_text,
)
from lcweek_desktop.domain.syllables import syllables
from lcweek_desktop.ui.pages.narrative.clipboard import read_mime_data
from lcweek_desktop.ui.pasting.block_builder import MAX_LETTERS
from lcweek_desktop.ui.pasting.pasted_text import MAX_HTML, pasted_html, pasted_plain_text
from lcweek_desktop.ui.pasting.table_grid import MAX_COLUMNS
from tests.domain.test_legacy_text import TCVN3, VNI
from tests.factories import FORM

CLIPBOARD = ROOT / "tests" / "data" / "clipboard"


def clipboard_html(name: str) -> str:
    """What a program put on the clipboard (tests/data/clipboard)."""
    return (CLIPBOARD / f"{name}.html").read_text(encoding="utf-8")


def paragraph(*runs: str | TextRun, align: Align = Align.JUSTIFY) -> Paragraph:
    """A paragraph of runs; a str is a plain one."""
    return Paragraph(tuple(TextRun(run) if isinstance(run, str) else run for run in runs), align)


def items(*lines: str | tuple[str, int], marks: Marks = BULLETED, start: int = 1) -> ListBlock:
    """A list of plain lines; a line may come with its depth."""
    pairs = ((line, 0) if isinstance(line, str) else line for line in lines)
    return ListBlock(tuple(ListItem((TextRun(line),), depth) for line, depth in pairs), marks, start)


def table(*rows: tuple[str, ...]) -> Table:
    """A table of plain cells."""
    return Table(tuple(tuple((TextRun(cell),) if cell else () for cell in row) for row in rows))


def blocks(html: str) -> Text:
    """The blocks that `html` becomes."""
    return pasted_html(html).text


def plain(html: str) -> str:
    """The plain text that `html` becomes."""
    return to_plain_text(blocks(html), lambda _cell: "")


# Whole clipboards


def test_word_paragraphs_lists_and_table_keep_their_structure() -> None:
    pasted = pasted_html(clipboard_html("word"))
    assert pasted.text == (
        paragraph(TextRun("Kết quả thực hiện", bold=True), align=Align.CENTER),
        paragraph("Đã ban hành ", TextRun("03 văn bản", bold=True, italic=True), ", gồm:"),
        items("Kế hoạch số 12/KH-UBND;", ("triển khai tới các trường;", 1), "Công văn số 34."),
        items("Tổ chức lễ khai mạc", ("Thứ nhất", 1), "Tổng kết", marks=NUMBERED),
        table(("TT", "Nội dung"), ("1", "Hội thảo chuyên đề")),
        paragraph("Hết."),
    )
    assert (pasted.converted, pasted.recognized, pasted.dropped) == ("", None, 0)


def test_text_in_a_legacy_font_of_word_comes_out_in_unicode() -> None:
    pasted = pasted_html(clipboard_html("word-vntime"))
    assert pasted.converted == ".VnTime"
    assert pasted.text == (paragraph("Kết quả thực hiện"),)
    assert pasted.recognized is None


def test_libreoffice() -> None:
    assert blocks(clipboard_html("libreoffice")) == (
        paragraph(TextRun("Tuần lễ", bold=True), " học tập ", TextRun("suốt đời", underline=True)),
        items("Đọc sách", ("Tặng sách", 1), marks=NUMBERED),
        paragraph("Lai Châu", align=Align.RIGHT),
    )


def test_google_docs() -> None:
    assert blocks(clipboard_html("google-docs")) == (
        paragraph("Chữ thường, ", TextRun("đậm", bold=True), " và ", TextRun("nghiêng", italic=True)),
        items("Mục một", ("Mục con", 1)),
    )


def test_excel_cells_that_span_others_keep_columns_in_line() -> None:
    assert blocks(clipboard_html("excel")) == (
        Table(
            (
                ((TextRun("Trường", bold=True),), (TextRun("Số lượng", bold=True),), ()),
                ((), (TextRun("Lớp"),), (TextRun("Người"),)),
                ((TextRun("Thèn Sin"),), (TextRun("3"),), (TextRun("120"),)),
            )
        ),
    )


def test_only_text_and_structure_of_a_web_page_are_kept() -> None:
    html = clipboard_html("web")
    assert blocks(html) == (
        paragraph(TextRun("Tuần lễ học tập suốt đời", bold=True)),
        paragraph("Xem tại đây ngay."),
        paragraph("Dòng hai"),
    )
    assert "http" in html and "http" not in plain(html)


# Emphasis and alignment


@pytest.mark.parametrize(
    ("html", "run"),
    [
        ("<b>a</b>", TextRun("a", bold=True)),
        ("<strong><em><u>a</u></em></strong>", TextRun("a", True, True, True)),
        ("<span style='FONT-WEIGHT: 700 !important'>a</span>", TextRun("a", bold=True)),
        ("<span style='font-weight:400'>a</span>", TextRun("a")),
        ("<b style='font-weight:normal'>a</b>", TextRun("a")),
        ("<b style='mso-bidi-font-weight:normal'>a</b>", TextRun("a", bold=True)),
        ("<span style='mso-bidi-font-weight:bold'>a</span>", TextRun("a")),
        ("<i style='mso-bidi-font-style:normal'>a</i>", TextRun("a", italic=True)),
        ("<span style='font:italic bold 14pt Times'>a</span>", TextRun("a", bold=True, italic=True)),
        ("<span style='text-decoration:underline dotted'>a</span>", TextRun("a", underline=True)),
        ("<span style='text-decoration-line:underline'>a</span>", TextRun("a", underline=True)),
        ("<u style='text-decoration:none'>a</u>", TextRun("a")),
        ("<a href='http://x'>a</a>", TextRun("a")),
        ("<style>.k{font-style:italic}</style><span class='x K'>a</span>", TextRun("a", italic=True)),
    ],
)
def test_emphasis_by_tag_style_or_style_sheet(html: str, run: TextRun) -> None:
    assert blocks(html) == (Paragraph((run,)),)


@pytest.mark.parametrize(
    ("html", "align"),
    [
        ("<p align=right>a", Align.RIGHT),
        ("<p style='text-align: Center'>a", Align.CENTER),
        ("<center>a</center>", Align.CENTER),
        ("<p style='text-align:left'>a", Align.LEFT),
        ("<p style='text-align:start'>a", Align.JUSTIFY),
        ("<div align=center><p style='text-align:justify'>a", Align.JUSTIFY),
        ("<p align=center>b<p>a", Align.JUSTIFY),
    ],
)
def test_an_alignment(html: str, align: Align) -> None:
    last = blocks(html)[-1]
    assert isinstance(last, Paragraph)
    assert last.align is align


@pytest.mark.parametrize(
    "html",
    [
        "<script>a</script>",
        "<style>p{}</style>",
        "<!-- a -->",
        "<!--[if gte mso 9]><xml>a</xml><![endif]-->",
        "<img src='file:///etc/passwd' alt='a'>",
        "<span style='display: none'>a</span>",
        "<span style='mso-hide:all'>a</span>",
        "<div style='mso-element:comment-list'><p>a</p></div>",
        "<del>a</del>",
        "<svg><text>a</text></svg>",
        "<p>&nbsp;</p><p><o:p></o:p></p>",
        "<table><tr><td></td><td>&nbsp;</td></tr></table>",
        "",
    ],
)
def test_anything_but_visible_text_is_dropped(html: str) -> None:
    assert blocks(html) == ()


def test_letters_are_nfc_without_controls_and_white_space_is_single() -> None:
    assert plain("<p>Kê\u0301&#x202E;\n  hoạch&nbsp;<b> số</b>&#8203;</p>") == "Kế hoạch số\u200b"


# Lists and tables


def test_lists_have_three_levels_and_text_continues_after_them() -> None:
    html = "<ul><li>a<ul><li>b<ol><li>c<ul><li>d</ul></ol></ul><li><p>e</p><p>f</p></ul>g"
    marks = marks_from(Mark.DASH, Mark.PLUS, Mark.LETTER)
    assert blocks(html) == (
        items("a", ("b", 1), ("c", 2), ("d", 2), "e f", marks=marks),
        paragraph("g"),
    )


def test_a_numbered_list_of_word_goes_on_after_a_paragraph() -> None:
    assert blocks(clipboard_html("word-continued-numbering")) == (
        items("Kế hoạch", "Quyết định", marks=NUMBERED),
        paragraph("Đoạn xen giữa."),
        items("Công văn", "Thông báo", marks=NUMBERED, start=3),
    )


def test_a_list_of_word_keeps_its_three_levels_and_their_marks() -> None:
    assert blocks(clipboard_html("word-three-levels")) == (
        items(
            "Tuyên truyền",
            ("Treo băng rôn", 1),
            ("Tại cổng trường", 2),
            ("Phát thanh", 1),
            "Ngày hội đọc sách",
            marks=marks_from(Mark.NUMBER, Mark.DASH, Mark.PLUS),
        ),
    )


@pytest.mark.parametrize("mark", ["I.", "1.1.", "A.", "iv)", "(2)"])
def test_a_mark_of_word_that_no_list_of_ours_has_is_kept_as_text(mark: str) -> None:
    item = (
        f"<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>{mark}<span>&nbsp; </span></span>"
    )
    assert plain(f"{item}Nội dung</p>") == f"{mark} Nội dung"


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        ("<ol start=3><li>x<li>y</ol>", "3. x\n4. y"),
        ("<ol><li>x<li value=5>y</ol>", "1. x\n5. y"),
        ("<ol type=a><li>x<li>y</ol>", "a) x\nb) y"),
        ("<ol><li>x<ul><li>y<ul><li>z</ul></ul></ol>", "1. x\n- y\n+ z"),
        ("<ol><li>x<ol style='list-style-type: lower-alpha'><li>y</ol></ol>", "1. x\na) y"),
        ("<ol start='9999'><li>x</ol>", "1. x"),
    ],
)
def test_lists_of_html_print_with_their_numbers(html: str, printed: str) -> None:
    assert to_printed_text(blocks(html), lambda _cell: "") == printed


def test_adjacent_lists_stay_two() -> None:
    assert blocks("<ol><li>a</ol><ol><li>b</ol>") == (
        items("a", marks=NUMBERED),
        items("b", marks=NUMBERED),
    )


def test_an_item_outside_a_list_is_an_item() -> None:
    assert blocks("<li>a<li>b") == (items("a", "b"),)


def test_short_rows_are_filled_up_and_lines_of_a_cell_are_joined() -> None:
    html = "<table><tr><td>a<td><p>b</p><p>c<br>d</p><tr><td>e</table>"
    assert blocks(html) == (table(("a", "b c d"), ("e", "")),)


def test_a_table_inside_a_cell_is_text_of_that_cell() -> None:
    html = "<table><tr><td>a<table><tr><td>b<td>c</table>d<td>e</table><p>f"
    assert blocks(html) == (table(("a b c d", "e")), paragraph("f"))


def test_a_table_of_one_cell_is_a_paragraph() -> None:
    assert blocks("<table><tr><td>a</table>") == (paragraph("a"),)


def test_a_table_has_at_most_the_maximum_of_columns() -> None:
    (block,) = blocks("<table><tr><td colspan=99999>a" + "<td>b" * 60 + "<tr><td rowspan=9999>c</table>")
    assert isinstance(block, Table)
    assert [len(row) for row in block.rows] == [MAX_COLUMNS] * 2


# Legacy fonts and limits


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times", "VNI Helve"])
def test_a_legacy_font_is_named_however_it_is_declared(font: str) -> None:
    for html in (
        f"<font face='{font}, Arial'>a</font>",
        f"<span style='font-family:\"{font}\"'>a</span>",
        f"<span style='font:bold 13.0pt \"{font}\",serif'>a</span>",
        f'<style>p.MsoNormal{{font-family:"{font}"}}</style><p class=MsoNormal>a',
    ):
        assert pasted_html(html).converted == font


def test_a_legacy_font_that_no_letter_uses_or_that_is_a_fallback_converts_nothing() -> None:
    html = "<font face='.VnTime'> <span style='font-family:Arial'>a</span></font>"
    assert pasted_html(html).converted == ""
    assert pasted_html("<font face='Arial, .VnTime'>a</font>").converted == ""


SYLLABLES: Final = tuple(
    min(word for word in syllables() if letter in word and len(word) == 2) for letter in TCVN3
)
"""A syllable with each of the 67 small letters that English lacks."""
WRITTEN: Final[dict[str, Callable[[str], str]]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    ".VnTime": lambda text: "".join(TCVN3.get(letter, letter) for letter in text),
    ".VnTimeH": lambda text: "".join(TCVN3.get(letter, letter) for letter in text.lower()),
    "VNI-Times": lambda text: "".join(
        VNI.get(letter.lower(), letter) if letter.islower() else VNI.get(letter.lower(), letter).upper()
        for letter in text
    ),
}
"""How a text is written for a font, or in NFD."""


@pytest.mark.parametrize(
    ("font", "capitals"),
    [
        *(("NFD", False), ("NFD", True), ("VNI-Times", False), ("VNI-Times", True)),
        *(
            (".VnTime", False),
            (".VnTimeH", True),
        ),  # the first has no capitals with a tone, the other no small
    ],
)
def test_each_of_the_134_letters_comes_out_of_what_is_pasted(font: str, capitals: bool) -> None:
    words = [each.upper() if capitals else each for each in SYLLABLES]
    pieces = [f"<p style='font-family:{font}'>{escape(WRITTEN[font](each))}</p>" for each in words]
    assert plain("".join(pieces)) == "\n\n".join(words)
    assert [plain(piece) for piece in pieces] == words


def test_only_text_in_the_legacy_font_is_converted() -> None:
    html = "<p style='font-family:.VnTime'>Tr­êng <span style='font-family:Arial'>có «12» lớp</span></p>"
    assert plain(html) == "Trường có «12» lớp"
    assert plain("<p style='font-family:.VnTimeH'>tr­êng häc 2024</p>") == "TRƯỜNG HỌC 2024"
    assert plain("<p style='font-family:VNI-Times'>Tröôøng hoïc</p>") == "Trường học"


def test_unicode_under_the_name_of_a_legacy_font_is_left_alone() -> None:
    html = "<p style='font-family:.VnTime'>Trường có sách và</p><p style='font-family:.VnTime'>báo</p>"
    assert (plain(html), pasted_html(html).converted) == ("Trường có sách và\n\nbáo", "")


def test_text_without_its_font_is_recognized_and_left_as_it_is() -> None:
    pasted = pasted_plain_text("KÕt qu¶ thùc hiÖn\n- Líp 7")
    assert pasted.recognized is LegacyCode.TCVN3
    assert to_printed_text(pasted.text, lambda _cell: "") == "KÕt qu¶ thùc hiÖn\n- Líp 7"


def test_text_beyond_what_is_kept_is_counted_all_the_same() -> None:
    much = pasted_html("<p>" + "a<br>" * (MAX_LETTERS + 7))
    assert much.length == MAX_LETTERS + 7
    assert len(to_plain_text(much.text, lambda _cell: "")) < MAX_LETTERS * 4
    assert pasted_plain_text("a" * (MAX_LETTERS + 1)).length == MAX_LETTERS + 1
    assert pasted_plain_text("a" * MAX_LETTERS).length == MAX_LETTERS
    assert pasted_html("<p>a</p>  \n <p>b</p>").length == 2


def test_of_html_that_is_too_large_to_read_the_plain_text_is_taken_whole() -> None:
    data = QMimeData()
    data.setHtml(f"<p style='{' ' * MAX_HTML}'><b>a</b></p>")
    data.setText("a\n\nb")
    assert read_mime_data(data, FORM).text == (paragraph("a"), paragraph("b"))


PICTURE: Final = f"data:image/png;base64,{'A' * MAX_HTML}"


@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_a_picture_inside_the_html_makes_no_text_too_long(quote: str) -> None:
    pasted = pasted_html(f"<p><b>a</b><img width=9 src={quote}{PICTURE}{quote} height=9> src=1</p>")
    assert pasted.text == ((paragraph(TextRun("a", bold=True), " src=1")),)
    assert pasted.pictures == (PICTURE,)


def test_html_that_is_too_long_names_its_pictures_all_the_same() -> None:
    data = QMimeData()
    data.setHtml(f"<p>{'<i>b</i>' * MAX_HTML}<IMG alt='<' src='file:///C:/a b.png'><img src={PICTURE}><img>")
    data.setText("a")
    pasted = read_mime_data(data, FORM)
    assert pasted.text == (paragraph("a"),)
    assert pasted.pictures == ("file:///C:/a b.png", PICTURE, "")


def test_words_that_look_like_a_picture_stay_words() -> None:
    assert plain("<p>Ghi \"data: 12\" và href='data:a'</p>") == "Ghi \"data: 12\" và href='data:a'"


def test_characters_that_no_text_may_hold_are_counted() -> None:
    html = pasted_html("<p>Một\ufffe<b>\U0001e08f đoạn</b></p>\u202e<script>\ufffe</script>")
    assert (html.text, html.dropped) == ((paragraph("Một", TextRun(" đoạn", bold=True)),), 3)
    plain = pasted_plain_text("Một\0 đoạn\r\n\v\u2029hai")
    assert (plain.text, plain.dropped) == ((paragraph("Một đoạn"), paragraph("hai")), 1)


def test_a_plain_text_becomes_paragraphs() -> None:
    assert pasted_plain_text("a\nb\n\nc").text == (paragraph("a"), paragraph("b"), paragraph("c"))


PIECES = (
    *("<p>", "</p>", " ", "<b>", "</b>", "<ul>", "<ol>", "</ul>", "<li>", "<table>", "</table>", "<tr>"),
    *("<td>", "</td>", "<td colspan=3>", "<td rowspan=2>", "<div>", "</div>", "<style>", "</style>", "<br>"),
    *("<![if x]>", "<![oops ", "<![", "<!--", "-->", "<!x>", "</", "<a ", "<?", "&amp;", "&#x202e;", "&#"),
    *("<p style='mso-list:l0 level2 lfo1'>", "<span style='mso-list:Ignore'>", "chữ", "a)", "]]>"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_blocks_are_tidy_however_broken_the_html_is(pieces: list[str]) -> None:
    text = blocks("".join(pieces))
    assert normalize_text(text) == text


@pytest.mark.parametrize("piece", PIECES)
def test_a_hostile_clipboard_is_read_too(piece: str) -> None:
    text = blocks(piece * 10_000)
    assert normalize_text(text) == text
