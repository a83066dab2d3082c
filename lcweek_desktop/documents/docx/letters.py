"""Official letters as one DOCX, each on a page of its own, to be numbered, dated and signed.

Source: docs/decree-30.md, Letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm

from lcweek_desktop.documents.docx.elements import Element, Style, element, gap, paragraph, run, twips
from lcweek_desktop.documents.docx.file import filled_bytes, new_file
from lcweek_desktop.documents.docx.letterhead import offices, with_signature
from lcweek_desktop.documents.letter import OfficialLetter

_TO = "Kính gửi:"
_INDENT = 35 * mm
"""How far the addressees are indented, in points."""


def letters_docx(letters: Sequence[OfficialLetter]) -> bytes:
    """`letters`, at least one, as a file for Word 2010 or later and LibreOffice; the same letters give the
    same bytes."""
    file = new_file(letters[0].letterhead)
    return filled_bytes(file, (_letter(each) for each in letters))


def _letter(letter: OfficialLetter) -> list[Element]:
    head = letter.letterhead
    story = [
        offices(head, head.subject),
        gap(6 * mm),
        *_addressees(letter.addressees),
        gap(4 * mm),
        *(paragraph(Style.BODY, run(text)) for text in letter.paragraphs),
    ]
    return with_signature(story, head)


def _addressees(names: Sequence[str]) -> Iterator[Element]:
    """One behind the salutation, several below it, each on a line of its own."""
    if len(names) == 1:
        yield _indented(f"{_TO} {names[0]}.")
        return
    yield _indented(_TO)
    for at, name in enumerate(names, 1):
        yield _indented(f"- {name}{'.' if at == len(names) else ';'}")


def _indented(text: str) -> Element:
    left = element("ind", left=twips(_INDENT), firstLine=0)
    return paragraph(Style.BODY, run(text), properties=(left, element("jc", val="left")))
