"""The DOCX as Word 2010 takes it: elements in the order of the schema, no namespace that it does not know.

Source: ECMA-376, part 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from lcweek_desktop.documents.docx import docx_bytes
from lcweek_desktop.domain.narrative import Align, Paragraph, TextRun
from tests.documents.docx.test_docx import SAMPLES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

ORDER = {
    "document": "body",
    "p": "pPr *",
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr spacing ind jc outlineLvl "
    "sectPr",
    "r": "rPr *",
    "rPr": "rFonts b bCs i iCs noProof color sz szCs u lang",
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "trPr": "cantSplit tblHeader",
    "tr": "trPr tc",
    "tc": "tcPr *",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "numPr": "ilvl numId",
    "numbering": "abstractNum num",
    "abstractNum": "multiLevelType lvl",
    "lvl": "start numFmt suff lvlText lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "style": "name basedOn uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "fonts": "font",
    "font": "altName panose1 charset family pitch sig",
    "settings": "zoom proofState defaultTabStop characterSpacingControl savePreviewPicture compat rsids "
    "mathPr themeFontLang clrSchemeMapping doNotAutoCompressPictures shapeDefaults decimalSymbol "
    "listSeparator *",
}
"""The children that each element may have, in this order, as far as we use it; a star allows any others."""

KNOWN = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "http://schemas.microsoft.com/office/word/2010/wordml",
    "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "http://www.w3.org/XML/1998/namespace",
    "urn:schemas-microsoft-com:vml",
    "urn:schemas-microsoft-com:office:office",
}
"""The namespaces that elements and attributes may have."""


def parts(data: bytes) -> Iterator[tuple[str, BaseOxmlElement]]:
    with ZipFile(BytesIO(data)) as file:
        for name in file.namelist():
            if name.startswith("word/") and name.endswith(".xml") and "theme" not in name:
                yield name, parse_xml(file.read(name))


def with_every_alignment(name: str) -> bytes:
    document = SAMPLES[name].document()
    aligned = tuple(Paragraph((TextRun("lời", True, True, True),), align) for align in Align)
    return docx_bytes(replace(document, parts=(*document.parts, *aligned)))


@pytest.mark.parametrize("name", ["district", "draft", "letters", "roll-up"])
def test_elements_stand_in_the_order_of_the_schema(name: str) -> None:
    met = set()
    for part, root in parts(with_every_alignment(name)):
        for parent in root.iter():
            order = ORDER.get(str(parent.tag).removeprefix(W), "*").split()
            children = [str(child.tag).rpartition("}")[2] for child in parent]
            places = [order.index(child) if child in order else order.index("*") for child in children]
            assert places == sorted(places), (part, parent.tag, children)
            met.add(str(parent.tag).removeprefix(W))
    without_lists = {"numPr", "abstractNum", "num", "lvl"} if name == "letters" else {"numPr"}
    assert met >= ORDER.keys() - without_lists


@pytest.mark.parametrize("name", ["district", "draft", "roll-up"])
def test_no_namespace_is_newer_than_word_2010(name: str) -> None:
    for part, root in parts(with_every_alignment(name)):
        names = [str(tag) for each in root.iter() for tag in (each.tag, *each.attrib)]
        used = {name[1:].partition("}")[0] for name in names if name.startswith("{")}
        assert used <= KNOWN, part


@pytest.mark.parametrize("name", ["district", "draft"])
def test_every_cell_ends_in_a_paragraph_and_no_two_tables_touch(name: str) -> None:
    body = next(root for part, root in parts(docx_bytes(SAMPLES[name].document())) if "document" in part)
    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))
    for table in body.iter(qn("w:tbl")):
        assert table.getnext().tag == qn("w:p")


def test_what_stands_in_for_times_new_roman_is_named() -> None:
    fonts = next(root for part, root in parts(docx_bytes(SAMPLES["district"].document())) if "font" in part)
    assert [font.get(qn("w:name")) for font in fonts] == ["Times New Roman"]
    assert fonts[0][0].get(qn("w:val")) == "Tinos"


def test_nothing_of_the_librarys_template_is_left() -> None:
    with ZipFile(BytesIO(docx_bytes(SAMPLES["district"].document()))) as file:
        names = " ".join(file.namelist())
        assert not [word for word in ("thumbnail", "stylesWithEffects", "customXml") if word in names]
        assert b"ja-JP" not in file.read("word/settings.xml")
