"""Form definitions."""

from typing import Final

from lcweek_desktop.catalogue.problem import Problem

PROBLEMS: Final = (
    Problem(
        "form-definition",
        "Biểu mẫu trong tệp {file}, mục {table}, khóa {key} có lỗi: {reason}. Số liệu đã lưu vẫn nguyên.",
        "Hãy cài lại chương trình hoặc báo cho người phụ trách biểu mẫu.",
    ),
    Problem(
        "form-missing",
        "Chương trình chưa có biểu mẫu của kỳ báo cáo {campaign}; chưa có gì được thay đổi.",
        "Hãy chọn kỳ báo cáo khác hoặc cài bản chương trình mới.",
    ),
)
