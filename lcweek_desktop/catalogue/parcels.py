"""What came to be received besides reports: archives and mails, files that are no report, and what is passed
over."""

from typing import Final

PROBLEMS: Final = {
    "parcel-opened": (
        "Đã mở {file}: bên trong có {count} tệp, kết quả của từng tệp ở dòng riêng.",
        "",
    ),
    "parcel-deep": (
        "{file} nằm trong quá nhiều lớp tệp nén hoặc thư nên chưa được mở; chưa nhận gì từ tệp này, số liệu "
        "đang có vẫn nguyên.",
        "Hãy giải nén trên máy tính rồi thả thư mục đã giải nén vào đây.",
        "Hãy giải nén trên máy tính rồi nhận thư mục đã giải nén.",
    ),
    "archive-password": (
        "Tệp nén {file} có mật khẩu nên chưa mở được; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy hỏi nơi gửi mật khẩu, thả lại tệp này rồi nhập mật khẩu.",
        "Hãy hỏi nơi gửi mật khẩu rồi nhận lại với --password-file TỆP.",
    ),
    "archive-password-wrong": (
        "Mật khẩu đã nhập không mở được tệp nén {file}; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy hỏi lại nơi gửi mật khẩu, thả lại tệp này rồi nhập mật khẩu.",
        "Hãy hỏi lại nơi gửi mật khẩu rồi nhận lại với --password-file TỆP.",
    ),
    "archive-member-password": (
        "{file} trong tệp nén có mật khẩu khác hoặc bị hỏng nên chưa mở được; chưa nhận gì từ tệp này, số "
        "liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi gửi riêng tệp này.",
    ),
    "archive-member-damaged": (
        "{file} trong tệp nén bị hỏng nên không lấy ra được; chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy tải hoặc chép lại cả tệp nén rồi nhận lại; nếu vẫn vậy, hãy đề nghị nơi gửi gửi riêng tệp này.",
    ),
    "archive-method": (
        "{file} trong tệp nén được nén theo cách chương trình không đọc được; chưa nhận gì từ tệp này, số "
        "liệu đang có vẫn nguyên.",
        "Hãy giải nén bằng chương trình đã tạo ra tệp nén (thường là 7-Zip hoặc WinRAR) rồi thả thư mục đã "
        "giải nén vào đây.",
        "Hãy giải nén bằng chương trình đã tạo ra tệp nén (thường là 7-Zip hoặc WinRAR) rồi nhận thư mục đã "
        "giải nén.",
    ),
    "archive-damaged": (
        "Tệp nén {file} bị hỏng nên không mở được; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy tải hoặc chép lại cả tệp rồi nhận lại; nếu vẫn vậy, hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    "archive-empty": (
        "Tệp nén {file} không có tệp nào bên trong; chưa có gì được thay đổi.",
        "Hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    "archive-many": (
        "Tệp nén hoặc thư {file} có quá nhiều tệp bên trong nên không mở; chưa nhận gì từ tệp này, số liệu "
        "đang có vẫn nguyên.",
        "Hãy giải nén trên máy tính, chỉ giữ các báo cáo rồi thả thư mục vào đây.",
        "Hãy giải nén trên máy tính, chỉ giữ các báo cáo rồi nhận thư mục đó.",
    ),
    "archive-unpacks": (
        "Nội dung của tệp nén hoặc thư {file} bung ra lớn hơn mức cho phép nên không mở; chưa nhận gì từ tệp "
        "này, số liệu đang có vẫn nguyên.",
        "Hãy giải nén trên máy tính, chỉ giữ các báo cáo rồi thả thư mục vào đây; nếu không biết tệp từ đâu "
        "đến, hãy bỏ tệp này.",
        "Hãy giải nén trên máy tính, chỉ giữ các báo cáo rồi nhận thư mục đó; nếu không biết tệp từ đâu đến, "
        "hãy bỏ tệp này.",
    ),
    "archive-other": (
        "{file} là tệp nén {kind}, chương trình không mở được loại này; chưa nhận gì từ tệp này, số liệu "
        "đang có vẫn nguyên.",
        "Hãy bấm chuột phải vào tệp trong thư mục, chọn “Giải nén tất cả…” (“Extract All…”, Windows 11) hoặc "
        "“Extract Here” của WinRAR, 7-Zip, rồi thả thư mục đã giải nén vào đây. Nếu được hỏi mật khẩu, hãy "
        "hỏi nơi gửi; nếu máy không có phần mềm giải nén, hãy đề nghị nơi gửi nén thành ZIP.",
        "Hãy giải nén tệp bằng Windows 11, WinRAR hoặc 7-Zip rồi nhận thư mục đã giải nén. Nếu được hỏi mật "
        "khẩu, hãy hỏi nơi gửi; nếu máy không có phần mềm giải nén, hãy đề nghị nơi gửi nén thành ZIP.",
    ),
    "mail-damaged": (
        "Thư {file} bị hỏng nên không đọc được; chưa nhận gì từ thư này, số liệu đang có vẫn nguyên.",
        "Hãy mở thư trong hộp thư, lưu các tệp đính kèm rồi thả các tệp ấy vào đây.",
        "Hãy mở thư trong hộp thư, lưu các tệp đính kèm rồi nhận các tệp ấy.",
    ),
    "mail-empty": (
        "Thư {file} không kèm tệp nào; chưa có gì được thay đổi.",
        "Nếu thư chỉ có đường dẫn, hãy tải tệp từ đường dẫn đó; nếu không, hãy đề nghị người gửi gửi lại kèm "
        "tệp báo cáo.",
    ),
    "foreign-workbook": (
        "{file} là tệp Excel, không phải tệp báo cáo do chương trình tạo ra; chưa nhận gì từ tệp này, số "
        "liệu đang có vẫn nguyên.",
        "Hãy bấm “Nhập số liệu…” ở trang Tiếp nhận để đọc số liệu trong tệp (tệp nằm trong tệp nén thì giải "
        "nén trước), hoặc đề nghị đơn vị gửi tệp .pdf hoặc .lcweek.",
        "Hãy đọc số liệu trong tệp bằng lệnh lcweek intake, hoặc đề nghị đơn vị gửi tệp .pdf hoặc .lcweek.",
    ),
    "foreign-template": (
        "{file} là mẫu Excel của Phụ lục II đã điền tay, chưa có chữ ký số; chưa nhận gì từ tệp này, số liệu "
        "đang có vẫn nguyên.",
        "Hãy bấm “Nhập số liệu…” ở trang Tiếp nhận để nhập thay (tệp nằm trong tệp nén thì giải nén trước); "
        "hoặc đề nghị đơn vị nhập tệp này vào chương trình (nút “Nhập từ Excel…” ở trang Phụ lục II) rồi gửi "
        "tệp .pdf hoặc .lcweek.",
        "Hãy nhập thay bằng lệnh lcweek intake; hoặc đề nghị đơn vị nhập tệp này bằng chương trình rồi gửi "
        "tệp .pdf hoặc .lcweek.",
    ),
    "foreign-document": (
        "{file} là tệp Word, không phải tệp báo cáo do chương trình tạo ra; chưa nhận gì từ tệp này, số liệu "
        "đang có vẫn nguyên.",
        "Hãy bấm “Nhập số liệu…” ở trang Tiếp nhận để đọc bảng số liệu trong tệp (tệp nằm trong tệp nén thì "
        "giải nén trước), hoặc đề nghị đơn vị gửi tệp .pdf hoặc .lcweek.",
        "Hãy đọc bảng số liệu trong tệp bằng lệnh lcweek intake, hoặc đề nghị đơn vị gửi tệp .pdf hoặc "
        ".lcweek.",
    ),
    "foreign-slides": (
        "{file} là tệp trình chiếu, không phải tệp báo cáo; chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy đề nghị đơn vị gửi tệp .pdf hoặc .lcweek do chương trình tạo ra.",
    ),
    "foreign-locked": (
        "{file} là tệp Word hoặc Excel có mật khẩu nên không đọc được; chưa nhận gì từ tệp này, số liệu đang "
        "có vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi tệp .pdf hoặc .lcweek do chương trình tạo ra, không đặt mật khẩu.",
    ),
    "file-cut": (
        "{file} bị tải hoặc chép thiếu phần cuối nên không mở được; chưa nhận gì từ tệp này, số liệu đang có "
        "vẫn nguyên.",
        "Hãy tải hoặc chép lại cả tệp rồi nhận lại; nếu vẫn vậy, hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    "passed-system": (
        "{file} là tệp riêng của hệ điều hành, không phải báo cáo, nên được bỏ qua.",
        "",
    ),
    "passed-lock": (
        "{file} là tệp tạm của Word hoặc Excel khi đang mở tài liệu, nên được bỏ qua.",
        "",
    ),
    "passed-partial": (
        "{file} là tệp đang tải dở, nên được bỏ qua.",
        "Nếu đây là báo cáo, hãy tải lại cho xong rồi nhận lại.",
    ),
    "passed-video": (
        "{file} là video, không phải báo cáo, nên được bỏ qua.",
        "",
    ),
    "passed-inline": (
        "{file} là hình trong nội dung thư, không có mã của báo cáo nào, nên được bỏ qua.",
        "Nếu đây là ảnh chụp bản giấy, hãy lưu ảnh ra rồi nhận lại.",
    ),
    "unread-sender": (
        "Người gửi thư: {sender}.",
        "",
    ),
    "unread-folder": (
        "Nơi để tệp: {folder}.",
        "",
    ),
    "unread-unknown": (
        "Không có dòng nào như vậy trong danh sách tệp không đọc được; chưa có gì được thay đổi.",
        "Hãy xem lại danh sách.",
        "Hãy xem lại danh sách bằng lệnh lcweek unread.",
    ),
    "damaged-unread": (
        "Dòng ghi về một tệp không đọc được ({place}) bị hỏng nên không còn biết lý do; số liệu đang có vẫn "
        "nguyên.",
        "Hãy nhận lại tệp đó, hoặc bỏ dòng này khỏi danh sách.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
