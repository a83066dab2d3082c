"""Files that units made by hand: what cannot be read of them, and what a person has to look at."""

from typing import Final

PROBLEMS: Final = {
    "handmade-damaged": (
        "Tệp {file} bị hỏng hoặc bị chép thiếu nên không đọc được; chưa lấy gì từ tệp này, số liệu đang có "
        "vẫn nguyên.",
        "Hãy mở tệp bằng Excel, Word hoặc LibreOffice, lưu lại rồi thử lại; nếu không mở được, hãy đề nghị "
        "đơn vị gửi lại.",
    ),
    "handmade-large": (
        "Tệp {file} mở ra quá lớn so với một bảng số liệu nên không được đọc; chưa lấy gì từ tệp này, số "
        "liệu đang có vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi riêng bảng Phụ lục II, bỏ bớt ảnh và các trang tính khác.",
    ),
    "handmade-other": (
        "Tệp {file} không phải tệp Excel, Word hoặc LibreOffice nên không lấy được bảng số liệu; số liệu "
        "đang có vẫn nguyên.",
        "Hãy chọn tệp .xlsx, .xls, .ods, .docx hoặc .doc.",
    ),
    "handmade-old-document": (
        "Tệp {file} là văn bản kiểu cũ mà máy này không mở được vì chưa có LibreOffice; chưa lấy gì từ tệp "
        "này, số liệu đang có vẫn nguyên.",
        "Hãy mở tệp bằng Word, chọn “Lưu dưới dạng” .docx rồi thử lại.",
    ),
    "handmade-no-table": (
        "Trong tệp {file} không thấy bảng Phụ lục II; chưa lấy gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy kiểm tra xem có đúng tệp không; nếu bảng là ảnh chụp, hãy nhập số liệu bằng tay.",
    ),
    "handmade-no-unit": (
        "Chưa biết chắc tệp {file} là của đơn vị nào; chưa nhập gì, số liệu đang có vẫn nguyên.",
        "Hãy chọn đơn vị rồi nhập lại.",
        "Hãy thêm --for với mã đơn vị.",
    ),
    "handmade-open": (
        "Còn {count} ô của tệp {file} chưa chắc nên chưa nhập gì, số liệu đang có vẫn nguyên: {cells}.",
        "Hãy xem từng ô rồi xác nhận.",
        "Hãy xem từng ô, rồi ghi số đúng bằng --set Ô=SỐ (để trống sau dấu = là bỏ ô đó), hoặc thêm "
        "--likely để nhận các ô gần chắc.",
    ),
    "handmade-cell": (
        "Ô {cell} không nhận giá trị “{text}”; chưa nhập gì, số liệu đang có vẫn nguyên.",
        "Hãy sửa lại ô này rồi nhập lại.",
    ),
    "handmade-same-unit": (
        "Có nhiều tệp của {unit}, trong đó có {file}; chưa nhập gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy mở từng tệp rồi chọn nhập tệp đúng.",
    ),
    "handmade-reported": (
        "Đã có báo cáo của {unit} nên tệp {file} chưa được nhập; số liệu đang có vẫn nguyên.",
        "Nếu tệp này mới hơn, hãy nhập riêng tệp này.",
    ),
    "handmade-empty": (
        "Tệp {file} không có số liệu nào; chưa nhập gì, số liệu đang có vẫn nguyên.",
        "Hãy kiểm tra xem đơn vị có gửi nhầm mẫu trống không.",
    ),
    "received-handmade": (
        "Nhập từ tệp làm tay, do nơi nhận ký thay; báo cáo có chữ ký của đơn vị đến sau sẽ được tính thay.",
        "",
    ),
    "received-from-paper": (
        "Nhập từ bản giấy, do nơi nhận ký thay; báo cáo có chữ ký của đơn vị đến sau sẽ được tính thay.",
        "",
    ),
    "typed-own": (
        "Máy này làm báo cáo của {unit} nên không nhập thay ở đây; số liệu đang có vẫn nguyên.",
        "Hãy chọn {unit} ở đầu cửa sổ rồi nhập như thường lệ.",
        "Hãy nhập bằng --unit với mã đơn vị.",
    ),
    "typed-empty": (
        "Chưa có số liệu nào được nhập thay {unit}; chưa ghi nhận gì, số liệu đang có vẫn nguyên.",
        "Hãy nhập số liệu từ bản giấy trước.",
    ),
    "typed-damaged": (
        "Số liệu đang nhập dở thay đơn vị {unit} bị hỏng nên không mở được; số liệu đã ghi nhận vẫn nguyên.",
        "Hãy bỏ phần nhập dở rồi nhập lại từ bản giấy, hoặc khôi phục bản sao lưu.",
    ),
    "received-typed": (
        "Đã nhập số liệu của {name} ({unit}) thay đơn vị; số liệu đã được tính vào tổng hợp.",
        "",
    ),
    "received-typed-again": (
        "Đã nhập lại số liệu của {name} ({unit}) thay đơn vị; lần nhập trước không được tính nữa.",
        "",
    ),
    "received-typed-known": (
        "Số liệu trong tệp {file} đã được nhập thay đơn vị trước đây; không có gì thay đổi.",
        "",
    ),
    "received-typed-old": (
        "Số liệu đã nhập thay {name} ({unit}) không được tính: đã có báo cáo của đơn vị, có lần nhập "
        "sau, hoặc lần nhập này đã được lấy lại.",
        "",
    ),
    # Why a cell has to be looked at.
    "handmade-formula": ("Ô có công thức nhưng tệp không lưu kết quả.", "Hãy hỏi lại số."),
    "handmade-none": ("Ghi “không”, đọc là 0.", ""),
    "handmade-tick": ("Chỉ đánh dấu, không ghi số.", "Hãy hỏi lại số."),
    "handmade-brackets": ("Số ghi trong ngoặc.", ""),
    "handmade-multiplied": ("Số ghi theo nghìn, triệu hoặc tỷ, đã đổi ra đơn vị của biểu.", ""),
    "handmade-unclear": ("Không rõ là số nào.", "Hãy ghi số đúng."),
    "handmade-other-words": ("Chữ sau số không phải đơn vị của cột này.", ""),
    "handmade-over-limit": ("Số lớn hơn mức cao nhất của dòng này.", ""),
    "handmade-small-money": ("Số tiền rất nhỏ, có thể tính bằng triệu đồng.", ""),
    "handmade-moved": ("Số ghi ở cột khác, đã chuyển về cột có ô của dòng này.", ""),
    "handmade-closed": ("Biểu không có ô cho số này, đã đưa vào ghi chú.", ""),
    "handmade-pair": ("Một ô ghi hai số, đã tách ra hai cột.", ""),
    "handmade-columns": ("Có thể thuộc nhiều cột.", "Hãy kiểm tra cột."),
    "handmade-no-head": ("Bảng không có tên cột, đọc theo thứ tự của biểu.", ""),
    "handmade-hidden": ("Nằm ở dòng, cột hoặc trang tính bị ẩn.", ""),
    "handmade-own-line": ("Dòng đơn vị tự thêm.", ""),
    "handmade-unknown-row": ("Biểu không có dòng này.", "Hãy ghi số vào dòng đúng."),
    "handmade-number-only": ("Dòng chỉ có số thứ tự, không có tên.", ""),
    "handmade-label-alike": ("Tên dòng gần giống, không giống hẳn tên trong biểu.", ""),
    "handmade-other-number": ("Số thứ tự không khớp với tên dòng, đọc theo tên.", ""),
    "handmade-twice": ("Có hai chỗ ghi số khác nhau cho ô này.", "Hãy chọn số đúng."),
    "handmade-tables": (
        "Tệp có nhiều bảng của biểu này, mỗi bảng một số liệu.",
        "Hãy kiểm tra xem bảng nào là của đơn vị.",
    ),
    "handmade-typed-total": ("Tổng lớn hơn các dòng bên dưới cộng lại.", ""),
    "handmade-sum": ("Tổng ghi trong tệp khác với các dòng bên dưới cộng lại.", "Hãy xem lại các dòng đó."),
    "handmade-other-year": ("Tệp ghi năm khác với kỳ báo cáo này.", "Hãy kiểm tra xem có đúng tệp không."),
}
