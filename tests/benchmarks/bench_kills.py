"""200 random moments of fill, send and receive at which the process is killed; every promise must hold."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from tests.kills import STEPS, Victims

MOMENTS = 200


def main() -> dict[str, object]:
    """AssertionError when something half done was found. How many commands died, and how many were done."""
    dice = random.Random(2024)
    with tempfile.TemporaryDirectory() as folder:
        victims = Victims(Path(folder))
        longest = {step: _whole(victims, step) for step in STEPS}
        killed = sum(
            step(victims, dice.uniform(0.02, 1.05 * longest[step]))
            for step in (STEPS[number % len(STEPS)] for number in range(MOMENTS))
        )
    print(f"kill -9: {MOMENTS} moments, {killed} commands killed, none left anything half done")
    return {"moments": MOMENTS, "killed": killed, "broken": 0}


def _whole(victims: Victims, step: object) -> float:
    start = time.perf_counter()
    assert callable(step)
    step(victims, 60.0)
    return time.perf_counter() - start
