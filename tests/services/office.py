"""One unit's own machine, as a test works with it: real data folder, real files, the services in between."""

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
from lcweek_desktop.services.report.filling import fill, report_document
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Draft


@dataclass
class Office:
    """A unit at its desk; `folder` is where it keeps files for people."""

    workspace: Workspace
    folder: Path

    @property
    def context(self) -> AppContext:
        return self.workspace.context

    @property
    def form(self) -> Form:
        return self.workspace.form

    def fill(self, **document: Any) -> Draft:
        return self.fill_text(json.dumps(document))

    def fill_text(self, text: str | bytes) -> Draft:
        file = self.folder / "nhap.json"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return fill(self.workspace, file)

    def shown(self) -> dict[str, Any]:
        return report_document(self.workspace)

    def send(self, name: str = "bao-cao.lcweek", to: str | None = None) -> Path:
        self.sent(name, to)
        return self.folder / name

    def sent(self, name: str = "bao-cao.lcweek", to: str | None = None) -> SentFile:
        return send(self.workspace, self.folder / name, to)

    def report(self, count: int, name: str = "bao-cao.lcweek", **more: Any) -> Path:
        """Fill row 1.1 with `count` classes and send."""
        self.fill(figures={"1.1": {"count": count, "people": 10 * count}}, **more)
        return self.send(name)

    def receive(self, *paths: Path, confirm: bool = True) -> list[ReceiveResult]:
        return list(receive(self.workspace, paths, confirm_keys=confirm))

    def takes(self, path: Path, confirm: bool = True) -> tuple[str, str]:
        """Verdict and code of one file."""
        (receipt,) = self.receive(path, confirm=confirm)
        return receipt.verdict.value, receipt.code

    def sums(self) -> Mapping[Cell, int]:
        own = self.context.store.drafts.get(self.workspace.unit.id, self.workspace.campaign, self.form)
        return rollup(self.workspace).sums(self.form, own.content.figures if own else {})

    def sum(self, row: str, measure: str = "count") -> int | None:
        return self.sums().get(Cell(RowKey(row), MeasureKey(measure)))
