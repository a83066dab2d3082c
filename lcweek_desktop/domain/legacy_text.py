"""Vietnamese text in the codes that offices used before Unicode: TCVN3 (.VnTime) and VNI (VNI-Times).

Such text looks right in its own font only; in any other it is "KÕt qu¶" or "Keát quaû". Sources: TCVN
5712:1993, VN3; the layout of the fonts of VNI for Windows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Final

from lcweek_desktop.domain.syllables import TONES, is_syllable


class LegacyCode(StrEnum):
    """A code, by the name that people know."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


_CAPITALS, _SMALL = "¡¢£¤¥¦§", "¨©ª«¬\xad®"
_TCVN3_CAPITALS: Final = dict(zip(_CAPITALS, "ĂÂÊÔƠƯĐ", strict=True))
_TCVN3: Final = dict(
    zip(
        "¨©ª«¬\xad®" "µ¶·¸¹" "»¼½¾Æ" "ÇÈÉÊË" "ÌÎÏÐÑ" "ÒÓÔÕÖ" "×ØÜÝÞ"
        "ßáâãä" "åæçèé" "êëìíî" "ïñòóô" "õö÷øù" "úûüýþ" "\u03bc",
        "ăâêôơưđ" "àảãáạ" "ằẳẵắặ" "ầẩẫấậ" "èẻẽéẹ" "ềểễếệ" "ìỉĩíị"
        "òỏõóọ" "ồổỗốộ" "ờởỡớợ" "ùủũúụ" "ừửữứự" "ỳỷỹýỵ" "à",
        strict=True,
    )
)  # fmt: skip
"""The small letters of VN3. A font of capitals (.VnTimeH) shows them as such; other capitals have no tone."""

_VNI_LETTERS: Final = dict(zip("ñôöíìæóòîÑÔÖÍÌÆÓÒÎ", "đơưíìỉĩịỵĐƠƯÍÌỈĨỊỴ", strict=True))
_VNI_MARKS: Final = {
    **dict(zip("øùõûï", ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323"), strict=True)),
    **dict(zip("âàáãåä", (f"\u0302{tone}" for tone in TONES), strict=True)),
    **dict(zip("êèéüúë", (f"\u0306{tone}" for tone in TONES), strict=True)),
}
"""What a mark adds to the vowel before it."""
_VNI: Final = re.compile(
    f"([aeouyôöAEOUYÔÖ])([{''.join(_VNI_MARKS)}{''.join(_VNI_MARKS).upper()}])|[{''.join(_VNI_LETTERS)}]"
)

_SAME_LETTERS: Final = {LegacyCode.TCVN3: "ý", LegacyCode.VNI: "ìíÌÍ"}
"""The letters of each code that are the same in Unicode: a word that has no others says of neither."""

_FONTS: Final = {
    LegacyCode.TCVN3: re.compile(r"\.vn", re.IGNORECASE),
    LegacyCode.VNI: re.compile(r"vni[- ]", re.IGNORECASE),
}
_LIKELY: Final = 0.8
"""The part of its unusual words that a code has to turn into syllables before a text is taken to be in it."""


def code_of_font(font: str) -> LegacyCode | None:
    """The code of the fonts to which the one with the name `font` belongs; None for any other font."""
    return next((code for code, names in _FONTS.items() if names.match(font)), None)


def is_font_of_capitals(font: str) -> bool:
    """Whether a TCVN3 font shows all letters as capitals."""
    return code_of_font(font) is LegacyCode.TCVN3 and font.endswith("H")


def to_unicode(text: str, code: LegacyCode, *, capitals: bool = False) -> str:
    """`text`, which is in `code`, in Unicode and NFC; in `capitals` if it was written in such a font."""
    converted = _from_tcvn3(text) if code is LegacyCode.TCVN3 else _VNI.sub(_from_vni, text)
    return unicodedata.normalize("NFC", converted.upper() if capitals else converted)


def recognized_code(text: str) -> LegacyCode | None:
    """The code that `text` is in as its letters say; None where they are of Unicode, or do not tell.

    In a legacy code most unusual words are no Vietnamese syllables until they are converted.
    """
    if _has_unicode_letters(text):
        return None
    unusual = [word for word in _words(text) if not is_syllable(word)]
    scores = {code: sum(is_syllable(to_unicode(word, code)) for word in unusual) for code in LegacyCode}
    best = max(LegacyCode, key=lambda code: scores[code])
    return best if unusual and scores[best] >= _LIKELY * len(unusual) else None


def is_in(text: str, code: LegacyCode) -> bool:
    """Whether `text`, which is in a font of `code`, is in that code indeed.

    Offices that converted their files kept the names of the fonts; such text is in Unicode already.
    """
    if _has_unicode_letters(text):
        return False
    words = [*_words(text)]
    converted = [to_unicode(word, code) for word in words]
    same = str.maketrans("", "", _SAME_LETTERS[code])
    for word, unchanged in zip(words, converted, strict=True):
        if word == unchanged and is_syllable(word) and not word.translate(same).isascii():
            return False
    return sum(map(is_syllable, converted)) >= sum(map(is_syllable, words))


def _words(text: str) -> Iterator[str]:
    """The words that have letters of English and others, without the punctuation around them."""
    for word in re.split(r"[\s\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e“”‘’–—…]+", text):
        if not word.isascii() and re.search("[A-Za-z]", word):
            yield word


def _has_unicode_letters(text: str) -> bool:
    return not _only_unicode_letters().isdisjoint(unicodedata.normalize("NFC", text))


@cache
def _only_unicode_letters() -> frozenset[str]:
    """The Vietnamese letters that no legacy text has."""
    plain = [*"aeiouy", "â", "ê", "ô", "ă", "ơ", "ư"]
    toned = (unicodedata.normalize("NFC", letter + tone) for letter in plain for tone in TONES)
    return frozenset(each for letter in (*toned, "đ") for each in (letter, letter.upper()) if each > "ÿ")


def _from_vni(found: re.Match[str]) -> str:
    if not found[2]:
        return _VNI_LETTERS[found[0]]
    vowel = _VNI_LETTERS.get(found[1], found[1])
    composed = unicodedata.normalize("NFC", vowel + _VNI_MARKS[found[2].lower()])
    return composed if len(composed) == 1 and composed not in "ĕŏŭĔŎŬ" else found[0]


def _from_tcvn3(text: str) -> str:
    return "".join(map(_line_from_tcvn3, text.splitlines(keepends=True)))


def _line_from_tcvn3(line: str) -> str:
    """A line in which letters with a tone, which have no capitals of their own, are capitals among capitals:
    "TR¦êNG" is "TRƯỜNG"."""
    capital = _all_capitals(line)
    return re.sub(r"\S+", lambda word: _word_from_tcvn3(word[0], capital or _all_capitals(word[0])), line)


def _word_from_tcvn3(word: str, capitals: bool) -> str:
    letters = "".join(_TCVN3_CAPITALS.get(sign) or _TCVN3.get(sign, sign) for sign in word)
    return letters.upper() if capitals else letters


def _all_capitals(text: str) -> bool:
    """Whether two letters of `text` or more are capitals, and none of those that could be is small."""
    said = [sign for sign in text if (sign.isascii() and sign.isalpha()) or sign in _CAPITALS + _SMALL]
    return len(said) > 1 and not any(sign.islower() or sign in _SMALL for sign in said)
