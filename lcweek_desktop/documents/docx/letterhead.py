"""What surrounds the report's text in the DOCX: the masthead above it, signature and recipients below.

Source: docs/decree-30.md, Head, Title, Signature and Recipients.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from docx.oxml.ns import qn
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from lcweek_desktop.documents.document import RECIPIENTS
from lcweek_desktop.documents.docx.elements import (
    Element,
    Style,
    balanced_paragraphs,
    cell,
    element,
    gap,
    keep_with_next,
    paragraph,
    row,
    run,
    table,
    twips,
)
from lcweek_desktop.documents.pdf import styles as pdf
from lcweek_desktop.documents.pdf.letterhead import NATION_WIDTH, ROOM_TO_SIGN, SHORT_RULE, SIGNER_WIDTH
from lcweek_desktop.documents.pdf.page import WIDTH
from lcweek_desktop.documents.pdf.paragraphs import balanced_lines
from lcweek_desktop.domain.letterhead import MOTTO, NATION, Letterhead

_MAX_RECIPIENTS: Final = 24
"""The most lines of recipients that fit beside the signer; a longer list goes below."""


def masthead(head: Letterhead) -> Iterator[Element]:
    """The elements above the opening sentence. A line that is empty in `head` is left out."""
    yield offices(head)
    yield gap(6 * mm)
    yield paragraph(Style.TITLE, run(head.title))
    yield from balanced_paragraphs(Style.TITLE, head.subject, pdf.TITLE, WIDTH)
    yield _rule(head.subject, pdf.TITLE, WIDTH, SHORT_RULE)
    yield gap(4 * mm)


def offices(head: Letterhead, about: str = "") -> Element:
    """The office beside the nation, and below them number, place and date. What a letter is `about` stands
    under its number; empty for other documents."""
    left, right = WIDTH - NATION_WIDTH, NATION_WIDTH
    issuer = [
        *balanced_paragraphs(Style.SUPERIOR, head.superior, pdf.SUPERIOR, left),
        *balanced_paragraphs(Style.ISSUER, head.issuer, pdf.ISSUER, left),
        _rule(head.issuer, pdf.ISSUER, left, SHORT_RULE),
    ]
    nation = [
        paragraph(Style.NATION, run(NATION)),
        paragraph(Style.MOTTO, run(MOTTO)),
        _rule(MOTTO, pdf.MOTTO, right, 1),
    ]
    dated = (
        cell(
            left,
            paragraph(Style.DOCUMENT_NUMBER, run(head.number)),
            *balanced_paragraphs(Style.SUPERIOR, about, pdf.SUPERIOR, left),
        ),
        cell(right, paragraph(Style.PLACE_AND_DATE, run(head.place_and_date))),
    )
    rows = [row((cell(left, *issuer), cell(right, *nation))), row(dated)]
    return table([left, right], rows, ruled=False)


def with_signature(story: Sequence[Element], head: Letterhead) -> list[Element]:
    """`story` with signature and recipients below it.

    The last element of `story` is changed: it gets the property that keeps it on the page of the signature.
    """
    _keep_last_with_next(story[-1])
    recipients = _recipients(head)
    beside = len(recipients) <= _MAX_RECIPIENTS
    signer = [
        *(paragraph(Style.SIGNER, run(text)) for text in head.signer_title),
        *([paragraph(Style.SIGNATURE_NOTE, run(head.signature_note))] if head.signature_note else []),
        gap(ROOM_TO_SIGN),
        paragraph(Style.SIGNER, run(head.signer)),
    ]
    left = WIDTH - SIGNER_WIDTH
    cells = (
        cell(left, *(recipients if beside and recipients else [paragraph(Style.RECIPIENTS)])),
        cell(SIGNER_WIDTH, *signer),
    )
    signature = table([left, SIGNER_WIDTH], [row(cells)], ruled=False)
    space = gap(5 * mm)
    _keep_last_with_next(space)
    return [*story, space, signature, *([] if beside else recipients)]


def _rule(text: str, look: ParagraphStyle, room: float, share: float) -> Element:
    """A centred rule under `text`, `share` of its longest line long: the upper border of an indented
    paragraph. Under an empty text there is only a gap."""
    if not text:
        return gap(6)
    longest = max(pdf.text_width(line, look) for line in balanced_lines(text, look, room))
    indent = twips(max(0.0, (room - longest * share) / 2))
    line = element("top", val="single", sz=6, space=0, color="000000")
    properties = (
        element("pBdr", line),
        element("spacing", before=60, after=0, line=80, lineRule="exact"),
        element("ind", left=indent, right=indent, firstLine=0),
    )
    return paragraph(Style.DOCUMENT_NUMBER, properties=properties)


def _recipients(head: Letterhead) -> list[Element]:
    if not head.recipients:
        return []
    return [
        paragraph(Style.RECIPIENTS_HEADING, run(RECIPIENTS)),
        *(paragraph(Style.RECIPIENTS, run(text)) for text in head.recipients),
    ]


def _keep_last_with_next(last: Element) -> None:
    """Keep a paragraph, or the last row of a table, on the page of what follows."""
    rows = last.findall(qn("w:tr"))
    for properties in (rows[-1] if rows else last).iter(qn("w:pPr")):
        for old in properties.findall(qn("w:keepNext")):
            properties.remove(old)
        properties.insert(1, keep_with_next())
