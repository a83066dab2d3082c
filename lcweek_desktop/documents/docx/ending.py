"""The end of the report: signer beside Nơi nhận, never alone on a page. Source: decree-30.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.oxml.ns import qn
from reportlab.lib.units import mm

from lcweek_desktop.documents.document import RECIPIENTS
from lcweek_desktop.documents.docx.masthead import gap
from lcweek_desktop.documents.docx.tables import cell, row, table
from lcweek_desktop.documents.docx.xml import Element, keep, paragraph, run
from lcweek_desktop.documents.pdf.page import WIDTH
from lcweek_desktop.domain.letterhead import Letterhead

_SIGNER_WIDTH: Final = 88 * mm
_ROOM_TO_SIGN: Final = 32 * mm
_MOST_RECIPIENTS: Final = 24
"""More lines than this would not fit beside the signer: they go under."""


def signed(story: Sequence[Element], head: Letterhead) -> list[Element]:
    """`story` with the signature under it, its last paragraph kept on the signature's page."""
    _keep_last(story[-1])
    recipients = _recipients(head)
    beside = len(recipients) <= _MOST_RECIPIENTS
    signer = [
        *(paragraph("NguoiKy", run(text)) for text in head.signer_title),
        paragraph("KyTenDongDau", run(head.signature_note)),
        gap(_ROOM_TO_SIGN),
        paragraph("NguoiKy", run(head.signer)),
    ]
    left = WIDTH - _SIGNER_WIDTH
    cells = (
        cell(left, *(recipients if beside and recipients else [paragraph("NoiNhanDong")])),
        cell(_SIGNER_WIDTH, *signer),
    )
    signature = table([left, _SIGNER_WIDTH], [row(cells)], lines=False)
    return [*story, _kept_gap(5 * mm), signature, *([] if beside else recipients)]


def _recipients(head: Letterhead) -> list[Element]:
    if not head.recipients:
        return []
    return [
        paragraph("NoiNhan", run(RECIPIENTS)),
        *(paragraph("NoiNhanDong", run(text)) for text in head.recipients),
    ]


def _keep_last(last: Element) -> None:
    """A paragraph, or the last row of a table."""
    rows = last.findall(qn("w:tr"))
    for each in (rows[-1] if rows else last).iter(qn("w:pPr")):
        for loose in each.findall(qn("w:keepNext")):
            each.remove(loose)
        each.insert(1, keep())


def _kept_gap(height: float) -> Element:
    empty = gap(height)
    _keep_last(empty)
    return empty
