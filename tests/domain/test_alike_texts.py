"""Near copies stand together, and two things never do."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from lcweek_desktop.domain.alike_texts import alike_texts, say_the_same
from tests.narratives import proposals


@pytest.mark.parametrize("seed", range(5))
def test_the_planted_ideas_of_340_units_are_found_and_none_are_joined(seed: int) -> None:
    sentences = [sentence for unit in proposals(340, seed) for sentence in unit.sentences]
    groups = alike_texts([sentence.text for sentence in sentences])
    found = list(zip(sentences, groups, strict=True))
    pairs = [(one[1] == other[1]) for one, other in combinations(found, 2) if one[0].idea == other[0].idea]
    joined = [(one, other) for one, other in combinations(found, 2) if one[1] == other[1]]
    assert sum(pairs) >= 0.95 * len(pairs)
    assert all(one[0].idea == other[0].idea for one, other in joined)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đề nghị bổ sung kinh phí mua sách.", "1. Kính đề nghị cấp trên quan tâm bổ sung kinh phí mua sách"),
        ("- Nâng cấp mạng Internet ở các điểm trường.", "NÂNG CẤP MẠNG INTERNET Ở CÁC ĐIỂM TRƯỜNG"),
        ("Sách, báo cho thư viện", "sách báo cho thư viện;"),
        ("Không.", "không"),
        ("Đề nghị", "Kính đề nghị"),
    ],
)
def test_case_numbering_and_the_usual_openings_are_no_difference(one: str, other: str) -> None:
    assert say_the_same(one, other)
    assert say_the_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hỗ trợ kinh phí mua sách.", "Hỗ trợ kinh phí mua máy tính."),
        ("Hỗ trợ kinh phí mua sách.", "Hỗ trợ sách mua kinh phí phí phí."),
        ("Không có đề xuất.", ""),
        ("Mở 12 lớp xóa mù chữ.", "Tổ chức 12 buổi giao lưu."),
    ],
)
def test_what_is_said_in_the_same_phrases_of_another_thing_is_another(one: str, other: str) -> None:
    assert not say_the_same(one, other)


def test_a_chain_of_small_differences_joins_nothing() -> None:
    words = [f"việc{number}" for number in range(12)]
    chain = [" ".join((*words[at:], *(f"khác{number}" for number in range(at)))) for at in range(12)]
    assert all(say_the_same(one, other) for one, other in pairwise(chain))
    groups = alike_texts(chain)
    firsts = [chain[groups.index(group)] for group in groups]
    assert all(say_the_same(text, first) for text, first in zip(chain, firsts, strict=True))
    assert groups[0] != groups[-1]


def test_groups_are_numbered_as_they_begin_and_nothing_has_none() -> None:
    assert alike_texts([]) == []
    assert alike_texts(["a b c d", "x y z", "a b c d", "", ""]) == [0, 1, 0, 2, 2]
