"""What the window compares: members of enums that it can import without loading what reads files."""

from __future__ import annotations

import subprocess
import sys

import pytest

MODULES = (
    "lcweek_desktop.services.paper.verdict",
    "lcweek_desktop.services.receiving.need",
    "lcweek_desktop.services.receiving.verdict",
    "lcweek_desktop.services.report.change",
)
HEAVY = {"pypdfium2", "zxingcpp", "reportlab", "cryptography", "PIL", "sqlite3"}


@pytest.mark.parametrize("module", MODULES)
def test_the_enums_of_the_window_load_nothing_but_themselves(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = answer.stdout.split()
    ours = {".".join(name.split(".")[:2]) for name in loaded if name.startswith("lcweek_desktop.")}
    assert ours == {"lcweek_desktop.services"}
    assert not HEAVY & {*loaded}
