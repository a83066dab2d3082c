"""The program for Windows as its users have it, at work under wine (`dev.py windows build`): a setup installs
it for a school and for a commune, each in a Windows of its own; the school does its day (tests/frozen.py) and
sends, the commune receives; the school updates from one signed file, goes back, and removes the program. The
portable folder is used from a stick that has another letter the next time. The commune's Windows has the code
page 1258, where this system knows of Vietnam (Debian: locales).

What is installed has the tests' own release key in it (ADR 119). Pictures of each step are for people
to look at.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lcweek_desktop import __version__
from lcweek_desktop.catalogue.program import TITLE
from tests import releases
from tests.frozen import Frozen, Typist, sizes, work
from tests.screen import Screen, missing
from windows import packing
from windows.prefix import Prefix

NEXT = "9.0.0"
"""The version that an update brings: the same program, in a setup of another number."""
UPDATE = f"lcweek-{NEXT}.lcupdate"
STICK = "E"
DIRECTORY = "code,name,level,parent_code\n03394-th,Trường Tiểu học Thèn Sin,truong,03394\n"


class Installed(Frozen):
    """The program in `folder`, where a setup puts it or a stick has it, in the Windows `prefix`."""

    prints = False  # wine has no printer

    def __init__(self, prefix: Prefix, folder: Path, data: Path) -> None:
        super().__init__(folder, prefix.user)
        self.folder, self.prefix, self.data = folder, prefix, data
        self.window, self.cli = folder / "lcweek.exe", folder / "lcweek-cli.exe"
        self.environment = dict(prefix.environment)

    def command(self, program: Path, *words: str | Path) -> list[str]:
        return ["wine", self.name(program), *map(self.name, words)]

    def name(self, word: str | Path) -> str:
        return self.prefix.name(word)

    def runs(self, process: subprocess.Popen[bytes] | None) -> bool:
        return super().runs(process) or self.prefix.runs("lcweek.exe")  # what was started starts the version

    @property
    def versions(self) -> list[str]:
        """The version in use, and the one before."""
        lines = (self.folder / "current").read_text(encoding="ascii").splitlines()
        return [line.split("-")[0] for line in lines if line]

    @property
    def count(self) -> int:
        """What the school of the day typed last."""
        return int(json.loads(self.run("show", "--json"))["figures"]["1.1"]["count"])

    def open_as_by_double_click(self, file: str) -> None:
        """Do what Windows does with `file` by its registry; wine's own way looks past what one user has."""
        classes = r"HKCU\Software\Classes"
        kind = re.search(r"REG_SZ\s+(\S+)", self.prefix.registry(rf"{classes}\{Path(file).suffix}"))
        assert kind is not None, "the setup has said what opens the file"
        command = self.prefix.registry(rf"{classes}\{kind[1]}\shell\open\command")
        started = re.search(r'REG_SZ\s+"([^"]+)" "%1"', command)
        assert started is not None, command
        nothing = subprocess.DEVNULL
        words = ["wine", started[1], file]
        subprocess.run(
            words,
            env=self.environment,
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            check=True,
            timeout=120,
        )


class Proof:
    """All that is tried, with `frozen`, `portable` and the setups made in `folder`."""

    def __init__(self, frozen: Path, portable: Path, folder: Path, pictures: Path) -> None:
        self._portable, self._folder, self._pictures = portable, folder, pictures
        self._stick = folder / "usb"
        self._stick.mkdir()
        self._frozen = folder / "program"
        shutil.copytree(frozen, self._frozen)
        releases.write_key(self._frozen / "_internal" / "lcweek_desktop" / "resources" / "release.pub")
        self._machines = [
            Prefix(folder / "truong"),
            Prefix(folder / "xa", is_vietnamese=Path("/usr/share/i18n/locales/vi_VN").exists()),
        ]
        for machine in self._machines:
            machine.plug_in(self._stick, STICK)
        self.school, self.commune = (
            Installed(machine, machine.local / "Programs" / "lcweek", machine.local / "lcweek")
            for machine in self._machines
        )
        self.school.pictures = pictures

    def close(self) -> None:
        for machine in self._machines:
            machine.close()

    def install(self) -> str:
        """A setup that says nothing installs the program in both Windows."""
        setups = {version: self._folder / f"lcweek-{version}-setup.exe" for version in (__version__, NEXT)}
        for version, setup in setups.items():
            packing.make_setup(self._frozen, version, setup, packing.FOR_WINE, quick=True)
        releases.update_file(self._stick, NEXT, setup=setups[NEXT].read_bytes())
        for program in (self.school, self.commune):
            assert program.prefix.call(setups[__version__], "/S") == 0
            assert program.versions == [__version__] and __version__ in program.run("--version")
        return f"version {__version__}, in two Windows"

    def day(self) -> str:
        """The school's day; its file lies on the stick at the end."""
        work(self.school)
        shutil.copyfile(self.school.home / "cua-so.pdf", self._stick / "bao-cao.pdf")
        return "all of it with the installed program"

    def receive(self) -> str:
        """The commune opens the school's file on the stick, where an update lies beside it, and receives."""
        program = self.commune
        directory = program.home / "don-vi.csv"
        directory.write_text(DIRECTORY, encoding="utf-8")
        program.run(
            *("init", "--year", "2024", "--unit", "03394", "--name", "Xã Thèn Sin", "--level", "xa"),
            *("--parent", "106", "--directory", directory),
        )
        with self._window(program, rf"{STICK}:\bao-cao.pdf") as (screen, _):
            screen.asked(f"^{TITLE}$")
            self._look(screen, "commune-offered-update")
            screen.keys("Escape")
        program.run("receive", self._stick / "bao-cao.pdf", "--confirm-keys")
        sums = json.loads(program.run("rollup", "--json"))["rows"]
        assert sums["1.1"] == {"count": 12, "people": 60}, sums["1.1"]
        return "opened in the window, where the update is offered; received, summed"

    def update(self) -> str:
        """A double click on the update installs it over the program that runs."""
        program = self.school
        with self._window(program) as (screen, typist):
            program.open_as_by_double_click(rf"{STICK}:\{UPDATE}")
            screen.asked(f"^{TITLE}$")
            self._look(screen, "update-question")
            screen.keys("Tab", "space")
            screen.watch = lambda: None  # the program ends, and starts again
            new = program.folder / "versions" / f"{NEXT}-1"
            screen.wait_for(new.exists, "the setup is at work")
            self._look(screen, "update-setup")
            screen.wait_for(lambda: program.versions == [NEXT, __version__], "the new version is in use")
            screen.wait_for(lambda: not program.prefix.runs(f"lcweek-{NEXT}-setup.exe"), "the setup ends")
            screen.found(f"– {TITLE}$")
            self._look(screen, "update-done")
            running = program.prefix.runs(rf"{NEXT}-1\lcweek.exe")
            assert running, "the window that opened is the new version's"
            typist.close()
        kept = json.loads(program.run("backups", "--json"))
        assert "update" in json.dumps(kept), kept
        assert program.count == 12, "the data are what they were"
        return f"{__version__} to {NEXT}, by itself"

    def go_back(self) -> str:
        """The version before is used again, with the data of the newer one."""
        program = self.school
        program.run("--previous-version")
        assert program.versions == [__version__, NEXT]
        with self._window(program) as (screen, typist):
            assert program.prefix.runs(rf"{__version__}-1\lcweek.exe")
            self._look(screen, "gone-back")
            typist.close()
        assert program.count == 12
        return f"{NEXT} to {__version__}"

    def carry(self) -> str:
        """The portable folder is used from a stick; its data are there when it has another letter."""
        with zipfile.ZipFile(self._portable) as archive:
            archive.extractall(self._stick)
        folder = self._stick / self._portable.name.removesuffix("-portable.zip")
        prefix = self.commune.prefix
        before = _sha256(self.commune.data / "lcweek.db")
        carried = Installed(prefix, folder, folder / "lcweek-data")
        carried.run(
            *("init", "--year", "2024", "--unit", "03394-mn", "--name", "Trường Mầm non Thèn Sin"),
            *("--level", "truong", "--parent", "03394"),
        )
        prefix.plug_in(self._stick, "F")
        with self._window(carried) as (screen, typist):
            self._look(screen, "portable")
            typist.close()
        units = [each["unit"] for each in json.loads(carried.run("units", "--json"))["units"]]
        assert units == ["03394-mn"], units
        assert (carried.data / "lcweek.db").is_file(), "data are beside the program"
        assert _sha256(self.commune.data / "lcweek.db") == before, "nobody else's data were touched"
        return "as E:, then as F:"

    def remove(self) -> str:
        """The program is removed; the data stay."""
        program = self.school
        before = _sha256(program.data / "lcweek.db")
        program.prefix.call(program.folder / "go-bo.exe", "/S")
        until = time.monotonic() + 120
        while program.folder.exists() and time.monotonic() < until:  # it goes on after it has answered
            time.sleep(0.5)
        assert not program.folder.exists(), [*program.folder.rglob("*")][:5]
        assert not [link for link in program.prefix.folder.rglob("*.lnk") if link.stem == TITLE]
        assert _sha256(program.data / "lcweek.db") == before
        return "nothing of the program is left, all of the data"

    @contextmanager
    def _window(self, program: Installed, *words: str) -> Iterator[tuple[Screen, Typist]]:
        """The window of `program`, open on a screen of its own; what runs at the end is ended."""
        screen = Screen(program.environment)
        typist = Typist(program, screen)
        try:
            typist.open(*words)
            # On a busy machine it has a title long before it answers a second start.
            screen.wait_for(program.prefix.rests, "the window is at rest")
            yield screen, typist
        finally:
            typist.leave()
            program.prefix.close()
            screen.close()

    def _look(self, screen: Screen, name: str) -> None:
        screen.picture(self._pictures / f"{name}.png")


def main(frozen: Path, portable: Path, pictures: Path) -> int:
    """Try it all; each step says how long it took and what was seen. Raises AssertionError."""
    assert not missing(), f"not installed: {missing()}"
    with tempfile.TemporaryDirectory() as name:
        proof = Proof(frozen.resolve(), portable.resolve(), Path(name), pictures)
        steps: tuple[Callable[[], str], ...] = (
            *(proof.install, proof.day, proof.receive, proof.update),
            *(proof.go_back, proof.carry, proof.remove),
        )
        try:
            for step in steps:
                began = time.monotonic()
                said = step()
                print(f"{step.__name__:10} {time.monotonic() - began:5.1f} s  {said}", flush=True)
        finally:
            proof.close()
    print(sizes(frozen))
    return 0


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
