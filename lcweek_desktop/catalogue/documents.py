"""Printed documents, and the demo."""

from typing import Final

PROBLEMS: Final = {
    "document-photo": (
        "Ảnh “{photo}” của báo cáo không còn hoặc không đọc được nên chưa in được; số liệu vẫn nguyên.",
        "Hãy bỏ ảnh này khỏi báo cáo hoặc thêm lại ảnh, rồi in lại.",
    ),
    "document-too-tall": (
        "Phần đầu trang hoặc phần ký của báo cáo dài hơn một trang giấy nên chưa in được; số liệu "
        "vẫn nguyên.",
        "Hãy rút gọn tên cơ quan, địa danh, chức vụ hoặc họ tên người ký, rồi in lại.",
    ),
    "document-cell-too-long": (
        "Nội dung “{text}” dài hơn {limit} ký tự nên không ghi được vào một ô bảng tính; số liệu vẫn nguyên.",
        "Hãy rút gọn nội dung này, hoặc in ra tệp PDF.",
    ),
    "chart-cell": (
        "Không vẽ được biểu đồ của ô “{cell}” vì biểu mẫu không có số liệu ở ô này; chưa ghi tệp nào.",
        "Hãy ghi khóa của dòng, dấu chấm, khóa của cột, ví dụ 1.1.count, rồi thực hiện lại.",
    ),
    "print-failed": (
        "Máy in {printer} không nhận trang in; báo cáo vẫn nguyên, một số trang có thể đã in.",
        "Hãy xem máy in đã bật, còn giấy và không báo lỗi, rồi in lại; hoặc lưu thành PDF và in từ tệp đó.",
    ),
    "print-no-printer": (
        "Máy này chưa có máy in nào nên chưa in được; báo cáo vẫn nguyên.",
        "Hãy nối và cài máy in rồi in lại; hoặc lưu thành PDF và in từ tệp đó trên máy khác.",
    ),
    "print-no-page": (
        "Báo cáo có {pages} trang, không có trang nào trong khoảng đã chọn nên chưa in được; "
        "báo cáo vẫn nguyên.",
        "Hãy chọn lại trang cần in, từ 1 đến {pages}.",
    ),
    "demo-folder": (
        "Thư mục {folder} đã có tệp khác nên không dùng để làm thử; chưa có gì được ghi.",
        "Hãy chọn thư mục mới hoặc thư mục trống.",
    ),
    "demo-sum": (
        "Tổng của ô {cell} trong phần làm thử không khớp với số liệu đã nhập; các tệp đã tạo vẫn "
        "được giữ nguyên.",
        "Hãy báo cho người phụ trách chương trình.",
    ),
    "demo-received": (
        "Phần làm thử nhận tệp {file} không như dự kiến: {reason} Các tệp đã tạo vẫn được giữ nguyên.",
        "Hãy báo cho người phụ trách chương trình.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
