"""Restoring: the backup's state comes, the state before is kept, and a moment in between does not exist."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage import (
    Backup,
    BackupReason,
    PutBack,
    Store,
    backup_in,
    backups_of,
    blob_names,
    open_store,
    opened_backup,
    put_back,
    write_backup_file,
)
from tests.disk import small
from tests.storage import sample_store
from tests.storage.sample_store import CAMPAIGN, EVERYTHING, PHOTO, SCHOOL, everything
from tests.storage.test_backups import PICTURES, back_up
from tests.storage.test_migrations import LATER

NOW = datetime(2024, 11, 5, 7)
THIRD = sample_store.revision(3, previous=sample_store.SECOND.fingerprint)


def restore(home: Path, backup: Backup) -> PutBack:
    return put_back(home, backup, NOW, lambda _done, _total: None)


@pytest.fixture
def gone_on(filled: Path) -> Path:
    """A closed data folder with a backup, in which something was done since."""
    with open_store(filled) as store:
        for data in PICTURES.values():
            store.blobs.put(data)
        back_up(store)
        store.revisions.add(THIRD)
    return filled


def first(home: Path) -> Backup:
    return backups_of(home).all()[-1]


def latest(store: Store) -> object:
    return store.revisions.latest(SCHOOL, CAMPAIGN)


def carried(home: Path, target: Path) -> Path:
    """The first backup of `home` in a file of its own."""
    backup = first(home)
    for _ in write_backup_file(target, backup, sorted(blob_names(backup.path)), backups_of(home).blobs):
        pass
    return target


def test_the_backup_is_in_place_and_the_state_before_is_a_backup(gone_on: Path) -> None:
    done = restore(gone_on, first(gone_on))
    with open_store(gone_on) as store:
        assert everything(store) == EVERYTHING
    assert done.kept is not None
    assert done.kept.reason is BackupReason.RESTORE
    assert done.damaged is None
    with opened_backup(gone_on, done.kept) as store:
        assert latest(store) == THIRD
    restore(gone_on, done.kept)
    with open_store(gone_on) as store:
        assert latest(store) == THIRD


def test_blobs_come_back_and_none_is_removed(gone_on: Path) -> None:
    with open_store(gone_on) as store:
        store.blobs.path(PHOTO).unlink()
        later = store.blobs.put(b"later")
    done = restore(gone_on, first(gone_on))
    with open_store(gone_on) as store:
        assert store.blobs.get(PHOTO) == b"photo"
        assert store.blobs.get(later) == b"later"
    assert PHOTO not in done.missing
    assert sample_store.RECEIVED[0].sha256 in done.missing


def test_work_that_is_ended_before_the_exchange_leaves_everything_as_it_was(gone_on: Path) -> None:
    """At whichever photo or file: none of them is left either, nor a backup of the state before."""
    with open_store(gone_on) as store:
        for name in sorted(blob_names(first(gone_on).path)):
            store.blobs.path(name).unlink(missing_ok=True)
        held = store.blobs.names()
    backups = backups_of(gone_on).all()

    def stop_at(last: int) -> None:
        def each(done: int, _total: int) -> None:
            if done == last:
                raise InterruptedError

        put_back(gone_on, backups[-1], NOW, each)

    last = 0
    while True:
        try:
            stop_at(last)
        except InterruptedError:
            with open_store(gone_on) as store:
                assert latest(store) == THIRD
                assert store.blobs.names() == held
            assert backups_of(gone_on).all() == backups
            assert not [*gone_on.rglob("*lcweek-tmp*")]
            last += 1
        else:
            break
    assert last > 2
    with open_store(gone_on) as store:
        assert everything(store) == EVERYTHING


@pytest.mark.parametrize("damage", ["page of zeros", "not a database", "empty", "gone", "log left"])
def test_a_database_that_does_not_open_is_replaced_and_its_files_are_kept(gone_on: Path, damage: str) -> None:
    database = gone_on / "lcweek.db"
    if damage == "page of zeros":
        database.write_bytes(database.read_bytes()[:4096] + bytes(4096) + database.read_bytes()[8192:])
    elif damage == "not a database":
        database.write_bytes(b"%PDF" * 1000)
    elif damage == "empty":
        database.write_bytes(b"")
    elif damage == "gone":
        database.unlink()
    else:
        with open_store(gone_on) as store:
            store.drafts.put_scans(SCHOOL, CAMPAIGN, ())
            log = database.with_name("lcweek.db-wal").read_bytes()
        database.with_name("lcweek.db-wal").write_bytes(log)
        database.write_bytes(b"SQLite format 3\x00" + bytes(3000))
    before = {path.name: path.read_bytes() for path in gone_on.glob("lcweek.db*")}
    done = restore(gone_on, first(gone_on))
    with open_store(gone_on) as store:
        assert everything(store) == EVERYTHING
    assert done.kept is None
    if before:
        assert done.damaged is not None
        assert {path.name: path.read_bytes() for path in done.damaged.iterdir()} == before


def test_a_folder_in_use_is_not_restored_into(gone_on: Path) -> None:
    with open_store(gone_on), pytest.raises(KnownError) as caught:
        restore(gone_on, first(gone_on))
    assert caught.value.code == "store-busy"


def test_what_a_newer_program_wrote_is_not_replaced(gone_on: Path) -> None:
    with open_store(gone_on, schema=LATER):
        pass
    before = (gone_on / "lcweek.db").read_bytes()
    with pytest.raises(KnownError) as caught:
        restore(gone_on, first(gone_on))
    assert caught.value.code == "store-newer"
    assert (gone_on / "lcweek.db").read_bytes() == before


def test_a_backup_of_a_newer_program_is_refused_and_not_offered(gone_on: Path) -> None:
    backup = first(gone_on)
    with open_store(gone_on) as store:
        assert latest(store) == THIRD
    with open_store(gone_on, schema=LATER) as store:
        newer = back_up_of(store)
    shutil.copy(backup.path, gone_on / "lcweek.db")
    assert backups_of(gone_on).newest_good() != newer
    with pytest.raises(KnownError) as caught:
        restore(gone_on, newer)
    assert caught.value.code == "store-newer"


def back_up_of(store: Store) -> Backup:
    """A backup whose copy is checked by the schema of the store, not by that of this program."""
    backups = backups_of(store.home, LATER)
    *_, last = backups.steps(store._connection, store.blobs, NOW, BackupReason.ASKED)
    assert last.made is not None
    return last.made.backup


# A file of its own


def test_a_backup_file_restores_on_another_computer(gone_on: Path, tmp_path: Path) -> None:
    file = carried(gone_on, tmp_path / "sao-luu.lcwbak")
    other = tmp_path / "máy khác"
    done = restore(other, backup_in(file))
    assert done.kept is None
    with open_store(other) as store:
        assert everything(store) == EVERYTHING
        assert store.blobs.get(PHOTO) == b"photo"


def test_on_a_disk_that_is_nearly_full_what_is_noted_is_restored_too_or_nothing_is(
    gone_on: Path, tmp_path: Path
) -> None:
    backup = first(gone_on)
    codes = set()
    with small(tmp_path / "disk") as disk:
        for pages in range(90):
            home = disk / f"home-{pages}"
            ballast = disk / "ballast"
            ballast.write_bytes(bytes(shutil.disk_usage(disk).free - backup.size - 4096 * pages))
            try:
                put_back(
                    home, backup, NOW, lambda _done, _total: None, lambda store: store.revisions.add(THIRD)
                )
            except KnownError as error:
                codes.add(error.code)
                assert not (home / "lcweek.db").exists()
            ballast.unlink()
            if (home / "lcweek.db").exists():
                codes.add("done")
                with open_store(home) as store:
                    assert latest(store) == THIRD
            shutil.rmtree(home)
    assert codes <= {"store-full", "store-io", "done"} and "done" in codes and len(codes) > 1


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[: len(data) // 2], id="cut"),
        pytest.param(lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:], id="a flipped bit"),
        pytest.param(lambda _data: b"PK\x03\x04 not one", id="not an archive"),
        pytest.param(lambda _data: b"", id="empty"),
    ],
)
def test_a_backup_file_that_is_not_whole_is_refused_and_changes_nothing(
    gone_on: Path, tmp_path: Path, damage: object
) -> None:
    assert callable(damage)
    file = carried(gone_on, tmp_path / "sao-luu.lcwbak")
    file.write_bytes(damage(file.read_bytes()))
    before = (gone_on / "lcweek.db").read_bytes()
    with pytest.raises(KnownError) as caught:
        restore(gone_on, backup_in(file))
    assert caught.value.code == "backup-file"
    assert (gone_on / "lcweek.db").read_bytes() == before


def test_a_backup_file_with_a_changed_byte_is_refused_or_restores_what_it_held(
    gone_on: Path, tmp_path: Path
) -> None:
    """The directory of the archive is at its end: half of the bytes are changed there."""
    file = carried(gone_on, tmp_path / "sao-luu.lcwbak")
    whole, dice = file.read_bytes(), Random(11)
    for number in range(30):
        place = dice.randrange(len(whole)) if number % 2 else len(whole) - 1 - dice.randrange(800)
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << dice.randrange(8)]) + whole[place + 1 :])
        home = tmp_path / str(number)
        try:
            restore(home, backup_in(file))
        except KnownError as error:
            assert error.code == "backup-file"
            continue
        with open_store(home) as store:
            assert everything(store) == EVERYTHING


def test_an_old_backup_file_stays_until_the_new_one_is_whole(gone_on: Path, tmp_path: Path) -> None:
    target = tmp_path / "sao-luu.lcwbak"
    target.write_bytes(b"old")
    backup = first(gone_on)
    steps = iter(write_backup_file(target, backup, sorted(PICTURES), backups_of(gone_on).blobs))
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.glob("*.lcw*")] == ["sao-luu.lcwbak"]
