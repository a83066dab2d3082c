"""What is inside the frozen program: every binary with the package that it came from, and what it asks of
Windows.

A binary is known by its bytes: it is the very file of a wheel that a lock names, or one of our own. What
wine lacks and Windows has (`ICUUC`, `BCRYPTPRIMITIVES`) is asked of the system and never beside a program.
"""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.parser import HeaderParser
from functools import cache
from pathlib import Path

from windows import rig

BINARIES = (".dll", ".pyd", ".exe")
OURS = ("lcweek.exe", "lcweek-cli.exe", "python3.dll")
"""What is made by us anew with every release."""
OWN = "lcweek"
"""Whose these are."""
ONLY_OF_WINE = ("icuuc.dll", "bcryptprimitives.dll")
"""What `windows/rig.py` compiles for wine, which lacks it."""
RUNTIME = ("msvcp140", "vcruntime140")
RENAMED = ".libs"
"""The ending of the folder beside a package, which opens it itself, for libraries under names of its own."""

OF_WINDOWS = frozenset(
    [
        "advapi32",
        "authz",
        "bcrypt",
        "bcryptprimitives",
        "comctl32",
        "comdlg32",
        "crypt32",
        "d2d1",
        "d3d11",
        "d3d12",
        "d3d9",
        "dnsapi",
        "dwmapi",
        "dwrite",
        "dxgi",
        "gdi32",
        "icuuc",
        "imagehlp",
        "imm32",
        "iphlpapi",
        "kernel32",
        "mpr",
        "msvcrt",
        "ncrypt",
        "netapi32",
        "ntdll",
        "ole32",
        "oleaut32",
        "psapi",
        "rpcrt4",
        "secur32",
        "setupapi",
        "shcore",
        "shell32",
        "shlwapi",
        "uiautomationcore",
        "user32",
        "userenv",
        "uxtheme",
        "version",
        "winhttp",
        "winmm",
        "winspool.drv",
        "ws2_32",
        "wtsapi32",
    ]
)
"""The libraries that Windows 10 1809 has, as far as ours ask for them; besides the sets of `api-ms-win-…`."""

INTERPRETER_LICENCES = {"sqlite3.dll": "public domain", "libffi-8.dll": "MIT", "python311.dll": "PSF-2.0"}
MICROSOFT = "Microsoft Visual C++ Runtime"


@dataclass(frozen=True)
class Binary:
    """A shipped binary: its place in the folder, with slashes, the SHA-256 of its bytes, and whose it is."""

    place: str
    sha256: str
    package: str
    licence: str


def binaries(folder: Path) -> list[Binary]:
    """All binaries in `folder`, by place. `package` is empty for a file that no locked package has."""
    return [_binary(folder, file) for file in files(folder)]


def files(folder: Path) -> list[Path]:
    """The programs and libraries in `folder`, by place."""
    return sorted(file for file in folder.rglob("*") if file.suffix.lower() in BINARIES)


def faults(folder: Path) -> list[str]:
    """What must not be so in the frozen program in `folder`, in words; empty when all is well."""
    found = [f"{each.place} is of no locked package" for each in binaries(folder) if not each.package]
    for file in files(folder):
        place = file.relative_to(folder).as_posix()
        if file.name.lower() in ONLY_OF_WINE:
            found.append(f"{place} is there to please wine")
        found += [
            f"{place} needs {name}, which neither Windows has nor the program brings where it is looked for"
            for name in imports(file)
            if not _is_there(name, file, folder)
        ]
    return found


def imports(binary: Path) -> list[str]:
    """The libraries that `binary` asks for, in small letters."""
    answer = subprocess.run([rig.OBJDUMP, "-p", str(binary)], capture_output=True, text=True, check=True)
    return [
        line.split(":", 1)[1].strip().lower() for line in answer.stdout.splitlines() if "DLL Name:" in line
    ]


def _is_there(name: str, asking: Path, folder: Path) -> bool:
    """Whether Windows finds the library `name` for `asking`: in itself, beside it, or where the program has
    its own folders searched. Microsoft's runtime is taken from the program alone."""
    stem = name.removesuffix(".dll")
    if stem in OF_WINDOWS or name.startswith("api-ms-win-"):
        return True
    internal = folder / "_internal"
    searched = [internal, internal / "PySide6", internal / "shiboken6"]
    if name.startswith(RUNTIME):
        searched = [internal]
    elif asking.parent not in searched:
        searched.append(asking.parent)
    if asking.is_relative_to(internal):
        searched.append(internal / f"{asking.relative_to(internal).parts[0]}{RENAMED}")
    return any(file.name.lower() == name for place in searched for file in place.glob("*.dll"))


def _binary(folder: Path, file: Path) -> Binary:
    place = file.relative_to(folder).as_posix()
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    if file.name in OURS:
        return Binary(place, sha256, OWN, "MIT")
    package, licence = _known_files().get(sha256, ("", ""))
    return Binary(place, sha256, package, licence)


@cache
def _known_files() -> Mapping[str, tuple[str, str]]:
    """SHA-256 of each binary of the rig's wheels, with name and version of the package and the licence."""
    return {sha256: (package, licence) for sha256, package, licence in _of_interpreter()} | {
        sha256: (package, licence) for sha256, package, licence in _of_packages()
    }


def _of_interpreter() -> Iterator[tuple[str, str, str]]:
    (pinned,) = (line for line in rig.INTERPRETER.read_text(encoding="utf-8").splitlines() if "==" in line)
    package = pinned.split()[0].replace("==", " ")
    for file in [*rig.PYTHON.glob("*.dll"), *rig.PYTHON.glob("DLLs/*")]:
        licence = MICROSOFT if _is_runtime(file) else INTERPRETER_LICENCES.get(file.name, "PSF-2.0")
        yield hashlib.sha256(file.read_bytes()).hexdigest(), package, licence


def _of_packages() -> Iterator[tuple[str, str, str]]:
    for record in rig.PACKAGES.glob("*.dist-info/RECORD"):
        said = HeaderParser().parsestr(record.with_name("METADATA").read_text(encoding="utf-8"))
        package = f"{said['Name'].lower()} {said['Version']}"
        for line in record.read_text(encoding="utf-8").splitlines():
            file = rig.PACKAGES / line.split(",")[0]
            if file.suffix.lower() in BINARIES and file.is_file():
                licence = MICROSOFT if _is_runtime(file) else licence_of(said["Name"], dict(said.items()))
                yield hashlib.sha256(file.read_bytes()).hexdigest(), package, licence


def licence_of(package: str, said: Mapping[str, str]) -> str:
    """The licence of `package` by what its own description has `said`, or by its text."""
    silent = {"pyrage": "MIT", "cryptography": "Apache-2.0 OR BSD-3-Clause"}  # by their texts
    return said.get("License-Expression") or said.get("License") or silent.get(package.lower(), "")


def _is_runtime(file: Path) -> bool:
    return file.name.lower().startswith(RUNTIME)
