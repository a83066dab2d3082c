"""A full disk says so, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lcweek_desktop.atomic_file import TEMPORARY_SUFFIX
from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage import Draft, Store, open_store
from tests.disk import filled_up
from tests.factories import FORM
from tests.storage import sample_store
from tests.storage.sample_store import CAMPAIGN, EVERYTHING, SCHOOL, everything
from tests.storage.test_migrations import LATER

LONG = Draft(
    sample_store.CONTENT.with_text(HeadingKey("I.1"), from_plain_text("Lễ khai mạc. " * 4_000)),
    sample_store.SIGNOFF,
)


def full(action: Callable[[], object]) -> None:
    """`action` is refused because there is no room."""
    with pytest.raises(KnownError) as caught:
        action()
    assert caught.value.code == "store-full"


def save_all(store: Store) -> None:
    with store.transaction():
        store.received.record(replace(sample_store.RECEIVED[0], name="tên khác.pdf"))
        store.drafts.save(SCHOOL, CAMPAIGN, LONG)


def test_a_database_that_cannot_grow_keeps_what_it_has_and_goes_on_when_it_can(filled: Path) -> None:
    with open_store(filled) as store:
        pages = store._connection.pragma("page_count")
        store._connection.pragma(f"max_page_count = {pages}")
        full(lambda: store.drafts.save(SCHOOL, CAMPAIGN, LONG))
        full(lambda: save_all(store))
        assert everything(store) == EVERYTHING
        store._connection.pragma(f"max_page_count = {pages + 1_000}")
        save_all(store)
        assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) == LONG


def test_on_a_full_disk_nothing_can_be_saved_and_nothing_is_lost(small_disk: Path) -> None:
    home = small_disk / "home"
    with open_store(home) as store:
        sample_store.fill(store)
    with open_store(home) as store:
        with filled_up(small_disk):
            full(lambda: store.drafts.save(SCHOOL, CAMPAIGN, LONG))
            full(lambda: save_all(store))
            full(lambda: store.blobs.put(bytes(100_000)))
            assert everything(store) == EVERYTHING
            assert not [*home.rglob(f"*{TEMPORARY_SUFFIX}")]
        save_all(store)
        assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) == LONG


def test_a_log_for_which_there_is_no_room_takes_none(small_disk: Path) -> None:
    with open_store(small_disk / "home") as store:
        sample_store.fill(store)
        log = small_disk / "home" / "lcweek.db-wal"
        size = log.stat().st_size
        full(store.reserve_log)
        assert log.stat().st_size == size
        store.received.record(replace(sample_store.RECEIVED[0], name="tên khác.pdf"))


def test_a_new_data_folder_on_a_full_disk_is_made_when_there_is_room(small_disk: Path) -> None:
    home = small_disk / "home"
    with filled_up(small_disk):
        full(lambda: open_store(home))
    with open_store(home) as store:
        sample_store.fill(store)
        assert everything(store) == EVERYTHING


def test_a_full_disk_stops_a_migration_before_it_begins(small_disk: Path) -> None:
    home = small_disk / "home"
    with open_store(home) as store:
        sample_store.fill(store)
    with filled_up(small_disk):
        with pytest.raises(KnownError) as caught:
            open_store(home, schema=LATER)
        assert caught.value.code == "backup-space"
        assert not [*home.rglob(f"*{TEMPORARY_SUFFIX}")]
    with open_store(home) as store:
        assert everything(store) == EVERYTHING
