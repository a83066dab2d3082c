"""The time to sum a province (460 units) and 2,000 units, from the data folder and once they are loaded."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from dev import ROOT
from lcweek_desktop.domain.report import Content
from lcweek_desktop.domain.rollup import build_rollup
from lcweek_desktop.services.summing.contributions import rollup_inputs
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.summing.unit_reports import all_reports
from tests.benchmarks.many_schools import report_files, schools_of_commune
from tests.factories import FORM
from tests.services.installation import COMMUNE, Installation, listed

UNITS = (460, 2000)
TURNS = 5
GOAL = 50
"""The most milliseconds to sum 2,000 loaded units, and to list the contributions to one number."""


def main() -> dict[str, Any]:
    measured = {str(units): _measured(units) for units in UNITS}
    print(f"  goal for a loaded sum of {UNITS[-1]}, and for opening one of its cells: ≤ {GOAL} ms")
    return measured


def _measured(units: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=ROOT) as made, Installation(Path(made) / "home") as site:
        schools = schools_of_commune(units)
        site.add(listed(COMMUNE), schools)
        received = site.receive(COMMUNE, *report_files(schools, Path(made)), confirm_keys=True)
        assert all(result.verdict.is_settled for result in received)
        context, workspace = site.context, site.workspace(COMMUNE)
        loaded, read = rollup(workspace), rollup_inputs(workspace)
        largest = FORM.stored_cells[0]
        assert len(read.contributions(Content(), largest)) == units
        assert len(loaded.members) == units

        def clear_all() -> None:
            context.members.clear()
            context.derived.clear()

        def forgetting(clear: Callable[[], None], step: Callable[[], object]) -> object:
            clear()
            return step()

        steps: dict[str, Callable[[], object]] = {
            "standings of all, first": lambda: forgetting(
                context.derived.clear, lambda: all_reports(workspace)
            ),
            "first roll-up": lambda: forgetting(clear_all, lambda: rollup(workspace)),
            "roll-up after a change": lambda: forgetting(context.derived.clear, lambda: rollup(workspace)),
            "roll-up while nothing changed": lambda: rollup(workspace),
            "composed once loaded": lambda: build_rollup(workspace.unit.code, loaded.members, {}),
            "summed once loaded": lambda: loaded.sums(FORM, {}),
            "a cell opened into its contributions": lambda: read.contributions(Content(), largest),
            "numbers far above peers": lambda: replace(read).outliers,
        }
        best = {name: _best(step) for name, step in steps.items()}
    print(f"  {units} units held")
    for name, milliseconds in best.items():
        print(f"    {name:<30} {milliseconds:8.1f} ms")
    return best


def _best(step: Callable[[], object]) -> float:
    """The shortest time of TURNS turns, in milliseconds."""
    taken = []
    for _ in range(TURNS):
        begun = time.perf_counter()
        step()
        taken.append(time.perf_counter() - begun)
    return min(taken) * 1000


if __name__ == "__main__":
    main()
