"""Where a table that somebody made names its units: the columns, found by the words of their headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from lcweek_desktop.domain.unit import slug


class Column(StrEnum):
    """What a column of a list of units says."""

    NAME = "name"
    CODE = "code"
    LEVEL = "level"
    PARENT = "parent"
    PERSON = "person"
    PHONE = "phone"


_WORDS: Final[Mapping[Column, tuple[str, ...]]] = {
    Column.PHONE: ("so-dien-thoai", "dien-thoai", "sdt", "so-dt", "dtdd", "di-dong", "phone", "hotline"),
    Column.CODE: ("ma-don-vi", "ma-truong", "ma-co-so", "ma-so", "ma", "code"),
    Column.PARENT: (
        *("don-vi-quan-ly", "don-vi-cap-tren", "cap-tren", "noi-nhan", "truc-thuoc", "thuoc", "dia-ban"),
        *("parent-code", "parent", "xa-phuong", "xa-thi-tran", "xa", "phuong", "huyen"),
    ),
    Column.PERSON: (
        *("nguoi-lien-he", "nguoi-phu-trach", "hieu-truong", "thu-truong", "dau-moi", "can-bo", "ho-va-ten"),
        *("ho-ten", "lien-he"),
    ),
    Column.LEVEL: ("cap-don-vi", "cap-hoc", "loai-hinh", "loai", "cap", "level"),
    Column.NAME: (
        *("ten-don-vi", "ten-truong", "ten-co-so", "don-vi", "co-so-giao-duc", "ten", "truong", "name"),
        *("nha-truong", "co-so"),
    ),
}
"""Headings without diacritics, those of several syllables also as beginnings: "Trường Tiểu học A" is a name.
The columns stand in the order in which a heading is tried."""
_HEADINGS_WITHIN: Final = 40
"""The rows from the top in which the headings are looked for."""


@dataclass(frozen=True)
class ListColumns:
    """The row of the headings, from 0, and the place of each column that was found."""

    row: int
    places: Mapping[Column, int]

    def text(self, row: Sequence[str], column: Column) -> str:
        """What `row` says in `column`; empty where there is none."""
        place = self.places.get(column)
        return row[place] if place is not None and place < len(row) else ""


def list_columns(rows: Sequence[Sequence[str]]) -> ListColumns | None:
    """The headings of the table `rows`: the first row with one for the names, and of several such rows near
    the top the one with most headings. None when no row has one."""
    found = [ListColumns(row, _places(texts)) for row, texts in enumerate(rows[:_HEADINGS_WITHIN])]
    named = [each for each in found if Column.NAME in each.places]
    return max(named, key=lambda each: len(each.places), default=None)


def _places(texts: Sequence[str]) -> Mapping[Column, int]:
    places: dict[Column, int] = {}
    for place, text in enumerate(texts):
        column = _column(slug(text))
        if column is not None:
            places.setdefault(column, place)
    return MappingProxyType(places)


def _column(heading: str) -> Column | None:
    """The column of a heading of a few words; a longer one is a title or a name."""
    if not heading or heading.count("-") > 6:
        return None
    for column, words in _WORDS.items():
        if any(heading == word or ("-" in word and heading.startswith(f"{word}-")) for word in words):
            return column
    return None
