"""Signed paper that was read back, beside what is held."""

from typing import Final

PROBLEMS: Final = {
    "signed-lost": (
        "Tệp {file} có chữ ký số nhưng không kèm báo cáo bên trong, nên được đính kèm như bản quét; tệp gửi "
        "đi không mang chữ ký số này.",
        "Nếu định ký số tệp gửi, hãy bỏ bản quét này, mở tệp PDF đã ghi để ký số bằng phần mềm ký số rồi ký "
        "và lưu, không in ra PDF khác.",
    ),
    "signed-not": (
        "Tệp {file} đúng là tệp gửi của báo cáo này nhưng chưa có chữ ký số; chưa đính kèm gì.",
        "Hãy ký tệp bằng phần mềm ký số rồi chọn lại tệp đã ký; nếu ký giấy, hãy chọn bản quét.",
    ),
    "signed-changed": (
        "Tệp {file} đã bị sửa sau khi ký số nên chữ ký số không còn đúng; chưa đính kèm gì.",
        "Hãy ký lại tệp PDF đã ghi để ký số rồi chọn tệp vừa ký.",
    ),
    "signed-other": (
        "Tệp {file} mang báo cáo bản số {revision}, lần {issue} của đơn vị {unit}, không phải bản đang chốt "
        "với thông tin ký hiện nay; chưa đính kèm gì.",
        "Hãy ghi lại tệp để ký số rồi ký tệp ấy. Nếu muốn làm tiếp từ tệp này, hãy mở tệp ở trang Tổng quan.",
    ),
    "signed-gone": (
        "Tệp đã ký số nhận lại ngày {day} không còn trong dữ liệu của máy này hoặc bị hỏng; chưa ghi tệp "
        "gửi, báo cáo vẫn nguyên.",
        "Hãy thả lại tệp đã ký số vào trang In và gửi rồi gửi lại.",
        "Hãy nhận lại tệp đã ký số ở trang In và gửi trong cửa sổ của chương trình, rồi gửi lại.",
    ),
    "paper-matches": (
        "Bản giấy của đơn vị {unit} ({name}), bản số {revision}, khớp với tệp đang giữ; chữ ký số đúng.",
        "",
    ),
    "paper-matches-pending": (
        "Bản giấy của đơn vị {unit} ({name}), bản số {revision}, khớp với tệp đang giữ; khóa ký chưa được "
        "xác nhận.",
        "Hãy đối chiếu mã khóa in dưới mã QR rồi xác nhận khóa của đơn vị.",
    ),
    "paper-differs": (
        "Bản giấy của đơn vị {unit} ({name}), bản số {revision}, khác với tệp đang giữ ở: {cells}. Số liệu "
        "đang tính được giữ nguyên.",
        "Hãy hỏi đơn vị bản nào đúng, rồi đề nghị gửi lại tệp của bản đó.",
    ),
    "paper-no-file": (
        "Đã đọc số liệu của đơn vị {unit} ({name}), bản số {revision}, từ bản giấy; chữ ký số đúng. Ở đây "
        "chưa có tệp của bản này.",
        "Hãy thả ảnh này vào trang Tiếp nhận để tính số liệu từ bản giấy, và đề nghị đơn vị gửi tệp báo cáo.",
        "Hãy dùng lệnh lcweek receive với ảnh này để tính số liệu từ bản giấy, và đề nghị đơn vị gửi tệp báo "
        "cáo.",
    ),
    "paper-no-figures": (
        "Mã trên bản giấy của đơn vị {unit} ({name}), bản số {revision}, có chữ ký số đúng, nhưng bản giấy "
        "của biểu mẫu này không mang số liệu. Ở đây chưa có tệp của bản này.",
        "Hãy đề nghị đơn vị gửi tệp báo cáo.",
    ),
    "paper-key-unknown": (
        "Đọc được mã trên bản giấy của đơn vị {unit} ({name}), bản số {revision}, nhưng khóa ký chưa được "
        "xác nhận nên chưa biết chữ ký có đúng của đơn vị không; chưa tính gì từ bản giấy này.",
        "Hãy nhận tệp của đơn vị và xác nhận khóa theo mã khóa in dưới mã QR, rồi đọc lại.",
    ),
    "paper-forged": (
        "Chữ ký số trong mã trên bản giấy của đơn vị {unit} ({name}), bản số {revision}, KHÔNG đúng khóa của "
        "đơn vị; chưa tính gì từ bản giấy này.",
        "Hãy liên hệ đơn vị để đối chiếu bản giấy trước khi dùng.",
    ),
    "paper-no-code": (
        "Không đọc được mã QR của báo cáo nào trong {file}; chưa có gì được thay đổi.",
        "Hãy đặt giấy phẳng nơi đủ sáng, giữ máy thẳng phía trên, chụp rõ cả trang có mã QR, hoặc chụp trang "
        "cuối của Phụ lục II cũng có mã này.",
    ),
    "scan-other": (
        "Bản quét {file} là của đơn vị {unit}, bản số {revision}, không phải của báo cáo mà nó đi kèm; số "
        "liệu được giữ nguyên.",
        "Hãy dùng bản quét của đúng báo cáo; nếu đơn vị khác gửi đến, hãy đề nghị đơn vị gửi lại.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
