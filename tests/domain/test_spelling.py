"""Which words of a text are marked, and that good text is not."""

from __future__ import annotations

import unicodedata
from typing import Final

import pytest

from dev import ROOT
from lcweek_desktop.domain.spelling import key_of, names_in, unusual_words
from lcweek_desktop.services.report.known_words import loan_words

GUIDE: Final = ROOT / "docs" / "huong-dan.md"
ALLOWED: Final = {
    *("Home", "End"),  # keys
    *("hoc", "tap"),  # what is typed without marks
    *("lcweek", "local", "share", "db", "blobs", "keys", "backups"),  # folders
    *("lcupdate", "setup", "exe", "bit", "Start", "Thumbs"),  # files and places of Windows
    *("eml", "msg"),  # mails
    *("protected", "your", "More", "info", "anyway"),  # what SmartScreen says
}
"""What is marked in the guide, and deserves it in a report."""


def marked(text: str) -> list[str]:
    return [text[start:end] for start, end in unusual_words(text, loan_words())]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_slips_of_the_keyboard_are_marked(form: str) -> None:
    slips = ["trừơng", "đựơc", "khôgn", "Tuaanf", "hoijc", "tâpj", "nghành", "họctập", "tuơng", "Giaó"]
    text = unicodedata.normalize(form, f"Nhà {', '.join(slips)}.")  # type: ignore[arg-type]
    assert [unicodedata.normalize("NFC", word) for word in marked(text)] == slips


@pytest.mark.parametrize(
    "text",
    [
        "UBND xã, Sở GD&ĐT, TTg, ThS, BTVTU, QĐ-TTg, CTr/TU, HTCĐ",
        "lớp 5A, T9, 12kg, ngày01, khoản b, mục đ)",
        "gửi th.thensin@laichau.edu.vn, xem https://thuvien.example/sach?q=abc, www.abcxyz, baocao_nop.docx",
        "на русском, 中文, ພາສາລາວ",
        "Pa Ủ, Nậm Hàng, Sìn Hồ, Thèn Sin, Phăng Sô Lin, H'Mông, Khơ Mú, La Hủ, Hà Nhì",
        "Lò Văn Ún, Giàng A Páo, Vàng Thị Dế, Tẩn Mí Chìn, Phùng Sừ Lụ",
        "hòa hoà, thủy thuỷ, quý, gìn giữ, khuya, ngoằn ngoèo, huých",
        "Facebook, Zalo, email, wifi, zôn, tivi, Internet, karaoke",
        "số 🌾 liệu \ufffc em",
        "",
    ],
)
def test_good_text_is_left_alone(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize("file", ["plan-2024.txt", "plan-2024-whole.txt"])
def test_nothing_is_marked_in_the_plan(file: str) -> None:
    assert marked((ROOT / "tests" / "data" / file).read_text("utf-8")) == []


def test_in_the_guide_only_words_are_marked_that_no_report_has() -> None:
    assert {*marked(GUIDE.read_text("utf-8"))} <= ALLOWED
    assert marked((ROOT / "docs" / "nam-buoc.md").read_text("utf-8")) == []


def test_the_words_of_the_list_are_none_that_are_right_without_it() -> None:
    assert {word for word in loan_words() if not [*unusual_words(word, ())]} == set()
    assert {*map(key_of, loan_words())} == loan_words()


def test_the_list_says_where_it_is_from() -> None:
    assert "Nguồn:" in (ROOT / "resources" / "words" / "loan-words.txt").read_text("utf-8")


def test_names_give_the_words_that_are_no_syllables() -> None:
    assert [*names_in("Trường TH số 2 Ka Kan")] == ["ka", "kan"]


def test_a_long_text_without_a_space_is_looked_through_at_once() -> None:
    assert len(marked("a." * 8_000 + " trừơng.vn@")) == 0
    assert len(marked("khôgn" * 3_000)) == 1
