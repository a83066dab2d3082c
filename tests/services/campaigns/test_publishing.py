"""Publishing: only the unit at the top, every time with a later number, and installed there at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from lcweek_desktop.bundle.campaign import read_campaign_file
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.campaigns.definition_folder import read_definition_folder
from lcweek_desktop.services.campaigns.publishing import publication
from tests.factories import FORM
from tests.services.campaigns.conftest import Machine, Machines, reword

ROW = '[[row]]\nkey = "12"\ntt = "12"\nlabel = "Mới"\nunit = ""\n'


def test_what_was_published_is_installed_there_with_the_shipped_directory(
    province: Machine, of_2024: Path
) -> None:
    found = read_campaign_file(province.publish(of_2024).read_bytes())
    assert (found.manifest.edition, found.publisher.name) == (1, "Tỉnh Lai Châu")
    assert len(found.directory.children(found.publisher.code)) == 8
    assert province.context.campaigns.installed.keys() == {"2024"}


def test_two_rows_of_a_section_with_one_number_are_not_published(province: Machine, of_2024: Path) -> None:
    reword(of_2024, "phu-luc-2.toml", 'tt = "1.2"', 'tt = "1.1"')
    with pytest.raises(KnownError) as refused:
        province.publish(of_2024)
    assert (refused.value.code, refused.value.context["number"]) == ("campaign-number", "1.1")
    assert not province.context.campaigns.installed


def test_the_next_one_has_the_next_number_and_an_unchanged_one_its_own_bytes(
    province: Machine, of_2024: Path
) -> None:
    first = province.publish(of_2024, "mot.lcweek").read_bytes()
    assert province.publish(of_2024, "lai.lcweek").read_bytes() == first
    reword(of_2024, "campaign.toml", "2024-10-19", "2024-10-20")
    second = read_campaign_file(province.publish(of_2024, "hai.lcweek").read_bytes())
    assert second.manifest.edition == 2
    assert read_campaign_file(province.publish(of_2024, edition=7).read_bytes()).manifest.edition == 7
    reword(of_2024, "campaign.toml", "2024-10-20", "2024-10-21")
    assert read_campaign_file(province.publish(of_2024).read_bytes()).manifest.edition == 8


def test_a_file_that_could_not_be_written_is_the_same_one_the_next_time(
    province: Machine, of_2024: Path
) -> None:
    with pytest.raises(KnownError) as refused:
        province.publish(of_2024, "khong-co/ky.lcweek")
    assert refused.value.code == "export-folder"
    assert refused.value.message.startswith("Đã cài Tuần lễ")
    first = province.publish(of_2024).read_bytes()
    assert read_campaign_file(first).manifest.edition == 1
    assert [each.file for each in province.context.store.campaigns.of(FORM.campaign.id)] == [first]


def test_the_structures_of_all_earlier_editions_go_along(province: Machine, of_2024: Path) -> None:
    rows = of_2024 / "phu-luc-2.toml"
    reword(of_2024, "phu-luc-2.toml", 'label = "Tập thể"', 'label = "Tập thể được khen"')
    unchanged = read_campaign_file(province.publish(of_2024).read_bytes())
    assert unchanged.manifest.forms == (FORM.hash,)
    cells = 'cells = { count = "open", people = "open" }\n'
    rows.write_text(f"{rows.read_text(encoding='utf-8')}\n{ROW}{cells}", encoding="utf-8", newline="\n")
    second = read_campaign_file(province.publish(of_2024).read_bytes())
    assert second.manifest.forms == (second.form.hash, FORM.hash)
    reword(of_2024, "phu-luc-2.toml", 'key = "12"', 'key = "13"')
    third = read_campaign_file(province.publish(of_2024).read_bytes())
    assert set(third.manifest.forms) == {FORM.hash, second.form.hash, third.form.hash}


def test_a_unit_below_the_top_publishes_nothing(machines: Machines, of_2024: Path) -> None:
    commune = machines("xa")
    commune.work_as("03394", "Xã Thèn Sin", "xa")
    with pytest.raises(KnownError) as refused:
        commune.publish(of_2024)
    assert refused.value.code == "campaign-publisher"
    assert not (commune.folder / "ky.lcweek").exists()


def test_of_several_units_at_the_top_one_is_named(province: Machine, definition: Path) -> None:
    units = definition / "units.csv"
    units.write_text(f"{units.read_text(encoding='utf-8')}13,Tỉnh Khác,tinh,\n", encoding="utf-8")
    province.work_as("13", "Tỉnh Khác", "tinh")
    read = read_definition_folder(definition)
    with pytest.raises(KnownError) as refused:
        publication(province.context, read)
    assert refused.value.code == "campaign-publishers"
    assert publication(province.context, read, unit="13").file.publisher.name == "Tỉnh Khác"


def test_a_new_directory_is_published_with_the_key_of_the_same_unit_under_the_old_one(
    province: Machine, definition: Path
) -> None:
    offer = province.offer(province.publish(definition))
    assert offer.file.manifest.unit == ("thu-2024", "12")
    assert not offer.key_is_new


def test_a_definition_with_a_mistake_is_not_published(province: Machine, definition: Path) -> None:
    reword(definition, "phu-luc-2.toml", 'key = "1.2"', 'key = "1.1"')
    with pytest.raises(KnownError) as refused:
        province.publish(definition)
    assert refused.value.code == "form-definition"
