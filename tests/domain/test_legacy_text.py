"""Text in TCVN3 and VNI becomes Unicode; text in Unicode never becomes anything else."""

from __future__ import annotations

import re
import unicodedata

import pytest

from lcweek_desktop.domain.legacy_text import (
    LegacyCode,
    code_of_font,
    is_font_of_capitals,
    is_in,
    recognized_code,
    to_unicode,
)

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
VOWELS = [letter for letter in LETTERS if letter not in "bcdghklmnpqrstvx"]
TCVN3 = dict(
    zip(
        "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵăâđêôơư",
        bytes.fromhex(
            "B5B6B7B8B9BBBCBDBEC6C7C8C9CACBCCCECFD0D1D2D3D4D5D6D7D8DCDDDEDFE1E2E3E4E5E6E7E8E9"
            "EAEBECEDEEEFF1F2F3F4F5F6F7F8F9FAFBFCFDFEA8A9AEAAABACAD"
        ).decode("latin-1"),
        strict=True,
    )
)
"""The table of TCVN 5712:1993, written down apart from the program's; iconv's TCVN5712-1 has it too."""
VNI = dict(
    zip(
        TCVN3,
        re.findall(
            r"[^ ]+",
            "aø aû aõ aù aï aè aú aü aé aë aà aå aã aá aä eø eû eõ eù eï eà eå eã eá eä ì æ ó í ò "
            "oø oû oõ où oï oà oå oã oá oä ôø ôû ôõ ôù ôï uø uû uõ uù uï öø öû öõ öù öï yø yû yõ yù î "
            "aê aâ ñ eâ oâ ô ö",
        ),
        strict=True,
    )
)


def test_the_alphabet_has_67_small_letters_that_english_lacks() -> None:
    assert len(TCVN3) == len(VNI) == 67
    assert set(TCVN3) == {letter for letter in LETTERS if not letter.isascii()}


@pytest.mark.parametrize("letter", TCVN3)
def test_every_letter_comes_out_of_every_code(letter: str) -> None:
    capital, vni = letter.upper(), VNI[letter]
    assert to_unicode(TCVN3[letter], LegacyCode.TCVN3) == letter
    assert to_unicode(TCVN3[letter], LegacyCode.TCVN3, capitals=True) == capital
    assert to_unicode(vni, LegacyCode.VNI) == letter
    assert to_unicode(vni.upper(), LegacyCode.VNI) == capital
    assert to_unicode(f"T{vni.upper()}N", LegacyCode.VNI) == f"T{capital}N"
    for code in LegacyCode:
        assert to_unicode(unicodedata.normalize("NFD", letter + capital), code) == letter + capital


@pytest.mark.parametrize(("sign", "capital"), [*zip("¡¢§£¤¥¦", "ĂÂĐÊÔƠƯ", strict=True)])
def test_capitals_of_tcvn3_without_a_tone(sign: str, capital: str) -> None:
    assert to_unicode(sign, LegacyCode.TCVN3) == capital


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("TR¦êNG TIÓU HäC", "TRƯỜNG TIỂU HỌC"),
        ("UBND x· B×nh L\xad, huyÖn Tam §\xadêng", "UBND xã Bình Lư, huyện Tam Đường"),
        ("Hµ Néi", "Hà Nội"),
        ("Hµ NéI", "HÀ NỘI"),
        ("Quý III: 25 °C", "Quý III: 25 °C"),
    ],
)
def test_capitals_of_tcvn3_are_told_from_the_letters_around(written: str, read: str) -> None:
    assert to_unicode(written, LegacyCode.TCVN3) == read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KÕt qu¶ thùc hiÖn TuÇn lÔ h\xadëng øng häc tËp suèt ®êi", LegacyCode.TCVN3),
        ("Keát quaû thöïc hieän Tuaàn leã höôûng öùng hoïc taäp suoát ñôøi", LegacyCode.VNI),
        ("V¨n b¶n", LegacyCode.TCVN3),
        ("Tröôøng", LegacyCode.VNI),
    ],
)
def test_text_without_its_font_is_known_by_its_letters(text: str, code: LegacyCode) -> None:
    assert recognized_code(text) is code
    assert is_in(text, code)
    assert recognized_code(to_unicode(text, code)) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 500",
        "Tuần lễ hưởng ứng học tập suốt đời",
        "Có 25 em, là con em các bản; giá 5 tê",
        "café, naïve, Krông Búk, 25 °C, ½ ngày, 10 m², «Sách»",
        "Giàng A Páo, Lò Thí Mý, Sùng Seo Pà",
        "Líp 7",
    ],
)
def test_unicode_is_never_taken_for_a_legacy_code(text: str) -> None:
    assert recognized_code(text) is None


def test_unicode_in_a_font_that_kept_its_old_name_is_known() -> None:
    assert not is_in("Trường có 25 lớp", LegacyCode.TCVN3)
    assert not is_in("là cá nhân", LegacyCode.TCVN3)
    assert is_in("Líp 7", LegacyCode.TCVN3)
    assert not is_in("Chính quyền là của dân", LegacyCode.VNI)
    assert is_in("Qu¶n lý vµ quý träng", LegacyCode.TCVN3)  # ý is the same in TCVN3
    assert is_in("Chính quyeàn tình hình gìn giöõ", LegacyCode.VNI)  # í and ì are the same in VNI


@pytest.mark.parametrize(
    ("font", "code", "capitals"),
    [
        (".VnTime", LegacyCode.TCVN3, False),
        (".VnArialH", LegacyCode.TCVN3, True),
        ("VNI-Times", LegacyCode.VNI, False),
        ("VNI Helve", LegacyCode.VNI, False),
        ("Times New Roman", None, False),
        ("Vnitura", None, False),
    ],
)
def test_fonts_are_known_by_their_names(font: str, code: LegacyCode | None, capitals: bool) -> None:
    assert (code_of_font(font), is_font_of_capitals(font)) == (code, capitals)
