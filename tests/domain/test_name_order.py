"""Names are put in the order in which people look for them."""

from __future__ import annotations

import pytest

from lcweek_desktop.domain.name_order import name_order


@pytest.mark.parametrize(
    "names",
    [
        ["Trường số 2", "Trường số 10", "Trường số 10 mới"],
        ["Trường Tiểu học số 9", "Trường Tiểu học số 10", "Trường Tiểu học Thèn Sin"],
        ["Bản Bo", "Bản Bo 2", "Bản Bố", "Bản Hon"],
        ["Dào San", "Dương", "Đông Pao", "Đường", "Hua Bum"],
        ["An", "Ăn", "Ân", "Ba"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["Nùng Nàng", "Phong Thổ", "Tả Lèng", "Thèn Sin"],
        ["O", "Ô", "Ơ", "Pa"],
    ],
)
def test_names_stand_in_the_order_of_a_dictionary(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(backwards, key=name_order) == names


def test_the_same_name_in_another_normal_form_has_the_same_place() -> None:
    assert name_order("Thèn Sin")[:2] == name_order("The\u0300n Sin")[:2]
