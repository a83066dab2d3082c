"""A receipt that somebody opens: whose it is, whether its key is known, and taking it.

Source: docs/bundle-format.md, Receipt; docs/adr/0158-a-receipt-is-a-bundle.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.receipt import ReceiptFile, read_receipt_file
from lcweek_desktop.domain.receipt import Receipt, ReceiptVerdict, last_receipt
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from lcweek_desktop.services.report.taken_receipts import is_kept, keep_receipt, kept_receipts, known_keys
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.units import own_workspaces
from lcweek_desktop.services.workspace.user_files import kept_name, read_file
from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass(frozen=True)
class ReceiptOffer:
    """A receipt for the unit of `workspace`, which came as a file called `name`; `data` are its bundle.

    `question` asks a person to compare its key; None where the key is that of the receiver. `is_known` says
    that the very receipt was taken before.
    """

    workspace: Workspace
    name: str
    data: bytes
    file: ReceiptFile
    question: KnownError | None
    is_known: bool

    @property
    def receipt(self) -> Receipt:
        """What the receipt says."""
        return self.file.receipt


def receipt_offer(context: AppContext, path: Path) -> ReceiptOffer:
    """The receipt in the file at `path`; nothing is changed.

    Raises KnownError `file-…`, `intake-…`, `bundle-…`, `key-…`, `report-not-receipt` for another kind of
    file, `receipt-others` for one that is for no unit of this machine in its campaign, and
    `receipt-not-above` for one whose maker is not above its unit.
    """
    data = sent_bundle(read_file(path), kept_name(path))
    file = read_receipt_file(data)
    receipt = file.receipt
    workspace = receipt_workspace(context, receipt)
    if workspace is None:
        raise KnownError("receipt-others", **receipt_names(receipt))
    if receipt.receiver.id not in {unit.id for unit in workspace.units_above}:
        raise KnownError(
            "receipt-not-above",
            receiver=receipt.receiver.name,
            code=receipt.receiver.code,
            name=workspace.unit.name,
        )
    is_known = is_kept(workspace, data)
    return ReceiptOffer(
        workspace, kept_name(path), data, file, None if is_known else _question(workspace, file), is_known
    )


def take_receipt(offer: ReceiptOffer) -> tuple[str, ...]:
    """Keep the receipt, and with it its key as that of the receiver; sentences on what it says."""
    keep_receipt(offer.workspace, offer.data, offer.file, offer.name)
    return tuple(_said(offer.workspace, offer.receipt))


def receipt_workspace(context: AppContext, receipt: Receipt) -> Workspace | None:
    """The unit of this machine that `receipt` is for, at work on its campaign; None where there is none."""
    wanted = (receipt.unit.id, receipt.campaign)
    own = own_workspaces(context)
    return next((each for each in own if (each.unit.id, each.campaign) == wanted), None)


def receipt_names(receipt: Receipt) -> dict[str, str]:
    """How sentences name a receipt."""
    return {
        "receiver": receipt.receiver.name,
        "name": receipt.unit.name,
        "unit": receipt.unit.code,
        "campaign": receipt.campaign,
    }


def _question(workspace: Workspace, file: ReceiptFile) -> KnownError | None:
    receiver = file.receipt.receiver
    known = known_keys(workspace, receiver.id)
    if file.key.base64 in known:
        return None
    if not known:
        return KnownError("receipt-key", receiver=receiver.name, key=file.key.short)
    before = PublicKey.from_base64(known[0]).short
    return KnownError("receipt-other-key", receiver=receiver.name, key=file.key.short, known=before)


def _said(workspace: Workspace, receipt: Receipt) -> Iterator[str]:
    receiver, revision = receipt.receiver.name, receipt.revision
    kept = [each.receipt for each in kept_receipts(workspace)]
    of_receiver = [each for each in kept if each.receiver.id == receipt.receiver.id]
    if receipt.verdict is ReceiptVerdict.ACCEPTED:
        yield sentence("receipt-taken-accepted", receiver=receiver, revision=revision)
    else:
        count = len(receipt.open_remarks)
        yield sentence("receipt-taken-returned", receiver=receiver, revision=revision, count=count)
    if last_receipt(of_receiver) != receipt:
        yield sentence("receipt-older", receiver=receiver)
    if revision:
        with suppress(KnownError):  # damaged: Kiểm tra says so
            frozen = workspace.store.revisions.get(workspace.unit.id, workspace.campaign, revision)
            if frozen is None:
                yield sentence("receipt-no-revision", revision=revision, highest=receipt.highest)
            elif not frozen.fingerprint.startswith(receipt.fingerprint):
                yield sentence("receipt-other-report", revision=revision, receiver=receiver)
