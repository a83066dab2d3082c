"""Installations with data folders of their own, which tests let work together through services and files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from dev import ROOT
from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.services.output.sending import SentFile, send
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.report.filling import fill
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.units import UnitSetup, open_workspace, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from tests.factories import FORM

PROVINCE: Final = "12"
DISTRICT: Final = "105"
COMMUNE: Final = "03386"
"""The codes of three units of the shipped directory, each the parent of the next."""

BEFORE_DEADLINE: Final = datetime(2024, 10, 10, 8, 30)
"""The time on every installation."""


def school(letter: str, parent: str = COMMUNE) -> Unit:
    """A school that the shipped directory does not list."""
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


class Installation:
    """An open data folder with its units, as a context manager that closes it. Methods take a unit's code."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._open()

    def _open(self) -> None:
        self._opened = ExitStack()
        self._workspaces: dict[str, Workspace] = {}
        self.context: AppContext = self._opened.enter_context(
            open_context(self.home, ROOT / "forms", lambda: BEFORE_DEADLINE)
        )

    def close(self) -> None:
        """Close the data folder."""
        self._opened.close()

    def restart(self) -> None:
        """Close the data folder and open it again."""
        self.close()
        self._open()

    def __enter__(self) -> Installation:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def copied(self, home: Path) -> Installation:
        """A copy of the whole installation, keys included, as somebody makes one on a second PC."""
        self.close()
        shutil.copytree(self.home, home)
        self._open()
        return Installation(home)

    def add(self, unit: Unit, below: Iterable[Unit] = ()) -> Workspace:
        """Set `unit` up on this installation, and add the units `below` to its directory."""
        file = self.home / "listed.csv"
        rows = [f"{each.code},{each.name},{each.level},{each.parent}\n" for each in below]
        file.write_text("".join(["code,name,level,parent_code\n", *rows]), encoding="utf-8", newline="\n")
        return set_up(
            self.context,
            FORM.campaign.id,
            UnitSetup(unit.code, unit.name, unit.level, unit.parent),
            listed=file,
        )

    def workspace(self, code: str) -> Workspace:
        """The workspace of a unit of this installation."""
        if code not in self._workspaces:
            self._workspaces[code] = open_workspace(self.context, code)
        return self._workspaces[code]

    def fill(self, code: str, document: Mapping[str, Any]) -> None:
        """Merge an entry document into the draft."""
        file = self.home / "entry.json"
        file.write_text(json.dumps(document), encoding="utf-8", newline="\n")
        self.fill_file(code, file)

    def fill_file(self, code: str, file: Path) -> None:
        """Merge the entry document in `file` into the draft."""
        fill(self.workspace(code), file)

    def send(self, code: str, target: Path, to: str | None = None) -> SentFile:
        """Send the report to the unit `to`, None for the parent."""
        return send(self.workspace(code), target, to)

    def receive(self, code: str, *files: Path, confirm_keys: bool = False) -> list[ReceiveResult]:
        """Receive files."""
        return [*receive(self.workspace(code), files, confirm_keys=confirm_keys)]
