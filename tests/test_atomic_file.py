"""A file is replaced whole or stays as it was, whatever happens while the new one is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lcweek_desktop.atomic_file import reserve, temporary_path, write_atomically


def refuse(_: bytes) -> None:
    raise ValueError


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file with something in it, alone in its folder."""
    file = tmp_path / "tệp.bin"
    file.write_bytes(b"old")
    return file


def test_a_file_is_replaced_and_nothing_else_is_left(old: Path) -> None:
    write_atomically(old, b"new")
    assert (old.read_bytes(), listed(old.parent)) == (b"new", [old.name])


def test_the_check_is_given_what_is_on_the_disk_before_the_old_file_goes(old: Path) -> None:
    seen: list[tuple[bytes, bytes]] = []
    write_atomically(old, b"new", check=lambda written: seen.append((written, old.read_bytes())))
    assert seen == [(b"new", b"old")]


def test_a_check_that_fails_leaves_the_old_file_alone(old: Path) -> None:
    with pytest.raises(ValueError):
        write_atomically(old, b"new", check=refuse)
    assert (old.read_bytes(), listed(old.parent)) == (b"old", [old.name])


def test_a_full_disk_leaves_the_old_file_alone(small_disk: Path) -> None:
    old = small_disk / "a.bin"
    old.write_bytes(b"old")
    with pytest.raises(OSError):
        write_atomically(old, bytes(3_000_000))
    assert (old.read_bytes(), listed(small_disk)) == (b"old", [old.name])


def test_what_a_power_cut_left_is_replaced_by_the_next_attempt(old: Path) -> None:
    temporary_path(old).write_bytes(b"half of the new bytes, and longer than they")
    write_atomically(old, b"new")
    assert (old.read_bytes(), listed(old.parent)) == (b"new", [old.name])


def test_a_name_as_long_as_the_system_takes_is_written(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 255)
    write_atomically(target, b"new")
    assert listed(tmp_path) == [target.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes of this kind")
@pytest.mark.parametrize(("owner_only", "mode"), [(True, 0o600), (False, 0o644)])
def test_a_private_file_is_its_owners_alone_also_after_a_power_cut(
    tmp_path: Path, owner_only: bool, mode: int
) -> None:
    os.umask(0o022)
    left = temporary_path(tmp_path / "a")
    left.write_bytes(b"left")
    left.chmod(0o640)
    write_atomically(tmp_path / "a", b"secret", owner_only=owner_only)
    assert (tmp_path / "a").stat().st_mode & 0o777 == mode


def test_reserving_lengthens_a_file_once_and_keeps_what_is_in_it(old: Path) -> None:
    for size in (1000, 1000, 10):
        reserve(old, size)
        assert old.read_bytes() == b"old" + bytes(997)
