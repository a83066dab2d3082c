"""Reports known only from their signed paper: held and counted until their file comes (docs/adr/0083)."""

from __future__ import annotations

from lcweek_desktop.bundle.members import judge_share
from lcweek_desktop.bundle.paper import decode_head
from lcweek_desktop.domain.merge import Version, VersionId
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.unit import Directory
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.paper.reading import PaperReading
from lcweek_desktop.services.paper.verdict import PaperVerdict
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Scan, StoredReport


def paper_only_report(
    workspace: Workspace, known: Directory, reading: PaperReading, scan: Scan
) -> StoredReport | None:
    """What `desk` holds after `reading`, of which `scan` is the picture; None unless its signature is right
    under a trusted key and no file of that revision is here.

    Raises KnownError `received-not-below`, or `bundle-sum` for figures that no report can have.
    """
    unit, figures, revision = reading.unit, reading.figures, reading.revision
    if reading.verdict is not PaperVerdict.NO_FILE or unit is None or figures is None or not revision:
        return None
    if not known.is_below(unit.code, workspace.unit.code):
        raise KnownError("received-not-below", unit=unit.code)
    judge_share(workspace.form, unit, figures, {})
    held_id = VersionId(decode_head(reading.payload).fingerprint.hex(), reading.key)
    return StoredReport(
        receiver=workspace.unit.id,
        campaign=workspace.campaign,
        unit=unit.id,
        version=Version(held_id, revision, None, len(figures)),
        issue=0,
        paper=reading.payload,
        signoff=SignOff(),
        scans=(scan,),
        file=scan.sha256,
    )
