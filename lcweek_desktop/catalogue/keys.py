"""Keys, and the paper code."""

from typing import Final

PROBLEMS: Final = {
    "key-malformed": (
        "Khóa công khai không đúng quy cách; chưa có gì được thay đổi.",
        "Hãy đề nghị đơn vị gửi lại.",
    ),
    "key-weak": (
        "Khóa công khai thuộc loại không an toàn nên không được dùng; chưa có gì được thay đổi.",
        "Hãy đề nghị nơi gửi tạo khóa mới bằng chương trình rồi gửi lại.",
    ),
    "key-missing": (
        "Không tìm thấy tệp khóa {file} của đơn vị nên chưa ký lại được; báo cáo đã chốt và số liệu "
        "vẫn nguyên.",
        "Hãy chép lại tệp khóa nếu còn bản sao của thư mục dữ liệu; nếu không, hãy sửa báo cáo rồi chốt: "
        "chương trình sẽ tạo khóa mới và nơi nhận phải xác nhận lại khóa.",
    ),
    "key-unreadable": (
        "Không đọc được tệp khóa {file} của đơn vị; báo cáo chưa chốt hoặc gửi, số liệu vẫn nguyên.",
        "Hãy kiểm tra quyền đọc của thư mục dữ liệu rồi thực hiện lại.",
    ),
    "key-damaged": (
        "Tệp khóa {file} của đơn vị bị hỏng; báo cáo chưa chốt hoặc gửi, số liệu vẫn nguyên.",
        "Hãy chép lại tệp khóa nếu còn bản sao của thư mục dữ liệu; nếu không, hãy chuyển tệp này đi nơi "
        "khác rồi chốt báo cáo mới: chương trình sẽ tạo khóa mới và nơi nhận phải xác nhận lại khóa.",
    ),
    "key-exists": (
        "Đã có tệp khóa {file}; tệp được giữ nguyên, không ghi đè.",
        "Hãy dùng khóa đang có.",
    ),
    "key-unwritten": (
        "Không ghi được tệp khóa {file}; chưa có gì được thay đổi.",
        "Hãy kiểm tra chỗ trống và quyền ghi của thư mục dữ liệu rồi thực hiện lại.",
    ),
    "key-other": (
        "Bản số {revision} đã chốt bằng khóa khác với khóa hiện có nên không ký lại được; báo cáo vẫn "
        "nguyên.",
        "Hãy chép lại tệp khóa cũ nếu còn bản sao của thư mục dữ liệu; nếu không, hãy sửa báo cáo, chốt bản "
        "mới rồi gửi.",
    ),
    "key-new": (
        "Báo cáo này ký bằng khóa mới {key} vì không thấy khóa cũ trên máy này; nơi nhận sẽ phải xác nhận "
        "lại khóa.",
        "Hãy báo cho nơi nhận biết.",
    ),
    "paper-damaged": (
        "Mã trên bản giấy bị hỏng hoặc đọc thiếu; chưa nhập gì từ mã này.",
        "Hãy chụp lại rõ hơn, hoặc đề nghị đơn vị gửi tệp báo cáo.",
    ),
    "paper-version": (
        "Mã trên bản giấy do bản chương trình mới hơn tạo ra; chưa nhập gì từ mã này.",
        "Hãy cài bản chương trình mới nhất rồi thực hiện lại.",
    ),
    "paper-form": (
        "Mã trên bản giấy là của kỳ báo cáo hoặc biểu mẫu khác; chưa nhập gì từ mã này.",
        "Hãy xem lại bản giấy là của kỳ báo cáo nào.",
        "Hãy chọn đúng kỳ báo cáo bằng --year NĂM rồi thực hiện lại.",
    ),
    "paper-signature": (
        "Chữ ký số trong mã trên bản giấy không đúng khóa của đơn vị; chưa nhập gì từ mã này.",
        "Hãy đối chiếu mã khóa in trên bản giấy với đơn vị rồi thực hiện lại.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
