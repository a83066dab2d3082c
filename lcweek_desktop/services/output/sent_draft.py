"""The draft goes to another machine of the unit in one file, to be read and corrected there.

Source: docs/bundle-format.md, Draft; docs/files.md, A draft goes to another machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.draft import read_draft_file, write_draft_file
from lcweek_desktop.domain.report import Content, Draft
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.report.damaged import refuse_damaged
from lcweek_desktop.services.report.exchanged_drafts import exchanged_fingerprints, note_exchanged
from lcweek_desktop.services.workspace.export import file_kind, write_file
from lcweek_desktop.services.workspace.keys import make_key, signing_key
from lcweek_desktop.services.workspace.practice import refuse_practice
from lcweek_desktop.services.workspace.workspace import Workspace

_KINDS: Final = (".lcweek",)


@dataclass(frozen=True)
class SentDraft:
    """What was written: the fingerprint (hex) of the draft, and the file's size in bytes."""

    fingerprint: str
    size: int


def send_draft(workspace: Workspace, target: Path) -> SentDraft:
    """Write the draft to `target`, which ends in `.lcweek`, and note it as exchanged; nothing is frozen.

    Raises KnownError `practice-out`, `export-…`, `draft-empty`, `draft-damaged` when a part of it is damaged,
    which would look like removed at the other machine, `bundle-write-…`, `key-…` or `store-blob-…`; the old
    file stays then.
    """
    refuse_practice(workspace.context.home)
    file_kind(target, _KINDS)
    draft = current_draft(workspace)
    if draft == Draft(Content()):
        raise KnownError("draft-empty")
    refuse_damaged(workspace)
    make_key(workspace.context, workspace.unit.id)
    data = write_draft_file(
        workspace.unit,
        workspace.form,
        draft,
        exchanged_fingerprints(workspace),
        {photo.sha256: workspace.store.blobs.get(photo.sha256) for photo in draft.content.photos},
        signing_key(workspace.context, workspace.unit.id),
    )
    forms = {workspace.campaign: workspace.form}
    write_file(target, data, lambda written: read_draft_file(written, forms, {}))
    sent = read_draft_file(data, forms, {})
    note_exchanged(workspace, sent.draft_bytes)
    return SentDraft(sent.manifest.fingerprint, len(data))
