"""The licences of what the frozen program brings along: the texts, in the folder `licences/` of the product.

Whose work is inside is seen from the program itself, from its modules as much as from its binaries. The texts
are those of each wheel; of what has none there, and of what packs and starts the program, the distribution's.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path
from typing import Final

from PyInstaller.archive.readers import ZlibArchiveReader

import dev
from windows import rig

FOLDER: Final = "licences"
ARCHIVE: Final = "modules.pyz"
"""Where the modules of both programs are (pyinstaller.spec)."""
_TEXT: Final = re.compile(r"(LICEN[CS]ES?|COPYING|NOTICE|AUTHORS)\b.*", re.IGNORECASE)
_ENDING: Final = re.compile(r"\.(txt|md|rst)$")
_IN_WHEEL: Final = "licenses"
_NOT_OURS: Final = "Commercial"
"""Part of the name of a licence that is offered, too, and not the one under which the package is shipped."""

_DEBIAN: Final = Path("/usr/share")
_LGPL: Final = {f"{name}.txt": _DEBIAN / "common-licenses" / name for name in ("LGPL-3", "GPL-3")}
_NOT_IN_WHEEL: Final = {"pyside6_essentials": _LGPL, "shiboken6": _LGPL}
"""Packages that are shipped under a licence of which their wheel has no text."""
_AROUND: Final = {
    "libffi": "libffi8",
    "expat": "libexpat1",
    "bzip2": "libbz2-1.0",
    "xz": "liblzma5",
    "zlib": "zlib1g",
    "libmpdec": "libpython3.11-minimal",
    "qtbase": "libqt6core6",
    "qtsvg": "libqt6svg6",
    "blake2": "libb2-1",
    "mingw-w64": "mingw-w64-x86-64-dev",
    "nsis": "nsis",
}
"""What is in the libraries of the interpreter and of Qt, in the starters and in the setup, with the Debian
package that has the texts of each. Those of Qt's tell of what its sources have of others, too."""


@dataclass(frozen=True)
class Licensed:
    """Something of others that is shipped: its name and version, and the files with its licence, each by its
    place in the folder of the package. There are none where none is known."""

    package: str
    texts: Mapping[str, Path]

    @property
    def folder(self) -> str:
        """The folder in which its texts are shipped."""
        return self.package.replace(" ", "-")


def licensed(frozen: Path) -> list[Licensed]:
    """Python, every package of which the program in `frozen` brings a module, a binary or another file, and
    what is around it."""
    modules, internal = _modules(frozen), frozen / "_internal"
    places = {file.relative_to(internal).as_posix() for file in internal.rglob("*")}
    found = [
        Licensed(
            f"python {rig.VERSION[0]}.{rig.VERSION[1:]}", {"LICENSE.txt": rig.PYTHON / "Lib" / "LICENSE.txt"}
        )
    ]
    for record in sorted(rig.PACKAGES.glob("*.dist-info/RECORD")):
        files = [line.split(",")[0] for line in record.read_text(encoding="utf-8").splitlines()]
        if record.parent.name.startswith("pyinstaller-") or any(
            _module(file) in modules or file in places for file in files
        ):
            found.append(_of_wheel(record.parent))
    for name, package in _AROUND.items():
        text = _copyright(package)
        found.append(Licensed(name, {"copyright.txt": text} if text.is_file() else {}))
    return found


def install() -> None:
    """Have the texts of Debian there, as far as they can be had; `faults` tells which are not."""
    if missing := [package for package in _AROUND.values() if not _copyright(package).is_file()]:
        dev.apt_install(missing)


def collect(frozen: Path) -> None:
    """Put the texts of all that is shipped into the folder `licences` of `frozen`, and our own."""
    into = frozen / FOLDER
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir()
    shutil.copyfile(dev.ROOT / "LICENSE", into / "lcweek.txt")
    for each in licensed(frozen):
        for place, text in each.texts.items():
            target = into / each.folder / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.read_bytes())


def faults(frozen: Path) -> list[str]:
    """What is shipped without its licence, in words."""
    into = frozen / FOLDER
    return [
        f"the licence of {each.package} is not in {FOLDER}"
        for each in licensed(frozen)
        if not each.texts or not all((into / each.folder / place).is_file() for place in each.texts)
    ]


def _copyright(package: str) -> Path:
    """Where Debian keeps the copyrights and licences of one of its packages."""
    return _DEBIAN / "doc" / package / "copyright"


def _of_wheel(info: Path) -> Licensed:
    said = HeaderParser().parsestr((info / "METADATA").read_text(encoding="utf-8"))
    name = said["Name"].lower()
    texts = {_place(file, info): file for file in sorted(info.rglob("*")) if _is_text(file, info)}
    more = {place: text for place, text in _NOT_IN_WHEEL.get(name, {}).items() if text.is_file()}
    return Licensed(f"{name} {said['Version']}", texts | more)


def _is_text(file: Path, info: Path) -> bool:
    """Whether `file` is a licence of the wheel that `info` tells of."""
    is_text = _IN_WHEEL in file.relative_to(info).parts or _TEXT.fullmatch(file.name)
    return bool(is_text) and file.is_file() and _NOT_OURS not in file.name


def _place(file: Path, info: Path) -> str:
    """Where `file` is shipped, under a name that Windows opens."""
    place = file.relative_to(info).as_posix().removeprefix(f"{_IN_WHEEL}/")
    return f"{_ENDING.sub('', place)}.txt"


def _modules(frozen: Path) -> set[str]:
    """The modules in the programs' archive, as `package.module`."""
    return set(ZlibArchiveReader(str(frozen / "_internal" / ARCHIVE), 0).toc)


def _module(file: str) -> str:
    """The name of the module that `file` of a wheel is; empty where it is none."""
    name, _, ending = file.rpartition(".")
    return name.removesuffix("/__init__").replace("/", ".") if ending == "py" else ""
