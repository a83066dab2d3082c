"""`manifest.json`: what a bundle says of itself, which its signature covers.

Source: docs/bundle-format.md, Manifest.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from lcweek_desktop.bundle.caps import MAX_EARLIER, MAX_RESTORED
from lcweek_desktop.domain.canonical import Json, canonical_json
from lcweek_desktop.domain.codec import MalformedError
from lcweek_desktop.domain.codec.strict import (
    any_object,
    base64_bytes,
    code,
    hex64,
    integer,
    list_of,
    nonempty_text,
    nullable,
    object_with_keys,
    text,
)
from lcweek_desktop.domain.form import CampaignId, MeasureKey
from lcweek_desktop.domain.report import Figures, Report
from lcweek_desktop.domain.rollup import walk_members
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.errors import KnownError

FORMAT: Final = 1
"""The version of the format that this program writes, and the highest that it reads."""


class BundleKind(StrEnum):
    """What a bundle is for.

    PRACTICE is read like a report and never counted; CAMPAIGN, DRAFT, ASSIGNMENT and RECEIPT have readers of
    their own (campaign.py, draft.py, assignment.py, receipt.py).
    """

    REPORT = "report"
    PRACTICE = "practice"
    CAMPAIGN = "campaign"
    DRAFT = "draft"
    ASSIGNMENT = "assignment"
    RECEIPT = "receipt"


_NOT_REPORTS: Final = {
    BundleKind.CAMPAIGN: "campaign-not-report",
    BundleKind.DRAFT: "draft-not-report",
    BundleKind.ASSIGNMENT: "assignment-not-report",
    BundleKind.RECEIPT: "receipt-not-report",
}
"""What is said of the kinds that are no report, where a report was looked for."""


class EntryInfo(NamedTuple):
    """An entry as the manifest lists it: `length` in bytes, `sha256` in hex."""

    name: str
    length: int
    sha256: str


@dataclass(frozen=True)
class Totals:
    """Control totals over the sums of a report.

    `cells` is the number of filled cells, `measures` the sum of each measure over them, `members` the number
    of members at every depth, `own_lines` that of the unit's own lines.
    """

    cells: int
    measures: Mapping[MeasureKey, int]
    members: int
    own_lines: int

    @classmethod
    def of(cls, report: Report, sums: Figures) -> Totals:
        """The totals of `report`, whose sums are `sums`."""
        measures: dict[MeasureKey, int] = {}
        for cell, value in sums.items():
            measures[cell.measure] = measures.get(cell.measure, 0) + value
        members = sum(1 for _ in walk_members(report.members))
        return cls(len(sums), MappingProxyType(measures), members, len(report.content.own_lines))


@dataclass(frozen=True)
class Manifest:
    """What `manifest.json` says.

    `form` is the form's hash, `other_forms` are the hashes, sorted, of the forms of other editions that
    members are of; none as a rule. `fingerprint` is the revision's and `previous` that of the revision before
    (None: this is the first, or it is not known any more), all in hex. `restored` is how often the unit's
    data had been restored when the revision was frozen, 0 as a rule. `issue` rises with each new signing of
    the same revision. `key` is the signer's public key (`RW…`), `paper` the paper code's payload with its
    signature.
    `entries` are all parts but the manifest and its signature, in file order. `program` is the writer's name
    for people, `format` the version that it wrote by, `least_reader` the lowest version that reads it
    rightly.
    """

    kind: BundleKind
    campaign: CampaignId
    form: str
    unit: UnitId
    recipient: UnitCode
    revision: int
    fingerprint: str
    previous: str | None
    restored: int
    issue: int
    key: str
    paper: bytes
    entries: tuple[EntryInfo, ...]
    totals: Totals
    program: str
    other_forms: tuple[str, ...] = ()
    format: int = FORMAT
    least_reader: int = FORMAT

    def comment(self) -> str:
        """The trusted comment of the manifest's signature."""
        return f"lcweek {self.kind} unit {self.unit.code} campaign {self.campaign} revision {self.revision}"

    def to_bytes(self) -> bytes:
        """The content of `manifest.json`, canonical JSON."""
        return canonical_json(_plain(self))


def manifest_from_json(value: Json) -> Manifest:
    """The manifest of a report or a practice bundle.

    Raises KnownError as `bundle_kind`, `campaign-not-report` for a campaign, `draft-not-report` for a draft,
    `assignment-not-report` for an assignment, `receipt-not-report` for a receipt, MalformedError for anything
    else that the format does not allow.
    """
    kind = bundle_kind(value)
    if kind in _NOT_REPORTS:
        raise KnownError(_NOT_REPORTS[kind])
    data = object_with_keys(value, "", _KEYS)
    form, *others = _forms(data["forms"])
    revision = integer(data["revision"], "/revision", 1)
    previous = nullable(data["previous"], "/previous", hex64)
    if revision == 1 and previous is not None:
        raise MalformedError("/previous", "the first revision has none")
    return Manifest(
        kind=kind,
        campaign=CampaignId(code(data["campaign"], "/campaign")),
        form=form,
        other_forms=tuple(others),
        unit=unit_from_manifest(data["unit"]),
        recipient=UnitCode(code(data["recipient"], "/recipient")),
        revision=revision,
        fingerprint=hex64(data["fingerprint"], "/fingerprint"),
        previous=previous,
        restored=integer(data["restored"], "/restored", 0, MAX_RESTORED),
        issue=integer(data["issue"], "/issue", 1),
        key=nonempty_text(data["key"], "/key"),
        paper=base64_bytes(data["paper"], "/paper"),
        entries=list_of(data["entries"], "/entries", entry_from_manifest),
        totals=_totals(data["totals"]),
        program=nonempty_text(data["program"], "/program"),
        format=integer(data["format"], "/format", integer(data["least_reader"], "/least_reader")),
        least_reader=integer(data["least_reader"], "/least_reader"),
    )


def bundle_kind(value: Json) -> BundleKind:
    """The kind that the manifest `value` names, before anything else is taken from it.

    Raises KnownError `bundle-newer` when it asks for a later reader, MalformedError for no kind that is
    known.
    """
    data = any_object(value, "")
    if integer(data.get("least_reader"), "/least_reader", 1) > FORMAT:
        raise KnownError("bundle-newer")
    known = text(data.get("kind"), "/kind")
    if known not in tuple(BundleKind):
        raise MalformedError("/kind", "unknown kind")
    return BundleKind(known)


def unit_from_manifest(value: Json) -> UnitId:
    """The unit of a manifest."""
    data = object_with_keys(value, "/unit", ("code", "edition"))
    return UnitId(code(data["edition"], "/unit/edition"), UnitCode(code(data["code"], "/unit/code")))


def entry_from_manifest(value: Json, place: str) -> EntryInfo:
    """An entry as a manifest lists it."""
    data = object_with_keys(value, place, ("length", "name", "sha256"))
    return EntryInfo(
        name=nonempty_text(data["name"], f"{place}/name"),
        length=integer(data["length"], f"{place}/length", 0),
        sha256=hex64(data["sha256"], f"{place}/sha256"),
    )


_KEYS: Final = (
    "campaign",
    "entries",
    "fingerprint",
    "format",
    "forms",
    "issue",
    "key",
    "kind",
    "least_reader",
    "paper",
    "previous",
    "program",
    "recipient",
    "restored",
    "revision",
    "totals",
    "unit",
)


def _plain(manifest: Manifest) -> dict[str, Json]:
    return {
        "campaign": manifest.campaign,
        "entries": [dict(entry._asdict()) for entry in manifest.entries],
        "fingerprint": manifest.fingerprint,
        "format": manifest.format,
        "forms": [manifest.form, *manifest.other_forms],
        "issue": manifest.issue,
        "key": manifest.key,
        "kind": manifest.kind.value,
        "least_reader": manifest.least_reader,
        "paper": base64.b64encode(manifest.paper).decode("ascii"),
        "previous": manifest.previous,
        "program": manifest.program,
        "recipient": manifest.recipient,
        "restored": manifest.restored,
        "revision": manifest.revision,
        "totals": {
            "cells": manifest.totals.cells,
            "measures": dict(manifest.totals.measures.items()),
            "members": manifest.totals.members,
            "own_lines": manifest.totals.own_lines,
        },
        "unit": {"code": manifest.unit.code, "edition": manifest.unit.edition},
    }


def _forms(value: Json) -> tuple[str, ...]:
    """The hash of the report's form, and then those of other forms of its members, sorted."""
    forms = list_of(value, "/forms", hex64)
    if not forms or list(forms[1:]) != sorted({*forms[1:]} - {forms[0]}):
        raise MalformedError("/forms", "order")
    if len(forms) > 1 + MAX_EARLIER:
        raise MalformedError("/forms", "number")
    return forms


def _totals(value: Json) -> Totals:
    data = object_with_keys(value, "/totals", ("cells", "measures", "members", "own_lines"))
    sums = any_object(data["measures"], "/totals/measures")
    return Totals(
        cells=integer(data["cells"], "/totals/cells", 0),
        measures=MappingProxyType(
            {MeasureKey(key): integer(item, f"/totals/measures/{key}", 0) for key, item in sums.items()}
        ),
        members=integer(data["members"], "/totals/members", 0),
        own_lines=integer(data["own_lines"], "/totals/own_lines", 0),
    )
