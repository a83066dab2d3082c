"""The styles of the file, made from the looks of the PDF: one place says what Nghị định 30 wants."""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.oxml.ns import qn
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from lcweek_desktop.documents.docx.fonts import FAMILY
from lcweek_desktop.documents.docx.xml import Element, element, twips
from lcweek_desktop.documents.pdf import typeface

BODY: Final = "Normal"
BULLETS, NUMBERS = "ListBullet", "ListNumber"
HEADINGS: Final = ("Heading1", "Heading2")
TITLE: Final = "Title"

_JUSTIFICATION: Final = {TA_JUSTIFY: "both", TA_CENTER: "center", TA_RIGHT: "right"}

_BUILT_IN: Final = {
    BODY: ("Normal", typeface.BODY),
    HEADINGS[0]: ("heading 1", typeface.HEADING),
    HEADINGS[1]: ("heading 2", typeface.HEADING),
    TITLE: ("Title", typeface.TITLE),
    BULLETS: ("List Bullet", typeface.BODY),
    NUMBERS: ("List Number", typeface.BODY),
}
_OURS: Final = {
    "QuocHieu": ("Quốc hiệu", typeface.NATION),
    "TieuNgu": ("Tiêu ngữ", typeface.MOTTO),
    "CoQuanChuQuan": ("Cơ quan chủ quản", typeface.SUPERIOR),
    "CoQuanBanHanh": ("Cơ quan ban hành", typeface.ISSUER),
    "SoKyHieu": ("Số, ký hiệu", typeface.NUMBER),
    "DiaDanhNgayThang": ("Địa danh, ngày tháng", typeface.PLACE_AND_DATE),
    "KemTheo": ("Kèm theo", typeface.REFERENCE),
    "NguoiKy": ("Người ký", typeface.SIGNER),
    "KyTenDongDau": ("Ký tên, đóng dấu", typeface.SIGNATURE_NOTE),
    "NoiNhan": ("Nơi nhận", typeface.RECIPIENTS_WORD),
    "NoiNhanDong": ("Nơi nhận, dòng", typeface.RECIPIENTS),
    "OBang": ("Ô bảng", typeface.INNER_CELL),
    "OChu": ("Ô chữ", typeface.CELL),
    "OGiua": ("Ô giữa", typeface.CELL_CENTER),
    "OSo": ("Ô số", typeface.CELL_RIGHT),
    "ODauCot": ("Ô đầu cột", typeface.HEAD_CELL),
    "ChuThichAnh": ("Chú thích ảnh", typeface.CAPTION),
    "HoatDong": ("Hoạt động của ảnh", typeface.ACTIVITY),
    "SoTrang": ("Số trang", typeface.NUMBER),
}
_LEVELS: Final = {HEADINGS[0]: 0, HEADINGS[1]: 1}
_KEPT: Final = frozenset({"DefaultParagraphFont", "TableNormal", "NoList"})


def put_styles(document: Document) -> None:
    """Only what is used, in place of the library's own styles."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in _KEPT:
            styles.remove(style)
    defaults = styles.find(qn("w:docDefaults"))
    assert defaults is not None
    styles.replace(defaults, _defaults())
    for key, (name, look) in (_BUILT_IN | _OURS).items():
        styles.append(_style(key, name, look))


def _defaults() -> Element:
    looks = element("rPr", _fonts(), element("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"))
    return element("docDefaults", element("rPrDefault", looks), element("pPrDefault"))


def _fonts() -> Element:
    return element("rFonts", ascii=FAMILY, hAnsi=FAMILY, eastAsia=FAMILY, cs=FAMILY)


def _style(key: str, name: str, look: ParagraphStyle) -> Element:
    own = {"customStyle": 1} if key in _OURS else {}
    default = {"default": 1} if key == BODY else {}
    based = [] if key == BODY else [element("basedOn", val=BODY)]
    parts = (element("name", val=name), *based, element("qFormat"), _paragraph(key, look), _letters(look))
    return element("style", *parts, type="paragraph", styleId=key, **own, **default)


def _paragraph(key: str, look: ParagraphStyle) -> Element:
    level = _LEVELS.get(key)
    heads = [] if level is None else [element("keepNext"), element("keepLines")]
    outline = [] if level is None else [element("outlineLvl", val=level)]
    return element(
        "pPr",
        *heads,
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


def _letters(look: ParagraphStyle) -> Element:
    bold = look.fontName in (typeface.BOLD, typeface.BOLD_ITALIC)
    italic = look.fontName in (typeface.ITALIC, typeface.BOLD_ITALIC)
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
