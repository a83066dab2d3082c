"""The sign-off, to JSON and back (docs/bundle-format.md, Sign-off)."""

from __future__ import annotations

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec.strict import iso_date, list_of, nullable, object_with_keys, text
from lcweek_desktop.domain.report import SignOff

_KEYS = (
    "superior",
    "issuer",
    "abbreviation",
    "place",
    "opening",
    "closing",
    "date",
    "number",
    "title",
    "name",
    "recipients",
)


def signoff_json(signoff: SignOff) -> dict[str, Json]:
    """Every field of `signoff`; null where the default of the unit's level applies."""
    return {key: _plain(getattr(signoff, key)) for key in _KEYS}


def signoff_from_json(value: Json, place: str = "signoff") -> SignOff:
    """The sign-off that `signoff_json` made `value` from. Raises MalformedError for anything else."""
    data = object_with_keys(value, place, _KEYS)

    def optional(key: str) -> str | None:
        return nullable(data[key], f"{place}/{key}", text)

    def optional_lines(key: str) -> tuple[str, ...] | None:
        return nullable(data[key], f"{place}/{key}", lambda item, at: list_of(item, at, text))

    return SignOff(
        superior=optional("superior"),
        issuer=optional("issuer"),
        abbreviation=optional("abbreviation"),
        place=optional("place"),
        opening=optional("opening"),
        closing=optional("closing"),
        date=iso_date(data["date"], f"{place}/date"),
        number=text(data["number"], f"{place}/number"),
        title=optional_lines("title"),
        name=text(data["name"], f"{place}/name"),
        recipients=optional_lines("recipients"),
    )


def _plain(value: str | tuple[str, ...] | None) -> Json:
    return [*value] if isinstance(value, tuple) else value
