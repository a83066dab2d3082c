"""Kill writing and opening the file for another machine at 120 moments, and check both machines.

At half of the moments the process is about to open, rename or remove a file; the others are at any time, as
in the middle of a write.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lcweek_desktop.services.backup.moved import stay_here
from tests.moments import killed_after, killed_at, moments
from tests.services.backup.move_steps import check_left, check_new, command, keys, prepare

MOMENTS = 60
"""How often each of the two is killed."""


def main() -> dict[str, object]:
    """Return how often the processes were killed. Raises AssertionError when something is left half done."""
    dice = random.Random(2024)
    with tempfile.TemporaryDirectory() as folder:
        old, new, fresh = (Path(folder) / name / "home" for name in ("cu", "moi", "thu"))
        for home in (old, new, fresh):
            home.parent.mkdir()
        prepare(old)
        had = keys(old)
        file = old.parent / "may.lcwmove"

        def unwritten() -> None:
            file.unlink(missing_ok=True)
            stay_here(old)

        written = _killed(
            dice, command("out", old, file), unwritten, lambda: check_left(old, file, had, fresh)
        )
        opened = _killed(
            dice,
            command("in", new, file),
            lambda: shutil.rmtree(new, ignore_errors=True),
            lambda: check_new(new, file, had),
        )
    print(f"  kill -9: {written} times writing, {opened} times opening: no half file taken, no key lost")
    return {"written": written, "opened": opened, "broken": 0}


def _killed(
    dice: random.Random, command: list[str | Path], begin: Callable[[], object], check: Callable[[], object]
) -> int:
    """Kill `command` MOMENTS times, `begin` before and `check` after each, and let it come to its end."""
    begin()
    start = time.perf_counter()
    most = moments(command)
    longest = time.perf_counter() - start
    killed = runs = 0
    while killed < MOMENTS:
        runs += 1
        begin()
        if runs % 2:
            killed += killed_at(command, dice.randrange(1, most))
        else:
            killed += killed_after(command, dice.uniform(0.3, 1.0) * longest)
        check()
    begin()
    assert moments(command)
    check()
    return killed


if __name__ == "__main__":
    main()
