"""What every test may use: hypothesis profiles, programs of others, no window on anybody's screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dev import OUTSIDE_PROGRAMS, ROOT, program_env
from tests import disk, fonts

ON_CI = os.environ.get("CI") == "true"
ON_WINDOWS = sys.platform == "win32"

# There is no deadline, because a slow machine is no fault of the code. CI draws the same examples every time,
# so that luck does not decide which change lands; runs on our own machines find new examples.
settings.register_profile("fast", max_examples=40, deadline=None)
settings.register_profile("ci", max_examples=150, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("thorough", max_examples=2000, deadline=None)
# Windows runs the same Python on the same data: a few examples find what is different there.
settings.register_profile("windows", max_examples=20, deadline=None, derandomize=True, print_blob=True)
settings.load_profile("windows" if ON_WINDOWS else "ci" if ON_CI else "fast")

# Looks and language must not depend on the desktop of the person who runs the tests.
for name in (
    "LANGUAGE",
    "QT_ENABLE_HIGHDPI_SCALING",
    "QT_FONT_DPI",
    "QT_QPA_PLATFORMTHEME",
    "QT_SCALE_FACTOR",
    "QT_SCREEN_SCALE_FACTORS",
    "QT_STYLE_OVERRIDE",
    "QT_USE_PHYSICAL_DPI",
):
    os.environ.pop(name, None)
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Qt and LibreOffice take a Vietnamese file name only in a locale of UTF-8. Every Linux has this one.
os.environ["LC_ALL"] = "C.UTF-8"
# Tests that start `python -m lcweek_desktop` in a folder of their own find the package.
os.environ["PYTHONPATH"] = program_env()["PYTHONPATH"]


@pytest.fixture(scope="session", autouse=True)
def only_our_fonts(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No font of this machine reaches Qt, LibreOffice or another program that asks fontconfig."""
    os.environ["QT_QPA_FONTDIR"] = str(fonts.FOLDER)  # for Qt on Windows, which does not ask fontconfig
    os.environ["FONTCONFIG_FILE"] = str(fonts.write_config(tmp_path_factory.mktemp("fonts")))


@pytest.fixture(scope="session")
def outside() -> Callable[[str], Path]:
    """`outside("qpdf")` is the path of that program; without it the test is skipped, and on CI fails.

    All are programs of Linux, where our files are the same bytes: on Windows such a test is skipped.
    """

    def find(program: str) -> Path:
        assert program in OUTSIDE_PROGRAMS, f"name {program} in dev.py and .ci/run"
        if path := shutil.which(program):
            return Path(path)
        missing = f"{program} is not installed ({OUTSIDE_PROGRAMS[program]})"
        if ON_CI and not ON_WINDOWS:
            pytest.fail(missing)
        pytest.skip(missing)

    return find


Converted = Callable[[bytes, str], Path]


@pytest.fixture
def converted(outside: Callable[[str], Path], tmp_path: Path) -> Converted:
    """The file of another kind ("xlsx", "pdf", "html") that LibreOffice makes of a workbook."""

    def convert(data: bytes, kind: str) -> Path:
        source, folder = tmp_path / "biểu.xlsx", tmp_path / "đã chuyển"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        options = [profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
        subprocess.run([outside("soffice"), *options, source], capture_output=True, check=True, timeout=120)
        return folder / f"{source.stem}.{kind}"

    return convert


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with disk.small(tmp_path / "disk") as folder:
        yield folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT
