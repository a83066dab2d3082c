"""Reading: nothing that differs from a bundle by a bit is taken, whatever was done to it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.container import Entry, read_container, write_container
from lcweek_desktop.bundle.manifest import BundleKind
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from tests.bundle.sample_bundles import JPEG, BundleParts, as_member, bundle, key_of
from tests.bundle.scenarios.samples import PHOTOS, minimal, rich
from tests.bundle.small_form import COMMUNE, EDITIONS, FORM, FORMS, SCHOOL, SIGNOFF, report


def refused(data: bytes) -> str:
    """The code `data` is refused with; it must be."""
    with pytest.raises(KnownError) as refusal:
        read_bundle(sent_bundle(data, "tệp"), FORMS, EDITIONS)
    return refusal.value.code


@pytest.mark.parametrize("name", ["ok-minimal", "ok-photos", "ok-rollup-nested"])
def test_any_flipped_bit_is_refused(name: str, bundles: Path) -> None:
    """A sample; tests/benchmarks/bench_bundle_faults.py tries every one."""
    data = (bundles / f"{name}.lcweek").read_bytes()
    for bit in Random(name).sample(range(8 * len(data)), 400):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        assert refused(bytes(flipped))


@pytest.mark.parametrize("name", ["ok-minimal", "ok-photos"])
def test_a_flipped_bit_is_refused_also_under_a_checksum_that_fits(name: str, bundles: Path) -> None:
    entries = read_container((bundles / f"{name}.lcweek").read_bytes())
    random = Random(name)
    for _ in range(200):
        at = random.randrange(len(entries))
        damaged = bytearray(entries[at].data)
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
        other = [*entries[:at], Entry(entries[at].name, bytes(damaged)), *entries[at + 1 :]]
        assert refused(write_container(other))


@pytest.mark.parametrize("name", ["ok-minimal", "ok-photos"])
def test_any_truncation_or_added_byte_is_refused(name: str, bundles: Path) -> None:
    data = (bundles / f"{name}.lcweek").read_bytes()
    for length in Random(name).sample(range(len(data)), 100):
        assert refused(data[:length])
    for byte in range(0, 256, 15):
        assert refused(data + bytes([byte])) == "bundle-container"


@pytest.mark.parametrize("name", ["ok-minimal", "ok-rollup"])
def test_two_swapped_pieces_are_refused(name: str, bundles: Path) -> None:
    data = (bundles / f"{name}.lcweek").read_bytes()
    random = Random(name)
    for _ in range(100):
        a, b = sorted(random.sample(range(len(data) - 16), 2))
        if b - a < 16 or data[a : a + 16] == data[b : b + 16]:
            continue
        swapped = data[:a] + data[b : b + 16] + data[a + 16 : b] + data[a : a + 16] + data[b + 16 :]
        assert refused(swapped)


def test_a_bundle_gives_all_it_holds() -> None:
    bundle = read_bundle(rich(), FORMS)
    assert bundle.manifest.kind is BundleKind.REPORT
    assert bundle.key == key_of(SCHOOL).public
    assert bundle.report is not None
    assert bundle.report.unit == SCHOOL
    assert bundle.signoff == SIGNOFF
    assert bundle.photos == {sha256_hex(photo): photo for photo in PHOTOS}
    assert bundle.scans == ()
    assert bundle.paper == bundle.manifest.paper
    assert sha256_hex(bundle.report_bytes) == bundle.manifest.fingerprint


def test_scans_come_in_file_order(bundles: Path) -> None:
    bundle = read_bundle((bundles / "ok-scans-issue-2.lcweek").read_bytes(), FORMS)
    assert [bytes(scan[:5]) for scan in bundle.scans] == [
        bytes(entry.data[:5])
        for entry in read_container((bundles / "ok-scans-issue-2.lcweek").read_bytes())
        if entry.name.startswith("scans/")
    ]
    assert len(bundle.scans) == 2


def test_base64_of_letters_that_it_has_not_is_refused() -> None:
    assert refused(minimal().with_manifest(paper="giấy").to_bytes()) == "bundle-manifest"
    rollup = BundleParts.of(bundle(report(COMMUNE, members=(as_member(report(SCHOOL)),))), key_of(COMMUNE))
    assert refused(rollup.with_report(lambda value: value["members"][0].update(paper="giấy")).to_bytes()) == (
        "bundle-report"
    )


def test_practice_is_told_by_its_kind(bundles: Path) -> None:
    assert read_bundle((bundles / "practice.lcweek").read_bytes(), FORMS).manifest.kind is BundleKind.PRACTICE


@pytest.mark.parametrize("name", ["other-campaign", "form-changed"])
def test_without_its_form_a_bundle_is_judged_but_for_its_figures(name: str, bundles: Path) -> None:
    data = (bundles / f"{name}.lcweek").read_bytes()
    bundle = read_bundle(data, FORMS)
    assert not bundle.form_known
    assert bundle.report is None
    assert bundle.manifest.unit == SCHOOL.id
    pieces = BundleParts.of(data, key_of(SCHOOL))
    assert refused(pieces.with_manifest(revision=2).to_bytes()) == "bundle-identity"
    assert (
        refused(BundleParts.of(data, key_of(SCHOOL)).with_manifest(paper="AAAA").to_bytes()) == "bundle-paper"
    )
    photos = BundleParts.of(data, key_of(SCHOOL)).with_part(f"photos/{sha256_hex(JPEG)}.jpg", JPEG)
    assert refused(photos.relisted().to_bytes()) == "bundle-entries"


def test_a_form_that_came_later_opens_what_was_set_aside(bundles: Path) -> None:
    data = (bundles / "ok-minimal.lcweek").read_bytes()
    assert not read_bundle(data, {}).form_known
    assert read_bundle(data, {FORM.campaign.id: FORM}).form_known


def test_a_file_above_the_cap_is_refused_before_it_is_read() -> None:
    data = minimal().to_bytes() + bytes(caps.MAX_FILE_BYTES)
    assert refused(data) == "bundle-too-large"
    with pytest.raises(KnownError) as refusal:
        read_container(data)
    assert refusal.value.code == "bundle-too-large"


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("report.json", caps.MAX_REPORT_BYTES),
        ("signoff.json", caps.MAX_SIGNOFF_BYTES),
        ("photos/{}.jpg", caps.MAX_PHOTO_BYTES),
        ("scans/{}.pdf", caps.MAX_SCAN_BYTES),
    ],
)
def test_a_part_above_its_cap_is_refused(name: str, size: int) -> None:
    data = bytes(size + 1)
    pieces = minimal().with_part(name.format(sha256_hex(data)), data).relisted()
    assert refused(pieces.to_bytes()) == "bundle-too-large"


def test_a_manifest_above_its_cap_is_refused_before_it_is_parsed() -> None:
    entries = minimal().entries(manifest=b"[" * (caps.MAX_MANIFEST_BYTES + 1))
    assert refused(write_container(entries)) == "bundle-too-large"
