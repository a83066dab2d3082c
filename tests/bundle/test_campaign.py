"""A campaign file: made of a definition and a directory, read back as they were."""

from __future__ import annotations

from random import Random

import pytest

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.campaign import read_campaign_file, structure_bytes
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.errors import KnownError
from tests.bundle.sample_bundles import bundle, key_of
from tests.bundle.sample_campaigns import FILES_OF_THU, UNITS, campaign_file, campaign_parts, changed_files
from tests.bundle.small_form import COMMUNE, FORM, FORMS, PROVINCE, report


def refusal(data: bytes) -> str:
    with pytest.raises(KnownError) as refused:
        read_campaign_file(data)
    return refused.value.code


def test_what_was_written_is_read_back() -> None:
    found = read_campaign_file(campaign_file(edition=3))
    assert (found.manifest.campaign, found.manifest.year, found.manifest.edition) == ("thu", 2024, 3)
    assert found.files == FILES_OF_THU
    assert found.directory_bytes == UNITS
    assert found.publisher == PROVINCE
    assert found.key == key_of(PROVINCE).public
    assert found.form.hash == FORM.hash
    assert found.directory.get(COMMUNE.code).parent == "106"


def test_the_same_campaign_gives_the_same_bytes() -> None:
    assert campaign_file() == campaign_file()


def test_the_structure_of_an_earlier_edition_is_enclosed_under_its_form_hash() -> None:
    more = changed_files("phu-luc-2.toml", 'key = "1.2"', 'key = "1.3"')
    found = read_campaign_file(campaign_file(more, 2, structures=[structure_bytes(FORM)]))
    assert found.manifest.forms == (found.form.hash, FORM.hash)
    assert sha256_hex(found.structures[FORM.hash]) == FORM.hash != found.form.hash


def test_the_structure_of_the_same_form_is_not_enclosed_once_more() -> None:
    assert read_campaign_file(campaign_file(structures=[structure_bytes(FORM)])).structures == {}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"files": {**FILES_OF_THU, "checks.toml": b"check = []"}}, "bundle-form"),
        ({"directory": UNITS.replace(b"xa", b"quan")}, "bundle-directory"),
        ({"publisher": COMMUNE.id}, "bundle-publisher"),
        ({"structures": [b"{}"]}, "bundle-structure"),
        ({"edition": caps.MAX_EDITION + 1}, "bundle-manifest"),
        ({"directory": UNITS + b"\n" * caps.MAX_DIRECTORY_BYTES}, "bundle-too-large"),
    ],
)
def test_nothing_is_written_that_a_reader_would_refuse(given: dict[str, object], code: str) -> None:
    with pytest.raises(KnownError) as refused:
        campaign_file(**given)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_campaign_is_no_report_and_a_report_no_campaign() -> None:
    with pytest.raises(KnownError) as refused:
        read_bundle(campaign_file(), FORMS)
    assert refused.value.code == "campaign-not-report"
    assert refusal(bundle(report())) == "report-not-campaign"


def test_more_structures_than_a_campaign_may_have_are_refused() -> None:
    many = [b'{"headings":[],"measures":[],"rows":[%d]}' % at for at in range(caps.MAX_EARLIER + 1)]
    assert len(read_campaign_file(campaign_file(structures=many[1:])).structures) == caps.MAX_EARLIER
    with pytest.raises(KnownError) as refused:
        campaign_file(structures=many)
    assert refused.value.code == "bundle-manifest"


def test_every_flipped_bit_is_refused() -> None:
    """A sample, spread over the file."""
    data, random = campaign_file(), Random(5)
    for _ in range(400):
        bit = random.randrange(8 * len(data))
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        assert refusal(bytes(flipped))


def test_a_mistake_in_the_definition_is_named_by_file_table_and_key() -> None:
    parts = campaign_parts()
    rows = parts.parts["form/phu-luc-2.toml"]
    parts.parts["form/phu-luc-2.toml"] = rows.replace(b'key = "1.2"', b'key = "1.1"')
    with pytest.raises(KnownError) as refused:
        read_campaign_file(parts.relisted().to_bytes())
    error = refused.value
    assert (error.context["file"], error.context["table"], error.context["key"]) == (
        "phu-luc-2.toml",
        "row 1.1",
        "key",
    )
