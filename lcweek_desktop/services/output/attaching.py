"""What comes back signed: a scan of the paper, or the sent PDF with the office's digital signature."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.output.signed_files import is_signed_pdf, keep_signed_file
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
    if not report_state(workspace).frozen:
        raise KnownError("scan-draft")
    if keep_signed_file(workspace, file):
        return SignedPaper(None)
    check, lost = check_scan(workspace, file), is_signed_pdf(file)
    scan = attach_scan(workspace, file)
    doubts = (*check.doubts, *([sentence("signed-lost", file=file.name)] if lost else ()))
    return SignedPaper(scan, doubts, check.has_code)
