"""The fonts of the printed report, and the style of every kind of text in it.

The comment above a group of styles names the section of docs/decree-30.md that says their sizes (in points),
weights and spacings. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Final

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from lcweek_desktop.domain.narrative import Align, TitleStyle
from lcweek_desktop.paths import resources_dir

FAMILY: Final = "Tinos"
"""The regular font, and the name of the family: its letters are as wide as those of Times New Roman."""

BOLD: Final = "Tinos-Bold"
"""The bold font of the family."""

ITALIC: Final = "Tinos-Italic"
"""The italic font of the family."""

BOLD_ITALIC: Final = "Tinos-BoldItalic"
"""The bold italic font of the family."""

TABLE_FONT: Final = ("FONTNAME", (0, 0), (-1, -1), FAMILY)
"""A command for the style of every table: without it reportlab names Helvetica in the file, not embedded."""

ALIGNMENTS: Final = {
    Align.JUSTIFY: TA_JUSTIFY,
    Align.LEFT: TA_LEFT,
    Align.CENTER: TA_CENTER,
    Align.RIGHT: TA_RIGHT,
}
"""The alignments of the narrative as reportlab numbers them."""


@cache
def register_fonts() -> None:
    """Make the four fonts known to reportlab, once in a process. A file embeds the letters that it uses."""
    files = {FAMILY: "Tinos-Regular", BOLD: BOLD, ITALIC: ITALIC, BOLD_ITALIC: BOLD_ITALIC}
    for name, file in files.items():
        # Read here: reportlab would take a path for an address, or look for it in folders of its own.
        data = (resources_dir() / "fonts" / f"{file}.ttf").read_bytes()
        pdfmetrics.registerFont(TTFont(name, BytesIO(data)))
    pdfmetrics.registerFontFamily(FAMILY, FAMILY, BOLD, ITALIC, BOLD_ITALIC)


def text_width(text: str, style: ParagraphStyle) -> float:
    """The width in points of `text` on one line."""
    return float(pdfmetrics.stringWidth(text, style.fontName, style.fontSize))


def changed_style(style: ParagraphStyle, name: str, **changes: object) -> ParagraphStyle:
    """A copy of `style` with `changes`, under the name `name`."""
    return ParagraphStyle(name, parent=style, **changes)


def _style(name: str, size: float, font: str = FAMILY, align: int = TA_LEFT, **more: float) -> ParagraphStyle:
    """A style of the font size `size` in points.

    Lines are at least 1.2 times that size apart, so that no mark above a capital (Ộ, Ữ) touches the line
    above.
    """
    properties = {"leading": size * 1.2, "allowWidows": 0, "allowOrphans": 0} | more
    return ParagraphStyle(name, fontName=font, fontSize=size, alignment=align, **properties)


def _cell(name: str, size: float, font: str = FAMILY, align: int = TA_LEFT) -> ParagraphStyle:
    """The style of a cell. A cell that is split between pages may leave a single line on either page."""
    return _style(name, size, font, align, allowWidows=1, allowOrphans=1)


# Head; Number, place and date; Title
NATION = _style("nation", 12, BOLD, TA_CENTER)
"""The name of the nation (Quốc hiệu)."""
MOTTO = _style("motto", 13, BOLD, TA_CENTER)
"""The nation's motto (Tiêu ngữ)."""
SUPERIOR = _style("superior", 12, align=TA_CENTER)
"""The office above the one that reports (cơ quan chủ quản)."""
ISSUER = _style("issuer", 12, BOLD, TA_CENTER)
"""The office that reports (cơ quan ban hành)."""
DOCUMENT_NUMBER = _style("document-number", 13, align=TA_CENTER)
"""The number of the report ("Số: 05/BC-UBND")."""
PLACE_AND_DATE = _style("place-and-date", 13, ITALIC, TA_CENTER)
"""Where and when the report was signed (địa danh, thời gian ban hành)."""
TITLE = _style("title", 14, BOLD, TA_CENTER)
"""The title of the report or of an annex."""
REFERENCE = _style("reference", 13, ITALIC, TA_CENTER)
"""The line of an annex that refers to the report ("Kèm theo Báo cáo số …")."""

# Body
BODY = _style("body", 14, align=TA_JUSTIFY, leading=18.5, spaceBefore=6, firstLineIndent=1.27 * cm)
"""The paragraphs of the narrative."""
LIST_INDENTS: Final = (1.27 * cm, 1.9 * cm, 2.54 * cm)
"""How far the mark of a list item is indented, by its depth, in points."""

HEADING = _style("heading", 14, BOLD, leading=18.5, spaceBefore=6, firstLineIndent=1.27 * cm)
"""A heading that has text under it."""
EMPTY_HEADING = _style("empty-heading", 14, BOLD, leading=18.5, spaceBefore=6, firstLineIndent=1.27 * cm)
"""A heading without text under it; it looks the same and may end a page."""
PART = _style("part", 14, BOLD, TA_CENTER, leading=18.5, spaceBefore=6)
"""A title in the text: a part ("PHẦN I")."""
SECTION = _style("section", 14, BOLD, leading=18.5, spaceBefore=6, firstLineIndent=1.27 * cm)
"""A title in the text: a section ("A. …")."""
CLAUSE = _style("clause", 14, BOLD, leading=18.5, spaceBefore=6, firstLineIndent=1.27 * cm)
"""A title in the text: a clause ("1.1. …")."""
POINT = _style("point", 14, align=TA_JUSTIFY, leading=18.5, spaceBefore=6, firstLineIndent=1.27 * cm)
"""A title in the text: a point ("a) …")."""
TITLES: Final = {
    TitleStyle.PART: PART,
    TitleStyle.SECTION: SECTION,
    TitleStyle.CLAUSE: CLAUSE,
    TitleStyle.POINT: POINT,
}
"""The titles in the text."""
NARRATIVE_CELL = _cell("narrative-cell", 13)
"""A cell of a table in the narrative."""

# Signature; Recipients
SIGNER = _style("signer", 14, BOLD, TA_CENTER)
"""The office and the name of the person who signs."""
SIGNATURE_NOTE = _style("signature-note", 13, ITALIC, TA_CENTER)
"""The note "(Ký tên, đóng dấu)"."""
RECIPIENTS_HEADING = _style("recipients-heading", 12, BOLD_ITALIC)
"""The words "Nơi nhận:"."""
RECIPIENTS = _style("recipients", 11)
"""The lines under "Nơi nhận:"."""

# Table, and the photos below it
CELL = _cell("cell", 12)
"""A cell of Phụ lục II with text."""
CELL_BOLD = _cell("cell-bold", 12, BOLD)
"""A cell with text, in the row of a section."""
CELL_CENTER = _cell("cell-center", 12, align=TA_CENTER)
"""A cell with TT or a unit."""
CELL_CENTER_BOLD = _cell("cell-center-bold", 12, BOLD, TA_CENTER)
"""A cell with TT or a unit, in the row of a section."""
CELL_RIGHT = _cell("cell-right", 12, align=TA_RIGHT)
"""A cell with a number."""
CELL_RIGHT_BOLD = _cell("cell-right-bold", 12, BOLD, TA_RIGHT)
"""A cell with a number, in the row of a section."""
HEADER_CELL = _style("header-cell", 12, BOLD, TA_CENTER)
"""A cell of the header of Phụ lục II."""
CAPTION = _style("caption", 13, ITALIC, TA_CENTER, spaceBefore=3)
"""The caption of a photo."""
ACTIVITY = _style("activity", 12, align=TA_CENTER, spaceBefore=2)
"""The activity that a photo shows."""
