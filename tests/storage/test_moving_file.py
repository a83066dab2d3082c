"""The file for another machine: it opens with its pass-phrase only, and only as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyrage import passphrase as age_passphrase

from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage.moving_file import read_moving_file, write_moving_file
from tests.disk import filled_up

PASSPHRASE = "nước chảy đá mòn"
KEYS = {"lai-chau-2024.TH-A.key": "untrusted comment: một\nRWQ\n"}
BODY = bytes(range(256)) * 1000
"""More than one piece of an age file, which has 64 KiB."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file as it is written; the pass-phrase takes a second each time."""
    folder = tmp_path_factory.mktemp("may-cu")
    (folder / "than").write_bytes(BODY)
    list(write_moving_file(folder / "tep.lcwmove", folder / "than", KEYS, PASSPHRASE))
    assert sorted(path.name for path in folder.iterdir()) == ["tep.lcwmove", "than"]
    return (folder / "tep.lcwmove").read_bytes()


def code_of(data: bytes, folder: Path, passphrase: str = PASSPHRASE) -> str:
    """The code with which `data` is refused, empty when it opens."""
    file, body = folder / "tep.lcwmove", folder / "than"
    file.write_bytes(data)
    try:
        assert read_moving_file(file, passphrase, body) == KEYS
    except KnownError as error:
        assert not body.exists()
        assert file.read_bytes() == data
        return error.code
    assert body.read_bytes() == BODY
    body.unlink()
    return ""


def test_it_opens_with_the_pass_phrase_and_gives_what_went_in(written: bytes, tmp_path: Path) -> None:
    assert code_of(written, tmp_path) == ""


def test_neither_keys_nor_data_can_be_read_in_it(written: bytes) -> None:
    assert b"untrusted" not in written
    assert BODY[:64] not in written
    assert b"TH-A" not in written


@pytest.mark.parametrize("wrong", ["", "Nước chảy đá mòn"])
def test_another_pass_phrase_does_not_open_it(written: bytes, tmp_path: Path, wrong: str) -> None:
    assert code_of(written, tmp_path, wrong) == "move-passphrase"


@pytest.mark.parametrize("cut", [20, 101, 400, 700, -65_552, -1], ids=lambda at: f"after {at}")
def test_a_file_that_was_cut_off_says_so(written: bytes, tmp_path: Path, cut: int) -> None:
    expected = "move-foreign" if 0 <= cut < written.index(b"\n") else "move-damaged"
    assert code_of(written[:cut], tmp_path) == expected


def test_a_file_to_which_something_was_added_says_so(written: bytes, tmp_path: Path) -> None:
    assert code_of(written + b"\0", tmp_path) == "move-damaged"


@pytest.mark.parametrize("share", [0.0003, 0.001, 0.002, 0.3, 0.9999])
def test_a_flipped_bit_is_damage_and_no_wrong_pass_phrase(
    written: bytes, tmp_path: Path, share: float
) -> None:
    lock = written.index(b"\n") + 1
    at = lock + int((len(written) - lock) * share)
    flipped = bytes([*written[:at], written[at] ^ 4, *written[at + 1 :]])
    assert code_of(flipped, tmp_path) == "move-damaged"


@pytest.mark.parametrize(
    "data", [b"", b"lcweek", b"PK\x03\x04", b"%PDF-1.7\n", b"lcweek machine file 1 x\n", b"\0" * 300]
)
def test_another_kind_of_file_says_so(tmp_path: Path, data: bytes) -> None:
    assert code_of(data, tmp_path) == "move-foreign"


def test_a_plain_age_file_is_another_kind_of_file(tmp_path: Path) -> None:
    assert code_of(age_passphrase.encrypt(b"{}", PASSPHRASE), tmp_path) == "move-foreign"


def test_a_file_of_a_newer_program_says_so(written: bytes, tmp_path: Path) -> None:
    later = written.replace(b"lcweek machine file 1 ", b"lcweek machine file 2 ", 1)
    assert code_of(later, tmp_path) == "move-newer"


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        read_moving_file(tmp_path / "khong-co.lcwmove", PASSPHRASE, tmp_path / "than")
    assert refused.value.code == "move-missing"


def test_a_full_disk_leaves_the_older_file_and_nothing_else(small_disk: Path, tmp_path: Path) -> None:
    (tmp_path / "than").write_bytes(BODY * 10)
    target = small_disk / "tep.lcwmove"
    target.write_bytes(b"older")
    with pytest.raises(OSError, match="No space"):
        list(write_moving_file(target, tmp_path / "than", KEYS, PASSPHRASE))
    with filled_up(small_disk), pytest.raises(OSError, match="No space"):
        list(write_moving_file(target, tmp_path / "than", KEYS, PASSPHRASE))
    assert target.read_bytes() == b"older"
    assert [path.name for path in small_disk.iterdir()] == ["tep.lcwmove"]


def test_a_full_disk_of_the_other_machine_says_so(written: bytes, small_disk: Path, tmp_path: Path) -> None:
    (tmp_path / "tep.lcwmove").write_bytes(written)
    with filled_up(small_disk), pytest.raises(KnownError) as refused:
        read_moving_file(tmp_path / "tep.lcwmove", PASSPHRASE, small_disk / "than")
    assert refused.value.code == "store-full"
    assert not (small_disk / "than").exists()
