"""What is said when texts of units below are taken over."""

from __future__ import annotations

from typing import Final

PROBLEMS: Final = {
    "piece-unknown": (
        "{name} có {count} đoạn ở mục {heading}, không có đoạn được nêu; lời văn chưa thay đổi.",
        "Hãy chọn lại đoạn.",
        "Hãy xem các đoạn bằng lệnh lcweek collate rồi viết MÃ hoặc MÃ:SỐ.",
    ),
    "take-heading": (
        "Báo cáo của cấp này không có mục “{key}” để viết; lời văn chưa thay đổi.",
        "Hãy chọn một trong các mục: {headings}.",
    ),
    "take-words": (
        "Chưa có lời văn cho đoạn gộp; lời văn chưa thay đổi.",
        "Hãy viết câu gộp rồi thực hiện lại.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
