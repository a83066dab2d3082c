"""A drop of many files whose receiving is killed: the next drop brings the rest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.moments import killed_at, moments
from tests.services.receiving.killed_drop import command, make_drop, prepare, receive, state

FILES = 12


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_dropping_the_files_again_after_a_kill_comes_to_the_same_state(tmp_path: Path, share: float) -> None:
    drop, home, whole = make_drop(tmp_path / "tha", FILES), tmp_path / "xa", tmp_path / "du"
    prepare(home, FILES)
    shutil.copytree(home, whole)
    most = moments(command(whole, drop))
    assert killed_at(command(home, drop), int(most * share))
    assert state(home) != state(whole)
    receive(home, drop)
    assert state(home) == state(whole)
    receive(home, drop)
    assert state(home) == state(whole)
