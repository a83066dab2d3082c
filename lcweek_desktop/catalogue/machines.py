"""Data that were put back, and data that go to another machine."""

from typing import Final

PROBLEMS: Final = {
    "restored-ask": (
        "Dữ liệu của {unit} trên máy này được khôi phục ngày {day} nên chương trình không biết bản nào đã "
        "gửi gần nhất (số bản mới nhất có trên máy: {revision}); báo cáo chưa chốt, số liệu vẫn nguyên.",
        "Hãy cho biết số của bản đã gửi gần nhất rồi thực hiện lại; trên dòng lệnh, hãy thêm --last-sent SỐ "
        "(0 nếu sau đó chưa gửi bản nào).",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
