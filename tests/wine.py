"""What wine does otherwise than Windows: the tests that cannot show there what they show, and why.

A test is marked with one of these, `@wine.makes_no_venv`; on a real Windows, as on Linux, it runs.
"""

from __future__ import annotations

import sys

import pytest


def is_wine() -> bool:
    """Whether this Windows is wine, which has one more function than Windows."""
    if sys.platform != "win32":
        return False
    import ctypes

    return hasattr(ctypes.windll.ntdll, "wine_get_version")


def _unlike_windows(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(is_wine(), reason=f"wine: {reason}")


_NO_PRINTER = "there is no printer, so that the system's dialog does not open"
has_no_printer = _unlike_windows(_NO_PRINTER)
has_pythons_of_linux = _unlike_windows("the Pythons that it finds on this machine are programs of Linux")
holds_nobody_to_memory = _unlike_windows("a job may have a limit of memory, and is not held to it")
replaces_read_only_files = _unlike_windows("a file takes the name of one that is marked read-only")
shows_links_as_folders = _unlike_windows("a symbolic link is another folder, which leads nowhere else")
names_no_half_letters = _unlike_windows("half a letter beyond the Basic Plane is in no name of a file")
makes_no_venv = _unlike_windows("the interpreter of the rig lacks the programs that a .venv is made of")


def needs_printer() -> None:
    """Skip a test as `has_no_printer` does, at the step that several tests share."""
    if is_wine():
        pytest.skip(f"wine: {_NO_PRINTER}")
