"""The program for Windows: how large it is and how fast it starts under wine, beside a bare window of PySide6
that is frozen by the same tools; and its setup killed at 100 random moments.

`python3 dev.py windows build` has to have made it. The setup that is killed is that of a small program
(tests/test_windows_setup.py), so that each moment takes seconds; script and starter are the real ones.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from lcweek_desktop.catalogue.program import TITLE
from tests.screen import Screen
from tests.test_windows_setup import Machine, killed
from windows import freezing, rig
from windows.prefix import Prefix

MOMENTS = 100
STARTS = 5
BARE_TITLE = "bare window"
BARE = f"""
import sys
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication(sys.argv)
label = QLabel("Không có gì")
label.setWindowTitle("{BARE_TITLE}")
label.show()
sys.exit(application.exec())
"""


def main() -> dict[str, object]:
    """Return sizes in bytes, seconds of a start, and how often the setup was killed. Raises AssertionError
    when a killed setup left anything but the old version or the new one, whole."""
    measured: dict[str, object] = {}
    if freezing.FROZEN.exists():
        measured |= sizes() | starts()
    else:
        print("not built: python3 dev.py windows build")
    versions = kills()
    old = versions.count("0.1.0")
    print(f"{MOMENTS} setups killed: {old} times the old version was there, else the new one, whole")
    return measured | {"killed": MOMENTS, "old": old}


def sizes() -> dict[str, float]:
    folder = sum(file.stat().st_size for file in freezing.FROZEN.rglob("*") if file.is_file())
    measured: dict[str, float] = {"folder": folder}
    for file in sorted(freezing.OUTPUT.glob("lcweek-*")):
        measured[file.suffix.removeprefix(".")] = file.stat().st_size
    for name, size in measured.items():
        print(f"{name:10} {size / 1e6:6.1f} MB")
    return measured


def starts() -> dict[str, float]:
    """Seconds of the fastest of some starts, wine's own included: of the command line, of the window with a
    school at work, and of a bare one; and the size of that in bytes."""
    bare = freeze_bare()
    size = sum(file.stat().st_size for file in bare.rglob("*") if file.is_file())
    measured: dict[str, float] = {"bare folder": size}
    with tempfile.TemporaryDirectory() as name:
        prefix = Prefix(Path(name) / "wine")
        screen = Screen(prefix.environment)
        try:
            prefix.run(
                *(freezing.FROZEN / "lcweek-cli.exe", "init", "--year", "2024", "--unit", "03394-th"),
                *("--name", "Trường Tiểu học Thèn Sin", "--level", "truong", "--parent", "03394"),
            )
            seconds = {
                "command line": min(command_line_start(prefix) for _ in range(STARTS)),
                "window": window_start(prefix, screen, freezing.FROZEN / "lcweek.exe", f"– {TITLE}$"),
                "bare window": window_start(prefix, screen, bare / "bare.exe", BARE_TITLE),
            }
        finally:
            prefix.close()
            screen.close()
    print(f"{'bare':10} {size / 1e6:6.1f} MB")
    for what, took in seconds.items():
        print(f"{what:12} starts in {took:4.1f} s")
    return measured | seconds


def freeze_bare() -> Path:
    """The folder of a program that shows a window of PySide6 with nothing in it."""
    folder = rig.RIG / "bare"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    script = folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")
    places = [f"--{name}path={rig.on_windows(folder / name)}" for name in ("dist", "work", "spec")]
    words = ["--noconfirm", "--windowed", "--log-level=ERROR", *places, rig.on_windows(script)]
    assert rig.python("-m", "PyInstaller", *words, folder=folder) == 0
    return folder / "dist" / "bare"


def command_line_start(prefix: Prefix) -> float:
    began = time.perf_counter()
    answer = prefix.run(freezing.FROZEN / "lcweek-cli.exe", "--version")
    assert answer.returncode == 0, answer
    return time.perf_counter() - began


def window_start(prefix: Prefix, screen: Screen, program: Path, title: str) -> float:
    """Seconds until a window `title` is on the screen, the fastest of some."""
    times = []
    for _ in range(STARTS):
        began = time.perf_counter()
        process = subprocess.Popen(
            prefix.command(program),
            env=prefix.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        screen.found(title)
        times.append(time.perf_counter() - began)
        prefix.close()
        process.communicate()
    return min(times)


def kills() -> list[str]:
    """The version that started after each of MOMENTS killed setups, which go to and fro between two."""
    chance = random.Random(2026)
    with tempfile.TemporaryDirectory() as name:
        machine = Machine(Path(name))
        try:
            assert machine.install("0.1.0") == 0
            seen: list[str] = []
            for moment in range(1, MOMENTS + 1):
                version = "0.2.0" if machine.version() == "0.1.0" else "0.1.0"
                killed(machine, version, chance, times=1)
                seen.append(machine.version())
                if moment % 10 == 0:
                    print(f"{moment} of {MOMENTS} setups killed", flush=True)
            return seen
        finally:
            machine.prefix.close()
