"""The program for Windows: frozen on the rig, looked into, packed, and proved by a day's work.

Whether that has to be done again says a digest of everything that decides what is inside (`PROVED`): it is
written when all went well, and committed. `.ci/run` asks by it.
"""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import dev
from lcweek_desktop import __version__
from windows import contents, licences, packing, rig

BUILD: Final = rig.RIG / "build"
FROZEN: Final = BUILD / "dist" / "lcweek"
OUTPUT: Final = dev.ROOT / "build" / "windows"
PICTURES: Final = OUTPUT / "pictures"
PROVED: Final = rig.HERE / "proved.sha256"
PAGE: Final = dev.ROOT / "docs" / "phat-hanh.md"
TABLE: Final = "| tệp | từ gói | giấy phép | SHA-256 |\n| --- | --- | --- | --- |\n"
LICENCES: Final = "| phần của nơi khác | giấy phép, trong thư mục `licences` |\n| --- | --- |\n"
"""How the lists of binaries and of licences begin on the page."""

MOST_ON_DISK: Final = 115_000_000
MOST_TO_DOWNLOAD: Final = 40_000_000
"""Bytes of the frozen folder and of the setup."""


def build(*, if_changed: bool, accept: bool) -> int:
    """Make setup and portable folder in build/windows, and let the program do a day's work.

    With `if_changed` nothing is done where the digest is the one that was proved, or none was yet. With
    `accept` the list of binaries on the page is written anew instead of being held against what is inside.
    """
    if if_changed and not PROVED.exists():
        print(
            "No program for Windows was proved yet (python3 dev.py windows build); nothing to compare with."
        )
        return 0
    if if_changed and is_proved():
        print("The program for Windows is the one that was proved; it is not built again.")
        return 0
    freeze()
    licences.install()
    licences.collect(FROZEN)
    found = contents.faults(FROZEN) + licences.faults(FROZEN)
    tables = [table(contents.binaries(FROZEN)), licence_table(licences.licensed(FROZEN))]
    if accept:
        write_tables(tables)
    elif not all(each in PAGE.read_text(encoding="utf-8") for each in tables):
        found.append(
            f"{PAGE.name} lists other binaries or licences; `windows build --accept` lists them anew"
        )
    made = packing.pack(FROZEN, __version__, OUTPUT)
    found += too_large(made[0])
    for fault in found:
        print(f"{FROZEN.name}: {fault}.", file=sys.stderr)
    if found:
        return 1
    words = ["-m", "tests.installed", str(FROZEN), str(made[1]), str(PICTURES)]
    code = subprocess.call([sys.executable, *words], cwd=dev.ROOT)
    if code == 0:
        PROVED.write_text(f"{digest()}\n", encoding="ascii", newline="\n")
        print(
            *(f"{file.relative_to(dev.ROOT)}  {file.stat().st_size / 1e6:.1f} MB" for file in made), sep="\n"
        )
    return code


def freeze() -> None:
    """Freeze the program into FROZEN. Raises SystemExit where PyInstaller fails."""
    shutil.rmtree(FROZEN, ignore_errors=True)
    # The same source gives the same bytes: dates are the source's, and sets have one order.
    os.environ |= {"SOURCE_DATE_EPOCH": str(packing.source_date()), "PYTHONHASHSEED": "1"}
    places = ("--distpath", rig.on_windows(BUILD / "dist"), "--workpath", rig.on_windows(BUILD / "work"))
    words = ("-m", "PyInstaller", "--noconfirm", "--log-level=ERROR", *places, "pyinstaller.spec")
    if rig.python(*words, folder=dev.ROOT) != 0:
        sys.exit("The program could not be frozen.")


def is_proved() -> bool:
    """Whether just this was built and did its day."""
    return PROVED.exists() and PROVED.read_text(encoding="ascii").strip() == digest()


def digest() -> str:
    """SHA-256 (hex) of what decides what is inside: spec, locks, resources, these tools, the day, and the
    names of the modules that the program imports."""
    sum_of = hashlib.sha256()
    tools = [file for file in rig.HERE.iterdir() if file.suffix in (".py", ".c", ".nsi", ".lock")]
    day = [dev.ROOT / "tests" / f"{name}.py" for name in ("frozen", "installed", "screen")]
    spec = [dev.ROOT / name for name in ("pyinstaller.spec", "pyinstaller_hook.py")]
    single = [dev.LOCK, *spec, *day]
    resources = [file for file in (dev.ROOT / "resources").rglob("*") if file.is_file()]
    for file in sorted([*tools, *single, *resources]):
        sum_of.update(f"{file.relative_to(dev.ROOT).as_posix()}\n".encode())
        sum_of.update(file.read_bytes().replace(b"\r\n", b"\n"))
    sum_of.update("\n".join(imported_modules()).encode())
    return sum_of.hexdigest()


def imported_modules() -> list[str]:
    """The modules of others that the program names in its imports, sorted."""
    trees = (ast.parse(file.read_bytes()) for file in (dev.ROOT / "lcweek_desktop").rglob("*.py"))
    names = {name for tree in trees for node in ast.walk(tree) for name in _named(node)}
    return sorted(name for name in names if name.split(".")[0] != "lcweek_desktop")


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module


def table(binaries: list[contents.Binary]) -> str:
    """The list of what is of others, as it stands on the page; ours are other bytes at each release."""
    rows = (
        f"| `{each.place}` | {each.package} | {each.licence} | `{each.sha256}` |\n"
        for each in binaries
        if each.package != contents.OWN
    )
    return TABLE + "".join(rows)


def licence_table(packages: list[licences.Licensed]) -> str:
    """The list of whose work is inside, and of the files with its licence."""
    rows = (f"| {each.package} | {', '.join(f'`{name}`' for name in _tops(each))} |\n" for each in packages)
    return LICENCES + "".join(rows)


def _tops(package: licences.Licensed) -> list[str]:
    """The licences of `package`; of those in a folder, the folder."""
    return sorted({place.split("/")[0] + "/" * ("/" in place) for place in package.texts})


def write_tables(tables: list[str]) -> None:
    """Write each of `tables` onto the page, in the place of the one that begins alike."""
    text = PAGE.read_text(encoding="utf-8")
    for each in tables:
        head = "".join(each.splitlines(keepends=True)[:2])
        before, _, after = text.partition(head)
        _, gap, rest = after.partition("\n\n")
        text = f"{before}{each}{gap[1:]}{rest}"
    PAGE.write_text(text, encoding="utf-8", newline="\n")


def too_large(setup: Path) -> Iterator[str]:
    """In words, what is larger than it may be."""
    on_disk = sum(file.stat().st_size for file in FROZEN.rglob("*") if file.is_file())
    for name, size, most in (
        ("the folder", on_disk, MOST_ON_DISK),
        ("the setup", setup.stat().st_size, MOST_TO_DOWNLOAD),
    ):
        if size > most:
            yield f"{name} has {size / 1e6:.1f} MB, more than {most // 1_000_000}"
