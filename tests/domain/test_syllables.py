"""The table of well-formed Vietnamese syllables."""

from __future__ import annotations

import pytest

from dev import ROOT
from lcweek_desktop.domain.syllables import is_syllable

GOOD = (
    "kết quả nghiêng giếng gì gìn giữ già giết giặt quốc quyết quý quỳnh khuya khuỷu hòa hoà thủy thuỷ ngoằn "
    "ngoèo oái yêu yết ỉa ích hươu rượu mướp xoong loắt choắt quở quên nghề ghế kẻ kỹ chuột buồm tuýp huýt"
    " "
    "khuấy tuần huế mùa mưa mía cừu chửi ủy uỵch tiếng khuyến toàn quặng ĐƯỜNG Uỷ"
)
BAD = (
    "hóan kà ghà ngề kất cêm chứong thựơng khôgn đuợc nghà tòan qủa gíup tuơng trừờng họct cácc sạh ngày1 "
    "toànn hièu"
)


@pytest.mark.parametrize("word", GOOD.split())
def test_a_syllable_is_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", BAD.split())
def test_what_vietnamese_cannot_write_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_the_plan_of_2024_is_written_in_syllables() -> None:
    words = {
        word
        for line in (ROOT / "tests" / "data" / "plan-2024.txt").read_text("utf-8").splitlines()
        for word in line.replace("/", " ").split()
        if word.isalpha() and word.islower()
    }
    assert len(words) > 200
    assert {word for word in words if not is_syllable(word)} <= {
        "zôn",
        "website",
        "internet",
        "tivi",
        "video",
    }
