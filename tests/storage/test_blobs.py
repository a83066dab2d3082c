"""Blobs: kept under their hash, written whole or not at all, checked on reading."""

from __future__ import annotations

import hashlib

import pytest

from lcweek_desktop.atomic_file import temporary_path
from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.storage import Store

DATA = bytes(range(256)) * 10
SHA256 = hashlib.sha256(DATA).hexdigest()


def test_a_blob_is_kept_under_its_hash(store: Store) -> None:
    assert store.blobs.put(DATA) == SHA256
    assert store.blobs.get(SHA256) == DATA
    assert store.blobs.path(SHA256) == store.home / "blobs" / SHA256[:2] / SHA256
    assert [path.name for path in store.blobs.path(SHA256).parent.iterdir()] == [SHA256]


def test_keeping_the_same_bytes_twice_leaves_the_file_alone(store: Store) -> None:
    store.blobs.put(DATA)
    before = store.blobs.path(SHA256).stat()
    assert store.blobs.put(DATA) == SHA256
    after = store.blobs.path(SHA256).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_empty_file_is_a_blob_too(store: Store) -> None:
    assert store.blobs.get(store.blobs.put(b"")) == b""


@pytest.mark.parametrize("damaged", [b"", DATA[:-1], DATA + b"\0", b"\1" + DATA[1:]])
def test_a_damaged_blob_is_refused_until_its_bytes_come_again(store: Store, damaged: bytes) -> None:
    store.blobs.put(DATA)
    store.blobs.path(SHA256).write_bytes(damaged)
    with pytest.raises(KnownError) as caught:
        store.blobs.get(SHA256)
    assert caught.value.code == "store-blob-damaged"
    assert SHA256 in caught.value.message
    store.blobs.put(DATA)
    assert store.blobs.get(SHA256) == DATA


def test_a_missing_blob_is_named(store: Store) -> None:
    with pytest.raises(KnownError) as caught:
        store.blobs.get(SHA256)
    assert caught.value.code == "store-blob-missing"
    assert SHA256 in caught.value.message


@pytest.mark.parametrize("name", ["", "../lcweek.db", SHA256.upper(), SHA256[:-1], f"{SHA256}\n"])
def test_only_a_hash_names_a_blob(store: Store, name: str) -> None:
    with pytest.raises(BugError) as caught:
        store.blobs.path(name)
    assert caught.value.code == "store-bug"


def test_what_an_interrupted_write_left_is_overwritten_by_the_next(store: Store) -> None:
    path = store.blobs.path(SHA256)
    path.parent.mkdir(parents=True)
    temporary_path(path).write_bytes(DATA[:7])
    store.blobs.put(DATA)
    assert [left.name for left in path.parent.iterdir()] == [SHA256]
    assert store.blobs.get(SHA256) == DATA
