"""The machine of one unit, as a test works with it: a real data folder, real files, the services between."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lcweek_desktop.domain.form import Cell, Form, MeasureKey, RowKey
from lcweek_desktop.services.output.sending import SentFile, send
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.report.filling import describe_report, fill
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.keys import PublicKey, signing_key
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Draft


@dataclass
class Office:
    """A unit at work on its own machine. `folder` holds the files for people."""

    workspace: Workspace
    folder: Path

    @property
    def context(self) -> AppContext:
        """The open data folder."""
        return self.workspace.context

    @property
    def form(self) -> Form:
        """The form of the campaign."""
        return self.workspace.form

    @property
    def key(self) -> PublicKey:
        """The unit's key now."""
        return signing_key(self.context, self.workspace.unit.id).public

    def fill(self, **document: Any) -> Draft:
        """Merge an entry document into the draft."""
        return self.fill_text(json.dumps(document))

    def fill_text(self, text: str | bytes) -> Draft:
        """Merge the JSON text of an entry document into the draft."""
        file = self.folder / "nhap.json"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return fill(self.workspace, file).draft

    def shown(self) -> dict[str, Any]:
        """What `lcweek show --json` says of the report."""
        return describe_report(self.workspace)

    def send(self, name: str = "bao-cao.lcweek", to: str | None = None) -> Path:
        """Send the report and return the file."""
        self.sent(name, to)
        return self.folder / name

    def sent(self, name: str = "bao-cao.lcweek", to: str | None = None) -> SentFile:
        """Send the report and return what is said of the file."""
        return send(self.workspace, self.folder / name, to)

    def report(self, count: int, name: str = "bao-cao.lcweek", **more: Any) -> Path:
        """Fill row 1.1 with `count` classes, send, and return the file."""
        self.fill(figures={"1.1": {"count": count, "people": 10 * count}}, **more)
        return self.send(name)

    def receive(self, *paths: Path, confirm: bool = True) -> list[ReceiveResult]:
        """Receive files; `confirm` confirms keys that were not seen before."""
        return list(receive(self.workspace, paths, confirm_keys=confirm))

    def takes(self, path: Path, confirm: bool = True) -> tuple[str, str]:
        """Receive one file and return verdict and code."""
        (result,) = self.receive(path, confirm=confirm)
        return result.verdict.value, result.code

    def sums(self) -> Mapping[Cell, int]:
        """The unit's sums, its own draft included."""
        own = self.context.store.drafts.get(self.workspace.unit.id, self.workspace.campaign, self.form)
        return rollup(self.workspace).sums(self.form, own.content.figures if own else {})

    def sum(self, row: str, measure: str = "count") -> int | None:
        """The number of one cell of the sums; None for a blank."""
        return self.sums().get(Cell(RowKey(row), MeasureKey(measure)))
