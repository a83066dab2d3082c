"""What kind of file it is, and the bundle that it is or stores."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.embedded_bundle import ATTACHMENT_NAME
from lcweek_desktop.bundle.sent_file import bundle_in
from lcweek_desktop.errors import KnownError
from tests.bundle.sample_bundles import SCAN_PDF, pdf
from tests.bundle.scenarios.samples import minimal, rich

GOOD = rich()
HYBRID = pdf({ATTACHMENT_NAME: GOOD})


def refusal(data: bytes) -> str:
    with pytest.raises(KnownError) as refused:
        bundle_in(data)
    return refused.value.code


def test_a_bundle_is_itself_and_a_pdf_gives_its_own() -> None:
    assert bundle_in(GOOD) is GOOD
    assert bundle_in(HYBRID) == GOOD
    assert bundle_in(b"From: a@b\r\n\r\n" + HYBRID) == GOOD


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("bundle-empty", b""),
        ("bundle-picture", b"\xff\xd8\xff\xe0"),
        ("bundle-picture", b"\x89PNG\r\n\x1a\n"),
        ("bundle-picture", b"GIF89a"),
        ("bundle-picture", b"RIFF\0\0\0\0WEBPVP8 "),
        ("bundle-picture", b"\0\0\0\x18ftypheic"),
        ("bundle-picture", b"BM\x36\0\0\0\0\0\0\0"),
        ("bundle-picture", b"II*\0"),
        ("bundle-foreign", b"BM is how this text begins"),
        ("bundle-foreign", b"PK\x03\x04" + bytes(26) + b"word/document.xml"),
        ("bundle-foreign", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("bundle-container", GOOD[30:]),
    ],
)
def test_every_other_file_has_its_own_code(code: str, data: bytes) -> None:
    assert refusal(data) == code


@pytest.mark.parametrize(
    "data", [SCAN_PDF, pdf({"bao-cao.xlsx": b"PK"}), pdf({ATTACHMENT_NAME: b""}), b"%PDF-1.7"]
)
def test_a_pdf_that_stores_no_bundle_gives_none(data: bytes) -> None:
    assert bundle_in(data) is None


def test_a_file_above_the_cap_is_not_looked_into() -> None:
    assert refusal(HYBRID + bytes(caps.MAX_FILE_BYTES)) == "bundle-too-large"


def test_the_same_bundle_twice_is_one() -> None:
    assert bundle_in(pdf({"a.lcweek": GOOD, "b.lcweek": GOOD})) == GOOD
    assert refusal(pdf({"a.lcweek": GOOD, "b.lcweek": minimal().to_bytes()})) == "bundle-pdf-several"


def test_another_programs_incremental_update_does_not_hide_it() -> None:
    """A viewer saves a comment like this: new objects follow the end, and the old bytes stay untouched."""
    start = HYBRID.rindex(b"startxref\n") + 10
    before = HYBRID[start : HYBRID.index(b"\n", start)]
    page = b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>\nendobj\n"
    table = b"xref\n3 1\n%010d 00000 n \n" % len(HYBRID)
    trailer = b"trailer\n<< /Size 6 /Root 1 0 R /Prev %b >>\n" % before
    at = len(HYBRID) + len(page)
    assert bundle_in(HYBRID + page + table + trailer + b"startxref\n%d\n%%%%EOF\n" % at) == GOOD


@pytest.mark.parametrize("name", ["ok-minimal.lcweek", "hybrid.pdf"])
def test_a_program_that_meets_files_as_they_were_sent_does_not_load_pdfium(bundles: Path, name: str) -> None:
    code = (
        "import sys; from pathlib import Path; from lcweek_desktop.bundle.sent_file import bundle_in\n"
        f"bundle_in(Path({str(bundles / name)!r}).read_bytes())\n"
        "print('pypdfium2' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert answer.stdout.split() == ["False"]
