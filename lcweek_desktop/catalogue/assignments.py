"""Assignments: making them for the units below, and opening one."""

from typing import Final

PROBLEMS: Final = {
    "assignment-not-report": (
        "Đây là gói giao việc của cấp trên cho một đơn vị, không phải báo cáo hay kỳ báo cáo; chưa nhận gì "
        "từ tệp này, số liệu đang có vẫn nguyên.",
        "Nếu gói này dành cho đơn vị mình, hãy kéo tệp vào cửa sổ chương trình.",
        "Nếu gói này dành cho đơn vị mình, hãy dùng lệnh lcweek assignment open.",
    ),
    "report-not-assignment": (
        "Tệp này không phải gói giao việc; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy chọn tệp giao việc do đơn vị cấp trên gửi.",
    ),
    "assignment-foreign": (
        "Tệp {file} không phải gói giao việc; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy chọn tệp giao việc (.lcweek) do đơn vị cấp trên gửi.",
    ),
    "assignment-form": (
        "Gói giao việc này dùng biểu mẫu kỳ {campaign} chưa có trên máy này và không kèm theo kỳ báo cáo; "
        "chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy mở tệp kỳ báo cáo ấy để cài, hoặc cài bản chương trình mới nhất, rồi mở lại gói này.",
        "Hãy cài tệp kỳ báo cáo ấy bằng lệnh lcweek campaign install, hoặc cài bản chương trình mới nhất, "
        "rồi thực hiện lại.",
    ),
    "assignment-key": (
        "Gói giao việc này mang tên {giver} nhưng ký bằng mã khóa {short}, không phải mã khóa mà gói đầu "
        "tiên của {name} đã cho biết; chưa nhận gì từ tệp này, hạn gửi và số liệu đang có vẫn nguyên.",
        "Hãy gọi điện hỏi {giver}. Nếu nơi ấy đã đổi máy, hãy đề nghị đơn vị cấp trên nữa lập gói giao việc "
        "cho {name}.",
    ),
    "assignment-key-new": (
        "Máy này chưa biết mã khóa này của {giver}. Hãy so từng chữ với công văn hoặc danh sách kèm theo.",
        "",
    ),
    "assignment-older": (
        "Máy này đã nhận một gói giao việc mới hơn của đơn vị. Gói này được lập trước gói ấy, hoặc được lập "
        "sau khi {giver} khôi phục dữ liệu. Chỉ nên nhận khi {giver} xác nhận đây là gói đúng.",
        "",
    ),
    "assignment-another": (
        "Máy này đang làm việc cho {units}. Nhận gói này thì máy làm việc thêm cho {name}; nếu gói dành cho "
        "máy khác, hãy chuyển tệp đến đơn vị ấy.",
        "",
    ),
    "assignment-stray": (
        "Đơn vị đang có trên máy này (mã tự đặt {before}) mang mã được giao {after} từ nay; số liệu đã nhập "
        "chuyển sang mã mới.",
        "",
    ),
    "assignment-seen": (
        "{giver} đã nhận báo cáo bản số {revision} của đơn vị, mà máy này không có; bản chốt tiếp theo trên "
        "máy này mang số cao hơn.",
        "",
    ),
    "assignment-campaign": (
        "Kỳ báo cáo kèm theo do {publisher} ban hành, mã khóa {short}.",
        "",
    ),
    "assignment-note": ("{giver} dặn: {note}", ""),
    "assignment-loses": (
        "Kỳ báo cáo kèm theo gói giao việc không còn chỗ cho {count} nội dung đã nhập. Chưa nhận gì từ tệp "
        "này, số liệu đang có vẫn nguyên.",
        "Hãy xem các nội dung đó rồi xác nhận thêm một lần nữa.",
        "Hãy xem các nội dung đó bằng --dry-run, rồi thêm --leave-out để nhận.",
    ),
    "assignment-not-below": (
        "{name} không báo cáo về {giver} nên không lập được gói giao việc; chưa ghi tệp nào.",
        "Hãy chọn đơn vị trực thuộc.",
    ),
    "assignment-nobody": (
        "Danh mục chưa có đơn vị nào báo cáo về {name} nên chưa có gói giao việc để lập; chưa ghi tệp nào.",
        "Hãy thêm các đơn vị trực thuộc vào danh mục rồi thực hiện lại.",
        "Hãy thêm các đơn vị trực thuộc bằng lệnh lcweek init --directory rồi thực hiện lại.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
