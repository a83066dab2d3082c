"""Signed paper as it leaves the printer, and as somebody else might have made it."""

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


def paper(office: Office, name: str = "giay.pdf") -> Path:
    """The signed report of `office`, printed."""
    target = office.folder / name
    print_report(office.workspace, target, final=True)
    return target


def pages(pdf: Path) -> Iterator[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        for each in document:
            yield each.render(scale=200 / 72).to_pil().convert("RGB")


def signed_page(pdf: Path) -> Image.Image:
    """The first of the pages with a code."""
    with pypdfium2.PdfDocument(pdf) as document:
        at = next(n for n, each in enumerate(document) if "Mã khóa" in each.get_textpage().get_text_bounded())
    return list(pages(pdf))[at]


def drawn(payload: bytes, target: Path) -> Path:
    """A report whose code carries `payload`."""
    code = PaperCode(payload, "A", "B")
    target.write_bytes(pdf_bytes(replace(Sample(FORM).document(), code=code)))
    return target


def payload(office: Office) -> bytes:
    """What the code of the last frozen report of `office` carries."""
    last = office.context.store.revisions.latest(office.workspace.unit.id, office.workspace.campaign)
    assert last is not None
    return last.paper


def changed(office: Office, number: int, key: SigningKey) -> Path:
    """The paper of `office` with another number of 1.1, signed with `key`."""
    said = decode_paper(office.form, payload(office))
    other = encode_paper(office.form, said.head, {**said.figures, COUNT: number}, said.lines)
    return drawn(sign_paper(key, other), office.folder / "sua.pdf")
