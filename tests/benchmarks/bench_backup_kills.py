"""Kill backing up and restoring at 200 moments, and check that a good backup exists and no half one.

At half of the moments the process is about to open, rename or remove a file; the others are at any time, as
in the middle of a write.
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from tests.moments import killed_after, killed_at, moments
from tests.storage.backup_steps import check, command, prepare

MOMENTS = 200


def main() -> dict[str, object]:
    """Return how often the process was killed. Raises AssertionError when something is left half done."""
    dice = random.Random(2024)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        prepare(home)
        start = time.perf_counter()
        most = moments(command(home))
        longest = time.perf_counter() - start
        killed = runs = 0
        while killed < MOMENTS:
            runs += 1
            if runs % 2:
                killed += killed_at(command(home), dice.randrange(1, most))
            else:
                killed += killed_after(command(home), dice.uniform(0.5, 1.0) * longest)
            check(home)
    print(f"  kill -9: {killed} of {runs} runs killed, each left a good backup and no half one")
    return {"runs": runs, "killed": killed, "broken": 0}


if __name__ == "__main__":
    main()
