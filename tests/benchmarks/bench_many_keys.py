"""The time to add 2,000 units that no directory lists, and to confirm their keys, with one report of each.

Adding ends with the first file that is received again; the other files follow at the speed of receiving.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from dev import ROOT
from lcweek_desktop.services.receiving.deciding import confirm_keys
from lcweek_desktop.services.receiving.unknown_units import add_unknown_units
from lcweek_desktop.services.summing.unit_reports import all_reports
from tests.benchmarks.many_schools import report_files, schools_of_commune
from tests.services.installation import COMMUNE, Installation, listed

UNITS = 2_000
GOAL = 2.0
"""The most seconds that either may take."""


def main(number: int = UNITS) -> dict[str, Any]:
    # Not in the system's folder for temporary files, which may be in memory, where a flush costs nothing.
    with tempfile.TemporaryDirectory(dir=ROOT) as made:
        folder = Path(made)
        schools = schools_of_commune(number)
        files = report_files(schools, folder)
        with Installation(folder / "commune") as site:
            workspace = site.add(listed(COMMUNE))
            site.receive(COMMUNE, *files)
            begun = time.perf_counter()
            results = add_unknown_units(workspace, {unit.code for unit in schools})
            next(results)
            adding = time.perf_counter() - begun
            files_again = len([*results]) / (time.perf_counter() - begun - adding)
            reports = all_reports(workspace)
            keys = [(unit.code, each.reports[0].version.id.key) for unit, each in reports.items()]
            begun = time.perf_counter()
            confirm_keys(workspace, keys)
            confirming = time.perf_counter() - begun
    print(f"  {number} units added in {adding:.2f} s, {len(keys)} keys confirmed in {confirming:.2f} s")
    print(f"    goal: each ≤ {GOAL} s; their files were received again at {files_again:.0f} files/s")
    return {"add": adding, "confirm": confirming, "files/s": files_again}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
