"""Form definitions and campaigns."""

from typing import Final

PROBLEMS: Final = {
    "form-definition": (
        "Biểu mẫu trong tệp {file}, mục {table}, khóa {key} có lỗi: {reason}. Số liệu đã lưu vẫn nguyên.",
        "Hãy cài lại chương trình hoặc báo cho người phụ trách biểu mẫu.",
    ),
    "campaign-draft-exists": (
        "Máy này đang soạn kỳ báo cáo {campaign} rồi; bản đang soạn vẫn nguyên.",
        "Hãy mở bản đang soạn để làm tiếp, hoặc bỏ bản đó trước khi tạo lại.",
    ),
    "form-missing": (
        "Chương trình chưa có biểu mẫu của kỳ báo cáo {campaign}; chưa có gì được thay đổi.",
        "Hãy cài bản chương trình mới.",
        "Hãy chọn kỳ báo cáo khác bằng --year NĂM, hoặc cài bản chương trình mới.",
    ),
    "campaign-year-over": (
        "Kỳ báo cáo năm nay chưa có trên máy này: mở tệp kỳ báo cáo, hoặc tạo từ năm trước.",
        "Nếu ngày trên máy ({today}) không đúng, hãy chỉnh lại ngày của máy.",
    ),
    "campaign-notice": (
        "Biểu mẫu kỳ báo cáo năm {year}: {notice}.",
        "",
    ),
    "campaign-no-deadline": (
        "Kỳ báo cáo năm {year} chưa rõ hạn gửi.",
        "Nếu đã có văn bản ghi hạn, hãy gửi theo văn bản đó.",
    ),
    "campaign-of-several": (
        "Máy này có nhiều kỳ báo cáo; đang làm kỳ {campaign} của {unit} ({code}).",
        "",
        "Nếu cần kỳ khác ({others}), hãy thêm --year NĂM.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
