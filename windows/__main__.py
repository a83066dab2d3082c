"""`python3 dev.py windows`: sets the rig up; with a word it runs, tests or freezes the program there."""

from __future__ import annotations

import sys
from pathlib import Path

from dev import ROOT
from windows import rig


def main(argv: list[str]) -> int:
    """Run one command in a finished rig; the rest of the line, less a leading `--`, is handed on."""
    if sys.platform != "linux":
        sys.exit("The rig is a Windows for engineers on Linux; elsewhere dev.py does everything without it.")
    command = COMMANDS.get(argv[0] if argv else "setup")
    if command is None:
        sys.exit(f"dev.py windows knows {', '.join(COMMANDS)}.")
    rig.prepare()
    rest = argv[1:]
    return command(rest[1:] if rest[:1] == ["--"] else rest)


def setup(_args: list[str]) -> int:
    """Nothing but the rig."""
    print(f"{rig.RIG.name} is ready.")
    return 0


def run(args: list[str]) -> int:
    """The program, in the caller's folder; without arguments its window."""
    return rig.python("-P", "-m", "lcweek_desktop", *args, folder=Path.cwd())


def test(args: list[str]) -> int:
    """The tests; ARGS go to pytest."""
    return rig.python("-m", "pytest", "-n", "auto", "--maxprocesses", "4", *args, folder=ROOT)


COMMANDS = {"setup": setup, "run": run, "test": test}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
