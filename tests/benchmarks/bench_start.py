"""The time from the start of the process to the first picture and to the report.

Both are compared with a bare PySide6 window. The three take turns in one run; without a screen they are drawn
offscreen.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dev import ROOT
from tests.typist import new_school

TURNS = 15
GOALS = {"paint": 1.25, "report": 2.0}
WORDS = {"bare": "a bare window of PySide6", "paint": "the first picture", "report": "the report"}


def main() -> dict[str, float]:
    screen = {} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **screen}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # otherwise each start would compile all modules
    times: dict[str, list[float]] = {what: [] for what in WORDS}
    with tempfile.TemporaryDirectory() as name:
        home = new_school(Path(name) / "home")
        for _turn in range(TURNS):
            for what, taken in times.items():
                began = time.perf_counter()
                subprocess.run(
                    [sys.executable, "-m", "tests.window_opening", what, str(home)],
                    env=environment,
                    cwd=ROOT,
                    check=True,
                    capture_output=True,
                    timeout=60,
                )
                taken.append(time.perf_counter() - began)
    medians = {what: statistics.median(taken) for what, taken in times.items()}
    for what, words in WORDS.items():
        ratio = medians[what] / medians["bare"]
        goal = f"; {ratio:.2f} × (goal ≤ {GOALS[what]} ×)" if what in GOALS else ""
        print(f"  {words}: {medians[what] * 1e3:.0f} ms{goal}")
    return medians


if __name__ == "__main__":
    main()
