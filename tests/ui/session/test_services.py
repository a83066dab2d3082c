"""Services are named where they are called, and imported there."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from lcweek_desktop.ui.session import services

HEAVY = ("reportlab", "openpyxl", "docx", "pypdfium2", "PIL", "zxingcpp", "lxml")

EVERY_PAGE = f"""
import sys
from PySide6.QtWidgets import QApplication
from lcweek_desktop.ui.session.page_entries import ENTRIES
from lcweek_desktop.ui.shell.workspace_view import page_class
app = QApplication(["lcweek"])
for entry in ENTRIES:
    page_class(entry.key)
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_each_name_is_the_module_that_the_type_checker_takes_it_for() -> None:
    tree = ast.parse(Path(services.__file__).read_text(encoding="utf-8"))
    listed = {
        alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("lcweek_desktop.services.")
        for alias in node.names
    }
    assert listed
    for name, module in listed.items():
        assert getattr(services, name) is import_module(module)


def test_pages_are_imported_without_the_libraries_for_files_and_papers() -> None:
    """They are imported while the window is in use; what takes seconds is left to the worker's thread."""
    answer = subprocess.run(
        [sys.executable, "-c", EVERY_PAGE],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stdout.strip() == "[]", answer.stderr
