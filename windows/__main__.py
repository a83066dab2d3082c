"""`python3 dev.py windows`: sets the rig up; with a word it runs, tests or freezes the program there."""

from __future__ import annotations

import sys
from pathlib import Path

from dev import ROOT
from windows import freezing, rig, signing


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


def build(args: list[str]) -> int:
    """Setup and portable folder into build/windows; then the program does a day's work.

    --if-changed: only where it is not the one that was proved; --accept: list the binaries inside anew.
    """
    unknown = set(args) - {"--if-changed", "--accept"}
    if unknown:
        sys.exit(f"dev.py windows build does not know {', '.join(sorted(unknown))}.")
    return freezing.build(if_changed="--if-changed" in args, accept="--accept" in args)


def sign(args: list[str]) -> int:
    """Sign what `build` made: --key FILE is minisign's secret key."""
    if len(args) != 2 or args[0] != "--key":
        sys.exit("dev.py windows sign --key FILE")
    print(signing.sign(Path(args[1]), freezing.OUTPUT))
    return 0


COMMANDS = {"setup": setup, "run": run, "test": test, "build": build, "sign": sign}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
