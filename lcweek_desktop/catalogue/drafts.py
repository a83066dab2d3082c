"""Drafts that go between two machines of a unit."""

from typing import Final

PROBLEMS: Final = {
    "draft-empty": (
        "Báo cáo chưa nhập gì nên chưa có bản nháp để chuyển; chưa ghi tệp nào.",
        "Hãy nhập số liệu hoặc lời văn rồi chuyển.",
    ),
    "draft-damaged": (
        "Trong bản nháp có phần bị hỏng ({part}) nên chưa ghi tệp: máy kia sẽ tưởng phần ấy đã bị xóa. Các "
        "phần khác vẫn nguyên.",
        "Hãy nhập lại phần hỏng hoặc bỏ phần ấy ở trang Kiểm tra rồi chuyển.",
        "Hãy nhập lại phần hỏng, hoặc bỏ phần ấy bằng lệnh lcweek give-up, rồi thực hiện lại.",
    ),
    "draft-not-report": (
        "Đây là bản nháp của một báo cáo đang làm, không phải báo cáo đã chốt; chưa nhận gì từ tệp này, số "
        "liệu đang có vẫn nguyên.",
        "Hãy đề nghị đơn vị gửi tệp báo cáo đã chốt. Nếu là bản nháp của đơn vị mình, hãy kéo tệp vào cửa "
        "sổ chương trình.",
        "Hãy đề nghị đơn vị gửi tệp báo cáo đã chốt. Nếu là bản nháp của đơn vị mình, hãy dùng lệnh lcweek "
        "draft open.",
    ),
    "report-not-draft": (
        "Tệp này không phải bản nháp; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy chọn tệp bản nháp do máy khác của đơn vị ghi.",
        "Nếu là báo cáo đã gửi của chính đơn vị, hãy dùng lệnh lcweek reopen.",
    ),
    "draft-form": (
        "Trên máy này không có biểu mẫu kỳ {campaign} đã dùng cho bản nháp trong tệp nên chưa mở được; dữ "
        "liệu không thay đổi.",
        "Hãy mở tệp kỳ báo cáo ấy để cài, hoặc cài bản chương trình mới nhất, rồi mở lại tệp này.",
        "Hãy cài tệp kỳ báo cáo ấy bằng lệnh lcweek campaign install, hoặc cài bản chương trình mới nhất, "
        "rồi thực hiện lại.",
    ),
    "draft-others": (
        "Đây là bản nháp của {name} ({unit}), kỳ {campaign}, không phải báo cáo đã chốt; đơn vị đang làm "
        "việc không dùng được tệp này, dữ liệu không thay đổi.",
        "Hãy chuyển tệp cho đơn vị ấy; nếu cần báo cáo, hãy đề nghị đơn vị ấy chốt rồi gửi.",
    ),
    "received-draft": (
        "Đây là bản nháp của {name} ({unit}), kỳ {campaign}, chưa phải báo cáo nên không được tính; tệp được "
        "để riêng.",
        "Hãy đề nghị đơn vị ấy chốt báo cáo rồi gửi tệp đã chốt.",
    ),
    "draft-place": (
        "Bản nháp trong tệp không có chỗ khác nào tên “{place}”; dữ liệu không thay đổi.",
        "Hãy chọn lại chỗ cần nhận rồi thực hiện lại.",
        "Hãy xem tên các chỗ khác nhau bằng lệnh lcweek draft open --json rồi thực hiện lại.",
    ),
    "draft-begin": (
        "Máy này sẽ làm việc cho {name}, kỳ {campaign}, bắt đầu từ bản nháp trong tệp.",
        "",
    ),
    "draft-key": (
        "Khóa ký của đơn vị không đi theo bản nháp; máy này có khóa riêng. Đọc và sửa xong, hãy chuyển bản "
        "nháp về máy cũ; chỉ chốt và gửi ở máy ấy để nơi nhận không phải xác nhận khóa mới.",
        "",
    ),
    "draft-back": (
        "Đọc và sửa xong, hãy chuyển bản nháp về máy cũ: “Tệp”, “Chuyển bản nháp…”.",
        "",
    ),
    "draft-same": (
        "Bản nháp trong tệp đúng là báo cáo đang có trên máy này; không có gì phải nhận.",
        "",
    ),
    "draft-left": (
        "Bản nháp làm theo lần ban hành khác của kỳ báo cáo; không còn chỗ trong biểu mẫu đang dùng, được "
        "giữ cạnh bản nháp: {left}.",
        "",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
