"""A receipt in one signed file: what a receiver says of a report, for the unit that sent it.

Source: docs/bundle-format.md, Receipt; docs/adr/0158-a-receipt-is-a-bundle.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lcweek_desktop import __version__
from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.keys import PublicKey, SigningKey
from lcweek_desktop.bundle.manifest import (
    FORMAT,
    BundleKind,
    EntryInfo,
    bundle_kind,
    entry_from_manifest,
    unit_from_manifest,
)
from lcweek_desktop.bundle.members import refuse_long_texts
from lcweek_desktop.bundle.signed_container import (
    Part,
    json_of,
    listed_parts,
    malformed,
    read_signed_container,
    write_signed_container,
)
from lcweek_desktop.domain.canonical import Json, canonical_json
from lcweek_desktop.domain.codec import MalformedError
from lcweek_desktop.domain.codec.receipt import receipt_from_json, receipt_json
from lcweek_desktop.domain.codec.strict import code, integer, list_of, nonempty_text, object_with_keys
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.lengths import receipt_excesses
from lcweek_desktop.domain.receipt import Receipt
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.errors import BugError, KnownError

_PROGRAM: Final = f"lcweek {__version__}"
_RECEIPT: Final = "receipt.json"
_KEYS: Final = (
    *("campaign", "entries", "format", "key", "kind", "least_reader", "number", "program", "recipient"),
    "unit",
)


@dataclass(frozen=True)
class ReceiptManifest:
    """What `manifest.json` of a receipt says.

    `unit` is the receiver, which made it, `recipient` the code of the unit that it is for, of the same
    edition. `number` is that of the receipt. `key` is the receiver's public key (`RW…`). `entries`,
    `program`, `format` and `least_reader` are as in the manifest of a report.
    """

    campaign: CampaignId
    unit: UnitId
    recipient: UnitCode
    number: int
    key: str
    entries: tuple[EntryInfo, ...]
    program: str
    format: int = FORMAT
    least_reader: int = FORMAT

    def comment(self) -> str:
        """The trusted comment of the manifest's signature."""
        kind, maker = BundleKind.RECEIPT, self.unit.code
        return (
            f"lcweek {kind} unit {maker} campaign {self.campaign} for {self.recipient} number {self.number}"
        )

    def to_bytes(self) -> bytes:
        """The content of `manifest.json`, canonical JSON."""
        return canonical_json(
            {
                "campaign": self.campaign,
                "entries": [dict(entry._asdict()) for entry in self.entries],
                "format": self.format,
                "key": self.key,
                "kind": BundleKind.RECEIPT.value,
                "least_reader": self.least_reader,
                "number": self.number,
                "program": self.program,
                "recipient": self.recipient,
                "unit": {"code": self.unit.code, "edition": self.unit.edition},
            }
        )


@dataclass(frozen=True)
class ReceiptFile:
    """A receipt that was read and found valid, and the key that signed it: whether that is the receiver's is
    not the format's business."""

    receipt: Receipt
    key: PublicKey


def read_receipt_file(data: bytes) -> ReceiptFile:
    """The receipt that `data` is, which keeps every rule of the format.

    Raises KnownError with a `bundle-…` or `key-…` code at the first rule that is broken, and
    `report-not-receipt` for another kind that can be read.
    """
    opened = read_signed_container(data)
    with malformed("bundle-manifest"):
        manifest = _manifest(opened.manifest)
    if opened.comment != manifest.comment():
        raise KnownError("bundle-signature")
    parts = listed_parts(manifest.entries, opened.entries, lambda _name: caps.MAX_RECEIPT_BYTES)
    value = json_of("bundle-receipt", parts[_RECEIPT], caps.MAX_DEPTH)
    with malformed("bundle-receipt"):
        receipt = receipt_from_json(value)
    _refuse_other(receipt, manifest)
    refuse_long_texts(receipt.unit, receipt_excesses(receipt))
    return ReceiptFile(receipt, opened.key)


def write_receipt_file(receipt: Receipt, key: SigningKey, program: str = _PROGRAM) -> bytes:
    """The file of `receipt`, signed by `key`; the same bytes for the same arguments, everywhere.

    Raises KnownError `bundle-write-receipt` for more remarks than a receipt may hold, or longer ones.
    """
    if len(receipt.remarks) > caps.MAX_REMARKS or [*receipt_excesses(receipt)]:
        raise KnownError("bundle-write-receipt", name=receipt.unit.name, limit=caps.MAX_REMARKS)
    part = Part.of(_RECEIPT, canonical_json(receipt_json(receipt)))
    manifest = ReceiptManifest(
        campaign=receipt.campaign,
        unit=receipt.receiver.id,
        recipient=receipt.unit.code,
        number=receipt.number,
        key=key.public.base64,
        entries=(part.info,),
        program=program,
    )
    data = write_signed_container(key, manifest.to_bytes(), manifest.comment(), [part])
    if read_receipt_file(data).receipt != receipt:
        raise BugError("bundle-write-bug", reason=_RECEIPT)
    return data


def _manifest(value: Json) -> ReceiptManifest:
    if bundle_kind(value) is not BundleKind.RECEIPT:
        raise KnownError("report-not-receipt")
    data = object_with_keys(value, "", _KEYS)
    manifest = ReceiptManifest(
        campaign=CampaignId(code(data["campaign"], "/campaign")),
        unit=unit_from_manifest(data["unit"]),
        recipient=UnitCode(code(data["recipient"], "/recipient")),
        number=integer(data["number"], "/number", 1),
        key=nonempty_text(data["key"], "/key"),
        entries=list_of(data["entries"], "/entries", entry_from_manifest),
        program=nonempty_text(data["program"], "/program"),
        format=integer(data["format"], "/format", integer(data["least_reader"], "/least_reader")),
        least_reader=integer(data["least_reader"], "/least_reader"),
    )
    if [entry.name for entry in manifest.entries] != [_RECEIPT]:
        raise MalformedError("/entries", "name")
    return manifest


def _refuse_other(receipt: Receipt, manifest: ReceiptManifest) -> None:
    """Refuse a receipt that the manifest does not name."""
    said = (receipt.campaign, receipt.receiver.id, receipt.unit.code, receipt.number)
    if said != (manifest.campaign, manifest.unit, manifest.recipient, manifest.number):
        raise KnownError("bundle-identity")
