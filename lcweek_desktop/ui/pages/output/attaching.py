"""Attaching scans, one file after the other: a file that is refused does not hold up the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import KnownError
from lcweek_desktop.ui.session import services

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass(frozen=True)
class AttachResult:
    """What became of one file."""

    file: Path
    error: KnownError | None = None
    """Why it was refused; None when it is attached."""
    doubts: Sequence[str] = ()
    """Sentences that say where its paper is not that of the report."""


def attach_all(workspace: Workspace, files: Sequence[Path]) -> Iterator[AttachResult]:
    """Attach `files` to the frozen report. Raises KnownError `store-…` and others of this machine."""
    for file in files:
        try:
            services.scans.attach_scan(workspace, file)
        except KnownError as error:
            if error.is_of_machine:
                raise
            yield AttachResult(file, error)
        else:
            yield AttachResult(file, doubts=services.scans.scan_doubts(workspace, file))


def attached_text(results: Sequence[AttachResult]) -> str:
    """What is said of all files, in lines: those attached, why others were refused, and the doubts."""
    attached = [result.file.name for result in results if result.error is None]
    lines = [result.error.message for result in results if result.error is not None]
    lines += [doubt for result in results for doubt in result.doubts]
    if attached:
        lines.insert(0, Verb.ATTACH_SCANS.done(files=", ".join(attached)))
    return "\n".join(lines)
