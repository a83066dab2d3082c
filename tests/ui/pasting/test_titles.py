"""Titles inside the text under a heading: chosen in the tool bar, typed after, pasted from Word."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.domain.narrative import Align, ListBlock, Paragraph, Text, TextRun, TitleStyle
from lcweek_desktop.ui.pages.narrative.heading_editor import HeadingEditor
from lcweek_desktop.ui.pages.narrative.page import NarrativePage
from lcweek_desktop.ui.pasting.pasted_text import pasted_html
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.ui.narrative import shown_narrative

FIRST = HeadingKey("I.1")
CHOICES = [None, *TitleStyle]
KEY = Qt.Key


@pytest.fixture
def page(session: Session, worker: Worker, qtbot: QtBot) -> NarrativePage:
    return shown_narrative(session, worker, qtbot)


@pytest.fixture
def editor(page: NarrativePage) -> HeadingEditor:
    editor = page.sheet.editors[FIRST]
    assert editor.hasFocus()
    return editor


def title(text: str, style: TitleStyle) -> Paragraph:
    return Paragraph((TextRun(text),), style=style)


def plain(text: str) -> Paragraph:
    return Paragraph((TextRun(text),))


def choose(page: NarrativePage, style: TitleStyle | None) -> None:
    """Choose a style with the arrow keys; each goes to the next one, and the focus back to the text."""
    combo, wanted = page.toolbar.paragraph_style, CHOICES.index(style)
    while combo.currentIndex() != wanted:
        combo.setFocus()
        QTest.keyClick(combo, KEY.Key_Down if combo.currentIndex() < wanted else KEY.Key_Up)


def committed(page: NarrativePage) -> Text:
    page.on_leave()
    return page.session.content.narrative.get(FIRST, ())


@pytest.mark.parametrize("style", TitleStyle)
def test_a_line_becomes_a_title_and_the_line_after_it_is_running_text(
    page: NarrativePage, editor: HeadingEditor, style: TitleStyle
) -> None:
    QTest.keyClicks(editor, "Cong tac")
    choose(page, style)
    assert editor.hasFocus()
    assert page.toolbar.paragraph_style.currentIndex() == CHOICES.index(style)
    QTest.keyClicks(editor, " chi dao")
    QTest.keyClick(editor, KEY.Key_Return)
    QTest.keyClicks(editor, "Da ban hanh")
    assert committed(page) == (title("Cong tac chi dao", style), plain("Da ban hanh"))
    assert page.toolbar.paragraph_style.currentIndex() == 0


def test_a_title_looks_as_it_is_printed(page: NarrativePage, editor: HeadingEditor) -> None:
    QTest.keyClicks(editor, "PHAN I")
    choose(page, TitleStyle.PART)
    assert editor.currentCharFormat().fontWeight() == QFont.Weight.Bold
    assert editor.textCursor().blockFormat().alignment() & Qt.AlignmentFlag.AlignHCenter
    choose(page, TitleStyle.POINT)
    assert editor.currentCharFormat().fontWeight() == QFont.Weight.Normal


def test_what_the_style_decides_cannot_be_set_beside_it(page: NarrativePage, editor: HeadingEditor) -> None:
    QTest.keyClicks(editor, "PHAN I")
    choose(page, TitleStyle.PART)
    tools = page.toolbar
    assert not tools.bold.isEnabled()
    assert not any(each.isEnabled() or each.isChecked() for each in tools.alignments.values())
    assert tools.italic.isEnabled()


def test_a_title_becomes_running_text_or_an_item_again_and_is_no_longer_bold(
    page: NarrativePage, editor: HeadingEditor
) -> None:
    QTest.keyClicks(editor, "Muc")
    choose(page, TitleStyle.SECTION)
    choose(page, None)
    assert committed(page) == (plain("Muc"),)
    choose(page, TitleStyle.SECTION)
    page.toolbar.bullets.trigger()
    (block,) = committed(page)
    assert isinstance(block, ListBlock)
    assert block.items[0].runs == (TextRun("Muc"),)
    assert not page.toolbar.paragraph_style.isEnabled()


def test_one_undo_takes_the_style_back(page: NarrativePage, editor: HeadingEditor) -> None:
    QTest.keyClicks(editor, "Muc")
    choose(page, TitleStyle.PART)
    QTest.keyClick(editor, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert committed(page) == (plain("Muc"),)


def test_several_lines_become_titles_at_once(page: NarrativePage, editor: HeadingEditor) -> None:
    QTest.keyClicks(editor, "PHAN I")
    QTest.keyClick(editor, KEY.Key_Return)
    QTest.keyClicks(editor, "CHI DAO")
    editor.selectAll()
    choose(page, TitleStyle.PART)
    assert committed(page) == (title("PHAN I", TitleStyle.PART), title("CHI DAO", TitleStyle.PART))


def test_titles_are_copied_within_the_program(page: NarrativePage, editor: HeadingEditor) -> None:
    QTest.keyClicks(editor, "PHAN I")
    choose(page, TitleStyle.PART)
    QTest.keyClick(editor, KEY.Key_Return)
    QTest.keyClicks(editor, "Loi van")
    editor.selectAll()
    editor.copy()
    other = page.sheet.editors[HeadingKey("I.2")]
    other.setFocus()
    other.paste()
    assert other.text() == (title("PHAN I", TitleStyle.PART), plain("Loi van"))


def test_text_pasted_into_a_title_takes_its_look(page: NarrativePage, editor: HeadingEditor) -> None:
    QTest.keyClicks(editor, "PHAN I")
    choose(page, TitleStyle.PART)
    QApplication.clipboard().setText(": chi dao")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.paste()
    assert editor.currentCharFormat().fontWeight() == QFont.Weight.Bold
    assert committed(page) == (title("PHAN I: chi dao", TitleStyle.PART),)


# Pasted from other programs

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
p.MsoNormal, li.MsoNormal { font-size: 14.0pt; font-family: "Times New Roman" }
h1 { mso-style-link: "Heading 1 Char"; text-align: center; font-weight: bold }
h2 { mso-style-next: Normal; font-weight: normal }
</style></head><body><!--StartFragment-->
<h1>PHẦN I<o:p></o:p></h1>
<h2 style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">A.<span>&nbsp;&nbsp;</span></span>Công tác
chỉ đạo</h2>
<p class=MsoNormal align=center style="text-align:center"><b>CHƯƠNG II</b></p>
<p class=MsoNormal><b>1.1. <span>Văn bản</span> đã ban hành</b></p>
<p class=MsoNormal><i>a) Với các trường</i></p>
<p class=MsoNormal>a) Các trường tổ chức lễ khai mạc.</p>
<p class=MsoNormal><b>Phần lớn</b> các trường đã tổ chức.</p>
<p class=MsoNormal><b>1.240 người tham gia</b></p>
<p class=MsoNormal align=center style="text-align:center"><b>Kết quả</b></p>
<!--EndFragment--></body></html>"""


def test_titles_of_word_keep_their_style_and_other_bold_lines_their_look() -> None:
    def bold(text: str, align: Align = Align.JUSTIFY) -> Paragraph:
        return Paragraph((TextRun(text, bold=True),), align)

    assert pasted_html(WORD).text == (
        title("PHẦN I", TitleStyle.PART),
        title("A. Công tác chỉ đạo", TitleStyle.SECTION),
        title("CHƯƠNG II", TitleStyle.PART),
        title("1.1. Văn bản đã ban hành", TitleStyle.CLAUSE),
        Paragraph((TextRun("a) Với các trường", italic=True),), style=TitleStyle.POINT),
        plain("a) Các trường tổ chức lễ khai mạc."),
        Paragraph((TextRun("Phần lớn", bold=True), TextRun(" các trường đã tổ chức."))),
        bold("1.240 người tham gia"),
        bold("Kết quả", Align.CENTER),
    )


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("PHẦN THỨ NHẤT", TitleStyle.PART),
        ("Chương III. Kết quả", TitleStyle.PART),
        ("Mục 2", TitleStyle.SECTION),
        ("IV. ĐÁNH GIÁ", TitleStyle.SECTION),
        ("Đ) Kiến nghị", TitleStyle.SECTION),
        ("2. Tồn tại", TitleStyle.CLAUSE),
        ("2.1.3 Nguyên nhân", TitleStyle.CLAUSE),
        ("đ) Kinh phí", TitleStyle.POINT),
        ("Phần lớn các trường", None),
        ("03 văn bản", None),
        ("Mục đích, yêu cầu", None),
        ("", None),
    ],
)
def test_a_bold_line_is_a_title_when_it_begins_like_one(text: str, style: TitleStyle | None) -> None:
    expected = (Paragraph((TextRun(text, bold=style is None),), style=style),) if text else ()
    assert pasted_html(f"<p><b>{text}</b></p>").text == expected


def test_titles_pasted_in_the_window_stay_titles(page: NarrativePage, editor: HeadingEditor) -> None:
    data = QMimeData()
    data.setHtml(WORD)
    QApplication.clipboard().setMimeData(data)
    editor.paste()
    assert [block.style for block in committed(page) if isinstance(block, Paragraph)][:3] == [
        TitleStyle.PART,
        TitleStyle.SECTION,
        TitleStyle.PART,
    ]
