"""Installations with data folders of their own, and what people enter on them: tests let them work together.

Everything goes through the services and real files. What a sum must be is counted here from what was
entered, without asking the program.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

from dev import ROOT
from lcweek_desktop.domain.form import Cell, CellState, Form, LevelKey
from lcweek_desktop.domain.report import OwnLine
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.services.output.sending import SentFile, send
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.report.filling import fill
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.units import open_workspace, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from tests.factories import FORM

PROVINCE: Final = "12"
DISTRICT: Final = "105"
COMMUNE: Final = "03386"
"""Units of the shipped directory, each the parent of the next."""

IN_TIME: Final = date(2024, 10, 10)


def school(letter: str, parent: str = COMMUNE) -> Unit:
    """A school that no shipped directory lists."""
    edition = FORM.campaign.edition
    return Unit(
        UnitId(edition, UnitCode(f"{parent}-{letter}")),
        f"Trường {letter.upper()}",
        LevelKey("truong"),
        UnitCode(parent),
    )


_SHIPPED: Final = {
    PROVINCE: ("Tỉnh Lai Châu", "tinh", None),
    DISTRICT: ("Thành phố Lai Châu", "huyen", UnitCode(PROVINCE)),
    COMMUNE: ("Phường Quyết Thắng", "xa", UnitCode(DISTRICT)),
}


def listed(code: str) -> Unit:
    """A unit of the shipped directory, by one of the codes above."""
    name, level, parent = _SHIPPED[code]
    return Unit(UnitId(FORM.campaign.edition, UnitCode(code)), name, LevelKey(level), parent)


@dataclass(frozen=True)
class Entry:
    """What a person enters for one unit: filled cells (open ones and typed totals) and lines of its own."""

    figures: Mapping[Cell, int]
    lines: tuple[OwnLine, ...] = ()

    @property
    def document(self) -> dict[str, Any]:
        """The entry document that leaves nothing of what was entered before."""
        figures: dict[str, dict[str, int | None]] = {}
        for cell in FORM.stored_cells:
            figures.setdefault(cell.row, {})[cell.measure] = self.figures.get(cell)
        lines = [{"label": line.label, "unit": line.unit, **line.values} for line in self.lines]
        return {"figures": figures, "other_rows": lines}


def random_entry(random: Random, level: LevelKey, form: Form = FORM) -> Entry:
    """Blanks, zeros, numbers up to the limits (10^12 đồng), totals typed with a surplus, lines of its own."""
    figures: dict[Cell, int] = {}
    for cell in reversed(form.stored_cells):
        limit = form.rule(cell).limit
        choices: tuple[int | None, ...] = (None,)
        if form.state(cell, level) is CellState.OPEN:
            choices = (None, None, 0, 1, 7, random.randrange(100), limit)
        elif form.state(cell, level) is CellState.TOTAL:
            typed = (printed(form, figures, cell) or 0) + random.randrange(100)
            choices = (None, typed) if typed <= limit else (None,)
        if (chosen := random.choice(choices)) is not None:
            figures[cell] = chosen
    lines = (random_line(random, form) for _ in range(random.choice((0, 0, 1, 3))))
    return Entry(figures, tuple(lines))


def random_line(random: Random, form: Form) -> OwnLine:
    values = {m.key: random.randrange(9) for m in form.measures if random.choice((True, True, False))}
    return OwnLine(f"Hoạt động {random.randrange(9)}", "cuộc", values)


def printed(form: Form, figures: Mapping[Cell, int], cell: Cell) -> int | None:
    """What one unit's form shows in `cell`, as a clerk would work it out; None for a blank."""
    if form.rule(cell).state is CellState.CLOSED:
        return None
    if cell in figures or form.rule(cell).state is CellState.OPEN:
        return figures.get(cell)
    below = [Cell(row.key, cell.measure) for row in form.rows if row.parent == cell.row]
    return total(printed(form, figures, part) for part in below)


def total(values: Iterable[int | None]) -> int | None:
    """The sum of what is filled; None when nothing is."""
    filled = [value for value in values if value is not None]
    return sum(filled) if filled else None


def counted(form: Form, entries: Sequence[Entry]) -> dict[Cell, int | None]:
    """What a roll-up of `entries` must show, cell by cell over the whole form."""
    return {cell: total(printed(form, entry.figures, cell) for entry in entries) for cell in form.cells}


class Site:
    """An open data folder with its units. A context manager that closes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._open()

    def _open(self) -> None:
        self._opened = ExitStack()
        self._desks: dict[str, Workspace] = {}
        self.context: AppContext = self._opened.enter_context(
            open_context(self.home, ROOT / "forms", lambda: IN_TIME)
        )

    def close(self) -> None:
        self._opened.close()

    def restart(self) -> None:
        self.close()
        self._open()

    def __enter__(self) -> Site:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def copied(self, home: Path) -> Site:
        """The whole installation once more, keys included, as somebody copies a folder to a second PC."""
        self.close()
        shutil.copytree(self.home, home)
        self._open()
        return Site(home)

    def add(self, unit: Unit, below: Iterable[Unit] = ()) -> Workspace:
        """Make `unit` one of this installation's; `below` join its directory."""
        file = self.home / "listed.csv"
        rows = [f"{each.code},{each.name},{each.level},{each.parent}\n" for each in below]
        file.write_text("".join(["code,name,level,parent_code\n", *rows]), encoding="utf-8", newline="\n")
        return set_up(
            self.context,
            FORM.campaign.id,
            code=unit.code,
            name=unit.name,
            level=unit.level,
            parent=unit.parent,
            listed=file,
        )

    def workspace(self, code: str) -> Workspace:
        if code not in self._desks:
            self._desks[code] = open_workspace(self.context, code)
        return self._desks[code]

    def fill(self, code: str, document: Mapping[str, Any]) -> None:
        file = self.home / "entry.json"
        file.write_text(json.dumps(document), encoding="utf-8", newline="\n")
        self.fill_file(code, file)

    def fill_file(self, code: str, file: Path) -> None:
        fill(self.workspace(code), file)

    def send(self, code: str, target: Path, to: str | None = None) -> SentFile:
        return send(self.workspace(code), target, to)

    def receive(self, code: str, *files: Path, confirm_keys: bool = False) -> list[ReceiveResult]:
        return [*receive(self.workspace(code), files, confirm_keys=confirm_keys)]
