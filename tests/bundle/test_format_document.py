"""docs/bundle-format.md says what the program does: its codes, its caps, its examples."""

from __future__ import annotations

import re

import pytest

from dev import ROOT
from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.embedded_bundle import ATTACHMENT_NAME
from lcweek_desktop.bundle.shortcode import ALPHABET
from lcweek_desktop.bundle.signature import UNTRUSTED_COMMENT
from lcweek_desktop.catalogue import CATALOGUE, papers
from lcweek_desktop.documents.pdf import pdf_file
from tests.bundle.scenarios.samples import minimal

TEXT = (ROOT / "docs" / "bundle-format.md").read_text(encoding="utf-8")
PAPER = (ROOT / "docs" / "paper-code.md").read_text(encoding="utf-8")
OUTCOMES = [code for code in papers.PROBLEMS if not code.startswith("signed-")]
READING = ["key-malformed", "key-weak"] + [
    code
    for code in CATALOGUE
    if code.startswith(("bundle-", "paper-", "pdf-"))
    and not code.startswith("bundle-write-")
    and code not in OUTCOMES
]


@pytest.mark.parametrize("code", READING)
def test_every_code_of_reading_is_in_the_document(code: str) -> None:
    assert f"`{code}`" in TEXT


@pytest.mark.parametrize("code", OUTCOMES)
def test_every_outcome_of_reading_paper_is_in_its_document(code: str) -> None:
    assert f"`{code}`" in PAPER


def test_every_code_in_the_document_is_in_the_catalogue() -> None:
    named = set(re.findall(r"`((?:bundle|key|paper|pdf)-[a-z-]+)`", TEXT))
    assert named <= set(CATALOGUE)


@pytest.mark.parametrize("key", [*minimal().manifest, *minimal().manifest["totals"]])
def test_every_key_of_the_manifest_is_explained(key: str) -> None:
    assert re.search(rf"`(totals\.)?{key}`", TEXT)


def test_caps_and_constants_are_those_of_the_program() -> None:
    mib, kib = 1 << 20, 1 << 10
    for phrase in (
        f"at most {caps.MAX_FILE_BYTES // mib} MiB",
        f"{caps.MAX_MANIFEST_BYTES // kib} KiB",
        f"{caps.MAX_REPORT_BYTES // mib} MiB; with members {caps.MAX_ROLLUP_BYTES // mib} MiB",
        f"≤ {caps.MAX_PHOTOS} | {caps.MAX_PHOTO_BYTES // mib} MiB each",
        f"≤ {caps.MAX_SCANS} | {caps.MAX_SCAN_BYTES // mib} MiB each",
        f"at most {caps.MAX_ENTRIES} entries",
        f"at most {caps.MAX_STRING_BYTES // kib} KiB in UTF-8",
        f"at most {caps.MAX_DEPTH} deep, in a report with members {caps.MAX_ROLLUP_DEPTH}",
        f"at most {caps.MAX_VALUES:,} values, a report with members {caps.MAX_ROLLUP_VALUES:,}",
        f"at most {caps.MAX_PHOTO_PIXELS:,} pixels",
        f"0 to {caps.MAX_RESTORED:,}",
        f"untrusted comment: {UNTRUSTED_COMMENT}\n",
        f"`{ALPHABET}`",
        f"`{ATTACHMENT_NAME}`",
        f"/Subtype /{pdf_file.ATTACHMENT_TYPE.replace('/', '#2F')}",
    ):
        assert phrase in TEXT, phrase


def test_the_pdf_is_written_with_the_name_that_is_looked_for() -> None:
    """documents/ writes the attachment and bundle/ names it; the two rooms do not know each other."""
    assert pdf_file.ATTACHMENT_NAME == ATTACHMENT_NAME
