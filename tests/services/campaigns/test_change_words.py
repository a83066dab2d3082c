"""What differs between two forms is said in words that people know."""

from __future__ import annotations

from dataclasses import fields, replace

from lcweek_desktop.domain.form import Campaign, CampaignId, LevelKey
from lcweek_desktop.domain.form_changes import form_changes
from lcweek_desktop.domain.rules import RULES
from lcweek_desktop.services.campaigns.change_words import change_lines
from lcweek_desktop.services.campaigns.check_words import FIELD_NAMES
from lcweek_desktop.services.campaigns.text_names import TEXT_NAMES
from tests.factories import FORM


def test_every_text_of_a_campaign_has_a_name() -> None:
    assert {field.name for field in fields(Campaign)} <= TEXT_NAMES.keys()


def test_every_field_of_a_check_has_a_name() -> None:
    fields_of_rules = {field for rule in RULES.values() for field in rule.fields}
    assert fields_of_rules == FIELD_NAMES.keys()


def test_no_key_of_the_program_is_said() -> None:
    campaign = replace(FORM.campaign, deadline_text="trước ngày 25/10/2024")
    levels = tuple(level for level in FORM.levels if level.key != LevelKey("don_vi"))
    checks = tuple(check for check in FORM.checks if check.key != "money-rounding")
    after = replace(FORM, campaign=campaign, levels=levels, checks=checks)
    lines = [*change_lines(form_changes(FORM, after))]
    assert lines[0] == "Giữ nguyên 41 dòng."
    assert "- Cấp: bỏ “Phòng, ban, đơn vị trực thuộc”." in lines
    assert "- Hạn nộp viết bằng lời: “trước ngày 20/10/2024” thành “trước ngày 25/10/2024”." in lines
    assert not any("don_vi" in line or "money-rounding" in line for line in lines)


def test_of_two_years_only_the_names_of_the_texts_are_said() -> None:
    campaign = replace(FORM.campaign, id=CampaignId("2031"), theme="Khác")
    lines = [*change_lines(form_changes(FORM, replace(FORM, campaign=campaign)))]
    assert lines[-1] == "- Thông tin chung: Mã kỳ báo cáo, Chủ đề."
