"""The neutral document → DOCX: Phụ lục I, Phụ lục II, photos, as the PDF has them, to be edited by a clerk.

Source: decree-30.md; docs/adr/0033-docx.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import docx
from docx.document import Document as File
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn

from lcweek_desktop.documents.document import Document
from lcweek_desktop.documents.docx.album import album
from lcweek_desktop.documents.docx.body import body
from lcweek_desktop.documents.docx.ending import signed
from lcweek_desktop.documents.docx.fonts import put_fonts
from lcweek_desktop.documents.docx.grid import grid
from lcweek_desktop.documents.docx.lists import Lists
from lcweek_desktop.documents.docx.masthead import gap, masthead
from lcweek_desktop.documents.docx.package import packed
from lcweek_desktop.documents.docx.page import lay_out
from lcweek_desktop.documents.docx.styles import put_styles
from lcweek_desktop.documents.docx.xml import Element, element
from lcweek_desktop.documents.pdf import typeface
from lcweek_desktop.domain.narrative import Paragraph, TextRun

_WORD_2010: Final = 14
_LONGEST: Final = 255
"""Characters of what a file says of itself; python-docx takes no more."""
_AFTER_COMPAT: Final = ("w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping")


def docx_bytes(document: Document) -> bytes:
    """The report as a file for Word 2010 or later and LibreOffice; the same document gives the same bytes.

    Raises KnownError `document-photo` for a picture that is no JPEG.
    """
    typeface.load()  # its widths are those of Times New Roman
    file = docx.Document()
    put_styles(file)
    put_fonts(file)
    _describe(file, document)
    for at, parts in enumerate(_sections(document, file)):
        if at:
            _end_section(file)
        for part in parts:
            file.element.body.insert_element_before(part, "w:sectPr")
    file.element.body.insert_element_before(gap(1), "w:sectPr")
    for section in file.sections:
        lay_out(section, document.watermark)
    return packed(file)


def _sections(document: Document, file: File) -> Iterator[list[Element]]:
    if not document.table_only:
        yield _report(document, Lists(file))
    yield [*grid(document.table)]
    if document.pictures and not document.table_only:
        yield [*album(document, file)]


def _report(document: Document, lists: Lists) -> list[Element]:
    head = document.letterhead
    opening, closing = (
        [Paragraph((TextRun(text),))] if text else [] for text in (head.opening, head.closing)
    )
    return signed([*masthead(head), *body([*opening, *document.parts, *closing], lists)], head)


def _end_section(file: File) -> None:
    """What follows begins a page; the paragraph that Word wants here takes no room."""
    file.add_section(WD_SECTION.NEW_PAGE)
    ending = file.element.body.findall(qn("w:p"))[-1]
    properties = ending.find(qn("w:pPr"))
    assert properties is not None
    properties.insert(0, element("spacing", before=0, after=0, line=20, lineRule="exact"))


def _describe(file: File, document: Document) -> None:
    head, said = document.letterhead, file.core_properties
    title, issuer = f"{head.title}: {head.subject}"[:_LONGEST], head.issuer[:_LONGEST]
    said.title, said.author, said.subject = title, issuer, head.subject[:_LONGEST]
    said.language, said.comments, said.keywords, said.last_modified_by = "vi", "", "", issuer
    compatible = element("compatSetting", name="compatibilityMode", val=_WORD_2010)
    compatible.set(qn("w:uri"), "http://schemas.microsoft.com/office/word")
    settings = file.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    settings.insert_element_before(element("compat", compatible), *_AFTER_COMPAT)
    for language in settings.findall(qn("w:themeFontLang")):
        settings.replace(language, element("themeFontLang", val="vi-VN"))
