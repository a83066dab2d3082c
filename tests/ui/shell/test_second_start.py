"""The program is started again, as the system starts it for a file that is opened: two processes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from dev import ROOT
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.ui.shell.only_window import claim_window
from tests import wine
from tests.services.installation import Installation, school

UNIT = school("a")
WATCHED = "tests.window_process"
TITLE = f"{UNIT.name} – Báo cáo Tuần lễ học tập suốt đời"


@pytest.fixture(autouse=True)
def runtime_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for sockets of this user; its path is short, as that of a socket has to be."""
    folder = Path(tempfile.mkdtemp(prefix="lcw"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def school_home(tmp_path: Path) -> Path:
    """The data folder of a school, which sent a report to "báo cáo gửi xã.lcweek" beside it."""
    home = tmp_path / "dữ liệu"
    home.mkdir()
    with Installation(home) as installation:
        installation.add(UNIT)
        installation.fill(UNIT.code, {"figures": {"1.1": {"count": 7, "people": 70}}})
        installation.send(UNIT.code, tmp_path / "báo cáo gửi xã.lcweek")
    return home


class Started:
    """A start of the program on the data folder `home`, in the working folder `folder`."""

    def __init__(
        self, home: Path, folder: Path, *arguments: str, module: str = "tests.window_process"
    ) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env={**os.environ, "LCWEEK_HOME": str(home), "PYTHONPATH": str(ROOT)},
            cwd=folder,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def wait_for(self, what: str) -> str:
        """The words of the next `what` ("title", "box", "text") that comes on the screen."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said: dict[str, Any] = json.loads(line)
            if what in said:
                return str(said[what])
        raise AssertionError(f"the program ended without {what}")

    def wait_for_title(self, title: str) -> None:
        """Wait until the window has `title`."""
        while self.wait_for("title") != title:
            pass

    def end(self) -> tuple[int, str]:
        """Wait for its end; the exit code, and what it wrote."""
        out, _ = self.process.communicate()
        return self.process.returncode, out


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Started]]:
    """`start(home, "a.lcweek")` starts the program in the folder of the test. All are killed at the end."""
    started: list[Started] = []

    def begin(home: Path, *arguments: str, **more: Any) -> Started:
        started.append(Started(home, more.pop("folder", tmp_path), *arguments, **more))
        return started[-1]

    yield begin
    for each in started:
        each.process.kill()
        each.process.wait()


@pytest.fixture
def start_again(start: Callable[..., Started]) -> Callable[..., tuple[int, str]]:
    """`start_again(home, "a.lcweek")` starts the program as it is, and waits for its end."""
    return lambda home, *arguments, **more: start(home, *arguments, module="lcweek_desktop", **more).end()


def test_the_first_start_opens_the_file_that_it_names(
    school_home: Path, start: Callable[..., Started]
) -> None:
    window = start(school_home, "báo cáo gửi xã.lcweek")
    assert "Đây là báo cáo của chính đơn vị Trường A, bản số 1" in window.wait_for("box")


def test_a_second_start_gives_its_file_to_the_window_and_ends(
    school_home: Path,
    start: Callable[..., Started],
    start_again: Callable[..., tuple[int, str]],
    tmp_path: Path,
) -> None:
    window = start(school_home)
    window.wait_for_title(TITLE)
    folder = tmp_path / "thư mục khác"
    folder.mkdir()
    assert start_again(school_home, "../báo cáo gửi xã.lcweek", folder=folder) == (0, "")
    assert "Đây là báo cáo của chính đơn vị Trường A, bản số 1" in window.wait_for("box")
    assert start_again(school_home) == (0, "")
    assert window.process.poll() is None


def test_what_a_killed_window_left_stops_no_other(
    school_home: Path,
    start: Callable[..., Started],
    start_again: Callable[..., tuple[int, str]],
    runtime_folder: Path,
) -> None:
    killed = start(school_home)
    killed.wait_for_title(TITLE)
    killed.process.kill()
    killed.process.wait()
    left = [file for file in runtime_folder.iterdir() if file.is_socket()]
    assert len(left) == (0 if sys.platform == "win32" else 1)  # Windows takes its pipe away with the process
    window = start(school_home, "báo cáo gửi xã.lcweek")
    assert "Đây là báo cáo của chính đơn vị" in window.wait_for("box")
    assert start_again(school_home) == (0, "")


@wine.shows_links_as_folders
def test_another_data_folder_has_its_own_window_and_one_folder_by_two_names_has_one(
    school_home: Path,
    start: Callable[..., Started],
    start_again: Callable[..., tuple[int, str]],
    tmp_path: Path,
) -> None:
    start(school_home).wait_for_title(TITLE)
    other = start(tmp_path / "máy khác", "báo cáo gửi xã.lcweek")
    assert "Mở lại báo cáo bản số 1" in other.wait_for("box")
    (tmp_path / "tên khác").symlink_to(school_home, target_is_directory=True)
    assert start_again(tmp_path / "tên khác") == (0, "")


def test_a_very_long_list_of_files_arrives_whole(
    school_home: Path,
    start: Callable[..., Started],
    start_again: Callable[..., tuple[int, str]],
    tmp_path: Path,
) -> None:
    window = start(school_home)
    window.wait_for_title(TITLE)
    count = 700 if sys.platform == "win32" else 1500  # Windows takes 32,767 letters on a command line
    names = [f"ghi chép “của” trường số {number:04}.txt" for number in range(count)]
    for name in names:
        (tmp_path / name).write_text("không phải báo cáo", encoding="utf-8")
    assert start_again(school_home, *names) == (0, "")
    assert window.wait_for("box").startswith(f"Đã xem {count} tệp.")


@wine.names_no_half_letters
def test_a_name_that_is_no_text_arrives_as_it_is(
    school_home: Path,
    start: Callable[..., Started],
    start_again: Callable[..., tuple[int, str]],
    tmp_path: Path,
) -> None:
    window = start(school_home)
    window.wait_for_title(TITLE)
    # On Windows half a letter beyond the Basic Plane; a line end is in no name there.
    name = "b\ud83do.lcweek" if sys.platform == "win32" else os.fsdecode(b"b\xe1o c\xe1o\n.lcweek")
    shutil.copy(tmp_path / "báo cáo gửi xã.lcweek", tmp_path / name)
    assert start_again(school_home, name) == (0, "")
    assert "Đây là báo cáo của chính đơn vị" in window.wait_for("box")


def test_a_folder_that_a_command_holds_is_told_as_ever_and_the_window_still_takes_files(
    school_home: Path, start: Callable[..., Started], start_again: Callable[..., tuple[int, str]]
) -> None:
    with open_context(school_home, ROOT / "forms"):
        window = start(school_home)
        assert window.wait_for("text") == "Chưa mở được dữ liệu"
        assert start_again(school_home, "báo cáo gửi xã.lcweek") == (0, "")
    assert window.process.poll() is None


def test_a_window_that_does_not_answer_is_told_and_nothing_is_opened_beside_it(
    school_home: Path, start: Callable[..., Started], qapp: QApplication
) -> None:
    claimed = claim_window(school_home, [])
    assert claimed is not None
    second = start(school_home)
    assert second.wait_for("box").startswith("Chương trình đang mở ở một cửa sổ khác")
    claimed.leave()


def test_a_file_that_is_not_there_is_told_in_the_window(
    school_home: Path, start: Callable[..., Started], start_again: Callable[..., tuple[int, str]]
) -> None:
    window = start(school_home)
    window.wait_for_title(TITLE)
    assert start_again(school_home, "--", "không có") == (0, "")
    assert "không có" in window.wait_for("box")
