"""The neutral document as a DOCX: Phụ lục I, Phụ lục II and photos as in the PDF, to be edited by a clerk.

Source: docs/decree-30.md; docs/adr/0033-docx.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Final

import docx
from docx.document import Document as File
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from lcweek_desktop.documents.document import Document
from lcweek_desktop.documents.docx.body import body
from lcweek_desktop.documents.docx.elements import Element, element, gap
from lcweek_desktop.documents.docx.figure_table import figure_table
from lcweek_desktop.documents.docx.letterhead import masthead, with_signature
from lcweek_desktop.documents.docx.numbering import Lists
from lcweek_desktop.documents.docx.page import lay_out
from lcweek_desktop.documents.docx.photo_annex import photo_annex
from lcweek_desktop.documents.docx.styles import set_fonts, set_styles
from lcweek_desktop.documents.pdf.styles import register_fonts
from lcweek_desktop.documents.reproducible_zip import repacked
from lcweek_desktop.domain.narrative import Paragraph, TextRun

_WORD_2010: Final = 14
_MAX_PROPERTY: Final = 255
"""The most characters that python-docx accepts for a property of the file."""

_AFTER_COMPAT: Final = ("w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping")
_LEFTOVERS: Final = frozenset(
    {RT.THUMBNAIL, RT.CUSTOM_XML, "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"}
)
"""Parts of python-docx's template that no report needs: a picture of an empty page, styles for Word 2007, a
list of books."""


def docx_bytes(document: Document) -> bytes:
    """The report as a file for Word 2010 or later and LibreOffice; the same document gives the same bytes.

    Raises KnownError `document-photo` for a picture that is no JPEG.
    """
    register_fonts()  # the line breaks are those of the PDF
    file = docx.Document()
    set_styles(file)
    set_fonts(file)
    _describe(file, document)
    for at, elements in enumerate(_sections(document, file)):
        if at:
            _end_section(file)
        for each in elements:
            file.element.body.insert_element_before(each, "w:sectPr")
    file.element.body.insert_element_before(gap(1), "w:sectPr")
    for section in file.sections:
        lay_out(section, document.watermark)
    return _saved(file)


def _sections(document: Document, file: File) -> Iterator[list[Element]]:
    if not document.table_only:
        yield _report(document, Lists(file))
    yield [*figure_table(document.table)]
    if document.pictures and not document.table_only:
        yield [*photo_annex(document, file)]


def _report(document: Document, lists: Lists) -> list[Element]:
    head = document.letterhead
    opening, closing = (
        [Paragraph((TextRun(text),))] if text else [] for text in (head.opening, head.closing)
    )
    story = [*masthead(head), *body([*opening, *document.parts, *closing], lists)]
    return with_signature(story, head)


def _end_section(file: File) -> None:
    """End the section, so that what follows begins on a new page.

    Word requires a paragraph at the end of a section; it is made 1 point high.
    """
    file.add_section(WD_SECTION.NEW_PAGE)
    ending = file.element.body.findall(qn("w:p"))[-1]
    properties = ending.find(qn("w:pPr"))
    assert properties is not None
    properties.insert(0, element("spacing", before=0, after=0, line=20, lineRule="exact"))


def _describe(file: File, document: Document) -> None:
    """Set title, issuer, subject and language of the file, and the compatibility mode of Word 2010."""
    head, core = document.letterhead, file.core_properties
    title, issuer = f"{head.title}: {head.subject}"[:_MAX_PROPERTY], head.issuer[:_MAX_PROPERTY]
    core.title, core.author, core.subject = title, issuer, head.subject[:_MAX_PROPERTY]
    core.language, core.comments, core.keywords, core.last_modified_by = "vi", "", "", issuer
    mode = element("compatSetting", name="compatibilityMode", val=_WORD_2010)
    mode.set(qn("w:uri"), "http://schemas.microsoft.com/office/word")
    settings = file.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    settings.insert_element_before(element("compat", mode), *_AFTER_COMPAT)
    for language in settings.findall(qn("w:themeFontLang")):
        settings.replace(language, element("themeFontLang", val="vi-VN"))


def _saved(file: File) -> bytes:
    """The bytes of the file, without the template's unused parts and without times of creation and change."""
    core = file.core_properties._element
    for stamp in ("dcterms:created", "dcterms:modified"):
        for old in core.findall(qn(stamp)):
            core.remove(old)
    for relations in (file.part.package.rels, file.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype in _LEFTOVERS]:
            del relations[key]
    archive = BytesIO()
    file.save(archive)
    return repacked(archive)
