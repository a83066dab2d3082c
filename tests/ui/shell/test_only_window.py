"""One window for each data folder: claimed, found, answered and left, within one process."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from lcweek_desktop.errors import KnownError
from lcweek_desktop.ui.shell import only_window
from lcweek_desktop.ui.shell.files_message import ANSWER, MOST_BYTES, files_message
from lcweek_desktop.ui.shell.only_window import OnlyWindow, claim_window

LONG = 20_000


@pytest.fixture(autouse=True)
def runtime_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for sockets of this user; its path is short, as that of a socket has to be."""
    folder = Path(tempfile.mkdtemp(prefix="lcw"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def claimed(tmp_path: Path, qtbot: QtBot) -> Iterator[OnlyWindow]:
    """The right to be the window of the data folder `tmp_path`."""
    claimed = claim_window(tmp_path, [])
    assert claimed is not None
    yield claimed
    claimed.leave()


SECOND_START = """
import sys
from pathlib import Path
from lcweek_desktop.ui.shell.only_window import claim_window
home, *files = map(Path, sys.argv[1:])
sys.exit(claim_window(home, files) is not None)
"""
"""Exits with 1 when the window became its own."""


@pytest.fixture
def start_again() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """`start_again(home, *files)` claims the window in another process."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: Path) -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-c", SECOND_START, *map(str, arguments)]))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


def test_the_files_are_taken_and_the_second_start_has_no_window(
    claimed: OnlyWindow, start_again: Callable[..., subprocess.Popen[bytes]], qtbot: QtBot, tmp_path: Path
) -> None:
    taken = taken_by(claimed)
    files = [tmp_path / "báo cáo gửi xã.pdf", tmp_path / "thẻ nhớ"]
    second = start_again(tmp_path, *files)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=LONG)
    assert (second.returncode, taken) == (0, [files])


def test_a_window_that_is_closing_is_waited_for_and_then_replaced(
    claimed: OnlyWindow, start_again: Callable[..., subprocess.Popen[bytes]], qtbot: QtBot, tmp_path: Path
) -> None:
    asked: list[list[Path]] = []

    def refuse(files: list[Path]) -> bool:
        asked.append(files)
        return False

    claimed.listen(refuse)
    second = start_again(tmp_path)
    qtbot.waitUntil(lambda: len(asked) >= 2, timeout=LONG)
    assert second.poll() is None
    claimed.leave()
    assert second.wait() == 1


def test_a_window_that_does_not_answer_is_told(claimed: OnlyWindow, tmp_path: Path) -> None:
    claimed.listen(lambda _files: True)  # nothing runs it while this thread waits
    with pytest.raises(KnownError) as error:
        claim_window(tmp_path, [], patience=0.2)
    assert error.value.code == "window-silent"


def test_more_files_than_a_message_holds_are_refused_where_a_window_is_open(
    claimed: OnlyWindow, tmp_path: Path
) -> None:
    files = [tmp_path / ("a" * 1000)] * (MOST_BYTES // 1000)
    with pytest.raises(KnownError) as error:
        claim_window(tmp_path, files)
    assert error.value.code == "window-many"
    claimed.leave()
    first = claim_window(tmp_path, files)
    assert first is not None
    first.leave()


def test_where_no_socket_can_be_made_the_window_is_claimed_all_the_same(
    monkeypatch: pytest.MonkeyPatch, runtime_folder: Path, tmp_path: Path
) -> None:
    too_long = runtime_folder / ("dài" * 40)
    too_long.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(too_long))
    claimed = claim_window(tmp_path, [])
    assert claimed is not None
    claimed.listen(lambda _files: True)
    claimed.leave()


@pytest.mark.parametrize(
    "message",
    [
        b"GET / HTTP/1.1\n\n",
        b"lcweek files 2\n[]\n",
        b"lcweek files 1\n{}\n",
        b'lcweek files 1\n["bao-cao.lcweek"]\n',
        b'lcweek files 1\n["/a\\u0000b"]\n',
        b"lcweek files 1\n[7]\n",
        b"lcweek files 1\n\xff\xfe\n",
        b"lcweek files 1\n" + b"[" * 100_000 + b"\n",
        b"lcweek files 1\n" + b" " * MOST_BYTES + b"\n",
    ],
    ids=range(9),
)
def test_anything_but_a_list_of_paths_is_hung_up_on(
    claimed: OnlyWindow, qtbot: QtBot, message: bytes
) -> None:
    taken = taken_by(claimed)
    socket = call(claimed)
    with qtbot.waitSignal(socket.disconnected, timeout=LONG):
        socket.write(message)
    assert (taken, socket.readAll().data()) == ([], b"")


def test_a_message_in_pieces_is_read_to_its_end(claimed: OnlyWindow, qtbot: QtBot, tmp_path: Path) -> None:
    taken = taken_by(claimed)
    socket = call(claimed)
    files = [tmp_path / "a\nb", tmp_path / "c\udce1"]
    message = files_message(files)
    for piece in (message[:5], message[5:20], message[20:]):
        assert taken == []
        socket.write(piece)
        qtbot.waitUntil(lambda: socket.bytesToWrite() == 0, timeout=LONG)
    qtbot.waitUntil(socket.canReadLine, timeout=LONG)
    assert (socket.readLine().data(), taken) == (ANSWER, [files])


def test_who_says_nothing_is_hung_up_on(
    claimed: OnlyWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(only_window, "_LISTEN_FOR", 20)
    claimed.listen(lambda _files: True)
    socket = QLocalSocket()
    with qtbot.waitSignal(socket.disconnected, timeout=LONG):
        socket.connectToServer(claimed.address)


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of Windows has no file with rights")
def test_only_this_user_may_speak_to_the_window(claimed: OnlyWindow) -> None:
    claimed.listen(lambda _files: True)
    assert Path(claimed.address).stat().st_mode & 0o077 == 0


def taken_by(claimed: OnlyWindow) -> list[list[Path]]:
    """The files of every later start, which the window takes."""
    taken: list[list[Path]] = []

    def take(files: list[Path]) -> bool:
        taken.append(files)
        return True

    claimed.listen(take)
    return taken


def call(claimed: OnlyWindow) -> QLocalSocket:
    socket = QLocalSocket()
    socket.connectToServer(claimed.address)
    assert socket.waitForConnected(LONG)
    return socket
