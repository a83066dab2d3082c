"""Backups: made whole, kept as they should be, and no more of them than that."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage import (
    Backup,
    BackupMade,
    BackupReason,
    Store,
    backups_of,
    blob_names,
    is_due,
    open_store,
    opened_backup,
    put_back,
)
from lcweek_desktop.storage.retention import DAYS, OTHERS, WEEKS, superseded
from tests.disk import filled_up, lock, small
from tests.storage import sample_store
from tests.storage.sample_store import CAMPAIGN, EVERYTHING, PHOTO, SCAN, SCHOOL, everything

NOW = datetime(2024, 11, 4, 8, 30)
PICTURES = {PHOTO: b"photo", SCAN.sha256: b"scan"}


def back_up(store: Store, now: datetime = NOW, reason: BackupReason = BackupReason.ASKED) -> BackupMade:
    *_, last = store.back_up_in_steps(now, reason)
    assert last.done == last.total
    assert last.made is not None
    return last.made


def restore(home: Path, backup: Backup) -> frozenset[str]:
    return put_back(home, backup, NOW, lambda _done, _total: None).missing


def put_pictures(store: Store) -> None:
    for data in PICTURES.values():
        store.blobs.put(data)


def test_a_backup_holds_everything_and_is_good(filled: Path) -> None:
    with open_store(filled) as store:
        made = back_up(store)
    (backup,) = backups_of(filled).all()
    assert backup == made.backup
    assert (backup.number, backup.made, backup.reason) == (1, NOW, BackupReason.ASKED)
    assert backup.size == backup.path.stat().st_size
    assert backups_of(filled).newest_good() == backup
    with opened_backup(filled, backup) as store:
        assert everything(store) == EVERYTHING
    assert [path.name for path in backup.path.parent.glob("*")] == [backup.path.name]


def test_a_blob_is_copied_once_and_goes_with_the_last_backup_that_names_it(filled: Path) -> None:
    with open_store(filled) as store:
        put_pictures(store)
        first = back_up(store, reason=BackupReason.DAILY)
        copied = backups_of(filled).blobs
        assert copied.names() == PICTURES.keys()
        before = copied.path(PHOTO).stat().st_mtime_ns
        draft = sample_store.DRAFT
        store.drafts.save(SCHOOL, CAMPAIGN, replace(draft, content=replace(draft.content, photos=())))
        for week in range(1, DAYS + WEEKS):
            assert copied.names() == PICTURES.keys()
            back_up(store, NOW + timedelta(weeks=week), BackupReason.DAILY)
        assert copied.path(PHOTO).stat().st_mtime_ns == before
        assert first.backup in backups_of(filled).all()
        back_up(store, NOW + timedelta(weeks=DAYS + WEEKS), BackupReason.DAILY)
        assert first.backup not in backups_of(filled).all()
        assert copied.names() == {SCAN.sha256}


def test_the_blobs_that_a_database_names_are_those_of_its_rows(filled: Path) -> None:
    reports = {sample_store.stored(sample_store.FIRST), sample_store.stored(sample_store.THEIRS)}
    files = {report.file for report in reports} | {file.sha256 for file in sample_store.RECEIVED}
    paper = sample_store.stored_paper_only(sample_store.LATER).file
    signed = {each.sha256 for each in sample_store.SIGNED_FILES}
    assert blob_names(filled / "lcweek.db") == {PHOTO, SCAN.sha256, paper, *files, *signed}


def test_the_photos_of_a_frozen_report_are_named_by_it(store: Store) -> None:
    body = b'{"photos":[{"caption":"","row":null,"sha256":"%b"}],"revision":1}' % PHOTO.encode()
    store.revisions.add(replace(sample_store.FIRST, report=body, fingerprint=sha256_hex(body)))
    store.checkpoint()
    assert blob_names(back_up(store).backup.path) == {PHOTO}


def test_a_blob_that_cannot_be_found_is_noted_and_stops_nothing(filled: Path) -> None:
    with open_store(filled) as store:
        store.blobs.put(b"photo")
        store.blobs.path(store.blobs.put(b"scan")).write_bytes(b"another")
        made = back_up(store)
    assert SCAN.sha256 in made.missing
    assert PHOTO not in made.missing
    assert backups_of(filled).newest_good() == made.backup


def test_a_blob_that_is_damaged_later_is_still_whole_among_the_backups(filled: Path) -> None:
    with open_store(filled) as store:
        put_pictures(store)
        back_up(store)
        store.blobs.path(PHOTO).write_bytes(b"cut")
        assert PHOTO not in back_up(store).missing
        assert store.backups.blobs.get(PHOTO) == b"photo"


def test_a_backup_that_may_not_be_written_is_good(tmp_path: Path, filled: Path) -> None:
    with small(tmp_path / "disk", megabytes=8) as disk:
        with open_store(filled) as store:
            back_up(store)
        shutil.move(filled / "backups", disk / "backups")
        (filled / "backups").symlink_to(disk / "backups")
        lock(disk)
        (backup,) = backups_of(filled).all()
        backups_of(filled).verify(backup)


def test_a_damaged_backup_is_not_offered_and_the_one_before_is(filled: Path) -> None:
    with open_store(filled) as store:
        first, second = back_up(store).backup, back_up(store).backup
    data = bytearray(second.path.read_bytes())
    data[-100] ^= 4
    second.path.write_bytes(data)
    assert backups_of(filled).newest_good() == first
    with pytest.raises(KnownError) as caught:
        restore(filled, second)
    assert caught.value.code == "backup-damaged"


def test_a_damaged_database_makes_no_backup(filled: Path) -> None:
    with open_store(filled) as store:
        back_up(store)
        store._connection.raw.execute("PRAGMA writable_schema = ON")
        store._connection.raw.execute("UPDATE sqlite_schema SET sql = sql || ' ' WHERE name = 'held'")
        with pytest.raises(KnownError) as caught:
            back_up(store)
    assert caught.value.code == "store-damaged"
    assert len(backups_of(filled).all()) == 1
    assert [path.suffix for path in (filled / "backups").iterdir()] == [".db"]


def test_work_that_is_ended_leaves_nothing_that_is_offered(filled: Path) -> None:
    with open_store(filled) as store:
        put_pictures(store)
        steps = iter(store.back_up_in_steps(NOW, BackupReason.ASKED))
        next(steps)
        steps.close()  # type: ignore[attr-defined]
        assert backups_of(filled).all() == ()
        back_up(store)


def test_entering_goes_on_between_the_steps_and_the_backup_is_of_the_first(filled: Path) -> None:
    with open_store(filled) as store:
        put_pictures(store)
        steps = store.back_up_in_steps(NOW, BackupReason.ASKED)
        next(iter(steps))
        store.drafts.put_scans(SCHOOL, CAMPAIGN, ())
        *_, last = steps
        assert last.made is not None
        with opened_backup(filled, last.made.backup) as opened:
            assert everything(opened) == EVERYTHING


# Which are kept


def backup(number: int, made: datetime, reason: BackupReason = BackupReason.DAILY) -> Backup:
    return Backup(Path(str(number)), number, made, reason, 1, "0" * 16)


def kept_after(backups: Sequence[Backup]) -> list[int]:
    """The numbers that are left when each of `backups` is made in turn and what is superseded removed."""
    kept: list[Backup] = []
    for each in backups:
        kept = [each, *kept]
        gone = superseded(kept)
        kept = [other for other in kept if other not in gone]
    return [each.number for each in kept]


def test_a_year_of_days_leaves_twelve_days_and_ten_weeks() -> None:
    start = datetime(2024, 1, 1, 9)
    kept = kept_after([backup(day, start + timedelta(days=day)) for day in range(364)])
    assert kept[:DAYS] == [*range(363, 351, -1)]
    weeks = [(start + timedelta(days=day)).isocalendar()[:2] for day in kept[DAYS:]]
    assert len(weeks) == len(set(weeks)) == WEEKS
    assert max(earlier - later for later, earlier in zip(kept[1:], kept, strict=False)) <= 7
    assert 363 - kept[-1] >= 7 * WEEKS


def test_a_clock_that_stands_at_2009_costs_no_newer_backup() -> None:
    stands = [backup(day, datetime(2009, 1, 1, 0, day % 7)) for day in range(200)]
    kept = kept_after(stands)
    assert kept[:DAYS] == [*range(199, 187, -1)]
    assert len(kept) == DAYS + WEEKS
    assert kept[-1] <= 199 - DAYS - 6 * WEEKS


def test_a_day_in_2009_and_one_in_2036_do_not_make_the_others_old() -> None:
    days = [datetime(2024, 10, 1) + timedelta(days=day) for day in range(30)]
    days[10], days[20] = datetime(2009, 1, 1), datetime(2036, 2, 3)
    kept = kept_after([backup(number, day) for number, day in enumerate(days)])
    assert kept[:DAYS] == [*range(29, 17, -1)]


def test_of_every_other_reason_the_last_few_are_kept_whatever_the_days() -> None:
    reasons = [*BackupReason] * 10
    made = [backup(number, NOW, reason) for number, reason in enumerate(reasons)]
    kept = set(kept_after(made))
    for reason in set(BackupReason) - {BackupReason.DAILY}:
        numbers = [each.number for each in made if each.reason is reason]
        assert [number for number in numbers if number in kept] == numbers[-OTHERS:]


def test_a_daily_backup_is_made_once_a_day_and_not_at_each_start() -> None:
    assert is_due([], NOW)
    made = [backup(2, NOW, BackupReason.ASKED), backup(1, NOW)]
    assert not is_due(made, NOW + timedelta(hours=15))
    assert is_due(made, NOW + timedelta(hours=16))
    assert is_due(made, NOW - timedelta(days=5000))


def test_a_clock_that_begins_at_one_date_with_each_start_still_lets_backups_be_made() -> None:
    boot = datetime(2009, 1, 1, 0, 1)
    made = [backup(1, boot + timedelta(minutes=5))]
    assert not is_due(made, boot + timedelta(minutes=9))
    assert is_due(made, boot + timedelta(minutes=3))


# Room on the disk


def test_when_room_is_short_the_oldest_go_and_the_newest_good_one_stays(tmp_path: Path, filled: Path) -> None:
    with small(tmp_path / "disk", megabytes=12) as disk:
        home = disk / "home"
        shutil.copytree(filled, home)
        with open_store(home) as store:
            first, second = back_up(store).backup, back_up(store).backup
            ballast = disk / "ballast"
            free = backups_of(home).free_bytes()
            ballast.write_bytes(bytes(free - (4 << 20) - second.size // 2))
            made = back_up(store)
            assert made.removed_for_room == 1
            assert backups_of(home).all() == (made.backup, second)
            assert first not in backups_of(home).all()
            with filled_up(disk), pytest.raises(KnownError) as caught:
                back_up(store)
            assert caught.value.code == "backup-space"
            assert backups_of(home).newest_good() == made.backup


def test_the_newest_good_one_stays_even_when_newer_ones_are_damaged(tmp_path: Path, filled: Path) -> None:
    with small(tmp_path / "disk", megabytes=12) as disk:
        home = disk / "home"
        shutil.copytree(filled, home)
        with open_store(home) as store:
            good, bad = back_up(store).backup, back_up(store).backup
            bad.path.write_bytes(b"damage" + bad.path.read_bytes()[6:])
            with filled_up(disk), pytest.raises(KnownError) as caught:
                back_up(store)
            assert caught.value.code == "backup-space"
            (disk / "more").write_bytes(bytes(backups_of(home).free_bytes() - (4 << 20) - bad.size // 2))
            made = back_up(store).backup
        assert backups_of(home).all() == (made, good)


def test_no_backup_goes_in_vain(tmp_path: Path, filled: Path) -> None:
    with small(tmp_path / "disk", megabytes=12) as disk:
        home = disk / "home"
        shutil.copytree(filled, home)
        with open_store(home) as store:
            back_up(store), back_up(store), back_up(store)
            before = backups_of(home).all()
            with filled_up(disk), pytest.raises(KnownError) as caught:
                back_up(store)
        assert caught.value.code == "backup-space"
        assert backups_of(home).all() == before


def test_a_backup_that_cannot_be_removed_ends_the_search_for_room(
    tmp_path: Path, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small(tmp_path / "disk", megabytes=12) as disk:  # on a disk of its own no other process makes room
        home = disk / "home"
        shutil.copytree(filled, home)
        with open_store(home) as store:
            back_up(store), back_up(store)
            backups = store.backups
            needed = backups.free_bytes() - (4 << 20) + 1
            with monkeypatch.context() as held, pytest.raises(KnownError) as caught:
                held_open(held)
                backups.make_room(needed)
        assert caught.value.code == "backup-space"
        assert len(backups.all()) == 2


def held_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no file be removed, as Windows does while another program holds it open."""

    def unlink(_path: Path, missing_ok: bool = False) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", unlink)


def test_what_was_salvaged_does_not_push_out_the_newest_good_backup(tmp_path: Path, filled: Path) -> None:
    with small(tmp_path / "disk", megabytes=12) as disk:
        home = disk / "home"
        shutil.copytree(filled, home)
        with open_store(home) as store:
            good = back_up(store).backup
            salvaged = back_up(store, reason=BackupReason.SALVAGE).backup
            size = backups_of(home).free_bytes() - (4 << 20) - good.size // 2
            (disk / "ballast").write_bytes(bytes(size))
            made = back_up(store).backup
        assert salvaged not in backups_of(home).all()
        assert backups_of(home).all() == (made, good)


def test_the_backup_that_is_restored_does_not_go_for_room(tmp_path: Path, filled: Path) -> None:
    with small(tmp_path / "disk", megabytes=12) as disk:
        home = disk / "home"
        shutil.copytree(filled, home)
        with open_store(home) as store:
            chosen, later, last = (back_up(store).backup for _ in range(3))
            store.blobs.put(b"more")
            size = backups_of(home).free_bytes() - (4 << 20) - 3 * chosen.size // 2
            (disk / "ballast").write_bytes(bytes(size))
        restore(home, chosen)
        assert chosen in backups_of(home).all()
        assert later not in backups_of(home).all()
        assert last in backups_of(home).all()


def test_a_backup_whose_schema_is_damaged_does_not_stop_the_next(filled: Path) -> None:
    with open_store(filled) as store:
        put_pictures(store)
        damaged = back_up(store, reason=BackupReason.DAILY).backup
        data = damaged.path.read_bytes()
        assert b"scans BLOB" in data
        damaged.path.write_bytes(data.replace(b"scans BLOB", b"scanz BLOB"))
        without_photo = replace(sample_store.DRAFT.content, photos=())
        store.drafts.save(SCHOOL, CAMPAIGN, replace(sample_store.DRAFT, content=without_photo))
        made = [back_up(store).backup for _ in range(OTHERS + 1)]
    assert backups_of(filled).all() == (*made[:0:-1], damaged)
    assert backups_of(filled).blobs.names() == PICTURES.keys()


# The log


def test_after_a_checkpoint_the_database_file_alone_has_everything(filled: Path, tmp_path: Path) -> None:
    with open_store(filled) as store:
        store.reserve_log()
        store.revisions.add(third := sample_store.revision(3, previous=sample_store.SECOND.fingerprint))
        store.checkpoint()
        assert (filled / "lcweek.db-wal").stat().st_size == 4 << 20
        (tmp_path / "copy").mkdir()
        shutil.copy(filled / "lcweek.db", tmp_path / "copy")
    with open_store(tmp_path / "copy") as copy:
        assert copy.revisions.latest(SCHOOL, CAMPAIGN) == third
