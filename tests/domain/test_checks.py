"""Every check of docs/form-and-rules.md, on the form of 2024: what it finds, where, and what it lets pass."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dev import ROOT
from lcweek_desktop.domain.checks import (
    LEGACY_TEXT,
    CheckBasis,
    Finding,
    error_findings,
    findings,
    member_cell,
    places,
)
from lcweek_desktop.domain.form import (
    Cell,
    CheckOptions,
    CheckRule,
    Form,
    HeadingKey,
    LevelKey,
    MeasureKey,
    RollUpKind,
    RowKey,
    Severity,
)
from lcweek_desktop.domain.legacy_content import in_unicode
from lcweek_desktop.domain.lengths import MAX_LINE
from lcweek_desktop.domain.letterhead import letterhead
from lcweek_desktop.domain.narrative import (
    FigureRun,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    Text,
    TextRun,
    to_plain_text,
)
from lcweek_desktop.domain.peers import Peers
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.domain.report import Acceptance, Content, Figures, OwnLine, Photo, SignOff
from lcweek_desktop.domain.rules import RULES, CheckInput
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.formdefs import FILES, read_form
from tests.factories import FORM, FORMS, INVENTED, KINDS, contents, figures, signoffs, units

SCHOOL = Unit(UnitId("t", UnitCode("S")), "Trường THCS Bình Lư", LevelKey("truong"), UnitCode("106"))
DISTRICT = Unit(UnitId("t", UnitCode("106")), "Huyện Tam Đường", LevelKey("huyen"), UnitCode("12"))
PROVINCE = Unit(UnitId("t", UnitCode("12")), "Tỉnh Lai Châu", LevelKey("tinh"), None)
ABOVE = {"S": (DISTRICT, PROVINCE), "106": (PROVINCE,), "12": ()}


def cell(name: str) -> Cell:
    """The cell written as `1.1.count`."""
    row, _, measure = name.rpartition(".")
    return Cell(RowKey(row), MeasureKey(measure))


def filled(numbers: dict[str, int]) -> Figures:
    return MappingProxyType({cell(name): value for name, value in numbers.items()})


WRITTEN = MappingProxyType({h.key: from_plain_text("Có.") for h in FORM.headings if h.has_text})
SIGNED = SignOff(name="Nguyễn Văn A", opening="Thực hiện Kế hoạch số 12, trường báo cáo:")
CLEAN = Content(figures=filled({"2.count": 3}), narrative=WRITTEN)


def entered(**numbers: int) -> Content:
    """CLEAN with more cells: `entered(_5_1_count=2)`."""
    more = {name[1:].replace("_", "."): value for name, value in numbers.items()}
    return replace(CLEAN, figures=filled({"2.count": 3, **more}))


def found(content: Content, unit: Unit = SCHOOL, signoff: SignOff = SIGNED, **more: Any) -> list[Finding]:
    """All findings; `more` are fields of CheckBasis."""
    basis = CheckBasis(FORM, unit, ABOVE.get(unit.code, ()), **more)
    return list(findings(basis, content, signoff))


def seen(
    content: Content, unit: Unit = SCHOOL, signoff: SignOff = SIGNED, **more: Any
) -> list[tuple[str, str]]:
    return [(finding.check, finding.place) for finding in found(content, unit, signoff, **more)]


def school(number: int) -> Unit:
    return Unit(
        UnitId("t", UnitCode(f"S{number}")), f"Trường số {number}", LevelKey("truong"), UnitCode("106")
    )


def reports(*numbers: int | None) -> Peers:
    """Schools that gave these numbers in cell 3.count, None for a blank; the first is S0."""
    figures = [filled({} if number is None else {"3.count": number}) for number in numbers]
    return Peers(FORM, [(school(place), each) for place, each in enumerate(figures)])


@pytest.mark.parametrize("unit", [SCHOOL, DISTRICT, PROVINCE], ids=lambda unit: unit.level)
def test_a_report_in_order_has_no_findings(unit: Unit) -> None:
    assert found(CLEAN, unit, today=date(2024, 10, 19)) == []


# Errors


def test_a_label_with_quotation_marks_has_single_ones_inside_those_of_the_sentence() -> None:
    line = OwnLine("Cuộc thi “Em yêu sách”", "Cuộc", {MeasureKey("count"): -1})
    (finding,) = [each for each in found(replace(CLEAN, own_lines=(line,))) if each.check == "negative"]
    assert "“Cuộc thi ‘Em yêu sách’”" in finding.sentence


def test_a_negative_number() -> None:
    assert seen(entered(_8_count=-1)) == [("negative", "8.count")]
    assert seen(entered(_8_count=0)) == []


def test_a_number_above_the_limit() -> None:
    assert seen(entered(_8_count=10**7)) == []
    assert seen(entered(_8_count=10**7 + 1)) == [("above-limit", "8.count")]
    assert seen(entered(_10_1_count=10**12)) == []
    assert seen(entered(_10_1_count=10**12 + 1000)) == [("above-limit", "10.1.count")]
    assert seen(entered(_5_people=10**7 + 1)) == [("above-limit", "5.people")]


def test_a_column_of_shares_ends_at_a_hundred_beside_a_column_of_counts() -> None:
    files = {name: (ROOT / "forms" / "2024" / name).read_bytes() for name in FILES}
    table = files["phu-luc-2.toml"].replace(
        b"[limits.by_unit]", b"[limits.by_measure]\npeople = 100\n\n[limits.by_unit]"
    )
    form = read_form({**files, "phu-luc-2.toml": table})
    assert form.hash == FORM.hash
    basis = CheckBasis(form, SCHOOL, ABOVE.get(SCHOOL.code, ()))
    assert not [*findings(basis, entered(_5_people=100, _5_count=101), SIGNED)]
    (finding,) = findings(basis, entered(_5_people=101, _5_count=101), SIGNED)
    assert (finding.check, finding.place) == ("above-limit", "5.people")


def test_sums_have_no_limit() -> None:
    assert seen(CLEAN, DISTRICT, members=filled({"10.1.count": 10**15})) == []


@pytest.mark.parametrize("unit", [SCHOOL, PROVINCE], ids=lambda unit: unit.level)
def test_a_cell_closed_to_the_units_level(unit: Unit) -> None:
    assert seen(entered(_7_1_count=1), unit) == [("closed-filled", "7.1.count")]


def test_a_cell_open_to_the_units_level() -> None:
    assert seen(entered(_7_1_count=1), DISTRICT) == []


@pytest.mark.parametrize("name", ["2.people", "4.count", "1.count", "10.count", "11.count"])
def test_a_cell_nobody_fills(name: str) -> None:
    content = replace(CLEAN, figures=filled({"2.count": 3, name: 1}))
    assert seen(content) == [("closed-filled", name)]


def test_a_typed_total_below_its_rows() -> None:
    assert seen(entered(_5_count=2, _5_1_count=3)) == [("total-below-parts", "5.count")]
    assert seen(entered(_5_count=3, _5_1_count=3)) == []
    assert seen(entered(_5_count=4, _5_1_count=3)) == []
    assert seen(entered(_5_count=0)) == []


def own(*lines: OwnLine) -> Content:
    return replace(CLEAN, own_lines=lines)


def line(label: str = "Ngày hội", unit: str = "Buổi", **values: int) -> OwnLine:
    return OwnLine(label, unit, MappingProxyType({MeasureKey(key): value for key, value in values.items()}))


def test_a_line_of_ones_own_without_a_label() -> None:
    assert seen(own(line(), line(label=" "))) == [("own-line-unnamed", "own_lines/1")]


def test_the_numbers_of_own_lines_are_checked_too() -> None:
    lines = own(line(count=-1), line(people=10**7 + 1), line(unit="Đồng", count=10**12 + 1000))
    assert seen(lines) == [
        ("negative", "own_lines/0.count"),
        ("above-limit", "own_lines/1.people"),
        ("above-limit", "own_lines/2.count"),
    ]
    assert seen(own(line(unit="đồng", count=10**12))) == []


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({"id": UnitId("t", UnitCode(""))}, "unit-code"),
        ({"name": " "}, "unit-name"),
        ({"level": LevelKey("cum")}, "unit-level"),
        ({"parent": None}, "unit-parent"),
        ({"parent": UnitCode("")}, "unit-parent"),
    ],
)
def test_a_unit_that_lacks_something(change: dict[str, object], check: str) -> None:
    unit = replace(SCHOOL, **change)  # type: ignore[arg-type]
    assert (check, "unit") in seen(CLEAN, unit)
    assert [finding.check for finding in error_findings(found(CLEAN, unit))] == [check]


def test_the_topmost_unit_has_no_parent() -> None:
    assert ("unit-parent", "unit") not in seen(CLEAN, PROVINCE)


# Warnings: numbers


def test_people_without_classes_and_classes_without_people() -> None:
    assert seen(entered(_1_1_people=5)) == [("people-without-count", "1.1.count")]
    assert seen(entered(_1_1_count=5)) == [("count-without-people", "1.1.people")]
    assert seen(entered(_1_1_count=5, _1_1_people=50)) == []
    assert seen(entered(_1_1_count=0)) == []
    assert seen(entered(_5_1_count=5)) == [], "5.1 takes no people"
    assert seen(entered(_5_count=5)) == [], "the heading of a section is no row of its own"


def test_fewer_people_than_classes() -> None:
    assert seen(entered(_6_1_count=5, _6_1_people=4)) == [("fewer-people", "6.1.people")]
    assert seen(entered(_6_1_count=5, _6_1_people=0)) == [("fewer-people", "6.1.people")]
    assert seen(entered(_6_1_count=5, _6_1_people=5)) == []


def test_more_than_one_opening_of_a_units_own() -> None:
    assert seen(entered(_7_1_count=2), DISTRICT) == [("opening-district", "7.1.count")]
    assert seen(entered(_7_2_count=2)) == [("opening-school", "7.2.count")]
    assert seen(entered(_7_2_count=1)) == []
    assert seen(entered(_7_2_count=2), DISTRICT) == []
    assert seen(CLEAN, DISTRICT, members=filled({"7.1.count": 1, "7.2.count": 40})) == []


def test_rewards_without_a_note() -> None:
    rewarded = entered(_9_1_count=2, _9_2_people=3)
    assert seen(rewarded) == [("reward-note", "note:9.1"), ("reward-note", "note:9.2")]
    noted = replace(
        rewarded, notes=MappingProxyType({RowKey("9.1"): "Giấy khen", RowKey("9.2"): "Giấy khen"})
    )
    assert seen(noted) == []
    assert seen(entered(_9_1_count=0)) == []


def test_money_that_is_no_multiple_of_a_thousand() -> None:
    assert seen(entered(_10_1_count=1_500_500)) == [("money-rounding", "10.1.count")]
    assert seen(entered(_10_2_count=1_500_000)) == []
    assert seen(own(line(unit="Đồng ", count=1_500))) == [("money-rounding", "own_lines/0.count")]


def test_ten_times_last_year() -> None:
    last = filled({"2.count": 3, "3.count": 10, "8.count": 0})
    assert seen(entered(_3_count=100), last_year=last) == [("times-last-year", "3.count")]
    assert seen(entered(_3_count=99, _8_count=50), last_year=last) == []
    assert seen(entered(_3_count=100), last_year=None) == []
    assert seen(CLEAN, DISTRICT, last_year=last, members=filled({"2.count": 27})) == [
        ("times-last-year", "2.count")
    ]


@pytest.mark.parametrize(
    ("peers", "limit"),
    [([4], 40), ([1, 4, 900], 40), ([4, 5], 45), ([1, 4, 5, 900], 45), ([7, 8], 75)],
)
def test_ten_times_the_median_of_those_who_filled_the_cell(peers: list[int], limit: int) -> None:
    others = [*peers, None]
    assert ("times-peers", "member:S0:3.count") in seen(CLEAN, DISTRICT, peers=reports(limit, *others))
    assert ("times-peers", "member:S0:3.count") not in seen(
        CLEAN, DISTRICT, peers=reports(limit - 1, *others)
    )


def test_a_median_of_zero_or_of_nobody_says_nothing() -> None:
    assert seen(CLEAN, DISTRICT, peers=reports(50, 0)) == []
    assert seen(CLEAN, DISTRICT, peers=reports(50, None)) == []
    assert seen(CLEAN, DISTRICT, peers=reports(50)) == []


def test_units_are_compared_within_their_level_and_named() -> None:
    commune = Unit(UnitId("t", UnitCode("X")), "Xã Bình Lư", LevelKey("xa"), UnitCode("106"))
    schools = [(school(n), filled({"3.count": 4})) for n in range(3)]
    assert seen(CLEAN, DISTRICT, peers=Peers(FORM, [*schools, (commune, filled({"3.count": 99}))])) == []
    (finding,) = found(CLEAN, DISTRICT, peers=reports(1_000, 4))
    assert finding.sentence.startswith("Trường số 0: dòng 3 “")
    assert "số 1.000" in finding.sentence
    assert "(4)" in finding.sentence


def test_a_warning_about_one_units_number_is_accepted_for_that_unit_alone() -> None:
    both = reports(1_000, 4, 4, 1_000, 4, 4)
    seen_first = Acceptance("times-peers", "member:S0:3.count", "Đã hỏi lại")
    result = found(replace(CLEAN, accepted=(seen_first,)), DISTRICT, peers=both)
    assert [(finding.place, finding.accepted) for finding in result] == [
        ("member:S0:3.count", "Đã hỏi lại"),
        ("member:S3:3.count", None),
    ]
    assert [member_cell(finding.place) for finding in result] == [cell("3.count"), cell("3.count")]
    assert member_cell("3.count") is None


def test_a_report_with_every_cell_blank() -> None:
    blank = replace(CLEAN, figures=filled({}))
    assert seen(blank) == [("all-blank", "report")]
    assert seen(replace(blank, figures=filled({"2.count": 0}))) == []
    assert seen(replace(blank, own_lines=(line(count=1),))) == []
    assert seen(blank, DISTRICT, members=filled({"2.count": 1})) == []


# Warnings: words


def test_a_heading_left_empty() -> None:
    empty: dict[HeadingKey, Text] = {
        HeadingKey("I.1"): (),
        HeadingKey("I.2"): (Paragraph((TextRun("  "),)), Table((((), ()),))),
    }
    content = replace(CLEAN, narrative=MappingProxyType({**WRITTEN, **empty}))
    assert seen(content) == [("heading-empty", "narrative:I.1"), ("heading-empty", "narrative:I.2")]
    assert [place for _, place in seen(replace(CLEAN, narrative=MappingProxyType({})))] == [
        f"narrative:{heading.key}" for heading in FORM.headings if heading.has_text
    ]


def test_a_live_figure_of_a_blank_cell() -> None:
    live = (Paragraph((FigureRun(cell("5.count")), FigureRun(cell("10.1.count")))),)
    narrative: dict[HeadingKey, Text] = {**WRITTEN, HeadingKey("I.3"): live}
    content = replace(entered(_5_1_count=1), narrative=MappingProxyType(narrative))
    assert seen(content) == [("figure-blank", "narrative:I.3")]
    assert seen(content, DISTRICT, members=filled({"5.1.count": 1, "10.1.count": 0})) == []


LEGACY, UNICODE = "KÕt qu¶ thùc hiÖn", "Kết quả thực hiện"


def test_text_in_a_legacy_code_is_found_wherever_it_is_printed_and_put_into_unicode() -> None:
    text: Text = (
        ListBlock((ListItem((TextRun("Líp 7 "), FigureRun(cell("2.count")))), ListItem((TextRun(LEGACY),)))),
        Table((((TextRun("Mét"),),),)),
    )
    content = replace(
        CLEAN,
        notes=MappingProxyType({RowKey("2"): LEGACY}),
        own_lines=(OwnLine("Có sẵn"), OwnLine("Héi thi", "cuéc", note=LEGACY)),
        narrative=MappingProxyType({**WRITTEN, HeadingKey("I.1"): text}),
        photos=(Photo("0a" * 32, LEGACY),),
    )
    signoff = replace(SIGNED, name=LEGACY, title=(LEGACY, "HIỆU TRƯỞNG"))
    places = ["note:2", "own_lines/1", "narrative:I.1", "photo:0", "signoff"]
    legacy = [finding for finding in found(content, signoff=signoff) if finding.check == LEGACY_TEXT]
    assert [finding.place for finding in legacy] == places
    assert "“KÕt qu¶ thùc hiÖn” có vẻ là chữ TCVN3" in legacy[0].sentence
    for place in places:
        content, signoff = in_unicode(content, signoff, place)
    assert found(content, signoff=signoff) == []
    assert content.notes[RowKey("2")] == content.photos[0].caption == signoff.name == UNICODE
    assert content.own_lines == (OwnLine("Có sẵn"), OwnLine("Hội thi", "cuộc", note=UNICODE))
    assert to_plain_text(content.narrative[HeadingKey("I.1")], lambda _cell: "30") == (
        f"Lớp 7 30\n{UNICODE}\n\nMột"
    )
    assert signoff.title == (UNICODE, "HIỆU TRƯỞNG")


def test_dots_in_the_opening_sentence() -> None:
    (finding,) = found(CLEAN, signoff=replace(SIGNED, opening=None))
    assert (finding.check, finding.place) == ("opening-blank", "opening")
    assert "(số, ngày)" in finding.sentence


def test_a_photo_without_a_caption() -> None:
    photos = (Photo("0a" * 32, "Lễ khai mạc"), Photo("0b" * 32, " "))
    assert seen(replace(CLEAN, photos=photos)) == [("photo-uncaptioned", "photo:1")]


@pytest.mark.parametrize(
    ("signoff", "check"),
    [
        (SignOff(opening="", name=""), "signer-missing"),
        (SignOff(opening="", name="A", title=()), "signer-missing"),
        (SignOff(opening="", name="A", title=("",)), "signer-missing"),
        (SignOff(opening="", name="A", issuer=""), "issuer-missing"),
        (SignOff(opening="", name="A", place=""), "place-missing"),
        (SignOff(opening="", name="A", abbreviation=" "), "abbreviation-missing"),
    ],
)
def test_a_sign_off_that_lacks_something(signoff: SignOff, check: str) -> None:
    assert seen(CLEAN, signoff=signoff) == [(check, "signoff")]


def test_a_school_that_nobody_knows_the_place_of() -> None:
    unit = replace(SCHOOL, id=UnitId("t", UnitCode("lonely")))
    assert seen(CLEAN, unit) == [("place-missing", "signoff")]


def test_the_deadline_has_passed_from_the_20th_on() -> None:
    assert seen(CLEAN, today=date(2024, 10, 20)) == [("deadline-passed", "report")]
    assert seen(CLEAN, today=None) == []


# Sentences, order, acceptance


def sentence(content: Content) -> str:
    (finding,) = found(content)
    return finding.sentence


def test_a_sentence_names_row_and_number_as_printed() -> None:
    assert sentence(entered(_10_1_count=1_500_500)) == (
        "Dòng 10.1 “Ngân sách nhà nước”: số tiền 1.500.500 đồng không chẵn 1.000 đồng. "
        "Hãy kiểm tra đơn vị tính là đồng."
    )
    assert sentence(entered(_5_count=2, _5_1_count=3000)).startswith(
        "Dòng 5 “Tổ chức các cuộc thi, các buổi tọa đàm về…”, Số lớp/số cuộc thi: tổng đã nhập 2 nhỏ hơn "
        "tổng các dòng chi tiết 3.000."
    )


def test_a_row_without_a_printed_number_goes_by_its_label() -> None:
    assert sentence(entered(_1_4a_people=12)).startswith("Dòng “Học nghề cho lao động nông thôn”: đã có 12")


def test_a_line_of_ones_own_goes_by_its_place_under_its_row() -> None:
    assert "11.2 chưa có nội dung" in sentence(own(line(), line(label="")))
    assert sentence(own(line(count=-5))).startswith(
        "Dòng 11.1 “Ngày hội”, Số lớp/số cuộc thi: số -5 là số âm"
    )


def test_findings_come_in_the_forms_order_and_errors_can_be_picked_out() -> None:
    content = replace(
        entered(_9_1_count=2, _8_count=-1, _1_1_count=1),
        own_lines=(line(label=""),),
        photos=(Photo("0a" * 32),),
        narrative=MappingProxyType({key: text for key, text in WRITTEN.items() if key != "II.1"}),
    )
    all_found = found(content, replace(SCHOOL, name=""), SignOff(opening=""), today=date(2025, 1, 1))
    assert [finding.place for finding in all_found] == [
        "unit",
        "1.1.people",
        "8.count",
        "note:9.1",
        "own_lines/0",
        "narrative:II.1",
        "photo:0",
        "signoff",
        "signoff",
        "signoff",
        "report",
    ]
    errors = error_findings(all_found)
    assert [finding.place for finding in errors] == ["unit", "8.count", "own_lines/0"]
    assert all(finding.is_error for finding in errors)


def test_a_warning_that_was_accepted_is_marked_with_its_reason_and_an_error_cannot_be() -> None:
    accepted = (
        Acceptance("reward-note", "note:9.1", "Chưa có quyết định"),
        Acceptance("negative", "8.count", "Không sao"),
    )
    content = replace(entered(_9_1_count=2, _9_2_people=2, _8_count=-1), accepted=accepted)
    assert {finding.place: finding.accepted for finding in found(content)} == {
        "8.count": None,
        "note:9.1": "Chưa có quyết định",
        "note:9.2": None,
    }


# Any year, any report


@given(data=st.data(), form=st.sampled_from(FORMS))
def test_checking_any_report_says_whole_sentences_at_known_places(data: st.DataObject, form: Form) -> None:
    unit = data.draw(units(form))
    content = data.draw(contents(form, unit.level))
    basis = CheckBasis(
        form,
        unit,
        members=data.draw(figures(form)),
        last_year=data.draw(figures(form)),
        today=date.max,
    )
    result = findings(basis, content, data.draw(signoffs()))
    known = list(places(form, content))
    assert [known.index(finding.place) for finding in result] == sorted(
        known.index(finding.place) for finding in result
    )
    assert len(known) == len(set(known))
    expected = {"heading-empty", "de-trong"}
    assert {finding.check for finding in error_findings(result)} <= expected, "the factories make no errors"


def test_the_invented_year_has_rules_and_words_of_its_own() -> None:
    unit = Unit(UnitId("t", UnitCode("H1-1")), "Thư viện", LevelKey("co_so"), UnitCode("H1"))
    numbers = {"A.1.count": 5_001, "A.2.y.count": 1, "C.count": 12, "A.2.people": 3, "A.2.x.people": 4}
    written = MappingProxyType({h.key: from_plain_text("Có.") for h in INVENTED.headings if h.has_text})
    result = findings(CheckBasis(INVENTED, unit), Content(filled(numbers), narrative=written), SignOff())
    assert [(finding.check, finding.place) for finding in result] == [
        ("qua-lon", "A.1.count"),
        ("tong", "A.2.people"),
        ("o-dong", "A.2.y.count"),
        ("tien-chan", "C.count"),
    ]
    assert result[0].sentence == "A.1 “Đọc tại thư viện”, Số buổi: 5.001 quá 5.000."


LIBRARY = Unit(UnitId("t", UnitCode("K111")), "Thư viện", LevelKey("co_so"), UnitCode("K11"))


def kinds_found(
    numbers: dict[str, int], *checks: CheckRule, own_lines: tuple[OwnLine, ...] = (), **more: Any
) -> list[str]:
    """What `checks`, or without any those of the form itself, say of numbers, given in steps."""
    form = replace(KINDS, checks=checks) if checks else KINDS
    written = MappingProxyType({h.key: from_plain_text("Có.") for h in KINDS.headings if h.has_text})
    content = Content(figures=filled(numbers), narrative=written, own_lines=own_lines)
    result = findings(CheckBasis(form, LIBRARY, **more), content, SignOff())
    return [finding.sentence for finding in result]


def check(kind: str, sentence: str, **options: Any) -> CheckRule:
    return CheckRule("x", kind, Severity.WARNING, sentence, CheckOptions(**options))


def test_limits_are_in_the_unit_of_the_row_and_numbers_are_said_with_their_decimals() -> None:
    assert kinds_found({"C.count": 10_000}) == []
    assert kinds_found({"C.count": 10_001}) == ["C “Người dân có thẻ thư viện”: 100,01 quá 100."]
    assert kinds_found({"A.2.x.money": 5, "A.2.money": 4})[0].endswith("triệu đồng): 0,4 nhỏ hơn 0,5.")
    above = check(
        "entry-above", "{value} > {number}", rows=("A.1",), levels=("co_so",), measure="money", number=1
    )
    assert kinds_found({"A.1.money": 10}, above) == []
    assert kinds_found({"A.1.money": 11}, above) == ["1,1 > 1"]


def test_lines_of_ones_own_are_checked_in_their_unit() -> None:
    def money(value: int) -> tuple[OwnLine, ...]:
        return (OwnLine("Mua sách", "Nghìn đồng", MappingProxyType({MeasureKey("money"): value})),)

    assert kinds_found({"A.1.count": 0}, own_lines=money(50)) == []
    assert kinds_found({"A.1.count": 0}, own_lines=money(125)) == [
        "F.1 “Mua sách”, Kinh phí (triệu đồng): 12,5 không chẵn 5."
    ]
    assert kinds_found({"A.1.count": 0}, own_lines=money(50_001))[0].endswith("5.000,1 quá 5.000.")


def test_only_numbers_that_count_alike_are_set_against_each_other() -> None:
    numbers = {"A.1.count": 12, "A.1.money": 15, "A.1.rate": 985}
    for measure, against in (("money", "count"), ("money", "rate"), ("count", "rate")):
        assert kinds_found(numbers, check("fewer", "{row}", measure=measure, against=against)) == []
    alike = replace(KINDS.row_by_key[RowKey("A.1")].cells[MeasureKey("rate")], roll_up=RollUpKind.SUM)
    cells = {**KINDS.row_by_key[RowKey("A.1")].cells, MeasureKey("rate"): alike}
    rows = tuple(replace(row, cells=cells) if row.key == "A.1" else row for row in KINDS.rows)
    fewer = check("fewer", "{value} < {other}", measure="money", against="rate")
    content = Content(figures=filled(numbers))
    (finding,) = findings(CheckBasis(replace(KINDS, rows=rows, checks=(fewer,)), LIBRARY), content, SignOff())
    assert finding.sentence == "1,5 < 98,5"


def test_a_note_is_asked_for_each_number_of_the_row_in_its_own_unit() -> None:
    noted = check("without-note", "{value}", rows=("A.1",))
    assert kinds_found({"A.1.count": 12, "A.1.money": 15, "A.1.rate": 0}, noted) == ["12; 1,5"]


def test_ten_times_as_much_is_the_same_in_steps() -> None:
    times = check("times-last-year", "{value} / {last} = {number}", number=10)
    last = filled({"A.1.money": 12})
    assert kinds_found({"A.1.money": 119}, times, last_year=last) == []
    assert kinds_found({"A.1.money": 120}, times, last_year=last) == ["12,0 / 1,2 = 10"]


def test_every_kind_of_rule_fills_exactly_the_names_it_offers_and_is_used() -> None:
    """A case that breaks every rule of 2024 at once."""
    live = (Paragraph((FigureRun(cell("3.count")),)),)
    content = Content(
        figures=filled(
            {
                "2.count": 5,
                "2.people": 1,
                "1.1.count": 1,
                "1.2.people": 1,
                "1.3.count": 2,
                "1.3.people": 1,
                "5.count": 1,
                "5.1.count": 2,
                "7.2.count": 2,
                "8.count": -1,
                "9.1.count": 1,
                "10.1.count": 10**12 + 1,
            }
        ),
        notes=MappingProxyType({RowKey("1"): LEGACY}),
        own_lines=(line(label=""),),
        photos=(Photo("0a" * 32),),
        narrative=MappingProxyType({FORM.headings[1].key: live}),
    )
    long = "a" * (MAX_LINE + 1)
    wordy = Content(
        notes=MappingProxyType({RowKey("1"): long}),
        own_lines=(OwnLine(long, long),),
        photos=(Photo("0a" * 32, long),),
        narrative=MappingProxyType({FORM.headings[1].key: (Paragraph((TextRun("a" * 20),) * 4_000),)}),
        accepted=(Acceptance("all-blank", "report", long),),
    )
    unit = Unit(UnitId("t", UnitCode("")), "", LevelKey("truong"), None)
    case = CheckInput(
        form=FORM,
        unit=unit,
        content=content,
        letterhead=letterhead(FORM, unit, (), SignOff(abbreviation="")),
        sums=content.figures,
        today=date(2025, 1, 1),
        last_year=filled({"10.1.count": 1}),
        peers=reports(1_000, 4),
        signoff=SignOff(number=long),
    )
    long_texts = dataclasses.replace(case, unit=replace(unit, name=long), content=wordy)
    blank = dataclasses.replace(case, sums=filled({}), content=Content())
    unknown = dataclasses.replace(case, unit=replace(unit, level=LevelKey("cum")), letterhead=None)
    for check in FORM.checks:
        kind = RULES[check.kind]
        hits = [hit for each in (case, blank, unknown, long_texts) for hit in kind.run(each, check.options)]
        if check.key != "opening-district":
            assert hits, check.key
        assert all(hit.fields.keys() == kind.fields for hit in hits), check.key
    assert {check.kind for check in FORM.checks} == set(RULES)


def test_severity_is_the_forms_to_choose() -> None:
    strict = replace(FORM, checks=tuple(replace(check, severity=Severity.ERROR) for check in FORM.checks))
    result = findings(CheckBasis(strict, SCHOOL, ABOVE["S"]), CLEAN, SignOff(opening=""))
    assert [finding.is_error for finding in result] == [True]


def test_options_name_only_what_the_form_has() -> None:
    for check in FORM.checks:
        used = {
            field.name for field in dataclasses.fields(CheckOptions) if getattr(check.options, field.name)
        }
        assert used == RULES[check.kind].options, check.key
