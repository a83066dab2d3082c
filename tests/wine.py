"""What wine does otherwise than Windows: the tests that cannot show there what they show, each with its reason.

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


makes_no_venv = _unlike_windows("the interpreter of the rig lacks the programs that a .venv is made of")
