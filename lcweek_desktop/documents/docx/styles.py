"""The styles and fonts of the DOCX, made from those of the PDF, so that one place says what the decree wants.

Source: docs/decree-30.md; docs/adr/0033-docx.md.
"""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from lcweek_desktop.documents.docx.elements import Element, Style, element, twips
from lcweek_desktop.documents.pdf import styles as pdf

FAMILY: Final = "Times New Roman"
"""The font of the file. Every machine with Word has it; elsewhere Tinos, of the same widths, replaces it."""

_BUILT_IN: Final = {
    Style.BODY: ("Normal", pdf.BODY),
    Style.HEADING_1: ("heading 1", pdf.HEADING),
    Style.HEADING_2: ("heading 2", pdf.HEADING),
    Style.HEADING_3: ("heading 3", pdf.HEADING),
    Style.HEADING_4: ("heading 4", pdf.HEADING),
    Style.TITLE: ("Title", pdf.TITLE),
    Style.BULLETS: ("List Bullet", pdf.BODY),
    Style.NUMBERS: ("List Number", pdf.BODY),
}
_CUSTOM: Final = {
    Style.PART: ("Phần", pdf.PART),
    Style.SECTION: ("Mục", pdf.SECTION),
    Style.CLAUSE: ("Khoản", pdf.CLAUSE),
    Style.POINT: ("Điểm", pdf.POINT),
    Style.NATION: ("Quốc hiệu", pdf.NATION),
    Style.MOTTO: ("Tiêu ngữ", pdf.MOTTO),
    Style.SUPERIOR: ("Cơ quan chủ quản", pdf.SUPERIOR),
    Style.ISSUER: ("Cơ quan ban hành", pdf.ISSUER),
    Style.DOCUMENT_NUMBER: ("Số, ký hiệu", pdf.DOCUMENT_NUMBER),
    Style.PLACE_AND_DATE: ("Địa danh, ngày tháng", pdf.PLACE_AND_DATE),
    Style.REFERENCE: ("Kèm theo", pdf.REFERENCE),
    Style.SIGNER: ("Người ký", pdf.SIGNER),
    Style.SIGNATURE_NOTE: ("Ký tên, đóng dấu", pdf.SIGNATURE_NOTE),
    Style.RECIPIENTS_HEADING: ("Nơi nhận", pdf.RECIPIENTS_HEADING),
    Style.RECIPIENTS: ("Nơi nhận, dòng", pdf.RECIPIENTS),
    Style.NARRATIVE_CELL: ("Ô bảng", pdf.NARRATIVE_CELL),
    Style.CELL: ("Ô chữ", pdf.CELL),
    Style.CELL_CENTER: ("Ô giữa", pdf.CELL_CENTER),
    Style.CELL_RIGHT: ("Ô số", pdf.CELL_RIGHT),
    Style.HEADER_CELL: ("Ô đầu cột", pdf.HEADER_CELL),
    Style.CAPTION: ("Chú thích ảnh", pdf.CAPTION),
    Style.ACTIVITY: ("Hoạt động của ảnh", pdf.ACTIVITY),
    Style.PAGE_NUMBER: ("Số trang", pdf.DOCUMENT_NUMBER),
}
"""For each style of our own, the name that Word shows and the style of the PDF that it is made from."""

_OUTLINE_LEVELS: Final = {
    Style.HEADING_1: 0,
    Style.HEADING_2: 1,
    Style.HEADING_3: 2,
    Style.HEADING_4: 3,
}
_KEPT_WITH_NEXT: Final = frozenset({*_OUTLINE_LEVELS, Style.PART, Style.SECTION, Style.CLAUSE, Style.POINT})
_JUSTIFICATION: Final = {TA_JUSTIFY: "both", TA_CENTER: "center", TA_RIGHT: "right"}
_KEPT: Final = frozenset({"DefaultParagraphFont", "TableNormal", "NoList"})
"""The styles of python-docx's template that stay in the file."""

_FONT_TABLE: Final = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts {nsdecls("w")}><w:font w:name="{FAMILY}"><w:altName w:val="{pdf.FAMILY}"/>
<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/>
<w:pitch w:val="variable"/></w:font></w:fonts>"""


def set_styles(document: Document) -> None:
    """Replace the styles of the library's template by those above, which are all that is used."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in _KEPT:
            styles.remove(style)
    defaults = styles.find(qn("w:docDefaults"))
    assert defaults is not None
    styles.replace(defaults, _defaults())
    for key, (name, look) in (_BUILT_IN | _CUSTOM).items():
        styles.append(_style(key, name, look))


def set_fonts(document: Document) -> None:
    """Replace the font table of the library's template by one with the only font that is used."""
    relations = document.part.rels
    key = next(key for key, relation in relations.items() if relation.reltype == RT.FONT_TABLE)
    old = relations.pop(key).target_part
    table = Part(old.partname, old.content_type, _FONT_TABLE.encode(), old.package)
    document.part.relate_to(table, RT.FONT_TABLE)


def _defaults() -> Element:
    properties = element("rPr", _fonts(), element("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"))
    return element("docDefaults", element("rPrDefault", properties), element("pPrDefault"))


def _fonts() -> Element:
    return element("rFonts", ascii=FAMILY, hAnsi=FAMILY, eastAsia=FAMILY, cs=FAMILY)


def _style(key: Style, name: str, look: ParagraphStyle) -> Element:
    custom = {"customStyle": 1} if key in _CUSTOM else {}
    default = {"default": 1} if key is Style.BODY else {}
    based = [] if key is Style.BODY else [element("basedOn", val=Style.BODY)]
    properties = (_paragraph_properties(key, look), _run_properties(look))
    return element(
        "style",
        element("name", val=name),
        *based,
        element("qFormat"),
        *properties,
        type="paragraph",
        styleId=key,
        **custom,
        **default,
    )


def _paragraph_properties(key: Style, look: ParagraphStyle) -> Element:
    level = _OUTLINE_LEVELS.get(key)
    kept = [element("keepNext"), element("keepLines")] if key in _KEPT_WITH_NEXT else []
    outline = [] if level is None else [element("outlineLvl", val=level)]
    return element(
        "pPr",
        *kept,
        element("widowControl"),
        element(
            "spacing",
            before=twips(look.spaceBefore),
            after=0,
            line=twips(look.leading),
            lineRule="atLeast",
        ),
        element("ind", left=0, firstLine=twips(look.firstLineIndent)),
        element("jc", val=_JUSTIFICATION.get(look.alignment, "left")),
        *outline,
    )


def _run_properties(look: ParagraphStyle) -> Element:
    bold = look.fontName in (pdf.BOLD, pdf.BOLD_ITALIC)
    italic = look.fontName in (pdf.ITALIC, pdf.BOLD_ITALIC)
    toggles = [element("b", val=int(bold)), element("i", val=int(italic))]
    half_points = round(look.fontSize * 2)
    return element(
        "rPr",
        _fonts(),
        *toggles,
        element("color", val="000000"),
        element("sz", val=half_points),
        element("szCs", val=half_points),
    )
