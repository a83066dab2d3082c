"""The repository as a whole: every package is in the wheel, the wheel works, decisions are numbered.

Which room may import which is held by the contracts in pyproject.toml, which `dev.py check` runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from dev import ROOT


def packages() -> set[str]:
    """What pyproject.toml puts into the wheel."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return set(project["tool"]["setuptools"]["packages"])


def test_every_room_and_every_folder_of_resources_is_packed() -> None:
    rooms = {path.parent.relative_to(ROOT) for path in (ROOT / "lcweek_desktop").rglob("*.py")}
    data = {
        "docs",
        "forms",
        "resources",
        *(f"resources.{path.name}" for path in (ROOT / "resources").iterdir()),
    }
    assert packages() == {".".join(room.parts) for room in rooms} | {f"lcweek_desktop.{d}" for d in data}


def test_every_decision_has_a_number_of_its_own_and_says_it() -> None:
    decisions = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert max(Counter(path.name[:4] for path in decisions).values()) == 1
    for path in decisions:
        assert path.read_text(encoding="utf-8").startswith(f"# {int(path.name[:4])}. "), path.name


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a wheel built from a copy of this checkout, unpacked as an installation has them."""
    folder = tmp_path_factory.mktemp("wheel")
    source, site = folder / "source", folder / "site"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for name in ("lcweek_desktop", "docs", "forms", "resources"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    build = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "-w"]
    subprocess.run([sys.executable, *build, str(folder), str(source)], check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(site)
    return site


def test_the_wheel_carries_forms_and_resources_inside_the_package(installed: Path) -> None:
    for name in ("forms", "resources"):
        kept = {path.relative_to(ROOT / name) for path in (ROOT / name).rglob("*") if path.is_file()}
        folder = installed / "lcweek_desktop" / name
        assert {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()} == kept != set()


def test_an_installed_program_finds_its_own_forms_and_resources(installed: Path, tmp_path: Path) -> None:
    found = "paths.forms_dir(), paths.resources_dir(), paths.guide_file('huong-dan.md')"
    code = f"from lcweek_desktop import paths; print({found}, sep='\\n')"
    answer = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    package = installed / "lcweek_desktop"
    assert [Path(line) for line in answer.stdout.split("\n")[:3]] == [
        package / "forms",
        package / "resources",
        package / "docs" / "huong-dan.md",
    ]
    assert sorted(path.name for path in (package / "docs").iterdir()) == [
        "huong-dan.md",
        "ky-bao-cao.md",
        "nam-buoc.md",
    ]


def test_the_wheel_brings_the_command_and_both_licences(installed: Path) -> None:
    metadata = next(installed.glob("*.dist-info"))
    assert "lcweek = lcweek_desktop.__main__:main" in (metadata / "entry_points.txt").read_text(
        encoding="utf-8"
    )
    assert {path.name for path in (metadata / "licenses").rglob("*") if path.is_file()} == {
        "LICENSE",
        "OFL.txt",
    }
