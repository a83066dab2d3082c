"""The rig: a Windows of pinned parts, and none of them beside a program that only wine asks for."""

from __future__ import annotations

import dev
from windows import rig

HASH = "--hash=sha256:" + "0" * 64


def test_its_interpreter_is_pinned_like_every_package() -> None:
    assert dev.lock_faults(rig.INTERPRETER.read_text(encoding="utf-8")) == []


def test_of_the_lock_it_takes_what_windows_needs() -> None:
    lock = (
        f"# a note\nclick==8.5.1 \\\n    {HASH}\ncolorama==0.4.6 ; sys_platform == 'win32' \\\n    {HASH}\n"
        f"macholib==1.16.4 ; sys_platform == 'darwin' \\\n    {HASH}\n"
    )
    taken = rig.windows_lock(lock).splitlines()
    assert [line.split() for line in taken] == [["click==8.5.1", HASH], ["colorama==0.4.6", HASH]]


def test_ci_installs_what_it_is_made_with() -> None:
    script = (dev.ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert all(packages in script for packages in rig.PROGRAMS.values())
