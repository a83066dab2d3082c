"""Whatever is damaged in a used data folder, it is said or there is a way on."""

from __future__ import annotations

import shutil
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from lcweek_desktop.services.report.filling import describe_report
from tests.services.damaged_home import DamagedHome, changes, used_home
from tests.services.installation import DISTRICT, Installation

CASES = 60
"""As many as the tests have time for; `dev.py bench -- damage` takes 2,000."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> DamagedHome:
    return DamagedHome(used_home(tmp_path_factory.mktemp("used")))


def test_random_damage_is_never_silent_and_never_a_dead_end(home: DamagedHome) -> None:
    outcomes = Counter(home.judge(change) for change in islice(changes(Random(7), home), CASES))
    assert outcomes["said"] and outcomes["backup"]
    assert outcomes.total() == CASES


def test_a_lost_database_leads_to_its_backup_and_a_lost_log_to_what_was_there_before(
    home: DamagedHome, tmp_path: Path
) -> None:
    assert home.judge(lambda files: files.update({Path("lcweek.db"): b""})) == "backup"
    used = tmp_path / "huyen"
    shutil.copytree(home.home, used)
    with Installation(used) as district:
        before = describe_report(district.workspace(DISTRICT))
        district.fill(DISTRICT, {"figures": {"4.1": {"count": 9}}})
        shutil.copytree(used, tmp_path / "copy", ignore=shutil.ignore_patterns("*-wal"))
    with Installation(tmp_path / "copy") as district:
        assert describe_report(district.workspace(DISTRICT)) == before
