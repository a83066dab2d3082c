"""Death in the middle of a command: nothing half done stays, at most the call in progress is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kills import STEPS, Victims


@pytest.mark.parametrize("moments", [(0.25, 0.45, 0.4), (0.4, 0.6, 0.55), (30.0, 30.0, 30.0)])
def test_killed_commands_leave_all_or_nothing(tmp_path: Path, moments: tuple[float, ...]) -> None:
    victims = Victims(tmp_path)
    for step, seconds in zip(STEPS, moments, strict=True):
        step(victims, seconds)
