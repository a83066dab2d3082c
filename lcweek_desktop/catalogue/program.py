"""Faults of the program itself."""

from typing import Final

PROBLEMS: Final = {
    "bug": (
        "Chương trình gặp lỗi; số liệu đã lưu vẫn nguyên.",
        "",
    ),
    "bug-recorded": (
        "Lỗi đã được ghi vào tệp {file}; tệp này không chứa số liệu, tên hay khóa.",
        "Hãy gửi tệp ấy cho người phụ trách chương trình.",
    ),
    "bug-unrecorded": (
        "Lỗi chưa ghi lại được.",
        "Hãy thực hiện lại; nếu vẫn lỗi, hãy báo cho người phụ trách chương trình.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
