"""The program itself: its faults, and its window when it is started again."""

from typing import Final

TITLE: Final = "Báo cáo Tuần lễ học tập suốt đời"
"""The name of the program, in the titles of its windows and wherever the system shows it."""

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
    "window-silent": (
        "Chương trình đang mở ở một cửa sổ khác, nhưng cửa sổ ấy đang bận nên chưa trả lời; dữ liệu không "
        "thay đổi.",
        "Hãy chuyển sang cửa sổ ấy, chờ xong việc rồi mở lại tệp; nếu cửa sổ ấy không phản hồi nữa, hãy đóng "
        "nó rồi mở lại chương trình.",
    ),
    "window-many": (
        "Một lần không chuyển được {count} tệp sang cửa sổ đang mở; chưa tệp nào được mở.",
        "Hãy đặt các tệp vào một thư mục rồi mở thư mục ấy.",
    ),
    "associate-system": (
        "Trên hệ điều hành này, bộ cài đặt đã cho phép bấm đúp để mở tệp .lcweek; chưa có gì được thay đổi.",
        "",
    ),
    "associate-tool": (
        "Máy này thiếu công cụ update-mime-database nên chưa đặt được việc mở tệp .lcweek; chưa có gì được "
        "thay đổi.",
        "Hãy cài gói shared-mime-info rồi thực hiện lại.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
