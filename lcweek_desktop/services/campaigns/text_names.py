"""What the texts and days of a campaign are called, for everybody who names one to a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXT_NAMES: Final[Mapping[str, str]] = {
    "id": "Mã kỳ báo cáo",
    "year": "Năm",
    "edition": "Danh mục đơn vị",
    "name": "Tên kỳ báo cáo",
    "theme": "Chủ đề",
    "notice": "Lưu ý về biểu mẫu (không in)",
    "starts": "Bắt đầu",
    "ends": "Kết thúc",
    "opening": "Khai mạc",
    "deadline": "Hạn nộp (ngày cuối còn kịp)",
    "deadline_text": "Hạn nộp viết bằng lời",
    "recipient": "Nơi nhận báo cáo",
    "email": "Thư điện tử nhận bản mềm",
    "title": "Tên loại văn bản",
    "subject": "Trích yếu",
    "number": "Số văn bản",
    "signature_note": "Dòng ghi chú chỗ ký",
    "opening_sentence": "Câu mở đầu",
    "closing_sentence": "Câu kết",
    "skipped_initials": "Chữ bỏ qua khi viết tắt",
    "table_name": "Tên phụ lục số liệu",
    "table_title": "Tiêu đề biểu số liệu",
    "table_reference": "Dòng kèm theo của biểu số liệu",
    "template_title": "Tiêu đề mẫu trống",
    "template_reference": "Dòng kèm theo của mẫu trống",
    "photos_title": "Tiêu đề phần hình ảnh",
    "reminder": "Lời nhắc trước hạn",
    "reminder_late": "Lời nhắc sau hạn",
    "letter_subject": "Trích yếu của thư nhắc",
    "letter": "Các đoạn của thư nhắc trước hạn",
    "letter_late": "Các đoạn của thư nhắc sau hạn",
}
"""The names by key; every key of a campaign has one."""
