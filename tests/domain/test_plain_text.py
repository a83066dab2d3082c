"""Text typed in a chat or a simple editor becomes blocks that print as it was written."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dev import ROOT
from lcweek_desktop.domain.list_marks import Mark, marks_from
from lcweek_desktop.domain.narrative import ListBlock, ListItem, Paragraph, Text, TextRun, to_printed_text
from lcweek_desktop.domain.plain_text import from_plain_text

CASES = ROOT / "tests" / "data" / "clipboard"


def printed(text: Text) -> str:
    return to_printed_text(text, lambda _cell: "")


def items(*lines: tuple[str, int]) -> tuple[ListItem, ...]:
    return tuple(ListItem((TextRun(text),), depth) for text, depth in lines)


def test_each_line_is_a_paragraph_and_blank_lines_are_none() -> None:
    text = from_plain_text("Một\nhai\r\n\r\n\r\n  ba  \n \nbốn\rnăm\n")
    assert text == tuple(Paragraph((TextRun(line),)) for line in ("Một", "hai", "ba", "bốn", "năm"))


def test_nothing_typed_is_no_paragraph() -> None:
    assert from_plain_text(" \n\n \t\n") == ()


def test_dashes_and_pluses_are_a_list_of_two_levels() -> None:
    assert from_plain_text((CASES / "zalo-plain.txt").read_text("utf-8")) == (
        Paragraph((TextRun("Kết quả phát động:"),)),
        ListBlock(
            items(("CB, GV, NV: 67 cuốn", 0), ("Học sinh: 217 cuốn", 0), ("Lớp 7.4 góp nhiều nhất", 1))
        ),
    )


def test_numbers_over_dashes_over_pluses_are_three_levels() -> None:
    text = "1. Tuyên truyền\n- Treo băng rôn\n+ Tại cổng trường\n-Phát thanh\n2. Ngày hội đọc sách"
    lines = items(
        ("Tuyên truyền", 0),
        ("Treo băng rôn", 1),
        ("Tại cổng trường", 2),
        ("Phát thanh", 1),
        ("Ngày hội đọc sách", 0),
    )
    marks = marks_from(Mark.NUMBER, Mark.DASH, Mark.PLUS)
    assert from_plain_text(text) == (ListBlock(lines, marks),)


def test_a_number_that_does_not_follow_begins_a_list_with_itself() -> None:
    text = "1. Kế hoạch\n2. Quyết định\nĐoạn xen giữa.\n3. Công văn\n5. Thông báo"
    assert [block.start for block in from_plain_text(text) if isinstance(block, ListBlock)] == [1, 3, 5]
    assert printed(from_plain_text(text)) == text


def test_what_only_looks_like_a_mark_stays_in_its_line() -> None:
    lines = ("-5 độ", "20/11 là ngày hội", "1.1. Khoản", "2024. Năm học", "+84 912", "* Ghi chú", "0. không")
    assert from_plain_text("\n".join(lines)) == tuple(Paragraph((TextRun(line),)) for line in lines)


@given(st.text())
def test_plain_text_is_kept_as_nfc_lines_whatever_was_typed(typed: str) -> None:
    once = from_plain_text(typed)
    assert unicodedata.is_normalized("NFC", printed(once))
    assert from_plain_text(printed(once)) == once


@given(st.lists(st.sampled_from(["- a", "+ b", "• c", "1. d", "2. e", "f"])))
def test_lines_print_as_they_were_written(lines: list[str]) -> None:
    assert printed(from_plain_text("\n".join(lines))) == "\n".join(lines)
