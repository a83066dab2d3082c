"""Machines of the invented province of 2032, whose form has decimals and all ways to roll up."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from dev import ROOT
from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.domain.report import Content, Figures, OwnLine
from lcweek_desktop.services.report.checking import save_draft
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.storage import Draft
from tests.factories import KINDS
from tests.services.office import Office

UNITS: Final = ROOT / "tests" / "data" / "units" / "ho-xanh-2032.csv"
"""A province K0 of two districts: K1 has the communes K11 (with two schools) and K12 (with one)."""
FORMS: Final = ROOT / "tests" / "data" / "forms"
NOW: Final = datetime(2032, 4, 25, 8, 30)

_TEXTS: Final = {h.key: from_plain_text("Đã làm.") for h in KINDS.headings if h.has_text}


def cell(name: str) -> Cell:
    """The cell that is called "A.1.count"."""
    row, _, measure = name.rpartition(".")
    return Cell(RowKey(row), MeasureKey(measure))


def enter(office: Office, figures: Figures, *lines: OwnLine) -> None:
    """Make `figures` and `lines` what the unit is entering, with something under every heading."""
    save_draft(office.workspace, Draft(Content(figures, own_lines=lines, narrative=_TEXTS)))


def entered(office: Office, *lines: OwnLine, **steps: int) -> None:
    """The same of numbers of steps by name: `A_1__money=15` is 1,5 in A.1.money."""
    named = {cell(name.replace("__", ".").replace("_", ".")): value for name, value in steps.items()}
    enter(office, {each: named[each] for each in KINDS.stored_cells if each in named}, *lines)


@contextmanager
def open_offices(folder: Path) -> Iterator[Callable[[str], Office]]:
    """Opens machines by the code of their unit, each in a data folder of its own under `folder`."""
    with UNITS.open(encoding="utf-8", newline="") as file:
        listed = {row["code"]: row for row in csv.DictReader(file)}
    with ExitStack() as open_folders:

        def office(code: str) -> Office:
            home = folder / code
            context = open_folders.enter_context(open_context(home / "lcweek", FORMS, lambda: NOW))
            setup = UnitSetup(code, listed[code]["name"], listed[code]["level"])
            (home / "tep").mkdir(exist_ok=True)
            return Office(set_up(context, KINDS.campaign.id, setup, listed=UNITS), home / "tep")

        yield office
