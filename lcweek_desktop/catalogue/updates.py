"""New versions of the program."""

from typing import Final

PROBLEMS: Final = {
    "update-no-key": (
        "Bản chương trình này không có khóa của nơi phát hành nên không kiểm tra được bản cập nhật; chưa "
        "có gì được thay đổi.",
        "Hãy xin tệp cài đặt (lcweek-…-setup.exe) từ nơi phát hành, so mã SHA-256 rồi chạy tệp ấy; số liệu "
        "vẫn nguyên.",
    ),
    "update-signature": (
        "Tệp “{file}” không có chữ ký của nơi phát hành chương trình nên không được cài; chưa có gì được "
        "thay đổi.",
        "Hãy xin lại tệp từ nơi phát hành hoặc từ đơn vị nhận báo cáo; đừng cài tệp lấy từ nơi khác.",
    ),
    "update-product": (
        "Tệp “{file}” do nơi phát hành ký, nhưng là của chương trình khác ({product}); chưa có gì được thay "
        "đổi.",
        "Hãy xin tệp lcweek-….lcupdate.",
    ),
    "update-damaged": (
        "Tệp “{file}” bị hỏng hoặc chép thiếu nên không được cài; chưa có gì được thay đổi.",
        "Hãy chép lại tệp từ nơi đã đưa.",
    ),
    "update-unreadable": (
        "Không đọc được tệp “{file}”; chưa có gì được thay đổi.",
        "Hãy cắm lại USB hoặc chép tệp vào máy rồi mở lại.",
    ),
    "update-older": (
        "Tệp “{file}” là bản {version}; máy này đang dùng bản {current}, mới hơn hoặc bằng. Chưa có gì "
        "được thay đổi.",
        "Nếu muốn trở về bản trước, hãy chọn “Dùng lại bản trước” trong Start.",
    ),
    "update-system": (
        "Tệp “{file}” là bản cập nhật cho Windows; máy này không dùng Windows. Chưa có gì được thay đổi.",
        "Hãy đưa tệp cho máy dùng Windows.",
    ),
    "update-portable": (
        "Đây là bản chương trình mang theo trên USB, không cập nhật bằng tệp “{file}” được; chưa có gì "
        "được thay đổi.",
        "Hãy giải nén tệp lcweek-…-portable.zip của bản mới ra thư mục khác rồi chép thư mục lcweek-data "
        "sang.",
    ),
    "update-not-started": (
        "Dữ liệu đã được sao lưu, nhưng bản cập nhật chưa chạy được: {reason}. Bản đang dùng vẫn nguyên.",
        "Hãy tạm dừng phần mềm diệt virus hoặc dọn bớt đĩa rồi thử lại.",
    ),
    "opened-setup": (
        "Đây là tệp cài đặt chương trình, không mang chữ ký của nơi phát hành nên không mở từ đây được; "
        "chưa có gì được thay đổi.",
        "Hãy xin tệp lcweek-….lcupdate của bản ấy rồi mở bằng chương trình này.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
