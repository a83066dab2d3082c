"""Data folders for every test of storage."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lcweek_desktop.storage import Store, open_store
from tests.storage import sample_store


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two closed data folders that tests copy: `settled` has units, `filled` something of all.

    They are made once, because each write is flushed to the disk.
    """
    folder = tmp_path_factory.mktemp("pattern")
    for name, make in (("settled", sample_store.add_units), ("filled", sample_store.fill)):
        with open_store(folder / name) as store:
            make(store)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "dữ liệu"


@pytest.fixture
def store(home: Path, pattern: Path) -> Iterator[Store]:
    """An open data folder with units and nothing else."""
    shutil.copytree(pattern / "settled", home)
    with open_store(home) as opened:
        yield opened


@pytest.fixture
def filled(home: Path, pattern: Path) -> Path:
    """A closed data folder with something of everything."""
    shutil.copytree(pattern / "filled", home)
    return home
