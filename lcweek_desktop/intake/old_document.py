"""A text of a format that only office programs read, made into a DOCX by LibreOffice where that is there.

Runs inside the worker process and nowhere else: LibreOffice is a program of its own, started with a profile
of its own, so that neither a window of it that is open nor its settings have a part in this.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from lcweek_desktop.errors import KnownError

_SECONDS: Final = 15.0
"""Less than a job of the worker process has, so that no LibreOffice is left when that is ended."""
_NAMES: Final = ("soffice", "libreoffice")
_WINDOWS: Final = (
    Path(r"C:\Program Files\LibreOffice\program\soffice.exe"),
    Path(r"C:\Program Files (x86)\LibreOffice\program\soffice.exe"),
)
_NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # exists on Windows only


def converted(source: Path, folder: Path) -> Path:
    """A DOCX of the text `source`, in `folder`.

    Raises KnownError `handmade-old-document` where LibreOffice is not there, or makes none within its time.
    """
    program = office_program()
    target = folder / "converted"
    made = target / f"{source.stem}.docx"
    if program is None or not _is_done(program, source, target) or not made.is_file():
        raise KnownError("handmade-old-document", file=source.name)
    return made


def office_program() -> str | None:
    """Where LibreOffice is; None where it is not."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None and sys.platform == "win32":
        found = next((str(each) for each in _WINDOWS if each.is_file()), None)
    return found


def _is_done(program: str, source: Path, target: Path) -> bool:
    profile = (target / "profile").absolute().as_uri()
    command = [
        *(program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile}"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target), str(source)),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=_NO_WINDOW,
        start_new_session=True,
    )
    try:
        return process.wait(_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the program that it starts itself."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
