"""What is asked about received reports, and what was decided, as the history of decisions says it."""

from typing import Final

PROBLEMS: Final = {
    "question-one-code": (
        "Mã {unit} có các báo cáo khác tên hoặc khác khóa ký, không nối tiếp nhau. Hai đơn vị chung một mã?",
        "",
    ),
    "question-key": (
        "Báo cáo của {units} ký bằng khóa mới {key}. Mã khóa này có đúng với bản giấy có chữ ký không?",
        "",
    ),
    "question-newer-direct": (
        "Bản gửi trực tiếp của {units} mới hơn bản trong báo cáo của {holder}. Tính bản mới ở đây, hay đợi "
        "{holder} gửi báo cáo mới?",
        "",
    ),
    "question-conflict": ("Có hai báo cáo khác nhau cùng số bản của {units}. Tính báo cáo nào?", ""),
    "question-fewer-cells": ("Bản sau của {units} có ít ô số liệu hơn bản trước. Tính bản nào?", ""),
    "question-alike": ("Các đơn vị {units} có thể là một đơn vị?", ""),
    "sums-asking": ("Tổng hợp thiếu {count} đơn vị, đang hỏi: {units}.", ""),
    "sums-newer": (
        "{name}: tính bản số {older} trong báo cáo của {holder}; bản số {revision} mới hơn chưa được tính.",
        "",
    ),
    "decided-key": ("Xác nhận khóa {key} của {unit}.", ""),
    "decided-one-unit": ("Các báo cáo của {unit} là của một đơn vị, tên “{name}”, dùng khóa {key}.", ""),
    "decided-report": ("Tính báo cáo {report} của {unit}.", ""),
    "decided-two-units": ("Báo cáo ký bằng khóa {key} dưới mã của {unit} là của đơn vị khác: {new}.", ""),
    "decided-same-unit": ("{other} và {unit} là một đơn vị, dùng khóa {key}.", ""),
    "decided-apart": ("Các đơn vị {units} là khác nhau.", ""),
    "decided-wait": ("Chưa tính báo cáo {report} của {unit}; đợi báo cáo mới của đơn vị tổng hợp nó.", ""),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
