"""A definition becomes that of another year: what says the year changes, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from dev import ROOT
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import FILES
from lcweek_desktop.formdefs.definition import Definition, Entry
from lcweek_desktop.services.workbench.next_year import next_year

FOLDER = ROOT / "forms" / "2024"


@pytest.fixture
def definition() -> Definition:
    return Definition({name: (FOLDER / name).read_bytes() for name in FILES})


def test_days_and_texts_are_those_of_the_new_year(definition: Definition) -> None:
    campaign = next_year(definition, 2026).form().campaign
    assert (campaign.id, campaign.year) == ("2026", 2026)
    assert (campaign.starts, campaign.ends, campaign.opening) == (
        date(2026, 10, 1),
        date(2026, 10, 7),
        date(2026, 10, 1),
    )
    assert campaign.name == "Tuần lễ hưởng ứng học tập suốt đời năm 2026"
    assert campaign.table_title[1].endswith("NĂM 2026")
    assert "năm 2026" in campaign.reminder[3]


def test_an_id_that_does_not_say_the_year_is_another_one_all_the_same(definition: Definition) -> None:
    before = definition.with_value(Entry("campaign"), "id", "tuan-le")
    after = next_year(before, 2025)
    assert after.form().campaign.id == "tuan-le-2025"
    assert next_year(after, 2026).form().campaign.id == "tuan-le-2026"


def test_rows_headings_and_the_directory_stay(definition: Definition) -> None:
    before, after = definition.form(), next_year(definition, 2026).form()
    assert after.hash == before.hash
    assert after.campaign.edition == before.campaign.edition
    assert after.campaign.theme == before.campaign.theme
    assert (after.rows, after.headings) == (before.rows, before.headings)


def test_the_number_and_day_of_a_document_are_for_a_person_to_write(definition: Definition) -> None:
    opening = next_year(definition, 2026).value(Entry("level", "tinh"), "opening_sentence")
    assert isinstance(opening, str)
    assert opening.startswith("Thực hiện Công văn số ……/BGDĐT-GDĐT ngày ……/……/2026 của Bộ")


def test_a_day_that_the_year_does_not_have_is_the_one_before(definition: Definition) -> None:
    leap = definition.with_value(Entry("campaign"), "deadline", date(2028, 2, 29))
    assert next_year(leap, 2025).value(Entry("campaign"), "deadline") == date(2029, 2, 28)


def test_its_own_year_changes_nothing(definition: Definition) -> None:
    assert next_year(definition, 2024) is definition


def test_a_year_without_a_deadline_is_given_one_with_its_words() -> None:
    folder, campaign = ROOT / "forms" / "2025", Entry("campaign")
    begun = next_year(Definition({name: (folder / name).read_bytes() for name in FILES}), 2026)
    assert begun.form().campaign.deadline is None
    assert begun.form().campaign.notice == "theo mẫu năm 2024, chờ mẫu chính thức"
    begun = begun.with_value(campaign, "deadline", date(2026, 10, 20))
    with pytest.raises(KnownError, match="deadline_text") as refused:
        begun.form()
    assert refused.value.code == "form-definition"
    begun = begun.with_value(campaign, "deadline_text", "trước ngày 21/10/2026")
    begun = begun.with_value(campaign, "reminder_late", ["{units}", "Đã hết hạn ({deadline})."])
    begun = begun.with_value(campaign, "notice", None)
    made = begun.form().campaign
    assert (made.deadline, made.deadline_text, made.notice) == (
        date(2026, 10, 20),
        "trước ngày 21/10/2026",
        "",
    )
