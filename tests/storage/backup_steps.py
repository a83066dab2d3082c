"""The process that is killed while it backs up and restores, and what must hold of its data folder.

`python -m tests.storage.backup_steps HOME MOMENT` adds a revision, makes a backup and restores the one
before, and ends at MOMENT (tests/moments.py).
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Final

from lcweek_desktop.storage import BackupReason, backups_of, open_store, put_back
from tests.moments import run
from tests.storage import sample_store
from tests.storage.sample_store import CAMPAIGN, SCHOOL

NOW: Final = datetime(2024, 11, 4, 8, 30)


def command(home: Path) -> list[str]:
    """The process on the data folder `home`; the moment is its last word."""
    return [sys.executable, "-m", "tests.storage.backup_steps", str(home)]


def prepare(home: Path) -> None:
    """Make a data folder with something of everything and a first backup."""
    with open_store(home) as store:
        sample_store.fill(store)
        for number in range(4):
            store.blobs.put(b"blob %d" % number)
        store.blobs.put(b"photo")
        store.blobs.put(b"scan")
        list(store.back_up_in_steps(NOW, BackupReason.DAILY))


def work(home: Path) -> None:
    """Add a revision, make a backup, and restore the backup before it."""
    with open_store(home) as store:
        latest = store.revisions.latest(SCHOOL, CAMPAIGN)
        assert latest is not None
        store.revisions.add(sample_store.revision(latest.revision + 1, previous=latest.fingerprint))
        list(store.back_up_in_steps(NOW, BackupReason.ASKED))
    before = backups_of(home).all()[1]
    put_back(home, before, NOW, lambda _done, _total: None)


def check(home: Path) -> None:
    """Check that a good backup exists, that every one that is offered is good, and that the data open whole
    and can be worked with."""
    backups = backups_of(home)
    assert backups.newest_good() is not None
    assert [each.path.name for each in backups.all() if not backups.is_good(each)] == []
    with open_store(home, wait=0) as store:
        latest = store.revisions.latest(SCHOOL, CAMPAIGN)
        assert latest is not None
        numbers = range(1, latest.revision + 1)
        assert all(store.revisions.get(SCHOOL, CAMPAIGN, number) is not None for number in numbers)
        assert store.blobs.get(sample_store.PHOTO) == b"photo"
        assert store.drafts.scans(SCHOOL, CAMPAIGN) == (sample_store.SCAN,)


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]), lambda: work(Path(sys.argv[1])))
