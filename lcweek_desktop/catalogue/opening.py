"""Files that are opened: what each is, where nothing else is done with it."""

from typing import Final

PROBLEMS: Final = {
    "opened-own": (
        "Đây là {what} của chính đơn vị {name}, bản số {revision} kỳ {campaign}, đúng bản đã chốt trên máy "
        "này; dữ liệu không thay đổi.",
        "Hãy gửi tệp này cho {recipient}. Nếu cần sửa, hãy sửa số liệu trên máy này rồi chốt và gửi bản tiếp "
        "theo.",
    ),
    "opened-own-elsewhere": (
        "Đây là {what} của chính đơn vị {name}, bản số {revision} kỳ {campaign}, nhưng trên máy này không có "
        "bản ấy (chốt ở máy khác, hoặc dữ liệu đã được khôi phục); dữ liệu không thay đổi.",
        "Nếu đơn vị làm việc ở hai máy, hãy chỉ chốt và gửi ở một máy, để nơi nhận không có hai báo cáo cùng "
        "số.",
    ),
    "opened-own-key": (
        "Đây là {what} mang tên và mã của chính đơn vị {name} ({unit}), bản số {revision} kỳ {campaign}, "
        "nhưng ký bằng khóa {key}, không phải khóa của đơn vị trên máy này; dữ liệu không thay đổi.",
        "Nếu tệp do máy khác của đơn vị tạo ra, hãy chỉ chốt và gửi ở một máy; nếu không, hãy báo cho "
        "{recipient}.",
    ),
    "opened-others": (
        "Đây là {what} của {name} ({unit}), bản số {revision} kỳ {campaign}, gửi cho {recipient}; đơn vị "
        "đang làm việc không nhận tệp này, dữ liệu không thay đổi.",
        "Hãy chuyển tệp cho {recipient}.",
    ),
    "opened-early": (
        "Đây là {what} của {name} ({unit}), bản số {revision} kỳ {campaign}, gửi cho {recipient}. Máy này "
        "chưa có đơn vị nào nên tệp chưa được nhận.",
        "Hãy chọn đơn vị của mình; chọn xong, chương trình mở tiếp tệp này.",
    ),
    "opened-empty-template": (
        "Đây là mẫu Excel trống của Phụ lục II, dành cho đơn vị chưa dùng chương trình; dữ liệu không thay "
        "đổi.",
        "Hãy gửi tệp cho đơn vị cần điền. Đơn vị dùng chương trình thì nhập thẳng ở trang Phụ lục II.",
    ),
    "opened-filled-template": (
        "Đây là mẫu Excel đã điền của Phụ lục II; dữ liệu không thay đổi.",
        "Nếu là số liệu của đơn vị đang làm việc, hãy bấm “Nhập từ Excel…” ở trang Phụ lục II. Nếu là của "
        "đơn vị khác, hãy thêm đơn vị đó trên máy này trước (“Tệp”, “Thêm đơn vị…”).",
        "Hãy nhập tệp bằng lệnh lcweek fill.",
    ),
    "opened-paper": (
        "Đây là ảnh, hoặc là PDF không kèm dữ liệu báo cáo; dữ liệu không thay đổi.",
        "Nếu là bản đã ký, đóng dấu, hãy kéo tệp vào trang In và gửi; nếu là ảnh hoạt động, hãy kéo vào "
        "trang Hình ảnh.",
    ),
    "opened-paper-early": (
        "Đây là ảnh, hoặc là PDF không kèm dữ liệu báo cáo. Máy này chưa có đơn vị nào nên tệp chưa được "
        "đọc.",
        "Hãy chọn đơn vị của mình; chọn xong, chương trình mở tiếp tệp này.",
    ),
    "opened-folder": (
        "Đơn vị đang làm việc không nhận báo cáo của đơn vị khác nên thư mục này chưa được đọc; dữ liệu "
        "không thay đổi.",
        "Nếu là thư mục ảnh, hãy kéo vào trang Hình ảnh; nếu không, hãy mở từng tệp.",
    ),
    "opened-folder-early": (
        "Máy này chưa có đơn vị nào nên thư mục này chưa được đọc.",
        "Hãy chọn đơn vị của mình; chọn xong, chương trình mở tiếp thư mục này.",
    ),
    "reopen-practice": (
        "Đây là bản tập, không phải báo cáo thật, nên không mở lại để làm tiếp được; dữ liệu không thay đổi.",
        "Hãy chọn tệp báo cáo đã gửi.",
    ),
    "reopen-form": (
        "Trên máy này không có biểu mẫu kỳ {campaign} đã dùng cho báo cáo trong tệp nên chưa mở lại được; dữ "
        "liệu không thay đổi.",
        "Hãy mở tệp kỳ báo cáo ấy để cài, hoặc cài bản chương trình mới nhất, rồi mở lại tệp này.",
        "Hãy cài tệp kỳ báo cáo ấy bằng lệnh lcweek campaign install, hoặc cài bản chương trình mới nhất, "
        "rồi thực hiện lại.",
    ),
    "reopen-same": (
        "Báo cáo đang có trên máy này đúng là bản số {revision} trong tệp; không có gì phải mở lại.",
        "",
    ),
    "reopen-unit": ("Máy này sẽ làm việc cho {name}, kỳ {campaign}.", ""),
    "reopen-left": (
        "Báo cáo làm theo lần ban hành khác của kỳ báo cáo; không còn chỗ trong biểu mẫu đang dùng, được giữ "
        "cạnh bản nháp: {left}.",
        "",
    ),
    "reopen-members": (
        "Báo cáo của {count} đơn vị trực thuộc không mở lại được từ tệp này: cần nhận lại tệp của các đơn vị "
        "ấy.",
        "",
    ),
    "reopen-key": (
        "Khóa đã ký tệp này không có trên máy này, nên bản chốt tiếp theo sẽ ký bằng khóa mới. Nơi nhận chỉ "
        "cần so mã khóa với bản giấy rồi xác nhận một lần.",
        "",
    ),
    "opened-late": (
        "{name} đã làm việc trên máy này sau khi tệp được mở; chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy mở lại tệp này để xem những chỗ khác nhau.",
        "Hãy thực hiện lại lệnh này.",
    ),
    "opened-alone": (
        "Tệp này chưa được mở, vì mỗi lần chỉ mở được một tệp thuộc loại này; dữ liệu không thay đổi.",
        "Hãy mở riêng tệp này.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
