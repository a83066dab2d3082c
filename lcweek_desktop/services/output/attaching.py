"""What comes back signed: a scan of the paper, or the sent PDF with the office's digital signature."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lcweek_desktop.services.output.signed_files import keep_signed_file
from lcweek_desktop.services.paper.scans import attach_scan, check_scan
from lcweek_desktop.services.report.freezing import report_state
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Scan


@dataclass(frozen=True)
class SignedPaper:
    """What was attached: `scan`, or None for a PDF with a digital signature. `doubts` say where the paper is
    not that of the report, and `has_code` whether a code of the report was found on it."""

    scan: Scan | None
    doubts: tuple[str, ...] = ()
    has_code: bool = True


def attach(workspace: Workspace, file: Path) -> SignedPaper:
    """Attach `file` to what is frozen: a sent PDF with a digital signature beside its issue, anything else as
    a scan. Raises as `keep_signed_file` and `attach_scan`; nothing is attached then."""
    if report_state(workspace).frozen and keep_signed_file(workspace, file):
        return SignedPaper(None)
    scan = attach_scan(workspace, file)
    check = check_scan(workspace, file)
    return SignedPaper(scan, check.doubts, check.has_code)
