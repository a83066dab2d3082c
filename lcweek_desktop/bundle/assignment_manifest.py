"""`manifest.json` of an assignment (docs/bundle-format.md, Assignment)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

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
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.errors import KnownError

ASSIGNMENT: Final = "assignment.json"
"""The name of the entry with the terms, the givers and the known units."""
DIRECTORY: Final = "units.csv"
"""The name of the entry that lists the units above and below the recipient, and itself."""
CAMPAIGN: Final = "campaign.lcweek"
"""The name of the entry that is the publisher's campaign file, which not every assignment has."""

_NAMES: Final = ((ASSIGNMENT, DIRECTORY), (ASSIGNMENT, DIRECTORY, CAMPAIGN))


@dataclass(frozen=True)
class AssignmentManifest:
    """What `manifest.json` of an assignment says.

    `form` is the hash of the form by which the recipient reports. `unit` is the giver, `recipient` the code
    of the unit that is assigned its place, in the same edition. `issue` counts from 1 and rises with each
    assignment of the giver to the recipient in the campaign that says something else than the one before.
    `key` is the giver's public key (`RW…`). `entries`, `program`, `format` and `least_reader` are as in the
    manifest of a report.
    """

    campaign: CampaignId
    form: str
    unit: UnitId
    recipient: UnitCode
    issue: int
    key: str
    entries: tuple[EntryInfo, ...]
    program: str
    format: int = FORMAT
    least_reader: int = FORMAT

    def comment(self) -> str:
        """The trusted comment of the manifest's signature."""
        kind, giver = BundleKind.ASSIGNMENT, self.unit.code
        return f"lcweek {kind} unit {giver} campaign {self.campaign} to {self.recipient} issue {self.issue}"

    def to_bytes(self) -> bytes:
        """The content of `manifest.json`, canonical JSON."""
        return canonical_json(
            {
                "campaign": self.campaign,
                "entries": [dict(entry._asdict()) for entry in self.entries],
                "form": self.form,
                "format": self.format,
                "issue": self.issue,
                "key": self.key,
                "kind": BundleKind.ASSIGNMENT.value,
                "least_reader": self.least_reader,
                "program": self.program,
                "recipient": self.recipient,
                "unit": {"code": self.unit.code, "edition": self.unit.edition},
            }
        )


def assignment_manifest_from_json(value: Json) -> AssignmentManifest:
    """The manifest of an assignment.

    Raises KnownError as `bundle_kind`, `report-not-assignment` for another kind that can be read,
    MalformedError for anything else that the format does not allow.
    """
    if bundle_kind(value) is not BundleKind.ASSIGNMENT:
        raise KnownError("report-not-assignment")
    data = object_with_keys(value, "", _KEYS)
    manifest = AssignmentManifest(
        campaign=CampaignId(code(data["campaign"], "/campaign")),
        form=hex64(data["form"], "/form"),
        unit=unit_from_manifest(data["unit"]),
        recipient=UnitCode(code(data["recipient"], "/recipient")),
        issue=integer(data["issue"], "/issue", 1),
        key=nonempty_text(data["key"], "/key"),
        entries=list_of(data["entries"], "/entries", entry_from_manifest),
        program=nonempty_text(data["program"], "/program"),
        format=integer(data["format"], "/format", integer(data["least_reader"], "/least_reader")),
        least_reader=integer(data["least_reader"], "/least_reader"),
    )
    if tuple(entry.name for entry in manifest.entries) not in _NAMES:
        raise MalformedError("/entries", "order")
    return manifest


_KEYS: Final = (
    *("campaign", "entries", "form", "format", "issue", "key", "kind", "least_reader", "program"),
    *("recipient", "unit"),
)
