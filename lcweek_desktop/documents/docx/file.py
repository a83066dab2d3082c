"""The file that a DOCX is: its properties, its sections, and the same bytes for the same content.

Source: docs/adr/0033-docx.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Final

import docx
from docx.document import Document as File
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from lcweek_desktop.documents.docx.elements import Element, element, gap
from lcweek_desktop.documents.docx.page import lay_out
from lcweek_desktop.documents.docx.styles import set_fonts, set_styles
from lcweek_desktop.documents.pdf.styles import register_fonts
from lcweek_desktop.documents.reproducible_zip import repacked
from lcweek_desktop.domain.letterhead import Letterhead

_WORD_2010: Final = 14
_MAX_PROPERTY: Final = 255
"""The most characters that python-docx accepts for a property of the file."""

_AFTER_COMPAT: Final = ("w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping")
_LEFTOVERS: Final = frozenset(
    {RT.THUMBNAIL, RT.CUSTOM_XML, "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"}
)
"""Parts of python-docx's template that no report needs: a picture of an empty page, styles for Word 2007, a
list of books."""


def new_file(head: Letterhead) -> File:
    """An empty file for Word 2010 or later and LibreOffice, with our styles, and with `head` as what it is
    about."""
    register_fonts()  # the line breaks are those of the PDF
    file = docx.Document()
    set_styles(file)
    set_fonts(file)
    _describe(file, head)
    return file


def filled_bytes(file: File, sections: Iterable[Iterable[Element]], watermark: str = "") -> bytes:
    """`file` with `sections`, each of which begins on a new page. An empty `watermark` prints nothing."""
    for at, elements in enumerate(sections):
        if at:
            _end_section(file)
        for each in elements:
            file.element.body.insert_element_before(each, "w:sectPr")
    file.element.body.insert_element_before(gap(1), "w:sectPr")
    for section in file.sections:
        lay_out(section, watermark)
    return _saved(file)


def _end_section(file: File) -> None:
    """End the section, so that what follows begins on a new page.

    Word requires a paragraph at the end of a section; it is made 1 point high.
    """
    file.add_section(WD_SECTION.NEW_PAGE)
    ending = file.element.body.findall(qn("w:p"))[-1]
    properties = ending.find(qn("w:pPr"))
    assert properties is not None
    properties.insert(0, element("spacing", before=0, after=0, line=20, lineRule="exact"))


def _describe(file: File, head: Letterhead) -> None:
    """Set title, issuer, subject and language of the file, and the compatibility mode of Word 2010."""
    core, issuer = file.core_properties, head.issuer[:_MAX_PROPERTY]
    core.title = ": ".join(filter(None, (head.title, head.subject)))[:_MAX_PROPERTY]
    core.author, core.subject = issuer, head.subject[:_MAX_PROPERTY]
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
