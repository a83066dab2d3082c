"""What a unit reported without the program, kept as a report that its receiver signs on its behalf.

Such a report has revision 0; any signed report of the unit outweighs it. Source: docs/merging.md, Merging;
docs/adr/0153-reports-on-behalf.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lcweek_desktop.bundle.writer import FrozenReport, freeze
from lcweek_desktop.domain.merge import Decision, Version, VersionId, VersionStatus
from lcweek_desktop.domain.report import Content, Report, SignOff
from lcweek_desktop.domain.rollup import report_sums
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.holding import held_result, hold, record_held
from lcweek_desktop.services.receiving.incoming_file import IncomingFile
from lcweek_desktop.services.receiving.journal import record
from lcweek_desktop.services.receiving.outcome import outcome_now
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.summing.unit_reports import reports_with, unit_reports
from lcweek_desktop.services.workspace.keys import make_key, signing_key
from lcweek_desktop.services.workspace.user_files import kept_text
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import StoredReport

HANDMADE_NOTE: Final = "received-handmade"
"""Code of the note that a report was entered from a file made by hand."""

_BESIDE_ANOTHER: Final = (VersionStatus.CONFLICT, VersionStatus.REFUSED)
"""How a report stands that was typed when another one had been typed, or was taken before this one."""


@dataclass(frozen=True)
class HandmadeFile(IncomingFile):
    """A file made by hand, whose figures a person confirmed."""

    @property
    def notes(self) -> tuple[str, ...]:
        """That the report was entered from it."""
        return (HANDMADE_NOTE,)


def keep_on_behalf(file: HandmadeFile, unit: Unit, content: Content) -> ReceiveResult:
    """Hold `content` as the report of `unit` that this unit typed on its behalf from `file`, which is kept.

    It takes the place of what was typed for the unit before, and `file` goes off the list of what could not
    be read. Raises KnownError `received-not-below`, `key-…`
    or `bundle-write-…`; nothing is changed then.
    """
    workspace, store = file.workspace, file.workspace.store
    if not workspace.directory.is_below(unit.code, workspace.unit.code):
        raise KnownError("received-not-below", unit=unit.code)
    report = Report(unit, workspace.campaign, workspace.form.hash, 0, None, content)
    with store.transaction():
        make_key(workspace.context, workspace.unit.id)
        key = signing_key(workspace.context, workspace.unit.id)
        frozen = freeze(workspace.form, report, key)
        held = _stored(file, frozen, key.public.base64)
        outcome = hold(file, held, frozen.report_bytes, confirm_key=False)
        if reports_with(workspace, held).resolution.status[held.version.id] in _BESIDE_ANOTHER:
            _refuse_typed_before(workspace, held)
            outcome = outcome_now(reports_with(workspace, held), held, is_compared=True)
            record_held(file, held, outcome)
        store.unread.remove(workspace.unit.id, kept_text(str(file.path.absolute())))
        store.unread.remove_content(workspace.unit.id, held.file or "")
    return held_result(file, unit, held, outcome)


def _stored(file: HandmadeFile, frozen: FrozenReport, key: str) -> StoredReport:
    """The report as it is held; the file is among the blobs from now on."""
    workspace, report = file.workspace, frozen.report
    return StoredReport(
        receiver=workspace.unit.id,
        campaign=workspace.campaign,
        unit=report.unit.id,
        version=Version(
            VersionId(frozen.fingerprint, key),
            revision=0,
            previous=None,
            filled=len(report_sums(workspace.form, report)),
            on_behalf=True,
            name=report.unit.name,
        ),
        issue=1,
        paper=frozen.paper,
        signoff=SignOff(),
        file=workspace.store.blobs.put(file.data),
    )


def _refuse_typed_before(workspace: Workspace, held: StoredReport) -> None:
    """Decide that `held` counts in the place of what was typed for its unit before, which has the same
    position; signed reports are not touched."""
    chosen = held.version.id.fingerprint
    typed = (each.version for each in unit_reports(workspace, held.unit).reports if each.version.on_behalf)
    before = frozenset(version.id.fingerprint for version in typed) - {chosen}
    record(workspace, held.unit, Decision(chosen, before), "")
