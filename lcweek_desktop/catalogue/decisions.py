"""What was decided about received reports, as the history of decisions says it."""

from typing import Final

PROBLEMS: Final = {
    "decided-key": ("Xác nhận khóa {key} của {unit}.", ""),
    "decided-one-unit": ("Các báo cáo của {unit} là của một đơn vị, tên “{name}”, dùng khóa {key}.", ""),
    "decided-report": ("Tính báo cáo {report} của {unit}.", ""),
    "decided-two-units": ("Báo cáo ký bằng khóa {key} dưới mã của {unit} là của đơn vị khác: {new}.", ""),
    "decided-same-unit": ("{other} và {unit} là một đơn vị, dùng khóa {key}.", ""),
    "decided-apart": ("Các đơn vị {units} là khác nhau.", ""),
    "decided-wait": ("Chưa tính báo cáo {report} của {unit}; đợi báo cáo mới của đơn vị tổng hợp nó.", ""),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
