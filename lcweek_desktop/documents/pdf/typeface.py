"""Tinos, and the looks of every kind of text by Nghị định 30/2020/NĐ-CP (decree-30.md)."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from lcweek_desktop.domain.letterhead import PEOPLES_COMMITTEE
from lcweek_desktop.domain.narrative import Align, Line, TextRun
from lcweek_desktop.paths import resources_dir

FAMILY: Final = "Tinos"
BOLD: Final = "Tinos-Bold"
ITALIC: Final = "Tinos-Italic"
BOLD_ITALIC: Final = "Tinos-BoldItalic"

TABLE_FACE: Final = ("FONTNAME", (0, 0), (-1, -1), FAMILY)
"""In the style of every table: reportlab would name Helvetica in the file, not embedded."""

_TICKS: Final = dict.fromkeys("✓✔☑✅", "√")
_BOX: Final = "□"
_WITHOUT_INK: Final = ("Cf", "Mn", "Me")
"""Kinds of characters that only say how others are drawn."""

ALIGNMENT: Final = {
    Align.JUSTIFY: TA_JUSTIFY,
    Align.LEFT: TA_LEFT,
    Align.CENTER: TA_CENTER,
    Align.RIGHT: TA_RIGHT,
}


@cache
def load() -> None:
    """Make the four faces known to reportlab, once in a process; only letters in use get into a file."""
    files = {FAMILY: "Tinos-Regular", BOLD: BOLD, ITALIC: ITALIC, BOLD_ITALIC: BOLD_ITALIC}
    for name, file in files.items():
        # Read here: reportlab would take a path for an address, or look for it in folders of its own.
        face = (resources_dir() / "fonts" / f"{file}.ttf").read_bytes()
        pdfmetrics.registerFont(TTFont(name, BytesIO(face)))
    pdfmetrics.registerFontFamily(FAMILY, FAMILY, BOLD, ITALIC, BOLD_ITALIC)


def _style(name: str, size: float, font: str = FAMILY, align: int = TA_LEFT, **more: float) -> ParagraphStyle:
    """Line spacing 1.2 at least, so that no mark on a capital (Ộ, Ữ) meets the line above."""
    looks = {"leading": size * 1.2, "allowWidows": 0, "allowOrphans": 0} | more
    return ParagraphStyle(name, fontName=font, fontSize=size, alignment=align, **looks)


def _cell(name: str, size: float, font: str = FAMILY, align: int = TA_LEFT) -> ParagraphStyle:
    """Where a cell is cut its lines stay one below the other, however few are left on a side."""
    return _style(name, size, font, align, allowWidows=1, allowOrphans=1)


NATION = _style("nation", 12, BOLD, TA_CENTER)
MOTTO = _style("motto", 13, BOLD, TA_CENTER)
SUPERIOR = _style("superior", 12, align=TA_CENTER)
ISSUER = _style("issuer", 12, BOLD, TA_CENTER)
NUMBER = _style("number", 13, align=TA_CENTER)
PLACE_AND_DATE = _style("place-and-date", 13, ITALIC, TA_CENTER)
TITLE = _style("title", 14, BOLD, TA_CENTER)
REFERENCE = _style("reference", 13, ITALIC, TA_CENTER)
BODY = _style("body", 14, align=TA_JUSTIFY, leading=18.5, spaceBefore=6, firstLineIndent=1.27 * cm)
HEADING = _style("heading", 14, BOLD, leading=18.5, spaceBefore=6, firstLineIndent=1.27 * cm)
EMPTY_HEADING = _style("empty-heading", 14, BOLD, leading=18.5, spaceBefore=6, firstLineIndent=1.27 * cm)
SIGNER = _style("signer", 14, BOLD, TA_CENTER)
SIGNATURE_NOTE = _style("signature-note", 13, ITALIC, TA_CENTER)
RECIPIENTS_WORD = _style("recipients-word", 12, BOLD_ITALIC)
RECIPIENTS = _style("recipients", 11)
INNER_CELL = _cell("inner-cell", 13)
CELL = _cell("cell", 12)
CELL_BOLD = _cell("cell-bold", 12, BOLD)
CELL_CENTER = _cell("cell-center", 12, align=TA_CENTER)
CELL_CENTER_BOLD = _cell("cell-center-bold", 12, BOLD, TA_CENTER)
CELL_RIGHT = _cell("cell-right", 12, align=TA_RIGHT)
CELL_RIGHT_BOLD = _cell("cell-right-bold", 12, BOLD, TA_RIGHT)
HEAD_CELL = _style("head-cell", 12, BOLD, TA_CENTER)
CAPTION = _style("caption", 13, ITALIC, TA_CENTER, spaceBefore=3)
ACTIVITY = _style("activity", 12, align=TA_CENTER, spaceBefore=2)


def styled(style: ParagraphStyle, name: str, **changes: object) -> ParagraphStyle:
    """`style` with `changes`, under a name of its own."""
    return ParagraphStyle(name, parent=style, **changes)


def plain(text: str, style: ParagraphStyle) -> Paragraph:
    """A paragraph in one type. Nothing in `text` is markup, so no parser reads it."""
    if not text:
        return Paragraph("", style)
    text = drawn(text)
    return Paragraph(text, style, frags=[_fragment(style).clone(text=text)])


def drawn(text: str) -> str:
    """`text` in letters that Tinos has: where it has none, those that mean the same, or else a box, so that
    on paper too something is seen to stand there."""
    return text.translate(_glyphs())


@cache
def _glyphs() -> _Glyphs:
    return _Glyphs()


class _Glyphs(dict[int, str]):
    """What is drawn for each code point, found out as they come."""

    def __missing__(self, code: int) -> str:
        self[code] = letters = self._letters(chr(code))
        return letters

    def _letters(self, letter: str) -> str:
        if _has(letter) or letter.isspace():
            return letter
        alike = _TICKS.get(letter) or unicodedata.normalize("NFKC", letter)
        if _has(alike):
            return alike
        return "" if unicodedata.category(letter) in _WITHOUT_INK else _BOX


def _has(letters: str) -> bool:
    glyphs = pdfmetrics.getFont(FAMILY).face.charToGlyph
    return all(ord(letter) in glyphs for letter in letters)


@lru_cache(64)
def _fragment(style: ParagraphStyle) -> ParaFrag:
    """What reportlab's parser makes of a word in `style`."""
    return Paragraph("a", style).frags[0]


def evenly(text: str, style: ParagraphStyle, room: float) -> list[Paragraph]:
    """`text` as centred lines of about the same length, one paragraph each; none for no text."""
    return [plain(line, style) for line in even_lines(text, style, room)]


def even_lines(text: str, style: ParagraphStyle, room: float) -> list[str]:
    """`text` in as few lines as `room` allows, of about the same length, not a full line above a single word;
    that of a People's Committee with the place below."""
    if text.startswith(f"{PEOPLES_COMMITTEE} "):
        return [PEOPLES_COMMITTEE, *even_lines(text.removeprefix(f"{PEOPLES_COMMITTEE} "), style, room)]

    def split(room: float) -> list[str]:
        return list(simpleSplit(text, style.fontName, style.fontSize, room))

    lines = split(room)
    narrow = width(text, style) / max(len(lines), 1)
    while narrow < room and len(narrower := split(narrow)) > len(lines):
        narrow += 5
    return narrower if narrow < room else lines


def line(runs: Line, style: ParagraphStyle) -> Paragraph:
    """A paragraph of runs; bold, italic and underline as the runs say."""
    texts = [run for run in runs if isinstance(run, TextRun)]
    if not any(run.bold or run.italic or run.underline for run in texts):
        return plain("".join(run.text for run in texts), style)
    return Paragraph("".join(map(markup, texts)), style)


def markup(run: TextRun) -> str:
    text = escape(drawn(run.text))
    for tag, wanted in (("b", run.bold), ("i", run.italic), ("u", run.underline)):
        if wanted:
            text = f"<{tag}>{text}</{tag}>"
    return text


def width(text: str, style: ParagraphStyle) -> float:
    """How wide `text` is on one line, in points."""
    return float(pdfmetrics.stringWidth(text, style.fontName, style.fontSize))
