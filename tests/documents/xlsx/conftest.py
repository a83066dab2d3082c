"""LibreOffice as the second reader."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.xlsx.opened import opened


@pytest.fixture
def recalculated(outside: Callable[[str], Path], tmp_path: Path) -> Callable[[bytes], Worksheet]:
    """What LibreOffice makes of a workbook, formulas calculated anew."""

    def convert(data: bytes) -> Worksheet:
        source, folder = tmp_path / "biểu.xlsx", tmp_path / "đã tính"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        options = [profile, "--headless", "--convert-to", "xlsx", "--outdir", folder]
        subprocess.run([outside("soffice"), *options, source], capture_output=True, check=True, timeout=120)
        return opened((folder / source.name).read_bytes())

    return convert
