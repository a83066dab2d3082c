"""Texts as reportlab paragraphs: in letters of the font, in balanced lines, with runs, with bookmarks."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from lcweek_desktop.documents.pdf.styles import FAMILY, text_width
from lcweek_desktop.domain.letterhead import PEOPLES_COMMITTEE
from lcweek_desktop.domain.narrative import Line, TextRun

_TICKS: Final = dict.fromkeys("✓✔☑✅", "√")
_BOX: Final = "□"
_SOFT_HYPHEN: Final = "\u00ad"
"""It has a glyph, but is drawn only where a line ends, and reportlab takes minutes over a word of many."""
_WITHOUT_INK: Final = ("Cf", "Mn", "Me")
"""The Unicode categories of characters that only change how others are drawn."""


def plain_paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    """A paragraph of which nothing is markup."""
    if not text:
        return Paragraph("", style)
    text = drawable(text)
    return Paragraph(text, style, frags=[_fragment(style).clone(text=text)])


def rich_paragraph(runs: Line, style: ParagraphStyle) -> Paragraph:
    """A paragraph of text runs, bold, italic and underlined as they say."""
    texts = [run for run in runs if isinstance(run, TextRun)]
    if not any(run.bold or run.italic or run.underline for run in texts):
        return plain_paragraph("".join(run.text for run in texts), style)
    return Paragraph("".join(map(markup, texts)), style)


def markup(run: TextRun) -> str:
    """The run in reportlab's markup."""
    text = escape(drawable(run.text))
    for tag, wanted in (("b", run.bold), ("i", run.italic), ("u", run.underline)):
        if wanted:
            text = f"<{tag}>{text}</{tag}>"
    return text


class BookmarkedParagraph(Paragraph):  # type: ignore[misc]
    """A paragraph that the outline of the PDF leads to, when `entry` has a text. The second part of `entry`
    is the level in the outline, 0 for the report and its annexes."""

    entry = ("", 0)

    def draw(self) -> None:
        text, level = self.entry
        if text:
            outline = self.canv._doc.outline
            key = f"p{len(outline.destinationnamestotitles)}"
            top = self.canv.absolutePosition(0, self.height + self.style.leading)[1]
            self.canv.bookmarkPage(key, fit="XYZ", left=0, top=top)
            self.canv.addOutlineEntry(text, key, min(level, outline.currentlevel + 1))
        super().draw()


def bookmarked_paragraph(
    text: str, style: ParagraphStyle, level: int, entry: str | None = None
) -> BookmarkedParagraph:
    """`text` as a paragraph that the outline lists at `level` as `entry`, None for `text` itself."""
    paragraph = BookmarkedParagraph(escape(text), style)
    paragraph.entry = (text if entry is None else entry, level)
    return paragraph


def balanced_paragraphs(text: str, style: ParagraphStyle, room: float) -> list[Paragraph]:
    """One paragraph for each of the `balanced_lines`; none for an empty text."""
    return [plain_paragraph(line, style) for line in balanced_lines(text, style, room)]


def balanced_lines(text: str, style: ParagraphStyle, room: float) -> list[str]:
    """`text` in as few lines as `room` points allow, all of about the same length.

    "Ủy ban nhân dân" has a line of its own above the name of the place (docs/decree-30.md, Head).
    """
    if text.startswith(f"{PEOPLES_COMMITTEE} "):
        return [PEOPLES_COMMITTEE, *balanced_lines(text.removeprefix(f"{PEOPLES_COMMITTEE} "), style, room)]

    def split(room: float) -> list[str]:
        return list(simpleSplit(text, style.fontName, style.fontSize, room))

    lines = split(room)
    narrow = text_width(text, style) / max(len(lines), 1)
    while narrow < room and len(narrower := split(narrow)) > len(lines):
        narrow += 5
    return narrower if narrow < room else lines


def drawable(text: str) -> str:
    """`text` in letters that Tinos has. A letter that it lacks becomes one that means the same, or else a
    box, so that a reader of the paper sees that something is missing."""
    return text.translate(_substitutes())


@cache
def _substitutes() -> _Substitutes:
    return _Substitutes()


class _Substitutes(dict[int, str]):
    """What is drawn for each code point; an entry is made when a text first needs it."""

    def __missing__(self, code: int) -> str:
        self[code] = letters = self._substitute(chr(code))
        return letters

    def _substitute(self, letter: str) -> str:
        if letter == _SOFT_HYPHEN:
            return ""
        if _is_drawable(letter) or letter.isspace():
            return letter
        alike = _TICKS.get(letter) or unicodedata.normalize("NFKC", letter)
        if _is_drawable(alike):
            return alike
        return "" if unicodedata.category(letter) in _WITHOUT_INK else _BOX


def _is_drawable(letters: str) -> bool:
    glyphs = pdfmetrics.getFont(FAMILY).face.charToGlyph
    return all(ord(letter) in glyphs for letter in letters)


@lru_cache(64)
def _fragment(style: ParagraphStyle) -> ParaFrag:
    """What reportlab's parser makes of a word in `style`; with it a plain text needs no parser."""
    return Paragraph("a", style).frags[0]
