"""Names of units as offices write and abbreviate them."""

from __future__ import annotations

import pytest

from lcweek_desktop.domain.name_words import name_words, search_words
from lcweek_desktop.domain.unit import slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trường TH Thèn Sin", "Trường Tiểu học Thèn Sin"),
        ("Trường Tiểu học xã Thèn Sin", "TRƯỜNG TIỂU HỌC THÈN SIN"),
        ("Trường THCS Bình Lư", "Trường Trung học cơ sở Bình Lư"),
        ("Trường THPT Bình Lư", "Trường Trung học phổ thông Bình Lư"),
        ("Trường MN Sao Mai", "Trường Mầm non Sao Mai"),
        ("Trường PTDTBT TH Nậm Hăn", "Trường Phổ thông dân tộc bán trú Tiểu học Nậm Hăn"),
        ("Trường PTDT bán trú TH Nậm Hăn", "Trường PTDTBT Tiểu học Nậm Hăn"),
        ("Trường PTDTNT tỉnh", "Trường Phổ thông Dân tộc nội trú tỉnh"),
        ("Trường TH&THCS Tả Phìn", "Trường Tiểu học và Trung học cơ sở Tả Phìn"),
        ("Trường TH số 1 Thèn Sin", "Trường Tiểu học Thèn Sin số 01"),
        ("Trường TH số 2 Thèn Sin", "Trường TH Thèn Sin số II"),
        ("TTGDTX huyện Tam Đường", "Trung tâm Giáo dục thường xuyên Tam Đường"),
        ("TT GDNN-GDTX Tam Đường", "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên Tam Đường"),
        ("TTHTCĐ xã Bản Bo", "Trung tâm học tập cộng đồng xã Bản Bo"),
        ("UBND xã Mường Kim", "Ủy ban nhân dân xã Mường Kim"),
        ("Uỷ ban nhân dân xã Mường Kim", "Xã Mường Kim"),
        ("TP Lai Châu", "Thành phố Lai Châu"),
        ("TT Tam Đường", "Thị trấn Tam Đường"),
        ("Huyện Tam \u00d0ường", "Huyện Tam Đường"),
        ("Trường THCS Thuý Hoà", "Trường THCS Thúy Hòa"),
    ],
)
def test_two_ways_of_writing_a_name_have_the_same_words(one: str, other: str) -> None:
    assert name_words(one) == name_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bản Bo", "Bản Bố"),
        ("Xã Tam Đường", "Huyện Tam Đường"),
        ("Thị trấn Tam Đường", "Huyện Tam Đường"),
        ("Trường TH số 1 Thèn Sin", "Trường TH số 2 Thèn Sin"),
        ("Trường TH Thèn Sin", "Trường THCS Thèn Sin"),
        ("Trường TH Thèn Sin", "Trường TH và THCS Thèn Sin"),
        ("Trường THCS Thèn Sin", "Trường PTDTBT THCS Thèn Sin"),
        ("Trường PTDTBT THCS Nậm Cuổi", "Trường PTDTBT THCS Nậm Hăn"),
        ("Trường THPT Mường So", "Trường THPT Mường"),
    ],
)
def test_names_of_two_units_have_other_words(one: str, other: str) -> None:
    assert name_words(one) != name_words(other)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Xã Mường Kim", "UBND xã Mường Kim"),
        ("Xã Mường Kim", "Uỷ ban nhân dân xã Mường Kim"),
        ("Thành phố Lai Châu", "TP Lai Châu"),
        ("Thị trấn Tam Đường", "TT Tam \u00d0ường"),
        ("Trường Tiểu học Thèn Sin", "TH Thèn Sin"),
        ("Trường TH Thèn Sin", "tieu hoc then sin"),
        ("Trường PTDTBT THCS Nậm Hăn", "dân tộc bán trú nậm hăn"),
    ],
)
def test_each_word_that_people_type_of_a_name_is_found(name: str, typed: str) -> None:
    assert {*slug(typed).split("-")} <= search_words(name)
