"""The text under the headings of a report that somebody made by hand."""

from __future__ import annotations

from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.handmade_narrative import read_narrative
from lcweek_desktop.domain.plain_text import from_plain_text
from tests.factories import FORM

SCHOOL = LevelKey("truong")


def test_each_heading_has_what_stands_under_it() -> None:
    paragraphs = [
        "Thực hiện Kế hoạch của Phòng, nhà trường báo cáo như sau:",
        "I/ Kết quả triển khai thực hiện Tuần lễ",
        "1. Công tác chỉ đạo, điều hành:",
        "(Thống kê đầy đủ, chính xác các kết quả đạt được theo từng nội dung vào phụ lục II)",
        "Trường đã ban hành 2 văn bản.",
        "- Kế hoạch số 12;",
        "- Công văn số 15.",
        "3) Kết quả đạt được",
        "Tồn tại, hạn chế",
        "Kinh phí còn ít.",
        "Nơi nhận:",
        "- Lưu: VT.",
    ]
    assert read_narrative(FORM, SCHOOL, paragraphs) == {
        "I.1": from_plain_text("Trường đã ban hành 2 văn bản.\n- Kế hoạch số 12;\n- Công văn số 15."),
        "II.2": from_plain_text("Kinh phí còn ít."),
    }


def test_words_that_are_no_heading_are_nobodys_text() -> None:
    paragraphs = ["Kết quả", "Rất tốt.", "Ưu điểm của thư viện trường là nhiều sách."]
    assert read_narrative(FORM, SCHOOL, paragraphs) == {}
