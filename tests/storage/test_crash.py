"""kill -9 at any moment: the database opens, the call in progress is there whole or not at all."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from lcweek_desktop.atomic_file import TEMPORARY_SUFFIX
from lcweek_desktop.storage import Store, open_store
from tests.factories import FORM
from tests.moments import killed_at, moments
from tests.storage import backup_steps
from tests.storage.crash_steps import STAGES, draft, photo
from tests.storage.sample_store import CAMPAIGN, DISTRICT, SCHOOL

WORKER = [sys.executable, "-m", "tests.storage.crash_steps"]


def completed_steps(store: Store) -> int:
    """How many steps the store holds; fails unless the last one is there in all its parts."""
    latest = store.revisions.latest(SCHOOL, CAMPAIGN)
    if latest is None:
        assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) is None
        assert store.stored_reports.of(DISTRICT, CAMPAIGN) == ()
        assert store.campaigns.of(CAMPAIGN) == ()
        return 0
    step = latest.revision
    issue = store.revisions.latest_issue(SCHOOL, CAMPAIGN, step)
    assert issue is not None
    assert issue.signoff.number == str(step)
    assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) == draft(step)
    assert [held.version.revision for held in store.stored_reports.of(DISTRICT, CAMPAIGN)] == [
        *range(1, step + 1)
    ]
    installed = store.campaigns.latest()[CAMPAIGN]
    assert (installed.edition, installed.file) == (step, photo(step) * 9)
    for content in draft(step).content.photos:
        assert store.blobs.get(content.sha256) == photo(step)
    return step


def nothing_left_lying(home: Path) -> bool:
    """Whether a clean close left no log, and at most one temporary file, that of a blob being written."""
    known = {"lcweek.db", "lcweek.lock", "blobs"}
    return {path.name for path in home.iterdir()} <= known and len([*home.rglob(f"*{TEMPORARY_SUFFIX}")]) <= 1


@pytest.mark.parametrize("stage", STAGES)
def test_killed_at_a_stage_of_the_second_step_only_whole_steps_are_there(home: Path, stage: str) -> None:
    with subprocess.Popen(
        [*WORKER, str(home), "2", stage], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert f"2 {stage}\n" in process.stdout
        process.kill()
    with open_store(home, wait=0) as store:
        assert completed_steps(store) == (2 if stage == "done" else 1)
    assert nothing_left_lying(home)


def test_killed_at_any_moment_at_most_the_step_in_progress_is_missing(home: Path) -> None:
    chance = random.Random(7)
    for _ in range(12):
        with subprocess.Popen([*WORKER, str(home)], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(chance.randrange(1, 60))]
            process.kill()
            lines += process.stdout.readlines()
        said_done = max((int(line.split()[0]) for line in lines if line.endswith(" done\n")), default=0)
        with open_store(home, wait=0) as store:
            assert said_done <= completed_steps(store)
            assert completed_steps(store) <= max(said_done, int(lines[-1].split()[0]))
        assert nothing_left_lying(home)


def test_killed_while_backing_up_or_restoring_a_good_backup_exists_and_no_half_one(home: Path) -> None:
    backup_steps.prepare(home)
    command = backup_steps.command(home)
    most = moments(command)
    assert most > 30
    for moment in range(3, most, most // 8):
        assert killed_at(command, moment)
        backup_steps.check(home)
    assert moments(command)
    backup_steps.check(home)
