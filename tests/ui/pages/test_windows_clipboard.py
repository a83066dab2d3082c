"""What Excel copies on Windows is pasted into the table as numbers, and never as its picture."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from dev import ROOT
from tests import at_work
from tests.typist import new_school

if sys.platform == "win32":

    def test_cells_copied_in_excel_are_pasted_as_numbers(tmp_path: Path) -> None:
        home = new_school(tmp_path / "lcweek")
        pasted = subprocess.run(
            [sys.executable, "-m", "tests.excel_clipboard", "12\t1.234\n3\t40"],
            env={**os.environ, "LCWEEK_HOME": str(home), "QT_QPA_PLATFORM": at_work.PLATFORM},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        )
        assert json.loads(pasted.stdout) == {
            "1.1.count": 12,
            "1.1.people": 1234,
            "1.2.count": 3,
            "1.2.people": 40,
        }
