"""Campaigns: their files, publishing and installing."""

from typing import Final

PROBLEMS: Final = {
    "campaign-damaged": (
        "Kỳ báo cáo {campaign} đã cài trên máy này bị hỏng nên chưa dùng được; số liệu đã nhập vẫn nguyên.",
        "Hãy cài lại tệp kỳ báo cáo này; số liệu sẽ hiện lại.",
        "Hãy cài lại tệp kỳ báo cáo bằng lệnh lcweek campaign install; số liệu sẽ hiện lại.",
    ),
    "campaign-not-report": (
        "Đây là tệp kỳ báo cáo (biểu mẫu của một năm), không phải báo cáo; chưa nhận gì từ tệp này, số liệu "
        "đang có vẫn nguyên.",
        "Nếu cần kỳ báo cáo này, hãy cài tệp như một kỳ báo cáo.",
        "Nếu cần kỳ báo cáo này, hãy cài bằng lệnh lcweek campaign install.",
    ),
    "report-not-campaign": (
        "Đây là tệp báo cáo, không phải tệp kỳ báo cáo; chưa cài gì, kỳ báo cáo đang có vẫn nguyên.",
        "Hãy chọn tệp kỳ báo cáo do nơi ban hành gửi.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
