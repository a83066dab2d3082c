"""Migrations: databases of every released schema open, and nothing is taken a step without a copy."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from dev import ROOT
from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.domain.merge import KeyConfirmation
from lcweek_desktop.domain.version import Signer
from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.storage import Backup, BackupReason, backups_of, open_store
from lcweek_desktop.storage.migrations import _HELD_BEFORE_4, finish, migrations
from lcweek_desktop.storage.opening import CURRENT, Schema
from lcweek_desktop.storage.sealed_table import seal
from tests.storage.sample_store import (
    BEFORE_4,
    CAMPAIGN,
    DECISIONS,
    DISTRICT,
    EVERYTHING,
    KEY,
    OTHER,
    RECEIVED,
    SCHOOL,
    everything,
    everything_of,
)

RELEASED = sorted(
    (ROOT / "tests" / "data" / "db").glob("schema-*.db"), key=lambda file: int(file.stem.partition("-")[2])
)
NEXT = CURRENT.version + 1


def next_schema(sql: str) -> Schema:
    """The schema of some later program: one more step, which runs `sql`."""

    def steps() -> Migrations:
        later = Migrations("lcweek")
        for step in migrations.pending(Database(memory=True)):
            later(name=step.name)(step.fn)

        @later()
        def one_more(db: Database) -> None:
            db.executescript(sql)
            finish(db, NEXT)

        return later

    return Schema(NEXT, steps)


LATER = next_schema("ALTER TABLE unit ADD COLUMN phone TEXT; CREATE TABLE place (name TEXT) STRICT;")


def user_version(file: Path) -> int:
    with closing(sqlite3.connect(file)) as database:
        version: int = database.execute("PRAGMA user_version").fetchone()[0]
        return version


def copies(home: Path) -> list[Backup]:
    """The backups from before a step, the newest first."""
    found = backups_of(home).all()
    assert {backup.reason for backup in found} == {BackupReason.MIGRATION}
    return [*found]


def test_there_is_a_database_of_every_schema() -> None:
    assert [user_version(file) for file in RELEASED] == [*range(1, CURRENT.version + 1)]


@pytest.mark.parametrize("released", RELEASED, ids=lambda file: file.stem)
def test_a_database_of_every_schema_opens_with_everything_in_it(home: Path, released: Path) -> None:
    home.mkdir()
    shutil.copy(released, home / "lcweek.db")
    with open_store(home) as store:
        assert everything(store) == everything_of(user_version(released))


def test_a_new_database_takes_every_step_and_needs_no_copy(home: Path) -> None:
    with open_store(home):
        pass
    assert user_version(home / "lcweek.db") == CURRENT.version
    assert not (home / "backups").exists()


def test_a_copy_from_before_the_step_is_made_and_opens(filled: Path, tmp_path: Path) -> None:
    for _ in range(2):
        with open_store(filled, schema=LATER) as store:
            assert everything(store) == EVERYTHING
    assert user_version(filled / "lcweek.db") == NEXT
    (copy,) = copies(filled)
    assert user_version(copy.path) == CURRENT.version
    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.copy(copy.path, restored / "lcweek.db")
    with open_store(restored) as store:
        assert everything(store) == EVERYTHING


def test_after_the_step_the_program_of_before_refuses_and_touches_nothing(filled: Path) -> None:
    with open_store(filled, schema=LATER):
        pass
    before = (filled / "lcweek.db").read_bytes()
    with pytest.raises(KnownError) as caught:
        open_store(filled)
    assert caught.value.code == "store-newer"
    assert (filled / "lcweek.db").read_bytes() == before


def test_a_newer_programs_log_left_by_a_crash_is_not_touched_either(filled: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed"
    with open_store(filled, schema=LATER) as store:
        store.received.record(replace(RECEIVED[0], name="khac.pdf"))
        shutil.copytree(filled, crashed)
    before = {path: path.read_bytes() for path in crashed.glob("lcweek.db*")}
    assert len(before) == 2
    with pytest.raises(KnownError) as caught:
        open_store(crashed)
    assert caught.value.code == "store-newer"
    assert {path: path.read_bytes() for path in crashed.glob("lcweek.db*")} == before


def test_a_step_that_fails_leaves_the_database_as_it_was_and_a_copy_beside_it(filled: Path) -> None:
    broken = next_schema("DELETE FROM received; CREATE TABLE unit (code TEXT) STRICT;")
    for _ in range(2):
        with pytest.raises(BugError) as caught:
            open_store(filled, schema=broken)
        assert caught.value.code == "store-bug"
        assert len(copies(filled)) == 1
    with open_store(filled) as store:
        assert everything(store) == EVERYTHING
        store.received.record(replace(RECEIVED[0], name="khac.pdf"))
    with pytest.raises(BugError):
        open_store(filled, schema=broken)
    assert [copy.number for copy in copies(filled)] == [2, 1]


def test_a_current_database_is_not_copied(filled: Path) -> None:
    with open_store(filled):
        pass
    assert not (filled / "backups").exists()


def test_names_in_held_reports_are_found_when_they_are_first_kept_and_their_signers_were_seen(
    home: Path,
) -> None:
    body = '{"revision":1,"unit":{"code":"106-thcs-so-2","name":"Trường THCS Đoàn Kết"}}'.encode()
    home.mkdir()
    shutil.copy(ROOT / "tests" / "data" / "db" / "schema-3.db", home / "lcweek.db")
    with closing(sqlite3.connect(home / "lcweek.db", isolation_level=None)) as database:
        (kept,) = database.execute(f"SELECT {_HELD_BEFORE_4} FROM held WHERE unit_code = ?", (OTHER.code,))
        named = (*kept[:5], sha256_hex(body), *kept[6:])
        database.execute("INSERT INTO report VALUES (?, ?)", (named[5], body))
        marks = ", ".join("?" * len(named))
        database.execute(f"INSERT INTO held VALUES ({marks}, ?)", (*named, seal("held", named)))
    with open_store(home) as store:
        held = store.stored_reports.of_unit(DISTRICT, CAMPAIGN, OTHER)
        assert [each.version.name for each in held] == [None, "Trường THCS Đoàn Kết", None]
        last = [each.taken for each in store.decisions.of(DISTRICT)][1]
        assert isinstance(last, KeyConfirmation)
        assert last.seen == {Signer(KEY, "Trường THCS Đoàn Kết")}


def test_a_row_that_was_damaged_before_a_step_is_still_set_aside_by_name_after_it(home: Path) -> None:
    home.mkdir()
    shutil.copy(ROOT / "tests" / "data" / "db" / "schema-3.db", home / "lcweek.db")
    with closing(sqlite3.connect(home / "lcweek.db", isolation_level=None)) as database:
        asked = "SELECT name, sql FROM sqlite_schema WHERE name LIKE 'decision_no_%'"
        guards = database.execute(asked).fetchall()
        for name, _ in guards:
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE decision SET chosen = 'x' WHERE place = 1")
        database.execute("UPDATE held SET filled = 7")
        for _, guard in guards:
            database.execute(guard)
    with open_store(home) as store:
        taken = [entry.taken for entry in store.decisions.of(DISTRICT)]
        assert taken == [entry.taken for entry in BEFORE_4 if entry.taken != DECISIONS[0]]
        assert all(each.is_paper_only for each in store.stored_reports.of(DISTRICT, CAMPAIGN))
        assert {each.unit for each in store.stored_reports.damaged(DISTRICT, CAMPAIGN)} == {SCHOOL, OTHER}


def test_a_damaged_row_stays_damaged_when_its_table_gets_a_column(home: Path) -> None:
    """A step that sealed every row anew would call a flipped bit right."""
    home.mkdir()
    shutil.copy(RELEASED[2], home / "lcweek.db")
    with closing(sqlite3.connect(home / "lcweek.db")) as database:
        database.execute("UPDATE held SET filled = filled + 1 WHERE unit_code = ?", (OTHER.code,))
        database.commit()
    with open_store(home) as store:
        assert store.stored_reports.of_unit(DISTRICT, CAMPAIGN, SCHOOL)
        assert all(each.is_paper_only for each in store.stored_reports.of_unit(DISTRICT, CAMPAIGN, OTHER))
        assert [each.unit for each in store.stored_reports.damaged(DISTRICT, CAMPAIGN)] == [OTHER]
