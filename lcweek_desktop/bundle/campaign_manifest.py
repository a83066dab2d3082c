"""`manifest.json` of a campaign (docs/bundle-format.md, Campaign)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.manifest import (
    FORMAT,
    BundleKind,
    EntryInfo,
    bundle_kind,
    entry_from_manifest,
    unit_from_manifest,
)
from lcweek_desktop.domain.canonical import Json, canonical_json
from lcweek_desktop.domain.codec import MalformedError
from lcweek_desktop.domain.codec.strict import (
    code,
    hex64,
    integer,
    list_of,
    nonempty_text,
    object_with_keys,
)
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import FILES

DEFINITION: Final = tuple(f"form/{name}" for name in FILES)
"""The names of the entries that define the form, in the order of FILES."""
DIRECTORY: Final = "units.csv"
"""The name of the entry that lists the units."""
_NOT_CAMPAIGNS: Final = {
    BundleKind.DRAFT: "draft-not-report",
    BundleKind.ASSIGNMENT: "assignment-not-report",
    BundleKind.RECEIPT: "receipt-not-report",
}
_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 9999


def structure_name(form_hash: str) -> str:
    """The name of the entry with the structure of the form that has `form_hash`."""
    return f"earlier/{form_hash}.json"


@dataclass(frozen=True)
class CampaignManifest:
    """What `manifest.json` of a campaign says.

    `edition` counts from 1; a campaign that comes with the program is edition 0 and has no manifest. `forms`
    are the hash of the form enclosed and those of earlier editions whose structures are enclosed. `unit` is
    the publisher, `key` its public key (`RW…`). `entries` are all parts but the manifest and its signature,
    in file order. `program`, `format` and `least_reader` are as in the manifest of a report.
    """

    campaign: CampaignId
    year: int
    edition: int
    forms: tuple[str, ...]
    unit: UnitId
    key: str
    entries: tuple[EntryInfo, ...]
    program: str
    format: int = FORMAT
    least_reader: int = FORMAT

    def comment(self) -> str:
        """The trusted comment of the manifest's signature."""
        kind = BundleKind.CAMPAIGN
        return f"lcweek {kind} unit {self.unit.code} campaign {self.campaign} edition {self.edition}"

    def to_bytes(self) -> bytes:
        """The content of `manifest.json`, canonical JSON."""
        return canonical_json(_plain(self))


def campaign_manifest_from_json(value: Json) -> CampaignManifest:
    """The manifest of a campaign.

    Raises KnownError as `bundle_kind`, `draft-not-report` for a draft, `assignment-not-report` for an
    assignment, `receipt-not-report` for a receipt, `report-not-campaign` for another kind that can be read,
    MalformedError for anything else that the format does not allow.
    """
    kind = bundle_kind(value)
    if kind is not BundleKind.CAMPAIGN:
        raise KnownError(_NOT_CAMPAIGNS.get(kind, "report-not-campaign"))
    data = object_with_keys(value, "", _KEYS)
    manifest = CampaignManifest(
        campaign=CampaignId(code(data["campaign"], "/campaign")),
        year=integer(data["year"], "/year", _FIRST_YEAR, _LAST_YEAR),
        edition=integer(data["edition"], "/edition", 1, caps.MAX_EDITION),
        forms=list_of(data["forms"], "/forms", hex64),
        unit=unit_from_manifest(data["unit"]),
        key=nonempty_text(data["key"], "/key"),
        entries=list_of(data["entries"], "/entries", entry_from_manifest),
        program=nonempty_text(data["program"], "/program"),
        format=integer(data["format"], "/format", integer(data["least_reader"], "/least_reader")),
        least_reader=integer(data["least_reader"], "/least_reader"),
    )
    _refuse_entries(manifest)
    return manifest


_KEYS: Final = (
    "campaign",
    "edition",
    "entries",
    "format",
    "forms",
    "key",
    "kind",
    "least_reader",
    "program",
    "unit",
    "year",
)


def _plain(manifest: CampaignManifest) -> dict[str, Json]:
    return {
        "campaign": manifest.campaign,
        "edition": manifest.edition,
        "entries": [dict(entry._asdict()) for entry in manifest.entries],
        "format": manifest.format,
        "forms": [*manifest.forms],
        "key": manifest.key,
        "kind": BundleKind.CAMPAIGN.value,
        "least_reader": manifest.least_reader,
        "program": manifest.program,
        "unit": {"code": manifest.unit.code, "edition": manifest.unit.edition},
        "year": manifest.year,
    }


def _refuse_entries(manifest: CampaignManifest) -> None:
    """Refuse other entries than the definition, the directory, and the structures that `forms` names."""
    first = (*DEFINITION, DIRECTORY)
    names = tuple(entry.name for entry in manifest.entries)
    current, earlier = manifest.forms[:1], manifest.forms[1:]
    if names != (*first, *map(structure_name, earlier)) or [*earlier] != sorted({*earlier} - {*current}):
        raise MalformedError("/entries", "order")
    if len(earlier) > caps.MAX_EARLIER or not current:
        raise MalformedError("/forms", "number")
    for entry in manifest.entries[len(first) :]:
        if entry.name != structure_name(entry.sha256):
            raise MalformedError("/entries", "name")
