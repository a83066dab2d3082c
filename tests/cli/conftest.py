from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

Terminals = Callable[[str], Terminal]


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the tests away from the data of whoever runs them."""
    monkeypatch.setenv("LCWEEK_HOME", str(tmp_path / "nha"))
    monkeypatch.delenv("LCWEEK_FORMS", raising=False)


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay out output in 80 columns, however wide the terminal is in which the tests run."""
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def terminals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminals:
    """Makes terminals: `terminals("huyen")` is a machine with a data folder of that name."""
    return lambda name: Terminal(tmp_path / name, capsys)


@pytest.fixture
def school(terminals: Terminals) -> Terminal:
    """A school, TH-A, that reports to the commune 03394."""
    terminal = terminals("truong")
    terminal.init("--unit", "TH-A", "--name", "Trường A", "--level", "truong", "--parent", "03394")
    return terminal


@pytest.fixture
def commune(terminals: Terminals, tmp_path: Path) -> Terminal:
    """The commune 03394 with two schools below it, TH-A and TH-B."""
    listed = tmp_path / "danh-muc.csv"
    listed.write_text(
        "code,name,level,parent_code\nTH-A,Trường A,truong,03394\nTH-B,Trường B,truong,03394\n",
        encoding="utf-8",
        newline="\n",
    )
    terminal = terminals("xa")
    terminal.init("--unit", "03394", "--name", "Xã Thèn Sin", "--level", "xa", "--directory", listed)
    return terminal
