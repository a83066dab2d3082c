"""Charts read back: bars as long as their numbers, readable without colours."""

from __future__ import annotations

from ctypes import c_int, c_uint
from dataclasses import dataclass, replace

import pypdfium2
import pytest
from pypdfium2 import raw

from lcweek_desktop.documents.chart import Bar, Chart, Panel, chart_bytes
from tests.documents.reading import pages, squeezed, whole_text

CHART = Chart(
    issuer="ỦY BAN NHÂN DÂN HUYỆN TAM ĐƯỜNG",
    title="BIỂU ĐỒ SỐ LIỆU, NĂM 2024",
    remark="Đã tính 3/10 đơn vị trực thuộc.",
    panels=(Panel("Theo nội dung", (Bar("Các lớp bồi dưỡng", 400), Bar("Số tin bài", 100), Bar("Khác", 0))),),
    year="Năm 2024",
)


@dataclass(frozen=True)
class Drawn:
    """A filled rectangle; `grey` 0 black to 255 white."""

    width: float
    grey: int


def drawn(pdf: bytes, page: int = 0) -> list[Drawn]:
    """The filled rectangles of a page, in the order in which they were drawn."""
    found = []
    for shape in pypdfium2.PdfDocument(pdf)[page].get_objects([raw.FPDF_PAGEOBJ_PATH]):
        left, _, right, _ = shape.get_bounds()
        red, green, blue, opaque = (c_uint() for _ in range(4))
        raw.FPDFPageObj_GetFillColor(shape, red, green, blue, opaque)
        assert red.value == green.value == blue.value
        fill, stroke = c_int(), c_int()
        raw.FPDFPath_GetDrawMode(shape, fill, stroke)
        if fill.value:
            found.append(Drawn(right - left, red.value))
    return found


def test_bars_are_as_long_as_their_numbers_and_say_them() -> None:
    pdf = chart_bytes(CHART)
    four, one, none = drawn(pdf)
    assert four.width / one.width == pytest.approx(4, rel=0.02)
    assert none.width < 2
    for words in ("400", "100", "Các lớp bồi dưỡng", "Đã tính 3/10 đơn vị trực thuộc."):
        assert squeezed(words) in whole_text(pdf)


def test_last_year_stands_beside_in_white_with_a_legend() -> None:
    bars = (Bar("Các lớp", 10, 20), Bar("Mới", 5, None), Bar("Đã thôi", None, 8))
    chart = replace(CHART, panels=(Panel("So sánh", bars),), last_year="Năm 2023")
    legend, (dark, white, new, gone) = drawn(chart_bytes(chart))[:2], drawn(chart_bytes(chart))[2:]
    assert [each.grey > 200 for each in legend] == [False, True]
    assert [each.grey > 200 for each in (dark, white, new, gone)] == [False, True, False, True]
    assert white.width / dark.width == pytest.approx(2, rel=0.02)
    assert "Năm2023" in whole_text(chart_bytes(chart))
    assert "Năm2023" not in whole_text(chart_bytes(CHART))


def test_a_long_panel_goes_on_with_its_title_and_a_page_number() -> None:
    bars = tuple(Bar(f"Trường số {number}", number) for number in range(60))
    read = pages(chart_bytes(replace(CHART, panels=(Panel("Theo đơn vị", bars),))))
    assert len(read) > 1
    assert read[1].holds("(tiếp theo)") and read[1].words[0].text == "2"
    assert all(word.bottom > 30 and word.right < 842 - 30 for page in read for word in page.words)


def test_a_panel_that_a_page_holds_is_not_broken() -> None:
    panels = tuple(
        Panel(name, tuple(Bar(f"{name} {number}", number) for number in range(14))) for name in ("Một", "Hai")
    )
    first, second = pages(chart_bytes(replace(CHART, panels=panels)))
    assert first.holds("Một 13") and not first.holds("Hai")
    assert second.holds("Hai 0") and not second.holds("(tiếp theo)")


def test_only_tinos_is_in_the_file_and_the_same_chart_gives_the_same_bytes() -> None:
    pdf = chart_bytes(CHART)
    assert pdf == chart_bytes(CHART)
    assert {word.font.partition("-")[0] for page in pages(pdf) for word in page.words} == {"Tinos"}
    assert b"Helvetica" not in pdf


def test_sums_of_fifteen_digits_and_long_names_stay_on_the_sheet() -> None:
    bar = Bar("Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện Phong Thổ " * 3, 10**15)
    (page,) = pages(chart_bytes(replace(CHART, panels=(Panel("Kinh phí (đồng)", (bar,)),))))
    assert page.holds("1.000.000.000.000.000")
    assert all(word.left > 57 - 1 and word.right < 842 - 40 for word in page.words)


def test_no_numbers_at_all_are_said_in_words() -> None:
    assert "Chưacósốliệu." in whole_text(chart_bytes(replace(CHART, panels=(Panel("Trống", ()),))))
