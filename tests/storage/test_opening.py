"""Opening: what is refused, and that a refused file stays as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from lcweek_desktop.catalogue import system
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage import open_store
from lcweek_desktop.storage.lock import FolderLock
from lcweek_desktop.storage.opening import CURRENT
from tests.storage.sample_store import EVERYTHING, everything

HOLDER = """
import sys
from pathlib import Path
from lcweek_desktop.storage import open_store
with open_store(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.readline()
"""


LAST_STEP = b"m%04d" % CURRENT.version
"""How the name of the last migration begins, as the database keeps it."""


def refusal(home: Path) -> KnownError:
    with pytest.raises(KnownError) as caught:
        open_store(home, wait=0)
    return caught.value


def at(offset: int, data: bytes) -> Callable[[bytes], bytes]:
    return lambda file: file[:offset] + data + file[offset + len(data) :]


REASONS = {
    *system.OF_SQLITE.values(),
    system.EMPTY_FILE,
    system.SHORT_FILE,
    system.WRONG_VERSION,
    system.WRONG_SCHEMA,
    system.WRONG_PAGES,
    system.WRONG_TEXT,
}
"""What is said of a damaged file, all of it in Vietnamese."""


@pytest.mark.parametrize("folder", ["keys", "blobs"])
def test_an_emptied_database_is_not_taken_for_a_new_one(filled: Path, folder: str) -> None:
    """A power cut can empty the file on some disks; a new database would count revisions from 1 again."""
    (filled / folder).mkdir(exist_ok=True)
    (filled / folder / "kept").write_bytes(b"1")
    (filled / "lcweek.db").write_bytes(b"")
    assert refusal(filled).code == "store-damaged"
    assert (filled / "lcweek.db").read_bytes() == b""


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(
            at(60, struct.pack(">i", CURRENT.version + 1)), "store-damaged", id="version of no program"
        ),
        pytest.param(
            lambda file: at(60, struct.pack(">i", CURRENT.version + 1))(
                file.replace(LAST_STEP, b"m%04d" % (CURRENT.version + 1))
            ),
            "store-newer",
            id="newer",
        ),
        pytest.param(at(68, b"JPEG"), "store-foreign", id="another program's database"),
        pytest.param(lambda file: b"%PDF-1.7 not a database" * 100, "store-foreign", id="not a database"),
        pytest.param(lambda file: file[:50], "store-damaged", id="cut within the header"),
        pytest.param(lambda file: file[:-4096], "store-damaged", id="last page missing"),
        pytest.param(at(4096, bytes(4096)), "store-damaged", id="a page of zeros"),
        pytest.param(at(16, b"\x00\x03"), "store-damaged", id="page size that cannot be"),
        pytest.param(at(44, struct.pack(">i", 20)), "store-damaged", id="file format that cannot be"),
        pytest.param(
            lambda file: file.replace(b"TABLE schema_seal", b"TABLE schema_real"),
            "store-damaged",
            id="name of a table that changed",
        ),
        pytest.param(
            lambda file: file.replace(b"BEFORE DELETE ON journal", b"BEFORE UPDATE ON journal"),
            "store-damaged",
            id="guard that watches something else",
        ),
        pytest.param(at(60, struct.pack(">i", 0)), "store-damaged", id="version went back"),
        pytest.param(at(60, struct.pack(">i", -1)), "store-damaged", id="version that cannot be"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_kept_as_it_is(
    filled: Path, change: Callable[[bytes], bytes], code: str
) -> None:
    database = filled / "lcweek.db"
    database.write_bytes(unusable := change(database.read_bytes()))
    error = refusal(filled)
    assert error.code == code
    assert str(database) in error.message
    assert error.context.get("reason", system.WRONG_TEXT) in REASONS
    assert database.read_bytes() == unusable
    assert {path.name for path in filled.iterdir()} == {"lcweek.db", "lcweek.lock"}


def test_a_database_without_our_mark_is_not_filled_with_our_tables(home: Path) -> None:
    home.mkdir()
    with closing(sqlite3.connect(home / "lcweek.db")) as theirs:
        theirs.execute("CREATE TABLE music (title TEXT)")
        theirs.commit()
    before = (home / "lcweek.db").read_bytes()
    assert refusal(home).code == "store-foreign"
    assert (home / "lcweek.db").read_bytes() == before


def test_an_empty_file_left_by_a_power_cut_becomes_a_database(home: Path) -> None:
    home.mkdir()
    (home / "lcweek.db").write_bytes(b"")
    with open_store(home) as store:
        assert store.own_units.campaigns() == ()


@contextmanager
def another_process(home: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has `home` open until it reads a line."""
    command = [sys.executable, "-c", HOLDER, str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_folder_in_use_by_another_process_is_refused(filled: Path) -> None:
    with another_process(filled):
        error = refusal(filled)
        assert error.code == "store-busy"
        assert str(filled) in error.message


def test_the_lock_file_alone_keeps_others_out(filled: Path) -> None:
    lock = FolderLock(filled, wait=0)
    assert refusal(filled).code == "store-busy"
    lock.release()
    with open_store(filled, wait=0) as store:
        assert everything(store) == EVERYTHING


def test_a_folder_in_use_by_the_same_process_is_refused(filled: Path) -> None:
    with open_store(filled):
        assert refusal(filled).code == "store-busy"


def test_a_folder_is_free_when_its_process_was_killed(filled: Path) -> None:
    with another_process(filled) as process:
        process.kill()
        process.wait()
        with open_store(filled, wait=0) as store:
            assert everything(store) == EVERYTHING


def test_a_command_waits_for_the_one_before_it(filled: Path) -> None:
    with another_process(filled) as process:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
        with open_store(filled, wait=60) as store:
            assert everything(store) == EVERYTHING


def test_a_refused_folder_is_not_left_locked(filled: Path) -> None:
    database = filled / "lcweek.db"
    whole = database.read_bytes()
    database.write_bytes(b"not a database")
    assert refusal(filled).code == "store-foreign"
    database.write_bytes(whole)
    with open_store(filled, wait=0) as store:
        assert everything(store) == EVERYTHING


def test_a_database_held_by_a_foreign_tool_is_busy(filled: Path) -> None:
    with closing(sqlite3.connect(filled / "lcweek.db", isolation_level=None)) as tool:
        tool.execute("BEGIN EXCLUSIVE")
        assert refusal(filled).code == "store-busy"
        tool.execute("ROLLBACK")
    with open_store(filled) as store:
        assert everything(store) == EVERYTHING


READ_ONLY = """
import os, sys, tempfile
from pathlib import Path
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage import open_store
from lcweek_desktop.storage.lock import FolderLock
from tests.storage import sample_store
with tempfile.TemporaryDirectory() as other, open_store(Path(other)):
    pass  # everything is imported before this process gives its rights away
if os.geteuid() == 0:
    os.setuid(65534)
try:
    open_store(Path(sys.argv[1])).received.record(sample_store.RECEIVED[0])
except KnownError as error:
    print(error.code)
"""


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
@pytest.mark.parametrize("read_only", ["", "lcweek.lock", "lcweek.db"])
def test_a_folder_that_may_not_be_written_says_so_and_stays_as_it_is(filled: Path, read_only: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shutil.copytree(filled, home, dirs_exist_ok=True)
        for path in (home, *home.iterdir()):
            path.chmod(0o777)
        (home / read_only).chmod(0o555)
        before = (home / "lcweek.db").read_bytes()
        command = [sys.executable, "-c", READ_ONLY, folder]
        assert subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout == "store-readonly\n"
        assert (home / "lcweek.db").read_bytes() == before
