"""Starting the program: without a screen, without output, and what is loaded when the window appears."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run_python(
    code: str, folder: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run `code` in a new process that has no screen unless `environment` gives it one; `folder` is
    where it works, None for here."""
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run(
        [sys.executable, "-c", code], env=bare | environment, cwd=folder, capture_output=True, check=False
    )


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
def test_without_a_screen_no_argument_says_so_and_points_to_the_command_line() -> None:
    code = "import sys; from lcweek_desktop.__main__ import main; sys.exit(main([]))"
    answer = run_python(code, PYTHONIOENCODING="cp1252")
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert "không có màn hình" in answer.stderr.decode("utf-8")
    assert "lcweek --help" in answer.stderr.decode("utf-8")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--help"], 0),
        (["init", "--year", "2024", "--unit", "03394", "--level", "xa", "--name", "Xã Thèn Sin"], 0),
        (["no-such-command"], 2),
    ],
)
def test_without_any_output_a_command_ends_as_it_would_with_one(
    tmp_path: Path, arguments: list[str], status: int
) -> None:
    code = (
        "import sys; sys.stdout = sys.stderr = None\n"
        f"from lcweek_desktop.__main__ import main; sys.exit(main({arguments!r}))"
    )
    answer = run_python(code, LCWEEK_HOME=str(tmp_path / "home"))
    assert (answer.returncode, answer.stdout, answer.stderr) == (status, b"", b"")


HEAVY = (
    "reportlab",
    "openpyxl",
    "docx",
    "sqlite_utils",
    "cryptography",
    "PIL",
    "zxingcpp",
    "lxml",
    "pypdfium2",
)

FIRST_PAINT = f"""
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from lcweek_desktop.ui.shell.application import create_window
app = QApplication(["lcweek"])
window = create_window(Path(sys.argv[1] if len(sys.argv) > 1 else "nowhere"))
window.open_data = lambda: None
window.show()
window.grab()
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_at_first_paint_nothing_heavy_is_loaded() -> None:
    answer = run_python(FIRST_PAINT, QT_QPA_PLATFORM="offscreen")
    assert answer.stdout.decode().strip() == "[]", answer.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "opens"),
    [
        ([], True),
        (["bao-cao.lcweek"], True),
        (["send", "bao-cao.lcweek"], False),
        (["./send"], True),
        (["thư mục/send"], True),
        (["--", "send"], True),
        (["--"], True),
        (["ghi chu"], True),
        (["khong-co"], False),
        ([""], False),
        (["--help"], False),
        (["-h"], False),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="on Windows there is a screen, in which a window opens")
def test_what_names_a_file_opens_the_window_and_what_is_a_command_does_not(
    tmp_path: Path, arguments: list[str], opens: bool
) -> None:
    """Without a screen a window says so, and a command never does."""
    (tmp_path / "ghi chu").touch()
    (tmp_path / "send").touch()
    code = f"import sys; from lcweek_desktop.__main__ import main; sys.exit(main({arguments!r}))"
    answer = run_python(code, folder=tmp_path)
    assert ("không có màn hình" in answer.stderr.decode()) == opens
