"""What can still be read of a damaged database: every whole row, none that is not, from pages and the log."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage import (
    DraftPart,
    Salvaged,
    backups_of,
    open_store,
    opened_backup,
    put_back,
    salvage,
)
from lcweek_desktop.storage.backup import BackupReason
from tests.storage.sample_store import (
    CAMPAIGN,
    DISTRICT,
    EDITION,
    EVERYTHING,
    SCHOOL,
    SENDINGS,
    everything,
    everything_of,
)

NOW = datetime(2024, 10, 12, 8, 30)


def saved(home: Path) -> Salvaged:
    found = salvage(home, NOW)
    assert found is not None
    return found


def at(offset: int, data: bytes) -> Callable[[bytes], bytes]:
    return lambda file: file[:offset] + data + file[offset + len(data) :]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda file: file, id="nothing"),
        pytest.param(at(0, bytes(100)), id="the header"),
        pytest.param(at(18, b"\xff"), id="the file format"),
        pytest.param(at(28, b"\xff\xff"), id="the number of pages"),
        pytest.param(at(60, b"\x7f"), id="the schema version"),
        pytest.param(lambda file: file.replace(b"CREATE TABLE", b"CREATE TABLY"), id="the definitions"),
    ],
)
def test_rows_that_are_whole_are_all_saved_whatever_else_is_damaged(
    filled: Path, change: Callable[[bytes], bytes]
) -> None:
    database = filled / "lcweek.db"
    damaged = change(database.read_bytes())
    database.write_bytes(damaged)
    found = saved(filled)
    assert (found.lost, found.backup.reason) == (0, BackupReason.SALVAGE)
    with opened_backup(filled, found.backup) as store:
        assert everything(store) == EVERYTHING
    assert database.read_bytes() == damaged
    assert saved(filled).backup == found.backup


def test_what_is_salvaged_takes_the_place_of_the_damaged_database(filled: Path) -> None:
    database = filled / "lcweek.db"
    damaged = at(0, bytes(16))(database.read_bytes())
    database.write_bytes(damaged)
    with pytest.raises(KnownError):
        open_store(filled)
    done = put_back(filled, saved(filled).backup, NOW, lambda _done, _total: None)
    assert done.damaged is not None
    assert (done.damaged / "lcweek.db").read_bytes() == damaged
    with open_store(filled) as store:
        assert everything(store) == EVERYTHING


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_damaged_database_of_an_older_schema_is_saved_with_its_rows(home: Path, version: int) -> None:
    home.mkdir()
    shutil.copy(ROOT / "tests" / "data" / "db" / f"schema-{version}.db", home / "lcweek.db")
    database = home / "lcweek.db"
    database.write_bytes(at(0, b"SQLxte")(database.read_bytes()))
    with opened_backup(home, saved(home).backup) as store:
        assert everything(store) == everything_of(version)


def test_what_was_only_in_the_log_is_saved(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    with open_store(filled) as store:
        database = (filled / "lcweek.db").read_bytes()
        store.sendings.add(SENDINGS[0])
        copy.mkdir()
        shutil.copy(filled / "lcweek.db-wal", copy)
    (copy / "lcweek.db").write_bytes(database)
    assert saved(copy).rows["sending"] == len(SENDINGS) + 1
    log = (copy / "lcweek.db-wal").read_bytes()
    # The salt of the first frame, a random number, becomes another one.
    (copy / "lcweek.db-wal").write_bytes(log[:40] + bytes([log[40] ^ 0xFF]) + log[41:])
    assert saved(copy).rows["sending"] == len(SENDINGS)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", bytes(20_000)])
def test_where_nothing_can_be_read_there_is_nothing_to_offer(filled: Path, content: bytes) -> None:
    (filled / "lcweek.db").write_bytes(content)
    assert salvage(filled, NOW) is None
    assert backups_of(filled).all() == ()


def test_a_cut_off_file_gives_what_it_still_has(filled: Path) -> None:
    database = filled / "lcweek.db"
    whole = saved(filled).rows
    database.write_bytes(database.read_bytes()[: 40 * 4096 + 7])
    found = saved(filled)
    assert 0 < sum(found.rows.values()) <= sum(whole.values())


def test_nothing_is_saved_that_was_not_written(filled: Path) -> None:
    """Whatever bits are flipped, each row that is saved is one of the rows."""
    database = filled / "lcweek.db"
    whole = database.read_bytes()
    right = saved(filled).rows
    dice = random.Random(11)
    for _ in range(20):
        flipped = bytearray(whole)
        for _ in range(40):
            flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
        database.write_bytes(flipped)
        found = saved(filled)
        assert all(count <= right[table] for table, count in found.rows.items())
        with opened_backup(filled, found.backup) as store:
            assert set(store.own_units.of(CAMPAIGN)) <= set(EVERYTHING["own units"])
            assert store.units.directory(EDITION).units.items() <= EVERYTHING["units"].items()
            for name, read in (
                ("held", store.stored_reports.of(DISTRICT, CAMPAIGN)),
                ("received", store.received.of(DISTRICT)),
                ("sendings", store.sendings.of(SCHOOL, CAMPAIGN)),
            ):
                assert all(each in EVERYTHING[name] for each in read), name


def test_a_row_that_is_damaged_is_saved_as_it_is_and_set_aside_by_name(filled: Path) -> None:
    database = filled / "lcweek.db"
    note = "theo kế hoạch".encode()
    whole = database.read_bytes()
    assert note in whole
    database.write_bytes(bytes(16) + whole.replace(note, note.upper())[16:])
    found = saved(filled)
    assert found.lost > 0
    with opened_backup(filled, found.backup) as store:
        assert store.drafts.damaged(SCHOOL, CAMPAIGN) == (DraftPart("notes", "1.1"),)


def test_a_folder_in_use_is_left_alone(filled: Path) -> None:
    with open_store(filled), pytest.raises(KnownError) as caught:
        salvage(filled, NOW)
    assert caught.value.code == "store-busy"
