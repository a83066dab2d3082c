"""A Windows of its own under wine, with nothing of the checkout in it: there is tried what users get."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from windows import contents, rig

VIETNAMESE: Final = "vi_VN.UTF-8"
"""The locale by which wine has Vietnam's code page; programs of Windows see nothing else of it."""
SECONDS: Final = 300
"""The longest that one program may take."""
_RESTING: Final = 5
"""Hundredths of a second of the processor that programs at rest use in a second."""


class Prefix:
    """The Windows in `folder`, a new one; it is left by `close`. Nothing is kept of whoever runs it.

    It is an English one with the code page 1252; a Vietnamese one with 1258 where `is_vietnamese`.
    """

    def __init__(self, folder: Path, *, is_vietnamese: bool = False) -> None:
        self.folder = folder
        self.home = folder / "home"
        self._sticks: dict[Path, str] = {}
        self.home.mkdir(parents=True)
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ},
            **{name: rig.environment()[name] for name in ("WINEARCH", "WINEDEBUG", "WINEDLLOVERRIDES")},
            "WINEPREFIX": str(folder / "prefix"),
            "HOME": str(self.home),
            "USER": "giaovien",
            "LC_ALL": "C.UTF-8",
        }
        if is_vietnamese:
            made = self.home / VIETNAMESE
            subprocess.run(["localedef", "-i", "vi_VN", "-f", "UTF-8", str(made)], check=True)
            self.environment |= {"LC_ALL": VIETNAMESE, "LOCPATH": str(self.home)}
        self._wine("wineboot", "--init")
        self.set_version("win10")
        for library in contents.ONLY_OF_WINE:
            if (rig.SYSTEM / library).exists():  # a rig was made; without one the program does not run here
                shutil.copy2(rig.SYSTEM / library, self.drive / "windows" / "system32" / library)

    @property
    def drive(self) -> Path:
        """Drive C."""
        return self.folder / "prefix" / "drive_c"

    @property
    def user(self) -> Path:
        """The folder of the user."""
        return self.drive / "users" / "giaovien"

    @property
    def local(self) -> Path:
        """The user's folder for programs and data."""
        return self.user / "AppData" / "Local"

    def set_version(self, name: str) -> None:
        """Be the Windows that wine calls `name`, such as win10 or win81."""
        self._wine("wine", "reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", name, "/f")

    def run(self, program: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run `program` to its end; paths among `words` are said as Windows knows them.

        What wine starts in the background is started before, as it would hold the pipe open behind the
        program.
        """
        self._wine("wine", "cmd", "/c", "exit", to_the_end=False)
        return subprocess.run(
            self.command(program, *words),
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
        )

    def call(self, program: Path, *words: str | Path) -> int:
        """Run a program that says nothing to its end, whatever it leaves running; its exit code."""
        nothing = subprocess.DEVNULL
        return subprocess.call(
            self.command(program, *words),
            env=self.environment,
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            timeout=SECONDS,
        )

    def command(self, program: Path, *words: str | Path) -> list[str]:
        """What starts `program` with `words`."""
        return ["wine", rig.on_windows(program), *map(self.name, words)]

    def name(self, word: str | Path) -> str:
        """`word` for a program of this Windows; a path as it knows it."""
        if isinstance(word, str):
            return word
        for folder, letter in {self.drive: "C", **self._sticks}.items():
            if word.is_relative_to(folder):
                return "\\".join((f"{letter}:", *word.relative_to(folder).parts))
        return rig.on_windows(word)

    def runs(self, name: str) -> bool:
        """Whether a program called `name` runs in this Windows."""
        for process in self._processes():
            with suppress(OSError):  # ended meanwhile
                program = (process / "cmdline").read_bytes().split(b"\0")[0].decode("utf-8", "replace")
                if program.endswith(f"\\{name}"):
                    return True
        return False

    def rests(self) -> bool:
        """Whether its programs want nothing of the processor; this is looked at for a second."""
        before = self._ticks()
        time.sleep(1)
        return 0 <= self._ticks() - before <= _RESTING

    def _ticks(self) -> int:
        """The hundredths of seconds that its programs have used of the processor."""
        ticks = 0
        for process in self._processes():
            with suppress(OSError):
                numbers = (process / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
                ticks += sum(map(int, numbers.split()[11:13]))
        return ticks

    def _processes(self) -> Iterator[Path]:
        """Where Linux tells of each of its processes."""
        mark = f"WINEPREFIX={self.environment['WINEPREFIX']}\0".encode()
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if mark in (process / "environ").read_bytes():
                    yield process

    def plug_in(self, folder: Path, letter: str) -> None:
        """Have `folder` as the drive `letter`, as a stick; it is no other drive any more."""
        drives = self.folder / "prefix" / "dosdevices"
        if (before := self._sticks.get(folder)) is not None:
            (drives / f"{before.lower()}:").unlink()
        self._sticks[folder] = letter
        (drives / f"{letter.lower()}:").symlink_to(folder)

    def registry(self, key: str) -> str:
        """What the registry has at and below `key`; empty where it has nothing."""
        words = ["wine", "reg", "query", key, "/s"]
        answer = subprocess.run(
            words, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        return answer.stdout.decode("utf-8", "replace")

    def close(self) -> None:
        """End all programs of this Windows, and no other."""
        subprocess.run(["wineserver", "-k"], env=self.environment, check=False)
        subprocess.run(["wineserver", "--wait"], env=self.environment, check=False)

    def _wine(self, *words: str, to_the_end: bool = True) -> None:
        """Run a program of wine itself; `to_the_end` waits until nothing of this Windows runs any more."""
        nothing = subprocess.DEVNULL
        subprocess.run(
            words,
            env=self.environment,
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            check=to_the_end,  # a start that only wakes wine may fail just after a kill; the next one tells
        )
        if to_the_end:
            subprocess.run(["wineserver", "--wait"], env=self.environment, check=True)
