"""The program for Windows: how large it is, how fast its command line starts under wine, and its setup killed
at 100 random moments.

`python3 dev.py windows build` has to have made it. The setup that is killed is that of a small program
(tests/test_windows_setup.py), so that each moment takes seconds; script and starter are the real ones.
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from tests.test_windows_setup import Machine, killed
from windows import freezing
from windows.prefix import Prefix

MOMENTS = 100
STARTS = 5


def main() -> dict[str, object]:
    """Return sizes in bytes, seconds of a start, and how often the setup was killed. Raises AssertionError
    when a killed setup left anything but the old version or the new one, whole."""
    measured: dict[str, object] = {}
    if freezing.FROZEN.exists():
        measured |= sizes() | {"start": start()}
    else:
        print("not built: python3 dev.py windows build")
    versions = kills()
    old = versions.count("0.1.0")
    print(f"{MOMENTS} setups killed: {old} times the old version was there, else the new one, whole")
    return measured | {"killed": MOMENTS, "old": old}


def sizes() -> dict[str, int]:
    folder = sum(file.stat().st_size for file in freezing.FROZEN.rglob("*") if file.is_file())
    measured = {"folder": folder}
    for file in sorted(freezing.OUTPUT.glob("lcweek-*")):
        measured[file.suffix.removeprefix(".")] = file.stat().st_size
    for name, size in measured.items():
        print(f"{name:10} {size / 1e6:6.1f} MB")
    return measured


def start() -> float:
    """Seconds of the fastest of some starts of the command line, wine's own included."""
    with tempfile.TemporaryDirectory() as name:
        prefix = Prefix(Path(name) / "wine")
        try:
            times = []
            for _ in range(STARTS):
                began = time.perf_counter()
                answer = prefix.run(freezing.FROZEN / "lcweek-cli.exe", "--version")
                times.append(time.perf_counter() - began)
                assert answer.returncode == 0, answer
        finally:
            prefix.close()
    print(f"start      {min(times):6.1f} s")
    return min(times)


def kills() -> list[str]:
    """The version that started after each of MOMENTS killed setups, which go to and fro between two."""
    chance = random.Random(2026)
    with tempfile.TemporaryDirectory() as name:
        machine = Machine(Path(name))
        try:
            assert machine.install("0.1.0") == 0
            seen: list[str] = []
            for _ in range(MOMENTS):
                version = "0.2.0" if machine.version() == "0.1.0" else "0.1.0"
                killed(machine, version, chance, times=1)
                seen.append(machine.version())
            return seen
        finally:
            machine.prefix.close()
