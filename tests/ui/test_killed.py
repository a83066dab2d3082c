"""`kill -9` while somebody types: what was called saved is there, and nothing older than a second is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typist import new_school, stored_letters, type_until_killed


@pytest.mark.parametrize("letters", [1, 150])
def test_killed_while_typing(tmp_path: Path, letters: int) -> None:
    home = new_school(tmp_path / "lcweek")
    told, killed = type_until_killed(home, letters)
    found = stored_letters(home)
    assert told.saved <= found <= told.letters[-1][0] + 1  # one more may have been typed and not told
    assert found >= told.typed_before(killed - 1.0)
