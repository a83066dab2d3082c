"""Signed paper as it comes out of the printer, and with another payload."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image

from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.bundle.paper import decode_paper, encode_paper, sign_paper
from lcweek_desktop.documents.document import PaperCode
from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.services.output.printing import print_report
from tests.documents.samples import Sample
from tests.factories import FORM
from tests.services.office import Office

COUNT: Final = Cell(RowKey("1.1"), MeasureKey("count"))
"""The cell that `altered_paper` changes."""


def print_signed(office: Office, name: str = "giay.pdf") -> Path:
    """Freeze and print the report of `office`; return the PDF."""
    target = office.folder / name
    print_report(office.workspace, target, final=True)
    return target


def page_images(pdf: Path) -> Iterator[Image.Image]:
    """The pages as pictures of 200 dots per inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        for each in document:
            yield each.render(scale=200 / 72).to_pil().convert("RGB")


def signed_page(pdf: Path) -> Image.Image:
    """A picture of the first page that has a paper code."""
    with pypdfium2.PdfDocument(pdf) as document:
        at = next(n for n, each in enumerate(document) if "Mã khóa" in each.get_textpage().get_text_bounded())
    return list(page_images(pdf))[at]


def pdf_with_code(payload: bytes, target: Path) -> Path:
    """Write the PDF of a report whose paper code holds `payload` to `target`."""
    code = PaperCode(payload, "A", "B")
    target.write_bytes(pdf_bytes(replace(Sample(FORM).document(), code=code)))
    return target


def signed_payload(office: Office) -> bytes:
    """The payload in the paper code of the last frozen report of `office`."""
    last = office.context.store.revisions.latest(office.workspace.unit.id, office.workspace.campaign)
    assert last is not None
    return last.paper


def altered_paper(office: Office, number: int, key: SigningKey, cell: Cell = COUNT) -> Path:
    """The paper of the last frozen report with another number in `cell`, signed with `key`."""
    paper = decode_paper(office.form, signed_payload(office))
    other = encode_paper(office.form, paper.head, {**paper.figures, cell: number}, paper.lines)
    return pdf_with_code(sign_paper(key, other), office.folder / "sua.pdf")
