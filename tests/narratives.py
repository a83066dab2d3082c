"""Seeded narratives as units write them, some of them near copies of others, with what was planted.

Nothing of it was ever reported; the sentences were written for the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final, NamedTuple

_IDEAS: Final = (
    "Hỗ trợ kinh phí bổ sung sách, giá sách cho thư viện các trường vùng khó khăn.",
    "Hỗ trợ kinh phí mua máy tính, máy chiếu cho trung tâm học tập cộng đồng các xã.",
    "Bố trí kinh phí riêng cho Tuần lễ trong dự toán hằng năm của các xã.",
    "Bố trí biên chế nhân viên thư viện cho các trường có nhiều điểm trường lẻ.",
    "Tổ chức xe thư viện lưu động của tỉnh đến các điểm trường ít nhất mỗi học kỳ một lần.",
    "Tổ chức tập huấn nghiệp vụ thư viện cho giáo viên kiêm nhiệm trước năm học mới.",
    "Tổ chức tập huấn kỹ năng số cho cán bộ trung tâm học tập cộng đồng và trưởng bản.",
    "Ban hành sớm chủ đề và tài liệu tuyên truyền của Tuần lễ, trước khi năm học bắt đầu.",
    "Biên soạn, số hóa và cho tải miễn phí sách song ngữ tiếng Việt và tiếng dân tộc thiểu số.",
    "Nâng cấp đường truyền Internet tới các điểm trường và nhà văn hóa bản.",
    "Có cơ chế khen thưởng kịp thời các gia đình, dòng họ, cộng đồng học tập tiêu biểu.",
    "Chỉ đạo các đoàn thể phối hợp với nhà trường vận động người dân tham gia lớp xóa mù chữ.",
    "Thống nhất một mẫu báo cáo và cách tính số liệu cho tất cả các cấp học.",
    "Tăng thời lượng phát sóng về học tập suốt đời bằng tiếng dân tộc trên đài phát thanh của tỉnh.",
    "Đầu tư sửa chữa phòng đọc, sân chơi và nhà vệ sinh ở các điểm trường đã xuống cấp.",
    "Cấp kinh phí bồi dưỡng cho báo cáo viên dạy lớp buổi tối tại nhà văn hóa bản.",
)
"""What units propose, each another thing, several in nearly the same phrases."""

_OPENINGS: Final = ("", "Đề nghị ", "Kính đề nghị ", "Đề xuất cấp trên ", "- Kiến nghị ", "1. Mong ")
_SWAPS: Final = (
    ("kinh phí", "nguồn kinh phí"),
    ("các trường", "các nhà trường"),
    ("các xã", "các xã, thị trấn"),
    ("các điểm trường", "những điểm trường"),
    ("Tuần lễ", "Tuần lễ hưởng ứng học tập suốt đời"),
    ("tiếng dân tộc", "tiếng các dân tộc"),
    ("của tỉnh", "cấp tỉnh"),
    (".", " trong thời gian tới."),
    (", ", " và "),
)


class Sentence(NamedTuple):
    """A sentence, and the number of the idea that was planted in it."""

    text: str
    idea: int


@dataclass(frozen=True)
class MadeUpProposals:
    """What one unit proposes."""

    sentences: tuple[Sentence, ...]


def proposals(units: int, seed: int) -> list[MadeUpProposals]:
    """What each of so many units proposes: two to four ideas, in words that others have nearly so."""
    random = Random(seed)
    return [
        MadeUpProposals(
            tuple(
                Sentence(_varied(_IDEAS[idea], random), idea)
                for idea in random.sample(range(len(_IDEAS)), random.randint(2, 4))
            )
        )
        for _ in range(units)
    ]


def _varied(sentence: str, random: Random) -> str:
    for old, new in random.sample(_SWAPS, random.randint(0, 2)):
        sentence = sentence.replace(old, new, 1)
    opening = random.choice(_OPENINGS)
    return opening + (sentence[0].lower() + sentence[1:] if opening else sentence)
