"""The demo does the whole job, and says so when anything in it is not as it should be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.services.demo.run import run_demo
from lcweek_desktop.services.report.filling import fill
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import open_workspace

FORMS = ROOT / "forms"


def at_line(word: str, act: Callable[[], None]) -> Callable[[str], None]:
    """Listens to the demo and acts once, when it tells of `word`."""
    waiting = [act]

    def say(line: str) -> None:
        if word in line and waiting:
            waiting.pop()()

    return say


def test_everything_it_made_stays_and_the_sums_are_those_filled_in(tmp_path: Path) -> None:
    lines: list[str] = []
    told = run_demo(tmp_path / "thu", FORMS, lines.append, communes=2)
    assert isinstance(told.document, dict)
    assert told.document["units"] == 1 + 2 + 4
    files = told.document["files"]
    assert isinstance(files, list)
    assert all(Path(str(file)).is_file() for file in files)
    for folder, fewest in (("nhap", 7), ("gui", 9), ("in", 1)):
        assert sum(path.is_file() for path in (tmp_path / "thu" / folder).rglob("*")) >= fewest
    assert any("chưa nộp" in line for line in lines)
    assert any(line.startswith("  10. Kinh phí: ") and line.endswith(" đồng") for line in told.lines)
    with pytest.raises(KnownError) as refused:
        run_demo(tmp_path / "thu", FORMS)
    assert refused.value.code == "demo-folder"


@pytest.mark.parametrize("name", ["tep", "day"])
def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / "tep").write_bytes(b"cua toi")
    (tmp_path / "day").mkdir()
    (tmp_path / "day" / "anh.jpg").write_bytes(b"")
    with pytest.raises(KnownError) as refused:
        run_demo(tmp_path / name, FORMS)
    assert refused.value.code == "demo-folder"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["anh.jpg", "day", "tep"]


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"")
    with pytest.raises(KnownError) as refused:
        run_demo(tmp_path / "tep" / "thu", FORMS)
    assert refused.value.code == "export-folder"


def test_a_file_damaged_on_the_way_stops_it(tmp_path: Path) -> None:
    def say(line: str) -> None:
        if line.startswith("  "):
            for sent in (tmp_path / "gui").rglob("*.pdf"):
                sent.write_bytes(b"%PDF-1.7")

    with pytest.raises(BugError) as broken:
        run_demo(tmp_path, FORMS, say, communes=2)
    assert broken.value.code == "demo-received"


def test_a_number_that_nobody_entered_stops_it(tmp_path: Path) -> None:
    """Behind the demo's back the first commune adds to a figure before it sends its correction."""

    def slip_in() -> None:
        home = next(path for path in sorted((tmp_path / "du-lieu").iterdir()) if path.name[0] == "0")
        file = tmp_path / "them.json"
        file.write_bytes(b'{"figures": {"1.1": {"count": 777}}}')
        with open_context(home, FORMS, lambda: date(2024, 10, 10)) as context:
            fill(open_workspace(context, home.name), file)

    with pytest.raises(BugError) as broken:
        run_demo(tmp_path, FORMS, at_line("thả cả thư mục", slip_in), communes=2)
    assert broken.value.code == "demo-sum"
