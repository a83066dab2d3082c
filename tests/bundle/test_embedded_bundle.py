"""The bundle in a PDF as our program writes it: found from the front, whatever was done to the rest."""

from __future__ import annotations

from random import Random

import pytest

from lcweek_desktop.bundle.embedded_bundle import ATTACHMENT_NAME, embedded_bundle
from lcweek_desktop.bundle.pdf_streams import streams
from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.errors import KnownError
from tests.bundle.sample_bundles import bundle, pdf
from tests.bundle.scenarios.samples import minimal, rich
from tests.bundle.small_form import report
from tests.documents.samples import Sample
from tests.factories import FORM

EARLIER = rich()
EARLIER_PDF = pdf_bytes(Sample(FORM).document(), attachment=EARLIER)
LATER = bundle(report(), scans=[EARLIER_PDF])
LATER_PDF = pdf_bytes(Sample(FORM).document(), attachment=LATER)


def outcome(data: bytes) -> bytes | str | None:
    """The bundle that is found, the code of the refusal, or None."""
    try:
        return embedded_bundle(data)
    except KnownError as error:
        return error.code


def test_a_pdf_of_ours_gives_its_bundle() -> None:
    assert outcome(EARLIER_PDF) == EARLIER
    assert outcome(pdf({ATTACHMENT_NAME: minimal().to_bytes()})) == minimal().to_bytes()


@pytest.mark.parametrize(("whole", "part"), [(EARLIER_PDF, EARLIER), (LATER_PDF, LATER)])
def test_a_pdf_cut_anywhere_gives_its_whole_bundle_or_none(whole: bytes, part: bytes) -> None:
    random, start, end = Random(11), whole.index(part), whole.index(part) + len(part)
    for at in (start + 64, end - 1, *(random.randrange(start + 64, end) for _ in range(100))):
        assert outcome(whole[:at]) == "bundle-pdf-cut"
    for at in (end, end + 1, *(random.randrange(end, len(whole)) for _ in range(100))):
        assert outcome(whole[:at]) == part


@pytest.mark.parametrize("level", [0, 9])
def test_a_pdf_whose_packed_bundle_is_cut_off_gives_nothing_of_the_scan_inside(level: int) -> None:
    """Packing leaves what it cannot make smaller as it is, so the scan may stand there byte by byte."""
    small = pdf({ATTACHMENT_NAME: EARLIER})
    later = bundle(report(), scans=[small])
    packed = pdf({ATTACHMENT_NAME: later}, level=level)
    assert (small in packed) == (level == 0)
    assert outcome(packed) is None
    for at in range(
        packed.rindex(b"PK\x05\x06") - 300 if level == 0 else 400, packed.rindex(b"\nendstream"), 7
    ):
        assert outcome(packed[:at]) == "bundle-pdf-cut"


def test_damage_elsewhere_does_not_hide_the_bundle() -> None:
    random, end = Random(12), LATER_PDF.index(LATER) + len(LATER) + len("\nendstream")
    for at in random.sample(range(end, len(LATER_PDF)), 200):
        damaged = LATER_PDF[:at] + bytes([LATER_PDF[at] ^ 1 << random.randrange(8)]) + LATER_PDF[at + 1 :]
        assert outcome(damaged) == LATER


def test_bytes_lost_within_the_bundle_never_bring_up_the_one_inside() -> None:
    random, start = Random(13), LATER_PDF.index(LATER)
    for _ in range(200):
        first = random.randrange(9, start + 2_000)
        last = random.randrange(max(first, start) + 1, start + len(LATER))
        assert outcome(LATER_PDF[:first] + LATER_PDF[last:]) != EARLIER


def test_a_length_that_another_object_has_is_left_to_who_reads_the_whole_pdf() -> None:
    hybrid = pdf({ATTACHMENT_NAME: EARLIER})
    assert outcome(hybrid.replace(b"/Length %d " % len(EARLIER), b"/Length 9 0 R ")) is None


def test_the_scan_goes_through_every_stream_of_our_pdf_and_of_no_other() -> None:
    found = [*streams(LATER_PDF)]
    assert all(stream.end == stream.start + (stream.length or 0) for stream in found)
    assert LATER in [LATER_PDF[stream.start : stream.end] for stream in found]
    assert len(found) == EARLIER_PDF.count(b"endstream")
