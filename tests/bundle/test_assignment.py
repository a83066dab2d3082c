"""An assignment is written and read as docs/bundle-format.md says, and no bit of it can be another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lcweek_desktop.bundle.assignment import AssignmentFile, read_assignment_file
from lcweek_desktop.bundle.campaign import read_campaign_file
from lcweek_desktop.bundle.draft import read_draft_file
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.domain.terms import Terms
from lcweek_desktop.errors import KnownError
from tests.bundle.sample_assignments import BARE, TERMS, WHOLE, assignment_file
from tests.bundle.sample_bundles import bundle, key_of
from tests.bundle.sample_campaigns import campaign_file
from tests.bundle.small_form import COMMUNE, FORM, FORMS, SCHOOL, report


def read(data: bytes) -> AssignmentFile:
    return read_assignment_file(data, FORMS, {})


def refusal(data: bytes) -> str:
    with pytest.raises(KnownError) as refused:
        read(data)
    return refused.value.code


def test_what_was_written_is_read() -> None:
    file = read(assignment_file())
    assert (file.content, file.key) == (WHOLE, key_of(COMMUNE).public)
    assert file.place is not None
    assert (file.place.unit, file.place.form, file.campaign) == (SCHOOL, FORM, None)
    assert file.known(SCHOOL.code).revision == 3
    assert file.known(COMMUNE.code).keys == ()


def test_the_same_is_written_in_the_same_bytes() -> None:
    assert assignment_file() == assignment_file()
    assert assignment_file(issue=2) != assignment_file()


def test_the_campaign_comes_along_unchanged() -> None:
    file = read_assignment_file(assignment_file(campaign=campaign_file()), {}, {})
    assert file.campaign_bytes == campaign_file()
    assert file.place is not None and file.place.form.hash == FORM.hash


@pytest.mark.parametrize("content", [WHOLE, BARE], ids=["whole", "bare"])
def test_no_bit_can_be_another(content: object) -> None:
    data = assignment_file(WHOLE if content is WHOLE else BARE)
    for at in range(0, 8 * len(data), 97):  # each place in a byte, all over the file
        flipped = bytearray(data)
        flipped[at // 8] ^= 1 << (at % 8)
        assert refusal(bytes(flipped)).startswith(("bundle-", "key-"))


def test_it_is_taken_for_nothing_else() -> None:
    assert refusal(bundle(report())) == "report-not-assignment"
    data, codes = assignment_file(), []
    for other in (lambda: read_bundle(data, FORMS), lambda: read_campaign_file(data)):
        with pytest.raises(KnownError) as refused:
            other()
        codes.append(refused.value.code)
    with pytest.raises(KnownError) as refused:
        read_draft_file(data, FORMS, {})
    assert [*codes, refused.value.code] == ["assignment-not-report"] * 2 + ["report-not-draft"]


def test_nothing_is_written_that_a_reader_refuses() -> None:
    too_long = replace(WHOLE, terms=Terms(TERMS.deadline, "ạ" * 501))
    with pytest.raises(KnownError) as refused:
        assignment_file(too_long)
    assert refused.value.code == "bundle-assignment"


def test_terms_set_the_deadline_and_leave_the_structure() -> None:
    applied = TERMS.applied(FORM)
    assert TERMS.deadline is not None
    assert applied.campaign.deadline == TERMS.deadline.day
    assert applied.hash == FORM.hash
    assert Terms().applied(FORM) is FORM
