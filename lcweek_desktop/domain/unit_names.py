"""The forms of a unit's name: at the head of its report, inside a sentence, and as an abbreviation.

Source: docs/decree-30.md, Names of offices (Nghị định 30/2020/NĐ-CP, Phụ lục I and II).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.unit import Unit


@dataclass(frozen=True)
class UnitNames:
    """The forms of one unit's name; a template of the form takes each under its field's name.

    Of "Huyện Tam Đường", `short` is "Tam Đường" and `inside`, as it stands inside a sentence, is
    "huyện Tam Đường". Of "Trường THCS Bình Lư", `initials` are "THCSBL".
    """

    name: str
    short: str
    inside: str
    initials: str


def unit_names(form: Form, unit: Unit) -> UnitNames:
    """The forms of `unit`'s name, made with the words of its level.

    Raises KeyError when the form does not have that level.
    """
    level = form.level_by_key[unit.level]
    _, bare = _split_off_prefix(unit.name, level.prefixes)
    name = bare[:1].upper() + bare[1:]
    kind, short = _split_off_prefix(name, level.kinds)
    inside = f"{kind.lower()} {short}" if kind else name
    return UnitNames(name, short, inside, _initials(form, short))


def starts_with_words(name: str, words: str) -> bool:
    """Whether `name` begins with `words` as whole words, in upper or lower case."""
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
    """`name` without the place at its end: "Phòng Tư pháp huyện Tam Đường" becomes "Phòng Tư pháp".

    `kinds` are the words for kinds of places ("huyện"); they may also end the name ("Hội Khuyến học tỉnh").
    """
    for found in re.finditer(rf"\s(?:{'|'.join(kinds)})(?:\s+(\S)|$)", name) if kinds else ():
        if found[1] is None or found[1].isupper():
            return name[: found.start()]
    return name


def _initial(word: str) -> str:
    letters = re.sub(r"[^\w-]", "", word).strip("-")
    return letters if letters.isupper() or letters.isdigit() else letters[:1].upper()
