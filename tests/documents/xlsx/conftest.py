"""LibreOffice as the second reader."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.reading import page_texts
from tests.documents.xlsx.reading import opened

Converted = Callable[[bytes, str], Path]


@pytest.fixture
def converted(outside: Callable[[str], Path], tmp_path: Path) -> Converted:
    """The file of another kind ("xlsx", "pdf") that LibreOffice makes of a workbook."""

    def convert(data: bytes, kind: str) -> Path:
        source, folder = tmp_path / "biểu.xlsx", tmp_path / "đã chuyển"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        options = [profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
        subprocess.run([outside("soffice"), *options, source], capture_output=True, check=True, timeout=120)
        return folder / f"{source.stem}.{kind}"

    return convert


@pytest.fixture
def recalculated(converted: Converted) -> Callable[[bytes], Worksheet]:
    """The workbook as LibreOffice saves it, after it has calculated all formulas again."""
    return lambda data: opened(converted(data, "xlsx").read_bytes())


@pytest.fixture
def printed(converted: Converted) -> Callable[[bytes], list[str]]:
    """The text of each page that LibreOffice prints."""

    return lambda data: page_texts(converted(data, "pdf").read_bytes())
