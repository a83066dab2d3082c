"""The licences that go with the program for Windows: of all that is inside, and none missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PyInstaller.archive.writers import ZlibArchiveWriter

from tests.test_windows_contents import PAGE, ROWS, locked, plain
from windows import freezing, licences, rig

LISTED = dict(
    re.findall(r"^\| ([^|`]+) \| (`[^|]+`) \|$", PAGE.partition(freezing.LICENCES)[2], re.MULTILINE)
)


def test_every_package_with_a_binary_has_its_licence_on_the_page() -> None:
    of_interpreter = re.findall(r"^([a-z0-9-]+)==", rig.INTERPRETER.read_text(encoding="utf-8"), re.MULTILINE)
    packages = {f"{name} {version}" for _, name, version, _, _ in ROWS if name not in of_interpreter}
    assert len(packages) > 9 and packages <= set(LISTED)
    assert "python 3.11" in LISTED and "LICENSE.txt" in LISTED["python 3.11"]


def test_what_is_listed_is_locked_or_around_it() -> None:
    versions = {(plain(name.split(" ")[0]), name.split(" ")[1]) for name in LISTED if " " in name}
    assert versions - {("python", "3.11")} <= locked()
    assert {name for name in LISTED if " " not in name} >= {"libffi", "zlib", "mingw-w64", "nsis"}


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program with the modules of one package, on a rig with two."""
    packages = tmp_path / "rig" / "Lib" / "site-packages"
    monkeypatch.setattr(rig, "PYTHON", tmp_path / "rig")
    monkeypatch.setattr(rig, "PACKAGES", packages)
    for name in ("inside", "outside"):
        info = packages / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n", encoding="utf-8")
        (info / "RECORD").write_text(f"{name}/__init__.py,,\n{name}/part.py,,\n", encoding="utf-8")
        (info / "licenses").mkdir()
        (info / "licenses" / "LICENSE").write_text(f"licence of {name}", encoding="utf-8")
    (tmp_path / "rig" / "Lib" / "LICENSE.txt").write_text("licence of Python", encoding="utf-8")
    program = tmp_path / "lcweek"
    (program / "_internal").mkdir(parents=True)
    code = compile("", "part.py", "exec")
    archive = program / "_internal" / licences.ARCHIVE
    ZlibArchiveWriter(str(archive), [("inside.part", "", "PYMODULE")], {"inside.part": code})
    return program


def test_the_texts_are_of_what_is_inside_under_names_that_windows_opens(frozen: Path) -> None:
    licences.collect(frozen)
    shipped = frozen / "licences"
    assert (shipped / "inside-1.0" / "LICENSE.txt").read_text(encoding="utf-8") == "licence of inside"
    assert (shipped / "python-3.11" / "LICENSE.txt").is_file() and (shipped / "lcweek.txt").is_file()
    assert not (shipped / "outside-1.0").exists()
    names = [file.name for file in shipped.rglob("*") if file.is_file()]
    assert all(name.endswith(".txt") for name in names)


def test_a_package_without_a_licence_is_a_fault(frozen: Path) -> None:
    (rig.PACKAGES / "inside-1.0.dist-info" / "licenses" / "LICENSE").unlink()
    licences.collect(frozen)
    assert "the licence of inside 1.0 is not in licences" in licences.faults(frozen)


def test_a_licence_that_was_not_collected_is_a_fault(frozen: Path) -> None:
    licences.collect(frozen)
    (frozen / "licences" / "inside-1.0" / "LICENSE.txt").unlink()
    assert "the licence of inside 1.0 is not in licences" in licences.faults(frozen)
