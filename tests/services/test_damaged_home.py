"""Whatever is damaged in a used data folder, it is said or there is a way on."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from tests.services.damaged_home import DamagedHome, changes, used_home

CASES = 60
"""As many as the tests have time for; `dev.py bench -- damage` takes 2,000."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> DamagedHome:
    return DamagedHome(used_home(tmp_path_factory.mktemp("used")))


def test_random_damage_is_never_silent_and_never_a_dead_end(home: DamagedHome) -> None:
    outcomes = Counter(home.judge(change) for change in islice(changes(Random(7), home), CASES))
    assert outcomes["said"] and outcomes["backup"]
    assert outcomes.total() == CASES


def test_a_lost_log_is_no_damage_and_a_lost_database_leads_to_its_backup(home: DamagedHome) -> None:
    database = Path("lcweek.db")
    assert home.judge(lambda files: files.pop(Path("lcweek.db-wal"), None)) == "same"
    assert home.judge(lambda files: files.update({database: b""})) == "backup"
