"""The short-lived process in which files made by others are opened: how it is started, and what it does.

The program calls `run_job`; a fresh process, limited in time and memory, does the job and prints one JSON
object. Source: docs/architecture.md, Ground rules; docs/adr/0031-photo-worker.md.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

import lcweek_desktop
from lcweek_desktop.errors import KnownError

CONSOLE_PROGRAM: Final = "lcweek-cli"
"""The name of the console program, the one of a frozen application's two programs that has a stdout."""

_SECONDS: Final = 20.0
_MEMORY: Final = 1 << 30
_NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # exists on Windows only


class Job(StrEnum):
    """What the process does with the file. Each job is named after what it writes."""

    PHOTO = "photo"
    ROTATED_PHOTO = "rotated-photo"
    SCAN = "scan"
    SHEET = "sheet"
    SHRUNK_PDF = "shrunk-pdf"
    CODES = "codes"


def run_job(
    job: Job, source: Path, target: Path, *, seconds: float = _SECONDS, memory: int = _MEMORY
) -> None:
    """Have a fresh process do `job` on the file `source` and write its result to `target`.

    The process is ended after `seconds` and gets `memory` bytes of address space, where the system can hold
    it to that. Raises the KnownError that the job raised, or `intake-worker-died` when the process ended in
    any other way; `source` is only read, and `target` may then hold anything.
    """
    command = [*_program(), "--worker", job, str(memory), str(source.resolve()), str(target)]
    try:
        answer = subprocess.run(
            command,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            creationflags=_NO_WINDOW,
            check=True,
        )
        outcome = json.loads(answer.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        raise KnownError("intake-worker-died", file=source.name) from None
    if outcome["code"] is not None:
        raise KnownError(outcome["code"], **outcome["context"])


def main(argv: Sequence[str]) -> int:
    """Run as the worker process: do the job that `argv` names and print how it ended.

    `argv` is job, bytes of memory, source and target. Returns the exit code, 0 also for a KnownError, which
    is printed; any other error ends the process.
    """
    job, memory, source, target = argv
    _limit_memory(int(memory))
    code, context = None, {}
    try:
        _do(Job(job), Path(source), Path(target))
    except KnownError as error:
        code, context = error.code, error.context
    sys.stdout.write(json.dumps({"code": code, "context": context}))
    return 0


def _do(job: Job, source: Path, target: Path) -> None:
    from lcweek_desktop.intake import picture

    match job:
        case Job.PHOTO:
            picture.write_photo(source, target)
        case Job.ROTATED_PHOTO:
            picture.write_rotated_photo(source, target)
        case Job.SCAN:
            picture.write_scan(source, target)
        case Job.SHEET:
            from lcweek_desktop.intake import pdf_pages

            pdf_pages.write_sheet(source, target)
        case Job.SHRUNK_PDF:
            from lcweek_desktop.intake import pdf_pages

            pdf_pages.write_shrunk(source, target)
        case Job.CODES:
            from lcweek_desktop.intake import qr_codes

            qr_codes.write_codes(source, target)


def _program() -> list[str]:
    """The command that starts this program again (for the frozen one see pyinstaller.spec)."""
    if getattr(sys, "frozen", False):
        this = Path(sys.executable)
        return [str(this.with_name(f"{CONSOLE_PROGRAM}{this.suffix}"))]
    return [sys.executable, "-P", "-m", "lcweek_desktop"]  # -P keeps modules of the user's folder out


def _environment() -> dict[str, str]:
    """This environment, with a path by which the package is found from any folder."""
    package = Path(lcweek_desktop.__file__).resolve().parent.parent
    paths = [str(package), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _limit_memory(limit: int) -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
