"""Which words of a text are written as Vietnamese cannot be: most are slips of the keyboard.

A word is right when it is a well-formed syllable (syllables.py) or a known word. Left alone are single
letters, words with digits, abbreviations (two capitals or more), words of other scripts, and addresses of
mail and web and names of files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Final

from lcweek_desktop.domain.canonical import nfc
from lcweek_desktop.domain.syllables import is_syllable
from lcweek_desktop.domain.text_search import Span

_WORD: Final = re.compile("[\\w\u0300-\u036f]+")
_UNBROKEN: Final = re.compile(r"\S+")
_OF_ADDRESS: Final = re.compile(
    r"@|://|www\.|\.(?:vn|com|net|org|info|edu|gov|docx?|xlsx?|pptx?|pdf|jpe?g|png|mp4|zip|rar|lcw\w+)\b",
    re.IGNORECASE,
)
"""What only addresses and names of files have in them."""


def unusual_words(text: str, known: Collection[str]) -> Iterator[Span]:
    """Where the words of `text` stand that are neither right nor left alone. `known` are words as `key_of`
    gives them."""
    addresses = [*_addresses(text)]
    for word in _WORD.finditer(text):
        if _is_no_syllable(word[0]) and key_of(word[0]) not in known:
            start, end = word.span()
            if not any(address.start <= start < address.end for address in addresses):
                yield Span(start, end)


def key_of(word: str) -> str:
    """`word` as it stands among known words."""
    return nfc(word).casefold()


def names_in(text: str) -> Iterator[str]:
    """The words of a name that are no syllables, as known words: "Kan" of "Xã Pa Kan"."""
    return (key_of(word) for word in _WORD.findall(text) if _is_no_syllable(word))


def _addresses(text: str) -> Iterator[Span]:
    if _OF_ADDRESS.search(text):
        for piece in _UNBROKEN.finditer(text):
            if _OF_ADDRESS.search(piece[0]):
                yield Span(*piece.span())


@lru_cache(maxsize=8192)
def _is_no_syllable(word: str) -> bool:
    """Whether `word` is neither a syllable nor left alone."""
    letters = [letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)]
    if len(letters) < 2 or sum(map(str.isupper, letters)) > 1:
        return False
    is_of_alphabet = all(letter in "đĐ" or (letter.isascii() and letter.isalpha()) for letter in letters)
    return is_of_alphabet and not is_syllable(nfc(word))
