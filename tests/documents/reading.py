"""A PDF as a reader sees it: words with their places, page by page, through pypdfium2."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True)
class Word:
    """Letters without a space between them; the box that holds their ink, in points from the sheet's lower
    left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(frozen=True)
class Page:
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """In the order of drawing, words parted by one space."""
        return " ".join(word.text for word in self.words)

    def holds(self, text: str) -> bool:
        """Whether `text` stands here in one piece, wherever its lines break."""
        return squeezed(text) in squeezed(self.text)

    def line_of(self, text: str) -> list[Word]:
        """From left to right, the words on the line of the word `text` (of the leftmost, if several)."""
        word = min((word for word in self.words if word.text == text), key=lambda word: word.left)
        beside = (other for other in self.words if abs(other.middle - word.middle) < 6)
        return sorted(beside, key=lambda other: other.left)


def squeezed(text: str) -> str:
    return "".join(text.split())


def pages(pdf: bytes) -> list[Page]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [_page(page) for page in document]


def whole_text(pdf: bytes) -> str:
    """All pages, without white space; fails unless it is NFC."""
    text = squeezed(" ".join(page.text for page in pages(pdf)))
    assert unicodedata.is_normalized("NFC", text)
    return text


def _page(page: pypdfium2.PdfPage) -> Page:
    read = page.get_textpage()
    words: list[Word] = []
    letters: list[tuple[str, tuple[float, float, float, float]]] = []
    for at in range(read.count_chars() + 1):
        char = read.get_text_range(at, 1) if at < read.count_chars() else " "
        if char.strip():
            letters.append((char, read.get_charbox(at)))
        elif letters:
            words.append(_word(letters))
            letters = []
    return Page(tuple(words))


def _word(letters: list[tuple[str, tuple[float, float, float, float]]]) -> Word:
    lefts, bottoms, rights, tops = zip(*(box for _, box in letters), strict=True)
    return Word("".join(char for char, _ in letters), min(lefts), min(bottoms), max(rights), max(tops))
