"""The same bytes on another version of Python, which is made to believe that it runs on Windows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dev import ROOT
from tests import wine

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
VERSIONS = ("3.11", "3.12", "3.13", "3.14")


def pythons() -> Iterator[Path]:
    """Every Python the machine offers by a version's name, on the path or under pyenv."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for version in VERSIONS:
        if found := shutil.which(f"python{version}"):
            yield Path(found)
        yield from sorted(pyenv.glob(f"{version}.*/bin/python{version}"))


SCRIPT = """
import sys
from pathlib import Path
sys.platform = "win32"
from tests.bundle.rebuilt_bundle import rebuilt
sys.stdout.buffer.write(rebuilt(Path(sys.argv[1]).read_bytes()))
"""


def rebuilt(python: Path, file: Path, seed: str) -> subprocess.CompletedProcess[bytes]:
    """What `python`, without any package installed, makes of the bundle."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [python, "-S", "-B", "-c", SCRIPT, file], capture_output=True, check=False, env=environment
    )


def works(python: Path) -> bool:
    """Whether `python` runs: pyenv has a shim even for versions that are not installed."""
    answer = subprocess.run([python, "-c", "import sys; print(sys.version_info[:2])"], capture_output=True)
    return answer.returncode == 0


@wine.has_pythons_of_linux
def test_another_python_makes_the_same_bytes(bundles: Path) -> None:
    others = [python for python in pythons() if f"python{HERE}" != python.name and works(python)]
    if not others:
        pytest.skip(f"no Python but {HERE} on this machine (looked for {', '.join(VERSIONS)})")
    file = bundles / "ok-photos.lcweek"
    for python in others:
        made = rebuilt(python, file, "7")
        assert made.returncode == 0, made.stderr.decode()
        assert made.stdout == file.read_bytes()


def test_this_python_makes_the_same_bytes_whatever_its_hash_seed(bundles: Path) -> None:
    file = bundles / "ok-photos.lcweek"
    for seed in ("0", "1"):
        made = rebuilt(Path(sys.executable), file, seed)
        assert made.stdout == file.read_bytes(), made.stderr.decode()
