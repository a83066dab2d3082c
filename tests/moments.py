"""A process that ends, as `kill -9` ends it, when it is about to touch a file for the n-th time.

The module of such a process ends with `run(FOLDER, MOMENT, work)`; MOMENT is 0 for never. Then it prints how
many moments there were.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

_EVENTS: Final = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect")
_KILLED: Final = 137


def run(folder: Path, last: int, work: Callable[[], object]) -> None:
    """Do `work`, and end at once at the `last`-th time that a file in `folder` is to be opened, renamed or
    removed."""
    count = 0

    def note(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in _EVENTS and str(folder) in str(arguments[0]):
            count += 1
            if count == last:
                os._exit(_KILLED)  # as kill -9 does, nothing more is written and nothing closed by us

    sys.addaudithook(note)
    work()
    sys.stdout.write(f"{count}\n")


def killed_at(command: Sequence[str | Path], moment: int) -> bool:
    """Run `command` until `moment`. Returns False when it came to its end before."""
    words = [*map(str, command), str(moment)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode in (0, _KILLED), done.stderr
    return done.returncode != 0


def moments(command: Sequence[str | Path]) -> int:
    """How many moments there are; `command` runs to its end."""
    words = [*map(str, command), "0"]
    return int(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


def killed_after(command: Sequence[str | Path], seconds: float) -> bool:
    """Kill `command` after `seconds`. Returns False when it came to its end before."""
    process = subprocess.Popen([*map(str, command), "0"], stdout=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False
