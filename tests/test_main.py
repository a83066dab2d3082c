from __future__ import annotations

import os
import subprocess
import sys


def test_without_a_window_no_argument_says_so_and_points_to_the_command_line() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "lcweek_desktop"],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert "chưa có cửa sổ làm việc" in answer.stderr.decode("utf-8")
    assert "lcweek --help" in answer.stderr.decode("utf-8")
