"""Records of unexpected errors: what they say, what they never say, and how many there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from lcweek_desktop.error_records import KEPT, advice, record, records
from lcweek_desktop.errors import BugError, sentence

SECRETS = ("Lò Văn Phương", "1234567", "RWQf6LRCGA9i53", "nguyen.van.a")


def caught(action: Callable[[], object]) -> Exception:
    try:
        action()
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def quoting() -> None:
    """Fail with words that quote a name, a figure, a key and a path, and so does what it came from."""
    try:
        open(f"/Users/{SECRETS[3]}/{SECRETS[0]}.pdf", "rb")  # noqa: SIM115, PTH123 - it is not there
    except OSError as error:
        raise ValueError(" ".join(SECRETS)) from error


def numbered(number: int) -> Exception:
    return caught(lambda: exec(f"{chr(10) * number}1 / 0"))


def test_a_record_names_kinds_and_lines_of_code_and_nothing_that_was_entered(tmp_path: Path) -> None:
    file = record(tmp_path, caught(quoting))
    assert file is not None
    text = file.read_text(encoding="utf-8")
    assert [secret for secret in (*SECRETS, "/home") if secret in text] == []
    first, second = text.partition("\n\n")[2].split("ValueError")
    assert first.startswith("FileNotFoundError ENOENT\n  test_error_records.py:")
    assert second.rstrip().endswith(" quoting")


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (
            lambda: sqlite3.connect(":memory:").execute("SELECT * FROM khac"),
            "sqlite3.OperationalError SQLITE_ERROR",
        ),
        (lambda: "".khong_co, "AttributeError khong_co"),  # type: ignore[attr-defined]
        (lambda: {"": 1}["Lò Văn Phương"], "KeyError"),
    ],
)
def test_a_record_names_what_is_only_code(tmp_path: Path, action: Callable[[], object], said: str) -> None:
    record(tmp_path, caught(action))
    assert f"\n\n{said}\n" in records(tmp_path)[0]


def test_a_record_of_our_own_error_names_its_code(tmp_path: Path) -> None:
    record(tmp_path, BugError("store-bug", reason="Lò Văn Phương"))
    assert records(tmp_path)[0].endswith("\n\nlcweek_desktop.errors.BugError store-bug\n")


def test_only_the_last_few_are_kept_and_the_newest_comes_first(tmp_path: Path) -> None:
    files = [record(tmp_path, numbered(number)) for number in range(KEPT + 8)]
    assert sorted((tmp_path / "errors").iterdir()) == sorted(file for file in files[-KEPT:] if file)
    assert [
        f"<string>:{number + 1} " in text
        for number, text in zip(range(12, 7, -1), records(tmp_path), strict=True)
    ] == ([True] * KEPT)


def test_an_error_that_comes_again_and_again_is_recorded_once(tmp_path: Path) -> None:
    assert len({record(tmp_path, numbered(1)) for _time in range(3)}) == 1
    assert len(records(tmp_path)) == 1


def test_where_nothing_can_be_written_the_advice_says_so(tmp_path: Path) -> None:
    (tmp_path / "home").write_bytes(b"")
    assert record(tmp_path / "home", numbered(1)) is None
    assert records(tmp_path / "home") == ()
    assert advice(None) == sentence("bug-unrecorded")
