"""A disk small enough to be filled up, a folder that may not be looked into, a file that may not be read."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def small(folder: Path, megabytes: int = 2) -> Iterator[Path]:
    """`folder` as a real file system of so many MiB; the test is skipped where none can be mounted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting a small tmpfs needs root on Linux")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextlib.contextmanager
def filled_up(disk: Path) -> Iterator[None]:
    """Fill `disk`, so that no byte is left on it within the block."""
    ballast = disk / "ballast"
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    yield
    ballast.unlink()


def lock(disk: Path) -> None:
    """Make `disk` read-only."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)


@contextlib.contextmanager
def open_to_all() -> Iterator[Path]:
    """A folder that every user of the system may look into."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def without_rights() -> Iterator[None]:
    """Give this process the rights of nobody within the block; root may look into every folder."""
    if sys.platform == "win32":
        pytest.skip("rights of folders are not modes there")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@contextlib.contextmanager
def withheld(file: Path) -> Iterator[None]:
    """Keep `file` from being read within the block: on Windows another program holds it, elsewhere it is of
    somebody who lets nobody read it."""
    if sys.platform == "win32":
        from tests import kernel32

        with kernel32.held_open(file, sharing=0):
            yield
        return
    mode = file.stat().st_mode
    file.chmod(0)
    with without_rights():
        yield
    file.chmod(mode)
