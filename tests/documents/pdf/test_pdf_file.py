"""The hybrid PDF holds the bundle byte for byte and is a sound PDF.

Source: docs/bundle-format.md, A bundle in a PDF.
"""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.documents.report_document import Watermark
from tests.documents.reading import pages
from tests.documents.samples import Sample, pictures
from tests.factories import FORM

BUNDLES = {
    "one byte": b"P",
    "text that ends a stream": b"endstream\r\nendobj\n%%EOF\n",
    "noise": random.Random(7).randbytes(300_000),
    "ends with a line": bytes(1000) + b"\n",
}


def hybrid(bundle: bytes) -> bytes:
    return pdf_bytes(Sample(FORM, photos=pictures(1)).document(), attachment=bundle)


@pytest.mark.parametrize("name", BUNDLES)
def test_the_bundle_is_read_back_as_it_was(name: str) -> None:
    with pypdfium2.PdfDocument(hybrid(BUNDLES[name])) as document:
        assert document.count_attachments() == 1
        attachment = document.get_attachment(0)
        assert attachment.get_name() == "bao-cao.lcweek"
        assert bytes(attachment.get_data()) == BUNDLES[name]


def test_it_stands_uncompressed_and_belongs_to_the_document_as_data() -> None:
    data = hybrid(BUNDLES["noise"])
    assert BUNDLES["noise"] in data
    assert b"/AFRelationship /Data" in data
    assert b"/Subtype /application#2Fvnd.lcweek+zip" in data


@pytest.fixture
def qpdf(outside: Callable[[str], Path]) -> Callable[..., bytes]:
    """`qpdf(file, "--check")` runs it on `file`; a fault or a warning fails the test."""

    def run(file: Path, *options: str) -> bytes:
        answer = subprocess.run([outside("qpdf"), *options, file], capture_output=True, check=False)
        assert (answer.returncode, answer.stderr) == (0, b"")
        return answer.stdout

    return run


@pytest.mark.parametrize("name", BUNDLES)
def test_another_program_finds_no_fault_and_the_same_bundle(
    name: str, qpdf: Callable[..., bytes], tmp_path: Path
) -> None:
    file = tmp_path / "báo cáo.pdf"
    file.write_bytes(hybrid(BUNDLES[name]))
    qpdf(file, "--check")
    assert qpdf(file, "--show-attachment=bao-cao.lcweek") == BUNDLES[name]


def test_the_catalog_names_it_as_an_associated_file(qpdf: Callable[..., bytes], tmp_path: Path) -> None:
    file = tmp_path / "báo cáo.pdf"
    file.write_bytes(hybrid(b"PK"))
    catalog, number, *_ = qpdf(file, "--show-object=trailer").split(b"/Root ")[1].split()
    shown = qpdf(file, f"--show-object={catalog.decode()},{number.decode()}")
    assert re.search(rb"/AF \[ \d+ 0 R \]", shown)


def test_a_plain_pdf_is_without_fault_too(qpdf: Callable[..., bytes], tmp_path: Path) -> None:
    file = tmp_path / "báo cáo.pdf"
    file.write_bytes(pdf_bytes(Sample(FORM, photos=pictures(1), watermark=Watermark.DRAFT).document()))
    qpdf(file, "--check")


def test_the_pages_are_the_same_with_and_without_it() -> None:
    assert pages(hybrid(BUNDLES["noise"])) == pages(pdf_bytes(Sample(FORM, photos=pictures(1)).document()))


def test_the_same_report_and_bundle_give_the_same_bytes() -> None:
    assert hybrid(b"PK") == hybrid(b"PK")
