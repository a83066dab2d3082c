"""Kill the receiving of 500 files at 50 random moments; dropping them again must come to the same state.

At half of the moments the process is about to open, rename or remove a file; the others are at any time.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from pathlib import Path

from tests.moments import killed_after, killed_at, moments
from tests.services.receiving.killed_drop import command, make_drop, prepare, receive, state

FILES = 500
KILLS = 50


def main() -> dict[str, object]:
    """Return how often receiving was killed. Raises AssertionError when something is left half done."""
    dice = random.Random(2024)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        drop, fresh, whole, home = (
            make_drop(folder / "tha", FILES),
            *map(folder.joinpath, ("goc", "du", "xa")),
        )
        prepare(fresh, FILES)
        shutil.copytree(fresh, whole)
        begun = time.perf_counter()
        most = moments(command(whole, drop))
        longest = time.perf_counter() - begun
        wanted = state(whole)
        killed = 0
        while killed < KILLS:
            shutil.copytree(fresh, home)
            words = command(home, drop)
            if killed % 2:
                killed += killed_after(words, dice.uniform(0.2, longest))
            else:
                killed += killed_at(words, dice.randrange(1, most + 1))
            receive(home, drop)
            assert state(home) == wanted
            receive(home, drop)
            assert state(home) == wanted
            shutil.rmtree(home)
    print(f"  kill -9: receiving {FILES} files killed {killed} times, the same state after the next drop")
    return {"killed": killed, "files": FILES, "broken": 0}
