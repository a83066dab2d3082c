"""Files that people name, and files written for them."""

from typing import Final

PROBLEMS: Final = {
    "file-missing": (
        "Không có tệp {file}; chưa có gì được thay đổi.",
        "Hãy kiểm tra lại tên tệp và thư mục.",
    ),
    "file-unreadable": (
        "Không đọc được tệp {file} ({reason}); chưa có gì được thay đổi.",
        "Hãy chọn đúng tệp, đóng tệp ở chương trình khác hoặc chép tệp sang ổ đĩa khác, rồi thực hiện lại.",
    ),
    "file-too-large": (
        "Tệp {file} lớn hơn {most} MB nên không phải tệp báo cáo; chưa có gì được thay đổi.",
        "Hãy chọn đúng tệp báo cáo.",
    ),
    "files-stopped": (
        "Việc này dừng giữa chừng: {count} kết quả kể trên đã xong, các tệp còn lại chưa được đọc.",
        "",
    ),
    "folder-unreadable": (
        "Không mở được thư mục {folder}; các tệp trong đó chưa được đọc, chưa có gì được thay đổi.",
        "Hãy kiểm tra quyền đọc của thư mục, hoặc cắm lại thẻ nhớ, rồi thực hiện lại.",
    ),
    "scan-kind": (
        "Tệp {file} không phải bản quét PDF hoặc ảnh; chưa có gì được đính kèm.",
        "Hãy quét thành PDF hoặc chụp thành ảnh JPEG, PNG rồi đính kèm.",
    ),
    "scan-count": (
        "Báo cáo đã có {most} bản quét nên chưa đính kèm thêm tệp {file}.",
        "Hãy bỏ bớt một bản quét rồi đính kèm lại.",
    ),
    "scan-too-large": (
        "Bản quét {file} quá lớn, nén lại vẫn chưa vừa {most} MB; tệp này chưa được đính kèm.",
        "Hãy quét lại ở 200 dpi, hoặc chỉ quét trang có chữ ký và dấu, rồi đính kèm.",
    ),
    "scan-unreadable": (
        "Tệp PDF {file} bị hỏng nên không đọc được; tệp này chưa được đính kèm.",
        "Hãy quét lại rồi đính kèm.",
    ),
    "scan-draft": (
        "Báo cáo chưa chốt hoặc đã sửa sau khi chốt nên chưa có bản giấy để quét; chưa có gì được đính kèm.",
        "Hãy in bản chính, ký, đóng dấu rồi đính kèm bản quét.",
    ),
    "export-full": (
        "Ổ đĩa đã đầy nên chưa ghi được tệp {file}; tệp cũ (nếu có) và số liệu vẫn nguyên vẹn.",
        "Hãy giải phóng dung lượng hoặc chọn nơi lưu khác rồi thực hiện lại.",
    ),
    "export-folder": (
        "Không có thư mục {folder} nên chưa ghi được tệp; số liệu vẫn nguyên vẹn.",
        "Hãy tạo thư mục hoặc chọn nơi lưu khác rồi thực hiện lại.",
    ),
    "export-denied": (
        "Không được phép ghi vào {file} (tệp đang mở ở chương trình khác hoặc thư mục chỉ cho đọc); "
        "tệp cũ và số liệu vẫn nguyên vẹn.",
        "Hãy đóng tệp ở chương trình khác hoặc chọn nơi lưu khác rồi thực hiện lại.",
    ),
    "export-failed": (
        "Chưa ghi được tệp {file} ({reason}); tệp cũ (nếu có) và số liệu vẫn nguyên vẹn.",
        "Hãy chọn nơi lưu khác rồi thực hiện lại.",
    ),
    "export-proof": (
        "Tệp vừa ghi đọc lại không đúng nên đã bị bỏ; tệp cũ (nếu có) và số liệu vẫn nguyên vẹn.",
        "Hãy thực hiện lại; nếu vẫn lỗi, hãy kiểm tra ổ đĩa hoặc báo cho người phụ trách chương trình.",
    ),
    "letter-words": (
        "Kỳ báo cáo “{campaign}” không có lời của thư nhắc; chưa có gì được ghi.",
        "Hãy dùng “Chép lời nhắc”, hoặc đề nghị nơi ban hành kỳ báo cáo bổ sung phần thư nhắc.",
        "Hãy dùng lcweek board --remind, hoặc đề nghị nơi ban hành kỳ báo cáo bổ sung phần thư nhắc.",
    ),
    "letter-nobody": (
        "Không có đơn vị nào phải nhắc; chưa có gì được ghi.",
        "",
    ),
    "export-kind": (
        "Không tạo được tệp {file}: phần mở rộng phải là {kinds}; chưa có gì được ghi.",
        "Hãy đặt lại tên tệp rồi thực hiện lại.",
    ),
    "verify-valid": (
        "Tệp nguyên vẹn: bản số {revision} của đơn vị {unit}, khóa ký {key}.",
        "",
    ),
    "verify-form-unknown": (
        "Tệp nguyên vẹn (bản số {revision} của đơn vị {unit}, khóa ký {key}), "
        "nhưng chương trình không có biểu mẫu của kỳ này nên chưa kiểm tra được từng số liệu.",
        "Hãy cài bản chương trình mới rồi kiểm tra lại.",
    ),
    "verify-printed": (
        "Đây là trang in của bản số {revision} của đơn vị {unit}, đã mất dữ liệu kèm theo (do “in ra PDF”, "
        "quét hoặc lưu lại); chưa nhận gì từ tệp này.",
        "Hãy đề nghị đơn vị gửi chính tệp do chương trình tạo ra, hoặc đối chiếu bản giấy bằng mã QR.",
    ),
    "photo-missing": (
        "Không tìm thấy tệp ảnh “{file}”; ảnh chưa được thêm.",
        "Hãy kiểm tra lại đường dẫn rồi chọn lại ảnh.",
    ),
    "photo-not-picture": (
        "Tệp “{file}” không phải là ảnh mà chương trình đọc được; ảnh chưa được thêm.",
        "Hãy chọn ảnh JPEG, PNG hoặc WEBP.",
    ),
    "photo-heic": (
        "Ảnh “{file}” là ảnh HEIC hoặc AVIF của điện thoại, chương trình không đọc được loại này; ảnh chưa "
        "được thêm.",
        "Hãy gửi ảnh qua Zalo rồi tải về, hoặc mở ảnh trên máy tính rồi lưu thành JPEG. Với iPhone, chọn "
        "Cài đặt, Camera, Định dạng, “Tương thích nhất” thì từ đó ảnh được chụp thành JPEG.",
    ),
    "photo-too-many-pixels": (
        "Ảnh “{file}” có {width} × {height} điểm ảnh, vượt mức {limit} triệu điểm ảnh; ảnh chưa được thêm.",
        "Hãy thu nhỏ ảnh hoặc chọn ảnh khác.",
    ),
    "photo-unreadable": (
        "Ảnh “{file}” bị hỏng hoặc chép thiếu nên không đọc được; ảnh chưa được thêm.",
        "Hãy chép lại ảnh từ máy ảnh hoặc điện thoại rồi chọn lại.",
    ),
    "intake-too-long": (
        "Đọc tệp “{file}” quá lâu nên đã dừng; chưa lấy gì từ tệp này, dữ liệu không thay đổi.",
        "Hãy thử lại khi máy rảnh; nếu vẫn không được, hãy dùng tệp khác hoặc đề nghị nơi gửi tạo lại tệp.",
    ),
    "intake-memory": (
        "Đọc tệp “{file}” cần quá nhiều bộ nhớ nên đã dừng; chưa lấy gì từ tệp này, dữ liệu không thay đổi.",
        "Hãy dùng tệp nhỏ hơn, hoặc đề nghị nơi gửi tạo lại tệp.",
    ),
    "intake-pdf-locked": (
        "Tệp PDF “{file}” có mật khẩu hoặc bị khóa nên không đọc được; chưa lấy gì từ tệp này, dữ liệu không "
        "thay đổi.",
        "Hãy lưu lại tệp không có mật khẩu, không khóa, hoặc đề nghị nơi gửi gửi lại tệp không khóa.",
    ),
    "intake-pdf-unpacks": (
        "Nội dung nén trong tệp PDF “{file}” bung ra lớn bất thường nên không đọc; chưa lấy gì từ tệp này, "
        "dữ liệu không thay đổi.",
        "Hãy đề nghị nơi gửi tạo lại tệp, hoặc quét lại.",
    ),
    "intake-pdf-picture": (
        "Ảnh trong tệp PDF “{file}” quá lớn nên không đọc; chưa lấy gì từ tệp này, dữ liệu không thay đổi.",
        "Hãy quét lại ở 200 dpi, hoặc chỉ quét trang có chữ ký và dấu.",
    ),
    "intake-pdf-unclear": (
        "Tệp PDF “{file}” được nén theo cách chương trình không kiểm soát được nên không đọc; chưa lấy gì từ "
        "tệp này, dữ liệu không thay đổi.",
        "Hãy lưu lại tệp bằng chương trình khác, hoặc quét lại.",
    ),
    "intake-crashed": (
        "Việc đọc tệp “{file}” bị ngắt đột ngột, thường do tệp hỏng; chưa lấy gì từ tệp này, dữ liệu không "
        "thay đổi.",
        "Hãy thử lại; nếu vẫn không được, hãy dùng tệp khác hoặc đề nghị nơi gửi tạo lại tệp.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
