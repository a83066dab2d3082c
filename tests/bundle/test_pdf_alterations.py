"""The notes on a PDF that other programs altered, whose bundle is read all the same."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random

import pypdfium2
import pytest

from lcweek_desktop.bundle.pdf_alterations import alteration_notes
from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from tests.bundle.altered_pdfs import with_comment, with_empty_signature_field, with_signature, with_update
from tests.bundle.sample_bundles import SCAN_PDF, bundle
from tests.bundle.scenarios.samples import rich
from tests.bundle.small_form import report
from tests.documents.samples import Sample
from tests.factories import FORM

BUNDLE = rich()
MADE = pdf_bytes(Sample(FORM).document(), attachment=BUNDLE)
SIGNED = with_signature(MADE)


def sent(data: bytes) -> bytes:
    return sent_bundle(data, "tệp.pdf")


def changed(pdf: bytes, at: int) -> bytes:
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def test_a_file_as_it_was_made_has_no_notes() -> None:
    assert alteration_notes(MADE) == alteration_notes(BUNDLE) == alteration_notes(b"") == ()
    assert alteration_notes(MADE + b"\r\n") == ()


def test_a_signature_of_another_program_is_seen_and_hides_nothing() -> None:
    with pypdfium2.PdfDocument(SIGNED) as opened:
        assert pypdfium2.raw.FPDF_GetSignatureCount(opened) == 1
    assert SIGNED.startswith(MADE)
    assert sent(SIGNED) == BUNDLE
    assert alteration_notes(SIGNED) == ("pdf-signed",)


def test_a_second_signer_signs_what_the_first_one_signed() -> None:
    twice = with_signature(SIGNED)
    assert sent(twice) == BUNDLE
    assert alteration_notes(twice) == ("pdf-signed",)


def test_more_signatures_than_anybody_gives_are_not_gone_through() -> None:
    """One signature written ever more often, each as long in the checking as the file is large."""
    assert alteration_notes(with_signature(MADE, times=32)) == ("pdf-signed",)
    assert alteration_notes(with_signature(MADE, times=33)) == ("pdf-signed-changed",)


def test_a_field_that_nobody_signed_is_no_signature() -> None:
    assert alteration_notes(with_empty_signature_field(MADE)) == ("pdf-added",)


def test_what_is_appended_after_the_signature_is_noted() -> None:
    assert alteration_notes(with_comment(SIGNED)) == ("pdf-signed-added",)
    assert alteration_notes(SIGNED + b"x") == ("pdf-signed-added",)
    assert alteration_notes(SIGNED + b"\r\n") == ("pdf-signed",)
    assert sent(with_comment(SIGNED)) == BUNDLE


def test_a_signed_byte_that_changed_is_noted_wherever_it_is() -> None:
    """Also in the bundle, which then refuses by itself."""
    random, start, end = Random(4), len(MADE), SIGNED.rindex(b"startxref")
    notes = {alteration_notes(changed(SIGNED, random.randrange(start))) for _ in range(50)}
    assert notes == {("pdf-signed-changed", "pdf-rewritten")}
    cms = SIGNED.rindex(b"/Contents <") + 11
    outside = [at for at in range(start, end) if not cms <= at < cms + 4000]
    notes = {alteration_notes(changed(SIGNED, at)) for at in random.sample(outside, 100)}
    assert ("pdf-signed",) not in notes


@pytest.mark.parametrize(
    "covered",
    [b"0 0000000010 0000000020 0000000030", b"0 0000000000 0000000000 0999999999", b"0 0000000010"],
)
def test_a_signature_that_covers_something_else_than_the_rest_of_the_file_is_none(covered: bytes) -> None:
    start = SIGNED.rindex(b"/ByteRange [") + 12
    forged = SIGNED[:start] + covered.ljust(34) + SIGNED[start + 34 :]
    assert alteration_notes(forged) == ("pdf-signed-changed",)


def test_an_edit_is_noted() -> None:
    page = int(MADE.split(b"/Kids [ ")[1].split()[0])
    edited = with_update(MADE, {page: b"<< /Type /Page /MediaBox [0 0 300 300] >>"})
    assert alteration_notes(edited) == alteration_notes(with_comment(MADE)) == ("pdf-added",)
    assert sent(edited) == BUNDLE


def test_every_damaged_bit_is_noted_or_refused() -> None:
    random = Random(5)
    for _ in range(100):
        damaged = changed(MADE, random.randrange(len(MADE)))
        try:
            same = sent(damaged) == BUNDLE
        except KnownError:
            continue
        assert alteration_notes(damaged) == ("pdf-rewritten",) or not same


def test_the_signature_on_a_scan_inside_is_not_one_on_the_report() -> None:
    outer = pdf_bytes(Sample(FORM).document(), attachment=bundle(report(), scans=[SIGNED]))
    assert SIGNED in outer
    assert alteration_notes(outer) == ()
    assert alteration_notes(with_signature(outer)) == ("pdf-signed",)


def test_a_copy_cut_short_says_so_and_gives_its_bundle_as_long_as_that_is_whole() -> None:
    random, end = Random(6), MADE.index(BUNDLE) + len(BUNDLE)
    for at in (end, end + 1, *(random.randrange(end, len(MADE) - 7) for _ in range(40))):
        assert sent(MADE[:at]) == BUNDLE
        assert alteration_notes(MADE[:at]) == ("pdf-cut",)


@pytest.mark.parametrize(
    "options",
    [
        ("--linearize",),
        ("--object-streams=generate",),
        ("--linearize", "--object-streams=generate"),
        ("--qdf",),
    ],
    ids=" ".join,
)
def test_a_pdf_written_anew_is_read_and_noted(
    options: tuple[str, ...], outside: Callable[[str], Path], tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(MADE)
    subprocess.run([outside("qpdf"), *options, "a.pdf", "b.pdf"], cwd=tmp_path, check=True)
    anew = (tmp_path / "b.pdf").read_bytes()
    assert sent(anew) == BUNDLE
    assert alteration_notes(anew) == ("pdf-rewritten",)


def test_a_pdf_written_anew_and_then_signed_says_both(outside: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(MADE)
    subprocess.run([outside("qpdf"), "--qdf", "a.pdf", "b.pdf"], cwd=tmp_path, check=True)
    both = with_signature((tmp_path / "b.pdf").read_bytes())
    assert sent(both) == BUNDLE
    assert alteration_notes(both) == ("pdf-signed", "pdf-rewritten")


@pytest.mark.parametrize("made", [with_signature, with_empty_signature_field, with_comment])
def test_the_updates_of_these_tests_are_sound(
    made: Callable[[bytes], bytes], outside: Callable[[str], Path], tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(made(MADE))
    answer = subprocess.run(
        [outside("qpdf"), "--check", tmp_path / "a.pdf"], capture_output=True, check=False
    )
    assert (answer.returncode, answer.stderr) == (0, b"")


def test_a_pdf_of_somebody_else_with_room_for_a_seal_is_not_ours() -> None:
    assert alteration_notes(SCAN_PDF) == ("pdf-rewritten",)
    assert alteration_notes(b"%PDF-1.7") == ("pdf-cut",)
