"""Data that go to another machine."""

from typing import Final

PROBLEMS: Final = {
    "moved-in": (
        "Dữ liệu và khóa ký đã sang máy này.",
        "Hãy nhập, chốt và gửi ở máy này từ nay; trước lần chốt đầu tiên, chương trình sẽ hỏi bản nào đã gửi "
        "gần nhất.",
    ),
    "move-ask": (
        "Dữ liệu của máy này đã chuyển sang máy khác ngày {day}; nếu cả hai máy cùng chốt, nơi nhận sẽ có "
        "hai báo cáo của một đơn vị. Báo cáo chưa chốt, số liệu vẫn nguyên.",
        "Hãy chốt và gửi ở máy kia.",
        "Hãy chốt và gửi ở máy kia. Nếu vẫn chốt ở máy này, hãy thêm --here; nếu đã thôi chuyển máy, hãy "
        "dùng lệnh lcweek move --stay.",
    ),
    "moved-keys": (
        "Tệp chuyển máy không có khóa ký của {units} vì khóa bị mất hoặc bị hỏng; số liệu vẫn đủ.",
        "Nếu gửi báo cáo từ máy mới, chương trình sẽ tạo khóa mới và nơi nhận phải xác nhận lại khóa.",
    ),
    "move-short": (
        "Mật khẩu ngắn hơn {least} ký tự; chưa ghi tệp nào.",
        "Hãy đặt mật khẩu dài hơn, ví dụ bốn từ tiếng Việt liền nhau, hoặc dùng mật khẩu chương trình gợi ý.",
    ),
    "move-differs": (
        "Hai lần nhập mật khẩu không giống nhau; chưa ghi tệp nào.",
        "Hãy nhập lại mật khẩu, hai lần như nhau.",
    ),
    "move-missing": (
        "Không thấy tệp chuyển máy {file}; chưa có gì được thay đổi.",
        "Hãy kiểm tra USB hoặc thư mục rồi thực hiện lại.",
    ),
    "move-foreign": (
        "Tệp {file} không phải tệp chuyển máy; chưa có gì được thay đổi.",
        "Hãy chọn tệp .lcwmove đã ghi ở máy cũ.",
    ),
    "move-newer": (
        "Tệp {file} do bản chương trình mới hơn ghi nên máy này chưa đọc được; chưa có gì được thay đổi.",
        "Hãy cài bản chương trình mới nhất rồi mở lại tệp.",
    ),
    "move-passphrase": (
        "Mật khẩu không đúng với tệp {file}; chưa có gì được thay đổi.",
        "Hãy nhập lại mật khẩu đã đặt ở máy cũ; chữ hoa, chữ thường và dấu phải đúng. Nếu không còn nhớ, hãy "
        "ghi tệp khác ở máy cũ.",
    ),
    "move-damaged": (
        "Tệp {file} bị hỏng hoặc chép thiếu nên không được dùng; chưa có gì được thay đổi.",
        "Hãy chép lại tệp từ máy cũ; nếu vẫn lỗi, hãy ghi tệp khác ở máy cũ.",
    ),
    "move-occupied": (
        "Máy này đang có dữ liệu của {units} nên chưa mở tệp {file}; chưa có gì được thay đổi.",
        "Nếu muốn dùng dữ liệu trong tệp, hãy mở tệp ở máy chưa có đơn vị nào, hoặc chọn thư mục dữ liệu "
        "khác. Nếu tệp là của chính đơn vị này, hãy sao lưu ra USB ở máy kia rồi khôi phục ở máy này.",
    ),
    "move-back": (
        "Tệp {file} là tệp chuyển máy, còn dữ liệu của máy này đã chuyển sang máy khác; chưa có gì được "
        "thay đổi.",
        "Nếu tệp được ghi ở máy kia để chuyển về, hãy bấm “Mở tệp từ máy kia…” ở dòng nhắc phía trên.",
        "Nếu tệp được ghi ở máy kia để chuyển về, hãy dùng lệnh lcweek open-moved.",
    ),
    "move-older": (
        "Tệp {file} không mới hơn dữ liệu của {units} trên máy này nên không được mở; chưa có gì được thay "
        "đổi.",
        "Hãy ghi tệp chuyển máy ở máy đang dùng rồi mở tệp đó. Nếu dữ liệu mới nhất đã ở máy này, hãy bấm "
        "“Vẫn dùng máy này…” ở dòng nhắc phía trên.",
        "Hãy ghi tệp chuyển máy ở máy đang dùng rồi mở tệp đó. Nếu dữ liệu mới nhất đã ở máy này, hãy dùng "
        "lệnh lcweek move --stay.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
