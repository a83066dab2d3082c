"""The words around a report: who issues it, number, place and date, opening, closing, signer, Nơi nhận.

What the sign-off leaves open comes from the unit's level. Pure text; documents draw it. Source: Nghị định
30/2020/NĐ-CP, Phụ lục I (decree-30.md); the plan's Phụ lục I.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from string import Formatter
from typing import Final

from lcweek_desktop.domain.form import Form, Level
from lcweek_desktop.domain.naming import begins_with, naming
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.unit import Unit

NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
PEOPLES_COMMITTEE: Final = "ỦY BAN NHÂN DÂN"
"""A People's Committee has these words on a line of their own, above the place that it governs."""
DOTTED_BLANK: Final = "……"
"""Printed where the office writes by hand."""

OWN_NAMES: Final = frozenset({"name", "short", "inside", "initials"})
NAMES_ABOVE: Final = frozenset({"parent", "parent_short", "parent_listed", "parent_place", "superior"})


@dataclass(frozen=True)
class Letterhead:
    """A line that is left out is the empty text. `number` ("Số: 12/BC-UBND"), `place_and_date` and
    `reference` have dots for what is blank; `place`, `abbreviation` and `signer` are then empty.
    `recipients` are whole lines ("- UBND tỉnh;"), `reference` stands under the table's title."""

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
    """The letterhead of `unit`'s report; `above` as in `with_defaults`, and KeyError likewise."""
    campaign, given = form.campaign, signoff_with_defaults(form, unit, above, signoff)
    place, abbreviation = given.place or "", given.abbreviation or ""
    number = _number(campaign.number, given.number, abbreviation)
    day = _day(given.date, campaign.year)
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
        recipients=_listed_lines(given.recipients or ()),
        reference=campaign.table_reference.format(number=number, date=day, unit=name_in_sentence(form, unit)),
    )


def signoff_with_defaults(form: Form, unit: Unit, above: Sequence[Unit], signoff: SignOff) -> SignOff:
    """`signoff` with the defaults of `unit`'s level for all it leaves open (None). `above`: the units above
    it, nearest first; lines about units the directory does not know are left out. KeyError when the form has
    no such level."""
    level, campaign = form.level_by_key[unit.level], form.campaign
    names = _names(form, unit, [higher for higher in above if higher.level in form.level_by_key])
    own_name = name_in_sentence(form, unit)
    defaults: dict[str, str | tuple[str, ...]] = {
        "superior": _filled(level.superior, names),
        "issuer": _filled(level.issuer, names),
        "abbreviation": _filled(level.abbreviation, names),
        "place": _filled(level.place, names),
        "opening": (level.opening_sentence or campaign.opening_sentence).format(unit=own_name),
        "closing": campaign.closing_sentence.format(unit=own_name),
        "title": _signer_title(level, names["name"]),
        "recipients": tuple(_filled(template, names) for template in level.recipients),
    }
    left_open = {key: value for key, value in defaults.items() if getattr(signoff, key) is None}
    return replace(signoff, **left_open)  # type: ignore[arg-type]


def name_in_sentence(form: Form, unit: Unit) -> str:
    """`unit` as a sentence names it: "Ủy ban nhân dân huyện Tam Đường"."""
    return _filled(form.level_by_key[unit.level].in_text, _names(form, unit, ()))


def placeholders(template: str) -> frozenset[str]:
    """The names in braces that `template` takes; ValueError when its braces do not match."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def _names(form: Form, unit: Unit, above: Sequence[Unit]) -> Mapping[str, str]:
    """What the templates of `unit`'s level may take, each also in capitals under a name in capitals."""
    own = naming(form, unit)
    names = {"name": own.name, "short": own.short, "inside": own.inside, "initials": own.initials}
    if above:
        parent = naming(form, above[0])
        names["parent"], names["parent_short"] = parent.name, parent.short
        names["parent_listed"] = _listed(form, above[0])
        names["parent_place"] = _place(form, above[0], above[1:])
        names["superior"] = _listed(form, _superior(form.level_by_key[unit.level], above))
    return names | {key.upper(): text.upper() for key, text in names.items()}


def _superior(level: Level, above: Sequence[Unit]) -> Unit:
    return next((unit for unit in above if unit.level in level.superior_from), above[0])


def _listed(form: Form, unit: Unit) -> str:
    return _filled(form.level_by_key[unit.level].in_list, _names(form, unit, ()))


def _place(form: Form, unit: Unit, above: Sequence[Unit]) -> str:
    return _filled(form.level_by_key[unit.level].place, _names(form, unit, above))


def _filled(template: str, names: Mapping[str, str]) -> str:
    """`template` with its names; empty when one of them is missing or empty."""
    return template.format_map(names) if all(names.get(key) for key in placeholders(template)) else ""


def _signer_title(level: Level, name: str) -> tuple[str, ...]:
    fitting = (title for words, title in level.signers.items() if begins_with(name, words))
    return next(fitting, level.signer_title)


def _number(template: str, written: str, abbreviation: str) -> str:
    """ "05/BC-UBND"; a number that the office wrote with its abbreviation stays as it is."""
    if "/" in written:
        return written
    number = f"0{written}" if len(written) == 1 and written.isdecimal() else written
    return template.format(number=number or DOTTED_BLANK, abbreviation=abbreviation or DOTTED_BLANK)


def _day(iso: str, year: int) -> str:
    """Days under 10 and the months 1 and 2 get a 0 (decree-30.md); a blank date has the campaign's year."""
    if not iso:
        return f"ngày {DOTTED_BLANK} tháng {DOTTED_BLANK} năm {year}"
    day = date.fromisoformat(iso)
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _listed_lines(written: Sequence[str]) -> tuple[str, ...]:
    """Each begins with "- " and ends with ";", the last with "." (decree-30.md), however it was written."""
    bare = [text.strip(" -;.") for text in written]
    listed = [text for text in bare if text]
    return tuple(f"- {text}{';' if place < len(listed) else '.'}" for place, text in enumerate(listed, 1))
