"""A PDF read back page by page: its words with places and fonts, and the lines that are drawn."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True)
class Word:
    """Letters without a space between them, in the box of their ink, in points from the sheet's lower left
    corner. Baseline, font ("Tinos-Bold"), size in points and colour (red, green, blue, opacity) are those of
    the first letter."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    font: str
    size: float
    colour: tuple[int, int, int, int]

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(frozen=True)
class Rule:
    """A line that is drawn, horizontal or vertical, with its ends in points; a `solid` one has no dashes."""

    left: float
    bottom: float
    right: float
    top: float
    solid: bool = True

    @property
    def length(self) -> float:
        return self.right - self.left

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Page:
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()

    @property
    def text(self) -> str:
        """The words in the order of drawing, with a space between them."""
        return " ".join(word.text for word in self.words)

    def holds(self, text: str) -> bool:
        """Whether the page holds `text` in one piece, wherever its lines break."""
        return squeezed(text) in squeezed(self.text)

    def phrase(self, text: str) -> list[Word]:
        """The words of `text`, which follow one another in the order of drawing."""
        wanted = text.split()
        for at in range(len(self.words)):
            found = self.words[at : at + len(wanted)]
            if [word.text for word in found] == wanted:
                return list(found)
        raise AssertionError(f"{text!r} is not on this page")

    def line_of(self, text: str) -> list[Word]:
        """The words on the line of the word `text`, from left to right; of the leftmost such word."""
        word = min((word for word in self.words if word.text == text), key=lambda word: word.left)
        beside = (other for other in self.words if abs(other.middle - word.middle) < 6)
        return sorted(beside, key=lambda other: other.left)


def squeezed(text: str) -> str:
    return "".join(text.split())


def pages(pdf: bytes) -> list[Page]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [_page(page) for page in document]


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page as PDFium reads it, in NFC, with a line break wherever the page has one.

    PDFium takes a hyphen at the end of a line for that of a divided word and gives U+0002 for it. No word is
    divided in our reports, so it is the hyphen that was written.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        texts = (page.get_textpage().get_text_bounded() for page in document)
        return [unicodedata.normalize("NFC", text.replace("\x02", "-")) for text in texts]


def whole_text(pdf: bytes) -> str:
    """The text of all pages without white space; fails unless it is in NFC."""
    text = squeezed(" ".join(page.text for page in pages(pdf)))
    assert unicodedata.is_normalized("NFC", text)
    return text


def _page(page: pypdfium2.PdfPage) -> Page:
    return Page(tuple(_words(page.get_textpage())), tuple(_rules(page)))


def _words(read: pypdfium2.PdfTextPage) -> Iterator[Word]:
    letters: list[int] = []
    for at in range(read.count_chars() + 1):
        if at < read.count_chars() and read.get_text_range(at, 1).strip():
            letters.append(at)
        elif letters:
            yield _word(read, letters)
            letters = []


def _word(read: pypdfium2.PdfTextPage, letters: list[int]) -> Word:
    lefts, bottoms, rights, tops = zip(*(read.get_charbox(at) for at in letters), strict=True)
    text = "".join(read.get_text_range(at, 1) for at in letters)
    ink = (min(lefts), min(bottoms), max(rights), max(tops))
    first = letters[0]
    return Word(
        text, *ink, _baseline(read, first), _font(read, first), _size(read, first), _colour(read, first)
    )


def _baseline(read: pypdfium2.PdfTextPage, at: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    assert raw.FPDFText_GetCharOrigin(read, at, x, y)
    return round(y.value, 2)


def _font(read: pypdfium2.PdfTextPage, at: int) -> str:
    """The font's name without the mark of a subset ("AAAAAA+")."""
    name = ctypes.create_string_buffer(100)
    raw.FPDFText_GetFontInfo(read, at, name, len(name), ctypes.c_int())
    return name.value.decode().rpartition("+")[2]


def _size(read: pypdfium2.PdfTextPage, at: int) -> float:
    return round(float(raw.FPDFText_GetFontSize(read, at)), 2)


def _colour(read: pypdfium2.PdfTextPage, at: int) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    assert raw.FPDFText_GetFillColor(read, at, *parts)
    red, green, blue, opacity = (part.value for part in parts)
    return red, green, blue, opacity


def _rules(page: pypdfium2.PdfPage) -> Iterator[Rule]:
    for path in page.get_objects([raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        left, bottom, right, top = path.get_bounds()
        yield Rule(left, bottom, right, top, solid=raw.FPDFPageObj_GetDashCount(path) == 0)
