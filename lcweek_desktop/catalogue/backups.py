"""Backups, and restoring them."""

from typing import Final

PROBLEMS: Final = {
    "backup-none": (
        "Chưa có bản sao lưu nào dùng được trong {path}; chưa có gì được thay đổi.",
        "Nếu có tệp sao lưu (.lcwbak) đã chép ra USB, hãy khôi phục từ tệp đó.",
    ),
    "backup-missing": (
        "Không thấy bản sao lưu {file}; chưa có gì được thay đổi.",
        "Hãy chọn bản sao lưu khác.",
    ),
    "backup-busy": (
        "Bản sao lưu {file} đang bị chương trình khác giữ, hoặc chương trình không có quyền đọc; dữ liệu "
        "hiện có vẫn nguyên.",
        "Hãy đóng chương trình đang mở tệp này rồi thực hiện lại.",
    ),
    "backup-damaged": (
        "Bản sao lưu {file} bị hỏng nên không được dùng; dữ liệu hiện có vẫn nguyên.",
        "Hãy chọn bản sao lưu khác.",
    ),
    "backup-file": (
        "Tệp {file} không phải tệp sao lưu, hoặc bị hỏng, chép thiếu; chưa có gì được thay đổi.",
        "Hãy chọn đúng tệp sao lưu (.lcwbak), hoặc chép lại tệp từ nơi đã lưu.",
    ),
    "backup-space": (
        "Chưa sao lưu được vì ổ đĩa sắp đầy: cần {needed} MB mà {path} chỉ còn trống {free} MB; dữ liệu và "
        "bản sao lưu tốt gần nhất vẫn nguyên.",
        "Hãy giải phóng dung lượng ổ đĩa rồi thực hiện lại.",
    ),
    "backup-removed": (
        "Ổ đĩa sắp đầy nên {count} bản sao lưu cũ nhất đã được xóa để có chỗ cho bản mới.",
        "Hãy giải phóng dung lượng ổ đĩa.",
    ),
    "backup-incomplete": (
        "{count} ảnh hoặc tệp gốc không còn nguyên vẹn trên máy này nên không có trong bản sao lưu; số liệu "
        "được sao lưu đủ.",
        "Hãy thêm lại ảnh hoặc nhận lại tệp.",
    ),
    "backup-same-disk": (
        "Tệp sao lưu nằm cùng ổ đĩa với dữ liệu; nếu ổ đĩa hỏng thì mất cả hai.",
        "Hãy chép tệp ra USB hoặc máy khác.",
    ),
    "backup-remind": (
        "Đã gửi báo cáo nhưng dữ liệu chưa có bản sao nào ngoài máy này; nếu máy hỏng hoặc mất thì mất hết "
        "số liệu.",
        "Hãy cắm USB rồi chép bản sao lưu ra đó.",
    ),
    "restored-ask": (
        "Dữ liệu của {unit} trên máy này được khôi phục ngày {day} nên chương trình không biết bản nào đã "
        "gửi gần nhất (số bản mới nhất có trên máy: {revision}); báo cáo chưa chốt, số liệu vẫn nguyên.",
        "Hãy cho biết số của bản đã gửi gần nhất rồi thực hiện lại.",
        "Hãy thêm --last-sent SỐ, số của bản đã gửi gần nhất (0 nếu sau đó chưa gửi bản nào).",
    ),
    "restored-keys": (
        "Bản sao lưu không chứa khóa ký, và máy này không có khóa đã ký báo cáo trước của {units}; số liệu "
        "đã được khôi phục đủ.",
        "Nếu gửi báo cáo từ máy này, báo cáo sẽ ký bằng khóa mới và nơi nhận phải xác nhận lại khóa.",
    ),
    "restored-missing": (
        "{count} ảnh hoặc tệp gốc không còn cả trong bản sao lưu lẫn trên máy này; số liệu đã được khôi phục "
        "đủ.",
        "Hãy thêm lại ảnh hoặc nhận lại tệp.",
    ),
    "restored-damaged": (
        "Dữ liệu bị hỏng được giữ nguyên trong thư mục {folder}.",
        "Hãy giữ thư mục này cho người phụ trách chương trình.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""

REASONS: Final = {
    "daily": "hằng ngày",
    "asked": "theo yêu cầu",
    "migration": "trước khi nâng cấp dữ liệu",
    "receiving": "trước khi nhận nhiều tệp",
    "restore": "trước khi khôi phục",
    "reopen": "trước khi mở lại báo cáo",
    "unit": "trước khi sửa hoặc bỏ đơn vị",
    "update": "trước khi cập nhật chương trình",
    "salvage": "phần đọc được của dữ liệu hỏng",
}
"""Why a backup was made, by the values of `BackupReason`."""

STATES: Final = {
    "good": "dùng được",
    "newer": "do bản chương trình mới hơn ghi",
    "busy": "đang bị chương trình khác giữ",
    "damaged": "bị hỏng",
}
"""What a backup is worth, by the values of `BackupState`."""
