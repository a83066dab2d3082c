"""Receipts of the small form, and ways to change their files."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from lcweek_desktop.bundle.receipt import write_receipt_file
from lcweek_desktop.domain.canonical import canonical_json, sha256_hex
from lcweek_desktop.domain.form import Cell, HeadingKey, RowKey
from lcweek_desktop.domain.receipt import (
    HeadingPlace,
    PhotoPlace,
    Receipt,
    ReceiptVerdict,
    Remark,
    RemarkState,
    StatedRemark,
)
from tests.bundle.sample_bundles import PROGRAM, BundleParts, key_of
from tests.bundle.small_form import COMMUNE, COUNT, FORM, SCHOOL

ACCEPTED: Final = Receipt(
    campaign=FORM.campaign.id,
    receiver=COMMUNE,
    unit=SCHOOL,
    number=1,
    revision=1,
    fingerprint=sha256_hex(b"1"),
    verdict=ReceiptVerdict.ACCEPTED,
    highest=1,
    day="2024-10-21",
)
_PLACES: Final = (
    Cell(RowKey("1.1"), COUNT),
    HeadingPlace(HeadingKey("I.1")),
    PhotoPlace(sha256_hex(b"anh")),
    None,
)
RETURNED: Final = replace(
    ACCEPTED,
    number=3,
    revision=2,
    highest=4,
    verdict=ReceiptVerdict.RETURNED,
    remarks=tuple(
        StatedRemark(Remark(f"{at:016x}", place, f"Ý kiến {at}, đề nghị xem lại."), state)
        for at, (place, state) in enumerate(
            zip(
                (*_PLACES, None),
                (*RemarkState, RemarkState.OPEN, RemarkState.SETTLED),
                strict=True,
            )
        )
    ),
)


def receipt_file(receipt: Receipt = RETURNED) -> bytes:
    """The file of `receipt`, signed by the key of its receiver."""
    return write_receipt_file(receipt, key_of(receipt.receiver), PROGRAM)


class ReceiptParts(BundleParts):
    """A receipt's file taken apart, to be changed and signed again."""

    @property
    def comment(self) -> str:
        """The trusted comment that belongs to the manifest."""
        campaign, to, number = (self.manifest[key] for key in ("campaign", "recipient", "number"))
        unit = self.manifest["unit"]["code"]
        return f"lcweek receipt unit {unit} campaign {campaign} for {to} number {number}"

    def relisted(self) -> ReceiptParts:
        """Update the manifest's entries from the parts."""
        self.manifest["entries"] = [
            {"length": len(data), "name": name, "sha256": sha256_hex(data)}
            for name, data in self.parts.items()
        ]
        return self

    def with_receipt(self, change: Callable[[dict[str, Any]], object]) -> ReceiptParts:
        """Apply `change` to the value of receipt.json, and list it anew."""
        value = json.loads(self.parts["receipt.json"])
        change(value)
        self.parts["receipt.json"] = canonical_json(value)
        return self.relisted()


def receipt_parts(receipt: Receipt = RETURNED) -> ReceiptParts:
    """The parts of `receipt_file`."""
    parts = BundleParts.of(receipt_file(receipt), key_of(receipt.receiver))
    return ReceiptParts(parts.manifest, parts.parts, parts.key)
