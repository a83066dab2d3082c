"""The bundle in a PDF that other programs have handled: unpacked by the worker process, within its bounds."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.embedded_bundle import ATTACHMENT_NAME
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from tests.bundle.sample_bundles import SCAN_PDF, bundle, pdf
from tests.bundle.scenarios.samples import minimal, rich
from tests.bundle.small_form import report

GOOD = rich()
HYBRID = pdf({ATTACHMENT_NAME: GOOD})


def sent(data: bytes) -> bytes:
    return sent_bundle(data, "tệp.pdf")


def refusal(data: bytes) -> str:
    with pytest.raises(KnownError) as refused:
        sent(data)
    return refused.value.code


def test_an_attachment_whose_name_is_no_text_is_judged_by_what_it_is() -> None:
    name, broken = b"/UF (bao-cao.lcweek)", b"/UF <FEFFD8000041>  "
    assert sent(HYBRID.replace(name, broken)) == GOOD
    assert refusal(pdf({ATTACHMENT_NAME: b"PK"}).replace(name, broken)) == "bundle-pdf-plain"


def test_attachments_that_unpack_to_more_than_any_bundle_are_not_read_to_the_end() -> None:
    zeros = bytes(caps.MAX_FILE_BYTES)
    assert refusal(pdf({f"{number}.bin": zeros for number in range(5)}, level=9)) == "intake-pdf-unpacks"
    assert refusal(pdf({ATTACHMENT_NAME: zeros + b"0"}, level=9)) == "bundle-too-large"


def test_an_attachment_that_was_deflated_is_read() -> None:
    assert sent(pdf({ATTACHMENT_NAME: GOOD}, level=9)) == GOOD
    assert refusal(pdf({"a.lcweek": GOOD, "b.lcweek": minimal().to_bytes()}, level=9)) == "bundle-pdf-several"


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("bundle-pdf-plain", SCAN_PDF),
        ("bundle-pdf-plain", pdf({"bao-cao.xlsx": b"PK"})),
        ("bundle-pdf-plain", pdf({ATTACHMENT_NAME: b""})),
        ("bundle-pdf-damaged", b"%PDF-1.7"),
    ],
)
def test_a_pdf_without_a_bundle_says_why(code: str, data: bytes) -> None:
    assert refusal(data) == code


@pytest.mark.parametrize("lost", [b"startxref", b"/Filter /FlateDecode /Length "])
def test_where_the_parts_of_a_pdf_are_lost_no_bundle_of_a_scan_inside_is_found(lost: bytes) -> None:
    """Guessing where they are, PDFium finds those of the scan; packing left that one as it is."""
    later = bundle(report(), scans=[HYBRID])
    packed = pdf({ATTACHMENT_NAME: later}, level=0)
    assert (HYBRID in packed, sent(packed)) == (True, later)
    at = packed.rindex(lost) + len(lost)
    assert refusal(packed[:at] + b"9" + packed[at:]) in ("bundle-pdf-damaged", "bundle-pdf-cut")


@pytest.mark.parametrize(
    "options",
    [
        ("--stream-data=compress", "--compression-level=9", "--recompress-flate"),
        ("--linearize", "--object-streams=generate"),
        ("--qdf",),
    ],
    ids=lambda options: options[0],
)
def test_a_pdf_written_anew_by_qpdf_still_carries_it(
    options: tuple[str, ...], outside: Callable[[str], Path], tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(HYBRID)
    subprocess.run([outside("qpdf"), *options, "a.pdf", "b.pdf"], cwd=tmp_path, check=True)
    assert sent((tmp_path / "b.pdf").read_bytes()) == GOOD


@pytest.mark.parametrize("password", ["user", ""])
def test_a_pdf_under_a_password_or_locked_says_so(
    password: str, outside: Callable[[str], Path], tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(HYBRID)
    options = ["--object-streams=generate", "--encrypt", password, "owner", "256", "--"]
    subprocess.run([outside("qpdf"), *options, "a.pdf", "b.pdf"], cwd=tmp_path, check=True)
    assert refusal((tmp_path / "b.pdf").read_bytes()) == "intake-pdf-locked"


def test_a_pdf_printed_anew_has_lost_it(outside: Callable[[str], Path], tmp_path: Path) -> None:
    """Printing to PDF keeps only the pages."""
    (tmp_path / "a.pdf").write_bytes(HYBRID)
    subprocess.run([outside("qpdf"), "--empty", "--pages", "a.pdf", "--", "b.pdf"], cwd=tmp_path, check=True)
    assert refusal((tmp_path / "b.pdf").read_bytes()) == "bundle-pdf-plain"
