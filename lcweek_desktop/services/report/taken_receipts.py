"""The receipts that a unit took: their remarks as findings of its report, and what the last one says.

A receipt is kept like every file that came, under a verdict of its own. Source: docs/bundle-format.md,
Receipt; docs/adr/0159-remarks-are-findings.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from lcweek_desktop.bundle.receipt import ReceiptFile, read_receipt_file
from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.domain.form import Severity
from lcweek_desktop.domain.receipt import (
    Receipt,
    ReceiptVerdict,
    last_receipt,
    place_text,
    remarks_at_sender,
)
from lcweek_desktop.domain.remark_places import place_name
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.workspace.assignments import giver_keys
from lcweek_desktop.services.workspace.keys import own_keys
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import RECEIPT, ReceivedFile

_DAMAGED: Final = "receipt-damaged"


@dataclass(frozen=True)
class ReceiptNotice:
    """What the last receipt of a receiver says. `is_followed` says that a later revision than the one it is
    about was sent since."""

    receiver: str
    revision: int
    verdict: ReceiptVerdict
    day: str
    is_followed: bool


def keep_receipt(workspace: Workspace, data: bytes, file: ReceiptFile, name: str) -> None:
    """Keep the receipt `file`, whose bundle is `data`, which came in a file called `name` for the unit of
    `workspace`. One that is kept already stays as it is."""
    store, receipt = workspace.store, file.receipt
    store.blobs.put(data)
    store.received.record(
        ReceivedFile(
            receiver=workspace.unit.id,
            sha256=sha256_hex(data),
            name=name,
            size=len(data),
            verdict=RECEIPT,
            fields={"campaign": receipt.campaign, "highest": receipt.highest, "revision": receipt.revision},
            at=workspace.context.minute(),
        )
    )


def is_kept(workspace: Workspace, data: bytes) -> bool:
    """Whether the receipt with the bundle `data` is kept, and its record whole."""
    with suppress(KnownError):
        kept = workspace.store.received.get(workspace.unit.id, sha256_hex(data))
        return kept is not None and kept.verdict == RECEIPT
    return False


def kept_receipts(workspace: Workspace) -> tuple[ReceiptFile, ...]:
    """The receipts of the campaign that the unit took, in the order in which they came, without those whose
    files are damaged."""
    return tuple(file for file in _files(workspace) if file is not None)


def known_keys(workspace: Workspace, receiver: UnitId) -> tuple[str, ...]:
    """The public keys (`RW…`) of `receiver` that the unit knows, the one that it met last first: that of the
    last receipt that it took in any campaign, those that its assignment names, and that of a unit of this
    machine. None for a receiver that it has not met."""
    own = own_keys(workspace.context).get(receiver)
    taken = [
        file.key.base64
        for file in _files(workspace, all_campaigns=True)
        if file is not None and file.receipt.receiver.id == receiver
    ]
    is_of_edition = receiver.edition == workspace.unit.id.edition
    given = giver_keys(workspace, receiver.code) if is_of_edition else frozenset()
    known = (*taken[-1:], *sorted(key.base64 for key in given), *(() if own is None else (own.base64,)))
    return tuple(dict.fromkeys(known))


def remark_findings(workspace: Workspace) -> tuple[Finding, ...]:
    """The remarks that the unit still has to look at as warnings about its report, with the words of the
    receiver. The place of a photo has its SHA-256. A receipt that is damaged is one more warning."""
    findings = [
        Finding(
            check=remark.check,
            severity=Severity.WARNING,
            place=place_text(remark.place),
            sentence=sentence(
                "remark-open",
                receiver=receipts[-1].receiver.name,
                place=place_name(workspace.form, workspace.unit, remark.place),
                text=remark.text,
            ),
        )
        for receipts in _by_receiver(workspace).values()
        for remark in remarks_at_sender(receipts)
    ]
    if None in _files(workspace):
        findings.append(Finding(_DAMAGED, Severity.WARNING, "report", sentence(_DAMAGED)))
    return tuple(findings)


def receipt_notices(workspace: Workspace) -> tuple[ReceiptNotice, ...]:
    """What the last receipt of each receiver says, in the order in which the receivers' first ones came."""
    sent = workspace.store.sendings.latest(workspace.unit.id, workspace.campaign)
    found: list[ReceiptNotice] = []
    for receipts in _by_receiver(workspace).values():
        last = last_receipt(receipts)
        if last is not None:
            followed = sent is not None and sent.revision > last.revision
            day = "/".join(reversed(last.day.split("-")))
            found.append(ReceiptNotice(last.receiver.name, last.revision, last.verdict, day, followed))
    return tuple(found)


def _by_receiver(workspace: Workspace) -> Mapping[UnitId, Sequence[Receipt]]:
    found: defaultdict[UnitId, list[Receipt]] = defaultdict(list)
    for file in kept_receipts(workspace):
        found[file.receipt.receiver.id].append(file.receipt)
    return found


def _files(workspace: Workspace, *, all_campaigns: bool = False) -> Iterator[ReceiptFile | None]:
    """The receipts that the unit took, in the order in which they came; None for one whose file is
    damaged."""
    for kept in workspace.store.received.of(workspace.unit.id, RECEIPT):
        if all_campaigns or kept.fields["campaign"] == workspace.campaign:
            try:
                yield read_receipt_file(workspace.store.blobs.get(kept.sha256))
            except KnownError:
                yield None
