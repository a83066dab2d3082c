"""A temporary folder that is full, or cannot be written, is named as the cause."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from lcweek_desktop.errors import KnownError
from lcweek_desktop.temporary_folder import temporary_folder
from tests.disk import filled_up


def write(data: bytes) -> None:
    with temporary_folder() as folder:
        (folder / "a").write_bytes(data)


def test_a_full_temporary_folder_is_named(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(small_disk))
    with filled_up(small_disk), pytest.raises(KnownError) as caught:
        write(bytes(100_000))
    assert (caught.value.code, caught.value.is_of_machine) == ("temporary-full", True)
    write(bytes(100_000))
    assert [*small_disk.iterdir()] == []


def test_a_temporary_folder_that_is_gone_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "khong-co"))
    with pytest.raises(KnownError) as caught:
        write(b"")
    assert (caught.value.code, caught.value.is_of_machine) == ("temporary-unwritable", True)


def test_what_fails_elsewhere_is_not_blamed_on_the_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), temporary_folder():
        (tmp_path / "khong-co").read_bytes()
