"""The drafts that were exchanged with another machine of the unit: what later ones are compared with.

Source: docs/adr/0140-drafts-are-merged-by-piece.md.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from lcweek_desktop.bundle.draft import known_form
from lcweek_desktop.domain.codec.draft import draft_from_json, draft_head_from_json
from lcweek_desktop.domain.moved_content import moved_content
from lcweek_desktop.domain.report import Draft
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.workspace.workspace import Workspace


def exchanged_fingerprints(workspace: Workspace) -> tuple[str, ...]:
    """Those of the drafts that this machine sent or took, the last one first."""
    return tuple(workspace.store.drafts.exchanged(workspace.unit.id, workspace.campaign))


def common_draft(workspace: Workspace, fingerprints: Collection[str]) -> Draft | None:
    """The one of the drafts with `fingerprints` that this machine sent or took last, as the present form
    takes it; None when there is none, or when its form is no longer known."""
    exchanged = workspace.store.drafts.exchanged(workspace.unit.id, workspace.campaign)
    body = next((body for each, body in exchanged.items() if each in fingerprints), None)
    if body is None:
        return None
    value, context = json.loads(body), workspace.context
    form = known_form(draft_head_from_json(value), context.forms, context.editions)
    if form is None:
        return None
    draft = draft_from_json(value, form)
    moved = moved_content(draft.content, form, workspace.form, workspace.unit.level)
    return Draft(moved.content, draft.signoff)


def note_exchanged(workspace: Workspace, body: bytes) -> None:
    """Keep the `draft.json` of a draft that was sent or taken, durably."""
    with workspace.store.transaction():
        save_draft(workspace, current_draft(workspace))  # there is none yet when nothing was entered
        workspace.store.drafts.add_exchanged(workspace.unit.id, workspace.campaign, body)
