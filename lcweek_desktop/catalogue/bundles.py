"""Reading and writing bundles."""

from typing import Final

PROBLEMS: Final = {
    "bundle-empty": (
        "Tệp trống, không có nội dung; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi lại tệp.",
    ),
    "bundle-too-large": (
        "Phần “{part}” lớn hơn mức cho phép; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi giảm ảnh và bản quét rồi gửi lại tệp.",
    ),
    "bundle-picture": (
        "Đây là tệp ảnh, không phải tệp báo cáo; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi tệp .pdf hoặc .lcweek do chương trình tạo ra.",
    ),
    "bundle-pdf-plain": (
        "Tệp PDF này không kèm dữ liệu báo cáo (thường do “in ra PDF” hoặc lưu lại); chưa nhận gì từ tệp "
        "này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi chính tệp do chương trình tạo ra; nếu là bản quét, hãy quét lại rõ cả "
        "trang có mã QR.",
    ),
    "bundle-pdf-damaged": (
        "Tệp PDF bị hỏng nên không mở được; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi lại tệp.",
    ),
    "bundle-pdf-cut": (
        "Tệp PDF bị tải hoặc chép thiếu, dữ liệu báo cáo bên trong không còn đủ; chưa nhận gì từ tệp này, số "
        "liệu đang có vẫn nguyên.",
        "Hãy tải hoặc chép lại cả tệp rồi nhận lại; nếu vẫn vậy, hãy đề nghị đơn vị gửi lại tệp.",
    ),
    "bundle-pdf-several": (
        "Tệp PDF này kèm nhiều dữ liệu báo cáo khác nhau; chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy đề nghị đơn vị gửi chính tệp do chương trình tạo ra.",
    ),
    "pdf-added": (
        "Tệp PDF đã được chương trình khác ghi thêm sau khi tạo, nên các trang có thể không còn giống báo "
        "cáo; số liệu lấy từ dữ liệu kèm theo, còn nguyên vẹn.",
        "",
    ),
    "pdf-cut": (
        "Tệp PDF bị tải hoặc chép thiếu phần cuối nên các trang có thể không mở được; số liệu lấy từ dữ liệu "
        "kèm theo, còn nguyên vẹn.",
        "Nếu cần xem hoặc in các trang, hãy tải hoặc chép lại cả tệp.",
    ),
    "pdf-rewritten": (
        "Tệp PDF không còn đúng như khi chương trình tạo ra (đã bị sửa, hỏng hoặc được chương trình khác lưu "
        "lại), nên các trang có thể không còn giống báo cáo; số liệu lấy từ dữ liệu kèm theo, còn nguyên "
        "vẹn.",
        "",
    ),
    "pdf-signed": (
        "Tệp PDF mang chữ ký số của chương trình khác; sau khi ký, tệp không bị thay đổi.",
        "Nếu cần biết ai đã ký, hãy mở tệp bằng phần mềm ký số.",
    ),
    "pdf-signed-added": (
        "Tệp PDF mang chữ ký số của chương trình khác; sau khi ký, tệp đã được ghi thêm, nên các trang có "
        "thể không còn giống lúc ký. Số liệu lấy từ dữ liệu kèm theo, còn nguyên vẹn.",
        "Nếu cần biết phần nào được ghi thêm, hãy mở tệp bằng phần mềm ký số.",
    ),
    "pdf-signed-changed": (
        "Tệp PDF mang chữ ký số của chương trình khác, nhưng phần đã ký không khớp chữ ký: tệp đã bị sửa sau "
        "khi ký, hoặc chữ ký thuộc loại chương trình không đọc được. Số liệu lấy từ dữ liệu kèm theo, còn "
        "nguyên vẹn.",
        "Hãy mở tệp bằng phần mềm ký số để kiểm tra trước khi dùng bản ký này.",
    ),
    "bundle-foreign": (
        "Đây không phải tệp báo cáo của chương trình; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi tệp .pdf hoặc .lcweek do chương trình tạo ra.",
    ),
    "bundle-container": (
        "Tệp báo cáo bị hỏng, chép thiếu hoặc đã bị sửa; chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy đề nghị đơn vị gửi lại tệp.",
    ),
    "bundle-signature": (
        "Chữ ký số của tệp báo cáo không đúng, nội dung có thể đã bị sửa; chưa nhận gì từ tệp này, số liệu "
        "đang có vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi lại tệp.",
    ),
    "bundle-manifest": (
        "Bản kê của tệp báo cáo sai quy cách (mục “{place}”); chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy đề nghị đơn vị gửi lại tệp.",
    ),
    "bundle-newer": (
        "Tệp báo cáo do bản chương trình mới hơn tạo ra; chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy cài bản chương trình mới nhất rồi nhận lại tệp.",
    ),
    "bundle-entries": (
        "Các phần của tệp báo cáo không khớp bản kê; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi lại tệp.",
    ),
    "bundle-hash": (
        "Phần “{part}” của tệp báo cáo bị hỏng hoặc đã bị sửa; chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy đề nghị đơn vị gửi lại tệp.",
    ),
    "bundle-report": (
        "Nội dung báo cáo trong tệp sai quy cách (mục “{place}”); chưa nhận gì từ tệp này, số liệu đang có "
        "vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi lại tệp.",
    ),
    "bundle-draft": (
        "Nội dung bản nháp trong tệp sai quy cách (mục “{place}”); chưa nhận gì từ tệp này, số liệu đang có "
        "vẫn nguyên.",
        "Hãy ghi lại tệp ở máy kia.",
    ),
    "bundle-assignment": (
        "Nội dung gói giao việc sai quy cách (mục “{place}”); chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy đề nghị nơi giao việc lập lại gói.",
    ),
    "bundle-place": (
        "Gói giao việc nêu đơn vị mã {unit} không đúng chỗ trong danh mục kèm theo; chưa nhận gì từ tệp này, "
        "số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi giao việc xem lại danh mục đơn vị và lập lại gói.",
    ),
    "bundle-long-text": (
        "Báo cáo của {name} ({unit}) có phần chữ dài {length} (mục “{place}”), mức cho phép là {limit}; chưa "
        "nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị đơn vị này rút ngắn phần đó, chốt và gửi lại; nếu đơn vị nằm trong bản tổng hợp, nơi "
        "tổng hợp cũng cần nhận bản mới rồi gửi lại.",
    ),
    "bundle-signoff": (
        "Phần ký ban hành trong tệp sai quy cách (mục “{place}”); chưa nhận gì từ tệp này, số liệu đang có "
        "vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi lại tệp.",
    ),
    "bundle-identity": (
        "Báo cáo trong tệp không phải bản mà bản kê ghi; chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy đề nghị đơn vị gửi lại tệp.",
    ),
    "bundle-paper": (
        "Mã trên bản giấy kèm trong tệp không phải của báo cáo này; chưa nhận gì từ tệp này, số liệu đang "
        "có vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi lại tệp.",
    ),
    "bundle-figures": (
        "Số liệu trong tệp không khớp với số kiểm tra của chính tệp; chưa nhận gì từ tệp này, số liệu đang "
        "có vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi lại tệp.",
    ),
    "bundle-closed": (
        "Tệp báo cáo có số liệu tại ô {cell} mà cấp của đơn vị không nhập; chưa nhận gì từ tệp này, số liệu "
        "đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi bỏ số liệu ở ô này rồi chốt và gửi lại.",
    ),
    "bundle-sum": (
        "Số liệu của {name} ({unit}) tại ô {cell} nhỏ hơn phần đã cộng hoặc là số âm; chưa nhận gì từ tệp "
        "này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi kiểm tra lại số liệu của đơn vị này rồi gửi lại.",
    ),
    "bundle-greatest": (
        "Số lớn nhất của {name} ({unit}) tại ô {cell} không phải số của đơn vị nào trong đó; chưa nhận gì từ "
        "tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi tổng hợp lại rồi gửi lại.",
    ),
    "bundle-member": (
        "Vị trí của {name} ({unit}) trong bản tổng hợp không hợp lệ; chưa nhận gì từ tệp này, số liệu đang "
        "có vẫn nguyên.",
        "Hãy đề nghị nơi gửi tổng hợp lại rồi gửi lại.",
    ),
    "bundle-member-key": (
        "Khóa của {name} ({unit}) trong bản tổng hợp không dùng được hoặc là khóa của đơn vị khác; chưa "
        "nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi nhận lại báo cáo của đơn vị này, tổng hợp và gửi lại.",
    ),
    "bundle-member-signature": (
        "Số liệu của {name} ({unit}) trong bản tổng hợp không có chữ ký số đúng của đơn vị; chưa nhận gì từ "
        "tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi nhận lại báo cáo của đơn vị này, tổng hợp và gửi lại.",
    ),
    "bundle-member-figures": (
        "Số liệu của {name} ({unit}) trong bản tổng hợp khác số liệu đơn vị đã ký; chưa nhận gì từ tệp này, "
        "số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi nhận lại báo cáo của đơn vị này, tổng hợp và gửi lại.",
    ),
    "bundle-photo": (
        "Ảnh “{part}” trong tệp không phải ảnh JPEG hoặc quá lớn; chưa nhận gì từ tệp này, số liệu đang có "
        "vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi lại tệp.",
    ),
    "bundle-scan": (
        "Bản quét “{part}” trong tệp không phải tệp PDF hoặc ảnh JPEG; chưa nhận gì từ tệp này, số liệu "
        "đang có vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi lại tệp.",
    ),
    "bundle-form": (
        "Biểu mẫu trong tệp kỳ báo cáo có lỗi tại tệp {file}, mục {table}, khóa {key}: {reason}. Chưa cài gì "
        "từ tệp này, kỳ báo cáo đang có vẫn nguyên.",
        "Hãy đề nghị nơi ban hành sửa biểu mẫu rồi gửi lại tệp.",
    ),
    "bundle-campaign": (
        "Kỳ báo cáo trong tệp không phải kỳ mà bản kê ghi; chưa cài gì từ tệp này, kỳ báo cáo đang có vẫn "
        "nguyên.",
        "Hãy đề nghị nơi ban hành gửi lại tệp.",
    ),
    "bundle-directory": (
        "Danh mục đơn vị trong tệp kỳ báo cáo có lỗi tại dòng {line}: {reason}. Chưa cài gì từ tệp này, kỳ "
        "báo cáo đang có vẫn nguyên.",
        "Hãy đề nghị nơi ban hành sửa danh mục rồi gửi lại tệp.",
    ),
    "bundle-publisher": (
        "Đơn vị mã {unit} ký tệp kỳ báo cáo không phải đơn vị cao nhất trong danh mục của kỳ đó; chưa cài gì "
        "từ tệp này, kỳ báo cáo đang có vẫn nguyên.",
        "Hãy lấy tệp do đơn vị tổng hợp cao nhất ban hành.",
    ),
    "bundle-structure": (
        "Cấu trúc của lần ban hành trước trong tệp kỳ báo cáo sai quy cách (mục “{place}”); chưa cài gì từ "
        "tệp này, kỳ báo cáo đang có vẫn nguyên.",
        "Hãy đề nghị nơi ban hành gửi lại tệp.",
    ),
    "bundle-write-number": (
        "Số tại “{place}” âm hoặc lớn hơn mức tệp báo cáo ghi được (10^18); báo cáo chưa chốt, số liệu vẫn "
        "nguyên.",
        "Hãy kiểm tra lại số này rồi thực hiện lại.",
    ),
    "bundle-write-photos": (
        "Báo cáo có {count} ảnh, quá {limit} ảnh một tệp gửi được; báo cáo chưa chốt, số liệu vẫn nguyên.",
        "Hãy bỏ bớt ảnh rồi thực hiện lại.",
    ),
    "bundle-write-report": (
        "Báo cáo dài quá mức một tệp gửi được ({limit} MiB, mục “{place}”); báo cáo chưa chốt, số liệu vẫn "
        "nguyên.",
        "Hãy rút ngắn phần này rồi thực hiện lại.",
    ),
    "bundle-write-signoff": (
        "Phần ký ban hành quá dài hoặc có ký tự không gửi được (mục “{place}”); tệp chưa được tạo.",
        "Hãy sửa phần này rồi thực hiện lại.",
    ),
    "bundle-write-photo": (
        "Ảnh “{caption}” không gửi được (bị mất, hỏng hoặc lớn hơn {limit} MiB); tệp chưa được tạo.",
        "Hãy thêm lại ảnh rồi thực hiện lại.",
    ),
    "bundle-write-scan": (
        "Bản quét phải là PDF hoặc JPEG, nhiều nhất {count} tệp, mỗi tệp không quá {limit} MiB; tệp chưa "
        "được tạo.",
        "Hãy quét lại với độ phân giải thấp hơn hoặc bỏ bớt rồi thực hiện lại.",
    ),
    "bundle-write-file": (
        "Tệp báo cáo lớn hơn {limit} MiB nên chưa được tạo; báo cáo đã chốt vẫn nguyên.",
        "Hãy bỏ bớt bản quét hoặc ảnh rồi thực hiện lại.",
    ),
    "bundle-write-key": (
        "Báo cáo của {name} ({unit}) và của đơn vị {other} ký bằng cùng một khóa nên chưa chốt được bản tổng "
        "hợp; số liệu vẫn nguyên.",
        "Hãy hỏi khóa ấy là của đơn vị nào, rồi đề nghị đơn vị kia gửi lại báo cáo ký bằng khóa của mình.",
    ),
    "bundle-write-bug": (
        "Chương trình tổng hợp sai quy cách ({reason}) nên báo cáo chưa chốt; số liệu vẫn nguyên.",
        "Hãy báo cho người phụ trách chương trình.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
