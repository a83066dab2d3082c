"""Elements of WordprocessingML: paragraphs in a style, runs and tables.

They are made by hand, because python-docx lacks some of them and is slow for cells. Source: ECMA-376, part 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from reportlab.lib.styles import ParagraphStyle

from lcweek_desktop.documents.pdf.paragraphs import balanced_lines
from lcweek_desktop.documents.pdf.table_rows import BOTTOM_PADDING, SIDE_PADDING, TOP_PADDING

Element: TypeAlias = BaseOxmlElement
"""An XML element of python-docx."""

_BORDERS: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


class Style(StrEnum):
    """The styles by their ids in the file. Word knows those up to TITLE; the others are named in
    Vietnamese, as a clerk sees them."""

    BODY = "Normal"
    BULLETS = "ListBullet"
    NUMBERS = "ListNumber"
    HEADING_1 = "Heading1"
    HEADING_2 = "Heading2"
    HEADING_3 = "Heading3"
    HEADING_4 = "Heading4"
    TITLE = "Title"
    PART = "Phan"
    SECTION = "Muc"
    CLAUSE = "Khoan"
    POINT = "Diem"
    NATION = "QuocHieu"
    MOTTO = "TieuNgu"
    SUPERIOR = "CoQuanChuQuan"
    ISSUER = "CoQuanBanHanh"
    DOCUMENT_NUMBER = "SoKyHieu"
    PLACE_AND_DATE = "DiaDanhNgayThang"
    REFERENCE = "KemTheo"
    SIGNER = "NguoiKy"
    SIGNATURE_NOTE = "KyTenDongDau"
    RECIPIENTS_HEADING = "NoiNhan"
    RECIPIENTS = "NoiNhanDong"
    NARRATIVE_CELL = "OBang"
    CELL = "OChu"
    CELL_CENTER = "OGiua"
    CELL_RIGHT = "OSo"
    HEADER_CELL = "ODauCot"
    CAPTION = "ChuThichAnh"
    ACTIVITY = "HoatDong"
    PAGE_NUMBER = "SoTrang"


def element(tag: str, *children: Element, **attributes: object) -> Element:
    """`<w:tag>` with `children`; its attributes are of the same namespace: `val=1` is `w:val="1"`."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def twips(points: float) -> int:
    """A length in points as Word writes it, in twentieths of a point."""
    return round(points * 20)


def run(text: str, *toggles: str, size: float | None = None) -> Element:
    """A run of text. `toggles` are names of properties that are switched on ("b", "i"). `size` is in points,
    None for that of the style; Word knows half points."""
    content = OxmlElement("w:t")
    content.text = "".join(letter for letter in text if letter >= " ")
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    properties = [element(toggle) for toggle in toggles]
    if size is not None:
        properties += [element(name, val=int(size * 2)) for name in ("sz", "szCs")]
    return element("r", *([element("rPr", *properties)] if properties else []), content)


def paragraph(style: Style, *runs: Element, properties: tuple[Element, ...] = ()) -> Element:
    """A paragraph in `style`; further `properties` are in the order of the schema."""
    return element("p", element("pPr", element("pStyle", val=style), *properties), *runs)


def gap(height: float) -> Element:
    """An empty paragraph, `height` points high."""
    spacing = element("spacing", before=0, after=0, line=twips(height), lineRule="exact")
    return paragraph(Style.DOCUMENT_NUMBER, properties=(spacing,))  # any style without space around it


def keep_with_next() -> Element:
    """The property of a paragraph that keeps it on the page of the next one."""
    return element("keepNext")


def balanced_paragraphs(style: Style, text: str, look: ParagraphStyle, room: float) -> Iterator[Element]:
    """`text` with the line breaks of the PDF, where its style is `look`; nothing for an empty text."""
    for line in balanced_lines(text, look, room) if text else ():
        yield paragraph(style, run(line))


def table(widths: Sequence[float], rows: Iterable[Element], *, ruled: bool) -> Element:
    """A table with columns of `widths` in points; without rules it has no padding either, as it only puts
    things side by side."""
    side = twips(SIDE_PADDING) if ruled else 0
    top, bottom = (twips(TOP_PADDING), twips(BOTTOM_PADDING)) if ruled else (0, 0)
    margins = (("top", top), ("left", side), ("bottom", bottom), ("right", side))
    borders = (
        element(name, val="single", sz=4, space=0, color="000000") if ruled else element(name, val="nil")
        for name in _BORDERS
    )
    properties = element(
        "tblPr",
        element("tblW", w=twips(sum(widths)), type="dxa"),
        element("tblInd", w=side, type="dxa"),
        element("tblBorders", *borders),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(name, w=width, type="dxa") for name, width in margins)),
    )
    grid = element("tblGrid", *(element("gridCol", w=twips(width)) for width in widths))
    return element("tbl", properties, grid, *rows)


def row(cells: Iterable[Element], *, header: bool = False) -> Element:
    """A row that is never split over two pages; a `header` is repeated on every page."""
    repeated = [element("tblHeader")] if header else []
    return element("tr", element("trPr", element("cantSplit"), *repeated), *cells)


def cell(
    width: float, *content: Element, span: int = 1, merge: str | None = None, middle: bool = False
) -> Element:
    """A cell `width` points and `span` columns wide, whose `content` ends in a paragraph.

    `merge` is "restart" for a cell that spans the rows below it and "continue" for those below. `middle`
    centres the content vertically.
    """
    properties = [element("tcW", w=twips(width), type="dxa")]
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if merge is not None:
        properties.append(element("vMerge", val=merge))
    if middle:
        properties.append(element("vAlign", val="center"))
    return element("tc", element("tcPr", *properties), *content)
