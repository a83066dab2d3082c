"""A lock of the system on a file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lcweek_desktop.file_lock import take_lock

HOLD = """
import sys
from pathlib import Path
from lcweek_desktop.file_lock import take_lock
lock = take_lock(Path(sys.argv[1]))
assert lock is not None
print("held", flush=True)
sys.stdin.read()
"""


def test_one_holds_it_until_it_is_released(tmp_path: Path) -> None:
    lock = take_lock(tmp_path / "khóa")
    assert lock is not None
    assert take_lock(tmp_path / "khóa") is None
    lock.release()
    again = take_lock(tmp_path / "khóa")
    assert again is not None
    again.release()


def test_a_process_that_is_killed_loses_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "khóa")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"held"
        assert take_lock(tmp_path / "khóa") is None
        process.kill()
        process.wait()
    lock = take_lock(tmp_path / "khóa")
    assert lock is not None
    lock.release()


def test_a_file_that_cannot_be_made_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        take_lock(tmp_path / "không có" / "khóa")
