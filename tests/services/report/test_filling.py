"""Filling in an entry document: what merges, what is refused, and that a refusal changes nothing."""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from PIL import Image

from dev import ROOT
from lcweek_desktop.domain.codec import content_json
from lcweek_desktop.domain.lengths import MAX_LINE, MAX_PARAGRAPH
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.checking import check_report
from lcweek_desktop.services.report.entry_document import apply_entry, entry_document
from lcweek_desktop.services.report.filling import fill
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.storage import Draft
from tests.factories import FORM, FORMS, contents, signoffs
from tests.services.conftest import Offices
from tests.services.office import Office

Composition: TypeAlias = Literal["NFC", "NFD"]

FULL: dict[str, Any] = {
    "figures": {
        "1.1": {"count": 2, "people": 60, "note": "ghi chú"},
        "1.4a": {"count": 0},
        "5": {"count": 9},
        "5.1": {"count": 4},
        "11": {"note": "xem dưới"},
    },
    "other_rows": [{"label": "Tọa đàm", "unit": "Buổi", "count": 1, "people": 2, "note": "n"}],
    "narrative": {"I.1": "Đoạn một.\n\nĐoạn hai.", "II.2": "Không."},
    "signoff": {"date": "2024-10-15", "number": "12", "title": ["HIỆU TRƯỞNG"], "name": "Lò Thị Én"},
    "accepted": [{"check": "all-blank", "place": "report", "reason": "đã xem"}],
}


@pytest.fixture
def filled(school: Office) -> Office:
    school.fill(**FULL)
    return school


def refusal(office: Office, text: str | bytes) -> KnownError:
    """What filling `text` is refused with; the report is as it was."""
    before = office.shown()
    with pytest.raises(KnownError) as refused:
        office.fill_text(text)
    assert office.shown() == before
    return refused.value


def figures(office: Office) -> dict[str, Any]:
    figures: dict[str, Any] = office.shown()["figures"]
    return figures


# Merging


def test_what_is_filled_is_shown(filled: Office) -> None:
    shown = filled.shown()
    assert {key: shown[key] for key in ("figures", "other_rows", "narrative", "accepted")} == {
        key: FULL[key] for key in ("figures", "other_rows", "narrative", "accepted")
    }
    assert {key: shown["signoff"][key] for key in FULL["signoff"]} == FULL["signoff"]


def test_what_is_absent_stays_as_it_was(filled: Office) -> None:
    before = filled.shown()
    filled.fill(figures={"1.1": {"people": 61}}, signoff={"number": "13"}, narrative={"II.2": "Có."})
    after = filled.shown()
    assert after["figures"] == before["figures"] | {"1.1": {"count": 2, "people": 61, "note": "ghi chú"}}
    assert after["signoff"] == before["signoff"] | {"number": "13"}
    assert after["narrative"] == before["narrative"] | {"II.2": "Có."}
    assert after["other_rows"] == before["other_rows"]


def test_an_empty_document_changes_nothing(filled: Office) -> None:
    before = filled.shown()
    filled.fill()
    assert filled.shown() == before


@pytest.mark.parametrize(
    ("given", "row", "left"),
    [
        ({"1.1": {"count": None}}, "1.1", {"people": 60, "note": "ghi chú"}),
        ({"1.1": {"note": None}}, "1.1", {"count": 2, "people": 60}),
        ({"1.1": None}, "1.1", None),
        ({"5": {"count": None}}, "5", None),
        ({"11": None}, "11", None),
        ({"1.4a": {"count": None}}, "1.4a", None),
    ],
)
def test_null_makes_blank(
    filled: Office, given: dict[str, Any], row: str, left: dict[str, Any] | None
) -> None:
    filled.fill(figures=given)
    assert figures(filled).get(row) == left


def test_null_for_a_whole_part_empties_it(filled: Office) -> None:
    empty = filled.shown()
    filled.fill(**dict.fromkeys(FULL))
    shown = filled.shown()
    assert all(not shown[part] for part in ("figures", "other_rows", "narrative", "accepted", "photos"))
    assert shown["signoff"] != empty["signoff"]
    assert (shown["signoff"]["title"], shown["signoff"]["number"]) == (None, "")


def test_a_closed_cell_takes_null_so_that_a_unit_whose_level_changed_can_empty_it(district: Office) -> None:
    district.fill(figures={"7.1": {"count": 1}})
    draft = district.context.store.drafts.get(district.workspace.unit.id, district.workspace.campaign, FORM)
    assert draft is not None
    emptied = apply_entry({"figures": {"7.1": {"count": None}}}, draft, FORM, FORM.levels[0].key, str)
    assert emptied.content.figures == {}


def test_blank_and_zero_differ(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 0, "people": None}})
    assert figures(school) == {"1.1": {"count": 0}}
    assert school.shown()["totals"]["1"] == {"count": 0, "people": None}


def test_lists_replace(filled: Office) -> None:
    lines = [{"label": "Một"}, {"label": "Hai", "people": 0}]
    filled.fill(other_rows=lines, signoff={"title": ["TM. BAN", "TRƯỞNG BAN"], "recipients": ["Lưu: VT"]})
    shown = filled.shown()
    assert [(line["label"], line["count"], line["people"]) for line in shown["other_rows"]] == [
        ("Một", None, None),
        ("Hai", None, 0),
    ]
    assert shown["signoff"]["title"] == ["TM. BAN", "TRƯỞNG BAN"]
    filled.fill(signoff={"title": "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG"})
    assert filled.shown()["signoff"]["title"] == ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"]
    filled.fill(other_rows=[], signoff={"title": [], "recipients": None}, accepted=[])
    shown = filled.shown()
    assert (shown["other_rows"], shown["accepted"]) == ([], [])
    assert (shown["signoff"]["title"], shown["signoff"]["recipients"]) == ([], None)


def test_title_may_be_a_string(school: Office) -> None:
    school.fill(signoff={"title": " PHÓ  HIỆU TRƯỞNG "})
    assert school.shown()["signoff"]["title"] == ["PHÓ HIỆU TRƯỞNG"]


def test_shown_output_fed_back_changes_nothing(filled: Office) -> None:
    filled.send()
    before = filled.shown()
    filled.fill(**before)
    assert filled.shown() == before
    assert before["state"] == "frozen"


def test_shown_output_can_be_fed_back_while_a_typed_total_has_become_too_small(filled: Office) -> None:
    filled.fill(figures={"5.1": {"count": 10}})
    assert "total-below-parts" in {finding.check for finding in check_report(filled.workspace)}
    before = filled.shown()
    filled.fill(**before)
    assert filled.shown() == before


def without_empty_lines(signoff: SignOff) -> SignOff:
    title, recipients = (
        lines and tuple(filter(None, lines)) for lines in (signoff.title, signoff.recipients)
    )
    return replace(signoff, title=title, recipients=recipients)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.campaign.id)
def test_the_document_of_any_draft_makes_that_draft_again(form: Any) -> None:
    level = form.levels[0].key

    @settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
    @given(contents(form, level), signoffs().map(without_empty_lines))
    def holds(content: Any, signoff: Any) -> None:
        draft = Draft(content, signoff)
        shown = json.loads(json.dumps(entry_document(draft, form)))
        again = apply_entry(
            shown, Draft(type(content)()), form, level, lambda name: name.removesuffix(".jpg")
        )
        assert content_json(again.content) == content_json(content)
        assert entry_document(again, form) == shown

    holds()


# Typed totals


def test_a_total_may_be_typed_over_the_sum_of_its_rows_and_stays(school: Office) -> None:
    school.fill(figures={"5": {"count": 10, "people": 300}, "5.1": {"count": 4}, "5.3": {"people": 300}})
    assert figures(school)["5"] == {"count": 10, "people": 300}
    school.fill(figures={"5.1": {"count": 10}})
    assert school.shown()["totals"]["5"] == {"count": 10, "people": 300}


def test_a_total_equal_to_its_rows_is_taken(school: Office) -> None:
    school.fill(figures={"5": {"count": 4}, "5.1": {"count": 4}})
    assert figures(school)["5"] == {"count": 4}


@pytest.mark.parametrize("order", [("5", "5.1"), ("5.1", "5")])
def test_a_total_below_its_rows_is_refused_in_whatever_order_they_are_given(
    school: Office, order: tuple[str, str]
) -> None:
    entries = {"5": {"count": 3}, "5.1": {"count": 1_000}}
    error = refusal(school, json.dumps({"figures": {row: entries[row] for row in order}}))
    assert error.code == "entry-total"
    assert "“figures.5.count” (3)" in error.message
    assert "(1.000)" in error.message


# Refusals


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        *(({row: {measure: 1}}, "entry-closed") for row in ("1", "6") for measure in ("count", "people")),
        ({"10": {"count": 1}}, "entry-closed"),
        ({"10": {"people": 1}}, "entry-closed"),
        ({"2": {"people": 1}}, "entry-closed"),
        ({"4": {"count": 0}}, "entry-closed"),
        ({"4.2": {"count": 1}}, "entry-closed"),
        ({"7.1": {"count": 1}}, "entry-closed"),
        ({"11": {"count": 1}}, "entry-closed"),
        ({"99": {"count": 1}}, "entry-key"),
        ({"1.1": {"total": 1}}, "entry-key"),
    ],
)
def test_a_cell_that_takes_nothing_is_refused_by_name(
    filled: Office, cell: dict[str, dict[str, int]], code: str
) -> None:
    ((row, entry),) = cell.items()
    error = refusal(filled, json.dumps({"figures": {"1.2": {"count": 5}, **cell}}))
    assert error.code == code
    assert f"“figures.{row}" in error.message
    assert code == "entry-closed" or row == "99" or f".{next(iter(entry))}”" in error.message


def test_the_opening_of_a_district_is_open_for_a_district(district: Office) -> None:
    district.fill(figures={"7.1": {"count": 1}})
    assert figures(district) == {"7.1": {"count": 1}}


@pytest.mark.parametrize(
    "number", ["1.0", "1.5", "true", "false", '"2"', "1e3", "NaN", "-Infinity", "[1]", "{}", '""']
)
@pytest.mark.parametrize("place", ["figures.1.1.count", "other_rows.0.people"])
def test_what_is_no_whole_number_is_refused_by_name(filled: Office, number: str, place: str) -> None:
    if place.startswith("figures"):
        text = f'{{"figures": {{"1.2": {{"count": 7}}, "1.1": {{"count": {number}}}}}}}'
    else:
        text = f'{{"other_rows": [{{"label": "a", "people": {number}}}]}}'
    error = refusal(filled, text)
    assert (error.code, f"“{place}”" in error.message) == ("entry-value", True)
    assert "phải là số nguyên" in error.message


def test_a_number_without_quotation_marks_where_text_belongs_is_told_so(filled: Office) -> None:
    error = refusal(filled, '{"signoff": {"number": 12}}')
    assert (error.code, "“signoff.number”" in error.message) == ("entry-value", True)
    assert "phải là văn bản đặt trong dấu ngoặc kép" in error.message


@pytest.mark.parametrize("digits", ["1" + "0" * 18 + "1", "9" * 5_000, "-" + "9" * 5_000])
def test_a_number_nobody_counts_to_is_refused_by_name(filled: Office, digits: str) -> None:
    error = refusal(filled, f'{{"figures": {{"1.1": {{"count": {digits}}}}}}}')
    assert (error.code, "figures.1.1.count" in error.message) == ("entry-value", True)
    assert "số quá lớn" in error.message


def test_a_negative_number_is_kept_and_found_by_the_checks(school: Office) -> None:
    school.fill(figures={"1.1": {"count": -5}})
    assert figures(school) == {"1.1": {"count": -5}}
    assert "negative" in {finding.check for finding in check_report(school.workspace)}


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ({"figure": {}}, "figure"),
        ({"figures": []}, "figures"),
        ({"figures": {"1.1": 3}}, "figures.1.1"),
        ({"figures": {"1.1": {"note": 3}}}, "figures.1.1.note"),
        ({"other_rows": {}}, "other_rows"),
        ({"other_rows": [3]}, "other_rows.0"),
        ({"other_rows": [{"label": "a"}, {"name": "b"}]}, "other_rows.1.name"),
        ({"other_rows": [{"label": ["a"]}]}, "other_rows.0.label"),
        ({"narrative": "a"}, "narrative"),
        ({"narrative": {"I": "a"}}, "narrative.I"),
        ({"narrative": {"IV.1": "a"}}, "narrative.IV.1"),
        ({"narrative": {"I.1": 3}}, "narrative.I.1"),
        ({"narrative": {"I.1": ["a"]}}, "narrative.I.1.0"),
        ({"narrative": {"I.1": [{"type": "image"}]}}, "narrative.I.1.0.type"),
        ({"signoff": []}, "signoff"),
        ({"signoff": {"signer": "a"}}, "signoff.signer"),
        ({"signoff": {"name": 3}}, "signoff.name"),
        ({"signoff": {"title": [["a"]]}}, "signoff.title.0"),
        ({"signoff": {"recipients": 3}}, "signoff.recipients.0"),
        ({"signoff": {"date": "15/10/2024"}}, "signoff.date"),
        ({"signoff": {"date": "2024-02-30"}}, "signoff.date"),
        ({"signoff": {"date": 20241015}}, "signoff.date"),
        ({"photos": {}}, "photos"),
        ({"photos": [{"caption": "a"}]}, "photos.0.file"),
        ({"photos": [{"file": "a.jpg", "row": "99"}]}, "photos.0.row"),
        ({"photos": [{"file": "a.jpg", "row": 6}]}, "photos.0.row"),
        ({"photos": [{"file": "a.jpg", "alt": ""}]}, "photos.0.alt"),
        ({"accepted": [{"check": "no-such", "place": "report", "reason": ""}]}, "accepted.0.check"),
        ({"accepted": [{"check": "negative", "place": "report", "reason": ""}]}, "accepted.0.check"),
        ({"accepted": ["a"]}, "accepted.0"),
        ({"narrative": {"I.1": "a" * 65_537}}, "narrative.I.1"),
        ({"other_rows": [{"label": "ệ" * 30_000}]}, "other_rows.0.label"),
    ],
)
def test_anything_else_is_refused_by_name(filled: Office, document: dict[str, Any], key: str) -> None:
    error = refusal(filled, json.dumps({"figures": {"1.2": {"count": 5}}} | document))
    assert error.code in ("entry-key", "entry-value")
    assert f"“{key}”" in error.message


@pytest.mark.parametrize("depth", [100, 700])
def test_a_text_of_lists_within_lists_is_refused_by_name(filled: Office, depth: int) -> None:
    error = refusal(filled, f'{{"narrative": {{"I.1": {"[" * depth}{"]" * depth}}}}}')
    assert (error.code, "“narrative.I.1" in error.message) == ("entry-value", True)


def test_more_photos_than_a_bundle_carries_are_refused(school: Office) -> None:
    error = refusal(school, json.dumps({"photos": [{"file": "a.jpg"}] * 41}))
    assert (error.code, "“photos”" in error.message) == ("entry-value", True)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "dòng 1, cột 1"),
        (b"[]", "không phải một đối tượng JSON"),
        (b"null", "không phải một đối tượng JSON"),
        (b'{"figures": {},}', "dòng 1"),
        (b'{"figures": {}} x', "dòng 1"),
        (b'{"figures": {"1.1": {"count": 1, "count": 2}}}', "khóa “count” lặp lại"),
        (b'{"figures": {}, "figures": {}}', "khóa “figures” lặp lại"),
        ('{"narrative": {"I.1": "ệ"}}'.encode("cp1258", "replace") + b"\xff", "không phải mã hóa UTF-8"),
        ("{}".encode("utf-16"), "không phải mã hóa UTF-8"),
        (b'{"figures": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "lồng nhau quá sâu"),
        (b"\x89PNG\r\n\x1a\n", "không phải mã hóa UTF-8"),
    ],
)
def test_a_file_that_is_no_entry_document_is_refused_with_the_place(
    filled: Office, data: bytes, reason: str
) -> None:
    error = refusal(filled, data)
    assert (error.code, reason in error.message) == ("entry-file", True)
    assert "nhap.json" in error.message


def test_many_keys_are_read_in_one_pass(filled: Office) -> None:
    assert refusal(filled, json.dumps({f"k{number}": 1 for number in range(200_000)})).code == "entry-key"


def test_a_byte_order_mark_is_read_over(school: Office) -> None:
    school.fill_text('{"figures": {"1.1": {"count": 1}}}'.encode("utf-8-sig"))
    assert figures(school) == {"1.1": {"count": 1}}


def test_a_file_that_is_not_there_is_said_to_be_missing(filled: Office) -> None:
    with pytest.raises(KnownError) as refused:
        fill(filled.workspace, filled.folder / "khong-co.json")
    assert refused.value.code == "file-missing"


# Texts


def test_texts_are_kept_in_nfc_without_what_cannot_be_seen(school: Office) -> None:
    decomposed = unicodedata.normalize("NFD", "Trường Tiểu học Thèn Sin")
    dirty = f"{decomposed}\u202e\x00\x1b[2J\ud800\t kết\nthúc"
    school.fill(
        figures={"1.1": {"note": dirty}},
        other_rows=[{"label": dirty, "unit": dirty, "note": dirty}],
        narrative={"I.1": f"{decomposed}\r\n\r\n\u2066hai\ud800"},
        signoff={"name": dirty, "title": [dirty], "recipients": [dirty], "superior": dirty},
    )
    shown, clean = school.shown(), "Trường Tiểu học Thèn Sin[2J kết thúc"
    assert shown["figures"]["1.1"]["note"] == clean
    assert {shown["other_rows"][0][key] for key in ("label", "unit", "note")} == {clean}
    assert shown["narrative"]["I.1"] == "Trường Tiểu học Thèn Sin\n\nhai"
    assert {shown["signoff"][key] for key in ("name", "superior")} == {clean}
    assert shown["signoff"]["title"] == shown["signoff"]["recipients"] == [clean]
    school.send()


def test_a_key_with_a_lone_surrogate_is_refused_like_any_unknown_key(filled: Office) -> None:
    assert refusal(filled, '{"figures": {"\\ud800": {"count": 1}}}').code == "entry-key"


BLOCKS: list[dict[str, Any]] = [
    {
        "type": "paragraph",
        "align": "center",
        "runs": [
            {"text": "Đã mở "},
            {"figure": {"row": "1.1", "measure": "count"}, "bold": True},
            {"text": " lớp", "italic": True},
        ],
    },
    {
        "type": "list",
        "marks": ["1.", "a)", "-"],
        "start": 3,
        "items": [{"depth": 1, "runs": [{"text": "một"}]}],
    },
    {"type": "table", "rows": [[[{"text": "a"}], []], [[], [{"text": "b"}]]]},
]


def test_a_narrative_may_be_blocks(school: Office) -> None:
    school.fill(narrative={"I.1": BLOCKS})
    assert school.shown()["narrative"]["I.1"] == BLOCKS
    school.send()


def test_blocks_are_cleaned_as_plain_text_is(school: Office) -> None:
    run = {"text": unicodedata.normalize("NFD", "Thèn\u202e\nSin")}
    school.fill(narrative={"I.1": [{"type": "paragraph", "align": "left", "runs": [run]}]})
    ((block,),) = (school.shown()["narrative"]["I.1"],)
    assert block["runs"] == [{"text": "Thèn Sin"}]


def test_blocks_of_a_wrong_kind_are_refused_in_vietnamese(filled: Office) -> None:
    error = refusal(
        filled, json.dumps({"narrative": {"I.1": [{"type": "paragraph", "align": "up", "runs": []}]}})
    )
    assert (error.code, "“narrative.I.1.0.align”" in error.message) == ("entry-value", True)
    assert "không phải khối văn bản đúng quy cách" in error.message


# Characters and lengths


def test_characters_that_no_text_may_hold_are_dropped_and_counted(school: Office) -> None:
    file = school.folder / "la.json"
    document = {
        "figures": {"1.1": {"note": "Lớp\ufffe buổi\0 tối"}},
        "narrative": {"I.1": "Một\u2028đoạn\U0001e08f."},
        "signoff": {"recipients": ["Phòng\ufdd0 GD&ĐT"], "name": "Lò\u200b Thị Én"},
    }
    file.write_text(json.dumps(document), encoding="utf-8")
    assert fill(school.workspace, file).dropped == {
        "figures.1.1.note": 2,
        "narrative.I.1": 1,
        "signoff.recipients.0": 1,
    }
    shown = school.shown()
    assert shown["figures"]["1.1"]["note"] == "Lớp buổi tối"
    assert shown["narrative"]["I.1"] == "Một\n\nđoạn."
    assert shown["signoff"]["recipients"] == ["Phòng GD&ĐT"]
    school.send()


def test_a_run_of_such_characters_alone_is_left_out(school: Office) -> None:
    runs = [{"text": "\ufffe", "bold": True}, {"text": "Có."}]
    school.fill(narrative={"I.1": [{"type": "paragraph", "align": "justify", "runs": runs}]})
    assert school.shown()["narrative"]["I.1"] == "Có."


def paragraphs(*texts: str) -> list[dict[str, Any]]:
    """Blocks of the narrative."""
    return [{"type": "paragraph", "align": "left", "runs": [{"text": text}]} for text in texts]


LINE = "ạ" * MAX_LINE


@pytest.mark.parametrize(
    ("document", "key", "count"),
    [
        ({"figures": {"1.1": {"note": f"{LINE}b"}}}, "figures.1.1.note", "501 ký tự, nhiều nhất 500"),
        ({"other_rows": [{"label": f"{LINE}b"}]}, "other_rows.0.label", "501 ký tự, nhiều nhất 500"),
        ({"other_rows": [{"label": "a", "unit": "b" * 61}]}, "other_rows.0.unit", "61 ký tự, nhiều nhất 60"),
        ({"signoff": {"name": f"{LINE}b"}}, "signoff.name", "501 ký tự, nhiều nhất 500"),
        ({"narrative": {"I.1": "ạ" * 16_001}}, "narrative.I.1", "16.001 ký tự, nhiều nhất 16.000"),
        ({"narrative": {"I.1": paragraphs("b" * 16_001)}}, "narrative.I.1", "16.001 ký tự"),
        ({"narrative": {"I.1": "\n\n".join(["b" * 15_001] * 4)}}, "narrative.I.1", "nhiều nhất 60.000"),
        ({"narrative": {"I.1": paragraphs(*"b" * 2_001)}}, "narrative.I.1", "4002 đoạn"),
    ],
)
def test_a_text_that_nobody_would_type_is_refused_whole_with_its_count(
    filled: Office, document: dict[str, Any], key: str, count: str
) -> None:
    error = refusal(filled, json.dumps(document))
    assert error.code == "entry-value"
    assert f"“{key}”" in error.message
    assert count in error.message


def test_a_text_of_just_that_length_is_taken_and_letters_count_once_however_they_are_written(
    school: Office,
) -> None:
    school.fill(
        figures={"1.1": {"count": 1, "note": unicodedata.normalize("NFD", LINE)}},
        narrative={"I.1": "\n\n".join(["ạ" * MAX_PARAGRAPH] * 3)},
    )
    assert school.shown()["figures"]["1.1"]["note"] == LINE
    school.send()


# Photos


def photo(folder: Path, name: str = "anh.png") -> str:
    Image.new("RGB", (40, 30), "teal").save(folder / name)
    return name


def test_photos_are_found_beside_the_file_and_kept_when_shown_output_comes_back(school: Office) -> None:
    school.fill(photos=[{"file": photo(school.folder), "caption": "Lễ khai mạc", "row": "6.1"}])
    (kept,) = school.shown()["photos"]
    assert (kept["caption"], kept["row"]) == ("Lễ khai mạc", "6.1")
    (school.folder / "anh.png").unlink()
    school.fill(photos=[kept | {"caption": "Khai mạc", "row": None}])
    assert school.shown()["photos"] == [kept | {"caption": "Khai mạc", "row": None}]


def test_a_photo_of_a_frozen_revision_comes_back_and_no_file_of_another_unit_does(
    school: Office, offices: Offices
) -> None:
    school.fill(photos=[{"file": photo(school.folder)}])
    (kept,) = school.shown()["photos"]
    school.send()
    school.fill(photos=[])
    school.fill(photos=[kept])
    assert school.shown()["photos"] == [kept]
    other = f"{school.context.store.blobs.put(b'x')}.jpg"
    assert refusal(school, json.dumps({"photos": [{"file": other}]})).code == "entry-photo"
    commune = offices("03394")
    commune.context.store.blobs.put(school.context.store.blobs.get(kept["file"].removesuffix(".jpg")))
    assert refusal(commune, json.dumps({"photos": [kept]})).code == "entry-photo"
    (commune.folder / photo(commune.folder)).rename(commune.folder / kept["file"])
    commune.fill(photos=[kept])  # a file of that name beside the entry document is one like any other


@pytest.mark.parametrize(("on_disk", "written"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_photo_is_found_however_its_name_is_composed(
    school: Office, on_disk: Composition, written: Composition
) -> None:
    photo(school.folder, unicodedata.normalize(on_disk, "ảnh ổ.png"))
    school.fill(photos=[{"file": unicodedata.normalize(written, "ảnh ổ.png")}])
    assert len(school.shown()["photos"]) == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("khong-co.jpg", "photo-missing"),
        ("a\0b.jpg", "photo-missing"),
        ("\ud800.jpg", "photo-missing"),
        ("", "photo-missing"),
        pytest.param(
            "." * 300,
            "file-unreadable",
            marks=pytest.mark.skipif(os.name == "nt", reason="Windows drops the dots at the end of a name"),
        ),
        ("ả" * 300, "file-unreadable"),
        ("chu.jpg", "photo-not-picture"),
    ],
)
def test_a_photo_that_cannot_be_taken_is_refused_and_nothing_is_changed(
    filled: Office, name: str, code: str
) -> None:
    (filled.folder / "chu.jpg").write_text("không phải ảnh", encoding="utf-8")
    given = {"figures": {"1.2": {"count": 5}}, "photos": [{"file": name}]}
    assert refusal(filled, json.dumps(given)).code == code


# Another year


def test_a_form_without_own_lines_takes_none(tmp_path: Path) -> None:
    data = ROOT / "tests" / "data"
    listed = data / "units" / "ho-xanh-2031.csv"
    with open_context(tmp_path / "2031", data / "forms") as context:
        workspace = set_up(context, "2031", UnitSetup("H1-1", "Thư viện", "co_so"), listed=listed)
        office = Office(workspace, tmp_path)
        assert refusal(office, '{"other_rows": [{"label": "a"}]}').code == "entry-key"
        office.fill(other_rows=[], figures={"A.1": {"count": 1}, "A": {"count": 5}})
        assert office.shown()["totals"] == {
            "A": {"count": 5, "people": None},
            "A.2": {"count": None, "people": None},
        }


def test_what_is_left_of_a_photo_is_not_needed_once_it_is_kept(school: Office) -> None:
    school.fill(photos=[{"file": photo(school.folder)}])
    (kept,) = school.shown()["photos"]
    shutil.copy(school.context.store.blobs.path(kept["file"].removesuffix(".jpg")), school.folder / "x.jpg")
    with Image.open(school.folder / "x.jpg") as picture:
        assert (picture.format, picture.size) == ("JPEG", (40, 30))
