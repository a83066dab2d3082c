"""A file on its way in: read where it was found, then judged as a bundle."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lcweek_desktop.bundle.draft import DraftFile, read_draft_file
from lcweek_desktop.bundle.pdf_alterations import alteration_notes
from lcweek_desktop.bundle.reader import Bundle, read_bundle
from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.workspace.user_files import kept_name, read_file
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import ReceivedFile


@dataclass(frozen=True)
class IncomingFile:
    """A file on its way to the unit of `workspace`, read but not judged.

    `path` is where it was found, or only the name of a file that was kept before. With `confirm_keys` a key
    that was not seen before is confirmed on arrival.
    """

    workspace: Workspace
    path: Path
    data: bytes
    confirm_keys: bool

    @classmethod
    def read(cls, workspace: Workspace, path: Path, *, confirm_keys: bool) -> IncomingFile:
        """The file at `path`. Raises KnownError `file-…`."""
        return cls(workspace, path, read_file(path), confirm_keys)

    @property
    def notes(self) -> tuple[str, ...]:
        """Codes of what became of the PDF around a bundle (`pdf-…`)."""
        return ()

    def judged(self) -> IncomingBundle:
        """The file with the bundle that it is or, as a PDF, carries.

        Raises KnownError naming the first rule that is broken: `bundle-…`, `key-…`; or `intake-…`.
        """
        data = sent_bundle(self.data, kept_name(self.path))
        context = self.workspace.context
        bundle = read_bundle(data, context.forms, context.editions)
        return IncomingBundle(self.workspace, self.path, self.data, self.confirm_keys, bundle)

    def draft(self) -> DraftFile:
        """The draft that the file is. Raises KnownError as `judged`."""
        context = self.workspace.context
        return read_draft_file(sent_bundle(self.data, kept_name(self.path)), context.forms, context.editions)

    def entry(self, verdict: ReceiveVerdict, code: str) -> ReceivedFile:
        """What is recorded of the file; its bytes have to be put among the blobs besides."""
        return ReceivedFile(
            receiver=self.workspace.unit.id,
            sha256=sha256_hex(self.data),
            name=kept_name(self.path),
            size=len(self.data),
            verdict=verdict.value,
            code=code,
            notes=self.notes,
            at=self.workspace.context.minute(),
        )


@dataclass(frozen=True)
class IncomingBundle(IncomingFile):
    """A file with a valid bundle."""

    bundle: Bundle

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """Codes of what became of the PDF around the bundle (`pdf-…`)."""
        return alteration_notes(self.data)
