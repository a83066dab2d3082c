"""The data folder."""

from typing import Final

PROBLEMS: Final = {
    "store-busy": (
        "Dữ liệu tại {path} đang được cửa sổ hoặc lệnh khác sử dụng; chưa có gì được thay đổi.",
        "Hãy đóng cửa sổ hoặc chờ lệnh kia xong rồi thực hiện lại.",
    ),
    "store-newer": (
        "Dữ liệu {path} do bản chương trình mới hơn ghi (phiên bản {found}; bản này đọc được đến {known}); "
        "dữ liệu vẫn nguyên.",
        "Hãy cài bản chương trình mới nhất rồi mở lại.",
    ),
    "store-lost": (
        "Không thấy tệp dữ liệu {path}, nhưng bản sao lưu vẫn còn; chương trình chưa tạo dữ liệu mới.",
        "Hãy khôi phục bản sao lưu gần nhất. Nếu muốn làm lại từ đầu, hãy chuyển thư mục backups đi nơi khác "
        "rồi mở lại.",
        "Hãy khôi phục bản sao lưu gần nhất bằng lệnh lcweek restore, hoặc chọn thư mục dữ liệu khác bằng "
        "--home.",
    ),
    "store-foreign": (
        "Tệp {path} không phải là dữ liệu của chương trình này; tệp được giữ nguyên.",
        "Nếu trước đây chương trình vẫn mở được tệp này, hãy khôi phục bản sao lưu; nếu không, hãy chuyển "
        "tệp đi nơi khác rồi mở lại.",
        "Nếu trước đây chương trình vẫn mở được tệp này, hãy khôi phục bằng lệnh lcweek restore hoặc lấy "
        "phần còn đọc được bằng lệnh lcweek salvage; nếu không, hãy chọn thư mục dữ liệu khác bằng --home.",
    ),
    "store-damaged": (
        "Dữ liệu {path} bị hỏng ({reason}) nên chưa mở được; chương trình giữ nguyên tệp, không sửa gì.",
        "Hãy khôi phục bản sao lưu gần nhất, hoặc lấy lại phần còn đọc được.",
        "Hãy khôi phục bản sao lưu gần nhất bằng lệnh lcweek restore, hoặc lấy phần còn đọc được bằng lệnh "
        "lcweek salvage.",
    ),
    "salvage-none": (
        "Không đọc được gì từ dữ liệu {path}; tệp được giữ nguyên.",
        "Hãy khôi phục bản sao lưu (.lcwbak) đã chép ra USB hoặc máy khác, nếu có; nếu không, hãy báo cho "
        "người phụ trách chương trình.",
    ),
    "store-full": (
        "Ổ đĩa đã đầy nên chưa lưu được vào {path}; dữ liệu đã lưu trước đó vẫn nguyên.",
        "Hãy giải phóng dung lượng ổ đĩa rồi thực hiện lại.",
    ),
    "store-readonly": (
        "Chương trình không có quyền ghi vào {path}; dữ liệu đã lưu trước đó vẫn nguyên.",
        "Hãy kiểm tra quyền ghi của thư mục dữ liệu rồi thực hiện lại.",
        "Hãy kiểm tra quyền ghi của thư mục dữ liệu, hoặc chọn thư mục khác bằng --home.",
    ),
    "store-io": (
        "Không đọc hoặc ghi được {path} ({reason}); dữ liệu đã lưu trước đó vẫn nguyên.",
        "Hãy kiểm tra ổ đĩa và đường dẫn của thư mục dữ liệu rồi thực hiện lại.",
    ),
    "store-hash": (
        "Dữ liệu đã lưu của {row} bị hỏng (sai mã kiểm tra) nên không được dùng; phần khác vẫn dùng được.",
        "Nếu cần phần này, hãy khôi phục bản sao lưu; nếu không có bản sao lưu, hãy báo cho người phụ trách "
        "chương trình.",
    ),
    "damaged-draft": (
        "Dữ liệu đã lưu của {part} bị hỏng nên phần này đang để trống; các phần khác vẫn nguyên.",
        "Hãy nhập lại phần này; nếu không nhập lại được, hãy bấm “Bỏ phần hỏng…” ở trang Kiểm tra.",
        "Hãy nhập lại phần này; nếu không nhập lại được, hãy bỏ phần hỏng bằng lệnh lcweek give-up.",
    ),
    "damaged-photo": (
        "Tệp của ảnh “{caption}” bị hỏng hoặc không còn trên máy này nên không in, không gửi được ảnh; số "
        "liệu vẫn nguyên.",
        "Hãy thêm lại ảnh này, rồi bỏ ảnh hỏng ở trang Hình ảnh.",
        "Hãy thêm lại ảnh này, hoặc bỏ ảnh khỏi báo cáo, bằng lệnh lcweek fill.",
    ),
    "damaged-own-unit": (
        "Tên, cấp và đơn vị cấp trên đã lưu của đơn vị này bị hỏng; chương trình đang dùng thông tin trong "
        "danh mục hoặc trong bản chốt gần nhất, số liệu vẫn nguyên.",
        "Hãy kiểm tra lại tên và cấp; nếu sai, hãy thêm lại đơn vị này.",
        "Hãy kiểm tra lại tên và cấp; nếu sai, hãy sửa bằng lệnh lcweek init.",
    ),
    "damaged-revision": (
        "Bản chốt số {revision} đã lưu trên máy này bị hỏng nên có thể không in, không gửi lại được nguyên "
        "bản; số liệu đang nhập và tệp đã gửi không bị ảnh hưởng.",
        "Nếu cần in hoặc gửi lại, hãy chốt bản mới.",
    ),
    "damaged-sending": (
        "Ghi chép lần gửi thứ {number} bị hỏng nên không còn biết ngày gửi và nơi nhận; báo cáo vẫn nguyên.",
        "Nếu chưa chắc nơi nhận đã có bản mới nhất, hãy gửi lại.",
    ),
    "damaged-printing": (
        "Ghi chép lần in thứ {number} bị hỏng nên không còn biết bản nào đã in; báo cáo vẫn nguyên.",
        "Nếu chưa chắc đã in bản đang chốt, hãy in lại.",
    ),
    "damaged-signed": (
        "Ghi chép tệp ký số thứ {number} bị hỏng nên không còn biết tệp ấy ký cho bản nào; báo cáo vẫn "
        "nguyên, nhưng tệp ghi để gửi sẽ không có chữ ký số ấy.",
        "Hãy thả lại tệp đã ký số vào trang In và gửi trước khi gửi.",
        "Hãy nhận lại tệp đã ký số ở trang In và gửi trong cửa sổ của chương trình trước khi gửi.",
    ),
    "damaged-none": (
        "Tại “{place}” không có phần nào bị hỏng; chưa có gì được thay đổi.",
        "Hãy xem những phần bị hỏng ở trang Kiểm tra.",
        "Hãy xem những phần bị hỏng bằng lệnh lcweek check.",
    ),
    "store-form": (
        "Dữ liệu đã lưu của {row} có mục {place} không có trong biểu mẫu hiện dùng; dữ liệu vẫn nguyên.",
        "Hãy dùng bản chương trình đã ghi dữ liệu này hoặc cài bản mới nhất.",
    ),
    "store-blob-missing": (
        "Ảnh hoặc tệp gốc có mã {sha256} không còn trong thư mục dữ liệu; số liệu đã lưu vẫn nguyên.",
        "Hãy thêm lại ảnh hoặc nhận lại tệp.",
    ),
    "store-blob-damaged": (
        "Ảnh hoặc tệp gốc có mã {sha256} bị hỏng nên không được dùng; số liệu đã lưu vẫn nguyên.",
        "Hãy thêm lại ảnh hoặc nhận lại tệp.",
    ),
    "store-bug": (
        "Chương trình gặp lỗi khi đọc hoặc ghi dữ liệu ({reason}); thay đổi vừa rồi chưa được lưu, "
        "dữ liệu trước đó vẫn nguyên.",
        "Hãy báo lỗi này cho người phụ trách chương trình.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
