"""The words of a unit's name, whichever way the name is written.

Offices abbreviate ("Trường TH", "UBND xã", "TP"), set the tone mark on one vowel or the other ("Uỷ", "Ủy"),
type a letter that only looks like Đ, and change the order of the words ("Trường số 1 Thèn Sin").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from lcweek_desktop.domain.unit import UnitCode, slug

_ALIKE: Final = 88.0
"""The least likeness, of 100, from which a name may be another one's with a slip of the pen."""
# The ways of writing a kind of office, as words without diacritics, and the short words they stand for.
_KINDS: Final[Mapping[str, str]] = {
    "truong": "",
    "va": "",
    "uy ban nhan dan": "",
    "ubnd": "",
    "mam non": "mn",
    "mau giao": "mg",
    "tieu hoc": "th",
    "trung hoc co so": "thcs",
    "trung hoc pho thong": "thpt",
    "pho thong": "pt",
    "dan toc ban tru": "dtbt",
    "dan toc noi tru": "dtnt",
    "ptdtbt": "pt dtbt",
    "ptdt ban tru": "pt dtbt",
    "ptdtnt": "pt dtnt",
    "ptdt noi tru": "pt dtnt",
    "trung tam": "tt",
    "giao duc thuong xuyen": "gdtx",
    "giao duc nghe nghiep": "gdnn",
    "ttgdtx": "tt gdtx",
    "ttgdnn": "tt gdnn",
    "hoc tap cong dong": "htcd",
    "tthtcd": "tt htcd",
    "giao duc va dao tao": "gddt",
    "gd dt": "gddt",
    "thanh pho": "tp",
    "thi xa": "tx",
    "thi tran": "tt",
}
SHORT_KINDS: Final = frozenset(short for phrase in _KINDS.values() for short in phrase.split())
"""The words of `name_words` that say what kind of office a unit is."""
_LONGEST: Final = max(len(written.split()) for written in _KINDS)

# A name that begins with one of these is a place's own; inside another name the word may be left out.
_PLACES: Final[Mapping[str, str]] = {
    "tỉnh": "tinh",
    "huyện": "huyen",
    "xã": "xa",
    "phường": "phuong",
    "tp": "tp",
    "tx": "tx",
}
_COMMITTEE: Final = frozenset({"ubnd", "uy", "ban", "nhan", "dan"})
"""The words before the name of a place that its directory leaves out."""

_WORD: Final = re.compile(r"[^\W_]+")
_NUMBER: Final = re.compile(r"0*(\d+)")
_ROMAN: Final[Mapping[str, str]] = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_TONE: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_LIKE_D_WITH_STROKE: Final = str.maketrans("ðɖ", "đđ")


def name_words(name: str) -> frozenset[str]:
    """What tells the unit called `name` from others; equal for two ways of writing one name.

    Of "Trường Tiểu học số 1 xã Thèn Sin" it is th, 1, and thèn and sin with their marks, because marks tell
    one place from another ("Bản Bo", "Bản Bố").
    """
    written = _WORD.findall(unicodedata.normalize("NFC", name).casefold().translate(_LIKE_D_WITH_STROKE))
    plain = [slug(word) for word in written]
    found: list[str] = []
    for start, end, short in _phrases(plain):
        if short is not None:
            found += short.split()
        elif not (plain[start] == "so" and plain[end : end + 1] and _number(plain[end])):
            word = written[start]
            found.append(_PLACES.get(word) or _number(plain[start]) or _place_word(word))
    is_place = bool(found) and found[0] in _PLACES.values()
    return frozenset(word for word in found if is_place or word not in _PLACES.values())


def search_words(name: str) -> frozenset[str]:
    """The words without diacritics by which people look for `name`: as it is written, and abbreviated."""
    plain = slug(name).split("-")
    found = {*plain}
    for start, _, phrase in _phrases(plain):
        for short in (phrase or plain[start]).split():
            found.add(short)
            found.update(*(written.split() for written, same in _KINDS.items() if same == short))
    if found.intersection(_PLACES.values()):
        found |= _COMMITTEE
    return frozenset(found - {""})


def _phrases(plain: Sequence[str]) -> Iterator[tuple[int, int, str | None]]:
    """`plain` from left to right in phrases of _KINDS, the longest first, and in single words between them.

    Each is the places where it starts and ends, and its short words, None for a single word.
    """
    start = 0
    while start < len(plain):
        for end in range(min(start + _LONGEST, len(plain)), start, -1):
            short = _KINDS.get(" ".join(plain[start:end]))
            if short is not None or end == start + 1:
                yield start, end, short
                start = end
                break


def _number(plain: str) -> str | None:
    """The digits of a number written in Arabic or Roman numerals; None for any other word."""
    digits = _NUMBER.fullmatch(plain)
    return digits[1] if digits else _ROMAN.get(plain)


def _place_word(word: str) -> str:
    """`word` with its tone mark at its end, so that "ủy" and "uỷ" are one word."""
    letters = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", _TONE.sub("", letters)) + "".join(_TONE.findall(letters))


def with_a_slip(name: str, slugs: Mapping[UnitCode, str]) -> Iterator[UnitCode]:
    """The units whose names, of which there are the `slugs`, `name` may be with a slip of the pen, the likest
    first."""
    found = process.extract(slug(name), slugs, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
    return (key for _, _, key in found)
