"""The form of 2025: that of 2024 on two levels, until the province's own is known."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dev import ROOT
from lcweek_desktop.domain.form import Cell, LevelKey, MeasureKey, RowKey
from lcweek_desktop.domain.letterhead import letterhead
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.formdefs import load_form
from lcweek_desktop.services.workspace.directory import shipped_directory
from tests.factories import FORM as LAST_YEAR

FORM = load_form(ROOT / "forms" / "2025")
DIRECTORY = shipped_directory(FORM)
OPENED = Cell(RowKey("7.1-xa"), MeasureKey("count"))


def test_the_campaign_is_that_of_2025() -> None:
    campaign = FORM.campaign
    assert (campaign.id, campaign.year, campaign.edition) == ("2025", 2025, "lai-chau-2025")
    assert (campaign.starts, campaign.ends) == (date(2025, 10, 1), date(2025, 10, 7))
    assert campaign.theme == (
        "Học để phát triển bản thân, làm chủ tri thức và công nghệ, góp phần xây dựng đất nước hùng cường, "
        "thịnh vượng"
    )
    assert campaign.notice == "theo mẫu năm 2024, chờ mẫu chính thức"


def test_nobody_is_late_while_no_deadline_is_known() -> None:
    campaign = FORM.campaign
    assert (campaign.deadline, campaign.deadline_text, campaign.reminder_late) == (None, "", ())
    assert not campaign.is_late(date.max)


@pytest.mark.parametrize("name", ["campaign.toml", "phu-luc-1.toml", "phu-luc-2.toml"])
def test_every_file_says_that_the_official_form_is_awaited(name: str) -> None:
    text = (ROOT / "forms" / "2025" / name).read_text(encoding="utf-8")
    assert "THEO MẪU NĂM 2024, CHỜ MẪU CHÍNH THỨC" in text.partition("\n\n")[0]


def test_rows_and_headings_are_those_of_2024_but_for_the_one_that_counted_districts() -> None:
    ours = [row for row in FORM.rows if row.key != OPENED.row]
    assert ours == [row for row in LAST_YEAR.rows if row.key != "7.1"]
    place = [row.key for row in FORM.rows].index(OPENED.row)
    assert [row.key for row in LAST_YEAR.rows][place] == "7.1"
    assert FORM.headings == LAST_YEAR.headings


def test_the_key_of_the_row_that_counted_districts_is_not_used_for_something_else() -> None:
    assert "7.1" not in FORM.row_by_key
    row = FORM.row_by_key[OPENED.row]
    assert (row.tt, row.label) == ("7.1", "Số xã, phường tổ chức Lễ khai mạc Tuần lễ")


def test_only_a_commune_enters_whether_it_held_an_opening() -> None:
    states = {level.key: FORM.state(OPENED, level.key).value for level in FORM.levels}
    assert states == {
        "truong": "closed",
        "xa": "open",
        "don_vi": "closed",
        "so_nganh": "closed",
        "tinh": "closed",
    }


def test_checks_are_those_of_2024_and_the_one_of_openings_asks_communes() -> None:
    ours, theirs = ({check.key: check for check in form.checks} for form in (FORM, LAST_YEAR))
    assert set(ours) - set(theirs) == {"opening-commune"}
    assert set(theirs) - set(ours) == {"opening-district"}
    assert all(ours[key] == theirs[key] for key in set(ours) & set(theirs))


def test_nothing_speaks_of_districts_or_of_last_years_dates() -> None:
    files = (ROOT / "forms" / "2025").glob("*.toml")
    said = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    keys = [line for line in said if not line.startswith("#") and not line.startswith("notice")]
    assert [line for line in keys if re.search(r"\bhuyện\b|huyen|2024", line, re.I)] == []


def test_communes_report_to_the_province_and_the_department_is_listed() -> None:
    province = DIRECTORY.get("12")
    below = DIRECTORY.children(province.code)
    assert [unit.level for unit in below].count(LevelKey("xa")) == 38
    assert [unit.name for unit in below if unit.level != "xa"] == ["Sở Giáo dục và Đào tạo"]
    assert len(DIRECTORY.units) == 40


def head(code: str, name: str, level: str, parent: str | None) -> list[str]:
    unit = Unit(
        UnitId(FORM.campaign.edition, UnitCode(code)),
        name,
        LevelKey(level),
        None if parent is None else UnitCode(parent),
    )
    shown = letterhead(FORM, unit, DIRECTORY.above(unit), SignOff())
    return [shown.superior, shown.issuer, shown.number, shown.place, *shown.signer_title, *shown.recipients]


def test_a_school_stands_under_its_commune() -> None:
    assert head("A", "Trường Tiểu học Thèn Sin", "truong", "03394") == [
        *("UBND XÃ SIN SUỐI HỒ", "TRƯỜNG TIỂU HỌC THÈN SIN", "Số: ……/BC-THTS", "Sin Suối Hồ", "HIỆU TRƯỞNG"),
        *("- UBND xã Sin Suối Hồ;", "- Lưu: VT."),
    ]


def test_a_school_of_the_department_stands_under_the_department() -> None:
    (department,) = (unit for unit in DIRECTORY.units.values() if unit.level == "so_nganh")
    assert head("B", "Trường THPT Bình Lư", "truong", department.code) == [
        *("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG THPT BÌNH LƯ", "Số: ……/BC-THPTBL", "Lai Châu", "HIỆU TRƯỞNG"),
        *("- Sở Giáo dục và Đào tạo;", "- Lưu: VT."),
    ]


def test_a_commune_writes_to_the_province_and_an_office_under_its_commune() -> None:
    assert head("03408", "Phường Tân Phong", "xa", "12") == [
        *("", "ỦY BAN NHÂN DÂN PHƯỜNG TÂN PHONG", "Số: ……/BC-UBND", "Tân Phong"),
        *("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        *("- UBND tỉnh;", "- Sở GD&ĐT;", "- Lưu: VT."),
    ]
    assert head("P", "Phòng Văn hóa - Xã hội", "don_vi", "03394")[0] == "UBND XÃ SIN SUỐI HỒ"
