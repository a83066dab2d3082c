"""Filling a report from an entry document, and showing it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from pathlib import Path

from lcweek_desktop.domain.canonical import Json, nfc
from lcweek_desktop.domain.form import Cell, CellState, Form
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.jobs import reencode_photo
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.report.entry import applied, document
from lcweek_desktop.services.report.entry_json import parse
from lcweek_desktop.services.report.freezing import ReportState, report_state
from lcweek_desktop.services.report.sendings import LastSending, last_sending
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.files import read_file
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Draft

_SHOWN_ONLY = ("unit", "totals", "revision", "fingerprint", "state", "sent")
"""What `show` adds to the entry document; filling passes it over, so that shown output can be filled in."""

_COMPUTED = (CellState.COMPUTED, CellState.TOTAL)
_KEPT_PHOTO = re.compile(r"([0-9a-f]{64})\.jpg")


def fill(workspace: Workspace, file: Path) -> Draft:
    """Merge the entry document in `file` into the draft of `desk`; photos are found beside `file`.

    Raises KnownError `file-…`, `entry-…` or `photo-…`; nothing is changed then.
    """
    given = parse(read_file(file), file.name)
    entered = {key: value for key, value in given.items() if key not in _SHOWN_ONLY}
    with workspace.store.transaction():
        draft = applied(
            entered,
            current_draft(workspace),
            workspace.form,
            workspace.unit.level,
            _keeper(workspace.context, file.parent),
        )
        workspace.store.drafts.save(workspace.unit.id, workspace.campaign, draft)
    return draft


def report_document(workspace: Workspace) -> dict[str, Json]:
    """The entry document of the draft, with totals, revision, fingerprint, state and what was sent last.

    `totals`: computed cells of the unit's own figures by row and measure. `state`: "frozen", or "draft" of
    the revision named; `fingerprint` is None for a draft, `sent` before the first file was sent.
    """
    now = report_state(workspace)
    return {
        "unit": {
            "code": workspace.unit.code,
            "name": workspace.unit.name,
            "level": workspace.unit.level,
            "parent": workspace.unit.parent,
        },
        **document(now.draft, workspace.form),
        "totals": totals(workspace.form, now.draft.content.figures),
        "revision": now.report.revision,
        "fingerprint": _fingerprint(now),
        "state": "frozen" if now.frozen else "draft",
        "sent": _sent(last_sending(workspace, now)),
    }


def totals(form: Form, figures: Figures) -> dict[str, Json]:
    """{"1": {"count": 3, "people": None}, …}: what the rows with a computed cell show."""
    return {
        row.key: {m.key: displayed_value(form, figures, Cell(row.key, m.key)) for m in form.measures}
        for row in form.rows
        if any(rule.state in _COMPUTED for rule in row.cells.values())
    }


def _fingerprint(now: ReportState) -> str | None:
    return now.last.fingerprint if now.frozen and now.last is not None else None


def _sent(last: LastSending | None) -> Json:
    if last is None:
        return None
    sending = last.sending
    return {
        "day": sending.day,
        "recipient": sending.recipient,
        "revision": sending.revision,
        "issue": sending.issue,
        "file": sending.file,
        "since": last.since.value,
    }


def _keeper(context: AppContext, folder: Path) -> Callable[[str], str]:
    """Takes a photo's name as the document gives it: one shown before stays, others are re-encoded."""

    def keep(name: str) -> str:
        kept = _KEPT_PHOTO.fullmatch(name)
        if kept is not None and context.store.blobs.path(kept[1]).exists():
            return kept[1]
        try:
            photo = reencode_photo(_file_of(folder / name))
        except OSError as error:
            raise KnownError("file-unreadable", file=name, reason=error.strerror or error) from error
        return context.store.blobs.put(photo)

    return keep


def _file_of(path: Path) -> Path:
    """The file at `path`, or the one beside it whose name is the same text: other systems keep Vietnamese
    letters apart from their marks."""
    if not path.exists():
        with contextlib.suppress(OSError):
            alike = (other for other in path.parent.iterdir() if nfc(other.name) == nfc(path.name))
            return next(alike, path)
    return path
