"""Filling a report from the file of an entry document, and describing it as one. Source: docs/cli.md."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from lcweek_desktop.domain.canonical import Json, nfc
from lcweek_desktop.domain.form import Cell, CellState, Form
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.errors import KnownError, system_reason
from lcweek_desktop.intake.jobs import reencode_photo
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.report.damaged import damaged_findings, remains
from lcweek_desktop.services.report.entry_document import KeepPhoto, apply_entry, entry_document
from lcweek_desktop.services.report.entry_plan import ENTERED, SILENT, plan_entries, target_place
from lcweek_desktop.services.report.entry_values import dropped_texts, parse_entry
from lcweek_desktop.services.report.filled_template import filled_entries
from lcweek_desktop.services.report.freezing import ReportState, report_state
from lcweek_desktop.services.report.leftovers import leftovers
from lcweek_desktop.services.report.sendings import LastSending, last_sending
from lcweek_desktop.services.workspace.user_files import read_file
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Draft

_DESCRIPTION_KEYS: Final = ("unit", "totals", "revision", "fingerprint", "state", "sent", "left", "damaged")
"""What the description adds to the entry document. Filling ignores it, so that a description can be filled in
again."""

_COMPUTED: Final = (CellState.COMPUTED, CellState.TOTAL)
_KEPT_PHOTO: Final = re.compile(r"([0-9a-f]{64})\.jpg")


class Filled(NamedTuple):
    """The draft that an entry document was merged into, and by the keys of its texts how many characters were
    dropped because no text may hold them."""

    draft: Draft
    dropped: Mapping[str, int]


def fill(workspace: Workspace, file: Path) -> Filled:
    """Merge the entry document in `file` into the draft; photos are looked for beside `file`.

    Raises KnownError `file-…`, `entry-…` or `photo-…`; the draft is unchanged then.
    """
    given = parse_entry(read_file(file), file.name)
    entered = {key: value for key, value in given.items() if key not in _DESCRIPTION_KEYS}
    with workspace.store.transaction():
        draft = apply_entry(
            entered,
            current_draft(workspace),
            workspace.form,
            workspace.unit.level,
            _photo_keeper(workspace, file.parent),
        )
        workspace.store.drafts.save(workspace.unit.id, workspace.campaign, draft)
    return Filled(draft, dict(dropped_texts(entered, "")))


def fill_from_template(workspace: Workspace, file: Path) -> Filled:
    """Enter the filled empty form in the workbook `file` into the draft; blank cells stay as they are.

    Raises KnownError as `filled_entries`, and `workbook-cells` when a cell cannot be entered; the draft is
    unchanged then.
    """
    draft = current_draft(workspace)
    entries = filled_entries(workspace.form, draft.content, file)
    plan = plan_entries(workspace.form, workspace.unit.level, draft.content, entries)
    left = [cell for cell in plan.cells if cell.effect not in (*SILENT, *ENTERED)]
    if left:
        named = (each.line if each.target is None else target_place(each.target) for each in left)
        cells = "; ".join(f"{name}: {cell.given}" for name, cell in zip(named, left, strict=True))
        raise KnownError("workbook-cells", file=file.name, count=len(left), cells=cells)
    filled = replace(draft, content=plan.content)
    save_draft(workspace, filled)
    return Filled(filled, {})


def describe_report(workspace: Workspace) -> dict[str, Json]:
    """The entry document of the draft, with the unit, totals, revision, fingerprint, state and last sending.

    `totals` are the computed cells of the unit's own figures, by row and measure. `state` is "frozen", or
    "draft" for what will become the revision that is named. `fingerprint` is None for a draft, and `sent`
    before anything was sent. `left` has what found no place in a later edition of the campaign. `damaged` has
    what is damaged of the unit's own data and of what it received, each with what can still be read of it.
    """
    now = report_state(workspace)
    return {
        "unit": {
            "code": workspace.unit.code,
            "name": workspace.unit.name,
            "level": workspace.unit.level,
            "parent": workspace.unit.parent,
        },
        **entry_document(now.draft, workspace.form),
        "totals": totals(workspace.form, now.draft.content.figures),
        "revision": now.report.revision,
        "fingerprint": _fingerprint(now),
        "state": "frozen" if now.frozen else "draft",
        "sent": _sent(last_sending(workspace, now)),
        "left": [{"about": each.about, "text": each.text} for each in leftovers(workspace)],
        "damaged": [
            {"place": each.place, "message": each.sentence, "remains": remains(workspace, each.place)}
            for each in damaged_findings(workspace)
        ],
    }


def totals(form: Form, figures: Figures) -> dict[str, Json]:
    """What the rows with a computed cell show: {"1": {"count": 3, "people": None}, …}."""
    return {
        row.key: {m.key: _displayed(form, figures, Cell(row.key, m.key)) for m in form.measures}
        for row in form.rows
        if any(rule.state in _COMPUTED for rule in row.cells.values())
    }


def _displayed(form: Form, figures: Figures, cell: Cell) -> Json:
    return form.json_of(cell, displayed_value(form, figures, cell))


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


def _photo_keeper(workspace: Workspace, folder: Path) -> KeepPhoto:
    """A function that keeps the photo with a given file name in `folder` and returns its SHA-256 (hex).

    A name by which a description names a photo of this unit's reports stands for that photo; no file is read.
    """
    blobs = workspace.store.blobs

    def keep(name: str) -> str:
        kept = _KEPT_PHOTO.fullmatch(name)
        is_own = kept is not None and kept[1] in _own_photos(workspace)
        try:
            if kept is not None and is_own and blobs.path(kept[1]).exists():
                return kept[1]
            file = _same_named_file(folder / name)
            if kept is not None and not is_own and not file.exists():
                raise KnownError("entry-photo", file=name)
            photo = reencode_photo(file)
        except OSError as error:
            raise KnownError("file-unreadable", file=name, reason=system_reason(error)) from error
        return blobs.put(photo)

    return keep


def _own_photos(workspace: Workspace) -> Iterator[str]:
    """The photos of the draft and of every revision of the campaign that can be read."""
    revisions, unit, campaign = workspace.store.revisions, workspace.unit.id, workspace.campaign
    yield from (photo.sha256 for photo in current_draft(workspace).content.photos)
    last = revisions.head(unit, campaign)
    for number in range(1, last.revision + 1) if last is not None else ():
        with contextlib.suppress(KnownError):
            frozen = revisions.get(unit, campaign, number)
            photos = [] if frozen is None else json.loads(frozen.report)["photos"]
            yield from (photo["sha256"] for photo in photos)


def _same_named_file(path: Path) -> Path:
    """The file at `path`, or the one beside it whose name is the same text: some systems write a Vietnamese
    letter and its marks as one character, others as several."""
    if not path.exists():
        with contextlib.suppress(OSError):
            alike = (other for other in path.parent.iterdir() if nfc(other.name) == nfc(path.name))
            return next(alike, path)
    return path
