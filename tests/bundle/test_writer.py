"""Writing: what goes in comes out again, once made it stays, and nothing that a reader refuses leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.container import MANIFEST, SIGNATURE, read_container
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.bundle.writer import Envelope, FrozenReport, freeze, write_bundle
from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.domain.form import Cell, Form, HeadingKey, RowKey
from lcweek_desktop.domain.narrative import Paragraph, TextRun
from lcweek_desktop.domain.report import Content, OwnLine, Photo, Report, SignOff
from lcweek_desktop.errors import BugError, KnownError
from tests.bundle.sample_bundles import JPEG, SCAN_PDF, as_member, bundle, frozen, jpeg, key_of
from tests.bundle.scenarios.samples import PHOTOS, commune
from tests.bundle.small_form import (
    COMMUNE,
    COUNT,
    FORM,
    FORMS,
    MINIMAL,
    PEOPLE,
    SCHOOL,
    SIGNOFF,
    figures,
    report,
    rich_content,
)
from tests.factories import FORMS as REAL_FORMS
from tests.factories import reports, signoffs


def with_photos(drawn: Report) -> tuple[Report, list[bytes]]:
    """The report with real pictures for the photos it lists."""
    pictures = [jpeg(str(at)) for at, _ in enumerate(drawn.content.photos)]
    photos = tuple(
        replace(photo, sha256=sha256_hex(picture))
        for photo, picture in zip(drawn.content.photos, pictures, strict=True)
    )
    return replace(drawn, content=replace(drawn.content, photos=photos)), pictures


@given(st.data())
def test_any_report_is_read_as_it_was_written(data: st.DataObject) -> None:
    form: Form = data.draw(st.sampled_from(REAL_FORMS))
    written, pictures = with_photos(data.draw(reports(form, depth=0)))
    signoff: SignOff = data.draw(signoffs())
    issue = data.draw(st.integers(1, 1000))
    restored = data.draw(st.integers(0, caps.MAX_RESTORED))
    around: dict[str, Any] = {"signoff": signoff, "issue": issue, "restored": restored}
    made = bundle(written, form=form, photos=pictures, scans=[SCAN_PDF], **around)
    read = read_bundle(made, {form.campaign.id: form})
    assert read.report == written
    assert read.signoff == signoff
    assert (read.manifest.issue, read.manifest.revision) == (issue, written.revision)
    assert read.manifest.restored == restored
    assert set(read.photos.values()) == set(pictures)
    assert read.scans == (SCAN_PDF,)


def rich_report() -> Report:
    return report(content=rich_content({sha256_hex(photo): "Ảnh" for photo in PHOTOS}))


def test_the_same_is_the_same_to_the_byte() -> None:
    once = bundle(rich_report(), photos=PHOTOS, scans=[SCAN_PDF, JPEG])
    assert bundle(rich_report(), photos=PHOTOS, scans=[SCAN_PDF, JPEG]) == once
    assert bundle(rich_report(), photos=PHOTOS[::-1], scans=[JPEG, SCAN_PDF, JPEG]) == once


def test_what_is_frozen_stays_when_the_sign_off_changes() -> None:
    """Adding the number or a scan only raises the issue (docs/merging.md, Freezing)."""
    before = parts(bundle(rich_report(), photos=PHOTOS))
    after = parts(
        bundle(
            rich_report(),
            photos=PHOTOS,
            signoff=replace(SIGNOFF, number="13"),
            scans=[SCAN_PDF],
            issue=2,
        )
    )
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {MANIFEST, SIGNATURE, "signoff.json", f"scans/{sha256_hex(SCAN_PDF)}.pdf"}


def parts(made: bytes) -> dict[str, bytes]:
    return {name: bytes(data) for name, data in read_container(made)}


def test_photos_that_the_report_does_not_list_stay_at_home() -> None:
    made = write(photos={sha256_hex(JPEG): JPEG})
    assert not [name for name in parts(made) if name.startswith("photos/")]


def write(**changes: Any) -> bytes:
    """The minimal report's bundle, with some of what goes in changed."""
    written: Report = changes.get("report", report(content=MINIMAL))
    envelope = Envelope(COMMUNE.code, changes.get("signoff", SIGNOFF), changes.get("scans", ()))
    key = changes.get("key", key_of(SCHOOL))
    return write_bundle(FORM, frozen(written), envelope, changes.get("photos", {}), key)


def refusal(call: Callable[[], object]) -> KnownError:
    with pytest.raises(KnownError) as refused:
        call()
    return refused.value


def test_another_key_does_not_sign_what_was_frozen() -> None:
    assert refusal(lambda: write(key=key_of(COMMUNE))).code == "key-other"


def listing(photo: bytes) -> Report:
    return report(content=Content(photos=(Photo(sha256_hex(photo), "Lễ khai mạc"),)))


@pytest.mark.parametrize(
    "photo",
    [
        b"",
        b"\x89PNG",
        JPEG + bytes(caps.MAX_PHOTO_BYTES),
        JPEG.replace(b"\0\x0c\0\x10\1", b"\xff\xff\xff\xff\1"),
    ],
)
def test_a_photo_that_a_reader_would_refuse_is_named(photo: bytes) -> None:
    error = refusal(lambda: write(report=listing(photo), photos={sha256_hex(photo): photo}))
    assert error.code == "bundle-write-photo"
    assert "Lễ khai mạc" in error.message


def test_a_photo_that_is_lost_or_was_changed_is_named() -> None:
    assert refusal(lambda: write(report=listing(JPEG))).code == "bundle-write-photo"
    changed = {sha256_hex(JPEG): jpeg("khác")}
    assert refusal(lambda: write(report=listing(JPEG), photos=changed)).code == "bundle-write-photo"


@pytest.mark.parametrize(
    "scans", [[b"GIF89a"], [SCAN_PDF + bytes(caps.MAX_SCAN_BYTES)], [jpeg(name) for name in "abcd"]]
)
def test_a_scan_that_a_reader_would_refuse_is_refused(scans: list[bytes]) -> None:
    assert refusal(lambda: write(scans=scans)).code == "bundle-write-scan"


@pytest.mark.parametrize("name", ["a\nb", "ạ" * caps.MAX_STRING_BYTES])
def test_a_sign_off_that_a_reader_would_refuse_is_refused(name: str) -> None:
    assert refusal(lambda: write(signoff=SignOff(name=name))).code == "bundle-write-signoff"


def test_a_sign_off_above_its_cap_is_refused() -> None:
    recipients = ("Phòng GD&ĐT" * 5000,) * 5
    assert refusal(lambda: write(signoff=SignOff(recipients=recipients))).code == "bundle-write-signoff"


def test_a_file_above_the_cap_is_refused() -> None:
    pictures = [jpeg(str(at)) + bytes(caps.MAX_PHOTO_BYTES - 200) for at in range(33)]
    photos = {sha256_hex(picture): picture for picture in pictures}
    listed = report(content=Content(photos=tuple(Photo(sha256) for sha256 in photos)))
    error = refusal(lambda: write(report=listed, photos=photos))
    assert error.code == "bundle-write-file"


def freezing(content: Content) -> KnownError:
    return refusal(lambda: freeze(FORM, report(content=content), key_of(SCHOOL)))


def test_too_many_photos_are_counted_before_freezing() -> None:
    photos = tuple(Photo(sha256_hex(bytes([n]))) for n in range(caps.MAX_PHOTOS + 1))
    error = freezing(Content(photos=photos))
    assert error.code == "bundle-write-photos"
    assert "41" in error.message


def test_a_text_too_long_is_named_before_freezing() -> None:
    line = (Paragraph((TextRun("a" * (caps.MAX_STRING_BYTES + 1)),)),)
    error = freezing(Content(narrative={HeadingKey("I.1"): line}))
    assert error.code == "bundle-write-report"
    assert "I.1" in error.message


def test_a_report_too_long_is_refused_before_freezing() -> None:
    lines = (Paragraph((TextRun("a" * caps.MAX_STRING_BYTES),)),) * 33
    assert freezing(Content(narrative={HeadingKey("I.1"): lines})).code == "bundle-write-report"


def test_numbers_that_cannot_travel_are_named_before_freezing() -> None:
    above = caps.MAX_INTEGER + 1
    assert freezing(Content(figures(r2_count=above))).context["place"] == "2.count"
    line = OwnLine("Phát thanh", "", {COUNT: -1})
    assert freezing(Content(own_lines=(line,))).context["place"] == "Phát thanh"
    both = figures(r1_1_people=caps.MAX_INTEGER, r1_2_people=caps.MAX_INTEGER)
    assert freezing(Content(both)).context["place"] == PEOPLE


def test_sums_that_pass_the_cap_are_refused_though_every_member_holds() -> None:
    large = report(content=Content(figures(r10_1_count=caps.MAX_INTEGER)))
    summing = report(COMMUNE, Content(figures(r10_1_count=1)), members=(as_member(large),))
    error = refusal(lambda: freeze(FORM, summing, key_of(COMMUNE)))
    assert error.code == "bundle-write-number"


@pytest.mark.parametrize(
    "wrong",
    [
        report(content=Content(figures(r7_1_count=1))),
        report(content=Content(figures(r2_count=-1))),
        report(content=Content(figures(r5_count=1, r5_1_count=2))),
        replace(commune(), members=commune().members[::-1]),
    ],
)
def test_what_the_checks_should_have_stopped_is_our_bug(wrong: Report) -> None:
    with pytest.raises(BugError) as bug:
        freeze(FORM, wrong, key_of(wrong.unit))
    assert bug.value.code == "bundle-write-bug"


@pytest.mark.parametrize(
    "content",
    [
        Content({Cell(RowKey("1"), COUNT): 2}),
        Content(narrative={HeadingKey("II"): ()}),
        Content(notes={RowKey("2"): ""}),
    ],
)
def test_what_no_reader_could_take_apart_is_our_bug(content: Content) -> None:
    with pytest.raises(BugError) as bug:
        freeze(FORM, report(content=content), key_of(SCHOOL))
    assert bug.value.code == "bundle-write-bug"


def test_own_lines_need_a_row_in_the_form() -> None:
    form = REAL_FORMS[1]
    assert form.own_lines_row is None
    of_other = replace(
        report(content=Content(own_lines=(OwnLine("Phát thanh"),))),
        campaign=form.campaign.id,
        form_hash=form.hash,
    )
    with pytest.raises(BugError):
        freeze(form, of_other, key_of(SCHOOL))


def test_freezing_gives_the_bytes_the_bundle_carries() -> None:
    made: FrozenReport = frozen(rich_report())
    read = read_bundle(bundle(rich_report(), photos=PHOTOS), FORMS)
    assert (read.report_bytes, read.manifest.fingerprint, read.paper) == (
        made.report_bytes,
        made.fingerprint,
        made.paper,
    )
