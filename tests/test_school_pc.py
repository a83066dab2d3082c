"""What a school's PC does to the program: files that others hold, long paths, names with marks, an old clock.

Most of it only Windows does; docs/windows.md has the table of what was tried.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.atomic_file import write_atomically
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.backing_up import make_backup
from lcweek_desktop.services.backup.listing import backups
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.export import write_file
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.user_files import read_file
from tests import wine
from tests.services.conftest import DIRECTORY
from tests.services.office import Office

DEEP = Path("Thư mục của tôi") / "Nguyễn Văn Đức" / "Lò Thị Ánh (BGH)"


def refusal(work: Callable[[], object]) -> KnownError:
    with pytest.raises(KnownError) as refused:
        work()
    return refused.value


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file for people with something in it, alone in its folder."""
    folder = tmp_path / "gửi xã"
    folder.mkdir()
    file = folder / "báo cáo.pdf"
    file.write_bytes(b"old")
    return file


def lcweek(*words: str | Path, home: Path, **environment: str) -> str:
    """What `lcweek WORDS` prints, with data and temporary files in `home` and nothing set of Python's own."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    own = {"LCWEEK_HOME": str(home / "lcweek"), "TEMP": str(home), "TMP": str(home), "TMPDIR": str(home)}
    answer = subprocess.run(
        [sys.executable, "-m", "lcweek_desktop", *map(str, words)],
        env=kept | own | {"PYTHONPATH": str(ROOT)} | environment,
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    said = answer.stdout.decode("utf-8")
    assert answer.returncode == 0, said + answer.stderr.decode("utf-8")
    return said


def send_and_read(folder: Path, **environment: str) -> None:
    """A school fills in, sends, and reads back what it sent; all its files are in `folder`."""
    folder.mkdir(parents=True)
    entries, sent = folder / "số liệu.json", folder / "báo cáo gửi xã.pdf"
    entries.write_text(json.dumps({"figures": {"1.1": {"count": 7}}}), encoding="utf-8", newline="\n")
    unit = ("--unit", "03394-th", "--name", "Trường Tiểu học Thèn Sin", "--level", "truong")
    for words in (
        ("init", "--year", "2024", *unit, "--parent", "03394"),
        ("fill", entries),
        ("send", sent),
    ):
        lcweek(*words, home=folder, **environment)
    assert "Tệp nguyên vẹn: bản số 1" in lcweek("verify", sent, home=folder, **environment)


def test_data_programs_files_and_temporary_files_are_under_a_name_with_marks(tmp_path: Path) -> None:
    send_and_read(tmp_path / DEEP)


def test_a_clock_at_2009_is_no_obstacle(tmp_path: Path) -> None:
    """As of a PC whose battery is empty: every start is at the same minute, long before the campaign."""
    directory = tmp_path / "danh-muc.csv"
    directory.write_text(DIRECTORY, encoding="utf-8", newline="\n")
    with ExitStack() as machines:

        def office(code: str, name: str, level: str) -> Office:
            home = tmp_path / code
            context = machines.enter_context(
                open_context(home, ROOT / "forms", lambda: datetime(2009, 1, 1, 0, 1))
            )
            return Office(set_up(context, "2024", UnitSetup(code, name, level), listed=directory), tmp_path)

        school = office("TH-A", "Trường Tiểu học Thèn Sin", "truong")
        commune = office("03394", "Xã Thèn Sin", "xa")
        for count in (2, 7):
            commune.takes(school.report(count))
            assert commune.sum("1.1") == count
            make_backup(commune.context)
        first, second = sorted(each.backup.number for each in backups(commune.context.home))
        assert first < second


if sys.platform == "win32":
    from tests import kernel32

    READ, WRITE, DELETE = 1, 2, 4
    """What a program that has a file open may let others do."""
    OFFLINE, READ_ONLY, NORMAL = 0x1000, 0x1, 0x80
    ON_DATA_ACCESS, ON_OPEN = 0x400000, 0x40000

    @pytest.mark.parametrize("sharing", [0, READ, READ | WRITE])
    def test_a_file_that_a_reader_holds_is_not_replaced_until_it_is_closed(old: Path, sharing: int) -> None:
        with kernel32.held_open(old, sharing=sharing):
            refused = refusal(lambda: write_file(old, b"new"))
        assert (refused.code, old.read_bytes(), listed(old.parent)) == ("export-denied", b"old", [old.name])
        assert "đang mở ở chương trình khác" in refused.message
        write_file(old, b"new")
        assert (old.read_bytes(), listed(old.parent)) == (b"new", [old.name])

    def test_a_file_that_a_scanner_holds_for_a_moment_is_replaced_all_the_same(old: Path) -> None:
        let_go = threading.Event()

        def scan(_: bytes) -> None:
            """A scanner opens the file just before it is replaced, and closes it a moment later."""
            threading.Timer(0.1, let_go.set).start()
            scanner.start()

        scanner = threading.Thread(target=lambda: _hold(old, let_go))
        write_atomically(old, b"new", check=scan)
        scanner.join()
        assert (old.read_bytes(), listed(old.parent)) == (b"new", [old.name])

    def _hold(file: Path, let_go: threading.Event) -> None:
        with kernel32.held_open(file, sharing=READ | WRITE):
            let_go.wait()

    def test_a_file_to_be_received_that_another_program_holds_can_be_taken_later(old: Path) -> None:
        with kernel32.held_open(old, sharing=0):
            refused = refusal(lambda: read_file(old))
        assert refused.code == "file-unreadable"
        assert "đang mở ở chương trình khác" in refused.message
        assert read_file(old) == b"old"

    @wine.replaces_read_only_files
    def test_a_read_only_file_is_read_and_not_replaced(old: Path) -> None:
        kernel32.set_attributes(old, READ_ONLY)
        assert read_file(old) == b"old"
        assert refusal(lambda: write_file(old, b"new")).code == "export-denied"
        assert (old.read_bytes(), listed(old.parent)) == (b"old", [old.name])
        kernel32.set_attributes(old, NORMAL)
        write_file(old, b"new")
        assert old.read_bytes() == b"new"

    def test_a_folder_marked_read_only_takes_files(old: Path) -> None:
        """Explorer marks folders so that have a look of their own; it forbids nothing."""
        kernel32.set_attributes(old.parent, READ_ONLY)
        write_file(old, b"new")
        assert (old.read_bytes(), listed(old.parent)) == (b"new", [old.name])
        kernel32.set_attributes(old.parent, NORMAL)

    @pytest.mark.parametrize("mark", [OFFLINE, ON_DATA_ACCESS, ON_OPEN])
    def test_a_file_that_lies_in_the_cloud_is_read_like_any_other(old: Path, mark: int) -> None:
        """Windows fetches it when it is read; the program looks at no such mark."""
        kernel32.set_attributes(old, mark)
        assert read_file(old) == b"old"
        write_file(old, b"new")
        assert (old.read_bytes(), listed(old.parent)) == (b"new", [old.name])

    def test_a_path_over_260_letters_is_taken_or_told_as_too_long(tmp_path: Path) -> None:
        folder = Path("\\\\?\\" + str(tmp_path))
        for _ in range(6):
            folder /= "thư mục " * 5 + "x"
        folder.mkdir(parents=True)
        (folder / "a.pdf").write_bytes(b"old")
        plain = Path(str(folder)[4:]) / "a.pdf"
        assert len(str(plain)) > 260
        for work in (lambda: write_file(plain, b"new"), lambda: read_file(plain)):
            try:
                work()
            except KnownError as refused:
                assert "quá dài" in refused.message, refused.message
