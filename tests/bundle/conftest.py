"""The scenarios' folder and index, for every test of the bundle."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dev import ROOT

FOLDER = ROOT / "tests" / "data" / "bundles"
EXPECTED: dict[str, dict[str, str]] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give `scenario` each file of the index in turn, and `sound` each valid .lcweek file among them."""
    if "scenario" in metafunc.fixturenames:
        metafunc.parametrize("scenario", EXPECTED)
    if "sound" in metafunc.fixturenames:
        names = [name for name, entry in EXPECTED.items() if not entry["code"] and name.endswith(".lcweek")]
        metafunc.parametrize("sound", names)


@pytest.fixture
def bundles() -> Path:
    return FOLDER


@pytest.fixture
def expected() -> dict[str, dict[str, str]]:
    """Verdict, code and words of every scenario, by file name."""
    return EXPECTED
