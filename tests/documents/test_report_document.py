from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.documents.document import Document, FigureRow, Number, Title
from lcweek_desktop.documents.report_document import PrintableReport, report_document
from lcweek_desktop.domain.form import Cell, Form, LevelKey
from lcweek_desktop.domain.issued_documents import begun_list
from lcweek_desktop.domain.letterhead import letterhead
from lcweek_desktop.domain.narrative import Table, figure_cells
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.domain.report import Content, OwnLine, Photo
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.errors import KnownError
from tests.documents.samples import COUNT, SCHOOL, Sample, cell, pictures
from tests.factories import FORM, FORMS, INVENTED, contents, units

LEVEL = FORM.levels[0].key


def row(document: Document, tt: str) -> FigureRow:
    return next(row for row in document.table.rows if row.tt == tt)


def count(document: Document, tt: str) -> Number:
    return row(document, tt).numbers[0]


def test_the_table_has_every_row_of_the_form_in_order_then_the_own_lines() -> None:
    rows = Sample(FORM).document().table.rows
    assert [(row.tt, row.label) for row in rows[:-2]] == [(row.tt, row.label) for row in FORM.rows]
    assert [(row.tt, row.label) for row in rows[-2:]] == [
        ("", "Ngày hội đổi sách lấy cây xanh"),
        ("", "=SUM(D1:D9)"),
    ]


def test_an_own_line_from_below_names_its_unit() -> None:
    line = OwnLine("Hội sách", values={COUNT: 2})
    document = Sample(FORM, own_lines=[(line, None), (line, "Trường THCS Bình Lư")]).document()
    assert [row.label for row in document.table.rows[-2:]] == ["Hội sách", "Hội sách (Trường THCS Bình Lư)"]


def test_own_lines_push_the_rows_below_them_down_and_sums_follow() -> None:
    rows = (FORM.rows[-1], *FORM.rows[:-1])  # an invented form whose first row is that of own lines
    form = replace(FORM, rows=rows)
    table = Sample(form).document().table
    assert [row.tt for row in table.rows[:4]] == ["11", "", "", "1"]
    adds = next(row for row in table.rows if row.tt == "10").numbers[0].adds
    assert [table.rows[at].tt for at in adds] == ["10.1", "10.2"]


def test_blank_is_not_zero() -> None:
    document = Sample(FORM).document()
    assert (count(document, "1.10").value, count(document, "1.2").value) == (0, None)


def test_a_sum_of_blanks_is_blank() -> None:
    assert count(Sample(FORM, figures={}).document(), "1").value is None


def test_a_typed_total_keeps_what_it_holds_above_its_rows() -> None:
    number = count(Sample(FORM).document(), "5")
    assert (number.value, number.surplus) == (9, 2)


def test_a_cell_that_the_level_may_not_fill_is_closed_until_a_sum_fills_it() -> None:
    own = Sample(FORM, unit=SCHOOL, figures={}).document()
    summed = Sample(FORM, unit=SCHOOL, figures={cell("7.1"): 3}).document()
    assert count(own, "7.1") == Number(None, closed=True)
    assert count(summed, "7.1") == Number(3, locked=True)


def test_live_figures_are_the_numbers_they_show() -> None:
    parts = Sample(FORM).document().parts
    blocks = tuple(part for part in parts if not isinstance(part, Title))
    assert not figure_cells(blocks)
    text = "".join(run.text for block in blocks for run in getattr(block, "runs", ()))
    assert "09 cuộc thi, tọa đàm, … ấn phẩm; kinh phí 1.000.035.500.000 đồng" in text


def test_a_row_of_the_documents_in_which_nothing_stands_is_not_printed() -> None:
    heading = next(heading for heading in FORM.headings if heading.documents is not None)
    assert heading.documents is not None
    begun = begun_list(heading.documents)
    document = Sample(FORM, narrative={heading.key: begun}).document()
    (printed,) = (part for part in document.parts if isinstance(part, Table))
    assert begun[-1] == Table((*printed.rows, ((),) * 4))


def test_headings_are_numbered_as_on_the_form() -> None:
    titles = [part for part in Sample(FORM).document().parts if isinstance(part, Title)]
    assert titles[:2] == [
        Title("I. KẾT QUẢ TRIỂN KHAI THỰC HIỆN TUẦN LỄ", 0),
        Title("1. Công tác chỉ đạo, điều hành", 1),
    ]
    assert len(titles) == len(FORM.headings)


def test_only_the_headings_of_the_units_level_are_printed() -> None:
    """Also where a text was written under another; deeper headings stand deeper."""
    narrative = {heading.key: from_plain_text("Có.") for heading in INVENTED.headings if heading.has_text}

    def printed(level: str) -> list[tuple[str, int]]:
        report = PrintableReport(INVENTED, LevelKey(level), Content(narrative=narrative), Sample(FORM).head)
        parts = report_document(report).parts
        assert len(parts) == 2 * len([part for part in parts if isinstance(part, Title)]) - 1
        return [(part.text, part.depth) for part in parts if isinstance(part, Title)]

    everywhere = [("1. Việc đã làm", 0), ("2. Đánh giá", 0), ("a. Được", 1), ("b. Chưa được", 1)]
    assert printed("co_so") == everywhere
    assert printed("tinh") == [*everywhere, ("1) Vì sao ở các xã", 2)]


def test_a_photo_names_its_activity() -> None:
    pictures_of = Sample(FORM, photos=pictures(1)).document().pictures
    assert [picture.activity for picture in pictures_of] == ["6.1. Hoạt động thể dục thể thao"]


def test_a_photo_that_is_not_there_is_named() -> None:
    content = Content(photos=(Photo("0" * 64, "Lễ khai mạc"),))
    with pytest.raises(KnownError) as caught:
        report_document(PrintableReport(FORM, LEVEL, content, Sample(FORM).head))
    assert caught.value.code == "document-photo"
    assert "Lễ khai mạc" in caught.value.message


@given(st.sampled_from(FORMS), st.data())
def test_every_computed_cell_is_its_parts_and_its_surplus(form: Form, data: st.DataObject) -> None:
    unit = data.draw(units(form))
    content = data.draw(contents(form, unit.level))
    own_lines = [(line, None) for line in content.own_lines]
    without_photos = replace(content, photos=())
    head = letterhead(form, unit, (), Sample(form).signoff)
    printable = PrintableReport(form, unit.level, without_photos, head, content.figures, own_lines)
    rows = report_document(printable).table.rows
    for form_row in form.rows:
        printed = next(row for row in rows if (row.tt, row.label) == (form_row.tt, form_row.label))
        for measure, number in zip(form.measures, printed.numbers, strict=True):
            at = form.measures.index(measure)
            assert number.value == displayed_value(form, content.figures, Cell(form_row.key, measure.key))
            if number.adds and number.value is not None:
                parts = sum(rows[part].numbers[at].value or 0 for part in number.adds)
                assert number.value == parts + number.surplus
