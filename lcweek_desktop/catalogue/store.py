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
    "store-foreign": (
        "Tệp {path} không phải là dữ liệu của chương trình này; tệp được giữ nguyên.",
        "Hãy chuyển tệp đi nơi khác rồi mở lại.",
        "Hãy chuyển tệp đi nơi khác, hoặc chọn thư mục dữ liệu khác bằng --home, rồi thực hiện lại.",
    ),
    "store-damaged": (
        "Dữ liệu {path} bị hỏng ({reason}) nên chưa mở được; chương trình giữ nguyên tệp, không sửa gì.",
        "Hãy sao chép cả thư mục dữ liệu sang nơi khác. Nếu trước đây đã chép thư mục này để dự phòng, hãy "
        "dùng bản đó; nếu không, hãy báo cho người phụ trách chương trình.",
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
        "Nếu trước đây đã chép thư mục dữ liệu để dự phòng, hãy dùng bản đó; nếu không, hãy báo cho người "
        "phụ trách chương trình.",
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
