"""One window for each data folder: whoever starts the program again gives the files to it.

Who has the window is decided by a lock of the system, which a process loses when it ends in whatever way; so
what is left of one that was killed stops nobody. Source: docs/adr/0105-a-file-opens-the-window.md.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from lcweek_desktop.errors import KnownError
from lcweek_desktop.file_lock import FileLock, take_lock
from lcweek_desktop.ui.shell.files_message import (
    ANSWER,
    MOST_BYTES,
    MalformedMessageError,
    files_in,
    files_message,
)

PATIENCE: Final = 10.0
"""Seconds that the window that is open may take to answer."""
_RETRY: Final = 0.1
"""Seconds between two tries while it is opening or closing."""
_LISTEN_FOR: Final = 5_000
"""Milliseconds that a message may take to come."""


@dataclass(frozen=True)
class _Place:
    """Where the window of a data folder is found: the name of its socket, and the file that it locks."""

    socket: str
    lock: Path


class OnlyWindow(QObject):
    """The right of this process to be the window of a data folder, until `leave`."""

    def __init__(self, place: _Place | None, lock: FileLock | None) -> None:
        """Without `place` or `lock`, where the system offers neither, others cannot find this window."""
        super().__init__()
        self._place = place
        self._lock = lock
        self._take: Callable[[list[Path]], bool] = lambda _files: False
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)

    def listen(self, take: Callable[[list[Path]], bool]) -> None:
        """Call `take` with the files of every later start; it returns whether the window takes them."""
        self._take = take
        if self._place is not None and self._lock is not None:
            QLocalServer.removeServer(self._place.socket)
            self._server.listen(self._place.socket)

    @property
    def address(self) -> str:
        """What a later start connects to: a file on Linux, a pipe on Windows; empty before `listen`."""
        return self._server.fullServerName()

    def leave(self) -> None:
        """Let another process be the window."""
        self._server.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _meet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            _Conversation(socket, self._take)


class _Conversation(QObject):
    """One start that was met: its message is read within bounds, and answered when the files are taken."""

    def __init__(self, socket: QLocalSocket, take: Callable[[list[Path]], bool]) -> None:
        super().__init__(socket)
        self._socket = socket
        self._take = take
        self._received = bytearray()
        socket.setReadBufferSize(MOST_BYTES)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(socket.deleteLater)
        QTimer.singleShot(_LISTEN_FOR, self, socket.abort)
        self._read()

    def _read(self) -> None:
        self._received += self._socket.readAll().data()
        try:
            files = files_in(self._received)
        except MalformedMessageError:
            self._socket.abort()
            return
        if files is None:
            return
        if self._take(files):
            self._socket.write(ANSWER)
            self._socket.flush()
        self._socket.disconnectFromServer()


def claim_window(home: Path, files: Sequence[Path], patience: float = PATIENCE) -> OnlyWindow | None:
    """Claim the window of the data folder `home`; None when another process has it and took `files`.

    A window that is just being opened or closed is waited for. Raises KnownError `window-silent` when the one
    that is open did not answer within `patience` seconds, `window-many` when it cannot be given so many files
    at once.
    """
    place = _place(home)
    if place is None:
        return OnlyWindow(None, None)
    deadline = time.monotonic() + patience
    while True:
        try:
            lock = take_lock(place.lock)
        except OSError:
            return OnlyWindow(None, None)
        if lock is not None:
            return OnlyWindow(place, lock)
        if _is_taken_by_window(place.socket, files_message(files), deadline):
            return None
        if time.monotonic() >= deadline:
            raise KnownError("window-silent")
        time.sleep(_RETRY)


def _place(home: Path) -> _Place | None:
    """Where the window of `home` is found; None where the system has no folder for this user alone."""
    real = os.path.normcase(os.path.realpath(home))
    name = f"lcweek-{hashlib.sha256(os.fsencode(real)).hexdigest()[:32]}"
    is_windows = sys.platform == "win32"
    kind = QStandardPaths.StandardLocation
    folder = QStandardPaths.writableLocation(kind.TempLocation if is_windows else kind.RuntimeLocation)
    if not folder:
        return None
    return _Place(name if is_windows else str(Path(folder, name)), Path(folder, f"{name}.lock"))


def _is_taken_by_window(name: str, message: bytes, deadline: float) -> bool:
    """Whether the window that listens at `name` answered `message` before `deadline`.

    False at once when there is none, or when it hung up.
    """
    _let_others_come_to_front()
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_milliseconds_left(deadline)):
        return False
    socket.write(message)
    while not socket.canReadLine():
        if not socket.waitForReadyRead(_milliseconds_left(deadline)):
            return False
    return socket.readLine().data() == ANSWER


def _milliseconds_left(deadline: float) -> int:
    return max(1, int(1000 * (deadline - time.monotonic())))


if sys.platform == "win32":

    def _let_others_come_to_front() -> None:
        """Windows lets a window come to the front only if the process in front, which is this one, agrees."""
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)

else:

    def _let_others_come_to_front() -> None:
        """Nobody asks for it here."""
