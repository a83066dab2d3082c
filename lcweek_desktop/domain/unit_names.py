"""What a unit is called: at the head of its report, inside a sentence, in a number's abbreviation.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (names of offices) and Phụ lục II (capitals).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.unit import Unit


@dataclass(frozen=True)
class UnitNames:
    """The forms of one unit's name: "Huyện Tam Đường" has `short` "Tam Đường" and, `inside` a sentence,
    "huyện Tam Đường"; "Trường THCS Bình Lư" has `initials` "THCSBL"."""

    name: str
    short: str
    inside: str
    initials: str


def unit_names(form: Form, unit: Unit) -> UnitNames:
    """The names of `unit` by the words its level knows; KeyError when the form has no such level."""
    level = form.level_by_key[unit.level]
    _, bare = _split_off_prefix(unit.name, level.prefixes)
    name = bare[:1].upper() + bare[1:]
    kind, short = _split_off_prefix(name, level.kinds)
    inside = f"{kind.lower()} {short}" if kind else name
    return UnitNames(name, short, inside, _initials(form, short))


def starts_with_words(name: str, words: str) -> bool:
    """Whether `name` begins with `words` as whole words, in any case."""
    return f"{name} ".lower().startswith(f"{words} ".lower())


def _split_off_prefix(name: str, starts: Iterable[str]) -> tuple[str, str]:
    start = next((words for words in starts if starts_with_words(name, words)), "")
    return name[: len(start)], name[len(start) :].strip()


def _initials(form: Form, name: str) -> str:
    skipped = form.campaign.skipped_initials
    words = _without_place_suffix(
        name, [kind.lower() for level in form.levels for kind in level.kinds]
    ).split()
    return "".join(_initial(word) for word in words if word not in skipped)


def _without_place_suffix(name: str, kinds: Sequence[str]) -> str:
    """ "Hội Khuyến học tỉnh" and "Phòng Tư pháp huyện Tam Đường" up to where they say of which place."""
    for found in re.finditer(rf"\s(?:{'|'.join(kinds)})(?:\s+(\S)|$)", name) if kinds else ():
        if found[1] is None or found[1].isupper():
            return name[: found.start()]
    return name


def _initial(word: str) -> str:
    letters = re.sub(r"[^\w-]", "", word).strip("-")
    return letters if letters.isupper() or letters.isdigit() else letters[:1].upper()
