"""What a file is, whoever opens it.

Source: docs/files.md; docs/bundle-format.md, What kind of file.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.draft import DraftFile, read_draft_file
from lcweek_desktop.bundle.manifest import BundleKind
from lcweek_desktop.bundle.reader import Bundle, read_bundle
from lcweek_desktop.bundle.receipt import ReceiptFile, read_receipt_file
from lcweek_desktop.bundle.update import is_update
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.jobs import is_template_filled
from lcweek_desktop.services.opening.file_kind import FileKind
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.user_files import kept_name, read_file
from lcweek_desktop.storage import is_backup_file, is_moving_file

_KINDS: Final = {
    "campaign-not-report": FileKind.CAMPAIGN,
    "assignment-not-report": FileKind.ASSIGNMENT,
}
"""Kinds of bundles that have readers of their own, by what is said where a report was looked for."""
_LATER: Final = ("bundle-newer",)
_PAPER: Final = ("bundle-picture", "bundle-pdf-plain")
_FOREIGN: Final = ("bundle-foreign", "bundle-empty")
_WORKBOOK: Final = b"xl/workbook.xml"
"""The name of a part that every workbook has; it stands in the file as it is."""


_UPDATE_SUFFIX: Final = ".lcupdate"
_SETUP: Final = re.compile(r"lcweek.*setup.*\.exe$", re.IGNORECASE)


@dataclass(frozen=True)
class IdentifiedFile:
    """A file, its kind, and what was found in it.

    `bundle` is that of a report, also one made for practice, `draft` what a draft says, `receipt` a receipt.
    `error` says why there is none of them inside; None where there is one, or none was looked for.
    """

    path: Path
    kind: FileKind
    bundle: Bundle | None = None
    draft: DraftFile | None = None
    receipt: ReceiptFile | None = None
    error: KnownError | None = None

    @property
    def campaign(self) -> CampaignId | None:
        """The campaign of a report, a draft or a receipt; None for any other file."""
        if self.receipt is not None:
            return self.receipt.receipt.campaign
        found = self.bundle or self.draft
        return None if found is None else found.manifest.campaign


def identify(context: AppContext, path: Path) -> IdentifiedFile:
    """What the file at `path` is by its content; only a backup is known by its name, and a damaged update.

    It raises nothing: a file that cannot be read is of a kind of its own.
    """
    with suppress(OSError):  # a name that the system refuses: reading the file says so
        if path.is_dir():
            return IdentifiedFile(path, FileKind.FOLDER)
        if is_backup_file(path) and path.is_file():
            return IdentifiedFile(path, FileKind.BACKUP)
        if is_moving_file(path):
            return IdentifiedFile(path, FileKind.MACHINE)
        head = _head(path)
        if is_update(head) or path.suffix.lower() == _UPDATE_SUFFIX:
            return IdentifiedFile(path, FileKind.UPDATE)
        if head.startswith(b"MZ") and _SETUP.search(path.name):
            return IdentifiedFile(path, FileKind.SETUP)
    try:
        data = read_file(path)
    except KnownError as error:
        return IdentifiedFile(path, FileKind.UNREADABLE, error=error)
    try:
        found = sent_bundle(data, kept_name(path))
        try:
            bundle = read_bundle(found, context.forms, context.editions)
        except KnownError as error:
            if error.code == "receipt-not-report":
                return IdentifiedFile(path, FileKind.RECEIPT, receipt=read_receipt_file(found))
            if error.code != "draft-not-report":
                raise
            draft = read_draft_file(found, context.forms, context.editions)
            return IdentifiedFile(path, FileKind.DRAFT, draft=draft)
    except KnownError as error:
        return _without_bundle(path, data, error)
    is_report = bundle.manifest.kind is BundleKind.REPORT
    return IdentifiedFile(path, FileKind.REPORT if is_report else FileKind.PRACTICE, bundle)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(64)


def _without_bundle(path: Path, data: bytes, error: KnownError) -> IdentifiedFile:
    """What `path` with the content `data` is, in which no report was found because of `error`."""
    if error.code == "bundle-foreign" and _WORKBOOK in data:
        try:
            is_filled = is_template_filled(path)
        except KnownError as unread:
            return IdentifiedFile(path, _kind_of(unread), error=unread)
        if is_filled is not None:
            return IdentifiedFile(path, FileKind.FILLED_TEMPLATE if is_filled else FileKind.EMPTY_TEMPLATE)
    return IdentifiedFile(path, _kind_of(error), error=error)


def _kind_of(error: KnownError) -> FileKind:
    if error.is_of_machine:
        return FileKind.UNREADABLE
    if error.code in _KINDS:
        return _KINDS[error.code]
    if error.code in _LATER:
        return FileKind.LATER
    if error.code in _PAPER:
        return FileKind.PAPER
    return FileKind.FOREIGN if error.code in _FOREIGN else FileKind.DAMAGED
