"""What Excel copies on Windows is pasted into the table as numbers, and never as its picture."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests import at_work
from tests.typist import new_school

if sys.platform == "win32":

    def test_cells_copied_in_excel_are_pasted_as_numbers(tmp_path: Path) -> None:
        home = new_school(tmp_path / "lcweek")
        pasted = at_work.answer_of("tests.excel_clipboard", home, "12\t1.234\n3\t40")
        assert json.loads(pasted) == {
            "1.1.count": 12,
            "1.1.people": 1234,
            "1.2.count": 3,
            "1.2.people": 40,
        }
