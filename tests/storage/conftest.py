"""Data folders for every test of storage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lcweek_desktop.storage import Store, open_store
from tests.storage import samples


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "dữ liệu"


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    """An open one in which the units are settled."""
    with open_store(home) as opened:
        samples.settle(opened)
        yield opened


@pytest.fixture
def filled(home: Path) -> Path:
    """A closed one with something of everything."""
    with open_store(home) as opened:
        samples.fill(opened)
    return home
