"""What is wrong with a definition that is being written: every mistake, with its place and what to write; and
what the paper of a right one carries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Final, NamedTuple

from lcweek_desktop.bundle.paper import largest_payload
from lcweek_desktop.domain.form import Campaign, CampaignId, Form, Row, RowKey
from lcweek_desktop.domain.form_changes import is_other_unit
from lcweek_desktop.domain.text import inside_quotes
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import form_mistakes
from lcweek_desktop.services.campaigns.definition_folder import DefinitionFolder

_NONE: Final[Mapping[CampaignId, Mapping[str, Form]]] = MappingProxyType({})


class PaperSize(NamedTuple):
    """How many bytes the figures of a full report need in the paper code, and whether paper carries them."""

    needed: int
    has_figures: bool


def paper_size(form: Form) -> PaperSize:
    """The size of the largest paper code of `form`."""
    return PaperSize(largest_payload(form), form.paper_has_figures)


def mistakes(
    definition: DefinitionFolder, editions: Mapping[CampaignId, Mapping[str, Form]] = _NONE
) -> tuple[KnownError, ...]:
    """The mistakes of the form (`form-definition`), in the order of the files; of the directory
    (`directory-file`, `unit-loop`) the first, once the form has none; and where that has none either the rows
    that share their printed number (`campaign-number`), and those that have another unit of measurement than
    in one of the campaign's `editions` (`campaign-unit`)."""
    found = form_mistakes(definition.files)
    if found:
        return found
    try:
        definition.directory()
    except KnownError as error:
        return (error,)
    form = definition.form
    return (*shared_numbers(form), *other_units(form, editions.get(form.campaign.id, {}).values()))


def shared_numbers(form: Form) -> tuple[KnownError, ...]:
    """The rows of `form` that print the number of a row above them under the same parent (`campaign-number`,
    ADR 128). What is no number ("-") may be shared."""
    first: dict[tuple[RowKey | None, str], Row] = {}
    found = []
    for row in form.rows:
        above = first.setdefault((row.parent, row.tt), row) if any(map(str.isalnum, row.tt)) else row
        if above is not row:
            labels = {"first": inside_quotes(above.label), "second": inside_quotes(row.label)}
            found.append(KnownError("campaign-number", number=row.tt, **labels))
    return tuple(found)


def other_units(form: Form, earlier: Iterable[Form]) -> tuple[KnownError, ...]:
    """The rows of `form` (`campaign-unit`) that have their key but another unit of measurement in one of the
    `earlier` editions: what was reported by that would be added as if it were the same."""
    found: dict[RowKey, KnownError] = {}
    for row, before in ((row, before) for before in earlier for row in form.rows):
        old = before.row_by_key.get(row.key)
        if old is not None and is_other_unit(old, row):
            said = {"row": row.tt or row.label, "before": old.unit, "after": row.unit}
            found.setdefault(row.key, KnownError("campaign-unit", **said))
    return tuple(found.values())


class OtherYear(NamedTuple):
    """A text that names another year than that of its campaign; `about` says which text it is."""

    about: str
    text: str


def other_years(form: Form) -> tuple[OtherYear, ...]:
    """The texts of `form` that name another year, most often left over from the year before."""
    year = str(form.campaign.year)
    return tuple(each for each in _texts(form) if {*_YEAR.findall(each.text)} - {year})


def _texts(form: Form) -> Iterator[OtherYear]:
    """Every line that people read."""
    said = {each.name: getattr(form.campaign, each.name) for each in fields(Campaign)}
    said |= {f"level {level.key}": level.opening_sentence for level in form.levels}
    said |= {f"heading {heading.key}": (heading.title, *heading.guidance) for heading in form.headings}
    said |= {f"row {row.key}": row.label for row in form.rows}
    for about, text in said.items():
        for line in text if isinstance(text, tuple) else (text,):
            if isinstance(line, str) and about not in _NO_TEXTS:
                yield OtherYear(about, line)


_NO_TEXTS: Final = ("id", "edition")
_YEAR: Final = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
