"""All well-formed Vietnamese syllables, made from their parts: initial × rhyme × tone.

A syllable is well-formed when it is written as the language can write one; whether there is such a word is
another question. Source: the spelling of quốc ngữ as schools teach it (k and c, gh and g, ngh and ng; a rhyme
that ends in c, ch, p or t has only sắc and nặng; hòa and hoà are both right).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
"""The tones as combining marks: ngang, huyền, sắc, ngã, hỏi, nặng."""
_OF_STOPS: Final = ("\u0301", "\u0323")
_STOPS: Final = ("c", "ch", "p", "t")

_INITIALS: Final = (
    *("", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh"),
    *("p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"),
)
_BEFORE_FRONT: Final = {"c": False, "g": False, "ng": False, "k": True, "gh": True, "ngh": True}
"""Whether an initial stands before i, e, ê and y only, or never."""
_FRONT: Final = "ieêy"

_ENDINGS: Final = {
    "a": " i o u y c ch m n ng nh p t",
    "ă": "c m n ng p t",
    "â": "u y c m n ng p t",
    "e": " o c m n ng p t",
    "ê": " u ch m n nh p t",
    "i": " a u ch m n nh p t",
    "o": " a e i c m n ng p t",
    "oo": "c ng",
    "ô": " i c m n ng p t",
    "ơ": " i m n p t",
    "u": " a i y c m n ng p t",
    "ư": " a i u c m ng t",
    "y": " ",
    "iê": "u c m n ng p t",
    "yê": "u m n ng t",
    "uô": "i c m n ng t",
    "ươ": "i u c m n ng p t",
    "oa": "i o y c ch m n ng nh p t",
    "oă": "c m n ng t",
    "oe": "o m n t",
    "uâ": "y n ng t",
    "uê": " ch nh n",
    "uơ": " ",
    "uy": "a u ch n nh p t",
    "uyê": "n t",
}
"""What stands after each vowel or group of vowels; a space at the beginning means nothing."""
_AFTER_QU: Final = {
    "a": " i o u y c ch m n ng nh p t",
    "ă": "c m n ng p t",
    "â": "y n ng t",
    "e": " o n t",
    "ê": " ch n nh t",
    "i": " t n",
    "ô": "c",
    "ơ": " n t",
    "y": " ch n nh t",
    "yê": "n t",
}


def is_syllable(word: str) -> bool:
    """Whether `word`, in any case and in NFC, is a well-formed syllable."""
    return word.lower() in syllables()


@cache
def syllables() -> frozenset[str]:
    """All well-formed syllables, small letters in NFC."""
    return frozenset(
        toned
        for initial in _INITIALS
        for written, rhyme in _rhymes(initial)
        for toned in _toned(written, rhyme)
    )


def _rhymes(initial: str) -> Iterator[tuple[str, str]]:
    """Initial and rhyme as they are written together, and the rhyme alone."""
    endings = _AFTER_QU if initial == "qu" else _ENDINGS
    for vowels, after in endings.items():
        for ending in after.split(" "):
            rhyme = vowels + ending
            if initial == "gi":
                yield initial + rhyme.removeprefix("i"), rhyme
            elif _fits(initial, vowels):
                yield initial + rhyme, rhyme


def _fits(initial: str, vowels: str) -> bool:
    if vowels == "yê":
        return initial in ("", "qu")
    return _BEFORE_FRONT.get(initial, vowels[0] in _FRONT) == (vowels[0] in _FRONT)


def _toned(written: str, rhyme: str) -> Iterator[str]:
    vowels = rhyme.rstrip("bcdghmnpt")
    ending = rhyme[len(vowels) :]
    before = written[: len(written) - len(rhyme)]
    for tone in _OF_STOPS if ending in _STOPS else TONES:
        for place in _tone_places(vowels, ending):
            marked = vowels[: place + 1] + tone + vowels[place + 1 :]
            yield unicodedata.normalize("NFC", before + marked + ending)


def _tone_places(vowels: str, ending: str) -> tuple[int, ...]:
    """Which of the vowels may bear the tone."""
    special = [at for at, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    if special:
        return (special[-1],)
    if len(vowels) == 1 or ending:
        return (len(vowels) - 1,)
    return (0, 1) if vowels in ("oa", "oe", "uy") else (len(vowels) - 2,)
