"""The setup under wine: installs, updates, is cut short, goes back, is removed; the data stay.

A small program takes the place of ours, so that a setup takes seconds; script and starter are the real ones.
`tests/benchmarks/bench_windows.py` does the same with the program itself.
"""

from __future__ import annotations

import random
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ON_WINDOWS
from windows import packing, rig
from windows.prefix import Prefix

pytestmark = [
    pytest.mark.skipif(ON_WINDOWS, reason="setups are made on Linux"),
    pytest.mark.xdist_group("windows setup"),
]
FILES = 40
TITLE = "Báo cáo Tuần lễ học tập suốt đời"

PROGRAM = """
#include <stdio.h>
#include <string.h>
#include <windows.h>
int main(int count, char **words)
{
    if (count > 1 && strcmp(words[1], "wait") == 0)
        Sleep(60000);
    printf("%s %s", VERSION, count > 1 ? words[count - 1] : "");
    return 7;
}
"""


class Machine:
    """A Windows with setups of two versions of a small program, and data of a user on it."""

    def __init__(self, folder: Path) -> None:
        self.prefix = Prefix(folder / "wine")
        self.programs = {version: small_program(folder, version) for version in ("0.1.0", "0.2.0")}
        self.setups = {version: folder / f"lcweek-{version}-setup.exe" for version in self.programs}
        for version, program in self.programs.items():
            packing.make_setup(program, version, self.setups[version], packing.FOR_WINE)
        self.root = self.prefix.local / "Programs" / "lcweek"
        self.data = self.prefix.local / "lcweek" / "lcweek.db"
        self.data.parent.mkdir(parents=True)
        self.data.write_bytes(b"data")

    def install(self, version: str) -> int:
        return self.prefix.call(self.setups[version], "/S")

    def version(self) -> str:
        """The version that starts, of which not a byte may be missing."""
        answer = self.prefix.run(self.root / "lcweek-cli.exe", "Lò Thị Ánh")
        assert answer.returncode == 7, answer
        version, _, word = answer.stdout.partition(" ")
        assert word == "L? Th? ?nh" or word, "what was typed comes through"
        installed = self.root / "versions" / self.current()[0]
        for file in (file for file in self.programs[version].rglob("*") if file.is_file()):
            assert (installed / file.relative_to(self.programs[version])).read_bytes() == file.read_bytes()
        assert self.data.read_bytes() == b"data"
        return version

    def current(self) -> list[str]:
        return (self.root / "current").read_text(encoding="ascii").splitlines()

    def remove(self) -> int:
        return self.prefix.call(self.root / "go-bo.exe", "/S", "_?=" + rig.on_windows(self.root))


def small_program(folder: Path, version: str) -> Path:
    """A program that says its version, with files beside it, as frozen ones are laid out."""
    program = folder / version
    (program / "_internal" / "sâu").mkdir(parents=True)
    source = folder / "program.c"
    source.write_text(PROGRAM, encoding="utf-8")
    for name in ("lcweek.exe", "lcweek-cli.exe"):
        words = [rig.GCC, f'-DVERSION="{version}"', "-o", str(program / name), str(source)]
        subprocess.run(words, check=True)
    for number in range(FILES):
        content = random.Random(f"{version} {number}").randbytes(20_000)
        (program / "_internal" / "sâu" / f"{number}.bin").write_bytes(content)
    return program


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory, outside: Callable[[str], Path]) -> Iterator[Machine]:
    for program in ("wine", rig.GCC, "makensis"):
        outside(program)
    made = Machine(tmp_path_factory.mktemp("windows"))
    yield made
    made.prefix.close()


def test_a_day_of_installing(machine: Machine) -> None:
    """One story, as each step needs the one before."""
    machine.prefix.set_version("win81")
    assert machine.install("0.1.0") == 2, "a Windows that is too old is refused"
    assert not machine.root.exists()
    machine.prefix.set_version("win10")

    assert machine.install("0.1.0") == 0
    assert machine.version() == "0.1.0"
    assert "lcweek.exe" in machine.prefix.registry(r"HKCU\Software\Classes\lcweek.lcweek\shell\open\command")
    assert "lcweek.pdf" in machine.prefix.registry(r"HKCU\Software\Classes\.pdf\OpenWithProgids")
    links = {link.stem for link in machine.prefix.folder.rglob("*.lnk")}
    assert {TITLE, "Dùng lại bản trước"} <= links

    killed(machine, "0.2.0", random.Random(14))

    assert machine.install("0.2.0") == 0
    assert machine.version() == "0.2.0"
    assert machine.install("0.2.0") == 0, "the same once more"
    assert [name.split("-")[0] for name in machine.current()] == ["0.2.0", "0.1.0"]
    assert len([*(machine.root / "versions").iterdir()]) == 2, "what is no longer used is gone"

    machine.prefix.run(machine.root / "lcweek-cli.exe", "--previous-version")
    assert machine.version() == "0.1.0", "back to the version before"
    machine.prefix.run(machine.root / "lcweek-cli.exe", "--previous-version")
    assert machine.version() == "0.2.0", "and forward again"

    running = subprocess.Popen(
        machine.prefix.command(machine.root / "lcweek-cli.exe", "wait"),
        env=machine.prefix.environment,
        stdin=subprocess.DEVNULL,
    )
    assert machine.install("0.1.0") == 0, "a program that runs goes on"
    assert running.poll() is None
    assert machine.version() == "0.1.0"
    machine.prefix.close()
    running.wait()

    machine.remove()
    assert not machine.root.exists() or not [*machine.root.rglob("*.dll")]
    assert not (machine.root / "current").exists()
    assert machine.data.read_bytes() == b"data", "the data stay"
    assert "lcweek" not in machine.prefix.registry(r"HKCU\Software\Classes\.lcweek")
    assert not [link for link in machine.prefix.folder.rglob("*.lnk") if link.stem == TITLE]


def killed(machine: Machine, version: str, chance: random.Random, times: int = 3) -> None:
    """Kill the setup of `version` at random moments: each time the program starts, old or new."""
    for _ in range(times):
        setup = subprocess.Popen(
            machine.prefix.command(machine.setups[version], "/S"),
            env=machine.prefix.environment,
            stdin=subprocess.DEVNULL,
        )
        try:
            setup.wait(chance.uniform(0.2, 4))
        except subprocess.TimeoutExpired:
            setup.kill()
            setup.wait()
        machine.prefix.close()
        assert machine.version() in machine.programs


def test_the_portable_folder_says_what_it_is_and_is_the_same_bytes_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    program = tmp_path / "lcweek"
    (program / "_internal").mkdir(parents=True)
    (program / "lcweek.exe").write_bytes(b"program")
    (program / "_internal" / "a.txt").write_bytes(b"a")
    for name in ("one.zip", "two.zip"):
        packing.make_portable(program, "0.1.0", tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert "lcweek-0.1.0/lcweek-portable" in archive.namelist()
        words = archive.read("lcweek-0.1.0/Doc truoc.txt").decode("utf-8-sig")
    assert "Windows 10 bản 1809" in words and "lcweek-data" in words
