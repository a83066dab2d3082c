"""The words around a report, level by level (docs/decree-30.md; Nghị định 30/2020/NĐ-CP)."""

from __future__ import annotations

import csv
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dev import ROOT
from lcweek_desktop.domain.form import Form, LevelKey
from lcweek_desktop.domain.letterhead import (
    DOTTED_BLANK,
    Letterhead,
    dotted_blanks,
    letterhead,
    signoff_with_defaults,
    with_blanks_filled,
)
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, UnitId
from lcweek_desktop.domain.unit_names import unit_names
from tests.factories import FORM, FORMS, INVENTED, signoffs, units


def unit(name: str, level: str, code: str = "x", parent: str | None = None) -> Unit:
    above = None if parent is None else UnitCode(parent)
    return Unit(UnitId("test", UnitCode(code)), name, LevelKey(level), above)


PROVINCE = unit("Tỉnh Lai Châu", "tinh")
DISTRICT = unit("Huyện Tam Đường", "huyen")
COMMUNE = unit("Xã Bình Lư", "xa")
DEPARTMENT = unit("Sở Giáo dục và Đào tạo", "so_nganh")
DIVISION = unit("Phòng Giáo dục và Đào tạo", "don_vi")
SCHOOL = unit("Trường THCS Bình Lư", "truong")


def letterhead_of(reporter: Unit, *above: Unit, **signoff: str | tuple[str, ...]) -> Letterhead:
    return letterhead(FORM, reporter, above, SignOff(**signoff))  # type: ignore[arg-type]


def test_a_district() -> None:
    found = letterhead_of(DISTRICT, PROVINCE)
    assert found.superior == ""
    assert found.issuer == "ỦY BAN NHÂN DÂN HUYỆN TAM ĐƯỜNG"
    assert found.number == f"Số: {DOTTED_BLANK}/BC-UBND"
    assert found.place_and_date == f"Tam Đường, ngày {DOTTED_BLANK} tháng {DOTTED_BLANK} năm 2024"
    assert found.signer_title == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert found.recipients == ("- UBND tỉnh;", "- Sở GD&ĐT;", "- Lưu: VT.")
    assert (found.title, found.subject) == ("BÁO CÁO", FORM.campaign.subject)
    assert found.opening.endswith(
        "năm 2024, Ủy ban nhân dân huyện Tam Đường báo cáo kết quả thực hiện như sau:"
    )
    assert found.closing.endswith("của Ủy ban nhân dân huyện Tam Đường./.")
    assert found.signature_note == "(Ký tên, đóng dấu)"


def test_a_commune() -> None:
    found = letterhead_of(COMMUNE, DISTRICT, PROVINCE)
    assert (found.superior, found.issuer) == ("", "ỦY BAN NHÂN DÂN XÃ BÌNH LƯ")
    assert found.place == "Bình Lư"
    assert found.recipients == ("- UBND huyện Tam Đường;", "- Lưu: VT.")


def test_a_commune_of_two_tier_government_reports_to_the_province() -> None:
    assert letterhead_of(COMMUNE, PROVINCE).recipients == ("- UBND tỉnh Lai Châu;", "- Lưu: VT.")


def test_the_province() -> None:
    found = letterhead_of(PROVINCE)
    assert (found.superior, found.issuer) == ("", "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU")
    assert found.place == "Lai Châu"
    assert found.recipients == ("- Bộ GD&ĐT;", "- Lưu: VT.")
    assert found.opening.startswith("Thực hiện Công văn số 5201/BGDĐT-GDĐT ngày 09/9/2024")


def test_a_department() -> None:
    found = letterhead_of(DEPARTMENT, PROVINCE)
    assert (found.superior, found.issuer) == ("UBND TỈNH LAI CHÂU", "SỞ GIÁO DỤC VÀ ĐÀO TẠO")
    assert found.number == f"Số: {DOTTED_BLANK}/BC-SGDĐT"
    assert found.place == "Lai Châu"
    assert found.signer_title == ("GIÁM ĐỐC",)
    assert found.recipients == ("- UBND tỉnh;", "- Sở GD&ĐT;", "- Lưu: VT.")


def test_a_division_of_a_district() -> None:
    found = letterhead_of(DIVISION, DISTRICT, PROVINCE)
    assert (found.superior, found.issuer) == ("UBND HUYỆN TAM ĐƯỜNG", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO")
    assert found.number.endswith("/BC-PGDĐT")
    assert found.place == "Tam Đường"
    assert found.signer_title == ("TRƯỞNG PHÒNG",)
    assert found.recipients == ("- UBND huyện Tam Đường;", "- Lưu: VT.")


# A school's superior is whom it belongs to; who collects its report may be another.
@pytest.mark.parametrize(
    ("above", "superior", "place", "recipient"),
    [
        ((DISTRICT, PROVINCE), "UBND HUYỆN TAM ĐƯỜNG", "Tam Đường", "UBND huyện Tam Đường"),
        ((COMMUNE, DISTRICT, PROVINCE), "UBND HUYỆN TAM ĐƯỜNG", "Bình Lư", "UBND xã Bình Lư"),
        (
            (DIVISION, DISTRICT, PROVINCE),
            "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
            "Tam Đường",
            "Phòng Giáo dục và Đào tạo",
        ),
        ((DEPARTMENT, PROVINCE), "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Lai Châu", "Sở Giáo dục và Đào tạo"),
        ((COMMUNE, PROVINCE), "UBND XÃ BÌNH LƯ", "Bình Lư", "UBND xã Bình Lư"),
        ((PROVINCE,), "UBND TỈNH LAI CHÂU", "Lai Châu", "UBND tỉnh Lai Châu"),
    ],
)
def test_a_school(above: tuple[Unit, ...], superior: str, place: str, recipient: str) -> None:
    found = letterhead_of(SCHOOL, *above)
    assert (found.superior, found.issuer) == (superior, "TRƯỜNG THCS BÌNH LƯ")
    assert found.place == place
    assert found.recipients == (f"- {recipient};", "- Lưu: VT.")
    assert found.number.endswith("/BC-THCSBL")
    assert found.signer_title == ("HIỆU TRƯỞNG",)


def test_a_centre_has_a_director() -> None:
    found = letterhead_of(unit("Trung tâm GDNN-GDTX huyện Tam Đường", "truong"), DISTRICT)
    assert found.signer_title == ("GIÁM ĐỐC",)
    assert found.number.endswith("/BC-TTGDNN-GDTX")


def test_lines_about_units_above_are_left_out_where_nobody_knows_them() -> None:
    found = letterhead_of(SCHOOL)
    assert (found.superior, found.place) == ("", "")
    assert found.recipients == ("- Lưu: VT.",)
    assert found.place_and_date.startswith(f"{DOTTED_BLANK}, ngày")


def test_units_above_of_levels_this_year_does_not_have_are_passed_over() -> None:
    assert letterhead_of(SCHOOL, unit("Cụm 1", "cum"), DISTRICT) == letterhead_of(SCHOOL, DISTRICT)


@pytest.mark.parametrize(
    ("name", "level", "initials"),
    [
        ("Trường Tiểu học số 12 Nậm Hăn", "truong", "THS12NH"),
        ("Trường PTDTBT THCS Tả Lèng", "truong", "PTDTBTTHCSTL"),
        ("Trường Mầm non Hoa Hồng", "truong", "MNHH"),
        ("Sở Tài nguyên và Môi trường", "so_nganh", "STNMT"),
        ("Sở Văn hóa, Thể thao và Du lịch", "so_nganh", "SVHTTDL"),
        ("Sở Lao động - Thương binh và Xã hội", "so_nganh", "SLĐTBXH"),
        ("Bảo hiểm xã hội tỉnh", "so_nganh", "BHXH"),
        ("Hội Khuyến học tỉnh", "so_nganh", "HKH"),
        ("Phòng GD&ĐT huyện Tam Đường", "don_vi", "PGDĐT"),
        ("Phòng Văn hóa - Thông tin thành phố Lai Châu", "don_vi", "PVHTT"),
    ],
)
def test_the_abbreviation_is_the_initials_without_the_place(name: str, level: str, initials: str) -> None:
    assert unit_names(FORM, unit(name, level)).initials == initials


@pytest.mark.parametrize(
    "name", ["Huyện Tam Đường", "UBND huyện Tam Đường", "Ủy ban nhân dân huyện Tam Đường"]
)
def test_a_people_committee_is_the_same_however_its_name_was_given(name: str) -> None:
    assert letterhead_of(unit(name, "huyen")) == letterhead_of(DISTRICT)


@pytest.mark.parametrize(
    ("name", "issuer", "inside"),
    [
        ("Thành phố Lai Châu", "ỦY BAN NHÂN DÂN THÀNH PHỐ LAI CHÂU", "Ủy ban nhân dân thành phố Lai Châu"),
        ("Huyện Sìn Hồ", "ỦY BAN NHÂN DÂN HUYỆN SÌN HỒ", "Ủy ban nhân dân huyện Sìn Hồ"),
    ],
)
def test_the_kind_of_place_is_small_inside_a_sentence(name: str, issuer: str, inside: str) -> None:
    found = letterhead_of(unit(name, "huyen"))
    assert found.issuer == issuer
    assert found.closing.endswith(f"của {inside}./.")


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        ("2024-10-05", "ngày 05 tháng 10 năm 2024"),
        ("2024-10-15", "ngày 15 tháng 10 năm 2024"),
        ("2025-01-09", "ngày 09 tháng 01 năm 2025"),
        ("2025-02-28", "ngày 28 tháng 02 năm 2025"),
        ("2025-03-03", "ngày 03 tháng 3 năm 2025"),
        ("2024-09-30", "ngày 30 tháng 9 năm 2024"),
    ],
)
def test_days_under_10_and_the_first_two_months_get_a_zero(day: str, printed: str) -> None:
    assert letterhead_of(DISTRICT, date=day).place_and_date == f"Tam Đường, {printed}"


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("", f"Số: {DOTTED_BLANK}/BC-UBND"),
        ("5", "Số: 05/BC-UBND"),
        ("05", "Số: 05/BC-UBND"),
        ("12", "Số: 12/BC-UBND"),
        ("12a", "Số: 12a/BC-UBND"),
        ("12/BC-UBND-VX", "Số: 12/BC-UBND-VX"),
    ],
)
def test_numbers_under_10_get_a_zero_and_a_blank_is_dotted(number: str, printed: str) -> None:
    assert letterhead_of(DISTRICT, number=number).number == printed


def test_the_appendix_says_which_report_it_belongs_to() -> None:
    found = letterhead_of(DISTRICT, number="7", date="2024-10-05")
    of = "của Ủy ban nhân dân huyện Tam Đường)"
    assert found.reference == f"(Kèm theo Báo cáo số 07/BC-UBND ngày 05 tháng 10 năm 2024 {of}"
    assert letterhead_of(DISTRICT).reference.startswith(
        f"(Kèm theo Báo cáo số {DOTTED_BLANK}/BC-UBND ngày {DOTTED_BLANK} tháng"
    )


def test_what_the_sign_off_says_stands_instead_of_the_default() -> None:
    found = letterhead_of(
        DISTRICT,
        superior="Tỉnh ủy",
        issuer="Ban Chỉ đạo",
        abbreviation="BCĐ",
        place="Lai Châu",
        opening="Kính gửi:",
        closing="Hết.",
        title=("Trưởng ban",),
        name="Nguyễn Văn A",
        recipients=("- UBND tỉnh;", "Sở GD&ĐT", " ", "Lưu: VT, GDĐT."),
    )
    assert (found.superior, found.issuer) == ("TỈNH ỦY", "BAN CHỈ ĐẠO")
    assert found.number.endswith("/BC-BCĐ")
    assert found.place_and_date.startswith("Lai Châu, ")
    assert (found.opening, found.closing) == ("Kính gửi:", "Hết.")
    assert (found.signer_title, found.signer) == (("TRƯỞNG BAN",), "Nguyễn Văn A")
    assert found.recipients == ("- UBND tỉnh;", "- Sở GD&ĐT;", "- Lưu: VT, GDĐT.")


def test_an_empty_text_leaves_a_line_out() -> None:
    found = letterhead_of(SCHOOL, DISTRICT, superior="", opening="", abbreviation="", place="", recipients=())
    assert (found.superior, found.opening, found.recipients) == ("", "", ())
    assert found.number == f"Số: {DOTTED_BLANK}/BC-{DOTTED_BLANK}"
    assert found.place_and_date.startswith(f"{DOTTED_BLANK}, ")


@given(data=st.data(), form=st.sampled_from(FORMS))
def test_any_unit_and_any_sign_off_make_a_letterhead(data: st.DataObject, form: Form) -> None:
    reporter = data.draw(units(form))
    above = data.draw(st.lists(units(form), max_size=3))
    signoff = data.draw(signoffs())
    found = letterhead(form, reporter, above, signoff)
    texts = [text for part in astuple(found) for text in ([part] if isinstance(part, str) else part)]
    assert all(isinstance(text, str) for text in texts)
    given_back = signoff_with_defaults(form, reporter, above, signoff)
    assert None not in astuple(given_back)
    assert letterhead(form, reporter, (), given_back) == found


def test_the_invented_year_has_its_own_words() -> None:
    with (ROOT / "tests" / "data" / "units" / "ho-xanh-2031.csv").open(encoding="utf-8", newline="") as file:
        listed = [
            unit(row["name"], row["level"], row["code"], row["parent_code"] or None)
            for row in csv.DictReader(file)
        ]
    tree = Directory("test", {each.code: each for each in listed})
    library = tree.get("H1-1")
    found = letterhead(INVENTED, library, tree.above(library), SignOff(number="3"))
    assert (found.superior, found.issuer) == ("UBND XÃ SUỐI MƠ", "THƯ VIỆN SUỐI MƠ")
    assert found.number == "Số: 03/BCN-TVSM"
    assert found.place_and_date == f"Suối Mơ, ngày {DOTTED_BLANK} tháng {DOTTED_BLANK} năm 2031"
    assert found.signer_title == ("PHỤ TRÁCH CƠ SỞ",)
    assert found.recipients == ("- UBND xã Suối Mơ;", "- Lưu: CS.")
    assert found.title == "BÁO CÁO NHANH"
    island = tree.get("H2")
    assert letterhead(INVENTED, island, tree.above(island), SignOff()).issuer == (
        "ỦY BAN NHÂN DÂN ĐẶC KHU ĐẢO TRE"
    )


@pytest.mark.parametrize(
    ("sentence", "blanks", "filled"),
    [
        ("Kế hoạch số ……/KH ngày …… tháng 9", ("số", "ngày"), "Kế hoạch số 1/KH ngày 2 tháng 9"),
        ("số ……/B-…… ngày ……/……/2026", ("số", "B", "ngày", ""), "số 1/B-2 ngày ……/……/2026"),
        ("không còn gì", (), "không còn gì"),
    ],
)
def test_blanks_of_a_sentence_are_named_by_the_word_before_and_filled_in_order(
    sentence: str, blanks: tuple[str, ...], filled: str
) -> None:
    assert dotted_blanks(sentence) == blanks
    assert with_blanks_filled(sentence, ["1", "2", "", ""][: len(blanks)]) == filled
