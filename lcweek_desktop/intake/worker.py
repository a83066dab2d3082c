"""The short-lived process in which files made by others are opened, seen from both sides.

The parent asks for one job; a fresh process, limited in time and memory, does it and prints one JSON object.
Whatever a malformed file does to a decoder, it does it there. Source: architecture.md, intake;
docs/adr/0031-photo-worker.md.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import lcweek_desktop
from lcweek_desktop.errors import KnownError

SECONDS: Final = 20.0
MEMORY: Final = 1 << 30

CONSOLE_PROGRAM: Final = "lcweek-cli"

_NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # there on Windows only


def ask(job: str, source: Path, target: Path, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
    """Have a fresh process do `job` on the file `source` and write its result to `target`.

    `seconds` of wall clock; `memory` bytes of address space, held where the system can. Raises the KnownError
    the job raised, or `intake-worker-died` when the process ended in any other way; `source` is only read,
    `target` may hold anything then.
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
    except (subprocess.SubprocessError, ValueError):
        raise KnownError("intake-worker-died", file=source.name) from None
    if outcome["code"] is not None:
        raise KnownError(outcome["code"], **outcome["context"])


def main(argv: Sequence[str]) -> int:
    """The other side: do the job `argv` names (job, memory, source, target) and print how it ended."""
    job, memory, source, target = argv
    _limit_memory(int(memory))
    code, context = None, {}
    try:
        _do(job, Path(source), Path(target))
    except KnownError as error:
        code, context = error.code, error.context
    sys.stdout.write(json.dumps({"code": code, "context": context}))
    return 0


def _do(job: str, source: Path, target: Path) -> None:
    from lcweek_desktop.intake import picture

    match job:
        case "photo":
            picture.reencode(source, target)
        case "scan":
            picture.scan(source, target)
        case "lighten":
            from lcweek_desktop.intake import scanned

            scanned.lighten(source, target)
        case "codes":
            from lcweek_desktop.intake import codes

            codes.find(source, target)
        case "sheet":
            from lcweek_desktop.intake import scanned

            scanned.sheet(source, target)
        case "turn":
            picture.turn(source, target)
        case _:
            raise ValueError(job)


def _program() -> list[str]:
    """How this program starts itself; -P keeps modules of the user's folder out. Frozen, it is the one of the
    two programs that has an output to answer on (pyinstaller.spec)."""
    if getattr(sys, "frozen", False):
        this = Path(sys.executable)
        return [str(this.with_name(f"{CONSOLE_PROGRAM}{this.suffix}"))]
    return [sys.executable, "-P", "-m", "lcweek_desktop"]


def _environment() -> dict[str, str]:
    """This environment, in which a checkout's package is found from any folder."""
    package = Path(lcweek_desktop.__file__).resolve().parent.parent
    paths = [str(package), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _limit_memory(limit: int) -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
