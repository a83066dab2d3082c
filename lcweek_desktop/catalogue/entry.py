"""Entering, checking and freezing a report."""

from typing import Final

PROBLEMS: Final = {
    "number-not-whole": (
        "“{text}” không phải là số nguyên; ô giữ giá trị cũ.",
        "Hãy nhập số nguyên, ví dụ 1.234 hoặc 1234.",
    ),
    "number-not-decimal": (
        "“{text}” không phải là số viết theo cách Việt Nam; ô giữ giá trị cũ.",
        "Hãy nhập số có dấu phẩy trước phần thập phân, ví dụ 98,5 hoặc 1.234,5.",
    ),
    "number-too-fine": (
        "“{text}” có quá nhiều chữ số sau dấu phẩy, ô này nhận nhiều nhất {decimals}; ô giữ giá trị cũ, "
        "không tự làm tròn.",
        "Hãy làm tròn rồi nhập lại.",
    ),
    "number-too-large": (
        "Số vừa gõ quá lớn; ô giữ giá trị cũ.",
        "Hãy kiểm tra lại số chữ số.",
    ),
    "entry-photo": (
        "Ảnh “{file}” không có trong các báo cáo của đơn vị này, cạnh tệp JSON cũng không có tệp nào tên như "
        "vậy; chưa có gì được thay đổi.",
        "Hãy để tệp ảnh cạnh tệp JSON và ghi đúng tên tệp.",
    ),
    "workbook-not-template": (
        "Tệp “{file}” không phải mẫu Excel của chương trình nên chưa đọc được; báo cáo chưa thay đổi gì.",
        "Hãy mở tệp bằng Excel, chọn các ô số liệu, nhấn Ctrl+C rồi dán vào bảng của trang Phụ lục II bằng "
        "Ctrl+V.",
        "Hãy chép các ô số liệu trong Excel rồi dán vào bảng Phụ lục II trong cửa sổ của chương trình.",
    ),
    "workbook-other-form": (
        "Tệp “{file}” là mẫu Excel của kỳ báo cáo {campaign} với biểu mẫu khác biểu mẫu đang dùng; báo cáo "
        "chưa thay đổi gì.",
        "Hãy dùng mẫu Excel của đúng kỳ này, hoặc chép các ô số liệu trong Excel rồi dán vào bảng bằng "
        "Ctrl+V.",
        "Hãy dùng mẫu do lệnh lcweek template ghi cho đúng kỳ này.",
    ),
    "workbook-cells": (
        "Trong tệp “{file}” có {count} ô không nhận được ({cells}); chưa có gì được thay đổi.",
        "Hãy sửa các ô này trong Excel rồi thực hiện lại.",
    ),
    "told-nothing": (
        "Phụ lục II chưa có số liệu nào để viết thành lời; lời văn chưa thay đổi.",
        "Hãy nhập số liệu trước rồi thực hiện lại.",
    ),
    "told-before": (
        "Mục {heading} đang có đoạn viết từ số liệu cũ, khác với Phụ lục II hiện nay; lời văn chưa thay đổi.",
        "Hãy thay đoạn cũ bằng đoạn mới.",
        "Hãy thêm --replace để thay đoạn cũ; phần còn lại của mục được giữ nguyên.",
    ),
    "written-heading": (
        "Mục “{key}” không phải chỗ của {what}; lời văn chưa thay đổi.",
        "Hãy chọn một trong các mục: {headings}.",
    ),
    "document-words": (
        "Chưa thấy số và ngày của văn bản trong “{text}”; lời văn chưa thay đổi.",
        "Hãy viết như “Kế hoạch số 12/KH-TH ngày 05/9/2024 của Trường A về việc tổ chức Tuần lễ” rồi thực "
        "hiện lại.",
    ),
    "text-dropped": (
        "Đã bỏ {count} ký tự không in được và không gửi được.",
        "Nếu thấy thiếu chữ, hãy gõ lại chỗ đó.",
    ),
    "text-too-long": (
        "Nội dung sẽ dài {length} ký tự, chỗ này nhận nhiều nhất {limit}; phần vừa nhập không được nhận, nội "
        "dung đã có vẫn nguyên.",
        "Hãy rút gọn rồi nhập lại.",
    ),
    "text-many-pieces": (
        "Nội dung sẽ có {length} đoạn, ô bảng và chỗ đổi kiểu chữ, một mục nhận nhiều nhất {limit}; phần vừa "
        "nhập không được nhận, nội dung đã có vẫn nguyên.",
        "Hãy bỏ bớt bảng hoặc kiểu chữ rồi nhập lại.",
    ),
    "text-split": (
        "Đoạn dài quá {limit} ký tự đã được tách thành nhiều đoạn.",
        "Hãy xem lại chỗ tách.",
    ),
    "entry-key": (
        "Mục “{key}” không có trong biểu mẫu; chưa có gì được thay đổi.",
        "Hãy kiểm tra lại tên mục rồi thực hiện lại.",
    ),
    "entry-value": (
        "Giá trị tại “{key}” không hợp lệ ({reason}); chưa có gì được thay đổi.",
        "Hãy sửa giá trị này rồi thực hiện lại.",
    ),
    "entry-closed": (
        "Ô “{key}” không nhập được ({reason}); chưa có gì được thay đổi.",
        "Hãy bỏ giá trị này rồi thực hiện lại.",
    ),
    "entry-heading": (
        "Mục “{key}” ({heading}) không có trong báo cáo của cấp này; chưa có gì được thay đổi.",
        "Hãy đưa nội dung sang mục khác rồi thực hiện lại.",
    ),
    "entry-total": (
        "Tổng nhập tại “{key}” ({typed}) nhỏ hơn tổng các dòng chi tiết ({total}); chưa có gì được thay đổi.",
        "Hãy nhập tổng bằng hoặc lớn hơn {total}, hoặc bỏ trống để chương trình tự cộng.",
    ),
    "entry-file": (
        "Tệp “{file}” không phải tệp số liệu JSON đọc được ({reason}); chưa có gì được thay đổi.",
        "Hãy kiểm tra lại tệp rồi thực hiện lại.",
    ),
    "report-errors": (
        "Báo cáo còn {count} lỗi: {findings} Báo cáo chưa được chốt; số liệu vẫn được giữ nguyên.",
        "Hãy sửa các lỗi này rồi thực hiện lại.",
    ),
    "report-no-parent": (
        "Đơn vị {unit} không có đơn vị cấp trên để gửi; chưa có gì được thay đổi.",
        "",
        "Hãy chỉ rõ nơi nhận bằng --to MÃ.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
