"""The file in which an installation goes to another machine, under a pass-phrase (docs/adr/0049).

Its first line says what it is and describes the lock, which follows: an age file that the pass-phrase opens
(scrypt). The lock holds the signing keys, and a key made for this file alone that opens the rest: an age file
too, so that a large one is read and written piece by piece.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO, Final, Protocol, TypeAlias

import pyrage
from pyrage import passphrase as age_passphrase
from pyrage import x25519

from lcweek_desktop.atomic_file import replace_file, temporary_path
from lcweek_desktop.domain.canonical import canonical_json
from lcweek_desktop.errors import KnownError, system_reason
from lcweek_desktop.storage.known_errors import known_file_errors

MOVING_SUFFIX: Final = ".lcwmove"
"""The ending of such a file's name."""
_VERSION: Final = 1
_HEADER: Final = re.compile(rb"lcweek machine file (\d{1,9}) (\d{1,6}) ([0-9a-f]{64})\n")
_MOST_HEADER: Final = 128
_LONGEST_LOCK: Final = 1 << 20


@dataclass(frozen=True)
class _Lock:
    """What the pass-phrase opens: the key to the rest, and the texts of the signing keys by file name."""

    identity: x25519.Identity
    keys: Mapping[str, str]


def is_moving_file(path: Path) -> bool:
    """Whether the file at `path` begins like one for another machine, of whatever version; False when it is
    not there or no file. Raises OSError when it cannot be read."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return _HEADER.fullmatch(file.readline(_MOST_HEADER)) is not None


def write_moving_file(
    target: Path, body: Path, keys: Mapping[str, str], passphrase: str
) -> Iterator[tuple[int, int]]:
    """Write the file `body` and the signing keys, texts by the names of their files, to `target`.

    It gives how many bytes of how many have gone through, again and again: each is written and read back.
    That goes on by itself on a thread of its own. The file is flushed, and read back with the pass-phrase,
    before it takes the place of an older file. Work that is ended before leaves the older file, if any,
    untouched and nothing half-written. So does what is raised: OSError of the target, KnownError
    `move-damaged` when it was read back wrongly.
    """
    temporary = temporary_path(target)
    temporary.unlink(missing_ok=True)
    size, lock = body.stat().st_size, _Lock(x25519.Identity.generate(), keys)

    def write(passed: _Passed) -> None:
        with temporary.open("xb") as file:
            locked = age_passphrase.encrypt(_lock_bytes(lock), passphrase)
            file.write(_header(locked) + locked)
            with body.open("rb") as source:
                _encrypt(_Reading(source, passed), file, lock.identity)
            file.flush()
            os.fsync(file.fileno())
        _prove(temporary, body, passphrase, passed)

    try:
        for done in _in_background(write):
            yield min(done, 2 * size), 2 * size
        replace_file(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def read_moving_file(file: Path, passphrase: str, body: Path) -> Mapping[str, str]:
    """Write what `file` carries to `body`, which must not be there, flushed. Returns the texts of the signing
    keys by the names of their files.

    Raises KnownError `move-missing`, `move-foreign` for another kind of file, `move-newer` when a newer
    program made it, `move-passphrase` for a wrong pass-phrase, `move-damaged` for one that is cut off or
    changed, `store-full`, `store-readonly` or `store-io`. `body` is not left behind then.
    """
    try:
        with _opened(file) as source:
            lock = _unlocked(source, file, passphrase)
            with known_file_errors(body), body.open("xb") as target:
                _decrypt(source, target, lock.identity, file)
                target.flush()
                os.fsync(target.fileno())
    except BaseException:
        body.unlink(missing_ok=True)
        raise
    return lock.keys


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    with known_file_errors(file):
        try:
            source = file.open("rb")
        except FileNotFoundError as error:
            raise KnownError("move-missing", file=file.name) from error
    with source:
        yield source


def _unlocked(source: BinaryIO, file: Path, passphrase: str) -> _Lock:
    """What the lock at the beginning of `source`, which is `file`, holds; the rest is read next."""
    with known_file_errors(file):
        match = _HEADER.fullmatch(source.readline(_MOST_HEADER))
    if match is None:
        raise KnownError("move-foreign", file=file.name)
    version, length, digest = int(match[1]), int(match[2]), match[3].decode("ascii")
    if version > _VERSION:
        raise KnownError("move-newer", file=file.name)
    with known_file_errors(file):
        locked = source.read(length)
    if hashlib.sha256(locked).hexdigest() != digest:
        raise KnownError("move-damaged", file=file.name)
    try:
        return _lock(age_passphrase.decrypt(locked, passphrase))
    except pyrage.DecryptError as error:
        raise KnownError("move-passphrase", file=file.name) from error


def _header(locked: bytes) -> bytes:
    assert len(locked) < _LONGEST_LOCK, "an installation has few keys"
    return b"lcweek machine file %d %d %b\n" % (
        _VERSION,
        len(locked),
        hashlib.sha256(locked).hexdigest().encode(),
    )


def _lock_bytes(lock: _Lock) -> bytes:
    return canonical_json({"identity": str(lock.identity), "keys": dict(lock.keys)})


def _lock(data: bytes) -> _Lock:
    """The lock that `_lock_bytes` wrote; its hash and the pass-phrase have been checked."""
    value = json.loads(data)
    return _Lock(x25519.Identity.from_str(value["identity"]), value["keys"])


def _encrypt(source: _Reading, target: BinaryIO, identity: x25519.Identity) -> None:
    watched = _Writing(target)
    try:
        pyrage.encrypt_io(source, watched, [identity.to_public()])
    except (pyrage.EncryptError, OSError) as error:
        raise source.failure or watched.failure or error from error


def _decrypt(source: BinaryIO, target: _Writable, identity: x25519.Identity, file: Path) -> None:
    watched = _Writing(target)
    try:
        pyrage.decrypt_io(source, watched, [identity])
    except (pyrage.DecryptError, OSError) as error:
        if watched.failure is not None:
            raise watched.failure from error
        if isinstance(error, OSError) and error.errno is not None:  # the disk of `file`; age gives no number
            raise KnownError("store-io", path=file, reason=system_reason(error)) from error
        raise KnownError("move-damaged", file=file.name) from error


def _prove(written: Path, body: Path, passphrase: str, passed: _Passed) -> None:
    """Read `written` as it will be read on the other machine, and compare it with `body`."""
    digest = _Digest(passed)
    with written.open("rb") as source:
        lock = _unlocked(source, written, passphrase)
        _decrypt(source, digest, lock.identity, written)
    with body.open("rb") as file:
        if hashlib.file_digest(file, "sha256").digest() != digest.sha256.digest():
            raise KnownError("move-damaged", file=written.name)


_Passed: TypeAlias = Callable[[int], object]
"""Told of so many bytes that have gone through; it raises _Ended when nobody waits for more."""


class _Ended(Exception):  # noqa: N818
    """Whoever wanted the work done ended it."""


def _in_background(work: Callable[[_Passed], object]) -> Iterator[int]:
    """Do `work` on a thread of its own; gives how many bytes have gone through, at most once for each
    megabyte. Ending it ends the work, and waits for that. Raises what `work` raises."""
    told: SimpleQueue[int | None] = SimpleQueue()
    ended, failures = threading.Event(), list[BaseException]()
    total = 0

    def passed(size: int) -> None:
        nonlocal total
        if ended.is_set():
            raise _Ended
        before, total = total, total + size
        if total >> 20 != before >> 20:
            told.put(total)

    def run() -> None:
        try:
            work(passed)
        except BaseException as error:
            failures.append(error)
        finally:
            told.put(None)

    thread = threading.Thread(target=run, name="lcweek-moving")
    thread.start()
    try:
        yield 0
        while (done := told.get()) is not None:
            yield done
    finally:
        ended.set()
        thread.join()
    if failures:
        raise failures[0]


class _Writable(Protocol):
    def write(self, data: bytes, /) -> int: ...

    def flush(self) -> None: ...


class _Reading:
    """A file that tells how much was read, and remembers why that failed: age tells only that it did."""

    def __init__(self, source: BinaryIO, passed: _Passed) -> None:
        self._source = source
        self._passed = passed
        self.failure: Exception | None = None

    def read(self, size: int) -> bytes:
        try:
            data = self._source.read(size)
            self._passed(len(data))
        except Exception as error:
            self.failure = error
            raise
        return data


class _Writing:
    """A file that remembers why writing to it failed."""

    def __init__(self, target: _Writable) -> None:
        self._target = target
        self.failure: Exception | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._target.write(data)
        except Exception as error:
            self.failure = error
            raise

    def flush(self) -> None:
        self._target.flush()


class _Digest:
    """A file of which only the SHA-256 is kept; it tells how much was written."""

    def __init__(self, passed: _Passed) -> None:
        self._passed = passed
        self.sha256 = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.sha256.update(data)
        self._passed(len(data))
        return len(data)

    def flush(self) -> None:
        pass
