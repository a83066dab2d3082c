"""`kill -9` in the middle of a command, and what must hold afterwards.

Used by tests/services/test_faults.py for a few moments and by tests/benchmarks/bench_kills.py for many.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from dev import ROOT
from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.receiving.file_verification import verify_file
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, open_workspace, set_up

FORMS = ROOT / "forms"
CELL = Cell(RowKey("2"), MeasureKey("count"))


def run_for(seconds: float, *words: str | Path) -> bool:
    """Run `lcweek WORDS` in a process of its own and kill it after `seconds`.

    Returns whether it was killed; otherwise it had ended before.
    """
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "lcweek_desktop", *map(str, words)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
        return False
    process.kill()
    process.wait()
    return True


@dataclass
class Victims:
    """A school and its commune with data folders in `folder`; `turn` is the number that was entered last."""

    folder: Path
    turn: int = 0
    sent: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.school, self.commune = self.folder / "truong", self.folder / "xa"
        for home, code, name, level, parent in (
            (self.school, "03394-th", "Trường Tiểu học Thèn Sin", "truong", "03394"),
            (self.commune, "03394", "Xã Thèn Sin", "xa", "106"),
        ):
            listed = self.folder / "danh-muc.csv"
            listed.write_text(
                "code,name,level,parent_code\n03394-th,Trường Tiểu học Thèn Sin,truong,03394\n",
                encoding="utf-8",
            )
            with open_context(home, FORMS) as context:
                set_up(context, "2024", UnitSetup(code, name, level, parent), listed=listed)
        self.file = self.folder / "gui.pdf"
        self.enter(1)
        with open_context(self.school, FORMS) as context:
            send(open_workspace(context), self.file)
        with open_context(self.commune, FORMS) as context:
            list(receive(open_workspace(context), [self.file], confirm_keys=True))

    def entry(self, number: int) -> Path:
        file = self.folder / "nhap.json"
        file.write_text(json.dumps({"figures": {CELL.row: {CELL.measure: number}}}), encoding="utf-8")
        return file

    def enter(self, number: int) -> None:
        """Enter a number at the school, in this process, where nothing is killed."""
        self.turn = number
        with open_context(self.school, FORMS) as context:
            own = open_workspace(context)
            draft = current_draft(own)
            content = draft.content.with_figure(CELL, number)
            context.store.drafts.save(own.unit.id, own.campaign, replace(draft, content=content))

    def entered(self) -> int | None:
        with open_context(self.school, FORMS) as context:
            return current_draft(open_workspace(context)).content.figures.get(CELL)

    def summed(self) -> int | None:
        with open_context(self.commune, FORMS) as context:
            own = open_workspace(context)
            return rollup(own).sums(own.form, {}).get(CELL)


def fill_killed(victims: Victims, seconds: float) -> bool:
    """Check that a killed `fill` has entered all or nothing, and that entering works afterwards.

    Returns whether the command was killed.
    """
    before, wanted = victims.entered(), victims.turn + 1
    killed = run_for(seconds, "fill", victims.entry(wanted), "--home", victims.school)
    found = victims.entered()
    assert found == wanted if not killed else found in (before, wanted), (before, wanted, found)
    victims.enter(wanted)
    return killed


def send_killed(victims: Victims, seconds: float) -> bool:
    """Check that a killed `send` leaves the old file or the new one whole, and that sending works afterwards.

    Returns whether the command was killed.
    """
    victims.enter(victims.turn + 1)
    old = victims.file.read_bytes()
    killed = run_for(seconds, "send", victims.file, "--home", victims.school)
    left = victims.file.read_bytes()
    assert verify_file(victims.file, FORMS).bundle is not None
    with open_context(victims.school, FORMS) as context:
        send(open_workspace(context), victims.file)
    new = victims.file.read_bytes()
    assert left == new if not killed else left in (old, new)
    return killed


def receive_killed(victims: Victims, seconds: float) -> bool:
    """Check that a killed `receive` has taken all of the file in or nothing, and that receiving works again.

    Returns whether the command was killed.
    """
    before = victims.summed()
    killed = run_for(seconds, "receive", victims.file, "--home", victims.commune)
    found = victims.summed()
    assert found == victims.turn if not killed else found in (before, victims.turn)
    with open_context(victims.commune, FORMS) as context:
        (result,) = receive(open_workspace(context), [victims.file])
    assert result.verdict in (ReceiveVerdict.SUPERSEDED_PREVIOUS, ReceiveVerdict.KNOWN), result
    assert victims.summed() == victims.turn
    return killed


STEPS: tuple[Callable[[Victims, float], bool], ...] = (fill_killed, send_killed, receive_killed)
"""The checks in the order in which they are made, again and again; each takes the seconds before the kill."""
