"""The words around a report: issuer, number, place and date, opening, closing, signer, Nơi nhận.

What the sign-off leaves open comes from the unit's level. All of it is text, which documents lay out. Source:
docs/decree-30.md (Nghị định 30/2020/NĐ-CP, Phụ lục I); docs/form-and-rules.md, Phụ lục I.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from string import Formatter
from typing import Final

from lcweek_desktop.domain.form import Form, Level
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.domain.unit_names import starts_with_words, unit_names

NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
"""Quốc hiệu, the first line at the head of a document."""

MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
"""Tiêu ngữ, the line below Quốc hiệu."""

PEOPLES_COMMITTEE: Final = "ỦY BAN NHÂN DÂN"
"""The words that take a line of their own in the name of a People's Committee, above the place it governs."""

DOTTED_BLANK: Final = "……"
"""What is printed where the office writes by hand."""
_BLANK: Final = re.compile(rf"(?:(\w+)[\s\W]*?)?{DOTTED_BLANK}")

UNIT_PLACEHOLDERS: Final = frozenset({"name", "short", "inside", "initials"})
"""What a level's templates may name in braces of the unit itself; see `form.Level`."""

HIGHER_UNIT_PLACEHOLDERS: Final = frozenset(
    {"parent", "parent_short", "parent_listed", "parent_place", "superior"}
)
"""What a level's templates may name in braces of the units above it."""


@dataclass(frozen=True)
class Letterhead:
    """The texts of one report's letterhead; a line that is left out is the empty text.

    `number` ("Số: 12/BC-UBND"), `place_and_date` and `reference`, which stands under the title of Phụ lục II,
    have dots where something is blank. `place`, `abbreviation` and `signer` are empty then. `recipients` are
    whole lines ("- UBND tỉnh;").
    """

    superior: str
    issuer: str
    abbreviation: str
    number: str
    place: str
    place_and_date: str
    title: str
    subject: str
    opening: str
    closing: str
    signer_title: tuple[str, ...]
    signature_note: str
    signer: str
    recipients: tuple[str, ...]
    reference: str


def letterhead(form: Form, unit: Unit, above: Sequence[Unit], signoff: SignOff) -> Letterhead:
    """The letterhead of `unit`'s report.

    `above` are the units above it, nearest first. Raises KeyError when the form does not have its level.
    """
    campaign, given = form.campaign, signoff_with_defaults(form, unit, above, signoff)
    place, abbreviation = given.place or "", given.abbreviation or ""
    number = _number_text(campaign.number, given.number, abbreviation)
    day = _date_text(given.date, campaign.year)
    return Letterhead(
        superior=(given.superior or "").upper(),
        issuer=(given.issuer or "").upper(),
        abbreviation=abbreviation,
        number=f"Số: {number}",
        place=place,
        place_and_date=f"{place or DOTTED_BLANK}, {day}",
        title=campaign.title,
        subject=campaign.subject,
        opening=given.opening or "",
        closing=given.closing or "",
        signer_title=tuple(line.upper() for line in given.title or () if line),
        signature_note=campaign.signature_note,
        signer=given.name,
        recipients=_recipient_lines(given.recipients or ()),
        reference=campaign.table_reference.format(number=number, date=day, unit=name_in_sentence(form, unit)),
    )


def signoff_with_defaults(form: Form, unit: Unit, above: Sequence[Unit], signoff: SignOff) -> SignOff:
    """`signoff` with the defaults of `unit`'s level in the place of every None.

    `above` are the units above it, nearest first; a line that names a unit missing there becomes empty.
    Raises KeyError when the form does not have the unit's level.
    """
    level, campaign = form.level_by_key[unit.level], form.campaign
    names = _placeholder_values(form, unit, [higher for higher in above if higher.level in form.level_by_key])
    own_name = name_in_sentence(form, unit)
    defaults: dict[str, str | tuple[str, ...]] = {
        "superior": _fill_template(level.superior, names),
        "issuer": _fill_template(level.issuer, names),
        "abbreviation": _fill_template(level.abbreviation, names),
        "place": _fill_template(level.place, names),
        "opening": (level.opening_sentence or campaign.opening_sentence).format(unit=own_name),
        "closing": campaign.closing_sentence.format(unit=own_name),
        "title": _signer_title(level, names["name"]),
        "recipients": tuple(_fill_template(template, names) for template in level.recipients),
    }
    left_open = {key: value for key, value in defaults.items() if getattr(signoff, key) is None}
    return replace(signoff, **left_open)  # type: ignore[arg-type]


def dotted_blanks(sentence: str) -> tuple[str, ...]:
    """The word before each place of `sentence` where the office still has to write something, in order: of
    "Kế hoạch số ……/KH-UBND ngày ……" "số" and "ngày"."""
    return tuple(found[1] or "" for found in _BLANK.finditer(sentence))


def with_blanks_filled(sentence: str, values: Sequence[str]) -> str:
    """`sentence` with `values` in its blanks, in order; a blank whose value is empty stays."""
    pieces = sentence.split(DOTTED_BLANK)
    filled = zip(pieces, (value or DOTTED_BLANK for value in values), strict=False)
    return "".join(f"{piece}{value}" for piece, value in filled) + DOTTED_BLANK.join(pieces[len(values) :])


def name_in_sentence(form: Form, unit: Unit) -> str:
    """How a sentence names `unit`: "Ủy ban nhân dân huyện Tam Đường"; by its bare name where the form lacks
    its level."""
    if unit.level not in form.level_by_key:
        return unit.name
    return _fill_template(form.level_by_key[unit.level].in_text, _placeholder_values(form, unit, ()))


def placeholders(template: str) -> frozenset[str]:
    """What stands in braces in `template`: names, and a width or the like with the name, as it could ask for
    any amount of memory. Raises ValueError when its braces do not match."""
    return frozenset(
        name + (f"!{conversion}" if conversion else "") + (f":{width}" if width else "")
        for _, name, width, conversion in Formatter().parse(template)
        if name is not None
    )


def _placeholder_values(form: Form, unit: Unit, above: Sequence[Unit]) -> Mapping[str, str]:
    """The values of the placeholders in the templates of `unit`'s level.

    Each value is there a second time, in capitals, under its name in capitals.
    """
    own = unit_names(form, unit)
    names = {"name": own.name, "short": own.short, "inside": own.inside, "initials": own.initials}
    if above:
        parent = unit_names(form, above[0])
        names["parent"], names["parent_short"] = parent.name, parent.short
        names["parent_listed"] = _name_in_list(form, above[0])
        names["parent_place"] = _place_of(form, above[0], above[1:])
        names["superior"] = _name_in_list(form, _superior(form.level_by_key[unit.level], above))
    return names | {key.upper(): text.upper() for key, text in names.items()}


def _superior(level: Level, above: Sequence[Unit]) -> Unit:
    return next((unit for unit in above if unit.level in level.superior_from), above[0])


def _name_in_list(form: Form, unit: Unit) -> str:
    return _fill_template(form.level_by_key[unit.level].in_list, _placeholder_values(form, unit, ()))


def _place_of(form: Form, unit: Unit, above: Sequence[Unit]) -> str:
    return _fill_template(form.level_by_key[unit.level].place, _placeholder_values(form, unit, above))


def _fill_template(template: str, names: Mapping[str, str]) -> str:
    """`template` with its placeholders filled; empty when the value of one is missing or empty."""
    return template.format_map(names) if all(names.get(key) for key in placeholders(template)) else ""


def _signer_title(level: Level, name: str) -> tuple[str, ...]:
    fitting = (title for words, title in level.signers.items() if starts_with_words(name, words))
    return next(fitting, level.signer_title)


def _number_text(template: str, written: str, abbreviation: str) -> str:
    """The number as "05/BC-UBND"; one that the office wrote with its abbreviation stays as it is."""
    if "/" in written:
        return written
    number = f"0{written}" if len(written) == 1 and written.isdecimal() else written
    return template.format(number=number or DOTTED_BLANK, abbreviation=abbreviation or DOTTED_BLANK)


def _date_text(iso: str, year: int) -> str:
    """The date in words; a blank one has dots and the campaign's `year`.

    Days below 10 and the months 1 and 2 get a 0 (docs/decree-30.md, Number, place and date).
    """
    if not iso:
        return f"ngày {DOTTED_BLANK} tháng {DOTTED_BLANK} năm {year}"
    day = date.fromisoformat(iso)
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _recipient_lines(written: Sequence[str]) -> tuple[str, ...]:
    """The lines of Nơi nhận (docs/decree-30.md, Recipients).

    Each begins with "- " and ends with ";", the last one with ".", however it was written.
    """
    bare = [text.strip(" -;.") for text in written]
    listed = [text for text in bare if text]
    return tuple(f"- {text}{';' if place < len(listed) else '.'}" for place, text in enumerate(listed, 1))
