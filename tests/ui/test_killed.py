"""`kill -9` while somebody types: what was called saved is there, and nothing older than a second is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typist import kept, made, watched


@pytest.mark.parametrize("letters", [1, 150])
def test_killed_while_typing(tmp_path: Path, letters: int) -> None:
    home = made(tmp_path / "lcweek")
    told, killed = watched(home, letters)
    found = kept(home)
    assert told.saved <= found <= told.letters[-1][0] + 1  # one more may have been typed and not told
    assert found >= told.typed_before(killed - 1.0)
