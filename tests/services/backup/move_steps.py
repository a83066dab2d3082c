"""The processes that are killed while data go to another machine, and what must hold on both.

`python -m tests.services.backup.move_steps out|in HOME FILE MOMENT` writes or opens the file for another
machine and ends at MOMENT (tests/moments.py).
"""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Final

from dev import ROOT
from lcweek_desktop.services.backup.moving import move_in, move_out
from lcweek_desktop.services.workspace.context import holds_data, open_context
from lcweek_desktop.storage import MovedMark
from tests.moments import run
from tests.services.installation import Installation, school

SCHOOL: Final = school("a").code
PASSPHRASE: Final = "nước chảy đá mòn"
DAY: Final = date(2024, 10, 12)
_FORMS: Final = ROOT / "forms"


def command(step: str, home: Path, file: Path) -> list[str | Path]:
    """The process that does `step`, "out" or "in"; the moment is its last word."""
    return [sys.executable, "-m", "tests.services.backup.move_steps", step, home, file]


def prepare(home: Path) -> None:
    """Make the machine of a school that entered a number and sent a report."""
    with Installation(home) as machine:
        machine.add(school("a"))
        machine.fill(SCHOOL, {"figures": {"1.1": {"count": 1, "people": 10}}})
        machine.send(SCHOOL, home / "gui.lcweek")


def work(step: str, home: Path, file: Path) -> None:
    if step == "in":
        move_in(home, file, PASSPHRASE)
    else:
        with open_context(home, _FORMS) as context:
            move_out(context, file, PASSPHRASE)


def keys(home: Path) -> dict[str, bytes]:
    """The signing keys of a machine, by the names of their files."""
    return {key.name: key.read_bytes() for key in home.glob("keys/*.key")}


def works(home: Path) -> bool:
    """Whether the school works here, with everything that it sent; otherwise no unit does."""
    if not holds_data(home):
        return False
    with open_context(home, _FORMS) as context:
        own = context.store.own_units
        found = [(unit, campaign) for campaign in own.campaigns() for unit in own.of(campaign)]
        for unit, campaign in found:
            assert unit.code == SCHOOL
            assert context.store.revisions.get(unit, campaign, 1) is not None
            assert context.store.sendings.latest(unit, campaign) is not None
        return bool(found)


def check_left(home: Path, file: Path, had: dict[str, bytes], fresh: Path) -> None:
    """Check the machine that is left: its data and keys are there, and a file that is offered is whole, and
    the machine says that it was left. `fresh` is a folder that is not there, for a try at opening it."""
    assert works(home)
    assert keys(home) == had
    if file.exists():
        assert MovedMark(home).is_set
        move_in(fresh, file, PASSPHRASE)
        assert works(fresh)
        assert keys(fresh) == had
        shutil.rmtree(fresh)


def check_new(home: Path, file: Path, had: dict[str, bytes]) -> None:
    """Check the machine that opens the file: the school works there with its keys, or nobody yet, and then
    opening the file again brings it there."""
    if not works(home):
        assert keys(home).items() <= had.items()
        move_in(home, file, PASSPHRASE)
        assert works(home)
    assert keys(home) == had


if __name__ == "__main__":
    _step, _home, _file = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    run(_home.parent, int(sys.argv[4]), lambda: work(_step, _home, _file))
