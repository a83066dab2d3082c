"""Kill `fill`, `send` and `receive` at 200 random moments, and check that nothing is left half done.

Commands that end before their moment comes do not count.
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from tests.kills import STEPS, Victims

MOMENTS = 200


def main() -> dict[str, object]:
    """Return how many commands ran and how many were killed.

    Raises AssertionError when something is left half done.
    """
    dice = random.Random(2024)
    with tempfile.TemporaryDirectory() as folder:
        victims = Victims(Path(folder))
        longest = {step: _whole(victims, step) for step in STEPS}
        killed = commands = 0
        while killed < MOMENTS:
            step = STEPS[commands % len(STEPS)]
            killed += step(victims, dice.uniform(0.02, 1.05 * longest[step]))
            commands += 1
    print(f"  kill -9: {killed} of {commands} commands killed, none left anything half done")
    return {"commands": commands, "killed": killed, "broken": 0}


def _whole(victims: Victims, step: object) -> float:
    start = time.perf_counter()
    assert callable(step)
    step(victims, 60.0)
    return time.perf_counter() - start
