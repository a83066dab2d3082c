"""Attaching what came back signed, one file after the other: a file that is refused does not hold up the
others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import KnownError
from lcweek_desktop.ui.session import services

if TYPE_CHECKING:
    from lcweek_desktop.services.output.attaching import SignedPaper
    from lcweek_desktop.services.workspace.workspace import Workspace


@dataclass(frozen=True)
class AttachResult:
    """What became of one file: it is attached as `paper`, or refused with `error`."""

    file: Path
    error: KnownError | None = None
    paper: SignedPaper | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether it is a scan that shows no code of the report and says nothing else against it."""
        paper = self.paper
        return paper is not None and paper.scan is not None and not (paper.has_code or paper.doubts)


def attach_all(workspace: Workspace, files: Sequence[Path]) -> Iterator[AttachResult]:
    """Attach `files` to the frozen report. Raises KnownError `store-…` and others of this machine."""
    for file in files:
        try:
            yield AttachResult(file, paper=services.attaching.attach(workspace, file))
        except KnownError as error:
            if error.is_of_machine:
                raise
            yield AttachResult(file, error)


def attached_text(results: Sequence[AttachResult]) -> str:
    """What is said of all files, in lines: those attached, why others were refused, and the doubts."""
    papers = [(result.file.name, result.paper) for result in results if result.paper is not None]
    scans = ", ".join(name for name, paper in papers if paper.scan is not None)
    signed = ", ".join(name for name, paper in papers if paper.scan is None)
    lines = [Verb.ATTACH_SCANS.done(files=scans)] if scans else []
    lines += [Verb.ATTACH_SIGNED.done(files=signed)] if signed else []
    lines += [result.error.message for result in results if result.error is not None]
    lines += [doubt for _, paper in papers for doubt in paper.doubts]
    return "\n".join(lines)
