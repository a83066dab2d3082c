"""This machine, where neither the data nor a file of somebody else is at fault."""

from typing import Final

PROBLEMS: Final = {
    "output-refused": (
        "Không ghi được kết quả ra nơi nhận của lệnh (ổ đĩa đầy, hoặc nơi nhận đã đóng); việc đã làm vẫn "
        "được giữ nguyên.",
        "",
        "Hãy chọn nơi nhận khác rồi xem lại bằng lệnh lcweek show hoặc lcweek progress.",
    ),
    "temporary-full": (
        "Ổ đĩa có thư mục tạm của máy đã đầy nên chưa làm được việc này; số liệu đã lưu vẫn nguyên.",
        "Hãy giải phóng dung lượng ổ đĩa hệ thống rồi thực hiện lại.",
    ),
    "temporary-unwritable": (
        "Không ghi được vào thư mục tạm của máy nên chưa làm được việc này; số liệu đã lưu vẫn nguyên.",
        "Hãy khởi động lại máy rồi thực hiện lại; nếu vẫn không được, hãy nhờ người quản trị máy kiểm tra "
        "quyền ghi của thư mục tạm.",
    ),
    "scan-unchecked": (
        "Báo cáo đã được nhận, nhưng bản quét đi kèm chưa được đối chiếu với báo cáo. {cause}",
        "Hãy khắc phục rồi nhận lại tệp này.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
