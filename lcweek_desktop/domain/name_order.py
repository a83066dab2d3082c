"""The order in which people look for names: by the Vietnamese alphabet, and numbers as they count.

"Trường số 2" stands before "Trường số 10", "Đông" behind "Dương", "Ân" behind "An".
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, TypeAlias

NameOrder: TypeAlias = tuple[tuple[tuple[int, int, tuple[int, ...]], ...], tuple[int, ...], str]
"""A sort key of a name."""

_ALPHABET: Final = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES: Final = {tone: place for place, tone in enumerate("\u0300\u0309\u0303\u0301\u0323", 1)}
"""The tone marks in the order of dictionaries: huyền, hỏi, ngã, sắc, nặng."""
_PART: Final = re.compile(r"\d+|[^\W\d_]+")
_AFTER_LETTERS: Final = len(_ALPHABET)


def name_order(name: str) -> NameOrder:
    """The key by which `name` is put in order: words by their letters without tones, numbers by what they
    are, before words; then by tones, then by the name as it is written."""
    words: list[tuple[int, int, tuple[int, ...]]] = []
    tones: list[int] = []
    for part in _PART.findall(unicodedata.normalize("NFC", name).casefold()):
        if part.isdecimal():
            words.append((0, int(part), ()))
        else:
            plain = [_letter(letter) for letter in part]
            words.append((1, 0, tuple(place for place, _ in plain)))
            tones += (tone for _, tone in plain)
    return tuple(words), tuple(tones), name


def _letter(letter: str) -> tuple[int, int]:
    """The place of `letter` in the alphabet, and that of its tone, 0 for none."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    plain = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return _ALPHABET.get(plain, _AFTER_LETTERS + ord(plain[0])), tone
