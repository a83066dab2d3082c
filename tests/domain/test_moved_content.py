"""What was entered goes over to another form by the keys of rows and headings; nothing goes in silence."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given

from lcweek_desktop.domain.codec import content_from_json, content_json
from lcweek_desktop.domain.form import Cell, Form, HeadingKey, LevelKey, MeasureKey, RowKey
from lcweek_desktop.domain.moved_content import Leftover, MovedContent, moved_content
from lcweek_desktop.domain.narrative import FigureRun, Paragraph, TextRun
from lcweek_desktop.domain.report import Content, OwnLine, Photo
from lcweek_desktop.domain.values import MAX_NUMBER, format_number
from lcweek_desktop.formdefs import read_form
from tests.bundle.sample_campaigns import FILES_OF_THU, changed_files
from tests.bundle.small_form import PEOPLE, figures, rich_content
from tests.factories import FORM, INVENTED, contents

THU = read_form(FILES_OF_THU)
COUNT = MeasureKey("count")
XA = LevelKey("xa")
ROWS = "phu-luc-2.toml"
MORE = '\n[[heading]]\nkey = "II"\nnumber = "II"\ntitle = "Kết quả"\nhas_text = true\n'


def other(file: str, written: str, slipped: str) -> Form:
    return read_form(changed_files(file, written, slipped))


def without_row(key: str) -> Form:
    return other(ROWS, f'key = "{key}"\ntt = "{key}"', f'key = "{key}-moi"\ntt = "{key}"')


def with_decimal_row_2() -> Form:
    return other(
        ROWS,
        'count = "open", people = "closed"',
        'count = { state = "open", decimals = 1, roll_up = "sum" }, people = "closed"',
    )


def test_to_the_same_form_everything_goes_over() -> None:
    content = rich_content({"a" * 64: "Ảnh"})
    found = moved_content(content, THU, THU, XA)
    assert (found.content, found.left) == (content, ())


def test_what_has_gone_over_can_be_stored_by_the_other_form() -> None:
    content = rich_content({"a" * 64: "Ảnh"})
    for key in ("1.1", "2", "5.1", "10.1"):
        form = without_row(key)
        found = moved_content(content, THU, form, XA)
        assert content_from_json(content_json(found.content), form) == found.content
        assert found.left


def test_to_a_form_with_no_key_in_common_everything_is_left() -> None:
    content = Content(figures(r1_1_count=2, r2_count=0))
    found = moved_content(content, THU, FORM, XA)
    kept = {cell for cell in content.figures if cell in FORM.stored_cells}
    assert found.content.figures.keys() == kept
    assert len(found.left) == len(content.figures) - len(kept)


def test_a_row_that_is_gone_leaves_its_number_and_its_note() -> None:
    content = Content(figures(r1_1_count=2, r1_2_count=0), MappingProxyType({RowKey("1.2"): "tối"}))
    found = moved_content(content, THU, without_row("1.2"), XA)
    assert found.content == Content(figures(r1_1_count=2))
    assert found.left == (
        Leftover("Dòng 1.2 (Dòng 1.2), cột Số lớp", "0"),
        Leftover("Ghi chú dòng 1.2 (Dòng 1.2)", "tối"),
    )


def test_a_cell_that_is_closed_leaves_its_number() -> None:
    form = other(ROWS, 'count = "open", people = "closed"', 'count = "closed", people = "open"')
    found = moved_content(Content(figures(r2_count=130)), THU, form, XA)
    assert found.content.figures == {}
    assert found.left == (Leftover("Dòng 2 (Dòng 2), cột Số lớp", "130"),)


@pytest.mark.parametrize(("value", "kept", "left"), [(985, None, ["98,5"]), (980, 98, [])])
def test_decimals_come_and_go_with_the_value_kept(value: int, kept: int | None, left: list[str]) -> None:
    decimal, cell = with_decimal_row_2(), Cell(RowKey("2"), COUNT)
    content = Content(MappingProxyType({cell: value}))
    found = moved_content(content, decimal, THU, XA)
    assert found.content.figures.get(cell) == kept
    assert [each.text for each in found.left] == left
    assert moved_content(Content(figures(r2_count=98)), THU, decimal, XA).content.figures == {cell: 980}


def test_a_number_that_would_be_too_large_with_decimals_is_left() -> None:
    found = moved_content(Content(figures(r2_count=MAX_NUMBER)), THU, with_decimal_row_2(), XA)
    assert found.content.figures == {}
    assert [each.text for each in found.left] == [format_number(MAX_NUMBER, 0)]


def test_a_heading_that_takes_no_text_leaves_what_was_written_under_it() -> None:
    form = other("phu-luc-1.toml", "has_text = true\n", f"has_text = false\n{MORE}")
    text = (Paragraph((TextRun("Đã mở "), FigureRun(Cell(RowKey("1"), COUNT)), TextRun(" lớp"))),)
    content = Content(figures(r1_1_count=2), narrative=MappingProxyType({HeadingKey("I.1"): text}))
    found = moved_content(content, THU, form, XA)
    assert found.content.narrative == {}
    assert found.left == (Leftover("Mục “Lãnh đạo”", "Đã mở 02 lớp"),)


def test_a_heading_that_the_unit_s_level_lacks_leaves_its_text() -> None:
    levels = 'has_text = true\nlevels = ["tinh"]\n'
    more = '\n[[heading]]\nkey = "II"\nnumber = "II"\ntitle = "Kết quả"\nhas_text = true\n'
    files = changed_files("phu-luc-1.toml", "has_text = true\n", levels)
    form = read_form({**files, "phu-luc-1.toml": files["phu-luc-1.toml"] + more.encode()})
    text = (Paragraph((TextRun("Đã họp"),)),)
    content = Content(narrative=MappingProxyType({HeadingKey("I.1"): text}))
    assert moved_content(content, THU, form, XA).left == (Leftover("Mục “Lãnh đạo”", "Đã họp"),)
    assert moved_content(content, THU, form, LevelKey("tinh")).content == content


def test_a_live_figure_of_a_cell_that_is_gone_becomes_the_text_that_it_showed() -> None:
    gone, stays = FigureRun(Cell(RowKey("1.2"), COUNT)), FigureRun(Cell(RowKey("1.1"), COUNT))
    text = (Paragraph((gone, stays)),)
    content = Content(figures(r1_2_count=5), narrative=MappingProxyType({HeadingKey("I.1"): text}))
    found = moved_content(content, THU, without_row("1.2"), XA)
    assert found.content.narrative == {HeadingKey("I.1"): (Paragraph((TextRun("05"), stays)),)}


def test_own_lines_without_their_row_and_numbers_without_their_column_are_left() -> None:
    line = OwnLine("Phát thanh", "Lần", MappingProxyType({COUNT: 7, PEOPLE: 20}), "sáng")
    content = Content(own_lines=(line,))
    found = moved_content(content, THU, other(ROWS, "own_lines = true", "own_lines = false"), XA)
    assert found.content.own_lines == ()
    assert [each.text for each in found.left] == ["7", "20", "Lần – sáng"]


def test_a_photo_stays_without_the_row_that_is_gone() -> None:
    content = Content(photos=(Photo("a" * 64, "Ảnh", RowKey("1.2")),))
    found = moved_content(content, THU, without_row("1.2"), XA)
    assert found.content.photos == (Photo("a" * 64, "Ảnh", None),)
    assert found.left == ()


@given(contents(FORM))
def test_any_content_moved_to_any_form_can_be_stored_there_and_every_number_is_somewhere(
    content: Content,
) -> None:
    for after in (FORM, INVENTED, THU):
        level = after.levels[0].key
        found = moved_content(content, FORM, after, level)
        assert content_from_json(content_json(found.content), after) == found.content
        lost = len(content.figures) - len(found.content.figures)
        assert sum(", cột " in each.about and each.about.startswith("Dòng ") for each in found.left) >= lost
        assert len(found.content.photos) == len(content.photos)
    assert moved_content(content, FORM, FORM, None) == MovedContent(content, ())
