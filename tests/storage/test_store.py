"""The data folder as a whole: everything that goes in comes out, also after closing and opening again."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from lcweek_desktop.domain.report import Content
from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.storage import Draft, Store, open_store
from tests.factories import FORM
from tests.storage import sample_store
from tests.storage.sample_store import CAMPAIGN, EVERYTHING, SCHOOL, everything


def test_everything_put_in_is_read_back_at_once_and_after_opening_again(home: Path) -> None:
    with open_store(home) as store:
        sample_store.fill(store)
        assert everything(store) == EVERYTHING
    with open_store(home) as store:
        assert everything(store) == EVERYTHING


def test_a_closed_store_is_one_database_file_and_an_empty_lock(filled: Path) -> None:
    assert {path.name for path in filled.iterdir()} == {"lcweek.db", "lcweek.lock"}
    assert (filled / "lcweek.lock").stat().st_size == 0


def test_opening_a_current_database_does_not_load_sqlite_utils(filled: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from lcweek_desktop.storage import open_store\n"
        f"with open_store(Path({str(filled)!r})) as store: print(len(store.own_units.campaigns()))\n"
        "print('sqlite_utils' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert answer.stdout.split() == ["1", "False"]


def test_a_transaction_that_raises_leaves_nothing_of_itself(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        sample_store.fill(store)
        raise ZeroDivisionError
    assert store.revisions.latest(SCHOOL, CAMPAIGN) is None
    assert store.received.of(sample_store.DISTRICT) == ()
    sample_store.fill(store)
    assert everything(store) == EVERYTHING


def test_a_failed_inner_transaction_cannot_be_half_kept(store: Store) -> None:
    with pytest.raises(BugError) as caught, store.transaction():
        store.revisions.add(sample_store.FIRST)
        with pytest.raises(ZeroDivisionError), store.transaction():
            store.revisions.add(sample_store.SECOND)
            raise ZeroDivisionError
        store.received.record(sample_store.RECEIVED[0])
    assert caught.value.code == "store-bug"
    assert store.revisions.latest(SCHOOL, CAMPAIGN) is None


def test_an_inner_transaction_is_committed_with_the_outer_one(store: Store) -> None:
    with store.transaction(), store.transaction():
        store.revisions.add(sample_store.FIRST)
    assert store.revisions.latest(SCHOOL, CAMPAIGN) == sample_store.FIRST


def test_a_store_is_used_from_the_thread_that_opened_it_only(store: Store) -> None:
    codes: list[str] = []

    def intrude() -> None:
        try:
            store.drafts.save(SCHOOL, CAMPAIGN, Draft(Content()))
        except BugError as error:
            codes.append(error.code)

    thread = threading.Thread(target=intrude)
    thread.start()
    thread.join()
    assert codes == ["store-bug"]
    assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) is None


def test_every_commit_is_flushed_to_the_disk(store: Store) -> None:
    assert store._connection.pragma("journal_mode") == "wal"
    assert store._connection.pragma("synchronous") == 2
    assert store._connection.pragma("foreign_keys") == 1


def test_reserving_the_log_changes_its_size_and_nothing_else(filled: Path) -> None:
    with open_store(filled) as store:
        store.reserve_log()
        assert (filled / "lcweek.db-wal").stat().st_size == 4 << 20
        store.reserve_log()
        store.revisions.add(third := sample_store.revision(3, previous=sample_store.SECOND.fingerprint))
        assert (filled / "lcweek.db-wal").stat().st_size == 4 << 20
    with open_store(filled) as store:
        assert store.revisions.latest(SCHOOL, CAMPAIGN) == third


def test_a_row_about_a_unit_that_does_not_live_here_is_our_mistake(store: Store) -> None:
    with pytest.raises(BugError) as caught:
        store.drafts.save(sample_store.OTHER, CAMPAIGN, sample_store.DRAFT)
    assert caught.value.code == "store-bug"
    assert store.drafts.get(sample_store.OTHER, CAMPAIGN, FORM) is None


def test_known_errors_say_where_the_data_folder_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KnownError) as caught:
        open_store(tmp_path / "file" / "home")
    assert caught.value.code == "store-io"
    assert str(tmp_path / "file" / "home") in caught.value.message
